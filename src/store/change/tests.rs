//! What the briefing reads of a period, on a real database.

use chrono::NaiveDate;
use sqlx::{Executor as _, PgPool};

use super::*;
use crate::{
    as_at::{AsAt, Point},
    finding::RecordType,
    ingest::{File, Kind, import},
    person::Reader,
    progress::change::{Change, ChangeQuery, Group},
    query::Query as _,
    store::{database::as_application_of, fixtures::two_forces, register},
    view::register_filter::RegisterFilter,
};

const TODAY: &str = "2026-11-23";

fn today() -> NaiveDate {
    TODAY.parse().unwrap()
}

fn asked(query: &[(&str, &str)]) -> ChangeRequest {
    ChangeRequest::new(&ChangeQuery::from_pairs(query).unwrap(), AsAt::default().point(today())).unwrap()
}

async fn told(database: &Database, query: &[(&str, &str)]) -> ChangeReport {
    between(database, &asked(query)).await.unwrap()
}

fn references(told: &ChangeReport, change: Change) -> Vec<String> {
    RecordType::ALL
        .iter()
        .flat_map(|of| told.changes.list(*of, change))
        .map(|item| item.reference.to_string())
        .collect()
}

/// `KENT-2021-01` is closed by a source in January 2022, open again in March, and its deadline moves in April.
const STORY: &str = "
    update recommendation_version set valid = '[2021-08-26,2022-01-10)' where reference = 'KENT-2021-01';
    insert into recommendation_version (reference, force_slug, valid, recorded, round_slug, topic, record_type, known_from,
        source_url, wording, raised_on, deadline_basis, deadline_words, deadline_set_by, deadline_moves, due_on,
        due_at_the_latest, original_due_on, position, inspectorate_status, ended_by, status)
    select 'KENT-2021-01', 'kent', slice.valid, '[2026-01-01,)', 'review-2021', '2014-investigation', 'recommendation',
        'raised', 'https://example.org/k2', 4, '2021-08-26', 'fixed-date', 'Fixed', 'inspectorate', 0, slice.due, false,
        '2022-02-01', 'planned', slice.held, slice.ended, derived_status('planned', slice.held, slice.ended)
    from (values
        ('[2022-01-10,2022-03-05)'::daterange, '2022-02-01'::date, 'complete'::inspectorate_status, 'source'::ended_by),
        ('[2022-03-05,2022-04-01)', '2022-02-01', 'not-recorded', null),
        ('[2022-04-01,)', '2022-09-01', 'not-recorded', null)
    ) as slice (valid, due, held, ended)";

#[sqlx::test(fixtures("../fixtures/register.sql"))]
async fn what_a_round_raised_and_found_happened_on_the_day_of_its_publication(pool: PgPool) {
    let database = as_application_of(&pool).await;
    let day = told(&database, &[("from", "2021-08-25"), ("to", "2021-08-26")]).await;
    assert_eq!(references(&day, Change::Raised), ["KENT-2021-01"]);
    assert_eq!(references(&day, Change::Found), ["KENT-2019-01", "KENT-2019-02"]);
    let later = told(&database, &[("from", "2021-08-26"), ("to", "2021-12-31")]).await;
    assert!(RecordType::ALL.iter().all(|of| later.changes.tally(*of).is_still()), "{later:?}");

    let since = told(&database, &[("force", "kent"), ("since_round", "inspection-2019"), ("to", "2021-08-26")]).await;
    assert_eq!(since.changes.period.from.to_string(), "2019-09-12");
    assert_eq!(references(&since, Change::Raised), ["KENT-2021-01"]);
    assert_eq!(since.of, "Kent Police");
    let rounds = [("force", "kent"), ("since_round", "inspection-2019"), ("until_round", "review-2021")];
    assert_eq!(told(&database, &rounds).await.changes, since.changes, "between two rounds");
}

#[sqlx::test(fixtures("../fixtures/register.sql"))]
async fn what_was_closed_and_reopened_within_the_period_is_told_though_both_ends_are_alike(pool: PgPool) {
    pool.execute(STORY).await.unwrap();
    let database = as_application_of(&pool).await;
    let of = async |from, to, change| references(&told(&database, &[("from", from), ("to", to)]).await, change);
    let none: [&str; 0] = [];
    assert_eq!(of("2021-12-31", "2022-01-31", Change::Closed).await, ["KENT-2021-01"]);
    assert_eq!(of("2021-12-31", "2022-01-31", Change::Reopened).await, none);
    assert_eq!(of("2021-12-31", "2022-03-31", Change::Reopened).await, ["KENT-2021-01"]);
    assert_eq!(
        of("2021-12-31", "2022-03-31", Change::Closed).await,
        ["KENT-2021-01"],
        "a movement, though it stands no more"
    );
    assert_eq!(of("2022-03-04", "2022-03-05", Change::Reopened).await, ["KENT-2021-01"]);
    assert_eq!(of("2022-03-05", "2022-03-31", Change::Reopened).await, none);
    assert_eq!(of("2022-03-31", "2022-04-30", Change::Slipped).await, ["KENT-2021-01"]);
    // It was due on 1 February, while it stood as closed: that it is late is known since March.
    assert_eq!(of("2022-03-01", "2022-03-31", Change::Overdue).await, none);
    assert_eq!(of("2022-03-01", "2022-03-31", Change::FirstKnownOverdue).await, ["KENT-2021-01"]);
    assert_eq!(of("2022-08-31", "2022-09-02", Change::Overdue).await, ["KENT-2021-01"]);
}

#[sqlx::test(fixtures("../fixtures/register.sql"))]
async fn each_end_is_what_the_register_shows_as_at_that_day(pool: PgPool) {
    pool.execute(STORY).await.unwrap();
    let database = as_application_of(&pool).await;
    for query in [
        vec![],
        vec![("force", "kent")],
        vec![("nation", "wales")],
        vec![("region", "south-east")],
        vec![("topic", "2014-investigation")],
        vec![("round_kind", "inspection")],
    ] {
        let period = [("from", "2019-12-31"), ("to", "2022-01-31")];
        let whole: Vec<_> = period.into_iter().chain(query.iter().copied()).collect();
        let ChangeReport { changes, .. } = told(&database, &whole).await;
        for record_type in RecordType::ALL {
            let tally = changes.tally(*record_type);
            for group in Group::ALL {
                for (day, count) in [("2019-12-31", tally.before(*group)), ("2022-01-31", tally.after(*group))] {
                    let (name, word) = group.parameter();
                    let narrowed = [("record_type", record_type.slug()), (name, word)];
                    let filter = RegisterFilter::parse(query.iter().copied().chain(narrowed)).unwrap();
                    let day: NaiveDate = day.parse().unwrap();
                    let point = Point { valid: day, known: None, today: day };
                    let listed = register::page(&database, &Reader::Anyone, &filter, point).await.unwrap();
                    assert_eq!(listed.total(), count, "{query:?} {record_type} {group} {day}");
                }
            }
        }
    }
}

#[sqlx::test(fixtures("../fixtures/register.sql"))]
async fn what_has_no_date_is_in_neither_view_and_counted_beside(pool: PgPool) {
    let database = as_application_of(&pool).await;
    let all = told(&database, &[("from", "1990-01-01")]).await;
    let facts: Vec<_> = all.changes.undated(RecordType::AreaOfConcern, false).collect();
    assert_eq!(facts.len(), 1);
    assert_eq!(facts[0].reference.as_str(), "BEDS-2017-01x");
    assert!(all.changes.items.iter().all(|item| item.reference.as_str() != "BEDS-2017-01x" || item.found.is_empty()));
}

/// A letter of a month that is not over: it raised KENT-9 and found something of KENT-1.
const THIS_MONTH: [(Kind, &str); 3] = [
    (
        Kind::Rounds,
        "force_slug,round,kind,fieldwork,published,source_url
kent,letter-2026,follow_up_letter,,2026-11,https://example.org/k9
",
    ),
    (
        Kind::Recommendations,
        "reference,force_slug,raised_in,topic,deadline,record_type,summary,source_url
KENT-9,kent,letter-2026,decision making,,recommendation,Write it down,https://example.org/k9
",
    ),
    (
        Kind::Findings,
        "reference,round,finding,summary,source_url
KENT-1,letter-2026,improved,,https://example.org/k9
",
    ),
];

#[sqlx::test]
async fn what_is_dated_by_a_month_that_is_not_over_is_counted_beside_until_its_last_day(pool: PgPool) {
    let database = two_forces(&pool).await;
    for (kind, text) in THIS_MONTH {
        let file = File { name: String::new(), bytes: text.as_bytes().to_vec() };
        import(&database, kind, &file, false, |_| {}).await.unwrap();
    }
    let reads = async |today: &str| {
        let today = today.parse().unwrap();
        let asked = ChangeRequest::new(
            &ChangeQuery::from_pairs(&[("from", "1990-01-01")]).unwrap(),
            AsAt::default().point(today),
        )
        .unwrap();
        let Changes { items, undated, .. } = between(&database, &asked).await.unwrap().changes;
        let undated: Vec<_> = undated.into_iter().map(|item| (item.reference.to_string(), item.whole)).collect();
        (items.len(), undated)
    };
    let said = |reference: &str, whole| (reference.to_owned(), whole);
    assert_eq!(reads(TODAY).await, (4, vec![said("KENT-1", false), said("KENT-9", true)]));
    assert_eq!(reads("2026-11-30").await, (5, vec![]));
}

#[sqlx::test(fixtures("../fixtures/register.sql"))]
async fn a_period_is_told_by_what_was_known_then(pool: PgPool) {
    let database = as_application_of(&pool).await;
    let before_anything =
        ChangeRequest { known: "2025-12-31T12:00:00Z".parse().ok(), ..asked(&[("from", "1990-01-01")]) };
    let told = between(&database, &before_anything).await.unwrap();
    assert!(told.changes.is_empty() && told.changes.undated.is_empty() && told.changes.forces.is_empty());
}

#[sqlx::test(fixtures("../fixtures/register.sql"))]
async fn a_force_or_round_that_is_nowhere_and_a_period_that_ends_before_its_round_are_refused(pool: PgPool) {
    let database = as_application_of(&pool).await;
    let kent = ("force", "kent");
    for (query, name) in [
        (vec![("force", "kemt")], "force"),
        (vec![kent, ("since_round", "inspection-1999")], "since_round"),
        (vec![kent, ("since_round", "review-2021"), ("to", "2020-01-01")], "since_round"),
        (vec![("force", "bedfordshire"), ("since_round", "review-undated")], "since_round"),
        (vec![kent, ("from", "2020-01-01"), ("until_round", "inspection-1999")], "until_round"),
        (vec![kent, ("from", "2022-01-01"), ("until_round", "review-2021")], "from"),
        (vec![kent, ("since_round", "review-2021"), ("until_round", "inspection-2019")], "since_round"),
    ] {
        match between(&database, &asked(&query)).await {
            Err(ChangeError::Refused(refused)) => assert_eq!(refused.name, name, "{query:?}"),
            other => panic!("{query:?}: {other:?}"),
        }
    }
}
