//! What people have recorded: of how many items any status, and how long what forces say is done has waited.

use sqlx::PgConnection;

use super::{StoreError, counted};
use crate::{as_at::Point, view::overview::Claims};

/// Both record types together.
pub(super) async fn claims(db: &mut PgConnection, point: Point) -> Result<Claims, StoreError> {
    const TABLE: &str = "recommendation_version";
    let row = sqlx::query!(
        r#"with item as (
            select status, submitted_on, status not in ('not-recorded', 'closed-according-to-source') as by_people
            from recommendation_at($1, $2)
        )
        select count(*) as "items!", count(*) filter (where by_people) as "by_people!",
            count(*) filter (where status = 'submitted-for-review') as "waiting!",
            percentile_disc(0.5) within group (order by submitted_on) filter (where status = 'submitted-for-review')
                as half_since
        from item"#,
        point.valid,
        point.known,
    )
    .fetch_one(db)
    .await?;
    let count = |count: i64| counted(TABLE, count);
    Ok(Claims {
        items: count(row.items)?,
        by_people: count(row.by_people)?,
        waiting: count(row.waiting)?,
        half_since: row.half_since,
    })
}
