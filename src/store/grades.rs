//! Grades of a force's rounds, or of the latest graded round of each force, in one query.

use super::{
    Database, StoreError, coverage,
    parsing::{parsed, parsed_if_any},
    selection,
};
use crate::{
    as_at::Point,
    force::{ForceSlug, Nation, Region},
    progress::{
        grades::{Graded, Grades},
        selection::Selection,
    },
    round::{RoundKind, title},
    topic::Topic,
};

/// The figure of what was picked; `None` where there is no force of that name at that point.
#[tracing::instrument(skip(database), err)]
pub async fn figure(database: &Database, selection: &Selection, point: Point) -> Result<Option<Grades>, StoreError> {
    // The kind of round is said beside the name: a grade is given, not raised.
    let whom = Selection { round_kind: None, ..selection.clone() };
    let Some(scope) = selection::name(database, &whom, point).await? else { return Ok(None) };
    let mut snapshot = database.snapshot().await?;
    let rows = sqlx::query!(
        r#"with graded as (
            select g.force_slug, f.short_name, g.round_slug, r.place, v.kind, v.published, v.fieldwork, g.topic, g.grade,
                dense_rank() over (partition by g.force_slug order by r.place desc) as from_last
            from grade_at($1, $2) g
            join round_at($1, $2) v on v.force_slug = g.force_slug and v.round_slug = g.round_slug
            join round r on r.force_slug = g.force_slug and r.slug = g.round_slug
            join force_at($2) f on f.slug = g.force_slug
            where ($3::text is null or g.force_slug = $3)
                and ($4::text is null or f.nation = $4::text::nation)
                and ($5::text is null or f.region = $5::text::region)
                and ($6::text is null or v.kind = $6::text::round_kind)
                and ($7::text is null or g.topic = $7)
        )
        select force_slug as "force_slug!", short_name as "short_name!", round_slug as "round_slug!",
            kind::text as "kind!", published::text as published, fieldwork::text as fieldwork, topic as "topic!",
            grade::text as "grade!"
        from graded
        where $3::text is not null or from_last = 1
        order by force_slug, place"#,
        point.valid,
        point.known,
        selection.force.as_ref().map(ForceSlug::as_str),
        selection.nation.map(Nation::slug),
        selection.region.map(Region::slug),
        selection.round_kind.map(RoundKind::slug),
        selection.topic.map(Topic::slug),
    )
    .fetch_all(&mut *snapshot)
    .await?;
    let graded = rows.into_iter().map(|row| {
        let kind = parsed("round_version", &row.kind)?;
        let published = parsed_if_any("round_version", row.published.as_deref())?;
        let fieldwork = parsed_if_any("round_version", row.fieldwork.as_deref())?;
        Ok(Graded {
            force: row.force_slug,
            force_name: row.short_name,
            round: row.round_slug,
            round_title: title(kind, published, fieldwork),
            topic: parsed("grade_version", &row.topic)?,
            grade: parsed("grade_version", &row.grade)?,
        })
    });
    let mut graded = graded.collect::<Result<Vec<_>, StoreError>>()?;
    graded.sort_by(|a, b| a.force_name.cmp(&b.force_name));
    let forces = coverage::of_several(&mut snapshot, selection, point).await?;
    Ok(Some(Grades::new(scope, selection.clone(), forces, &graded)))
}

#[cfg(test)]
mod tests {
    use sqlx::PgPool;

    use super::*;
    use crate::{
        as_at::PRESENT,
        grade::Grade::{Adequate, Good, Inadequate, RequiresImprovement},
        progress::findings_across_rounds::Coverage,
        store::{database::as_application_of, fixtures::everything_published},
    };

    fn on(day: &str) -> Point {
        Point { valid: day.parse().unwrap(), known: None, today: day.parse().unwrap() }
    }

    #[sqlx::test(migrator = "crate::store::MIGRATOR")]
    async fn what_is_published_about_grades_adds_up_by_hand(pool: PgPool) {
        let database = as_application_of(&pool).await;
        everything_published(&database).await;
        let present = Point { valid: PRESENT, known: None, today: "2026-11-25".parse().unwrap() };
        let all = figure(&database, &Selection::default(), present).await.unwrap().unwrap();
        let names: Vec<_> = all.rows.iter().map(|row| row.force_name.as_str()).collect();
        // Inadequate in 3 and 2 topics, then those that require improvement in 3 and 1.
        assert_eq!(names, ["Gloucestershire", "Cleveland", "West Midlands", "Northamptonshire", "Greater Manchester"]);
        assert_eq!(all.coverage, Some(Coverage { with_data: 5, forces: 43 }));
        // Cleveland 5 grades, Gloucestershire 5, Greater Manchester 5, Northamptonshire 3, West Midlands 5: 23.
        let graded: usize = all.rows.iter().map(|row| row.grades.iter().flatten().count()).sum();
        assert_eq!(graded, 5 + 5 + 5 + 3 + 5);
        // Leadership: Greater Manchester good, Northamptonshire and West Midlands adequate, Cleveland requires improvement,
        // Gloucestershire inadequate: 1 + 2 + 1 + 1 = 5.
        assert_eq!([Good, Adequate, RequiresImprovement, Inadequate].map(|grade| all.with(0, grade)), [1, 2, 1, 1]);
        // Risk assessment and referral: Northamptonshire's is not known.
        assert_eq!((all.without(0), all.without(3)), (0, 1));
        // By topic, leadership first: good 1 + 3 = 4, adequate 2 + 2 + 1 + 1 + 1 = 7, requires improvement 1 + 0 + 2 + 3 + 1 = 7,
        // inadequate 1 + 0 + 2 + 0 + 2 = 5: 23.
        let all_topics = [Good, Adequate, RequiresImprovement, Inadequate]
            .map(|grade| (0..5).map(|topic| all.with(topic, grade)).sum::<u64>());
        assert_eq!(all_topics, [4, 7, 7, 5]);
        // Northamptonshire: leadership adequate, partnership good, initial response requires improvement, no more.
        assert_eq!(all.rows[3].grades, [Some(Adequate), Some(Good), Some(RequiresImprovement), None, None]);

        let kent = figure(&database, &Selection::of_force("kent".parse().unwrap()), present).await.unwrap().unwrap();
        assert!(kent.rows.is_empty());
        let leadership = Selection { topic: Some(Topic::Leadership), ..Selection::default() };
        let leadership = figure(&database, &leadership, present).await.unwrap().unwrap();
        assert_eq!((leadership.topics.len(), leadership.rows.len()), (1, 5));
        let old = Selection { topic: Some(Topic::PoliceDetention), ..Selection::default() };
        assert!(figure(&database, &old, present).await.unwrap().unwrap().rows.is_empty(), "no grades before 2024");
        let before = figure(&database, &Selection::default(), on("2024-12-31")).await.unwrap().unwrap();
        assert_eq!(before.rows.iter().map(|row| row.force.as_str()).collect::<Vec<_>>(), ["greater-manchester"]);
    }
}
