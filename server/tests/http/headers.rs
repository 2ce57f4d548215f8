//! What every answer tells the browser.

use axum::http::Request;
use sqlx::PgPool;

use crate::support::{Answer, ask, get, server_on, state_on};

#[sqlx::test(migrator = "followup::store::MIGRATOR")]
async fn every_answer_restricts_what_a_browser_may_do_with_it(pool: PgPool) {
    let server = server_on(&pool).await;
    for path in ["/", "/nowhere", "/healthz", "/favicon.svg"] {
        let answer = get(&server, path).await;

        assert_eq!(answer.header("x-content-type-options"), "nosniff", "{path}");
        assert_eq!(answer.header("referrer-policy"), "same-origin", "{path}");
        assert_eq!(answer.header("cross-origin-opener-policy"), "same-origin", "{path}");
        assert!(answer.header("permissions-policy").contains("camera=()"), "{path}");
        let policy = answer.header("content-security-policy");
        assert!(policy.starts_with("default-src 'none'; script-src 'nonce-"), "{path}: {policy}");
        assert!(!policy.contains("unsafe-inline") && !policy.contains("'unsafe-eval'"), "{path}: {policy}");
    }
}

#[sqlx::test(migrator = "followup::store::MIGRATOR")]
async fn each_answer_has_a_nonce_of_its_own(pool: PgPool) {
    let server = server_on(&pool).await;

    assert_ne!(nonce(&get(&server, "/").await), nonce(&get(&server, "/").await));
}

#[sqlx::test(migrator = "followup::store::MIGRATOR")]
async fn a_page_that_nothing_reacts_on_has_no_script_and_nothing_inline(pool: PgPool) {
    let server = server_on(&pool).await;
    for path in ["/forces", "/recommendations", "/about-the-data", "/accessibility", "/nowhere"] {
        let body = get(&server, path).await.body;

        assert!(!body.contains("<script"), "{path}: {body}");
        assert!(!body.contains("preload"), "{path}: {body}");
        assert!(!body.contains(" style=") && !body.contains("<style"), "{path}: {body}");
    }
}

#[sqlx::test(migrator = "followup::store::MIGRATOR", fixtures("../../../src/store/fixtures/register.sql"))]
async fn a_page_that_can_be_printed_has_one_line_of_script_with_its_nonce_and_loads_none(pool: PgPool) {
    let server = server_on(&pool).await;
    for path in ["/", "/forces/kent", "/forces/kent/rounds/inspection-2019", "/recommendations/KENT-2019-01"] {
        let answer = get(&server, path).await;

        assert!(answer.body.contains("Print this page"), "{path}: {}", answer.body);
        assert_eq!(answer.body.matches("<script").count(), 1, "{path}: {}", answer.body);
        assert!(answer.body.contains(&format!("<script nonce=\"{}\">", nonce(&answer))), "{path}: {}", answer.body);
        assert!(!answer.body.contains("preload") && !answer.body.contains(".wasm"), "{path}: {}", answer.body);
        assert!(!answer.body.contains(" style=") && !answer.body.contains(" onclick="), "{path}: {}", answer.body);
    }
}

#[sqlx::test(migrator = "followup::store::MIGRATOR")]
async fn https_is_insisted_on_only_where_it_is_used(pool: PgPool) {
    let server = server_on(&pool).await;

    assert_eq!(get(&server, "/").await.header("strict-transport-security"), "");
    let behind_proxy = ask(&server, Request::get("/").header("x-forwarded-proto", "https")).await;
    assert!(behind_proxy.header("strict-transport-security").starts_with("max-age="));

    let mut state = state_on(&pool).await;
    state.sessions.public_url = Some("https://ncpi.example".parse().unwrap());
    let public = server::router(&state);
    for path in ["/", "/nowhere", "/favicon.svg", "/%00"] {
        let answer = get(&public, path).await;
        assert!(answer.header("strict-transport-security").starts_with("max-age="), "{path}: the proxy says nothing");
    }
}

#[sqlx::test(migrator = "followup::store::MIGRATOR")]
async fn a_request_keeps_the_name_it_came_with_if_that_is_harmless(pool: PgPool) {
    let server = server_on(&pool).await;
    let named = async |id: &str| {
        ask(&server, Request::get("/healthz").header("x-request-id", id)).await.header("x-request-id").to_owned()
    };

    assert_eq!(named("abc-123").await, "abc-123");
    assert_ne!(named("two words").await, "two words");
    assert_ne!(named(&"x".repeat(65)).await, "x".repeat(65));
    assert_eq!(get(&server, "/healthz").await.header("x-request-id").len(), 32);
}

#[sqlx::test(migrator = "followup::store::MIGRATOR")]
async fn a_page_is_asked_for_anew_each_time_and_sent_compressed(pool: PgPool) {
    let server = server_on(&pool).await;

    for encoding in ["gzip", "br"] {
        let answer = ask(&server, Request::get("/").header("accept-encoding", encoding)).await;
        assert_eq!(answer.header("content-encoding"), encoding);
        assert_eq!(answer.header("cache-control"), "private, no-cache");
    }
}

fn nonce(answer: &Answer) -> String {
    let policy = answer.header("content-security-policy");
    policy.split("'nonce-").nth(1).unwrap().split('\'').next().unwrap().to_owned()
}
