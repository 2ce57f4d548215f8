//! What imports promise, each on a real database and as the application's role.

use std::fmt::Write as _;

use sqlx::PgPool;

use super::{File, ImportError, Kind, Progress, Report, import};
use crate::store::database::{Database, as_application_of};

mod corrected_by_people;
mod gone_rows;
mod headings;
mod published_data;
mod references;
mod refusals;
mod rounds;
mod spreadsheets;
mod statuses;

const FORCES: &str = include_str!("../../data/forces.csv");
const ROUNDS: &str = include_str!("../../data/rounds.csv");
const RECOMMENDATIONS: &str = include_str!("../../data/recommendations.csv");
const FINDINGS: &str = include_str!("../../data/findings.csv");
const STATUSES: &str = include_str!("../../data/statuses.csv");
const GOOD_PRACTICE: &str = include_str!("../../data/good_practice.csv");
const CASE_AUDITS: &str = include_str!("../../data/case_audits.csv");
const GRADES: &str = include_str!("../../data/grades.csv");

/// The real data, in the order in which its files build on each other.
const ALL: [(Kind, &str); 8] = [
    (Kind::Forces, FORCES),
    (Kind::Rounds, ROUNDS),
    (Kind::Recommendations, RECOMMENDATIONS),
    (Kind::Findings, FINDINGS),
    (Kind::Statuses, STATUSES),
    (Kind::GoodPractice, GOOD_PRACTICE),
    (Kind::CaseAudits, CASE_AUDITS),
    (Kind::Grades, GRADES),
];

async fn load(database: &Database, kind: Kind, text: &str) -> Result<Report, ImportError> {
    let file = File { name: format!("{}.csv", kind.slug()), bytes: text.as_bytes().to_vec() };
    import(database, kind, &file, false, |_| {}).await
}

async fn load_all(database: &Database) {
    for (kind, text) in ALL {
        load(database, kind, text).await.unwrap();
    }
}

async fn events(pool: &PgPool) -> i64 {
    sqlx::query_scalar("select count(*) from event").fetch_one(pool).await.unwrap()
}

async fn latest(pool: &PgPool, reference: &str, column: &str) -> Option<String> {
    let query = format!("select {column}::text from recommendation_version where reference = $1 and latest");
    sqlx::query_scalar(&query).bind(reference).fetch_one(pool).await.unwrap()
}

#[sqlx::test]
async fn the_same_files_again_change_nothing_and_say_so(pool: PgPool) {
    let database = as_application_of(&pool).await;
    load_all(&database).await;
    let before = events(&pool).await;
    for (kind, text) in ALL {
        let report = load(&database, kind, text).await.unwrap();
        assert_eq!((report.added, report.changed, report.followed), (0, 0, 0), "{kind}");
        assert_eq!(report.unchanged, report.rows, "{kind}");
    }
    assert_eq!(events(&pool).await, before);
}

#[sqlx::test]
async fn kent_reads_as_the_sources_tell_it(pool: PgPool) {
    let database = as_application_of(&pool).await;
    load_all(&database).await;
    let found: i64 = sqlx::query_scalar("select count(*) from finding_version where latest and force_slug = 'kent'")
        .fetch_one(&pool)
        .await
        .unwrap();
    let items: (i64, i64) = sqlx::query_as(
        "select count(*), count(*) filter (where status = 'not-recorded')
        from recommendation_version where latest and force_slug = 'kent'",
    )
    .fetch_one(&pool)
    .await
    .unwrap();
    assert_eq!((items, found), ((9, 9), 6));
    assert_eq!(latest(&pool, "KENT-2019-07", "due_on").await.as_deref(), Some("2019-09-30"));
    assert_eq!(latest(&pool, "KENT-2019-07", "due_at_the_latest").await.as_deref(), Some("true"));
}

#[sqlx::test]
async fn a_changed_row_becomes_a_correction_and_the_old_facts_stay_readable(pool: PgPool) {
    let database = as_application_of(&pool).await;
    load_all(&database).await;
    let before = crate::clock::now();
    let changed = RECOMMENDATIONS.replace(
        "KENT-2019-08,kent,inspection-2019-09,assessment and help",
        "KENT-2019-08,kent,inspection-2019-09,investigation",
    );
    let report = load(&database, Kind::Recommendations, &changed).await.unwrap();
    assert_eq!((report.added, report.changed), (0, 1));
    assert_eq!(latest(&pool, "KENT-2019-08", "topic").await.as_deref(), Some("2014-investigation"));
    let then: String =
        sqlx::query_scalar("select topic from recommendation_at('2019-12-31', $1) where reference = 'KENT-2019-08'")
            .bind(before)
            .fetch_one(&pool)
            .await
            .unwrap();
    assert_eq!(then, "2014-assessment-and-help");
    let kinds: Vec<String> =
        sqlx::query_scalar("select kind::text from event where stream_id = 'KENT-2019-08' order by version")
            .fetch_all(&pool)
            .await
            .unwrap();
    assert_eq!(kinds, ["raised", "finding_recorded", "corrected"]);
}

#[sqlx::test]
async fn a_row_that_is_gone_is_reported_and_stays(pool: PgPool) {
    let database = as_application_of(&pool).await;
    load_all(&database).await;
    let without: Vec<&str> = RECOMMENDATIONS.lines().filter(|line| !line.starts_with("KENT-2019-09")).collect();
    let report = load(&database, Kind::Recommendations, &without.join("\r\n")).await.unwrap();
    assert_eq!(report.absent, ["KENT-2019-09"]);
    assert!(!report.changes_anything());
    assert!(latest(&pool, "KENT-2019-09", "topic").await.is_some());
}

#[sqlx::test]
async fn a_dry_run_reports_the_same_and_writes_nothing(pool: PgPool) {
    let database = as_application_of(&pool).await;
    let file = File { name: "forces.csv".to_owned(), bytes: FORCES.as_bytes().to_vec() };
    let report = import(&database, Kind::Forces, &file, true, |_| {}).await.unwrap();
    assert_eq!(report.added, 43);
    assert_eq!(events(&pool).await, 0);
    let stamps: i64 = sqlx::query_scalar("select count(*) from register_stamp").fetch_one(&pool).await.unwrap();
    assert_eq!(stamps, 0);
}

#[sqlx::test]
async fn when_a_rounds_date_is_put_right_its_items_and_findings_follow(pool: PgPool) {
    let database = as_application_of(&pool).await;
    load_all(&database).await;
    let changed = ROUNDS
        .replace("inspection-2019-09,inspection,2019-04,2019-09,", "inspection-2019-09,inspection,2019-04,2019-09-03,");
    let report = load(&database, Kind::Rounds, &changed).await.unwrap();
    // Nine items and five pieces of good practice: 9 + 5 = 14.
    assert_eq!((report.changed, report.followed), (1, 14));
    assert_eq!(latest(&pool, "KENT-2019-07", "due_on").await.as_deref(), Some("2019-09-03"));
    for (kind, text) in ALL.into_iter().filter(|(kind, _)| *kind != Kind::Rounds) {
        assert!(!load(&database, kind, text).await.unwrap().changes_anything(), "{kind} follows already");
    }
    crate::service::verify::verify(&database, |_, _| {}).await.unwrap();
}

#[sqlx::test]
async fn a_round_put_in_between_keeps_the_order_of_the_others(pool: PgPool) {
    let database = as_application_of(&pool).await;
    load_all(&database).await;
    let row = "force_slug,round,kind,fieldwork,published,source_url\n\
               metropolitan,follow-up-letter-2017-01,follow_up_letter,,2017-01,https://example.org/\n";
    load(&database, Kind::Rounds, row).await.unwrap();
    let chain: Vec<String> =
        sqlx::query_scalar("select slug from round where force_slug = 'metropolitan' order by place")
            .fetch_all(&pool)
            .await
            .unwrap();
    assert_eq!(chain[..3], ["inspection-2016-11", "follow-up-letter-2017-01", "progress-update-2017-08-10"]);
    assert_eq!(chain[6], "progress-update-undated");
    crate::service::verify::verify(&database, |_, _| {}).await.unwrap();
}

fn ten_thousand() -> String {
    let mut text = "reference,force_slug,raised_in,topic,deadline,record_type,summary,source_url\n".to_owned();
    for number in 0..10_000 {
        let _ = writeln!(
            text,
            "LOAD-{number:05},kent,inspection-2019-09,investigation,within six months,recommendation,Item {number},"
        );
    }
    text
}

#[sqlx::test]
async fn ten_thousand_lines_import_in_one_go(pool: PgPool) {
    let database = as_application_of(&pool).await;
    load(&database, Kind::Forces, FORCES).await.unwrap();
    load(&database, Kind::Rounds, ROUNDS).await.unwrap();
    let text = ten_thousand();
    let mut steps = 0;
    let file = File { name: "many.csv".to_owned(), bytes: text.into_bytes() };
    let report = import(&database, Kind::Recommendations, &file, false, |_| steps += 1).await.unwrap();
    assert_eq!(report.added, 10_000);
    assert!(steps >= 6, "progress is told along the way");
}

#[sqlx::test]
async fn an_import_that_is_broken_off_leaves_nothing_behind(pool: PgPool) {
    let database = as_application_of(&pool).await;
    load(&database, Kind::Forces, FORCES).await.unwrap();
    load(&database, Kind::Rounds, ROUNDS).await.unwrap();
    let text = ten_thousand();
    let file = File { name: "many.csv".to_owned(), bytes: text.clone().into_bytes() };
    let (written, broken_off) = tokio::sync::oneshot::channel();
    let mut written = Some(written);
    let importing = import(&database, Kind::Recommendations, &file, false, move |progress| {
        if let Progress::Writing(..) = progress
            && let Some(written) = written.take()
        {
            let _ = written.send(());
        }
    });
    tokio::select! {
        biased;
        _ = broken_off => {}
        report = importing => panic!("it was broken off before it was committed: {report:?}"),
    }
    // A new import waits for the lock of the old one, so it sees what that left.
    let report = load(&database, Kind::Recommendations, &text).await.unwrap();
    assert_eq!(report.added, 10_000);
}

#[sqlx::test]
async fn synthetic_data_and_real_data_never_mix(pool: PgPool) {
    let database = as_application_of(&pool).await;
    sqlx::query("insert into register_stamp (data, stamped_at) values ('synthetic', now())")
        .execute(&pool)
        .await
        .unwrap();
    let error = load(&database, Kind::Forces, FORCES).await.unwrap_err();
    assert!(matches!(error, ImportError::Synthetic));
    assert_eq!(events(&pool).await, 0);
}
