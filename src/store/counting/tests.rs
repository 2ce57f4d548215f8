//! Tests of the counts over all forces on what is published, added up by hand.

use sqlx::PgPool;

use super::known;
use crate::{
    as_at::{PRESENT, Point},
    counting::{
        Known,
        bands::{self, Band},
        case_files::{CaseFileForces, case_files},
        coverage::{Ladder, ladder},
        found::FoundCounts,
        grades::graded,
        on_return::{OnReturn, on_return},
        topics::ranked,
        visits::visits_by_year,
    },
    force::ForceSlug,
    grade::Grade,
    store::{database::as_application_of, fixtures::everything_published},
    topic::Topic,
};

async fn published(pool: &PgPool) -> Known {
    let database = as_application_of(pool).await;
    everything_published(&database).await;
    let point = Point { valid: PRESENT, known: None, today: "2026-11-29".parse().unwrap() };
    let mut snapshot = database.snapshot().await.unwrap();
    known(&mut snapshot, point).await.unwrap()
}

#[sqlx::test(migrator = "crate::store::MIGRATOR")]
async fn every_force_is_in_the_band_of_the_first_rule_that_fits(pool: PgPool) {
    let known = published(&pool).await;
    let forces = bands::in_order(&known);
    let of = |band: Band| {
        let of: Vec<_> =
            forces.iter().filter(|force| force.band == band).map(|force| (force.short_name(), force.number)).collect();
        of
    };
    assert_eq!(of(Band::Inadequate), [("Gloucestershire", 3), ("Cleveland", 2)]);
    // Of as many items the newer report first: Staffordshire 2023, Derbyshire 2022.
    assert_eq!(
        of(Band::OfConcern),
        [
            ("Staffordshire", 5),
            ("Derbyshire", 5),
            ("North Yorkshire", 4),
            ("Dorset", 3),
            ("Hertfordshire", 3),
            ("Wiltshire", 2),
            ("Warwickshire", 2),
            ("City of London", 2),
            ("Hampshire and Isle of Wight", 1),
        ]
    );
    assert_eq!(of(Band::RequiresImprovement), [("West Midlands", 3), ("Northamptonshire", 1)]);
    assert_eq!(
        of(Band::NewlyRaised),
        [
            ("Thames Valley", 9),
            ("Lincolnshire", 8),
            ("Greater Manchester", 5),
            ("Avon and Somerset", 5),
            ("Metropolitan", 3),
        ]
    );
    assert_eq!(of(Band::OfConcernBefore).len(), 19);
    let names = |band| of(band).into_iter().map(|(name, _)| name).collect::<Vec<_>>();
    assert_eq!(names(Band::NothingOfConcern), ["Suffolk", "Cheshire", "Cambridgeshire"]);
    assert_eq!(names(Band::NothingOfConcernBefore), ["Lancashire", "Surrey"]);
    assert_eq!(names(Band::ResultNotKnown), ["Gwent"]);
    assert!(of(Band::NoVisit).is_empty());
    let lately = bands::lately(&forces);
    assert_eq!((lately.of_concern, lately.reported), (11, 18));
}

#[sqlx::test(migrator = "crate::store::MIGRATOR")]
async fn main_points_are_those_added_up_by_hand(pool: PgPool) {
    let known = published(&pool).await;

    let grades = graded(&known);
    let inadequate: Vec<_> = grades
        .iter()
        .map(|force| (force.force.short_name.as_str(), force.with(Grade::Inadequate).count(), force.grades.len()))
        .collect();
    assert_eq!(inadequate[..2], [("Gloucestershire", 3, 5), ("Cleveland", 2, 5)]);
    assert_eq!(grades.len(), 5);
    let topics: Vec<_> = grades[0].with(Grade::Inadequate).map(Topic::label).collect();
    assert_eq!(topics.len(), 3);

    let topics = ranked(&known);
    let counts = |place: usize| {
        let count = &topics[place];
        (count.topic.label(), count.of_concern.len(), count.looked_at.len())
    };
    assert_eq!(counts(0), ("Police detention", 9, 11));
    assert_eq!(counts(1), ("Assessment and help", 6, 11));
    assert_eq!(counts(2), ("Investigation", 6, 11));
    assert_eq!(counts(3), ("Initial contact", 9, 20));
    assert_eq!(counts(4), ("Managing those posing a risk to children", 4, 12));
    let anew = |place: usize| topics[place].raised_anew.iter().map(ForceSlug::as_str).collect::<Vec<_>>();
    assert_eq!(anew(0), ["greater-manchester"]);
    assert_eq!(anew(2), ["cleveland", "gloucestershire", "greater-manchester", "lincolnshire", "metropolitan"]);
    let decisions = topics.iter().find(|count| count.topic.label() == "Decision making").unwrap();
    assert_eq!((decisions.of_concern.len(), decisions.looked_at.len(), decisions.is_ranked()), (1, 2, false));

    // 3 of the areas improved are closed: the Metropolitan's of 2024.
    let recommendations = FoundCounts { of_concern: 5, partly_improved: 4, improved: 5, closed: 0 };
    let areas = FoundCounts { of_concern: 35, partly_improved: 6, improved: 38, closed: 3 };
    assert_eq!(
        on_return(&known),
        [OnReturn { found: recommendations, forces: 4 }, OnReturn { found: areas, forces: 34 }]
    );

    let files = CaseFileForces { audited: 16, more_inadequate: 13, audited_lately: 9, more_inadequate_lately: 6 };
    assert_eq!(case_files(&known), files);
    let held = Ladder { forces: 43, visited: 43, asked: 43, found: 39, audited: 16, graded: 5, told_by_people: 0 };
    assert_eq!(ladder(&known), held);
}

#[sqlx::test(migrator = "crate::store::MIGRATOR")]
async fn visits_are_counted_by_year_and_the_last_say_what_they_found(pool: PgPool) {
    let known = published(&pool).await;
    let visits = visits_by_year(&known, 3);
    let expected = [
        (2014, 5),
        (2015, 9),
        (2016, 8),
        (2017, 10),
        (2018, 10),
        (2019, 11),
        (2020, 5),
        (2021, 8),
        (2022, 11),
        (2023, 8),
        (2024, 3),
        (2025, 6),
        (2026, 0),
    ];
    let counted: Vec<_> = visits.years.iter().map(|year| (year.year, year.visits)).collect();
    assert_eq!(counted, expected);
    assert_eq!(visits.undated.visits, 5);
    // Greater Manchester in 2024; Cleveland, Gloucestershire, Northamptonshire and West Midlands in 2025.
    let graded: Vec<_> =
        visits.years.iter().filter(|year| year.graded > 0).map(|year| (year.year, year.graded)).collect();
    assert_eq!(graded, [(2024, 1), (2025, 4)]);
    let last: Vec<_> = visits
        .last
        .iter()
        .map(|last| (last.force.short_name.as_str(), last.published.to_string(), last.raised, last.graded.clone()))
        .collect();
    assert_eq!(last[0], ("Lincolnshire", "19 December 2025".to_owned(), 8, vec![]));
    assert_eq!((last[1].0, last[1].2, last[1].3[0]), ("West Midlands", 2, (Grade::RequiresImprovement, 3)));
    assert_eq!((last[2].0, last[2].2, last[2].3[0]), ("Northamptonshire", 4, (Grade::RequiresImprovement, 1)));
}
