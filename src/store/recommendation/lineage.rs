//! The lineage of a recommendation: which earlier ones it repeats, narrows or replaces, and which later ones do that to it.

use sqlx::PgConnection;

use crate::{
    as_at::{Point, counts},
    fact::Fact,
    partial_date::PartialDate,
    reference::Reference,
    store::{
        error::StoreError,
        parsing::{parsed, parsed_if_any},
    },
    view::recommendation::{Entry, Lineage, Link},
};

/// The lineage of an item at a point: the links its own history tells, and those of others that name it.
pub(super) async fn of(
    db: &mut PgConnection,
    reference: &Reference,
    history: &[Entry],
    point: Point,
) -> Result<Lineage, StoreError> {
    let rows = sqlx::query!(
        r#"select stream_id, facts ->> 'relation' as "relation!", happened::text as happened
        from event
        where kind = 'linked' and facts ->> 'to' = $1 and stream_kind = 'recommendation'
            and ($2::timestamptz is null or recorded_at <= $2)
        order by seq"#,
        reference.as_str(),
        point.known,
    )
    .fetch_all(db)
    .await?;
    let mut later = Vec::new();
    for row in rows {
        let happened: Option<PartialDate> = parsed_if_any("event", row.happened.as_deref())?;
        if counts(happened, point.valid) {
            let relation = parsed("event", &row.relation)?;
            later.push(Link { relation, other: parsed("event", &row.stream_id)? });
        }
    }
    let earlier = history.iter().rev().filter_map(|entry| match &entry.fact {
        Fact::Linked { relation, to } => Some(Link { relation: *relation, other: to.clone() }),
        _ => None,
    });
    Ok(Lineage { earlier: earlier.collect(), later })
}
