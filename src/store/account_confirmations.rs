//! What about accounts waits for a second person. The database refuses an authoriser, and a link for one, without it.

use chrono::{DateTime, TimeDelta, Utc};
use sqlx::PgConnection;
use uuid::Uuid;

use super::{
    error::StoreError,
    parsing::{parsed, parsed_if_any},
};
use crate::{
    account::{AccountName, Email},
    confirmation::{ConfirmationAnswer, ConfirmationId, ConfirmationKind},
    identity::PersonId,
    view::{accounts::Confirmation, audit::NamedAccount},
};

/// For how long a link that was confirmed can be made. The database says the same.
const LINK_ALLOWED_FOR: TimeDelta = TimeDelta::days(7);

/// How many answered ones are listed beside those that wait.
const ANSWERED_LISTED: i64 = 20;

/// What is asked for.
#[derive(Debug, Clone)]
pub struct AskedConfirmation<'a> {
    /// Which it will be.
    pub id: ConfirmationId,
    /// What is to be done.
    pub kind: ConfirmationKind,
    /// To which account; of a new one the id that it will have.
    pub account: PersonId,
    /// Of a new account its address and name.
    pub new: Option<(&'a Email, &'a AccountName)>,
    /// By whom; the console where nobody is named, which confirms it at once.
    pub asked_by: Option<PersonId>,
}

/// Keeps what is asked for. `false` where the same waits already.
pub async fn insert(
    db: &mut PgConnection,
    asked: &AskedConfirmation<'_>,
    now: DateTime<Utc>,
) -> Result<bool, StoreError> {
    let by_console = asked.asked_by.is_none();
    let inserted = sqlx::query!(
        "insert into account_confirmation (id, kind, account, email, name, asked_by, asked_at, answer, answered_at)
        values ($1, $2::text::confirmation_kind, $3, $4, $5, $6, $7, $8::text::confirmation_answer, $9)
        on conflict do nothing",
        asked.id.0,
        asked.kind.slug(),
        asked.account.0,
        asked.new.map(|(email, _)| email.as_str()),
        asked.new.map(|(_, name)| name.as_str()),
        asked.asked_by.map(|PersonId(id)| id),
        now,
        by_console.then_some(ConfirmationAnswer::Confirmed.slug()),
        by_console.then_some(now),
    )
    .execute(db)
    .await?;
    Ok(inserted.rows_affected() == 1)
}

/// Writes down an answer; nobody is named where the console gives it.
pub async fn answer(
    db: &mut PgConnection,
    id: ConfirmationId,
    answer: ConfirmationAnswer,
    by: Option<PersonId>,
    now: DateTime<Utc>,
) -> Result<(), StoreError> {
    sqlx::query!(
        "update account_confirmation set answer = $2::text::confirmation_answer, answered_by = $3, answered_at = $4
        where id = $1",
        id.0,
        answer.slug(),
        by.map(|PersonId(id)| id),
        now,
    )
    .execute(db)
    .await?;
    Ok(())
}

struct Row {
    id: Uuid,
    kind: String,
    account: Uuid,
    name: String,
    email: String,
    asked_by: Option<Uuid>,
    asked_by_name: Option<String>,
    asked_by_email: Option<String>,
    asked_at: DateTime<Utc>,
    answer: Option<String>,
    answered_by: Option<Uuid>,
    answered_by_name: Option<String>,
    answered_by_email: Option<String>,
    answered_at: Option<DateTime<Utc>>,
}

impl TryFrom<Row> for Confirmation {
    type Error = StoreError;

    fn try_from(row: Row) -> Result<Self, StoreError> {
        const TABLE: &str = "account_confirmation";
        let named = |id: Option<Uuid>, name: Option<String>, email: Option<String>| {
            Some(NamedAccount { id: PersonId(id?), name: name.unwrap_or_default(), email: email.unwrap_or_default() })
        };
        Ok(Self {
            id: ConfirmationId(row.id),
            kind: parsed(TABLE, &row.kind)?,
            account: NamedAccount { id: PersonId(row.account), name: row.name, email: row.email },
            asked_by: named(row.asked_by, row.asked_by_name, row.asked_by_email),
            asked_at: row.asked_at,
            answer: parsed_if_any(TABLE, row.answer.as_deref())?,
            answered_by: named(row.answered_by, row.answered_by_name, row.answered_by_email),
            answered_at: row.answered_at,
        })
    }
}

/// Those that wait, oldest first, then those answered last. Of one account, or of all.
pub async fn list(db: &mut PgConnection, account: Option<PersonId>) -> Result<Vec<Confirmation>, StoreError> {
    sqlx::query_as!(
        Row,
        r#"with listed as (
            (select * from account_confirmation c where c.answer is null and ($1::uuid is null or c.account = $1))
            union all
            (select * from account_confirmation c
            where c.answer is not null and c.asked_by is not null and ($1::uuid is null or c.account = $1)
            order by c.answered_at desc limit $2)
        )
        select c.id as "id!", c.kind::text as "kind!", c.account as "account!", coalesce(a.name, c.name, '') as "name!",
            coalesce(a.email, c.email, '') as "email!", c.asked_by, asked.name as "asked_by_name?",
            asked.email as "asked_by_email?", c.asked_at as "asked_at!", c.answer::text as answer, c.answered_by,
            answered.name as "answered_by_name?", answered.email as "answered_by_email?", c.answered_at
        from listed c
        left join account a on a.id = c.account
        left join account asked on asked.id = c.asked_by
        left join account answered on answered.id = c.answered_by
        order by c.answered_at desc nulls first, c.asked_at"#,
        account.map(|PersonId(id)| id),
        ANSWERED_LISTED,
    )
    .fetch_all(db)
    .await?
    .into_iter()
    .map(Confirmation::try_from)
    .collect()
}

/// How many wait that this person did not ask for.
pub async fn count_waiting_for(db: &mut PgConnection, person: PersonId) -> Result<u64, StoreError> {
    let waiting = sqlx::query_scalar!(
        r#"select count(*) as "count!" from account_confirmation
        where answer is null and asked_by is distinct from $1 and account <> $1"#,
        person.0,
    )
    .fetch_one(db)
    .await?;
    super::parsing::counted("account_confirmation", waiting)
}

/// What was asked for and for which account, kept from others until the transaction ends.
#[derive(Debug, Clone)]
pub struct LockedConfirmation {
    /// What is to be done.
    pub kind: ConfirmationKind,
    /// To which account.
    pub account: PersonId,
    /// Of a new account its address and name.
    pub new: Option<(Email, AccountName)>,
    /// By whom it was asked for.
    pub asked_by: Option<PersonId>,
    /// Whether it was answered.
    pub is_answered: bool,
}

/// Reads one to answer it.
pub async fn lock(db: &mut PgConnection, id: ConfirmationId) -> Result<Option<LockedConfirmation>, StoreError> {
    const TABLE: &str = "account_confirmation";
    let row = sqlx::query!(
        r#"select kind::text as "kind!", account, email, name, asked_by, answer is not null as "is_answered!"
        from account_confirmation where id = $1 for update"#,
        id.0,
    )
    .fetch_optional(db)
    .await?;
    row.map(|row| {
        let new = match (row.email, row.name) {
            (Some(email), Some(name)) => Some((Email::on_record(&email), parsed(TABLE, &name)?)),
            _ => None,
        };
        Ok(LockedConfirmation {
            kind: parsed(TABLE, &row.kind)?,
            account: PersonId(row.account),
            new,
            asked_by: row.asked_by.map(PersonId),
            is_answered: row.is_answered,
        })
    })
    .transpose()
}

/// Whether a link for an authoriser may be made now by whoever asked for it: one was confirmed and not made yet. The console is nobody.
pub async fn allows_link(
    db: &mut PgConnection,
    account: PersonId,
    asked_by: Option<PersonId>,
    now: DateTime<Utc>,
) -> Result<bool, StoreError> {
    Ok(sqlx::query_scalar!(
        r#"select exists (
            select from account_confirmation
            where account = $1 and asked_by is not distinct from $2 and kind in ('new-account', 'link') and answer = 'confirmed'
                and link_made_at is null and answered_at > $3
        ) as "allowed!""#,
        account.0,
        asked_by.map(|PersonId(id)| id),
        now - LINK_ALLOWED_FOR,
    )
    .fetch_one(db)
    .await?)
}

/// The one that waits for an address, for the console.
pub async fn waiting_for_email(db: &mut PgConnection, email: &Email) -> Result<Option<ConfirmationId>, StoreError> {
    let id = sqlx::query_scalar!(
        "select c.id from account_confirmation c left join account a on a.id = c.account
        where c.answer is null and lower(coalesce(a.email, c.email)) = $1 order by c.asked_at limit 1",
        email.as_str(),
    )
    .fetch_optional(db)
    .await?;
    Ok(id.map(ConfirmationId))
}
