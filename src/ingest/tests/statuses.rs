//! Status words of other vocabularies, told in the order of the file.

use sqlx::PgPool;

use super::{latest, load, load_all};
use crate::{
    clock::{london_day, now},
    ingest::{ImportError, Kind},
    source_status::MAPPINGS,
    store::database::{Database, as_application_of},
};

async fn tell(database: &Database, rows: &[&str]) -> crate::ingest::Report {
    let rows = rows.join("\n");
    let text = format!("reference,status,happened,vocabulary,note,source_url\n{rows}\n");
    load(database, Kind::Statuses, &text).await.unwrap()
}

#[sqlx::test]
async fn a_word_is_kept_as_written_and_complete_is_never_verified(pool: PgPool) {
    let database = as_application_of(&pool).await;
    load_all(&database).await;
    tell(&database, &["KENT-2019-07,Completed,2020-05,coc-tracker,,"]).await;
    assert_eq!(latest(&pool, "KENT-2019-07", "status").await.as_deref(), Some("closed-according-to-source"));
    assert_eq!(latest(&pool, "KENT-2019-07", "source_word").await.as_deref(), Some("Completed"));
    tell(&database, &["KENT-2019-06,awaiting-review,2019-10-01,hmicfrs-register,,"]).await;
    assert_eq!(latest(&pool, "KENT-2019-06", "status").await.as_deref(), Some("not-recorded"));
    assert_eq!(latest(&pool, "KENT-2019-06", "inspectorate_status").await.as_deref(), Some("not-recorded"));
    assert_eq!(latest(&pool, "KENT-2019-06", "source_word").await.as_deref(), Some("awaiting-review"));
    assert_eq!(latest(&pool, "KENT-2019-06", "source_happened").await.as_deref(), Some("2019-10-01"));
}

#[sqlx::test]
async fn published_statuses_read_as_last_published_and_count_as_not_known(pool: PgPool) {
    let database = as_application_of(&pool).await;
    load_all(&database).await;
    let lines: Vec<(String, String, String)> = sqlx::query_as(
        "select reference, source_word, source_happened::text from recommendation_version
        where latest and source_word is not null order by reference",
    )
    .fetch_all(&pool)
    .await
    .unwrap();
    let lines: Vec<_> =
        lines.iter().map(|(reference, word, date)| (reference.as_str(), word.as_str(), date.as_str())).collect();
    // The last of the 21 lines of each of the 9 recommendations.
    assert_eq!(
        lines,
        [
            ("BEDFORDSHIRE-8548", "awaiting-review", "2017-11-24"),
            ("GREATERMANCHESTER-6599", "awaiting-review", "2015-12-18"),
            ("LANCASHIRE-8775", "awaiting-review", "2018-12-14"),
            ("LANCASHIRE-8777", "awaiting-review", "2018-12-14"),
            ("LANCASHIRE-8780", "awaiting-review", "2018-12-14"),
            ("LANCASHIRE-8783", "awaiting-review", "2018-12-14"),
            ("LANCASHIRE-8784", "awaiting-review", "2018-12-14"),
            ("MERSEYSIDE-9212", "will-be-progressed", "2018-09-05"),
            ("METROPOLITAN-4104", "being-progressed", "2018-01-26"),
        ]
    );
    let states: Vec<(String, i64)> = sqlx::query_as(
        "select deadline_state_on('2026-11-29', due_on, status, judged_submission)::text, count(*)
        from recommendation_version where latest group by 1 order by 1",
    )
    .fetch_all(&pool)
    .await
    .unwrap();
    // 29 deadlines are known and all have passed; of 373 - 29 = 344 items none is. None is overdue.
    assert_eq!(states, [("passed-outcome-not-known".to_owned(), 29), ("undated".to_owned(), 344)]);
}

#[sqlx::test]
async fn status_known_only_from_a_source_enters_no_figure(pool: PgPool) {
    let database = as_application_of(&pool).await;
    load_all(&database).await;
    let items: Vec<String> =
        sqlx::query_scalar("select reference from recommendation order by 1").fetch_all(&pool).await.unwrap();
    // Item by item another word stands last: each of them, and no date for every fifth.
    let rows = items.iter().enumerate().flat_map(|(place, item)| {
        MAPPINGS.iter().cycle().skip(place).take(MAPPINGS.len()).zip(1..).map(move |(mapping, month)| {
            let date =
                if place.is_multiple_of(5) { String::new() } else { format!("2025-{month:02}-{:02}", 1 + place % 28) };
            format!("{item},{},{date},{},,", mapping.word, mapping.vocabulary.slug())
        })
    });
    let rows: Vec<_> = rows.collect();
    tell(&database, &rows.iter().map(String::as_str).collect::<Vec<_>>()).await;
    let sound = crate::service::verify::verify(&database, |_, _| {}).await;
    sound.unwrap();
    let [all, known, late, gap, closed]: [i64; 5] = {
        let counts: (i64, i64, i64, i64, i64) = sqlx::query_as(
            "select count(*),
                count(*) filter (where status not in ('not-recorded', 'closed-according-to-source')),
                count(*) filter (where deadline_state_on('2026-11-29', due_on, status, judged_submission) = 'overdue'),
                count(*) filter (where position = 'ready-for-review' or submitted_on is not null),
                count(*) filter (where status = 'closed-according-to-source')
            from recommendation_version where upper_inf(recorded)",
        )
        .fetch_one(&pool)
        .await
        .unwrap();
        counts.into()
    };
    assert_eq!((known, late, gap), (0, 0, 0), "of {all} spans of time");
    assert!(closed > 0 && closed < all, "{closed} of {all}");
    figures_are_silent(&database).await;
}

/// No figure of the whole country counts an item as open, overdue, said to be done or followed.
async fn figures_are_silent(database: &Database) {
    use crate::{
        as_at::{PRESENT, Point},
        progress::{
            findings_across_rounds::Coverage,
            forces_at_a_glance::By,
            month::{Month, Period},
            selection::{RecordTypes, Selection},
        },
        store::{assurance_gap, deadlines, forces_at_a_glance, pace, status_over_time},
    };
    let day = "2026-11-29".parse().unwrap();
    let together = Selection { record_types: Some(RecordTypes::Together), ..Selection::default() };
    for point in [PRESENT, day].map(|valid| Point { valid, known: None, today: day }) {
        let tally = pace::figure(database, &together, point).await.unwrap().unwrap().picked.tally;
        assert_eq!((tally.all_followed(), tally.all_without_days()), (0, 0));
        assert_eq!(tally.not_recorded + tally.by_source, tally.whole());
        for by in [By::Open, By::Overdue, By::Gap] {
            let figure = forces_at_a_glance::figure(database, &together, by, point).await.unwrap().unwrap();
            assert_eq!(figure.coverage(), Coverage { with_data: 0, forces: 43 }, "{by}");
        }
        let overdue = deadlines::figure(database, &together, point).await.unwrap().unwrap().overdue;
        assert_eq!(overdue.iter().sum::<u64>(), 0);
        let months = Period::new(Month::of("2014-01-01".parse().unwrap()), Month::of(day)).unwrap();
        let changes = status_over_time::changes(database, &together, point).await.unwrap().unwrap();
        let stocks = changes.over(months, day).stocks;
        assert!(stocks.iter().all(|stock| stock.counts.iter().sum::<u64>() == 0), "{stocks:?}");
        let last = stocks.last().unwrap();
        // All 373, but in the dated view the facts without a date are no part of it.
        assert_eq!(last.not_recorded + last.by_source, 373);
        let gaps = assurance_gap::spells(database, &together, point).await.unwrap().unwrap().over(months, day).gaps;
        assert!(gaps.iter().all(|gap| gap.items == 0), "{gaps:?}");
    }
}

#[sqlx::test]
async fn the_order_of_the_file_is_the_order_within_a_day_even_when_a_word_is_put_in_between(pool: PgPool) {
    let database = as_application_of(&pool).await;
    load_all(&database).await;
    let row = |word: &str| format!("KENT-2019-01,{word},2020-01-01,hmicfrs-register,,");
    let (a, b, c) = (row("awaiting-review"), row("being-progressed"), row("complete"));
    tell(&database, &[&a, &c]).await;
    assert_eq!(latest(&pool, "KENT-2019-01", "status").await.as_deref(), Some("closed-according-to-source"));
    let report = tell(&database, &[&a, &b, &c]).await;
    assert_eq!((report.added, report.changed, report.unchanged), (1, 1, 1));
    assert_eq!(latest(&pool, "KENT-2019-01", "status").await.as_deref(), Some("closed-according-to-source"));
    let again = tell(&database, &[&a, &b, &c]).await;
    assert_eq!(again.unchanged, 3);
    let fewer = tell(&database, &[&a, &c]).await;
    assert!(!fewer.changes_anything());
    assert_eq!(fewer.absent, ["KENT-2019-01 being-progressed of 1 January 2020"]);
    crate::service::verify::verify(&database, |_, _| {}).await.unwrap();
}

#[sqlx::test]
async fn a_status_without_a_date_never_hides_a_dated_one(pool: PgPool) {
    let database = as_application_of(&pool).await;
    load_all(&database).await;
    tell(&database, &["KENT-2019-02,being-progressed,2020-01-01,hmicfrs-register,,"]).await;
    tell(&database, &["KENT-2019-02,complete,,hmicfrs-register,,"]).await;
    assert_eq!(latest(&pool, "KENT-2019-02", "status").await.as_deref(), Some("not-recorded"));
    assert_eq!(latest(&pool, "KENT-2019-02", "source_word").await.as_deref(), Some("being-progressed"));
    tell(&database, &["KENT-2019-03,complete,,hmicfrs-register,,"]).await;
    assert_eq!(latest(&pool, "KENT-2019-03", "status").await.as_deref(), Some("closed-according-to-source"));
}

#[sqlx::test]
async fn a_status_of_a_period_that_is_not_over_is_refused_since_it_would_undo_what_people_do_until_then(pool: PgPool) {
    let database = as_application_of(&pool).await;
    load_all(&database).await;
    let today = london_day(now());
    for (happened, refused) in [
        (today.to_string(), false),
        (today.succ_opt().unwrap().to_string(), true),
        ("2098".to_owned(), true),
        ("2098-Q2".to_owned(), true),
        (String::new(), false),
    ] {
        let text = format!(
            "reference,status,happened,vocabulary,note,source_url\nKENT-2019-07,being-progressed,{happened},hmicfrs-register,,\n"
        );
        match load(&database, Kind::Statuses, &text).await {
            Ok(report) => assert!(!refused && report.added == 1, "{happened}: {report:?}"),
            Err(ImportError::Refused { faults, .. }) => {
                let told = faults[0].to_string();
                assert!(refused && told.contains("line 2, column happened") && told.contains("not over yet"), "{told}");
            }
            Err(other) => panic!("{happened}: {other}"),
        }
    }
}
