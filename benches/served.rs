//! The real router on the record that benches run on, asked without a network.

use std::{fs, path::Path};

use app::request::Access;
use axum::{Router, body::Body, http::Request};
use followup::{clock::now, evidence::MEGABYTE, files::Files, store::Database};
use http_body_util::BodyExt as _;
use leptos::config::LeptosOptions;
use server::state::{AppState, Sessions};
use tokio::runtime::Runtime;
use tower::ServiceExt as _;

/// A server of public pages.
pub fn router(runtime: &Runtime, database: &Database) -> Router {
    let _inside = runtime.enter();
    let site = Path::new(env!("CARGO_TARGET_TMPDIR")).join("bench");
    fs::create_dir_all(&site).unwrap();
    let options = LeptosOptions::builder().output_name("ncpi").site_root(site.to_string_lossy()).build();
    let access = Access { public: true, ..Access::default() };
    let files = Files::open(&site.join("evidence").to_string_lossy(), [], MEGABYTE).unwrap();
    server::router(&AppState::new(database.clone(), options, now, access, Sessions::default(), files))
}

/// Asks for a page and reads all of it.
pub fn get(runtime: &Runtime, router: &Router, path: &str) {
    runtime.block_on(async {
        let request = Request::get(path).body(Body::empty()).unwrap();
        let (head, body) = router.clone().oneshot(request).await.unwrap().into_parts();
        assert!(head.status.is_success(), "{path}: {}", head.status);
        body.collect().await.unwrap();
    });
}
