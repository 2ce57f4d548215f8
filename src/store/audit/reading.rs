//! Reading the audit: a page of it, all that a filter picks, and what was done to one account. Administrators alone are shown any.

use chrono::{DateTime, Utc};
use sqlx::{PgConnection, Postgres, Transaction, types::Json};
use uuid::Uuid;

use crate::{
    audit::{AuditKind, Change},
    clock::{end_of_london_day, start_of_london_day},
    identity::PersonId,
    person::{Person, Reader},
    store::{
        database::Database,
        error::StoreError,
        parsing::{counted, parsed, parsed_if_any},
    },
    view::audit::{
        Attempts, AuditEntry, AuditFilter, AuditPage, AuditPlace, AuditQuery, AuditStart, NamedAccount, PER_PAGE,
    },
};

/// How many entries an export reads at once.
const PER_PART: i64 = 1000;

struct Row {
    id: i64,
    at: DateTime<Utc>,
    kind: String,
    person: Option<Uuid>,
    person_name: Option<String>,
    person_email: Option<String>,
    role: Option<String>,
    subject: Option<String>,
    account: Option<Uuid>,
    account_name: Option<String>,
    account_email: Option<String>,
    changes: Option<Json<Vec<Change>>>,
    address: Option<String>,
    request_id: Option<String>,
    attempts: Option<i32>,
    last_at: Option<DateTime<Utc>>,
}

impl TryFrom<Row> for AuditEntry {
    type Error = StoreError;

    fn try_from(row: Row) -> Result<Self, StoreError> {
        let named = |id: Option<Uuid>, name: Option<String>, email: Option<String>| {
            id.map(|id| NamedAccount {
                id: PersonId(id),
                name: name.unwrap_or_default(),
                email: email.unwrap_or_default(),
            })
        };
        let attempts = row
            .attempts
            .zip(row.last_at)
            .map(|(count, last_at)| Ok::<_, StoreError>(Attempts { count: counted("audit_entry", count)?, last_at }));
        Ok(Self {
            id: row.id,
            at: row.at,
            kind: parsed("audit_entry", &row.kind)?,
            person: named(row.person, row.person_name, row.person_email),
            role: parsed_if_any("audit_entry", row.role.as_deref())?,
            subject: row.subject,
            account: named(row.account, row.account_name, row.account_email),
            changes: row.changes.map(|Json(changes)| changes).unwrap_or_default(),
            address: row.address,
            request_id: row.request_id,
            attempts: attempts.transpose()?,
        })
    }
}

/// Entries that the filter picks, newest first: at most so many that are older than a place, and about one account where it is given.
async fn older(
    db: &mut PgConnection,
    filter: &AuditFilter,
    account: Option<PersonId>,
    before: Option<AuditPlace>,
    most: i64,
) -> Result<Vec<AuditEntry>, StoreError> {
    let (from, to) = times(filter);
    sqlx::query_as!(
        Row,
        r#"select e.id as "id!", e.at as "at!", e.kind::text as "kind!", e.person, e.person_name, e.person_email,
            e.role::text as role, e.subject, e.account, e.account_name, e.account_email,
            e.changes as "changes: Json<Vec<Change>>", host(e.address) || case when masklen(e.address) = 64 then '/64' else '' end as address,
            e.request_id, e.attempts, e.last_at
        from audit_line e
        where ($1::uuid is null or e.person = $1)
            and ($2::text is null or e.kind = $2::text::audit_kind)
            and ($3::text is null or audit_items(e.subject) @> array[lower($3)])
            and ($4::timestamptz is null or e.at >= $4)
            and ($5::timestamptz is null or e.at <= $5)
            and ($6::timestamptz is null or (e.at, e.id) < ($6, $7))
            and ($8::uuid is null or e.account = $8)
        order by e.at desc, e.id desc
        limit $9"#,
        filter.person.map(|PersonId(id)| id),
        filter.kind.map(AuditKind::slug),
        filter.item.as_deref(),
        from,
        to,
        before.map(|place| place.at),
        before.map(|place| place.id),
        account.map(|PersonId(id)| id),
        most,
    )
    .fetch_all(db)
    .await?
    .into_iter()
    .map(AuditEntry::try_from)
    .collect()
}

/// Those just newer than a place, the oldest of them first.
async fn newer(
    db: &mut PgConnection,
    filter: &AuditFilter,
    after: AuditPlace,
    most: i64,
) -> Result<Vec<AuditEntry>, StoreError> {
    let (from, to) = times(filter);
    sqlx::query_as!(
        Row,
        r#"select e.id as "id!", e.at as "at!", e.kind::text as "kind!", e.person, e.person_name, e.person_email,
            e.role::text as role, e.subject, e.account, e.account_name, e.account_email,
            e.changes as "changes: Json<Vec<Change>>", host(e.address) || case when masklen(e.address) = 64 then '/64' else '' end as address,
            e.request_id, e.attempts, e.last_at
        from audit_line e
        where ($1::uuid is null or e.person = $1)
            and ($2::text is null or e.kind = $2::text::audit_kind)
            and ($3::text is null or audit_items(e.subject) @> array[lower($3)])
            and ($4::timestamptz is null or e.at >= $4)
            and ($5::timestamptz is null or e.at <= $5)
            and (e.at, e.id) > ($6, $7)
        order by e.at, e.id
        limit $8"#,
        filter.person.map(|PersonId(id)| id),
        filter.kind.map(AuditKind::slug),
        filter.item.as_deref(),
        from,
        to,
        after.at,
        after.id,
        most,
    )
    .fetch_all(db)
    .await?
    .into_iter()
    .map(AuditEntry::try_from)
    .collect()
}

/// The moments between which a filter's days lie.
fn times(filter: &AuditFilter) -> (Option<DateTime<Utc>>, Option<DateTime<Utc>>) {
    (filter.from.and_then(start_of_london_day), filter.to.and_then(end_of_london_day))
}

/// A page of the audit. The database shows it to administrators and to nobody else.
///
/// # Errors
/// The database fails.
pub async fn page(database: &Database, person: &Person, query: &AuditQuery) -> Result<AuditPage, StoreError> {
    let mut tx = database.snapshot_for(&Reader::SignedIn(person.clone())).await?;
    let wanted = usize::try_from(PER_PAGE).unwrap_or(usize::MAX);
    // One more tells whether there are others.
    let most = i64::from(PER_PAGE) + 1;
    let page = match query.start {
        AuditStart::Newest | AuditStart::Before(_) => {
            let before = if let AuditStart::Before(place) = query.start { Some(place) } else { None };
            let mut entries = older(&mut tx, &query.filter, None, before, most).await?;
            let has_older = entries.len() > wanted;
            entries.truncate(wanted);
            AuditPage { entries, has_newer: before.is_some(), has_older }
        }
        AuditStart::After(place) => {
            let mut entries = newer(&mut tx, &query.filter, place, most).await?;
            let has_newer = entries.len() > wanted;
            entries.truncate(wanted);
            entries.reverse();
            AuditPage { entries, has_newer, has_older: true }
        }
    };
    Ok(page)
}

/// What was done to an account, newest first.
///
/// # Errors
/// The database fails.
pub async fn newest_about_account(
    database: &Database,
    person: &Person,
    account: PersonId,
    most: i64,
) -> Result<Vec<AuditEntry>, StoreError> {
    let mut tx = database.snapshot_for(&Reader::SignedIn(person.clone())).await?;
    older(&mut tx, &AuditFilter::default(), Some(account), None, most).await
}

/// All entries that a filter picks, read in parts from one unmoving view: what is written meanwhile is in none of them.
#[derive(Debug)]
pub struct AuditExport {
    snapshot: Transaction<'static, Postgres>,
    filter: AuditFilter,
    after: Option<AuditPlace>,
}

/// Begins an export. The view is as it is before this returns, so that the entry of the export itself is not in it.
///
/// # Errors
/// The database fails.
pub async fn export(database: &Database, person: &Person, filter: AuditFilter) -> Result<AuditExport, StoreError> {
    let mut snapshot = database.snapshot_for(&Reader::SignedIn(person.clone())).await?;
    // The view of a transaction is that of its first query.
    sqlx::query_scalar!(r#"select 1 as "one!""#).fetch_one(&mut *snapshot).await?;
    Ok(AuditExport { snapshot, filter, after: None })
}

impl AuditExport {
    /// The next entries, newest first; none when all were read.
    ///
    /// # Errors
    /// The database fails.
    pub async fn next_part(&mut self) -> Result<Vec<AuditEntry>, StoreError> {
        let entries = older(&mut self.snapshot, &self.filter, None, self.after, PER_PART).await?;
        if let Some(last) = entries.last() {
            self.after = Some(last.place());
        }
        Ok(entries)
    }
}
