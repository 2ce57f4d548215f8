//! The assurance gap on a real database: every count is the number of rows that the register lists for that day.

use sqlx::PgPool;

use super::*;
use crate::{
    person::Reader,
    progress::{
        assurance_gap::{AssuranceGap, WaitBand, Waited},
        deadlines::Between,
        month::{Month, Period},
    },
    query::Query as _,
    store::{database::as_application_of, register},
    view::register_filter::RegisterFilter,
};

fn present() -> Point {
    Point { valid: PRESENT, known: None, today: "2026-11-23".parse().unwrap() }
}

async fn figure(database: &Database, selection: &Selection) -> AssuranceGap {
    let point = present();
    let spells = spells(database, selection, point).await.unwrap().unwrap();
    let first = spells.first_month().unwrap_or_else(|| Month::of(point.today));
    spells.over(Period::new(first, Month::of(point.today)).unwrap(), point.today)
}

#[sqlx::test(migrator = "crate::store::MIGRATOR", fixtures("../fixtures/register.sql"))]
async fn every_count_is_the_number_of_rows_behind_its_link(pool: PgPool) {
    let database = as_application_of(&pool).await;
    let selections = [
        Selection::default(),
        Selection { round_kind: Some(RoundKind::Inspection), ..Selection::default() },
        Selection { nation: Some(Nation::Wales), ..Selection::default() },
    ];
    let mut counted = 0;
    for selection in &selections {
        let figure = figure(&database, selection).await;
        for gap in figure.gaps.iter().step_by(11).chain(figure.latest()) {
            let of_selection = selection.of_register();
            let point = Point { valid: gap.day, known: None, today: gap.day };
            let rows = async |began: Between| {
                let ends = [("claimed_from", began.from), ("claimed_to", began.to)];
                let ends = ends.into_iter().filter_map(|(name, day)| Some((name, day?.to_string())));
                let pairs: Vec<_> = ends.chain(of_selection.clone()).chain([("gap", "yes".to_owned())]).collect();
                let pairs = pairs.iter().map(|(name, value)| (*name, value.as_str()));
                register::page(&database, &Reader::Anyone, &RegisterFilter::parse(pairs).unwrap(), point)
                    .await
                    .unwrap()
                    .total()
            };
            assert_eq!(gap.items, rows(Between { from: None, to: None }).await, "{gap:?}");
            for (band, items) in WaitBand::ALL.iter().zip(gap.ages) {
                assert_eq!(items, rows(band.began(gap.day)).await, "{band} {gap:?}");
            }
            counted += gap.items;
        }
    }
    assert!(counted > 10, "{counted}");
}

#[sqlx::test(migrator = "crate::store::MIGRATOR", fixtures("../fixtures/register.sql"))]
async fn a_series_cut_to_any_month_is_the_figure_of_a_dated_view(pool: PgPool) {
    let database = as_application_of(&pool).await;
    let known = Some("2026-11-20T12:00:00Z".parse().unwrap());
    let mut compared = 0;
    for selection in [
        Selection::default(),
        Selection { round_kind: Some(RoundKind::Inspection), ..Selection::default() },
        Selection::of_force("kent".parse().unwrap()),
    ] {
        for point in [present(), Point { known, ..present() }] {
            let read = spells(&database, &selection, point).await.unwrap().unwrap();
            let Some(first) = read.first_month() else { continue };
            let whole = read.over(Period::new(first, Month::of(point.today)).unwrap(), point.today);
            for month in (0..whole.period.months() - 1).map(|months| first.plus(months)) {
                let then = Point { valid: month.last(), today: month.last(), ..point };
                let made = spells(&database, &selection, then).await.unwrap().unwrap();
                let made = made.over(Period::new(first, month).unwrap(), then.today);
                assert_eq!(whole.until(month), Some(made), "{month} {selection:?}");
                compared += 1;
            }
        }
    }
    assert!(compared > 100, "{compared}");
}

#[sqlx::test(migrator = "crate::store::MIGRATOR", fixtures("../fixtures/register.sql"))]
async fn a_finding_in_between_does_not_begin_the_wait_anew(pool: PgPool) {
    let database = as_application_of(&pool).await;
    let figure = figure(&database, &Selection::default()).await;
    // Said done on 12 September 2019; the review of 2021 begins another span of the read model.
    assert_eq!(figure.period.first().to_string(), "2019-09");
    let days = (present().today - "2019-09-12".parse::<chrono::NaiveDate>().unwrap()).num_days().unsigned_abs();
    assert_eq!(figure.latest().and_then(|gap| gap.waited), Some(Waited { median: days, longest: days }));
    assert_eq!(figure.undated, Some(0));
    assert_eq!(figure.coverage.map(|coverage| (coverage.with_data, coverage.forces)), Some((2, 3)));
}

#[sqlx::test(migrator = "crate::store::MIGRATOR", fixtures("../fixtures/register.sql"))]
async fn oldest_claim_is_listed_with_the_day_its_wait_began(pool: PgPool) {
    let database = as_application_of(&pool).await;
    let listed = async |selection: Selection, point: Point| -> Vec<(String, Option<String>)> {
        let claims = oldest(&database, &selection, point, 5).await.unwrap().unwrap();
        claims.into_iter().map(|claim| (claim.reference.to_string(), claim.since.map(|day| day.to_string()))).collect()
    };
    // The review of 2021 begins another span of the read model, and no other wait.
    let kent = vec![("KENT-2019-02".to_owned(), Some("2019-09-12".to_owned()))];
    assert_eq!(listed(Selection::default(), present()).await, kent);
    assert_eq!(listed(Selection { nation: Some(Nation::Wales), ..Selection::default() }, present()).await, []);
    let before = "2019-09-11".parse().unwrap();
    assert_eq!(listed(Selection::default(), Point { valid: before, known: None, today: before }).await, []);
    let nowhere = Selection::of_force("atlantis".parse().unwrap());
    assert!(oldest(&database, &nowhere, present(), 5).await.unwrap().is_none());
}
