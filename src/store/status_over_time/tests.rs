//! Status over time on a real database: every count is the number of rows that the register lists for that day.

use sqlx::PgPool;

use super::*;
use crate::{
    person::Reader,
    progress::{
        month::Period,
        selection::RecordTypes,
        status_over_time::{StatusOverTime, Stock},
    },
    query::Query as _,
    status::StatusGroup,
    store::{database::as_application_of, register},
    view::register_filter::RegisterFilter,
};

fn present() -> Point {
    Point { valid: PRESENT, known: None, today: "2026-11-23".parse().unwrap() }
}

async fn figure(database: &Database, selection: &Selection, point: Point) -> StatusOverTime {
    let changes = changes(database, selection, point).await.unwrap().unwrap();
    let first = changes.first_month().unwrap_or_else(|| Month::of(point.today));
    changes.over(Period::new(first, Month::of(point.today)).unwrap(), point.today)
}

#[sqlx::test(migrator = "crate::store::MIGRATOR", fixtures("../fixtures/register.sql"))]
async fn from_a_day_on_every_month_is_as_it_is_in_the_whole(pool: PgPool) {
    let database = as_application_of(&pool).await;
    let together = Selection { record_types: Some(RecordTypes::Together), ..Selection::default() };
    let inspections = Selection { round_kind: Some(RoundKind::Inspection), ..together.clone() };
    let known = Point { known: Some("2026-01-15T00:00:00Z".parse().unwrap()), ..present() };
    for (selection, point) in [(&together, present()), (&inspections, present()), (&together, known)] {
        let whole = figure(&database, selection, point).await;
        for first in ["2019-09", "2021-08", "2023-04", "2026-11"] {
            let first: Month = first.parse().unwrap();
            let since = changes_since(&database, selection, Some(first.first()), point).await.unwrap().unwrap();
            let part = since.over(Period::new(first, Month::of(point.today)).unwrap(), point.today);
            let expected: Vec<_> = whole.stocks.iter().filter(|stock| Month::of(stock.day) >= first).copied().collect();
            assert_eq!(part.stocks, expected, "{selection:?} {first}");
            assert_eq!(part.coverage, whole.coverage);
        }
    }
}

async fn listed(database: &Database, selection: &Selection, stock: &Stock, more: (&str, &str)) -> u64 {
    let pairs = selection.of_register();
    let pairs = pairs.iter().map(|(name, value)| (*name, value.as_str())).chain([more]);
    let filter = RegisterFilter::parse(pairs).unwrap();
    let point = Point { valid: stock.day, known: None, today: stock.day };
    register::page(database, &Reader::Anyone, &filter, point).await.unwrap().total()
}

#[sqlx::test(migrator = "crate::store::MIGRATOR", fixtures("../fixtures/register.sql"))]
async fn every_count_is_the_number_of_rows_behind_its_link(pool: PgPool) {
    let database = as_application_of(&pool).await;
    let together = Selection { record_types: Some(RecordTypes::Together), ..Selection::default() };
    let selections = [
        together.clone(),
        Selection::default(),
        Selection { round_kind: Some(RoundKind::Inspection), ..together.clone() },
        Selection { region: Some(Region::SouthEast), ..together.clone() },
        Selection { topic: "2014-investigation".parse().ok(), ..Selection::of_force("kent".parse().unwrap()) },
    ];
    let mut checked = 0;
    for selection in &selections {
        let figure = figure(&database, selection, present()).await;
        for stock in figure.stocks.iter().step_by(7).chain(figure.latest()) {
            for group in StatusGroup::ALL {
                let rows = listed(&database, selection, stock, ("status_group", group.slug())).await;
                assert_eq!(stock.of(*group), rows, "{selection:?} {stock:?}");
                checked += 1;
            }
            let silent = listed(&database, selection, stock, ("status", "not-recorded")).await;
            let source = listed(&database, selection, stock, ("status", "closed-according-to-source")).await;
            assert_eq!((stock.not_recorded, stock.by_source), (silent, source), "{selection:?} {stock:?}");
        }
    }
    assert!(checked > 100, "{checked}");
}

#[sqlx::test(migrator = "crate::store::MIGRATOR", fixtures("../fixtures/register.sql"))]
async fn the_series_begins_with_the_first_item_and_states_of_how_many_forces_it_tells(pool: PgPool) {
    let database = as_application_of(&pool).await;
    let together = Selection { record_types: Some(RecordTypes::Together), ..Selection::default() };
    let all = figure(&database, &together, present()).await;
    assert_eq!(all.period.in_words(), "November 2017 to November 2026");
    assert_eq!(all.coverage.map(|coverage| (coverage.with_data, coverage.forces)), Some((3, 3)));
    assert_eq!(all.latest().map(Stock::whole), Some(7));

    let known = Point { known: Some("2025-12-31T00:00:00Z".parse().unwrap()), ..present() };
    assert_eq!(changes(&database, &together, known).await.unwrap().unwrap().first_month(), None);
}

#[sqlx::test(migrator = "crate::store::MIGRATOR", fixtures("../fixtures/register.sql"))]
async fn what_no_day_is_known_of_is_in_no_month_and_counted_beside(pool: PgPool) {
    sqlx::raw_sql(
        "insert into recommendation values ('BEDS-1', 'bedfordshire');
        insert into recommendation_version (reference, force_slug, valid, recorded, round_slug, topic, record_type, known_from, source_url, wording,
            deadline_basis, deadline_words, deadline_set_by, deadline_moves, due_at_the_latest, position, inspectorate_status, status)
        values ('BEDS-1', 'bedfordshire', '[9999-12-31,)', '[2026-01-01,)', 'inspection-2017', '2014-trusted-adult', 'recommendation', 'raised', '', 6,
            'none', 'None', 'inspectorate', 0, false, 'planned', 'not-recorded', 'planned')",
    )
    .execute(&pool)
    .await
    .unwrap();
    let database = as_application_of(&pool).await;
    let figure = figure(&database, &Selection::default(), present()).await;
    assert_eq!(figure.latest().map(Stock::whole), Some(5));
    assert_eq!(figure.undated, Some(Undated { items: 1, in_another_status: 0 }));
}

#[sqlx::test(migrator = "crate::store::MIGRATOR", fixtures("../fixtures/register.sql"))]
async fn a_series_cut_to_any_month_is_the_figure_of_a_dated_view(pool: PgPool) {
    let database = as_application_of(&pool).await;
    let known = Some("2026-11-20T12:00:00Z".parse().unwrap());
    let mut compared = 0;
    for selection in [
        Selection { record_types: Some(RecordTypes::Together), ..Selection::default() },
        Selection { round_kind: Some(RoundKind::Inspection), ..Selection::default() },
        Selection::of_force("kent".parse().unwrap()),
    ] {
        for point in [present(), Point { known, ..present() }] {
            let whole = figure(&database, &selection, point).await;
            for month in (0..whole.period.months() - 1).map(|months| whole.period.first().plus(months)) {
                let then = Point { valid: month.last(), today: month.last(), ..point };
                let made = figure(&database, &selection, then).await;
                assert_eq!(whole.until(month), Some(made), "{month} {selection:?}");
                compared += 1;
            }
        }
    }
    assert!(compared > 100, "{compared}");
}
