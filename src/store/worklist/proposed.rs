//! Who stands behind proposed endings, and how they were verified.

use std::collections::HashMap;

use sqlx::PgConnection;

use crate::{
    closure::Verification,
    event::Role,
    store::{
        error::StoreError,
        free_text::FreeText,
        parsing::{parsed, parsed_if_any},
    },
};

/// Behind a proposed ending: the role, never the name. On what evidence it rests is not for everyone, so it is only read for
/// somebody, and by [`crate::service::reading`], which writes down that it was.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ProposedBy {
    /// In which role the person acted.
    pub role: Role,
    /// How it was verified.
    pub verification: Option<Verification>,
    /// The evidence it rests on, one piece on each line, as far as the person may read it.
    pub relied_on: FreeText,
}

/// What stands behind the last proposal of each of these, by reference: one query for however many.
pub(super) async fn behind(
    db: &mut PgConnection,
    references: &[String],
) -> Result<HashMap<String, ProposedBy>, StoreError> {
    if references.is_empty() {
        return Ok(HashMap::new());
    }
    sqlx::query!(
        r#"select distinct on (e.stream_id) e.stream_id, e.actor_role::text as "role!",
            e.facts ->> 'verification' as verification, e.texts ? 'relied_on' as "kept!",
            coalesce(open.body, limited.body) as relied_on
        from event e
        left join event_text open on open.event = e.seq and open.field = 'relied_on'
        left join restricted_text limited on limited.event = e.seq and limited.field = 'relied_on'
        where e.stream_kind = 'recommendation' and e.stream_id = any($1) and e.kind = 'closure_proposed'
            and e.actor_kind = 'person'
        order by e.stream_id, e.version desc"#,
        references,
    )
    .fetch_all(db)
    .await?
    .into_iter()
    .map(|row| {
        let by = ProposedBy {
            role: parsed("event", &row.role)?,
            verification: parsed_if_any("event", row.verification.as_deref())?,
            relied_on: FreeText::read(row.kept, row.relied_on),
        };
        Ok((row.stream_id, by))
    })
    .collect()
}
