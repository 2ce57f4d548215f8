//! Drafts on a real database: who sees them, what changes them, and what publishing makes of them.

use std::collections::BTreeMap;

use chrono::NaiveDate;
use sqlx::PgPool;

use super::*;
use crate::{
    case_audit::CaseAudit,
    clock::random_bytes,
    deadline::Deadline,
    finding::{Finding, RecordType},
    grade::Grade,
    identity::{PersonId, Role},
    ingest::{File, Kind, import},
    not_allowed::NotAllowed,
    person::Reader,
    round::RoundKind,
    round_draft::{DraftFinding, DraftItem},
    service::verify::verify,
    store::{
        fixtures::{two_forces, two_forces_with},
        round_draft::page,
    },
    topic::{Scheme, Topic},
    view::round_draft::Lookup,
};

mod editing;
mod findings;
mod publishing;
mod security;

fn today() -> NaiveDate {
    "2026-11-25".parse().unwrap()
}

fn kent() -> ForceSlug {
    "kent".parse().unwrap()
}

fn person(number: u128, role: Role) -> Person {
    Person { id: PersonId(Uuid::from_u128(number)), role, forces: vec![kent()] }
}

fn inspector() -> Person {
    person(1, Role::Inspector)
}

/// The digest of a form that says this.
fn said(words: &str) -> AnswersDigest {
    AnswersDigest::of([("working_title", words)])
}

fn token() -> Uuid {
    Uuid::from_bytes(random_bytes())
}

fn details(published: Option<&str>) -> Details {
    Details {
        working_title: "Autumn".to_owned(),
        kind: RoundKind::Inspection,
        fieldwork: "2026-06".parse().ok(),
        published: published.map(|text| text.parse().unwrap()),
        scheme: Scheme::Of2024,
        source_url: "https://example.org/new".to_owned(),
    }
}

fn item(reference: &str, deadline: &str) -> DraftItem {
    DraftItem {
        reference: reference.parse().unwrap(),
        record_type: RecordType::Recommendation,
        topic: Topic::Leadership,
        deadline: Deadline::from_source(deadline).unwrap(),
        wording: "Lead, from the \"top\",\nevery day".to_owned(),
    }
}

async fn begun(database: &Database, published: Option<&str>) -> DraftId {
    begin(database, &inspector(), &kent(), token(), &details(published), &said("")).await.unwrap()
}

async fn found(database: &Database, id: DraftId) -> RoundDraft {
    match page(database, &Reader::SignedIn(inspector()), &kent(), id).await.unwrap() {
        Lookup::Found(draft) => *draft,
        other => panic!("{other:?}"),
    }
}

async fn form(database: &Database, id: DraftId) -> Form {
    let version = found(database, id).await.version;
    Form { subject: DraftOfForce { force: kent(), draft: id }, version, token: token(), answers: said("") }
}

async fn now(database: &Database, id: DraftId, edit: Edit) -> Result<Receipt, DraftError> {
    change(database, &inspector(), &form(database, id).await, edit).await
}

/// A draft with something in every part of it.
async fn whole(database: &Database) -> DraftId {
    let id = begun(database, Some("2026-11-20")).await;
    for (reference, deadline) in
        [("KENT-2026-01", "within three months"), ("KENT-2026-02", "set by the force: 2027-05")]
    {
        now(database, id, Edit::PutItem(None, item(reference, deadline))).await.unwrap();
    }
    let grades = BTreeMap::from([(Topic::Leadership, Grade::Good), (Topic::Investigation2024, Grade::Inadequate)]);
    now(database, id, Edit::Grades(grades)).await.unwrap();
    let audit = CaseAudit { cases: 33, good: 9, adequate: None, requires_improvement: Some(15), inadequate: 10 };
    now(database, id, Edit::CaseAudit(Some(audit))).await.unwrap();
    id
}

async fn count(pool: &PgPool, sql: &str) -> i64 {
    sqlx::query_scalar(sql).fetch_one(pool).await.unwrap()
}

/// The field that a refusal names.
fn field<T: std::fmt::Debug>(result: Result<T, DraftError>) -> &'static str {
    match result.unwrap_err() {
        DraftError::Invalid { field, .. } => field,
        other => panic!("{other}"),
    }
}
