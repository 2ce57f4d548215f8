//! Style sheet, script and icons: where they are, and how long a browser may keep them.

use std::{
    collections::HashMap,
    path::{Path, PathBuf},
};

use axum::{
    Router,
    body::Body,
    extract::{Request, State},
    http::{HeaderValue, StatusCode, header},
    middleware::{Next, from_fn},
    response::{IntoResponse as _, Response},
    routing::get,
};
use leptos::config::LeptosOptions;
use tower_http::services::ServeDir;

use crate::{
    rendering::{not_found, without_body},
    state::AppState,
};

/// What the files are called, the folder of those with a digest in their names, and the file that lists the digests.
const NAME: &str = "ncpi";
const PKG: &str = "pkg";
const HASHES: &str = "hash.txt";

const A_YEAR: HeaderValue = HeaderValue::from_static("public, max-age=31536000, immutable");
const A_WHILE: HeaderValue = HeaderValue::from_static("public, max-age=3600");

/// Tells Leptos where its files are. `site_root` as configured, else found from where the program is.
///
/// The file of digests lies in the site; cargo-leptos puts it beside the program.
pub fn leptos_options(site_root: Option<&Path>) -> LeptosOptions {
    let beside =
        std::env::current_exe().ok().and_then(|program| program.parent().map(Path::to_owned)).unwrap_or_default();
    let root = site_root.map_or_else(|| find_site(&beside), Path::to_owned);
    let root = root.canonicalize().unwrap_or(root);
    let hashes = [root.join(HASHES), beside.join(HASHES)].into_iter().find(|file| file.is_file());
    if !root.join(PKG).is_dir() {
        tracing::warn!(folder = %root.display(), "no style sheet or script here: pages will be plain. Name the folder by --site-root");
    } else if hashes.is_none() && !root.join(PKG).join(format!("{NAME}.css")).is_file() {
        tracing::warn!(
            folder = %root.display(),
            "no {HASHES} here, which names the style sheet of this build: pages will be plain"
        );
    }
    let has_digests = hashes.is_some();
    LeptosOptions::builder()
        .output_name(NAME)
        .site_root(root.to_string_lossy())
        .site_pkg_dir(PKG)
        .hash_file(hashes.unwrap_or_else(|| HASHES.into()).to_string_lossy().into())
        .hash_files(has_digests)
        .build()
}

/// The digests of this build's files, by kind; none where names have no digest.
pub fn hashes(options: &LeptosOptions) -> HashMap<String, String> {
    if !options.hash_files {
        return HashMap::new();
    }
    match std::fs::read_to_string(&*options.hash_file) {
        Ok(text) => parse_hashes(&text),
        Err(error) => {
            tracing::error!(%error, file = %options.hash_file, "the digests of the site's files cannot be read");
            HashMap::new()
        }
    }
}

fn parse_hashes(text: &str) -> HashMap<String, String> {
    let pairs = text.lines().filter_map(|line| line.split_once(": "));
    pairs.map(|(kind, hash)| (kind.to_owned(), hash.to_owned())).collect()
}

/// The address of a file of the site, for example of the kind `work.wasm`.
pub fn address(options: &LeptosOptions, hashes: &HashMap<String, String>, kind: &str) -> String {
    let hash = hashes.get(kind).map(|hash| format!("{hash}.")).unwrap_or_default();
    format!("/{}/{}.{hash}{kind}", options.site_pkg_dir, options.output_name)
}

/// A release has `site` beside the program; cargo-leptos builds `target/site` beside `target/debug`.
fn find_site(beside: &Path) -> PathBuf {
    let places = [beside.join("site"), beside.parent().unwrap_or(beside).join("site")];
    places.into_iter().find(|place| place.join(PKG).is_dir()).unwrap_or_else(|| beside.join("site"))
}

/// The routes of the site's files. A file in the site's folder that none of them names is not served.
pub const ROUTES: [&str; 3] = ["/pkg/{*file}", "/favicon.svg", "/robots.txt"];

/// The longest name of a file that file systems allow, in bytes.
const LONGEST_NAME: usize = 255;

/// The files of the site.
pub fn routes() -> Router<AppState> {
    ROUTES.iter().fold(Router::new(), |routes, route| routes.route(route, get(site_file))).layer(from_fn(caching))
}

async fn site_file(State(state): State<AppState>, request: Request) -> Response {
    let page = without_body(&request);
    if request.uri().path().split('/').any(|name| name.len() > LONGEST_NAME) {
        return not_found(State(state), page).await;
    }
    let mut files = ServeDir::new(&*state.options.site_root)
        .append_index_html_on_directories(false)
        .precompressed_br()
        .precompressed_gzip();
    match files.try_call(request).await {
        Ok(response) if response.status() == StatusCode::NOT_FOUND => not_found(State(state), page).await,
        Ok(response) => response.map(Body::new),
        Err(error) => {
            tracing::error!(%error, "a file of the site could not be read");
            StatusCode::INTERNAL_SERVER_ERROR.into_response()
        }
    }
}

/// A name with a hash in it never means another content; other files may change with the next release.
async fn caching(request: Request, next: Next) -> Response {
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

    #[test]
    fn address_carries_the_digest_of_this_build() {
        let options = LeptosOptions::builder().output_name(NAME).site_pkg_dir(PKG).build();
        let hashes = parse_hashes("css: DzN8\nwork.wasm: k-3_\n");
        assert_eq!(address(&options, &hashes, "work.wasm"), "/pkg/ncpi.k-3_.work.wasm");
        assert!(is_hashed("/pkg/ncpi.k-3_.work.wasm"));
        // A site whose names have no digest.
        assert_eq!(address(&options, &HashMap::new(), "work.wasm"), "/pkg/ncpi.work.wasm");
    }
}
