//! The status of each answer, and the page that says the same in words.

use axum::{http::Request, routing::get as on_get};
use server::with_middleware;
use sqlx::PgPool;

use crate::support::{Browser, ask, get, server_on, state_on, state_without_database};

#[sqlx::test(migrator = "followup::store::MIGRATOR")]
async fn a_page_is_found_titled_and_in_english(pool: PgPool) {
    let answer = get(&server_on(&pool).await, "/").await;

    assert_eq!(answer.status, 200);
    assert_eq!(answer.header("content-type"), "text/html; charset=utf-8");
    assert!(answer.body.contains("<title>Overview – NCPI follow-up</title>"), "{}", answer.body);
    assert!(answer.body.contains(r#"<html lang="en-GB""#), "{}", answer.body);
}

#[sqlx::test(migrator = "followup::store::MIGRATOR")]
async fn an_unknown_address_is_a_page_with_a_way_on(pool: PgPool) {
    let server = server_on(&pool).await;
    for path in ["/nowhere", "/nowhere/at/all", "/pkg/gone.css"] {
        let answer = get(&server, path).await;

        assert_eq!(answer.status, 404, "{path}");
        assert!(answer.body.contains("<title>Page not found – NCPI follow-up</title>"), "{path}: {}", answer.body);
        assert!(answer.body.contains("Go to the overview"), "{path}");
    }
}

#[sqlx::test(migrator = "followup::store::MIGRATOR")]
async fn a_page_cannot_be_posted_to(pool: PgPool) {
    let server = server_on(&pool).await;

    let answer = Browser::new(&server).post("/accessibility", &[]).await;
    assert_eq!(answer.status, 405);
    assert_eq!(answer.header("allow"), "GET,HEAD");

    let answer = Browser::new(&server).post("/nowhere", &[]).await;
    assert_eq!(answer.status, 404);
}

#[sqlx::test(migrator = "followup::store::MIGRATOR")]
async fn head_answers_like_get_without_the_body(pool: PgPool) {
    let server = server_on(&pool).await;

    for path in ["/", "/nowhere"] {
        let (got, headed) = (get(&server, path).await, ask(&server, Request::head(path)).await);
        assert_eq!(got.status, headed.status, "{path}");
        assert_eq!(got.header("content-type"), headed.header("content-type"), "{path}");
    }
    // What no route names is stripped of its body further out, where the answer is written to the wire.
    assert_eq!(ask(&server, Request::head("/")).await.body, "");
}

#[sqlx::test(migrator = "followup::store::MIGRATOR")]
async fn a_slash_at_the_end_leads_to_the_page_itself(pool: PgPool) {
    let server = server_on(&pool).await;

    let answer = get(&server, "/accessibility/?as_at=2022-05-01").await;
    assert_eq!(answer.status, 308);
    assert_eq!(answer.header("location"), "/accessibility?as_at=2022-05-01");

    let elsewhere = get(&server, "//elsewhere.example/").await;
    assert_eq!((elsewhere.status.as_u16(), elsewhere.header("location")), (400, ""));
}

#[sqlx::test(migrator = "followup::store::MIGRATOR")]
async fn too_large_a_body_is_refused(pool: PgPool) {
    let server = server_on(&pool).await;

    let answer = ask(&server, Request::post("/").header("content-length", 2 * 1024 * 1024)).await;

    assert_eq!(answer.status, 413);
}

#[sqlx::test(migrator = "followup::store::MIGRATOR")]
async fn a_panic_is_a_styled_page_and_the_next_request_is_answered(pool: PgPool) {
    let state = state_on(&pool).await;
    let routes = axum::Router::new()
        .route("/panic", on_get(async || -> &'static str { panic!("a fault, on purpose") }))
        .route("/fine", on_get(async || "fine"));
    let server = with_middleware(routes, &state);

    let answer = get(&server, "/panic").await;
    assert_eq!(answer.status, 500);
    assert!(
        answer.body.contains("<h1 class=\"govuk-heading-l\">Sorry, there is a problem with the service</h1>"),
        "{}",
        answer.body
    );
    assert!(answer.body.contains("rel=\"stylesheet\""), "{}", answer.body);
    assert!(!answer.body.contains("on purpose"), "{}", answer.body);
    assert!(answer.headers.contains_key("content-security-policy"));

    assert_eq!(get(&server, "/fine").await.body, "fine");
}

#[tokio::test(start_paused = true)]
async fn a_request_that_takes_too_long_is_answered_with_a_page() {
    let routes = axum::Router::new().route("/slow", on_get(std::future::pending::<&'static str>));
    let server = with_middleware(routes, &state_without_database());

    let answer = get(&server, "/slow").await;

    assert_eq!(answer.status, 503);
    assert_eq!(answer.header("retry-after"), "30");
    assert!(answer.body.contains("Sorry, the service is unavailable"), "{}", answer.body);
}
