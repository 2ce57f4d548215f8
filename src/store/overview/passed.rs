//! What became of known deadlines: how many have passed, how long ago, and what inspectors found since.

use chrono::Months;
use sqlx::PgConnection;

use super::{StoreError, counted};
use crate::{
    as_at::Point,
    store::parsing::{parsed, parsed_if_any},
    view::{
        free_text::FreeText,
        overview::{PassedDeadline, PassedDeadlines},
    },
};

const TABLE: &str = "recommendation_version";

/// Counts both record types together: the numbers say what became of the deadlines, and the page counts the types beside them.
pub(super) async fn passed(
    db: &mut PgConnection,
    forces: Option<&[String]>,
    point: Point,
) -> Result<PassedDeadlines, StoreError> {
    let year_before = point.today.checked_sub_months(Months::new(12)).unwrap_or(point.today);
    let row = sqlx::query!(
        r#"with item as (
            select v.latest_finding as finding, v.due_on,
                deadline_state_on($3, v.due_on, v.status, v.judged_submission) as state,
                coalesce(partial_date_last(coalesce(r.published, r.fieldwork)) > v.due_on, false) as is_later
            from recommendation_at($1, $2) v
            left join round_at($1, $2) r on r.force_slug = v.force_slug and r.round_slug = v.latest_finding_round
            where v.due_on is not null and ($4::text[] is null or v.force_slug = any($4))
        ), passed as (
            select * from item where due_on < $3 and state = 'passed-outcome-not-known'
        )
        select (select count(*) from item) as "known!",
            (select count(*) from item where state = 'overdue' and due_on < $5) as "overdue_by_a_year!",
            count(*) as "all!",
            count(*) filter (where is_later and finding in ('improved', 'closed')) as "improved!",
            count(*) filter (where is_later and finding in ('partly-improved', 'not-fully-achieved')) as "partly_improved!",
            count(*) filter (where is_later and finding in ('still-of-concern', 'no-progress')) as "of_concern!"
        from passed"#,
        point.valid,
        point.known,
        point.today,
        forces,
        year_before,
    )
    .fetch_one(db)
    .await?;
    let count = |count: i64| counted(TABLE, count);
    let (improved, partly_improved, of_concern) =
        (count(row.improved)?, count(row.partly_improved)?, count(row.of_concern)?);
    let unknown = count(row.all)? - improved - partly_improved - of_concern;
    let (known, overdue_by_a_year) = (count(row.known)?, count(row.overdue_by_a_year)?);
    Ok(PassedDeadlines { known, overdue_by_a_year, improved, partly_improved, of_concern, unknown })
}

/// The oldest deadlines that have passed, overdue or with an unknown outcome, with what was asked and found since.
pub(super) async fn oldest(
    db: &mut PgConnection,
    forces: Option<&[String]>,
    point: Point,
    limit: i64,
) -> Result<Vec<PassedDeadline>, StoreError> {
    let rows = sqlx::query!(
        r#"with passed as (
            select v.reference, v.force_slug, v.due_on, v.due_at_the_latest, v.wording, v.latest_finding, v.latest_finding_round
            from recommendation_at($1, $2) v
            where v.due_on < $3
                and deadline_state_on($3, v.due_on, v.status, v.judged_submission) in ('overdue', 'passed-outcome-not-known')
                and ($5::text[] is null or v.force_slug = any($5))
            order by v.due_on, v.reference
            limit $4
        )
        select passed.reference as "reference!", f.short_name as "force!", passed.due_on as "due!",
            passed.due_at_the_latest as "at_the_latest!",
            case when partial_date_last(coalesce(r.published, r.fieldwork)) > passed.due_on then passed.latest_finding::text end as finding,
            coalesce(r.published, r.fieldwork)::text as said,
            (select jsonb_exists(e.texts, 'wording') from event e where e.seq = passed.wording) as "kept?",
            (select t.body from event_text t where t.event = passed.wording and t.field = 'wording') as "body?"
        from passed
        join force_at($2) f on f.slug = passed.force_slug
        left join round_at($1, $2) r on r.force_slug = passed.force_slug and r.round_slug = passed.latest_finding_round
        order by passed.due_on, passed.reference"#,
        point.valid,
        point.known,
        point.today,
        limit,
        forces,
    )
    .fetch_all(db)
    .await?;
    let deadlines = rows.into_iter().map(|row| {
        let finding = parsed_if_any(TABLE, row.finding.as_deref())?;
        let said = parsed_if_any("round_version", row.said.as_deref())?;
        Ok(PassedDeadline {
            reference: parsed(TABLE, &row.reference)?,
            force_name: row.force,
            wording: FreeText::read(row.kept.unwrap_or_default(), row.body),
            due: row.due,
            due_at_the_latest: row.at_the_latest,
            found: finding.map(|finding| (finding, said)),
        })
    });
    deadlines.collect()
}
