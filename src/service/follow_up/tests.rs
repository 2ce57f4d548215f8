//! Steps on a real database: what they record, who may take them, and what happens when several people act at once.

use crate::act::follow_up::Held;
use crate::act::follow_up::NewEvidence;
use crate::act::follow_up::Proposal;
use crate::act::follow_up::Update;
use chrono::NaiveDate;
use sqlx::PgPool;
use uuid::Uuid;

use super::*;
use crate::{
    as_at::{PRESENT, Point},
    clock::random_bytes,
    closure::{NoActionReason, Outcome, Verification},
    deadline::Deadline,
    evidence::EvidenceId,
    fact::{Fact, Relation},
    finding::Finding,
    identity::{Audience, PersonId, Role},
    inspectorate_status::ReviewStage,
    not_allowed::NotAllowed,
    position::Position,
    service::verify::{Verified, verify},
    status::Status,
    store::{
        fixtures::{two_forces, two_forces_with},
        recommendation::{Lookup, page},
    },
    view::recommendation::RecommendationView,
};

mod at_once;
mod closing;
mod evidence;
mod notes;
mod path;
mod permissions;
mod recorded;

fn today() -> NaiveDate {
    "2026-11-25".parse().unwrap()
}

fn reference(text: &str) -> Reference {
    text.parse().unwrap()
}

/// A person of a role, told from others by a number; of Kent where the role is a force's.
fn person(number: u128, role: Role) -> Person {
    Person { id: PersonId(Uuid::from_u128(number)), role, forces: vec!["kent".parse().unwrap()] }
}

fn liaison() -> Person {
    person(1, Role::ForceLiaisonOfficer)
}

fn inspector() -> Person {
    person(2, Role::Inspector)
}

fn authoriser() -> Person {
    person(3, Role::Authoriser)
}

fn token() -> Uuid {
    Uuid::from_bytes(random_bytes())
}

/// A form as it is rendered now.
async fn form(database: &Database, item: &str) -> Form {
    let stream = Stream { kind: StreamKind::Recommendation, id: item.to_owned() };
    let mut db = database.pool().acquire().await.unwrap();
    let version = events::version(&mut db, &stream).await.unwrap();
    Form { subject: reference(item), version, token: token(), answers: crate::answers_digest::AnswersDigest::default() }
}

/// Does a step as things stand now.
async fn now(database: &Database, person: &Person, item: &str, step: Step) -> Result<Saved, FollowUpError> {
    act(database, person, &form(database, item).await, step, today()).await
}

async fn seen(database: &Database, reader: &Reader, item: &str) -> RecommendationView {
    let point = Point { valid: PRESENT, known: None, today: today() };
    match page(database, reader, &reference(item), point).await.unwrap() {
        Lookup::Found(found) => *found,
        other => panic!("{item}: {other:?}"),
    }
}

async fn status(database: &Database, item: &str) -> Status {
    seen(database, &Reader::Anyone, item).await.row.status
}

async fn checked(database: &Database) -> Verified {
    verify(database, |_, _| {}).await.unwrap()
}

async fn count(pool: &PgPool, sql: &str) -> i64 {
    sqlx::query_scalar(sql).fetch_one(pool).await.unwrap()
}

fn update(activity: &str) -> Update {
    Update {
        position: Some(Position::InProgress),
        texts: [
            ("activity", activity.to_owned()),
            ("outcome", "Children are seen sooner".to_owned()),
            ("next_step", "Audit in March".to_owned()),
            ("owner_post", "Detective superintendent".to_owned()),
        ]
        .into(),
        target: None,
        audience: Audience::Force,
    }
}

fn complete() -> Step {
    Step::ProposeClosure(Proposal {
        outcome: Outcome::Complete,
        superseded_by: None,
        verification: Some(Verification::RealityTesting),
        reason: "Every case we sampled was investigated in time".to_owned(),
        relied_on: "Case sample, October\nTraining record".to_owned(),
        pieces: [].into(),
        despite_finding: true,
    })
}

fn superseded_by(other: &str) -> Step {
    Step::ProposeClosure(Proposal {
        outcome: Outcome::NoFurtherAction(NoActionReason::Superseded),
        superseded_by: Some(reference(other)),
        verification: None,
        reason: "The later one asks for more".to_owned(),
        relied_on: "The review of 2021".to_owned(),
        pieces: [].into(),
        despite_finding: true,
    })
}

/// Evidence that is no file.
fn held_elsewhere() -> NewEvidence {
    NewEvidence {
        id: EvidenceId(token()),
        title: "Audit of strategy discussions".to_owned(),
        speaks_for: "2026-Q1".parse().ok(),
        audience: Audience::Force,
        follows: None,
        held: Held::Elsewhere("Case system, 4711".to_owned()),
    }
}

fn because(reason: &str) -> String {
    reason.to_owned()
}
