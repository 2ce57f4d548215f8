//! The latest grades of each force, for the first sentence of the overview.

use sqlx::PgConnection;

use super::{StoreError, counted};
use crate::{
    as_at::Point,
    partial_date::PartialDate,
    store::parsing::{parsed, parsed_if_any},
    view::overview::GradedForce,
};

/// Each force's latest round with grades: those with the most inadequate topics first, then the newest, then by name.
pub(super) async fn graded(db: &mut PgConnection, point: Point) -> Result<Vec<GradedForce>, StoreError> {
    const TABLE: &str = "grade_version";
    let rows = sqlx::query!(
        r#"with graded as (
            select g.force_slug, f.short_name, v.published, v.fieldwork, g.grade,
                dense_rank() over (partition by g.force_slug order by r.place desc) as from_last
            from grade_at($1, $2) g
            join round_at($1, $2) v on v.force_slug = g.force_slug and v.round_slug = g.round_slug
            join round r on r.force_slug = g.force_slug and r.slug = g.round_slug
            join force_at($2) f on f.slug = g.force_slug
        )
        select force_slug as "slug!", short_name as "name!", coalesce(published, fieldwork)::text as said,
            count(*) as "graded!", count(*) filter (where grade = 'inadequate') as "inadequate!"
        from graded
        where from_last = 1
        group by force_slug, short_name, coalesce(published, fieldwork)"#,
        point.valid,
        point.known,
    )
    .fetch_all(db)
    .await?;
    let forces = rows.into_iter().map(|row| {
        Ok(GradedForce {
            slug: parsed(TABLE, &row.slug)?,
            name: row.name,
            said: parsed_if_any(TABLE, row.said.as_deref())?,
            graded: counted(TABLE, row.graded)?,
            inadequate: counted(TABLE, row.inadequate)?,
        })
    });
    let mut forces = forces.collect::<Result<Vec<_>, StoreError>>()?;
    forces.sort_by(|one, other| {
        let last = |force: &GradedForce| force.said.map(PartialDate::last);
        (other.inadequate, last(other)).cmp(&(one.inadequate, last(one))).then_with(|| one.name.cmp(&other.name))
    });
    Ok(forces)
}
