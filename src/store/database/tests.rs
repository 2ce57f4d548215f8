//! What becomes of connections that PostgreSQL ends, and of a database that takes none.

use sqlx::{Connection as _, Executor as _, PgConnection};

use super::*;

/// The database as a server opens it, with so many connections that are in use no more.
async fn served(pool: &PgPool, connections: u32) -> Database {
    let connect = as_application(pool.connect_options().as_ref().clone(), Duration::from_mins(1));
    let pool = pool_options(connections).connect_lazy_with(connect);
    let mut open = Vec::new();
    for _ in 0..connections {
        open.push(pool.acquire().await.unwrap());
    }
    drop(open);
    while pool.num_idle() < usize::try_from(connections).unwrap() {
        tokio::task::yield_now().await;
    }
    Database::with_primary(pool)
}

/// Ends every connection of the server.
async fn end_connections(pool: &PgPool) -> i64 {
    sqlx::query_scalar(
        "select count(pg_terminate_backend(pid, 5000)) from pg_stat_activity
        where datname = current_database() and application_name = 'ncpi'",
    )
    .fetch_one(pool)
    .await
    .unwrap()
}

#[sqlx::test(migrator = "crate::store::MIGRATOR")]
async fn first_read_after_connections_were_ended_has_a_fresh_one(pool: PgPool) {
    let database = served(&pool, 4).await;
    for _ in 0..3 {
        assert!(end_connections(&pool).await >= 1);
        let reads = (0..4).map(|_| async {
            let mut snapshot = database.snapshot().await?;
            Ok::<i32, StoreError>(sqlx::query_scalar("select 1").fetch_one(&mut *snapshot).await?)
        });
        for read in futures_util::future::join_all(reads).await {
            assert_eq!(read.unwrap(), 1);
        }
        assert!(!database.is_demonstration().await.unwrap());
    }
}

#[sqlx::test(migrator = "crate::store::MIGRATOR")]
async fn connection_that_ends_while_it_reads_is_an_outage(pool: PgPool) {
    let database = served(&pool, 1).await;
    let mut snapshot = database.snapshot().await.unwrap();
    end_connections(&pool).await;
    let broken = sqlx::query("select 1").execute(&mut *snapshot).await.unwrap_err();
    assert!(StoreError::from(broken).is_outage());
}

#[sqlx::test(migrator = "crate::store::MIGRATOR")]
async fn database_that_takes_no_connections_is_an_outage(pool: PgPool) {
    let database = served(&pool, 2).await;
    let options = pool.connect_options().as_ref().clone();
    let name = options.get_database().unwrap().to_owned();
    let mut outside = PgConnection::connect_with(&options.database("postgres")).await.unwrap();
    outside.execute(&*format!(r#"alter database "{name}" with allow_connections false"#)).await.unwrap();
    end_connections(&pool).await;

    let refused = database.snapshot().await.unwrap_err();
    assert!(refused.is_outage(), "{refused}");

    outside.execute(&*format!(r#"alter database "{name}" with allow_connections true"#)).await.unwrap();
    assert!(database.snapshot().await.is_ok(), "it takes them again");
}

#[sqlx::test(migrator = "crate::store::MIGRATOR")]
async fn fault_of_a_statement_is_no_outage(pool: PgPool) {
    for statement in ["select", "select 1/0", "select * from nowhere", "select 'x'::int"] {
        let error = pool.execute(statement).await;
        assert!(statement == "select" || !StoreError::from(error.unwrap_err()).is_outage(), "{statement}");
    }
    for (raised, expected) in [
        ("53100", true),
        ("53200", true),
        ("57014", true),
        ("57P03", true),
        ("08006", true),
        ("40001", true),
        ("40P01", true),
        ("25006", true),
        ("55P03", true),
        // A rule of ours that does not hold, which has the code of a database that takes no connections.
        ("55000", false),
        ("42501", false),
        ("23505", false),
    ] {
        let raise = format!("do $$ begin raise exception 'x' using errcode = '{raised}'; end $$");
        let error = StoreError::from(pool.execute(&*raise).await.unwrap_err());
        assert_eq!(error.is_outage(), expected, "{raised}");
    }
}

#[sqlx::test(migrator = "crate::store::MIGRATOR")]
async fn waiting_for_a_lock_ends_as_an_outage_before_the_statement_would(pool: PgPool) {
    let options = as_application(pool.connect_options().as_ref().clone(), Duration::from_millis(200));
    let database = pool_options(2).connect_lazy_with(options);
    let mut holder = pool.begin().await.unwrap();
    holder.execute("select pg_advisory_xact_lock(7)").await.unwrap();
    let mut waiter = database.begin().await.unwrap();
    let refused = waiter.execute("select pg_advisory_xact_lock(7)").await.unwrap_err();
    assert!(connecting::has_code(&refused, "55P03"), "lock_not_available, not the statement's timeout: {refused}");
    assert!(StoreError::from(refused).is_outage());
}

#[sqlx::test(migrator = "crate::store::MIGRATOR")]
async fn connection_that_idles_in_a_transaction_is_ended_as_an_outage(pool: PgPool) {
    let setting = async |timeout: Duration| {
        let options = as_application(pool.connect_options().as_ref().clone(), timeout);
        let mut db = PgConnection::connect_with(&options).await.unwrap();
        let set: String =
            sqlx::query_scalar("show idle_in_transaction_session_timeout").fetch_one(&mut db).await.unwrap();
        set
    };
    assert_eq!(setting(Duration::from_secs(5)).await, "90s", "longer than a client may pause in an export");
    assert_eq!(setting(Duration::from_mins(10)).await, "50min", "an import of many events");

    let database = served(&pool, 1).await;
    let mut idle = database.pool().begin().await.unwrap();
    idle.execute("set local idle_in_transaction_session_timeout = '1ms'").await.unwrap();
    let alive =
        "select exists (select from pg_stat_activity where datname = current_database() and application_name = 'ncpi')";
    while sqlx::query_scalar::<_, bool>(alive).fetch_one(&pool).await.unwrap() {
        tokio::task::yield_now().await;
    }
    let ended = idle.execute("select 1").await.unwrap_err();
    assert!(StoreError::from(ended).is_outage());
}
