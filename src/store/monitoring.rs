//! A force's stages of monitoring and its duties, as they stand at a point.

use crate::{
    as_at::{PRESENT, Point},
    deadline::Due,
    event::StreamKind,
    force::ForceSlug,
    partial_date::{PartialDate, Precision},
    view::{
        free_text::FreeText,
        monitoring::{DutyOfForce, MonitoringForm, MonitoringView, StageSpan},
        published::DatedRound,
    },
};
use chrono::NaiveDate;
use sqlx::PgConnection;

use super::{
    Database, StoreError,
    events::{self, Stream},
    force::force,
    parsing::{parsed, parsed_if_any},
};

/// What inspectors recorded of a force, at a point.
pub(super) async fn of_force(db: &mut PgConnection, force: &str, point: Point) -> Result<MonitoringView, StoreError> {
    Ok(MonitoringView { stages: stages(db, force, point).await?, duties: duties(db, force, point).await? })
}

/// What the form for monitoring and duties stands on; `None` where there is no such force. `saved` is the version that a form
/// has just made.
#[tracing::instrument(skip(database), err)]
pub async fn form(
    database: &Database,
    slug: &ForceSlug,
    saved: Option<i32>,
    today: NaiveDate,
) -> Result<Option<MonitoringForm>, StoreError> {
    let point = Point { valid: PRESENT, known: None, today };
    let mut snapshot = database.snapshot().await?;
    let db = &mut *snapshot;
    let Some(force) = force(db, slug, point).await? else { return Ok(None) };
    let stream = Stream { kind: StreamKind::Force, id: slug.to_string() };
    let version = events::version(db, &stream).await?;
    let since = match saved {
        Some(saved) => events::since(db, &stream, saved.saturating_sub(1)).await?,
        None => Vec::new(),
    };
    Ok(Some(MonitoringForm {
        rounds: rounds(db, slug).await?,
        standing: of_force(db, slug.as_str(), point).await?,
        version,
        saved: since.into_iter().find(|event| Some(event.version) == saved),
        force,
    }))
}

/// The rounds of a force in the present view, in order.
pub(crate) async fn rounds(db: &mut PgConnection, force: &ForceSlug) -> Result<Vec<DatedRound>, StoreError> {
    sqlx::query!(
        r#"select r.slug, v.kind::text as "kind!", v.published::text as published, v.fieldwork::text as fieldwork
        from round_at($2, null) v
        join round r on r.force_slug = v.force_slug and r.slug = v.round_slug
        where v.force_slug = $1
        order by r.place"#,
        force.as_str(),
        PRESENT,
    )
    .fetch_all(db)
    .await?
    .into_iter()
    .map(|row| DatedRound::read(row.slug, &row.kind, row.published.as_deref(), row.fieldwork.as_deref()))
    .collect()
}

async fn stages(db: &mut PgConnection, force: &str, point: Point) -> Result<Vec<StageSpan>, StoreError> {
    sqlx::query!(
        r#"select stage::text as "stage!", since, case when upper(valid) <= $1 then upper(valid) end as until
        from monitoring_until($1, $2) where force_slug = $3 order by valid"#,
        point.valid,
        point.known,
        force,
    )
    .fetch_all(db)
    .await?
    .into_iter()
    .map(|row| Ok(StageSpan { stage: parsed("monitoring_version", &row.stage)?, since: row.since, until: row.until }))
    .collect()
}

async fn duties(db: &mut PgConnection, force: &str, point: Point) -> Result<Vec<DutyOfForce>, StoreError> {
    sqlx::query!(
        r#"select d.duty::text as "duty!", d.round_slug as "round_slug!", v.kind::text as "kind!",
            v.published::text as round_published, v.fieldwork::text as fieldwork, d.due_on as "due_on!",
            d.first_due_on as "first_due_on!", d.published::text as "by_rule_from?", d.met_on,
            jsonb_exists(e.texts, 'reason') as "kept!", t.body as "reason?",
            coalesce(right_day.kept, false) as "met_kept!", m.body as "met_reason?"
        from duty_at($1, $2) d
        join round r on r.force_slug = d.force_slug and r.slug = d.round_slug
        join event e on e.seq = d.texts
        left join event_text t on t.event = d.texts and t.field = 'reason'
        left join lateral (
            select c.seq, jsonb_exists(c.texts, 'reason') as kept
            from event c
            where d.met_on is not null and c.stream_kind = 'force' and c.stream_id = d.force_slug and c.kind = 'corrected'
                and ($2::timestamptz is null or c.recorded_at <= $2)
                -- Of what is recorded of a duty as met, the last stands: an earlier one was in error.
                and c.corrects = (
                    select max(met.seq) from event met
                    where met.stream_kind = 'force' and met.stream_id = d.force_slug and met.kind = 'duty_met'
                        and met.facts ->> 'duty' = d.duty::text and met.facts ->> 'round' = d.round_slug
                        and ($2::timestamptz is null or met.recorded_at <= $2)
                )
            order by c.seq desc
            limit 1
        ) right_day on true
        left join event_text m on m.event = right_day.seq and m.field = 'reason'
        join round_at($1, $2) v on v.force_slug = d.force_slug and v.round_slug = d.round_slug
        where d.force_slug = $3
        order by r.place, d.duty"#,
        point.valid,
        point.known,
        force,
    )
    .fetch_all(db)
    .await?
    .into_iter()
    .map(|row| {
        let by_rule_from: Option<PartialDate> = parsed_if_any("duty_version", row.by_rule_from.as_deref())?;
        let at_the_latest = by_rule_from.is_some_and(|from| from.precision() != Precision::Day);
        let (published, fieldwork) = (row.round_published.as_deref(), row.fieldwork.as_deref());
        Ok(DutyOfForce {
            duty: parsed("duty_version", &row.duty)?,
            round: DatedRound::read(row.round_slug, &row.kind, published, fieldwork)?,
            due: Due { on: row.due_on, at_the_latest },
            first_due_on: row.first_due_on,
            by_rule_from,
            reason: FreeText::read(row.kept, row.reason),
            met_on: row.met_on,
            met_reason: FreeText::read(row.met_kept, row.met_reason),
        })
    })
    .collect()
}
