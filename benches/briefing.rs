//! The national briefing with its annex of 43 forces, as a page and as a PDF: what a leader waits for. The target is 2 s.
//!
//! Runs on the server of `DATABASE_URL` in a database of its own, filled at a tenth of the designed size unless
//! `NCPI_BENCH_SCALE` says otherwise; the median is of five.
#![expect(clippy::unwrap_used, reason = "a bench that cannot be set up should say so and stop")]

use std::{env, fs, path::Path, sync::LazyLock, time::Duration};

use app::request::{Access, QueryParams};
use axum::{Router, body::Body, http::Request};
use divan::Bencher;
use followup::{
    as_at::AsAt,
    evidence::MEGABYTE,
    files::Files,
    service::generate::generate,
    store::{
        Database,
        change::{self, Asked},
        clock::london_day,
        clock::now,
        database::ConnectOptions,
    },
};
use http_body_util::BodyExt as _;
use leptos::config::LeptosOptions;
use server::state::{AppState, Sessions};
use sqlx::{Connection as _, Executor as _, PgConnection};
use tokio::runtime::Runtime;
use tower::ServiceExt as _;

const NAME: &str = "ncpi_bench_briefing";

/// A month and a year, by what is known today; a month by what was known then.
const QUERIES: &[&str] = &[
    "from=2021-02-28&to=2021-03-31",
    "from=2020-03-31&to=2021-03-31",
    "from=2021-02-28&to=2021-03-31&known_at=2021-03-31",
];

static RUNTIME: LazyLock<Runtime> = LazyLock::new(|| Runtime::new().unwrap());
static DATABASE: LazyLock<Database> = LazyLock::new(|| RUNTIME.block_on(filled()));
static ROUTER: LazyLock<Router> = LazyLock::new(|| {
    let _inside = RUNTIME.enter();
    let site = Path::new(env!("CARGO_TARGET_TMPDIR")).join("bench");
    fs::create_dir_all(&site).unwrap();
    let options = LeptosOptions::builder().output_name("ncpi").site_root(site.to_string_lossy()).build();
    let access = Access { public: true, ..Access::default() };
    let files = Files::open(&site.join("evidence").to_string_lossy(), [], MEGABYTE).unwrap();
    server::router(&AppState::new(DATABASE.clone(), options, now, access, Sessions::default(), files))
});

fn main() {
    LazyLock::force(&ROUTER);
    divan::main();
}

async fn filled() -> Database {
    let server = env::var("DATABASE_URL").unwrap();
    let mut connection = PgConnection::connect(&server).await.unwrap();
    connection.execute(&*format!("drop database if exists {NAME} with (force)")).await.unwrap();
    connection.execute(&*format!("create database {NAME}")).await.unwrap();
    let (place, question) = server.split_once('?').unwrap_or((&server, ""));
    let url = format!("{}/{NAME}?{question}", place.rsplit_once('/').unwrap().0);
    Database::migrate(&url, Duration::ZERO, |_| {}).await.unwrap();
    let owner = Database::connect_as_owner(&url, Duration::ZERO, |_| {}).await.unwrap();
    let scale = env::var("NCPI_BENCH_SCALE").unwrap_or_else(|_| "0.1".to_owned());
    generate(&owner, scale.parse().unwrap(), 1, |_| {}).await.unwrap();
    let options = ConnectOptions { url, read_url: None, max_connections: 2, statement_timeout: Duration::from_mins(1) };
    Database::connect(&options, Duration::ZERO, |_| {}).await.unwrap()
}

fn get(path: &str) {
    RUNTIME.block_on(async {
        let request = Request::get(path).body(Body::empty()).unwrap();
        let (head, body) = ROUTER.clone().oneshot(request).await.unwrap().into_parts();
        assert!(head.status.is_success(), "{path}: {}", head.status);
        body.collect().await.unwrap();
    });
}

#[divan::bench(args = QUERIES, sample_count = 5, sample_size = 1)]
fn what_happened_between_two_days(bencher: Bencher<'_, '_>, query: &str) {
    let query = QueryParams::parse(query);
    let today = london_day(now());
    let asked = Asked::parse(query.iter().collect::<Vec<_>>(), AsAt::default().point(today)).unwrap();
    bencher.bench(|| RUNTIME.block_on(change::between(&DATABASE, &asked)).unwrap());
}

#[divan::bench(args = QUERIES, sample_count = 5, sample_size = 1)]
fn page(bencher: Bencher<'_, '_>, query: &str) {
    bencher.bench(|| get(&format!("/briefing?{query}")));
}

#[divan::bench(args = QUERIES, sample_count = 5, sample_size = 1)]
fn pdf(bencher: Bencher<'_, '_>, query: &str) {
    bencher.bench(|| get(&format!("/briefing.pdf?{query}")));
}
