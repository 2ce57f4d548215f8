//! One recommendation on a real database: what its rounds found, and its history as everyone may read it.

use sqlx::PgPool;
use uuid::Uuid;

use super::*;
use crate::{
    as_at::PRESENT,
    fact::Fact,
    finding::Finding,
    identity::{PersonId, Role},
    person::Person,
    store::database::as_application_of,
    view::recommendation::{Body, Later, LaterKind, Text},
};

fn present() -> Point {
    Point { valid: PRESENT, known: None, today: "2026-11-23".parse().unwrap() }
}

async fn read_by(pool: &PgPool, reader: &Reader, reference: &str, point: Point) -> Lookup {
    page(&as_application_of(pool).await, reader, &reference.parse().unwrap(), point).await.unwrap()
}

async fn looked_up(pool: &PgPool, reference: &str, point: Point) -> Lookup {
    read_by(pool, &Reader::Anyone, reference, point).await
}

async fn found(pool: &PgPool, reference: &str, point: Point) -> RecommendationView {
    match looked_up(pool, reference, point).await {
        Lookup::Found(page) => *page,
        other => panic!("{reference}: {other:?}"),
    }
}

#[sqlx::test(migrator = "crate::store::MIGRATOR", fixtures("../fixtures/register.sql"))]
async fn every_later_round_is_listed_with_its_finding_or_its_silence(pool: PgPool) {
    let page = found(&pool, "KENT-2019-02", present()).await;
    let visits: Vec<_> = page.visits.iter().map(|visit| (visit.round.title.as_str(), visit.finding)).collect();
    assert_eq!(
        visits,
        [("Post-inspection review, 26 August 2021", Some(Finding::NoProgress)), ("Re-inspection, March 2023", None)]
    );
    assert_eq!(page.force_full_name, "Kent Police");
    assert!(found(&pool, "KENT-2023-01", present()).await.visits.is_empty());
}

#[sqlx::test(migrator = "crate::store::MIGRATOR", fixtures("../fixtures/register.sql"))]
async fn the_history_is_newest_first_and_an_event_without_a_date_is_told_first_of_all(pool: PgPool) {
    let page = found(&pool, "KENT-2019-01", present()).await;
    let kinds: Vec<_> = page.history.iter().map(|entry| entry.fact.kind().slug()).collect();
    assert_eq!(kinds, ["finding_recorded", "finding_recorded", "raised", "deadline_set"]);
}

#[sqlx::test(migrator = "crate::store::MIGRATOR", fixtures("../fixtures/register.sql"))]
async fn a_corrected_event_shows_both_and_an_erased_text_says_so(pool: PgPool) {
    let page = found(&pool, "KENT-2019-01", present()).await;
    let entry = &page.history[1];
    assert!(matches!(&entry.fact, Fact::FindingRecorded { finding: Finding::PartlyImproved, .. }), "{entry:?}");
    assert_eq!(entry.happened.unwrap().iso(), "2021-08-26");
    assert_eq!(entry.texts[0].words(), Some("Some cases were delayed"));
    match &entry.later[..] {
        [
            Later { kind: LaterKind::Corrected { before, happened, texts }, .. },
            Later { kind: LaterKind::Erased { field, decided_by }, .. },
        ] => {
            assert!(matches!(&**before, Fact::FindingRecorded { finding: Finding::NoProgress, .. }));
            assert_eq!(happened.unwrap().iso(), "2021-08-25");
            assert_eq!(texts[..], [Text { field: "summary".to_owned(), body: Body::Erased }]);
            assert_eq!((field.as_str(), decided_by[1].as_str()), ("summary", "Chief of staff"));
        }
        other => panic!("{other:?}"),
    }
}

#[sqlx::test(migrator = "crate::store::MIGRATOR", fixtures("../fixtures/register.sql"))]
async fn the_history_at_a_point_holds_what_had_happened_and_was_recorded_by_then(pool: PgPool) {
    let then = Point { valid: "2022-01-01".parse().unwrap(), ..present() };
    let page = found(&pool, "KENT-2019-01", then).await;
    let kinds: Vec<_> = page.history.iter().map(|entry| entry.fact.kind().slug()).collect();
    assert_eq!(kinds, ["finding_recorded", "raised"]);
    assert_eq!(page.visits.len(), 1);

    let before_correction = Point { known: Some("2026-01-15T00:00:00Z".parse().unwrap()), ..present() };
    let page = found(&pool, "KENT-2019-01", before_correction).await;
    assert_eq!(page.history.len(), 3);
    assert!(page.history.iter().all(|entry| entry.later.is_empty()));
    assert!(matches!(&page.history[1].fact, Fact::FindingRecorded { finding: Finding::NoProgress, .. }));
}

#[sqlx::test(migrator = "crate::store::MIGRATOR", fixtures("../fixtures/register.sql"))]
async fn what_only_inspectors_may_read_is_in_nobody_elses_history(pool: PgPool) {
    let page = found(&pool, "KENT-2019-01", present()).await;
    assert!(page.history.iter().all(|entry| !matches!(entry.fact, Fact::Returned {})));
    assert_eq!(page.version, 7, "the stream's own version, whoever reads");
    for (role, seen) in [(Role::Inspector, true), (Role::Authoriser, true), (Role::ForceLiaisonOfficer, false)] {
        let person = Person { id: PersonId(Uuid::nil()), role, forces: vec!["kent".parse().unwrap()] };
        let read = read_by(&pool, &Reader::SignedIn(person), "KENT-2019-01", present()).await;
        let Lookup::Found(page) = read else { panic!("{read:?}") };
        let returned = page.history.iter().find(|entry| matches!(entry.fact, Fact::Returned {}));
        let texts = returned.map(|entry| entry.texts.iter().map(Text::words).collect::<Vec<_>>());
        assert_eq!(texts, seen.then(|| vec![Some("Internal")]), "{role}");
    }
}

#[sqlx::test(migrator = "crate::store::MIGRATOR", fixtures("../fixtures/register.sql"))]
async fn a_reference_not_yet_raised_is_told_from_one_that_is_nowhere(pool: PgPool) {
    let then = Point { valid: "2019-01-01".parse().unwrap(), ..present() };
    assert_eq!(looked_up(&pool, "KENT-2019-01", then).await, Lookup::NotAtThisPoint);
    assert_eq!(looked_up(&pool, "KENT-2019-99", present()).await, Lookup::Unknown);
    assert_eq!(looked_up(&pool, "kent-2019-01", present()).await, Lookup::Unknown);
}
