//! The browsers in which an account has signed in before. Of the browser's token only the digest is kept.

use chrono::{DateTime, TimeDelta, Utc};
use sha2::{Digest as _, Sha256};
use sqlx::PgConnection;

use super::error::StoreError;
use crate::identity::PersonId;

/// How long a browser stays known after the last sign-in in it.
pub const KEPT_FOR: TimeDelta = TimeDelta::days(180);

/// The digest of a browser's token.
pub type BrowserDigest = [u8; 32];

/// The digest under which a token is kept.
#[must_use]
pub fn digest(token: &str) -> BrowserDigest {
    Sha256::digest(token).into()
}

/// Whether the account has signed in in this browser.
pub async fn is_known(
    db: &mut PgConnection,
    browser: &BrowserDigest,
    account: PersonId,
    now: DateTime<Utc>,
) -> Result<bool, StoreError> {
    Ok(sqlx::query_scalar!(
        r#"select exists (select from known_browser where digest = $1 and account = $2 and seen_at > $3) as "known!""#,
        browser,
        account.0,
        now - KEPT_FOR,
    )
    .fetch_one(db)
    .await?)
}

/// Whether any account has signed in in this browser: its token is then one that this service gave.
pub async fn is_ours(db: &mut PgConnection, browser: &BrowserDigest) -> Result<bool, StoreError> {
    Ok(sqlx::query_scalar!(r#"select exists (select from known_browser where digest = $1) as "ours!""#, browser)
        .fetch_one(db)
        .await?)
}

/// Keeps that the account has signed in in this browser now.
pub async fn remember(
    db: &mut PgConnection,
    browser: &BrowserDigest,
    account: PersonId,
    now: DateTime<Utc>,
) -> Result<(), StoreError> {
    sqlx::query!(
        "insert into known_browser (digest, account, seen_at) values ($1, $2, $3)
        on conflict (digest, account) do update set seen_at = excluded.seen_at",
        browser,
        account.0,
        now,
    )
    .execute(db)
    .await?;
    Ok(())
}

/// Forgets the browsers of an account, but for the one in which its password was just proved.
pub async fn forget_others(
    db: &mut PgConnection,
    account: PersonId,
    proved: Option<&BrowserDigest>,
) -> Result<(), StoreError> {
    sqlx::query!(
        "delete from known_browser where account = $1 and digest is distinct from $2",
        account.0,
        proved.map(<[u8; 32]>::as_slice),
    )
    .execute(db)
    .await?;
    Ok(())
}

/// Removes browsers that have not been used for [`KEPT_FOR`].
pub async fn forget_old(db: &mut PgConnection, now: DateTime<Utc>) -> Result<(), StoreError> {
    sqlx::query!("delete from known_browser where seen_at <= $1", now - KEPT_FOR).execute(db).await?;
    Ok(())
}
