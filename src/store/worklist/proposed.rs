//! Who stands behind proposed endings, how they were verified and on which evidence they rest.

use crate::{
    person::Person,
    store::{
        error::StoreError,
        parsing::{parsed, parsed_if_any},
    },
    view::{
        free_text::FreeText,
        worklist::{ProposedBy, Relied},
    },
};
use std::collections::HashMap;

use sqlx::PgConnection;

/// What stands behind the last proposal of each of these, by reference: two queries for however many.
pub(super) async fn behind(
    db: &mut PgConnection,
    person: &Person,
    references: &[String],
) -> Result<HashMap<String, ProposedBy>, StoreError> {
    if references.is_empty() {
        return Ok(HashMap::new());
    }
    let rows = sqlx::query!(
        r#"select distinct on (e.stream_id) e.stream_id, e.actor_role::text as "role!", a.name as "name?",
            e.facts ->> 'verification' as verification, e.facts ->> 'superseded_by' as superseded_by,
            array(select jsonb_array_elements_text(e.facts -> 'pieces')) as "pieces!",
            e.texts ? 'relied_on' as "kept!", coalesce(open.body, limited.body) as relied_on,
            e.texts ? 'reason' as "reason_kept!", coalesce(open_reason.body, limited_reason.body) as reason
        from event e
        left join account a on a.id = e.actor_person
        left join event_text open on open.event = e.seq and open.field = 'relied_on'
        left join restricted_text limited on limited.event = e.seq and limited.field = 'relied_on'
        left join event_text open_reason on open_reason.event = e.seq and open_reason.field = 'reason'
        left join restricted_text limited_reason on limited_reason.event = e.seq and limited_reason.field = 'reason'
        where e.stream_kind = 'recommendation' and e.stream_id = any($1) and e.kind = 'closure_proposed'
            and e.actor_kind = 'person'
        order by e.stream_id, e.version desc"#,
        references,
    )
    .fetch_all(&mut *db)
    .await?;
    let pieces: Vec<String> = rows.iter().flat_map(|row| row.pieces.iter().cloned()).collect();
    let mut relied = relied(db, references, &pieces).await?;
    rows.into_iter()
        .map(|row| {
            let by = ProposedBy {
                role: parsed("event", &row.role)?,
                name: row.name.filter(|_| person.role.is_of_inspectorate()),
                superseded_by: parsed_if_any("event", row.superseded_by.as_deref())?,
                verification: parsed_if_any("event", row.verification.as_deref())?,
                reason: FreeText::read(row.reason_kept, row.reason),
                relied_on: FreeText::read(row.kept, row.relied_on),
                pieces: row.pieces.iter().filter_map(|piece| relied.remove(piece)).collect(),
            };
            Ok((row.stream_id, by))
        })
        .collect()
}

/// These pieces of the evidence of some items, by identity.
async fn relied(
    db: &mut PgConnection,
    references: &[String],
    pieces: &[String],
) -> Result<HashMap<String, Relied>, StoreError> {
    if pieces.is_empty() {
        return Ok(HashMap::new());
    }
    let rows = sqlx::query!(
        r#"select e.facts #>> '{piece,id}' as "id!", e.facts ->> 'speaks_for' as speaks_for,
            e.texts ? 'title' as "kept!", coalesce(open.body, limited.body) as title,
            exists (select from event_text t where t.event = e.seq and t.field = 'file')
                or exists (select from restricted_text t where t.event = e.seq and t.field = 'file') as "held_here!"
        from event e
        left join event_text open on open.event = e.seq and open.field = 'title'
        left join restricted_text limited on limited.event = e.seq and limited.field = 'title'
        where e.stream_kind = 'recommendation' and e.stream_id = any($1) and e.kind = 'evidence_added'
            and e.facts #>> '{piece,id}' = any($2)"#,
        references,
        pieces,
    )
    .fetch_all(db)
    .await?;
    rows.into_iter()
        .map(|row| {
            let piece = Relied {
                id: parsed("event", &row.id)?,
                title: FreeText::read(row.kept, row.title),
                speaks_for: parsed_if_any("event", row.speaks_for.as_deref())?,
                held_here: row.held_here,
            };
            Ok((row.id, piece))
        })
        .collect()
}
