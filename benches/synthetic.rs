//! The synthetic record that benches run on: a database of its own, filled at a tenth of the designed size unless
//! `NCPI_BENCH_SCALE` says otherwise, on the server of `DATABASE_URL`.

use std::{env, time::Duration};

use followup::{
    service::generate::generate,
    store::{Database, database::ConnectOptions},
};
use sqlx::{Connection as _, Executor as _, PgConnection};

/// A database of this name, made anew and filled.
pub async fn filled(name: &str) -> Database {
    let server = env::var("DATABASE_URL").unwrap();
    let mut connection = PgConnection::connect(&server).await.unwrap();
    connection.execute(&*format!("drop database if exists {name} with (force)")).await.unwrap();
    connection.execute(&*format!("create database {name}")).await.unwrap();
    let (place, question) = server.split_once('?').unwrap_or((&server, ""));
    let url = format!("{}/{name}?{question}", place.rsplit_once('/').unwrap().0);
    Database::migrate(&url, Duration::ZERO, |_| {}).await.unwrap();
    let owner = Database::connect_as_owner(&url, Duration::ZERO, |_| {}).await.unwrap();
    let scale = env::var("NCPI_BENCH_SCALE").unwrap_or_else(|_| "0.1".to_owned());
    generate(&owner, scale.parse().unwrap(), 1, |_| {}).await.unwrap();
    let options = ConnectOptions { url, read_url: None, max_connections: 2, statement_timeout: Duration::from_mins(1) };
    Database::connect(&options, Duration::ZERO, |_| {}).await.unwrap()
}
