//! Who stands behind proposed endings, and how they were verified.

use std::collections::HashMap;

use sqlx::PgConnection;

use crate::{
    closure::Verification,
    event::Role,
    store::{
        error::StoreError,
        parsing::{parsed, parsed_if_any},
    },
};

/// Behind a proposed ending: the role, never the name. On what evidence it rests is not for everyone, so it stands where such
/// reading is audited.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ProposedBy {
    /// In which role the person acted.
    pub role: Role,
    /// How it was verified.
    pub verification: Option<Verification>,
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
            e.facts ->> 'verification' as verification
        from event e
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
        };
        Ok((row.stream_id, by))
    })
    .collect()
}
