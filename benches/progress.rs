//! Each measure of progress as a page, of England and Wales and of one force: none should take longer the more history a
//! record has than reading that much of it does.
#![expect(clippy::unwrap_used, reason = "a bench that cannot be set up should say so and stop")]

use std::sync::LazyLock;

use axum::Router;
use divan::Bencher;
use followup::{progress::measure::Measure, store::Database};
use tokio::runtime::Runtime;

mod served;
mod synthetic;

const NAME: &str = "ncpi_bench_progress";

static RUNTIME: LazyLock<Runtime> = LazyLock::new(|| Runtime::new().unwrap());
static DATABASE: LazyLock<Database> = LazyLock::new(|| RUNTIME.block_on(synthetic::filled(NAME)));
static ROUTER: LazyLock<Router> = LazyLock::new(|| served::router(&RUNTIME, &DATABASE));

fn main() {
    LazyLock::force(&ROUTER);
    divan::main();
}

fn page(bencher: Bencher<'_, '_>, measure: &str, more: &str) {
    let path = format!("/progress?measure={measure}{more}");
    bencher.bench(|| served::get(&RUNTIME, &ROUTER, &path));
}

fn measures() -> impl Iterator<Item = &'static str> {
    Measure::ALL.iter().map(|measure| measure.slug())
}

#[divan::bench(args = measures(), max_time = 2)]
fn england_and_wales(bencher: Bencher<'_, '_>, measure: &str) {
    page(bencher, measure, "");
}

#[divan::bench(args = measures(), max_time = 2)]
fn england_and_wales_on_a_past_day(bencher: Bencher<'_, '_>, measure: &str) {
    page(bencher, measure, "&as_at=2021-03-31");
}

#[divan::bench(args = measures(), max_time = 2)]
fn one_force(bencher: Bencher<'_, '_>, measure: &str) {
    page(bencher, measure, "&force=kent");
}
