//! The page of one recommendation: how it stands, what was found, its history, and what is not there.

use sqlx::PgPool;

use crate::{
    real_data::server_with_real_data,
    support::{Browser, get, server_on},
};

#[sqlx::test(migrator = "followup::store::MIGRATOR", fixtures("../../../src/store/fixtures/register.sql"))]
async fn a_reference_that_is_nowhere_has_a_way_on(pool: PgPool) {
    let server = server_on(&pool).await;
    for reference in ["KENT-2019-99", "kent-2019-01", "%20KENT-2019-01", "KENT-2019-01'--"] {
        let answer = get(&server, &format!("/recommendations/{reference}")).await;
        assert_eq!(answer.status, 404, "{reference}");
        assert!(answer.body.contains(r#"<a href="/recommendations""#), "{reference}: {}", answer.body);
    }
}

#[sqlx::test(migrator = "followup::store::MIGRATOR", fixtures("../../../src/store/fixtures/register.sql"))]
async fn before_it_was_raised_it_is_not_there_and_the_way_on_is_the_present(pool: PgPool) {
    let answer = get(&server_on(&pool).await, "/recommendations/KENT-2019-01?as_at=2019-09-11").await;
    assert_eq!(answer.status, 404);
    assert!(answer.body.contains(r#"<a href="/recommendations/KENT-2019-01" class="govuk-link">"#), "{}", answer.body);
}

#[sqlx::test(migrator = "followup::store::MIGRATOR", fixtures("../../../src/store/fixtures/register.sql"))]
async fn it_says_what_is_known_and_what_is_not(pool: PgPool) {
    let server = server_on(&pool).await;
    let html = get(&server, "/recommendations/KENT-2019-02").await.body;
    for words in [
        "<title>KENT-2019-02 – Recommendations – NCPI follow-up</title>",
        "Detain no child in a cell overnight",
        "Submitted for review",
        "Ready for review",
        "Inspectors have not recorded a decision",
        "Police detention (2014 scheme)",
        "Overdue by ",
        "No finding in our sources",
        "No progress",
        r#"href="/forces/kent/rounds/re-inspection-2023""#,
    ] {
        assert!(html.contains(words), "{words} is missing from {html}");
    }
    let erased = get(&server, "/recommendations/KENT-2021-01").await.body;
    assert!(erased.contains("Text erased"), "{erased}");
    let last = get(&server, "/recommendations/KENT-2023-01").await.body;
    assert!(last.contains("No later round") && last.contains("Closed according to the source"), "{last}");
}

#[sqlx::test(migrator = "followup::store::MIGRATOR", fixtures("../../../src/store/fixtures/register.sql"))]
async fn its_history_shows_corrections_and_erasures_and_hides_what_is_not_for_everyone(pool: PgPool) {
    let html = get(&server_on(&pool).await, "/recommendations/KENT-2019-01").await.text();
    for words in [
        "Post-inspection review, 26 August 2021: partly improved",
        "Some cases were delayed",
        "Corrected on 1 February 2026",
        "Post-inspection review, 26 August 2021: no progress",
        "Decided by Data protection officer and Chief of staff",
        "Date not known",
        "Record mark",
        ", by the system",
    ] {
        assert!(html.contains(words), "{words} is missing from {html}");
    }
    assert!(!html.contains("Internal") && !html.contains("Returned"), "{html}");
}

#[sqlx::test(migrator = "followup::store::MIGRATOR", fixtures("../../../src/store/fixtures/register.sql"))]
async fn what_is_for_the_force_is_told_without_its_texts(pool: PgPool) {
    sqlx::raw_sql(
        "insert into event (seq, stream_kind, stream_id, version, kind, happened, recorded_at, actor_kind, actor_person, actor_role,
            audience, facts, texts, prev_hash, hash)
        select 20, 'recommendation', stream_id, 2, 'returned', '2026-02-04', '2026-02-04', 'person', '00000000-0000-0000-0000-000000000001', 'inspector',
            'force', '{}', '{\"questions\": \"digest\"}', hash, sha256('returned')
        from event where stream_id = 'KENT-2019-02';
        insert into restricted_text (event, field, salt, body) values (20, 'questions', decode(repeat('00', 16), 'hex'), 'How many cells?')",
    )
    .execute(&pool)
    .await
    .unwrap();
    let html = get(&server_on(&pool).await, "/recommendations/KENT-2019-02").await.text();
    for words in ["Returned with questions", "For the force and the inspectorate only", "4 February 2026"] {
        assert!(html.contains(words), "{words} is missing from {html}");
    }
    assert!(!html.contains("How many cells"), "{html}");
}

#[sqlx::test(migrator = "followup::store::MIGRATOR", fixtures("../../../src/store/fixtures/register.sql"))]
async fn it_is_read_and_never_posted_to(pool: PgPool) {
    let server = server_on(&pool).await;
    let answer = Browser::new(&server).post("/recommendations/KENT-2019-01", &[]).await;
    assert_eq!(answer.status, 405);
}

#[sqlx::test(migrator = "followup::store::MIGRATOR")]
async fn what_was_imported_is_told_from_public_sources_and_by_nobody(pool: PgPool) {
    let html = get(&server_with_real_data(&pool).await, "/recommendations/KENT-2019-07").await.text();
    let history = html.split("app-timeline\"").nth(1).unwrap();
    let items = history.matches("app-timeline__item").count();
    assert!(items > 1, "{history}");
    assert_eq!(history.matches("</time>, from public sources").count(), items, "{history}");
    assert!(!history.contains("mport of public data"), "{history}");
}
