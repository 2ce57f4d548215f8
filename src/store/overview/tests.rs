//! Headline figures on a real database, held against the register and the briefing.

use chrono::{DateTime, Utc};
use sqlx::PgPool;

use super::*;
use crate::{
    as_at::PRESENT,
    finding::RecordType,
    ingest::{File, Kind, import},
    person::Reader,
    progress::{
        change::{Change, ChangeQuery, ChangeRequest, Group},
        headlines::{Headline, Movement, Undated},
    },
    query::Query as _,
    store::{
        change,
        database::as_application_of,
        fixtures::{everything_published, two_forces},
        register,
    },
    view::register_filter::RegisterFilter,
};

fn present() -> Point {
    Point { valid: PRESENT, known: None, today: "2026-11-23".parse().unwrap() }
}

fn on(day: &str) -> Point {
    Point { valid: day.parse().unwrap(), known: None, today: day.parse().unwrap() }
}

/// How many items the register lists.
async fn listed(database: &Database, filter: &[(&str, &str)], point: Point) -> u64 {
    let filter = RegisterFilter::parse(filter.iter().copied()).unwrap();
    register::page(database, &Reader::Anyone, &filter, point).await.unwrap().total()
}

/// Every figure is what the register lists, each end what it lists as at that day, each change what the briefing tells.
async fn all_agree(database: &Database, forces: &[(&str, &str)], figures: &Figures, point: Point) {
    let period = figures.headlines.period.unwrap();
    let query = [("from", period.from.to_string())];
    let query = query.iter().map(|(name, value)| (*name, value.as_str())).chain(forces.iter().copied());
    let told = change::between(database, &ChangeRequest::new(&ChangeQuery::parse(query).unwrap(), point).unwrap())
        .await
        .unwrap();
    assert_eq!(told.changes.period, period);
    for of in RecordType::ALL {
        for headline in Headline::ALL {
            let narrowed: Vec<_> =
                forces.iter().copied().chain([("record_type", of.slug())]).chain(headline.parameter()).collect();
            let figure = figures.headlines.figure(*of, headline);
            let movement = figure.movement.unwrap();
            let end = |day| Point { valid: day, today: day, ..point };
            let said = format!("{of} {headline:?} {point:?}");
            assert_eq!(listed(database, &narrowed, point).await, figure.shown, "{said}");
            assert_eq!(listed(database, &narrowed, end(period.to)).await, movement.now, "{said} now");
            assert_eq!(listed(database, &narrowed, end(period.from)).await, movement.then, "{said} then");
        }
        let (ours, briefings) = (figures.headlines.tally(*of), told.changes.tally(*of));
        assert_eq!(ours, briefings, "{of} {point:?}");
        if point.valid == PRESENT {
            for (what, whole) in [(Undated::Item, true), (Undated::Fact, false)] {
                let count = told.changes.undated(*of, whole).count() as u64;
                assert_eq!(figures.headlines.undated(*of, what), count, "{of} {what:?}");
            }
        }
    }
}

#[sqlx::test(migrator = "crate::store::MIGRATOR", fixtures("../fixtures/follow_up.sql"))]
async fn figures_are_rows_of_the_register_and_changes_are_those_of_the_briefing(pool: PgPool) {
    let database = as_application_of(&pool).await;
    let moment: DateTime<Utc> = "2026-06-01T12:00:00Z".parse().unwrap();
    let known = |point: Point| Point { known: Some(moment), ..point };
    let before = known(Point { today: "2026-06-01".parse().unwrap(), ..present() });
    for point in [present(), on("2022-04-30"), on("2022-07-31"), on("2023-08-04"), before, known(on("2021-08-31"))] {
        let figures = page(&database, point).await.unwrap().figures;
        all_agree(&database, &[], &figures, point).await;
        for force in ["kent", "staffordshire", "city-of-london"] {
            let figures = of_forces(&database, &[force.parse().unwrap()], point).await.unwrap();
            all_agree(&database, &[("force", force)], &figures, point).await;
        }
    }
}

#[sqlx::test(migrator = "crate::store::MIGRATOR")]
async fn what_is_published_adds_up_by_hand(pool: PgPool) {
    let database = as_application_of(&pool).await;
    everything_published(&database).await;
    let now = page(&database, present()).await.unwrap();
    all_agree(&database, &[], &now.figures, present()).await;
    let areas = now.figures.headlines.figure(RecordType::AreaOfConcern, Headline::All);
    let unmoved = Movement { then: 333, now: 333, newly: 0, no_longer: 0, of_dated_alone: false, rows: None };
    assert_eq!((areas.shown, areas.movement), (333, Some(unmoved)));
    // Rounds without any date found something of 6 items of Durham, 5 of Lincolnshire and 4 of Norfolk: 6 + 5 + 4 = 15. No item
    // itself lacks a date.
    let undated = |what| now.figures.headlines.undated(RecordType::AreaOfConcern, what);
    assert_eq!((undated(Undated::Item), undated(Undated::Fact)), (0, 15));
    let national = now.national.unwrap();
    assert_eq!((national.ladder.visited, national.ladder.asked), (43, 43));
    // Nobody has recorded anything: every status is a source's, or not known.
    assert_eq!((national.claims.items, national.claims.by_people, national.claims.waiting), (373, 0, 0));
    // 26 recommendations and 3 areas of concern; the oldest is Norfolk's of 29 August 2014.
    let passed = now.figures.passed;
    assert_eq!((passed.known, passed.all(), passed.improved, passed.partly_improved), (29, 29, 4, 3));
    assert_eq!((passed.of_concern, passed.unknown, passed.overdue_by_a_year), (4, 18, 0));
    let oldest: Vec<_> = national.deadlines.iter().map(|item| item.reference.to_string()).collect();
    assert_eq!(
        oldest,
        ["NORFOLK-2014-01x", "WMIDS-2014-08x", "WESTYORKS-2014-01", "GREATERMANCHESTER-6599", "MET-2016-02"]
    );
    assert!(now.figures.late.is_empty() && now.figures.latest.len() == 3);

    // Warwickshire's inspection of 5 August 2022: 5 recommendations and 5 areas of concern. Wiltshire's of that month: 11 areas,
    // so 5 + 11 = 16.
    let august = page(&database, on("2022-08-31")).await.unwrap().figures;
    all_agree(&database, &[], &august, on("2022-08-31")).await;
    let raised = |of| august.headlines.tally(of).changed(Change::Raised);
    assert_eq!((raised(RecordType::Recommendation), raised(RecordType::AreaOfConcern)), (5, 16));
    let silent = august.headlines.figure(RecordType::Recommendation, Headline::In(Group::NotRecorded));
    // 8 of the Metropolitan + 7 of Kent + 5 of Lancashire + 3 of Dorset + 1 each of Bedfordshire, Greater Manchester, Merseyside
    // and West Yorkshire = 27 before, 27 + 5 = 32 since. The old register's status of 9 of them is a source's, so it is not known.
    assert_eq!(silent.movement.map(|movement| (movement.then, movement.now)), Some((27, 32)));
    let open = august.headlines.figure(RecordType::Recommendation, Headline::In(Group::Open));
    assert_eq!((open.shown, august.late.len()), (0, 0));
}

#[sqlx::test(migrator = "crate::store::MIGRATOR")]
async fn an_item_of_a_round_without_a_date_is_in_the_figure_and_never_in_its_change(pool: PgPool) {
    let database = two_forces(&pool).await;
    for (kind, rows) in [
        (
            Kind::Recommendations,
            "reference,force_slug,raised_in,topic,deadline,record_type,summary,source_url\n\
            KENT-9,kent,letter-undated,decision making,,recommendation,Write it down,https://example.org/k3\n",
        ),
        (
            Kind::Findings,
            "reference,round,finding,summary,source_url\nKENT-1,review-2021,improved,,https://example.org/k2\n",
        ),
    ] {
        let file = File { name: String::new(), bytes: rows.as_bytes().to_vec() };
        import(&database, kind, &file, false, |_| {}).await.unwrap();
    }
    let figures = page(&database, present()).await.unwrap().figures;
    all_agree(&database, &[], &figures, present()).await;
    // 3 of Kent and 1 of Essex are dated, the fifth is not: 5 are shown, and of 4 none moved.
    let all = figures.headlines.figure(RecordType::Recommendation, Headline::All);
    let unmoved = Movement { then: 4, now: 4, newly: 0, no_longer: 0, of_dated_alone: true, rows: None };
    assert_eq!((all.shown, all.movement), (5, Some(unmoved)));
    assert_eq!(figures.headlines.undated(RecordType::Recommendation, Undated::Item), 1);
    // Nor is it among what something happened to, in a month in which something did.
    let august = Point { today: "2021-08-31".parse().unwrap(), ..present() };
    let figures = page(&database, august).await.unwrap().figures;
    all_agree(&database, &[], &figures, august).await;
    let tally = figures.headlines.tally(RecordType::Recommendation);
    assert_eq!((tally.changed(Change::Found), tally.changed(Change::Raised)), (1, 1));
    // As at today it is in no view, and so there is nothing to say apart.
    let today = page(&database, on("2026-11-23")).await.unwrap().figures;
    let all = today.headlines.figure(RecordType::Recommendation, Headline::All);
    assert_eq!((all.shown, all.movement), (4, Some(Movement { of_dated_alone: false, ..unmoved })));
}

#[sqlx::test(migrator = "crate::store::MIGRATOR")]
async fn an_item_of_a_month_that_is_not_over_is_in_the_figure_and_said_to_be_in_no_dated_view(pool: PgPool) {
    let database = two_forces(&pool).await;
    for (kind, rows) in [
        (
            Kind::Rounds,
            "force_slug,round,kind,fieldwork,published,source_url\n\
            kent,letter-2026,follow_up_letter,,2026-11,https://example.org/k9\n",
        ),
        (
            Kind::Recommendations,
            "reference,force_slug,raised_in,topic,deadline,record_type,summary,source_url\n\
            KENT-9,kent,letter-2026,decision making,,recommendation,Write it down,https://example.org/k9\n",
        ),
        (
            Kind::Findings,
            "reference,round,finding,summary,source_url\nKENT-1,letter-2026,improved,,https://example.org/k9\n",
        ),
    ] {
        let file = File { name: String::new(), bytes: rows.as_bytes().to_vec() };
        import(&database, kind, &file, false, |_| {}).await.unwrap();
    }
    for (day, dated, counted) in [("2026-11-23", 4, (1, 1)), ("2026-11-30", 5, (0, 0))] {
        let point = Point { today: day.parse().unwrap(), ..present() };
        let figures = page(&database, point).await.unwrap().figures;
        all_agree(&database, &[], &figures, point).await;
        let headlines = figures.headlines;
        let undated = |what| headlines.undated(RecordType::Recommendation, what);
        assert_eq!((undated(Undated::Item), undated(Undated::Fact)), counted, "{day}");
        let all = headlines.figure(RecordType::Recommendation, Headline::All);
        assert_eq!((all.shown, all.movement.map(|movement| movement.now)), (5, Some(dated)), "{day}");
    }
}

#[sqlx::test(migrator = "crate::store::MIGRATOR", fixtures("../fixtures/follow_up.sql"))]
async fn of_some_forces_nothing_is_counted_or_listed_of_another(pool: PgPool) {
    let database = as_application_of(&pool).await;
    let figures = of_forces(&database, &["kent".parse().unwrap()], present()).await.unwrap();
    assert!(figures.late.is_empty(), "what is overdue is Staffordshire's: {:?}", figures.late);
    assert!(figures.latest.iter().all(|round| round.force == "kent") && !figures.latest.is_empty());
    let all = page(&database, present()).await.unwrap().figures;
    assert!(!all.late.is_empty());
    let count = |figures: &Figures| figures.headlines.figure(RecordType::Recommendation, Headline::All).shown;
    assert!(count(&figures) < count(&all));
}
