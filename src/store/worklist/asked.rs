//! Pending requests to the reader's side. Only worklists show them, because a note for colleagues is not for everyone.

use std::collections::HashMap;

use sqlx::PgConnection;

use crate::{
    as_at::PRESENT,
    identity::Role,
    pending_request::PendingRequest,
    store::{error::StoreError, parsing::parsed},
};

/// What the side of a role is asked about these items, by reference.
pub(super) async fn of(
    db: &mut PgConnection,
    role: Role,
    references: &[String],
) -> Result<HashMap<String, PendingRequest>, StoreError> {
    let rows = sqlx::query!(
        r#"select v.reference as "reference!", asked.what as "what!", asked.since as "since!"
        from recommendation_at($1, null) v
        cross join lateral (
            select (case when $3 then v.asks_inspectorate else v.asks_force end)::text as what,
                case when $3 then v.asks_inspectorate_on else v.asks_force_on end as since
        ) asked
        where v.reference = any($2) and asked.what is not null"#,
        PRESENT,
        references,
        role.is_of_inspectorate(),
    )
    .fetch_all(db)
    .await?;
    rows.into_iter()
        .map(|row| {
            Ok((row.reference, PendingRequest { what: parsed("recommendation_version", &row.what)?, on: row.since }))
        })
        .collect()
}
