//! What machines ask of a server.

use sqlx::{Executor as _, PgPool};

use crate::support::{get, server_on, state_on};

#[sqlx::test(migrator = "followup::store::MIGRATOR")]
async fn a_server_on_a_migrated_database_is_alive_and_ready(pool: PgPool) {
    let server = server_on(&pool).await;

    assert_eq!(get(&server, "/healthz").await.status, 200);
    let ready = get(&server, "/readyz").await;
    assert_eq!((ready.status.as_u16(), ready.body.as_str()), (200, "ready\n"));
}

#[sqlx::test(migrator = "followup::store::MIGRATOR")]
async fn a_server_on_an_older_schema_is_not_ready_and_says_what_to_do(pool: PgPool) {
    let server = server_on(&pool).await;
    pool.execute("delete from _sqlx_migrations where version = (select max(version) from _sqlx_migrations)")
        .await
        .unwrap();

    let answer = get(&server, "/readyz").await;

    assert_eq!(answer.status, 503);
    assert_eq!(answer.body, "not ready: migrations not applied yet: 1. Run `ncpi migrate`\n");
}

#[sqlx::test(migrator = "followup::store::MIGRATOR")]
async fn requests_are_counted_by_route_and_not_by_address(pool: PgPool) {
    let server = server_on(&pool).await;
    get(&server, "/accessibility").await;
    get(&server, "/some/address/somebody/made/up").await;

    let answer = get(&server, "/metrics").await;

    assert!(answer.header("content-type").starts_with("text/plain"));
    for expected in [
        r#"http_requests_total{method="GET",route="/accessibility",status="200"}"#,
        r#"http_request_duration_seconds_bucket{method="GET",route="/accessibility",le="0.25"}"#,
        r#"db_pool_connections{pool="primary"}"#,
    ] {
        assert!(answer.body.contains(expected), "{expected} is missing from {}", answer.body);
    }
    assert!(!answer.body.contains("somebody"), "{}", answer.body);
}

#[sqlx::test(migrator = "followup::store::MIGRATOR")]
async fn behind_a_public_address_operators_watch_at_their_own_address_only(pool: PgPool) {
    let mut state = state_on(&pool).await;
    state.sessions.public_url = Some("https://ncpi.example".parse().unwrap());
    let (public, operations) = (server::router(&state), server::operations_router(&state));
    for (path, on_public, on_operations) in [
        ("/healthz", 200, 200),
        ("/readyz", 404, 200),
        ("/metrics", 404, 200),
        ("/", 200, 404),
        ("/forces", 200, 404),
        ("/recommendations.csv", 200, 404),
        ("/api/v1/force?slug=kent", 404, 404),
        ("/sign-in", 200, 404),
    ] {
        assert_eq!(get(&public, path).await.status, on_public, "{path} for everyone");
        let watched = get(&operations, path).await;
        assert_eq!(watched.status, on_operations, "{path} for operators");
        assert_eq!(watched.header("x-content-type-options"), "nosniff", "{path}");
    }
    state.sessions.public_url = None;
    assert_eq!(get(&server::router(&state), "/metrics").await.status, 200, "on this machine there is one address");
}
