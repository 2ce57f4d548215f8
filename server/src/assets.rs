//! Style sheet, script and icons: where they are, and how long a browser may keep them.

use std::path::{Path, PathBuf};

use axum::{
    extract::Request,
    http::{HeaderValue, header},
    middleware::Next,
    response::Response,
};
use leptos::config::LeptosOptions;
use tower_http::services::ServeDir;

/// What cargo-leptos calls the files, and the folder it puts those with a hash in their names in.
const NAME: &str = "ncpi";
const PKG: &str = "pkg";
const HASHES: &str = "hash.txt";

const A_YEAR: HeaderValue = HeaderValue::from_static("public, max-age=31536000, immutable");
const A_WHILE: HeaderValue = HeaderValue::from_static("public, max-age=3600");

/// Tells Leptos where its files are. `site_root` as configured, else found from where the program is.
pub fn leptos_options(site_root: Option<&Path>) -> LeptosOptions {
    let beside =
        std::env::current_exe().ok().and_then(|program| program.parent().map(Path::to_owned)).unwrap_or_default();
    let root = site_root.map_or_else(|| find_site(&beside), Path::to_owned);
    let hashed = beside.join(HASHES).is_file();
    if !root.join(PKG).is_dir() {
        tracing::warn!(folder = %root.display(), "no style sheet or script here: pages will be plain. Build them with `cargo leptos build`");
    }
    if !hashed && root.join(PKG).is_dir() && !root.join(PKG).join(format!("{NAME}.css")).is_file() {
        tracing::warn!(
            folder = %beside.display(),
            "no {HASHES} beside the program, which names the style sheet of this build: pages will be plain. Copy it with the program and `site`"
        );
    }
    LeptosOptions::builder()
        .output_name(NAME)
        .site_root(root.to_string_lossy())
        .site_pkg_dir(PKG)
        .hash_file(HASHES.into())
        .hash_files(hashed)
        .build()
}

/// A release has `site` beside the program, a build has `target/site` beside `target/debug`.
fn find_site(beside: &Path) -> PathBuf {
    let places = [Some(beside.join("site")), beside.parent().map(|above| above.join("site"))];
    places.into_iter().flatten().find(|place| place.is_dir()).unwrap_or_else(|| "target/site".into())
}

/// The files of the site. What is not among them goes to `otherwise`.
pub fn service<Otherwise>(options: &LeptosOptions, otherwise: Otherwise) -> ServeDir<Otherwise> {
    ServeDir::new(&*options.site_root)
        .append_index_html_on_directories(false)
        .precompressed_br()
        .precompressed_gzip()
        .call_fallback_on_method_not_allowed(true)
        .fallback(otherwise)
}

/// A name with a hash in it never means another content; other files may change with the next release.
pub async fn caching(request: Request, next: Next) -> Response {
    let kept = if is_hashed(request.uri().path()) { A_YEAR } else { A_WHILE };
    let mut response = next.run(request).await;
    let is_file = response.headers().contains_key(header::LAST_MODIFIED);
    if is_file && !response.headers().contains_key(header::CACHE_CONTROL) {
        response.headers_mut().insert(header::CACHE_CONTROL, kept);
    }
    response
}

/// `/pkg/ncpi.<hash>.css`, and not `/pkg/ncpi.css`.
fn is_hashed(path: &str) -> bool {
    path.strip_prefix("/pkg/").is_some_and(|name| !name.contains('/') && name.split('.').count() >= 3)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_a_name_with_a_hash_is_kept_for_a_year() {
        assert!(is_hashed("/pkg/ncpi.DzN8Pz1bnZ.css"));
        assert!(!is_hashed("/pkg/ncpi.css"));
        assert!(!is_hashed("/pkg/snippets/a.crate/inline0.js"));
        assert!(!is_hashed("/favicon.svg"));
    }
}
