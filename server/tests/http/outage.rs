//! The database is away: people are told, machines are told, and the next try may work.

use std::time::Duration;

use followup::{
    identity::Role,
    store::database::{ConnectOptions, Database},
};
use sqlx::{ConnectOptions as _, Connection as _, Executor as _, PgConnection, PgPool};

use crate::support::{Browser, PASSWORD, account, get, state_on, state_without_database};

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

/// Ends every connection of the program.
async fn end_connections(pool: &PgPool) {
    let ended = "select pg_terminate_backend(pid, 5000) from pg_stat_activity
        where datname = current_database() and application_name = 'ncpi'";
    pool.execute(ended).await.unwrap();
}

#[sqlx::test(migrator = "followup::store::MIGRATOR", fixtures("../../../src/store/fixtures/register.sql"))]
async fn first_answer_after_connections_were_ended_is_whole_and_a_closed_database_is_an_outage(pool: PgPool) {
    account(&pool, "ann@example.org", Role::Inspector, &[]).await;
    let options = pool.connect_options().as_ref().clone();
    let connect = ConnectOptions {
        url: options.to_url_lossy().to_string(),
        read_url: None,
        max_connections: 4,
        statement_timeout: Duration::from_mins(1),
    };
    let mut state = state_on(&pool).await;
    state.database = Database::connect(&connect, Duration::ZERO, |_| {}).await.unwrap();
    let server = server::router(&state);
    let mut browser = Browser::signed_in(&server, "ann@example.org").await;
    for path in ["/", "/recommendations", "/forces.csv", "/api/v1/service", "/worklist", "/readyz"] {
        end_connections(&pool).await;
        assert_eq!(browser.get(path).await.status, 200, "{path}");
    }

    let name = options.get_database().unwrap().to_owned();
    let mut outside = PgConnection::connect_with(&options.database("postgres")).await.unwrap();
    outside.execute(&*format!(r#"alter database "{name}" with allow_connections false"#)).await.unwrap();
    end_connections(&pool).await;
    let signing_in = [("email", "ann@example.org"), ("password", PASSWORD)];
    let refused = Browser::new(&server).post("/sign-in", &signing_in).await;
    assert_eq!((refused.status.as_u16(), refused.header("retry-after")), (503, "30"), "{}", refused.body);
    for path in ["/", "/recommendations", "/forces.csv", "/api/v1/service"] {
        let refused = get(&server, path).await;
        assert_eq!((refused.status.as_u16(), refused.header("retry-after")), (503, "30"), "{path}: {}", refused.body);
    }

    outside.execute(&*format!(r#"alter database "{name}" with allow_connections true"#)).await.unwrap();
    assert_eq!(get(&server, "/recommendations").await.status, 200);
}
