//! What rounds raised by topic, counted in SQL: a row for each round, topic and sort of item, however many items there are.

use sqlx::PgConnection;

use super::{
    Database, StoreError, coverage,
    parsing::{counted, parsed, parsed_if_any},
    selection,
};
use crate::{
    as_at::Point,
    finding::RecordType,
    force::{ForceSlug, Nation, Region},
    progress::{
        selection::{RecordTypes, Selection},
        what_recurs::{Raised, WhatRecurs},
    },
    round::{RoundKind, title},
    topic::Topic,
};

/// The figure of what was picked; `None` where there is no force of that name at that point.
#[tracing::instrument(skip(database), err)]
pub async fn figure(
    database: &Database,
    selection: &Selection,
    point: Point,
) -> Result<Option<WhatRecurs>, StoreError> {
    let Some(scope) = selection::name(database, selection, point).await? else { return Ok(None) };
    let mut snapshot = database.snapshot().await?;
    of(&mut snapshot, selection, scope, point).await.map(Some)
}

/// The same where it is known what is picked, and how it is headed.
pub(super) async fn of(
    db: &mut PgConnection,
    selection: &Selection,
    scope: String,
    point: Point,
) -> Result<WhatRecurs, StoreError> {
    let rows = sqlx::query!(
        r#"with item as (
            select force_slug, round_slug, topic, record_type, known_from, count(*) as items
            from recommendation_at($1, $2)
            where ($3::text is null or force_slug = $3) and ($4::text is null or topic = $4)
                and ($5::text is null or record_type = $5::text::record_type)
            group by 1, 2, 3, 4, 5
        )
        select item.force_slug as "force_slug!", f.short_name as "short_name!", r.place as "place!",
            item.round_slug as "round_slug!", v.kind::text as "kind!", v.published::text as published,
            v.fieldwork::text as fieldwork, item.topic as "topic!", item.record_type::text as "record_type!",
            item.known_from::text as "known_from!", item.items as "items!"
        from item
        join round_at($1, $2) v on v.force_slug = item.force_slug and v.round_slug = item.round_slug
        join round r on r.force_slug = item.force_slug and r.slug = item.round_slug
        join force_at($2) f on f.slug = item.force_slug
        where ($6::text is null or f.nation = $6::text::nation) and ($7::text is null or f.region = $7::text::region)
            and ($8::text is null or v.kind = $8::text::round_kind)"#,
        point.valid,
        point.known,
        selection.force.as_ref().map(ForceSlug::as_str),
        selection.topic.map(Topic::slug),
        selection.record_types.and_then(RecordTypes::one).map(RecordType::slug),
        selection.nation.map(Nation::slug),
        selection.region.map(Region::slug),
        selection.round_kind.map(RoundKind::slug),
    )
    .fetch_all(&mut *db)
    .await?;
    let raised = rows.into_iter().map(|row| {
        let kind: RoundKind = parsed("round_version", &row.kind)?;
        let published = parsed_if_any("round_version", row.published.as_deref())?;
        let fieldwork = parsed_if_any("round_version", row.fieldwork.as_deref())?;
        Ok(Raised {
            force: row.force_slug,
            force_name: row.short_name,
            place: counted("round", row.place)?,
            round: row.round_slug,
            round_title: title(kind, published, fieldwork),
            kind,
            topic: parsed("recommendation_version", &row.topic)?,
            record_type: parsed("recommendation_version", &row.record_type)?,
            known_from: parsed("recommendation_version", &row.known_from)?,
            items: counted("recommendation_version", row.items)?,
        })
    });
    let raised = raised.collect::<Result<Vec<_>, StoreError>>()?;
    let forces = coverage::of_several(db, selection, point).await?;
    Ok(WhatRecurs::new(scope, selection.clone(), forces, &raised))
}

#[cfg(test)]
mod tests {
    use sqlx::PgPool;

    use super::*;
    use crate::{
        as_at::PRESENT,
        progress::findings_across_rounds::Coverage,
        store::{
            database::as_application_of,
            fixtures::everything_published,
            register::{self, RegisterFilter},
        },
        topic::Scheme,
    };

    fn present() -> Point {
        Point { valid: PRESENT, known: None, today: "2026-11-25".parse().unwrap() }
    }

    fn on(day: &str) -> Point {
        Point { valid: day.parse().unwrap(), known: None, today: day.parse().unwrap() }
    }

    fn of(slug: &str) -> Selection {
        Selection::of_force(slug.parse().unwrap())
    }

    /// Items by topic, in the order of the scheme, of the only round of a map.
    fn items(figure: &WhatRecurs, block: usize) -> Vec<u64> {
        assert_eq!(figure.blocks[block].columns.len(), 1);
        figure.blocks[block].rows.iter().map(|row| row.cells[0].items).collect()
    }

    #[sqlx::test(migrator = "crate::store::MIGRATOR")]
    async fn what_is_published_about_four_forces_adds_up_by_hand(pool: PgPool) {
        let database = as_application_of(&pool).await;
        everything_published(&database).await;
        let figure = async |selection: &Selection| figure(&database, selection, present()).await.unwrap().unwrap();

        // Topics of 2014 in order: leadership, initial contact, assessment, investigation, decision making, trusted
        // adult, those posing a risk, detention. Kent 2019: seven recommendations, 0 + 2 + 1 + 1 + 1 + 0 + 1 + 1 = 7, and
        // two areas of concern, initial contact and assessment.
        let kent = figure(&of("kent")).await;
        assert_eq!(items(&kent, 0), [0, 2, 1, 1, 1, 0, 1, 1]);
        assert_eq!(items(&kent, 1), [0, 1, 1, 0, 0, 0, 0, 0]);
        assert_eq!(kent.blocks[0].columns[0].label, "Inspection, September 2019");
        // Warwickshire 2022: recommendations 0 + 2 + 2 + 1 + 0 + 0 + 0 + 0 = 5; areas known only from the review: 3.
        let warwickshire = figure(&of("warwickshire")).await;
        assert_eq!(items(&warwickshire, 0), [0, 2, 2, 1, 0, 0, 0, 0]);
        assert_eq!(items(&warwickshire, 1), [0, 0, 0, 0, 1, 0, 1, 1]);
        assert_eq!((warwickshire.blocks[0].known_later(), warwickshire.blocks[1].known_later()), (0, 3));
        // West Yorkshire 2015: one recommendation, to its leaders; four areas.
        let west_yorkshire = figure(&of("west-yorkshire")).await;
        assert_eq!(items(&west_yorkshire, 0), [1, 0, 0, 0, 0, 0, 0, 0]);
        assert_eq!(items(&west_yorkshire, 1), [0, 1, 1, 0, 1, 0, 0, 1]);
        // Durham 2020: areas 0 + 2 + 0 + 2 + 1 + 0 + 1 + 1 = 7.
        assert_eq!(items(&figure(&of("durham")).await, 0), [0, 2, 0, 2, 1, 0, 1, 1]);

        // All of it was raised by inspections, so nothing is known to recur: 13 recommendations (7 + 5 + 1) of 3 forces
        // and 120 areas of concern.
        let all = figure(&Selection::default()).await;
        assert_eq!(all.coverage, Some(Coverage { with_data: 23, forces: 43 }));
        let of_blocks: Vec<_> = all.blocks.iter().map(|block| (block.counted, block.scheme, block.items())).collect();
        assert_eq!(
            of_blocks,
            [(RecordTypes::Recommendations, Scheme::Of2014, 13), (RecordTypes::AreasOfConcern, Scheme::Of2014, 120)]
        );
        assert!(all.blocks.iter().flat_map(|block| &block.rows).all(|row| row.again.is_empty()));
    }

    #[sqlx::test(migrator = "crate::store::MIGRATOR", fixtures("fixtures/register.sql"))]
    async fn every_count_is_the_number_of_rows_behind_its_link(pool: PgPool) {
        let database = as_application_of(&pool).await;
        let together = Selection { record_types: Some(RecordTypes::Together), ..Selection::default() };
        let wales = Selection { nation: Some(Nation::Wales), ..Selection::default() };
        let mut checked = 0;
        for point in [present(), on("2022-01-01")] {
            for selection in [Selection::default(), together.clone(), wales.clone(), of("kent")] {
                let figure = figure(&database, &selection, point).await.unwrap().unwrap();
                for block in &figure.blocks {
                    for (row, (column, cell)) in block
                        .rows
                        .iter()
                        .flat_map(|row| block.columns.iter().zip(&row.cells).map(move |cell| (row, cell)))
                    {
                        let href = figure.href(block, row.topic, column, "");
                        let pairs = href.split_once('?').unwrap().1.split('&');
                        let filter = RegisterFilter::parse(pairs.map(|pair| pair.split_once('=').unwrap())).unwrap();
                        let page = register::page(&database, &filter, point).await.unwrap();
                        assert_eq!(page.total(), cell.items, "{href}");
                        checked += 1;
                    }
                }
            }
        }
        assert!(checked > 100, "{checked}");
    }

    #[sqlx::test(migrator = "crate::store::MIGRATOR", fixtures("fixtures/register.sql"))]
    async fn a_later_round_of_the_same_force_that_raises_a_topic_again_is_named(pool: PgPool) {
        let database = as_application_of(&pool).await;
        let kent = figure(&database, &of("kent"), present()).await.unwrap().unwrap();
        // Investigation: KENT-2019-01 of the inspection of 2019, KENT-2021-01 of the review of 2021.
        let again: Vec<_> =
            kent.blocks.iter().flat_map(|block| &block.rows).filter(|row| !row.again.is_empty()).collect();
        assert_eq!(again.len(), 1);
        assert_eq!(again[0].topic, Topic::Investigation2014);
        assert_eq!(
            again[0].again[0].rounds,
            ["Inspection, 12 September 2019", "Post-inspection review, 26 August 2021"]
        );
        let before = figure(&database, &of("kent"), on("2021-08-25")).await.unwrap().unwrap();
        assert!(before.blocks.iter().flat_map(|block| &block.rows).all(|row| row.again.is_empty()));
    }
}
