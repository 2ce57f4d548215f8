//! Duties of forces that nobody recorded as met, as a worklist lists them.

use sqlx::PgConnection;

use crate::{
    as_at::PRESENT,
    deadline::Due,
    force::ForceSlug,
    partial_date::{PartialDate, Precision},
    store::{
        error::StoreError,
        parsing::{parsed, parsed_if_any},
    },
    view::{published::DatedRound, worklist::OwedDuty},
};

/// The duties of these forces that are not met, the next due first.
pub(super) async fn owed(db: &mut PgConnection, forces: &[ForceSlug]) -> Result<Vec<OwedDuty>, StoreError> {
    let forces: Vec<String> = forces.iter().map(|force| force.as_str().to_owned()).collect();
    let rows = sqlx::query!(
        r#"select d.force_slug as "force!", f.short_name as "force_name!", d.duty::text as "duty!",
            d.round_slug as "round!", v.kind::text as "kind!", v.published::text as round_published,
            v.fieldwork::text as fieldwork, d.due_on as "due_on!", d.published::text as "by_rule_from?"
        from duty_at($1, null) d
        join force_at(null) f on f.slug = d.force_slug
        join round_at($1, null) v on v.force_slug = d.force_slug and v.round_slug = d.round_slug
        where d.force_slug = any($2) and d.met_on is null
        order by d.due_on, f.short_name, d.duty"#,
        PRESENT,
        &forces,
    )
    .fetch_all(db)
    .await?;
    rows.into_iter()
        .map(|row| {
            let by_rule_from: Option<PartialDate> = parsed_if_any("duty_version", row.by_rule_from.as_deref())?;
            let at_the_latest = by_rule_from.is_some_and(|date| date.precision() != Precision::Day);
            Ok(OwedDuty {
                force: parsed("duty_version", &row.force)?,
                force_name: row.force_name,
                duty: parsed("duty_version", &row.duty)?,
                round: DatedRound::read(
                    row.round,
                    &row.kind,
                    row.round_published.as_deref(),
                    row.fieldwork.as_deref(),
                )?,
                due: Due { on: row.due_on, at_the_latest },
            })
        })
        .collect()
}
