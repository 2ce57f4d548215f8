//! What pages ask of the database, as things are, as they were and as they were known to be: the three should not differ
//! by much.
//!
//! Runs on the server of `DATABASE_URL` in a database of its own, filled at a tenth of the designed size unless
//! `NCPI_BENCH_SCALE` says otherwise.
#![expect(clippy::unwrap_used, reason = "a bench that cannot be set up should say so and stop")]

use std::{env, sync::LazyLock, time::Duration};

use chrono::NaiveDate;
use divan::Bencher;
use followup::{
    as_at::Point,
    person::Reader,
    scope::Scope,
    service::generate::generate,
    store::{
        Database,
        clock::{now, parse_point},
        database::ConnectOptions,
        force,
        forces::{self, ForcesFilter},
        overview, recommendation,
        register::{self, RegisterFilter},
    },
};
use sqlx::{Connection as _, Executor as _, PgConnection};
use tokio::runtime::Runtime;

const NAME: &str = "ncpi_bench";

/// As things are, as they were, and as they were known to be.
const POINTS: &[&str] = &["present", "as_at", "known_at"];

static RUNTIME: LazyLock<Runtime> = LazyLock::new(|| Runtime::new().unwrap());
static DATABASE: LazyLock<Database> = LazyLock::new(|| RUNTIME.block_on(filled()));

fn main() {
    LazyLock::force(&DATABASE);
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
    bencher.bench(|| RUNTIME.block_on(register::page(&DATABASE, &filter, point)).unwrap());
}

#[divan::bench(args = POINTS, max_time = 2)]
fn one_recommendation(bencher: Bencher<'_, '_>, at: &str) {
    let (point, reference) = (point(at), "SYN-KENT-0001".parse().unwrap());
    bencher.bench(|| RUNTIME.block_on(recommendation::page(&DATABASE, &Reader::Anyone, &reference, point)).unwrap());
}
