//! References are one whatever their case, in every file that has them, and keep the spelling first given.

use sqlx::PgPool;

use super::{RECOMMENDATIONS, events, load, load_all};
use crate::{
    ingest::{ImportError, Kind, Report},
    store::database::{Database, as_application_of},
};

const ITEM: &str = "reference,force_slug,raised_in,topic,deadline,record_type,known_from,summary,source_url\n";

fn item(reference: &str, summary: &str) -> String {
    format!("{reference},kent,inspection-2019-09,investigation,,recommendation,raised,{summary},\n")
}

async fn spellings(pool: &PgPool, like: &str) -> Vec<String> {
    sqlx::query_scalar("select reference from recommendation where lower(reference) = $1 order by 1")
        .bind(like)
        .fetch_all(pool)
        .await
        .unwrap()
}

async fn ready(pool: &PgPool) -> Database {
    let database = as_application_of(pool).await;
    load_all(&database).await;
    database
}

fn counts(report: &Report) -> [usize; 4] {
    [report.added, report.changed, report.unchanged, report.twice]
}

#[sqlx::test]
async fn whole_file_in_another_case_changes_nothing(pool: PgPool) {
    let database = ready(&pool).await;
    let before = events(&pool).await;
    for (kind, text) in super::ALL {
        if !matches!(kind, Kind::Recommendations | Kind::Findings | Kind::Statuses) {
            continue;
        }
        let lower = |line: &str| {
            let (reference, rest) = line.split_once(',').unwrap();
            format!("{},{rest}", reference.to_lowercase())
        };
        let text: Vec<String> = text.lines().map(lower).collect();
        let report = load(&database, kind, &text.join("\n")).await.unwrap();
        assert_eq!((report.unchanged, report.absent.len()), (report.rows, 0), "{kind}");
    }
    assert_eq!(events(&pool).await, before);
    assert_eq!(spellings(&pool, "kent-2019-01").await, ["KENT-2019-01"]);
}

#[sqlx::test]
async fn other_facts_in_another_case_correct_the_one_reference(pool: PgPool) {
    let database = ready(&pool).await;
    let report =
        load(&database, Kind::Recommendations, &format!("{ITEM}{}", item("kent-2019-01", "Other words"))).await;
    assert_eq!(counts(&report.unwrap()), [0, 1, 0, 0]);
    assert_eq!(spellings(&pool, "kent-2019-01").await, ["KENT-2019-01"]);
    crate::service::verify::verify(&database, |_, _| {}).await.unwrap();
}

#[sqlx::test]
async fn twins_in_one_file_are_one_in_the_spelling_first_given(pool: PgPool) {
    let database = ready(&pool).await;
    let twins = |other: &str| format!("{ITEM}{}{}", item("Kent-2030-01", "One"), item("KENT-2030-01", other));
    match load(&database, Kind::Recommendations, &twins("Two")).await {
        Err(ImportError::Refused { faults, .. }) => {
            let told = faults[0].to_string();
            assert!(
                told.starts_with("line 3, column reference, value \"KENT-2030-01\"") && told.contains("line 2"),
                "{told}"
            );
        }
        other => panic!("{other:?}"),
    }
    assert_eq!(counts(&load(&database, Kind::Recommendations, &twins("One")).await.unwrap()), [1, 0, 0, 1]);
    assert_eq!(spellings(&pool, "kent-2030-01").await, ["Kent-2030-01"]);
    let findings = "reference,round,finding,summary,source_url\n\
        kent-2030-01,post-inspection-review-2021-08-26,improved,,\n\
        KENT-2030-01,post-inspection-review-2021-08-26,improved,,\n";
    assert_eq!(counts(&load(&database, Kind::Findings, findings).await.unwrap()), [1, 0, 0, 1]);
    let contradiction = findings.replacen("improved", "no-progress", 1);
    assert!(matches!(load(&database, Kind::Findings, &contradiction).await, Err(ImportError::Refused { .. })));
    let statuses = "reference,status,happened,vocabulary\n\
        kent-2030-01,awaiting-review,2020-01-01,hmicfrs-register\n\
        KENT-2030-01,awaiting-review,2020-01-01,hmicfrs-register\n\
        Kent-2030-01,complete,2020-02-01,hmicfrs-register\n";
    assert_eq!(counts(&load(&database, Kind::Statuses, statuses).await.unwrap()), [2, 0, 0, 1]);
    crate::service::verify::verify(&database, |_, _| {}).await.unwrap();
}

#[sqlx::test]
async fn reference_of_another_force_in_another_case_is_refused(pool: PgPool) {
    let database = ready(&pool).await;
    let text = format!("{ITEM}kent-2019-01,dorset,inspection-2021-08-26,investigation,,recommendation,raised,One,\n");
    match load(&database, Kind::Recommendations, &text).await {
        Err(ImportError::Refused { faults, report }) => {
            assert!(faults[0].to_string().contains("KENT-2019-01 is a reference of kent already"), "{faults:?}");
            assert_eq!((report.refused, report.counted()), (1, 1));
        }
        other => panic!("{other:?}"),
    }
}

#[sqlx::test]
async fn database_refuses_a_twin_and_lets_the_same_pass(pool: PgPool) {
    let database = ready(&pool).await;
    let insert = "insert into recommendation (reference, force_slug) values ($1, 'kent') on conflict do nothing";
    sqlx::query(insert).bind("KENT-2019-01").execute(database.pool()).await.unwrap();
    let refused = sqlx::query(insert).bind("Kent-2019-01").execute(database.pool()).await.unwrap_err();
    let constraint = refused.as_database_error().and_then(sqlx::error::DatabaseError::constraint).map(str::to_owned);
    assert_eq!(constraint.as_deref(), Some("recommendation_is_one_whatever_case"));
}

#[sqlx::test]
async fn register_that_had_twins_keeps_both(pool: PgPool) {
    let database = ready(&pool).await;
    let text = format!("{ITEM}{}", item("KENT-2030-01", "One"));
    load(&database, Kind::Recommendations, &text).await.unwrap();
    // As before references became one.
    sqlx::query("alter table recommendation disable trigger recommendation_is_one_whatever_case")
        .execute(&pool)
        .await
        .unwrap();
    sqlx::query("insert into recommendation values ('kent-2030-01', 'kent')").execute(&pool).await.unwrap();
    sqlx::query("alter table recommendation enable trigger recommendation_is_one_whatever_case")
        .execute(&pool)
        .await
        .unwrap();
    let both = format!("{ITEM}{}{}", item("KENT-2030-01", "One"), item("kent-2030-01", "Two"));
    assert_eq!(counts(&load(&database, Kind::Recommendations, &both).await.unwrap()), [1, 0, 1, 0]);
    assert!(RECOMMENDATIONS.contains("KENT-2019-01,"));
    assert_eq!(counts(&load(&database, Kind::Recommendations, &both).await.unwrap()), [0, 0, 2, 0]);
}
