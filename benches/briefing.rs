//! The national briefing, as a page and as a PDF: what a leader waits for. The target is 2 s.
//!
//! The median is of five.
#![expect(clippy::unwrap_used, reason = "a bench that cannot be set up should say so and stop")]

use std::sync::LazyLock;

use app::request::QueryParams;
use axum::Router;
use divan::Bencher;
use followup::{
    as_at::AsAt,
    clock::{london_day, now},
    progress::change::{ChangeQuery, ChangeRequest},
    query::Query as _,
    store::{Database, change},
};
use tokio::runtime::Runtime;

mod served;
mod synthetic;

const NAME: &str = "ncpi_bench_briefing";

/// A month and a year, by what is known today; a month by what was known then.
const QUERIES: &[&str] = &[
    "from=2021-02-28&to=2021-03-31",
    "from=2020-03-31&to=2021-03-31",
    "from=2021-02-28&to=2021-03-31&known_at=2021-03-31",
];

static RUNTIME: LazyLock<Runtime> = LazyLock::new(|| Runtime::new().unwrap());
static DATABASE: LazyLock<Database> = LazyLock::new(|| RUNTIME.block_on(synthetic::filled(NAME)));
static ROUTER: LazyLock<Router> = LazyLock::new(|| served::router(&RUNTIME, &DATABASE));

fn main() {
    LazyLock::force(&ROUTER);
    divan::main();
}

fn get(path: &str) {
    served::get(&RUNTIME, &ROUTER, path);
}

#[divan::bench(args = QUERIES, sample_count = 5, sample_size = 1)]
fn what_happened_between_two_days(bencher: Bencher<'_, '_>, query: &str) {
    let query = QueryParams::parse(query);
    let today = london_day(now());
    let asked = ChangeQuery::parse(query.iter()).unwrap();
    let asked = ChangeRequest::new(&asked, AsAt::default().point(today)).unwrap();
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
