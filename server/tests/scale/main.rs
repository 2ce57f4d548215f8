//! What a page costs the database as history grows: no more statements, and no reading of the history from end to end.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "a test says what went wrong by failing")]

#[path = "../http/statements.rs"]
mod statements;

use std::{fs, path::Path};

use app::request::Access;
use axum::{Router, body::Body, http::Request};
use chrono::{DateTime, Utc};
use followup::{
    evidence::MEGABYTE,
    files::Files,
    progress::measure::Measure,
    service::generate::generate,
    store::database::{APPLICATION_ROLE, Database},
};
use http_body_util::BodyExt as _;
use leptos::config::LeptosOptions;
use server::state::{AppState, Sessions};
use sqlx::{Executor as _, PgPool, postgres::PgPoolOptions};
use tower::ServiceExt as _;

use statements::statements_sent;

/// Every page, export and chart. One that is not there or not found any more fails the test.
const PAGES: &[&str] = &[
    "/",
    "/forces",
    "/forces?region=south-east&sort=overdue",
    "/forces/kent",
    "/forces/kent/rounds/{round}",
    "/recommendations",
    "/recommendations?force=kent&status=in-progress",
    "/recommendations?deadline_state=overdue&sort=due",
    "/recommendations?q=supervisors",
    "/recommendations/SYN-KENT-0001",
    "/briefing?from=2021-01-31&to=2021-03-31",
    "/briefing/items?from=2021-01-31&to=2021-03-31&change=raised&force=kent",
    "/good-practice",
    "/about-the-data",
    "/accessibility",
    "/forces.csv",
    "/forces.xlsx",
    "/recommendations.csv?force=kent",
    "/recommendations.ods?force=kent",
    "/charts/findings-across-rounds.csv",
    "/charts/findings-across-rounds.svg?force=kent",
    "/progress?measure=what-recurs&schemes=joined&force=kent",
    "/progress?measure=forces-at-a-glance&by=improved&with_region=wales",
];

/// Each page as things are, as they were, and as they were known to be.
const POINTS: &[&str] = &["", "as_at=2021-03-31", "known_at=2021-03-31"];

/// A server with one connection to the database, so that what it does can be told apart.
struct Measured {
    router: Router,
    connection: PgPool,
}

impl Measured {
    async fn on(pool: &PgPool) -> Self {
        let options = pool.connect_options().as_ref().clone();
        let options =
            options.options([("role", APPLICATION_ROLE), ("plan_cache_mode", "force_custom_plan"), ("jit", "off")]);
        let connection = PgPoolOptions::new().max_connections(1).connect_with(options).await.unwrap();
        let site = Path::new(env!("CARGO_TARGET_TMPDIR")).join("scale");
        fs::create_dir_all(&site).unwrap();
        let options = LeptosOptions::builder().output_name("ncpi").site_root(site.to_string_lossy()).build();
        let now = || DateTime::<Utc>::from_timestamp(1_782_864_000, 0).unwrap();
        let access = Access { public: true, ..Access::default() };
        let database = Database::with_primary(connection.clone());
        let files = Files::open(&site.join("evidence").to_string_lossy(), [], MEGABYTE).unwrap();
        let state = AppState::new(database, options, now, access, Sessions::default(), files);
        let measured = Self { router: server::router(&state), connection };
        // What a process asks once.
        measured.statements("/").await;
        measured
    }

    /// How many statements a page takes.
    async fn statements(&self, path: &str) -> usize {
        let before = statements_sent();
        let request = Request::get(path).body(Body::empty()).unwrap();
        let (head, body) = self.router.clone().oneshot(request).await.unwrap().into_parts();
        body.collect().await.unwrap();
        assert!(head.status.is_success(), "{path}: {}", head.status);
        statements_sent() - before
    }

    /// How often this database has read a table from end to end, this server's reading up to now included.
    async fn scans(&self, table: &str) -> i64 {
        self.connection.execute("select pg_stat_force_next_flush()").await.unwrap();
        sqlx::query_scalar("select seq_scan from pg_stat_user_tables where relname = $1")
            .bind(table)
            .fetch_one(&self.connection)
            .await
            .unwrap()
    }
}

fn addresses(round: &str) -> Vec<String> {
    let pages = PAGES.iter().map(|page| page.replace("{round}", round));
    let measures = Measure::ALL.iter().flat_map(|measure| {
        let measure = measure.slug();
        [format!("/progress?measure={measure}"), format!("/charts/{measure}.csv")]
    });
    pages
        .chain(measures)
        .flat_map(|page| {
            POINTS.iter().map(move |point| match (point.is_empty(), page.contains('?')) {
                (true, _) => page.clone(),
                (false, true) => format!("{page}&{point}"),
                (false, false) => format!("{page}?{point}"),
            })
        })
        .collect()
}

async fn fill(pool: &PgPool, scale: &str) {
    let owner = Database::with_primary(pool.clone());
    generate(&owner, scale.parse().unwrap(), 1, |_| {}).await.unwrap();
}

/// Takes everything away again, as only the owner can.
async fn empty(pool: &PgPool) {
    for statement in [
        "alter table event disable trigger user",
        "alter table register_stamp disable trigger user",
        "truncate register_stamp, force, round, recommendation, import_batch, event cascade",
        "alter table register_stamp enable trigger user",
        "alter table event enable trigger user",
    ] {
        pool.execute(statement).await.unwrap();
    }
}

#[sqlx::test(migrator = "followup::store::MIGRATOR")]
async fn as_history_grows_no_page_sends_more_statements_or_reads_it_from_end_to_end(pool: PgPool) {
    // Enough that every measure has something to chart: where there is nothing, a page looks for what has data.
    fill(&pool, "0.01").await;
    let server = Measured::on(&pool).await;
    let mut small = Vec::new();
    let first_round = sqlx::query_scalar("select slug from round where force_slug = 'kent' and place = 1");
    let first_round: String = first_round.fetch_one(&pool).await.unwrap();
    for address in addresses(&first_round) {
        small.push((server.statements(&address).await, address));
    }
    server.connection.close().await;
    empty(&pool).await;

    fill(&pool, "0.05").await;
    let server = Measured::on(&pool).await;
    for (few, address) in small {
        let before = (server.scans("event").await, server.scans("event_text").await);
        let many = server.statements(&address).await;
        let after = (server.scans("event").await, server.scans("event_text").await);
        assert_eq!(many, few, "{address} sends more statements where there is more history");
        assert_eq!(after, before, "{address} reads events or their texts from end to end");
    }

    // The measures themselves measure.
    assert!(statements_sent() > PAGES.len());
    let before = server.scans("event").await;
    server.connection.execute("select count(facts) from event").await.unwrap();
    assert_eq!(server.scans("event").await, before + 1);
}
