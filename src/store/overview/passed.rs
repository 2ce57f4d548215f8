//! What inspectors found of items after their deadline had passed, where nobody has recorded a status.

use sqlx::PgConnection;

use super::{StoreError, counted};
use crate::{as_at::Point, view::overview::PassedDeadlines};

/// Counts both record types together: the numbers say what became of the deadlines, and the page counts the types beside them.
pub(super) async fn passed(
    db: &mut PgConnection,
    forces: Option<&[String]>,
    point: Point,
) -> Result<PassedDeadlines, StoreError> {
    let row = sqlx::query!(
        r#"with passed as (
            select v.latest_finding as finding,
                coalesce(partial_date_last(coalesce(r.published, r.fieldwork)) > v.due_on, false) as is_later
            from recommendation_at($1, $2) v
            left join round_at($1, $2) r on r.force_slug = v.force_slug and r.round_slug = v.latest_finding_round
            where v.due_on < $3 and deadline_state_on($3, v.due_on, v.status, v.judged_submission) = 'passed-outcome-not-known'
                and ($4::text[] is null or v.force_slug = any($4))
        )
        select count(*) as "all!",
            count(*) filter (where is_later and finding in ('improved', 'closed')) as "improved!",
            count(*) filter (where is_later and finding in ('partly-improved', 'not-fully-achieved')) as "partly_improved!",
            count(*) filter (where is_later and finding in ('still-of-concern', 'no-progress')) as "of_concern!"
        from passed"#,
        point.valid,
        point.known,
        point.today,
        forces,
    )
    .fetch_one(db)
    .await?;
    let count = |count: i64| counted("recommendation_version", count);
    let (improved, partly_improved, of_concern) =
        (count(row.improved)?, count(row.partly_improved)?, count(row.of_concern)?);
    let unknown = count(row.all)? - improved - partly_improved - of_concern;
    Ok(PassedDeadlines { improved, partly_improved, of_concern, unknown })
}
