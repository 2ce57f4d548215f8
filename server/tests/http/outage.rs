//! The database is away: people are told, machines are told, and the next try may work.

use crate::support::{get, state_without_database};

#[tokio::test]
async fn a_page_that_needs_the_database_says_that_the_service_is_unavailable() {
    let server = server::router(&state_without_database());

    let answer = get(&server, "/").await;

    assert_eq!(answer.status, 503);
    assert_eq!(answer.header("retry-after"), "30");
    assert!(
        answer.body.contains("<title>Sorry, the service is unavailable – NCPI follow-up</title>"),
        "{}",
        answer.body
    );
    assert!(answer.body.contains("rel=\"stylesheet\""), "{}", answer.body);
    assert!(!answer.body.contains("127.0.0.1"), "{}", answer.body);
}

#[tokio::test]
async fn a_page_that_needs_no_database_is_still_shown() {
    let server = server::router(&state_without_database());

    assert_eq!(get(&server, "/accessibility").await.status, 200);
}

#[tokio::test]
async fn a_server_without_its_database_lives_but_is_not_ready() {
    let server = server::router(&state_without_database());

    assert_eq!(get(&server, "/healthz").await.status, 200);
    let answer = get(&server, "/readyz").await;
    assert_eq!((answer.status.as_u16(), answer.body.as_str()), (503, "not ready: the database does not answer\n"));
}
