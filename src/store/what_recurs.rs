//! What rounds raised by topic, counted in SQL: a row for each round, topic and sort of item, however many items there are.

use sqlx::PgConnection;

use super::{
    Database, StoreError, coverage,
    parsing::{counted, parsed, parsed_if_any},
    selection,
};
use crate::{
    as_at::Point,
    crosswalk::Schemes,
    finding::RecordType,
    force::{ForceSlug, Nation, Region},
    progress::{
        selection::{RecordTypes, Selection},
        what_recurs::{Raised, WhatRecurs},
    },
    round::{RoundKind, title},
};

/// The figure of what was picked; `None` where there is no force of that name at that point. Where schemes are joined, a
/// picked topic brings those that it is counted with.
#[tracing::instrument(skip(database), err)]
pub async fn figure(
    database: &Database,
    selection: &Selection,
    schemes: Schemes,
    point: Point,
) -> Result<Option<WhatRecurs>, StoreError> {
    let heading = selection.topic.map(|topic| schemes.heading(topic));
    let Some(scope) = selection::name_of(database, selection, heading, point).await? else { return Ok(None) };
    let mut snapshot = database.snapshot().await?;
    of(&mut snapshot, selection, schemes, scope, point).await.map(Some)
}

/// The same where it is known what is picked, and how it is headed.
pub(super) async fn of(
    db: &mut PgConnection,
    selection: &Selection,
    schemes: Schemes,
    scope: String,
    point: Point,
) -> Result<WhatRecurs, StoreError> {
    let heading = selection.topic.map(|topic| schemes.heading(topic));
    let topics: Option<Vec<_>> =
        heading.map(|heading| heading.topics().into_iter().map(|topic| topic.slug().to_owned()).collect());
    let rows = sqlx::query!(
        r#"with item as (
            select force_slug, round_slug, topic, record_type, known_from, count(*) as items
            from recommendation_at($1, $2)
            where ($3::text is null or force_slug = $3) and ($4::text[] is null or topic = any($4))
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
        topics.as_deref(),
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
    Ok(WhatRecurs::new(scope, selection.clone(), schemes, forces, &raised))
}

#[cfg(test)]
mod tests {
    use sqlx::PgPool;

    use super::*;
    use crate::{
        as_at::PRESENT,
        crosswalk::{Group, Heading},
        person::Reader,
        progress::findings_across_rounds::Coverage,
        query::Query as _,
        store::{
            database::as_application_of,
            fixtures::{a_later_round_of_kent_by_the_other_scheme, everything_published},
            register,
        },
        topic::{Scheme, Topic},
        view::register_filter::RegisterFilter,
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

    async fn apart(database: &Database, selection: &Selection, point: Point) -> WhatRecurs {
        figure(database, selection, Schemes::Apart, point).await.unwrap().unwrap()
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
        let figure = async |selection: &Selection| apart(&database, selection, present()).await;

        // Topics of 2014 in order: leadership, initial contact, assessment, investigation, decision making, trusted
        // adult, those posing a risk, detention. Kent 2019: seven recommendations, 0 + 2 + 1 + 1 + 1 + 0 + 1 + 1 = 7, and
        // two areas of concern, initial contact and assessment.
        let kent = figure(&of("kent")).await;
        assert_eq!(items(&kent, 0), [0, 2, 1, 1, 1, 0, 1, 1]);
        assert_eq!(items(&kent, 1), [0, 1, 1, 0, 0, 0, 0, 0]);
        assert_eq!(kent.blocks[0].columns[0].label, "Inspection, September 2019");
        // Warwickshire 2022: recommendations 0 + 2 + 2 + 1 + 0 + 0 + 0 + 0 = 5; areas 5, 3 of them known only from the review.
        let warwickshire = figure(&of("warwickshire")).await;
        assert_eq!(items(&warwickshire, 0), [0, 2, 2, 1, 0, 0, 0, 0]);
        assert_eq!(items(&warwickshire, 1), [1, 1, 0, 0, 1, 0, 1, 1]);
        assert_eq!((warwickshire.blocks[0].known_later(), warwickshire.blocks[1].known_later()), (0, 3));
        // West Yorkshire 2015: one recommendation, to its leaders; seven areas.
        let west_yorkshire = figure(&of("west-yorkshire")).await;
        assert_eq!(items(&west_yorkshire, 0), [1, 0, 0, 0, 0, 0, 0, 0]);
        assert_eq!(items(&west_yorkshire, 1), [1, 1, 2, 1, 1, 0, 0, 1]);
        // Durham 2020: areas 1 + 3 + 0 + 2 + 1 + 0 + 1 + 1 = 9.
        assert_eq!(items(&figure(&of("durham")).await, 0), [1, 3, 0, 2, 1, 0, 1, 1]);

        // By scheme 32 recommendations + 8 of Lincolnshire 2025 = 40, and 307 + 26 = 333 areas of concern.
        let all = figure(&Selection::default()).await;
        assert_eq!(all.coverage, Some(Coverage { with_data: 43, forces: 43 }));
        let of_blocks: Vec<_> = all.blocks.iter().map(|block| (block.counted, block.group, block.items())).collect();
        let (of_2014, of_2024) = (Group::Scheme(Scheme::Of2014), Group::Scheme(Scheme::Of2024));
        assert_eq!(
            of_blocks,
            [
                (RecordTypes::Recommendations, of_2014, 32),
                (RecordTypes::Recommendations, of_2024, 8),
                (RecordTypes::AreasOfConcern, of_2014, 307),
                (RecordTypes::AreasOfConcern, of_2024, 26),
            ]
        );
        assert!(all.blocks.iter().flat_map(|block| &block.rows).all(|row| row.again.is_empty()));
        // Within one scheme no force has more than one round that raised anything of one record type: nothing could recur.
        assert!(all.blocks.iter().all(|block| block.comparable == 0));
    }

    #[sqlx::test(migrator = "crate::store::MIGRATOR")]
    async fn what_is_published_adds_up_by_hand_where_the_schemes_are_joined(pool: PgPool) {
        let database = as_application_of(&pool).await;
        everything_published(&database).await;
        let all = figure(&database, &Selection::default(), Schemes::Joined, present()).await.unwrap().unwrap();

        // Recommendations under the headings of 2014, and under their counterparts of 2024. Of leadership 5 + 2, of initial contact
        // 8 + 0, of assessment 5 + 1, of investigation 5 + 4: 7 + 8 + 6 + 9 = 30 of 40 are joined.
        let (joined, alone) = (&all.blocks[0], &all.blocks[1]);
        assert_eq!((joined.counted, joined.group), (RecordTypes::Recommendations, Group::Joined));
        assert_eq!(items(&all, 0), [7, 8, 6, 9]);
        assert_eq!(joined.items(), 30);
        // Of decision making 3, of those posing a risk 3, of detention 3 (one raised by a review): 9 have no counterpart. Nor has
        // the one on partnership working, which only the later scheme has: 30 + 9 + 1 = 40.
        assert_eq!((alone.counted, alone.group), (RecordTypes::Recommendations, Group::Alone(Scheme::Of2014)));
        let cells = |block: usize| -> Vec<Vec<u64>> {
            let rows = all.blocks[block].rows.iter();
            rows.map(|row| row.cells.iter().map(|cell| cell.items).collect()).collect()
        };
        assert_eq!(cells(1), [[3, 0], [0, 0], [3, 0], [2, 1]]);
        assert_eq!((all.blocks[2].group, all.blocks[2].items()), (Group::Alone(Scheme::Of2024), 1));
        // Areas of concern: 266 under joined headings (53 + 84 + 63 + 66) and 67 beside (18 + 0 + 22 + 27) = 333.
        assert_eq!((all.blocks[3].items(), all.blocks[4].items()), (266, 67));
        assert_eq!(all.blocks.len(), 5);
        // Six forces have two rounds that raised areas of concern under joined headings: Cleveland, Gloucestershire, Greater
        // Manchester, Metropolitan, Northamptonshire, West Midlands. Leadership came again in Gloucestershire, initial response in
        // all but Greater Manchester, investigation in all but Northamptonshire and West Midlands.
        assert_eq!(all.blocks[3].comparable, 6);
        let again = |place: usize| all.blocks[3].rows[place].again.len();
        assert_eq!([again(0), again(1), again(2), again(3)], [1, 5, 0, 4]);
    }

    #[sqlx::test(migrator = "crate::store::MIGRATOR")]
    async fn a_topic_raised_again_under_the_other_scheme_recurs_in_the_join_and_links_to_both(pool: PgPool) {
        let database = as_application_of(&pool).await;
        everything_published(&database).await;
        a_later_round_of_kent_by_the_other_scheme(&database).await;
        let again = |figure: &WhatRecurs| {
            let rows = figure.blocks.iter().flat_map(|block| &block.rows).filter(|row| !row.again.is_empty());
            rows.map(|row| (row.heading, row.again[0].rounds.join(", then "))).collect::<Vec<_>>()
        };
        assert_eq!(again(&apart(&database, &of("kent"), present()).await), []);

        let joined = figure(&database, &of("kent"), Schemes::Joined, present()).await.unwrap().unwrap();
        let rounds = || "Inspection, September 2019, then Re-inspection, 14 May 2026".to_owned();
        let of_2024 = [Topic::InitialResponse, Topic::Investigation2024];
        assert_eq!(again(&joined), of_2024.map(|topic| (Heading::Joined(topic), rounds())));
        // By round: initial contact 2 and initial response 1, investigation 1 and 1; of leadership and assessment only 2019.
        let cells: Vec<Vec<_>> =
            joined.blocks[0].rows.iter().map(|row| row.cells.iter().map(|cell| cell.items).collect()).collect();
        assert_eq!(cells, [[0, 0], [2, 1], [1, 0], [1, 1]]);
        assert_eq!(rows_behind_cells(&database, &joined, present()).await, 3 + 5 * 2 + 2 * 2);

        // A picked topic brings its counterpart, and says so.
        let picked = Selection { topic: Some(Topic::Investigation2014), ..of("kent") };
        let picked = figure(&database, &picked, Schemes::Joined, present()).await.unwrap().unwrap();
        assert_eq!(picked.scope, "Kent Police, Investigation (2014 scheme) with Investigation (2024 scheme)");
        assert_eq!(again(&picked), [(Heading::Joined(Topic::Investigation2024), rounds())]);
    }

    /// Holds every cell against the rows that the register lists behind its link; tells how many cells there were.
    async fn rows_behind_cells(database: &Database, figure: &WhatRecurs, point: Point) -> usize {
        let mut checked = 0;
        for block in &figure.blocks {
            for row in &block.rows {
                for (column, cell) in block.columns.iter().zip(&row.cells) {
                    let href = figure.href(block, row.heading, column, "");
                    let pairs = href.split_once('?').unwrap().1.split('&');
                    let filter = RegisterFilter::parse(pairs.map(|pair| pair.split_once('=').unwrap())).unwrap();
                    let page = register::page(database, &Reader::Anyone, &filter, point).await.unwrap();
                    assert_eq!(page.total(), cell.items, "{href}");
                    checked += 1;
                }
            }
        }
        checked
    }

    #[sqlx::test(migrator = "crate::store::MIGRATOR", fixtures("fixtures/register.sql"))]
    async fn every_count_is_the_number_of_rows_behind_its_link(pool: PgPool) {
        let database = as_application_of(&pool).await;
        let together = Selection { record_types: Some(RecordTypes::Together), ..Selection::default() };
        let wales = Selection { nation: Some(Nation::Wales), ..Selection::default() };
        let picked = Selection { topic: Some(Topic::Investigation2014), ..Selection::default() };
        let mut checked = 0;
        for point in [present(), on("2022-01-01")] {
            let selections = [Selection::default(), together.clone(), wales.clone(), of("kent"), picked.clone()];
            for (selection, schemes) in
                selections.iter().flat_map(|one| Schemes::ALL.iter().map(move |how| (one, *how)))
            {
                let figure = figure(&database, selection, schemes, point).await.unwrap().unwrap();
                checked += rows_behind_cells(&database, &figure, point).await;
            }
        }
        assert!(checked > 100, "{checked}");
    }

    #[sqlx::test(migrator = "crate::store::MIGRATOR", fixtures("fixtures/register.sql"))]
    async fn a_later_round_of_the_same_force_that_raises_a_topic_again_is_named(pool: PgPool) {
        let database = as_application_of(&pool).await;
        let kent = apart(&database, &of("kent"), present()).await;
        // Investigation: KENT-2019-01 of the inspection of 2019, KENT-2021-01 of the review of 2021.
        let again: Vec<_> =
            kent.blocks.iter().flat_map(|block| &block.rows).filter(|row| !row.again.is_empty()).collect();
        assert_eq!(again.len(), 1);
        assert_eq!(again[0].heading, Heading::One(Topic::Investigation2014));
        assert_eq!(
            again[0].again[0].rounds,
            ["Inspection, 12 September 2019", "Post-inspection review, 26 August 2021"]
        );
        let before = apart(&database, &of("kent"), on("2021-08-25")).await;
        assert!(before.blocks.iter().flat_map(|block| &block.rows).all(|row| row.again.is_empty()));
    }
}
