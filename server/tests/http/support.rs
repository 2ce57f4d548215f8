//! A server to ask, and its answers taken apart.

use std::{fs, path::Path, time::Duration};

use axum::{
    Router,
    body::Body,
    http::{HeaderMap, Request, StatusCode},
};
use followup::store::database::{APPLICATION_ROLE, Database};
use http_body_util::BodyExt as _;
use leptos::config::LeptosOptions;
use server::state::AppState;
use sqlx::{Executor as _, PgPool, postgres::PgPoolOptions};
use tower::ServiceExt as _;

/// The style sheet among the files that every test server has.
pub const STYLE_SHEET: &str = "/pkg/ncpi.0a1b2c3d.css";

pub struct Answer {
    pub status: StatusCode,
    pub headers: HeaderMap,
    pub body: String,
}

impl Answer {
    /// The page without the empty comments that stand between two texts.
    pub fn text(&self) -> String {
        self.body.replace("<!>", "")
    }

    pub fn header(&self, name: &str) -> &str {
        self.headers.get(name).map_or("", |value| value.to_str().unwrap())
    }
}

/// The whole server on a migrated database, acting as the application does.
pub async fn server_on(pool: &PgPool) -> Router {
    server::router(&state_on(pool).await)
}

pub async fn state_on(pool: &PgPool) -> AppState {
    // What `ncpi migrate` does after the migrations.
    pool.execute(&*format!("grant select on _sqlx_migrations to {APPLICATION_ROLE}")).await.unwrap();
    let options = pool.connect_options().as_ref().clone().options([("role", APPLICATION_ROLE)]);
    let pool = PgPoolOptions::new().max_connections(4).connect_with(options).await.unwrap();
    state(Database::from_pools(pool.clone(), pool))
}

/// A state whose database nobody answers for.
pub fn state_without_database() -> AppState {
    let nowhere = PgPoolOptions::new()
        .acquire_timeout(Duration::from_millis(200))
        .connect_lazy("postgres://ncpi:secret@127.0.0.1:1/ncpi")
        .unwrap();
    state(Database::from_pools(nowhere.clone(), nowhere))
}

fn state(database: Database) -> AppState {
    let site = Path::new(env!("CARGO_TARGET_TMPDIR")).join("site");
    fs::create_dir_all(site.join("pkg")).unwrap();
    fs::write(site.join("favicon.svg"), "<svg xmlns=\"http://www.w3.org/2000/svg\"/>").unwrap();
    fs::write(site.join(&STYLE_SHEET[1..]), "body { margin: 0 }\n".repeat(20)).unwrap();
    let options = LeptosOptions::builder().output_name("ncpi").site_root(site.to_string_lossy()).build();
    AppState::new(database, options, || "2026-11-23T12:00:00Z".parse().unwrap())
}

pub async fn get(server: &Router, path: &str) -> Answer {
    ask(server, Request::get(path)).await
}

pub async fn ask(server: &Router, request: axum::http::request::Builder) -> Answer {
    let request = request.body(Body::empty()).unwrap();
    let (head, body) = server.clone().oneshot(request).await.unwrap().into_parts();
    let body = body.collect().await.unwrap().to_bytes();
    Answer { status: head.status, headers: head.headers, body: String::from_utf8_lossy(&body).into_owned() }
}
