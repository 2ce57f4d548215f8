//! Forms that are sent and not finished have an address of their own, for the person who sent them.

use followup::identity::Role;
use sqlx::PgPool;

use crate::{
    follow_up::{ANSWERS, UPDATE, send},
    real_data::server_with_real_data,
    support::{Browser, account, state_on},
};

const OFFICER: &str = "officer@kent.example";

/// Sends an update to be checked, and returns the address at which it waits.
async fn check_address(pool: &PgPool, browser: &mut Browser<'_>) -> String {
    let mut answers = ANSWERS;
    answers[4] = ("button", "check");
    let page = send(browser, UPDATE, &answers).await;
    assert_eq!(page.status, 200, "{}", page.text());
    assert!(page.text().contains("Check your answers"), "{}", page.text());
    let id: uuid::Uuid = sqlx::query_scalar("select id from unfinished_form order by sent_at desc limit 1")
        .fetch_one(pool)
        .await
        .unwrap();
    format!("{UPDATE}?unfinished={id}")
}

#[sqlx::test(migrator = "followup::store::MIGRATOR")]
async fn check_page_can_be_reloaded_at_its_own_address(pool: PgPool) {
    let server = server_with_real_data(&pool).await;
    account(&pool, OFFICER, Role::ForceLiaisonOfficer, &["kent"]).await;
    let mut browser = Browser::signed_in(&server, OFFICER).await;
    let address = check_address(&pool, &mut browser).await;
    for _ in 0..2 {
        let page = browser.get(&address).await;
        assert_eq!(page.status, 200);
        assert!(page.text().contains("Check your answers") && page.text().contains(ANSWERS[1].1), "{}", page.text());
    }
}

#[sqlx::test(migrator = "followup::store::MIGRATOR")]
async fn refused_answers_keep_text_and_status_at_their_address(pool: PgPool) {
    let server = server_with_real_data(&pool).await;
    account(&pool, OFFICER, Role::ForceLiaisonOfficer, &["kent"]).await;
    let mut browser = Browser::signed_in(&server, OFFICER).await;
    let page = send(&mut browser, UPDATE, &[("activity", "<b>Only this</b>"), ("audience", "force")]).await;
    assert_eq!(page.status, 422, "{}", page.text());
    let id: uuid::Uuid = sqlx::query_scalar("select id from unfinished_form").fetch_one(&pool).await.unwrap();
    let again = browser.get(&format!("{UPDATE}?unfinished={id}")).await;
    assert_eq!(again.status, 422);
    let text = again.text();
    assert!(text.contains("&lt;b>Only this&lt;/b>") && text.contains("There is a problem"), "{text}");
}

#[sqlx::test(migrator = "followup::store::MIGRATOR")]
async fn unfinished_form_is_shown_to_its_author_alone(pool: PgPool) {
    let server = server_with_real_data(&pool).await;
    account(&pool, OFFICER, Role::ForceLiaisonOfficer, &["kent"]).await;
    account(&pool, "colleague@kent.example", Role::ForceLiaisonOfficer, &["kent"]).await;
    let mut browser = Browser::signed_in(&server, OFFICER).await;
    let address = check_address(&pool, &mut browser).await;

    let mut colleague = Browser::signed_in(&server, "colleague@kent.example").await;
    let page = colleague.get(&address).await;
    assert_eq!(page.status, 200);
    assert!(page.text().contains("is no longer here") && !page.text().contains(ANSWERS[1].1), "{}", page.text());

    let nobody = Browser::new(&server).get(&address).await;
    assert!(!nobody.text().contains(ANSWERS[1].1), "{}", nobody.text());

    // Another page with the same id, and ids that are none.
    let id = address.rsplit('=').next().unwrap();
    for other in [
        format!("/recommendations/KENT-2019-02/update?unfinished={id}"),
        format!("{UPDATE}?unfinished=%3Cb%3E"),
        format!("{UPDATE}?unfinished=00000000-0000-0000-0000-000000000000"),
    ] {
        let page = browser.get(&other).await;
        assert!(page.text().contains("is no longer here") && !page.text().contains(ANSWERS[1].1), "{other}");
    }
}

#[sqlx::test(migrator = "followup::store::MIGRATOR")]
async fn unfinished_forms_end_after_twelve_hours_and_twenty_others(pool: PgPool) {
    let server = server_with_real_data(&pool).await;
    let id = account(&pool, OFFICER, Role::ForceLiaisonOfficer, &["kent"]).await;
    let mut browser = Browser::signed_in(&server, OFFICER).await;
    let address = check_address(&pool, &mut browser).await;
    sqlx::query("update unfinished_form set sent_at = sent_at - interval '12 hours'").execute(&pool).await.unwrap();
    assert!(browser.get(&address).await.text().contains("is no longer here"));

    sqlx::query(
        "insert into unfinished_form
        select gen_random_uuid(), $1, path, answers, state, sent_at + make_interval(hours => 1, secs => n)
        from unfinished_form, generate_series(1, 30) n",
    )
    .bind(id.0)
    .execute(&pool)
    .await
    .unwrap();
    let latest = check_address(&pool, &mut browser).await;
    let kept: i64 = sqlx::query_scalar("select count(*) from unfinished_form").fetch_one(&pool).await.unwrap();
    assert_eq!(kept, 20);
    assert!(browser.get(&latest).await.text().contains("Check your answers"));

    let later = "2026-11-24T12:00:00Z".parse().unwrap();
    followup::service::sign_in::forget_old(&state_on(&pool).await.database, later).await.unwrap();
    let kept: i64 = sqlx::query_scalar("select count(*) from unfinished_form").fetch_one(&pool).await.unwrap();
    assert_eq!(kept, 0);
}
