//! Status words of other vocabularies, told in the order of the file.

use sqlx::PgPool;

use super::{latest, load, load_all};
use crate::{
    clock::{london_day, now},
    ingest::{ImportError, Kind},
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
            Err(ImportError::Refused(faults)) => {
                let told = faults[0].to_string();
                assert!(refused && told.contains("line 2, column happened") && told.contains("not over yet"), "{told}");
            }
            Err(other) => panic!("{happened}: {other}"),
        }
    }
}
