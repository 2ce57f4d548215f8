//! Deadlines on a real database: every count is the number of rows that the register lists for it.

use sqlx::PgPool;

use super::*;
use crate::{
    as_at::PRESENT,
    person::Reader,
    progress::{
        deadlines::{AGE_BANDS, Between, DueGroup, Moved, Slip},
        selection::RecordTypes,
    },
    query::Query as _,
    store::{database::as_application_of, register},
    view::register_filter::RegisterFilter,
};

fn present() -> Point {
    Point { valid: PRESENT, known: None, today: "2026-11-23".parse().unwrap() }
}

fn on(day: &str) -> Point {
    Point { valid: day.parse().unwrap(), known: None, today: day.parse().unwrap() }
}

async fn listed(database: &Database, selection: &Selection, point: Point, asked: &[(&'static str, String)]) -> u64 {
    let of_selection = selection.of_register();
    let pairs = of_selection.iter().chain(asked).map(|(name, value)| (*name, value.as_str()));
    register::page(database, &Reader::Anyone, &RegisterFilter::parse(pairs).unwrap(), point).await.unwrap().total()
}

fn span(between: Between) -> Vec<(&'static str, String)> {
    let ends = [("due_from", between.from), ("due_to", between.to)];
    ends.into_iter().filter_map(|(name, day)| Some((name, day?.to_string()))).collect()
}

#[sqlx::test(migrator = "crate::store::MIGRATOR", fixtures("../fixtures/register.sql"))]
async fn every_count_is_the_number_of_rows_behind_its_link(pool: PgPool) {
    let database = as_application_of(&pool).await;
    let together = Selection { record_types: Some(RecordTypes::Together), ..Selection::default() };
    let kent = Selection { record_types: Some(RecordTypes::Together), ..Selection::of_force("kent".parse().unwrap()) };
    let inspections = Selection { round_kind: Some(RoundKind::Inspection), ..Selection::default() };
    let mut counted = 0;
    for point in [present(), on("2020-02-01"), on("2019-12-20")] {
        for selection in [&together, &kent, &inspections] {
            let figure = figure(&database, selection, point).await.unwrap().unwrap();
            assert_eq!(figure.whole(), listed(&database, selection, point, &[]).await);
            for due in &figure.due {
                for group in DueGroup::ALL {
                    let mut asked = span(due.between);
                    asked.extend(group.states().map(|state| ("deadline_state", state.slug().to_owned())));
                    assert_eq!(due.in_group(*group), listed(&database, selection, point, &asked).await, "{asked:?}");
                    counted += due.in_group(*group);
                }
                let all = listed(&database, selection, point, &span(due.between)).await;
                assert_eq!(due.whole(), all, "{due:?}");
            }
            for (band, items) in AGE_BANDS.into_iter().zip(figure.overdue) {
                let mut asked = span(band.due(point.today));
                asked.push(("deadline_state", "overdue".to_owned()));
                assert_eq!(items, listed(&database, selection, point, &asked).await, "{asked:?}");
            }
            for moved in Moved::ALL {
                let asked = [("moved", moved.slug().to_owned())];
                assert_eq!(figure.moved(*moved), listed(&database, selection, point, &asked).await, "{moved}");
            }
        }
    }
    assert!(counted > 20, "{counted}");
}

#[sqlx::test(migrator = "crate::store::MIGRATOR", fixtures("../fixtures/register.sql"))]
async fn a_deadline_that_was_moved_slipped_from_its_first_day(pool: PgPool) {
    let database = as_application_of(&pool).await;
    let gwent = Selection::of_force("gwent".parse().unwrap());
    let figure = figure(&database, &gwent, present()).await.unwrap().unwrap();
    // From 15 July 2020 to 1 January 2099.
    let day = |text: &str| text.parse::<chrono::NaiveDate>().unwrap();
    let days = (day("2099-01-01") - day("2020-07-15")).num_days().unsigned_abs();
    assert_eq!((figure.moved, figure.slip), ([1, 0, 0], Some(Slip { median: days, longest: days })));
}

#[sqlx::test(migrator = "crate::store::MIGRATOR", fixtures("../fixtures/register.sql"))]
async fn coverage_is_of_the_forces_with_a_dated_deadline(pool: PgPool) {
    let database = as_application_of(&pool).await;
    let figure = figure(&database, &Selection::default(), present()).await.unwrap().unwrap();
    assert_eq!(figure.coverage, Some(Coverage { with_data: 2, forces: 3 }));
}
