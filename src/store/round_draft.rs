//! Drafts of rounds. Row-level security shows them to the inspectorate's roles and to nobody else: read and write them in a
//! transaction of a person (`Database::begin_as`, `Database::snapshot_for`).

use crate::{
    case_audit::CaseAudit,
    deadline::{Basis, Deadline, SetBy},
    force::ForceSlug,
    grade::Grade,
    identity::PersonId,
    partial_date::PartialDate,
    person::{Person, Reader},
    reference::Reference,
    round::RoundSlug,
    round_draft::{Changed, Details, DraftFinding, DraftId, DraftItem, RoundDraft},
    topic::Topic,
    view::{round_draft::Lookup, worklist::InProgress},
};
use std::collections::BTreeMap;

use sqlx::PgConnection;
use uuid::Uuid;

use super::{
    Database, StoreError,
    parsing::{counted, parsed, parsed_if_any},
};

mod change;
mod earlier;

pub use change::{
    delete, insert, put_finding, put_item, remove_finding, remove_item, set_case_audit, set_details, set_grades, touch,
};
pub use earlier::earlier;
pub(crate) use earlier::references as earlier_references;

/// The draft at an address, as this reader may see it.
#[tracing::instrument(skip(database, reader), err)]
pub async fn page(database: &Database, reader: &Reader, force: &ForceSlug, id: DraftId) -> Result<Lookup, StoreError> {
    let mut db = database.snapshot_for(reader).await?;
    if let Some(draft) = find(&mut db, id).await?.filter(|draft| draft.force == *force) {
        return Ok(Lookup::Found(Box::new(draft)));
    }
    let published = published(&mut db, id).await?.filter(|(of, _)| of == force);
    Ok(published.map_or(Lookup::Unknown, |(_, round)| Lookup::Published(round)))
}

/// The drafts of a force as this reader may see them, the one changed last first.
#[tracing::instrument(skip(database, reader), err)]
pub async fn of_force(
    database: &Database,
    reader: &Reader,
    force: &ForceSlug,
) -> Result<Vec<(DraftId, Details, Changed)>, StoreError> {
    let mut db = database.snapshot_for(reader).await?;
    let rows = sqlx::query_as!(
        Row,
        r#"select id, force_slug, version, working_title, kind::text as "kind!", fieldwork::text as fieldwork,
            published::text as published, scheme::text as "scheme!", source_url, changed_at, changed_by,
            changed_role::text as "changed_role!"
        from round_draft where force_slug = $1 order by changed_at desc, id"#,
        force.as_str(),
    )
    .fetch_all(&mut *db)
    .await?;
    rows.into_iter().map(|row| Ok((DraftId(row.id), row.details()?, row.changed()?))).collect()
}

/// The drafts of all forces as this reader may see them, the one left alone longest first.
#[tracing::instrument(skip_all, err)]
pub async fn in_progress(database: &Database, reader: &Reader) -> Result<Vec<InProgress>, StoreError> {
    let mut db = database.snapshot_for(reader).await?;
    let rows = sqlx::query_as!(
        Row,
        r#"select id, force_slug, version, working_title, kind::text as "kind!", fieldwork::text as fieldwork,
            published::text as published, scheme::text as "scheme!", source_url, changed_at, changed_by,
            changed_role::text as "changed_role!"
        from round_draft order by changed_at, id"#,
    )
    .fetch_all(&mut *db)
    .await?;
    let left = sqlx::query!(
        r#"select draft as "draft!", count(*) as "items!" from round_draft_earlier where not ended and not recorded
        group by draft"#
    )
    .fetch_all(&mut *db)
    .await?;
    let left: BTreeMap<Uuid, i64> = left.into_iter().map(|row| (row.draft, row.items)).collect();
    let names = sqlx::query!(r#"select slug as "slug!", short_name as "short_name!" from force_at(null)"#)
        .fetch_all(&mut *db)
        .await?;
    let name_of = |slug: &str| names.iter().find(|force| force.slug == slug).map(|force| force.short_name.clone());
    rows.into_iter()
        .map(|row| {
            Ok(InProgress {
                id: DraftId(row.id),
                force: parsed(TABLE, &row.force_slug)?,
                force_name: name_of(&row.force_slug).unwrap_or_else(|| row.force_slug.clone()),
                details: row.details()?,
                changed: row.changed()?,
                to_record: counted(TABLE, left.get(&row.id).copied().unwrap_or(0))?,
            })
        })
        .collect()
}

struct Row {
    id: Uuid,
    force_slug: String,
    version: i32,
    working_title: String,
    kind: String,
    fieldwork: Option<String>,
    published: Option<String>,
    scheme: String,
    source_url: String,
    changed_at: chrono::DateTime<chrono::Utc>,
    changed_by: Uuid,
    changed_role: String,
}

const TABLE: &str = "round_draft";

impl Row {
    fn details(&self) -> Result<Details, StoreError> {
        Ok(Details {
            working_title: self.working_title.clone(),
            kind: parsed(TABLE, &self.kind)?,
            fieldwork: parsed_if_any(TABLE, self.fieldwork.as_deref())?,
            published: parsed_if_any(TABLE, self.published.as_deref())?,
            scheme: parsed(TABLE, &self.scheme)?,
            source_url: self.source_url.clone(),
        })
    }

    fn changed(&self) -> Result<Changed, StoreError> {
        let role = parsed(TABLE, &self.changed_role)?;
        Ok(Changed { at: self.changed_at, by: PersonId(self.changed_by), role })
    }
}

/// Keeps everybody else from changing a draft until the transaction ends.
pub(crate) async fn lock(db: &mut PgConnection, id: DraftId) -> Result<(), StoreError> {
    sqlx::query!("select pg_advisory_xact_lock(hashtextextended($1, 2))", id.to_string()).fetch_one(db).await?;
    Ok(())
}

/// A whole draft.
pub(crate) async fn find(db: &mut PgConnection, id: DraftId) -> Result<Option<RoundDraft>, StoreError> {
    let row = sqlx::query_as!(
        Row,
        r#"select id, force_slug, version, working_title, kind::text as "kind!", fieldwork::text as fieldwork,
            published::text as published, scheme::text as "scheme!", source_url, changed_at, changed_by,
            changed_role::text as "changed_role!"
        from round_draft where id = $1"#,
        id.0,
    )
    .fetch_optional(&mut *db)
    .await?;
    let Some(row) = row else { return Ok(None) };
    Ok(Some(RoundDraft {
        id,
        force: parsed(TABLE, &row.force_slug)?,
        version: row.version,
        changed: row.changed()?,
        details: row.details()?,
        items: items(&mut *db, id).await?,
        findings: findings(&mut *db, id).await?,
        grades: grades(&mut *db, id).await?,
        case_audit: case_audit(db, id).await?,
    }))
}

async fn items(db: &mut PgConnection, id: DraftId) -> Result<Vec<(Uuid, DraftItem)>, StoreError> {
    const TABLE: &str = "round_draft_item";
    let rows = sqlx::query!(
        r#"select id, reference, record_type::text as "record_type!", topic, deadline_basis::text as "basis!",
            deadline_date::text as date, wording
        from round_draft_item where draft = $1 order by place"#,
        id.0,
    )
    .fetch_all(db)
    .await?;
    rows.into_iter()
        .map(|row| {
            let basis: Basis = parsed(TABLE, &row.basis)?;
            let date: Option<PartialDate> = parsed_if_any(TABLE, row.date.as_deref())?;
            let set_by = if basis == Basis::SetByForce { SetBy::Force } else { SetBy::Inspectorate };
            let item = DraftItem {
                reference: parsed(TABLE, &row.reference)?,
                record_type: parsed(TABLE, &row.record_type)?,
                topic: parsed(TABLE, &row.topic)?,
                deadline: Deadline { basis, date, from: None, as_written: None, set_by },
                wording: row.wording,
            };
            Ok((row.id, item))
        })
        .collect()
}

async fn findings(db: &mut PgConnection, id: DraftId) -> Result<BTreeMap<Reference, DraftFinding>, StoreError> {
    const TABLE: &str = "round_draft_finding";
    let rows = sqlx::query!(
        r#"select reference, finding::text as "finding!", summary from round_draft_finding where draft = $1"#,
        id.0
    )
    .fetch_all(db)
    .await?;
    rows.into_iter()
        .map(|row| {
            let finding = DraftFinding { finding: parsed(TABLE, &row.finding)?, summary: row.summary };
            Ok((parsed(TABLE, &row.reference)?, finding))
        })
        .collect()
}

async fn grades(db: &mut PgConnection, id: DraftId) -> Result<BTreeMap<Topic, Grade>, StoreError> {
    const TABLE: &str = "round_draft_grade";
    let rows = sqlx::query!(r#"select topic, grade::text as "grade!" from round_draft_grade where draft = $1"#, id.0)
        .fetch_all(db)
        .await?;
    rows.into_iter().map(|row| Ok((parsed(TABLE, &row.topic)?, parsed(TABLE, &row.grade)?))).collect()
}

async fn case_audit(db: &mut PgConnection, id: DraftId) -> Result<Option<CaseAudit>, StoreError> {
    const TABLE: &str = "round_draft_case_audit";
    let row = sqlx::query!(
        "select cases, good, adequate, requires_improvement, inadequate from round_draft_case_audit where draft = $1",
        id.0
    )
    .fetch_optional(db)
    .await?;
    let if_any = |count: Option<i32>| count.map(|count| counted(TABLE, count)).transpose();
    row.map(|row| {
        Ok(CaseAudit {
            cases: counted(TABLE, row.cases)?,
            good: counted(TABLE, row.good)?,
            adequate: if_any(row.adequate)?,
            requires_improvement: if_any(row.requires_improvement)?,
            inadequate: counted(TABLE, row.inadequate)?,
        })
    })
    .transpose()
}

/// Which round a draft became.
pub(crate) async fn published(
    db: &mut PgConnection,
    id: DraftId,
) -> Result<Option<(ForceSlug, RoundSlug)>, StoreError> {
    let row = sqlx::query!("select force_slug, round_slug from round_draft_published where draft = $1", id.0)
        .fetch_optional(db)
        .await?;
    row.map(|row| {
        const TABLE: &str = "round_draft_published";
        Ok((parsed(TABLE, &row.force_slug)?, parsed(TABLE, &row.round_slug)?))
    })
    .transpose()
}

/// Keeps which round a draft became, so that its address leads there.
pub(crate) async fn keep_published(
    db: &mut PgConnection,
    draft: &RoundDraft,
    round: &RoundSlug,
    person: &Person,
) -> Result<(), StoreError> {
    sqlx::query!(
        "insert into round_draft_published (draft, force_slug, round_slug, published_at, published_by)
        values ($1, $2, $3, clock_timestamp(), $4)",
        draft.id.0,
        draft.force.as_str(),
        round.as_str(),
        person.id.0,
    )
    .execute(db)
    .await?;
    Ok(())
}

/// Those of some references that are in the register already.
pub(crate) async fn taken(db: &mut PgConnection, references: &[Reference]) -> Result<Vec<String>, StoreError> {
    let references: Vec<String> = references.iter().map(ToString::to_string).collect();
    let taken = sqlx::query_scalar!(
        "select reference from recommendation where lower(reference) = any(select lower(wanted) from unnest($1::text[]) as wanted)
        order by reference",
        &references
    );
    Ok(taken.fetch_all(db).await?)
}
