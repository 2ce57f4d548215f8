//! What pages ask of the database, as things are, as they were and as they were known to be: the three should not differ
//! by much.
#![expect(clippy::unwrap_used, reason = "a bench that cannot be set up should say so and stop")]

use std::sync::LazyLock;

use chrono::NaiveDate;
use divan::Bencher;
use followup::{
    as_at::Point,
    clock::{now, parse_point},
    person::Reader,
    scope::Scope,
    store::{Database, force, forces, overview, recommendation, register},
    view::{forces_filter::ForcesFilter, register_filter::RegisterFilter},
};
use tokio::runtime::Runtime;

mod synthetic;

const NAME: &str = "ncpi_bench";

/// As things are, as they were, and as they were known to be.
const POINTS: &[&str] = &["present", "as_at", "known_at"];

static RUNTIME: LazyLock<Runtime> = LazyLock::new(|| Runtime::new().unwrap());
static DATABASE: LazyLock<Database> = LazyLock::new(|| RUNTIME.block_on(synthetic::filled(NAME)));

fn main() {
    LazyLock::force(&DATABASE);
    divan::main();
}

fn point(name: &str) -> Point {
    let day = Some("2021-03-31");
    let asked = match name {
        "as_at" => parse_point(day, None, now()),
        "known_at" => parse_point(None, day, now()),
        _ => parse_point(None, None, now()),
    };
    asked.unwrap().point(NaiveDate::from_ymd_opt(2026, 6, 30).unwrap())
}

#[divan::bench(args = POINTS, max_time = 2)]
fn national_overview(bencher: Bencher<'_, '_>, at: &str) {
    let point = point(at);
    bencher.bench(|| RUNTIME.block_on(overview::page(&DATABASE, point)).unwrap());
}

#[divan::bench(args = POINTS, max_time = 2)]
fn table_of_forces(bencher: Bencher<'_, '_>, at: &str) {
    let (point, filter) = (point(at), ForcesFilter::default());
    bencher.bench(|| RUNTIME.block_on(forces::page(&DATABASE, &filter, &Scope::EveryForce, point)).unwrap());
}

#[divan::bench(args = POINTS, max_time = 2)]
fn one_force(bencher: Bencher<'_, '_>, at: &str) {
    let (point, slug) = (point(at), "kent".parse().unwrap());
    bencher.bench(|| RUNTIME.block_on(force::page(&DATABASE, &slug, point)).unwrap());
}

#[divan::bench(args = POINTS, max_time = 2)]
fn first_page_of_the_register(bencher: Bencher<'_, '_>, at: &str) {
    let (point, filter) = (point(at), RegisterFilter::default());
    bencher.bench(|| RUNTIME.block_on(register::page(&DATABASE, &Reader::Anyone, &filter, point)).unwrap());
}

#[divan::bench(args = POINTS, max_time = 2)]
fn one_recommendation(bencher: Bencher<'_, '_>, at: &str) {
    let (point, reference) = (point(at), "SYN-KENT-0001".parse().unwrap());
    bencher.bench(|| RUNTIME.block_on(recommendation::page(&DATABASE, &Reader::Anyone, &reference, point)).unwrap());
}
