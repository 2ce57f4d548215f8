//! Changes to a draft. The caller holds its lock and has compared its version; [`touch`] comes last.

use std::collections::BTreeMap;

use sqlx::PgConnection;
use uuid::Uuid;

use crate::{
    case_audit::CaseAudit,
    force::ForceSlug,
    grade::Grade,
    partial_date::PartialDate,
    person::Person,
    reference::Reference,
    round_draft::{Details, DraftFinding, DraftId, DraftItem},
    store::{error::StoreError, parsing::counted},
    topic::{Scheme, Topic},
};

/// Adds a draft, at version 1.
pub async fn insert(
    db: &mut PgConnection,
    id: DraftId,
    force: &ForceSlug,
    details: &Details,
    person: &Person,
) -> Result<(), StoreError> {
    sqlx::query!(
        "insert into round_draft (id, force_slug, version, working_title, kind, fieldwork, published, scheme, source_url,
            made_at, made_by, changed_at, changed_by, changed_role)
        values ($1, $2, 1, $3, $4::text::round_kind, $5::text, $6::text, $7::text::topic_scheme, $8,
            clock_timestamp(), $9, clock_timestamp(), $9, $10::text::role_name)",
        id.0,
        force.as_str(),
        details.working_title,
        details.kind.slug(),
        details.fieldwork.map(PartialDate::iso),
        details.published.map(PartialDate::iso),
        details.scheme.slug(),
        details.source_url,
        person.id.0,
        person.role.slug(),
    )
    .execute(db)
    .await?;
    Ok(())
}

/// Says that a person changed a draft, and returns the version it has now.
pub async fn touch(db: &mut PgConnection, id: DraftId, person: &Person) -> Result<i32, StoreError> {
    let version = sqlx::query_scalar!(
        "update round_draft set version = version + 1, changed_at = clock_timestamp(), changed_by = $2,
            changed_role = $3::text::role_name
        where id = $1 returning version",
        id.0,
        person.id.0,
        person.role.slug(),
    )
    .fetch_one(db)
    .await?;
    Ok(version)
}

/// What is said of the round itself.
pub async fn set_details(db: &mut PgConnection, id: DraftId, details: &Details) -> Result<(), StoreError> {
    sqlx::query!(
        "update round_draft set working_title = $2, kind = $3::text::round_kind, fieldwork = $4::text, published = $5::text,
            scheme = $6::text::topic_scheme, source_url = $7
        where id = $1",
        id.0,
        details.working_title,
        details.kind.slug(),
        details.fieldwork.map(PartialDate::iso),
        details.published.map(PartialDate::iso),
        details.scheme.slug(),
        details.source_url,
    )
    .execute(db)
    .await?;
    Ok(())
}

/// Adds an item, or changes the one with this identity.
pub async fn put_item(
    db: &mut PgConnection,
    draft: DraftId,
    scheme: Scheme,
    id: Uuid,
    item: &DraftItem,
) -> Result<(), StoreError> {
    sqlx::query!(
        "insert into round_draft_item (id, draft, scheme, reference, record_type, topic, deadline_basis, deadline_date, wording)
        values ($1, $2, $3::text::topic_scheme, $4, $5::text::record_type, $6, $7::text::deadline_basis, $8::text, $9)
        on conflict (id) do update set reference = excluded.reference, record_type = excluded.record_type,
            topic = excluded.topic, deadline_basis = excluded.deadline_basis, deadline_date = excluded.deadline_date,
            wording = excluded.wording
        where round_draft_item.draft = excluded.draft",
        id,
        draft.0,
        scheme.slug(),
        item.reference.as_str(),
        item.record_type.slug(),
        item.topic.slug(),
        item.deadline.basis.slug(),
        item.deadline.date.map(PartialDate::iso),
        item.wording,
    )
    .execute(db)
    .await?;
    Ok(())
}

/// Takes an item out of a draft.
pub async fn remove_item(db: &mut PgConnection, draft: DraftId, id: Uuid) -> Result<(), StoreError> {
    sqlx::query!("delete from round_draft_item where draft = $1 and id = $2", draft.0, id).execute(db).await?;
    Ok(())
}

/// What a draft says of an earlier item. That item and kind of round fit is the database's own to judge as well.
pub async fn put_finding(
    db: &mut PgConnection,
    draft: DraftId,
    reference: &Reference,
    found: &DraftFinding,
) -> Result<(), StoreError> {
    sqlx::query!(
        "insert into round_draft_finding (draft, force_slug, kind, reference, finding, summary)
        select id, force_slug, kind, $2, $3::text::finding, $4 from round_draft where id = $1
        on conflict (draft, reference) do update set finding = excluded.finding, summary = excluded.summary",
        draft.0,
        reference.as_str(),
        found.finding.slug(),
        found.summary,
    )
    .execute(db)
    .await?;
    Ok(())
}

/// Takes what a draft says of an earlier item out of it.
pub async fn remove_finding(db: &mut PgConnection, draft: DraftId, reference: &Reference) -> Result<(), StoreError> {
    sqlx::query!("delete from round_draft_finding where draft = $1 and reference = $2", draft.0, reference.as_str())
        .execute(db)
        .await?;
    Ok(())
}

/// The grades of a draft: these, and no others.
pub async fn set_grades(
    db: &mut PgConnection,
    draft: DraftId,
    grades: &BTreeMap<Topic, Grade>,
) -> Result<(), StoreError> {
    sqlx::query!("delete from round_draft_grade where draft = $1", draft.0).execute(&mut *db).await?;
    let topics: Vec<String> = grades.keys().map(|topic| topic.slug().to_owned()).collect();
    let words: Vec<String> = grades.values().map(|grade| grade.slug().to_owned()).collect();
    sqlx::query!(
        "insert into round_draft_grade (draft, topic, grade)
        select $1, topic, grade::grade from unnest($2::text[], $3::text[]) as given (topic, grade)",
        draft.0,
        &topics,
        &words,
    )
    .execute(db)
    .await?;
    Ok(())
}

/// The case audit of a draft, or that it has none.
pub async fn set_case_audit(db: &mut PgConnection, draft: DraftId, audit: Option<CaseAudit>) -> Result<(), StoreError> {
    sqlx::query!("delete from round_draft_case_audit where draft = $1", draft.0).execute(&mut *db).await?;
    let Some(CaseAudit { cases, good, adequate, requires_improvement, inadequate }) = audit else { return Ok(()) };
    let count = |count: u32| counted::<i32>("round_draft_case_audit", count);
    sqlx::query!(
        "insert into round_draft_case_audit (draft, cases, good, adequate, requires_improvement, inadequate)
        values ($1, $2, $3, $4, $5, $6)",
        draft.0,
        count(cases)?,
        count(good)?,
        adequate.map(count).transpose()?,
        requires_improvement.map(count).transpose()?,
        count(inadequate)?,
    )
    .execute(db)
    .await?;
    Ok(())
}

/// Takes a draft away, with all that is in it.
pub async fn delete(db: &mut PgConnection, id: DraftId) -> Result<(), StoreError> {
    sqlx::query!("delete from round_draft where id = $1", id.0).execute(db).await?;
    Ok(())
}
