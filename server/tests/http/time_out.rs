//! The end of a session: said beforehand, put off by whoever stays, and put off no longer than the operator allows.

use axum::{Router, http::StatusCode};
use chrono::{DateTime, Utc};
use followup::identity::Role;
use sqlx::PgPool;

use crate::support::{Browser, account, get, server_on, state_on};

const ANN: &str = "ann@example.org";
const STAY: &str = "/api/v1/session/stay";

async fn server_at(pool: &PgPool, clock: fn() -> DateTime<Utc>) -> Router {
    let mut state = state_on(pool).await;
    state.clock = clock;
    server::router(&state)
}

/// 23 November 2026 is where the other tests stand as well: sign-in is at 12:00, twelve hours are the most.
macro_rules! at {
    ($pool:expr, $time:literal) => {
        server_at($pool, || concat!("2026-11-23T", $time, ":00Z").parse().unwrap()).await
    };
}

#[sqlx::test(migrator = "followup::store::MIGRATOR")]
async fn whoever_is_signed_in_is_told_both_ends_and_nobody_else_is(pool: PgPool) {
    account(&pool, ANN, Role::Inspector, &[]).await;
    let server = server_on(&pool).await;
    let page = get(&server, "/accessibility").await.text();
    assert!(!page.contains("<dialog") && !page.contains("You will be signed out after"), "{page}");

    let page = Browser::signed_in(&server, ANN).await.get("/accessibility").await.text();
    for words in [
        "{&quot;left&quot;:1800,&quot;latest&quot;:43200,&quot;before&quot;:300,&quot;keeps_draft&quot;:false}",
        "You will be signed out after 30 minutes without activity, and at 12:00am on 24 November at the latest.",
    ] {
        assert!(page.contains(words), "{words} is missing from {page}");
    }
    // One script loads the module that the warning is in, and no other.
    assert_eq!(page.matches("<script").count(), 1, "{page}");
    assert!(page.contains(r#"data-modules="/pkg/ncpi.work.js /pkg/ncpi.work.wasm""#), "{page}");
}

#[sqlx::test(migrator = "followup::store::MIGRATOR")]
async fn who_stays_is_signed_in_longer_and_who_does_not_is_signed_out(pool: PgPool) {
    account(&pool, ANN, Role::Inspector, &[]).await;
    let (noon, warned, later) = (at!(&pool, "12:00"), at!(&pool, "12:27"), at!(&pool, "12:40"));
    let mut stays = Browser::signed_in(&noon, ANN).await.at(&warned);
    let answer = stays.post(STAY, &[]).await;
    assert_eq!((answer.status, answer.body.as_str()), (StatusCode::OK, "1800"));
    assert_eq!(answer.header("cache-control"), "no-store");
    assert_eq!(stays.at(&later).get("/account").await.status, StatusCode::OK);

    let mut leaves = Browser::signed_in(&noon, ANN).await.at(&later);
    assert_eq!(leaves.get("/account").await.status, StatusCode::SEE_OTHER);
    assert_eq!(leaves.post(STAY, &[]).await.status, StatusCode::UNAUTHORIZED);
}

#[sqlx::test(migrator = "followup::store::MIGRATOR")]
async fn nobody_stays_longer_than_the_operator_allows(pool: PgPool) {
    account(&pool, ANN, Role::Inspector, &[]).await;
    // Long enough that only the end of all counts.
    let mut state = state_on(&pool).await;
    state.sessions.idle = chrono::TimeDelta::hours(24);
    state.clock = || "2026-11-23T12:00:00Z".parse().unwrap();
    let noon = server::router(&state);
    state.clock = || "2026-11-23T23:50:00Z".parse().unwrap();
    let near = server::router(&state);
    state.clock = || "2026-11-24T00:01:00Z".parse().unwrap();
    let past = server::router(&state);

    let mut browser = Browser::signed_in(&noon, ANN).await.at(&near);
    assert_eq!(browser.post(STAY, &[]).await.body, "600");
    assert_eq!(browser.at(&past).get("/account").await.status, StatusCode::SEE_OTHER);
}

#[sqlx::test(migrator = "followup::store::MIGRATOR")]
async fn who_was_timed_out_is_told_why_and_comes_back_to_the_page(pool: PgPool) {
    let page = get(&server_on(&pool).await, "/sign-in?timed-out=yes&next=%2Fworklist").await.text();
    assert!(page.contains("You were signed out because you were inactive"), "{page}");
    assert!(page.contains(r#"name="next" value="/worklist""#), "{page}");
}
