//! No spelling of an address opens what its plain spelling keeps closed.

use axum::{
    Router,
    http::{Request, StatusCode, Uri},
};
use followup::identity::Role;
use proptest::{
    prelude::*,
    sample::select,
    strategy::ValueTree as _,
    test_runner::{Config, TestRunner},
};
use sqlx::PgPool;

use crate::support::{Answer, Browser, STYLE_SHEET, account, ask, closed_server_on, get, server_on};

/// What only readers are shown, and no address holds.
const OF_THE_REGISTER: [&str; 5] =
    ["Kent Police", "Gwent", "Detain no child", "Review every detention", "Answering calls about missing"];
/// What a leader who is limited to Kent is not shown.
const OF_GWENT: [&str; 2] = ["Gwent", "Review every detention"];

/// Addresses that showed closed pages to everybody (first) or to a leader limited to Kent (second).
const WAYS_IN: [&str; 22] = [
    "/pkg/../forces",
    "/pkg/%2e%2e/forces",
    "/password/.%2E/forces",
    "/pkg/..\\forces",
    "/pkg/../recommendations?page=2",
    "/pkg/../recommendations/KENT-2019-02",
    "/pkg/../forces/kent",
    "/pkg/../progress",
    "/pkg/../briefing?from=2022-01-01",
    "/pkg/../good-practice",
    "/pkg/../about-the-data",
    "/pkg/..",
    "/pkg/..%2fforces",
    "/pkg/%252e%252e/forces",
    "//forces",
    "/./forces",
    "/sign-in/../forces",
    "/healthz/../forces/gwent",
    "/forces/kent/../gwent",
    "/forces/kent/../../progress",
    "/recommendations/KENT-2019-01/../GWENT-2020-01",
    "/account/../recommendations/GWENT-2020-01",
];

fn shows(answer: &Answer, markers: &[&str]) -> bool {
    markers.iter().any(|marker| answer.body.contains(marker))
}

#[sqlx::test(migrator = "followup::store::MIGRATOR", fixtures("../../../src/store/fixtures/register.sql"))]
async fn an_address_that_is_not_its_normal_form_is_refused(pool: PgPool) {
    let server = closed_server_on(&pool).await;
    account(&pool, "limited@example.org", Role::SeniorLeader, &["kent"]).await;
    let mut limited = Browser::signed_in(&server, "limited@example.org").await;
    for path in WAYS_IN {
        for answer in [get(&server, path).await, limited.get(path).await] {
            assert_eq!(answer.status, StatusCode::BAD_REQUEST, "{path}");
            assert!(answer.body.contains("There is a problem with the address"), "{path}: {}", answer.body);
            assert!(!shows(&answer, &OF_THE_REGISTER), "{path}");
            assert!(!answer.header("x-request-id").is_empty() && answer.header("x-content-type-options") == "nosniff");
        }
    }
    let long = format!("/forces/{}", "a".repeat(2048));
    assert_eq!(get(&server, &long).await.status, StatusCode::URI_TOO_LONG);
}

#[sqlx::test(migrator = "followup::store::MIGRATOR", fixtures("../../../src/store/fixtures/register.sql"))]
async fn ordinary_addresses_lead_to_a_redirect_a_page_or_not_found(pool: PgPool) {
    let server = server_on(&pool).await;
    for (path, status) in [
        ("/forces/", StatusCode::PERMANENT_REDIRECT),
        ("/.well-known/security.txt", StatusCode::NOT_FOUND),
        ("/forces/d%C3%BCfed", StatusCode::NOT_FOUND),
        ("/recommendations/KENT%E2%80%932019%E2%80%9307", StatusCode::NOT_FOUND),
        ("/%66orces", StatusCode::NOT_FOUND),
        ("/forces/%6bent", StatusCode::OK),
        ("/pkg/no-such-file.css", StatusCode::NOT_FOUND),
        ("/favicon.svg", StatusCode::OK),
        (STYLE_SHEET, StatusCode::OK),
    ] {
        assert_eq!(get(&server, path).await.status, status, "{path}");
    }
    let long_name = format!("/pkg/{}.css", "a".repeat(300));
    assert_eq!(get(&server, &long_name).await.status, StatusCode::NOT_FOUND);
}

#[sqlx::test(migrator = "followup::store::MIGRATOR", fixtures("../../../src/store/fixtures/register.sql"))]
async fn what_no_route_matches_is_answered_by_not_found_alone(pool: PgPool) {
    let server = server_on(&pool).await;
    for path in ["/%66orces", "/forces/kent/no-such-part", "/pkg", "/hash.txt", "/index.html"] {
        let answer = get(&server, path).await;
        assert_eq!(answer.status, StatusCode::NOT_FOUND, "{path}");
        assert!(answer.text().contains("This address was not found"), "{path}: {}", answer.body);
    }
    let closed = closed_server_on(&pool).await;
    let answer = get(&closed, "/%66orces").await;
    assert_eq!(answer.status, StatusCode::SEE_OTHER, "nobody learns what is there where reading is closed");
    assert_eq!(answer.header("location"), "/sign-in?next=%2F%2566orces");
}

/// A request in an odd spelling.
#[derive(Clone, Debug)]
struct OddRequest {
    method: &'static str,
    address: String,
    header: Option<(&'static str, &'static str)>,
}

/// Every prefix, a way back out of it, an address that is closed, a query string, a method, and a header that other servers obey.
fn odd_requests() -> impl Strategy<Value = OddRequest> {
    let prefix = select(vec![
        "",
        "/pkg",
        "/pkg/x",
        "/password",
        "/password/x",
        "/sign-in",
        "/sign-out",
        "/accessibility",
        "/healthz",
        "/favicon.svg",
        "/account",
        "/forces/kent",
        "/recommendations/KENT-2019-01",
        "/charts",
        "/evidence",
        "/robots.txt",
        "/nowhere",
    ]);
    let way = select(vec![
        "",
        "/",
        "/.",
        "/..",
        "/../..",
        "/%2e%2e",
        "/.%2E",
        "/%2E.",
        "/..;",
        "/..%2f",
        "/..\\",
        "\\..",
        "/%5c..",
        "%2f..",
        "/%252e%252e",
        "/%c0%ae%c0%ae",
        "/;",
        "/%00",
        "/%0a",
        "//",
        "/~",
        "?",
        "/%20",
        "/%ef%bc%8e%ef%bc%8e",
    ]);
    let target = select(vec![
        "/forces",
        "/forces/gwent",
        "/forces/%67went",
        "/forces/GWENT",
        "/recommendations",
        "/recommendations/GWENT-2020-01",
        "/recommendations/gwent-2020-01",
        "/recommendations.csv",
        "/forces.csv",
        "/forces.ods",
        "/progress",
        "/briefing",
        "/briefing.pdf?force=gwent",
        "/charts/findings-across-rounds.csv",
        "/charts/findings-across-rounds.csv?force=gwent",
        "/good-practice",
        "/",
        "/forces/gwent/rounds/inspection-2020",
        "/about-the-data",
        "/worklist",
        "/admin/users",
    ]);
    let end = select(vec!["", "/", "//", "/.", "%2f", "?", ";x=1", ".", "%20"]);
    let query = select(vec![
        "",
        "?force=gwent",
        "?force=kent",
        "?force=kent&force=gwent",
        "?force%5B%5D=gwent",
        "?FORCE=gwent",
        "?force=kent%00",
        "?with_force=gwent",
        "?next=/forces/gwent",
        "?as_at=2024-01-01",
        "?x=/../forces/gwent",
    ]);
    let method = select(vec!["GET", "GET", "GET", "HEAD", "POST", "OPTIONS", "PUT", "TRACE", "PROPFIND", "get"]);
    let header = select(vec![
        None,
        None,
        Some(("x-original-url", "/forces/gwent")),
        Some(("x-rewrite-url", "/forces/gwent")),
        Some(("x-forwarded-prefix", "/pkg")),
        Some(("x-forwarded-path", "/forces/gwent")),
        Some(("x-http-method-override", "GET")),
        Some(("accept", "text/csv")),
        Some(("referer", "/forces/gwent")),
    ]);
    (method, prefix, way, target, end, query, header).prop_map(|(method, prefix, way, target, end, query, header)| {
        let query = if target.contains('?') { query.replace('?', "&") } else { query.to_owned() };
        OddRequest { method, address: format!("{prefix}{way}{target}{end}{query}"), header }
    })
}

/// Whether everybody may read what is at an address, written in the ordinary way.
fn is_open(address: &str) -> bool {
    let path = address.split('?').next().unwrap_or_default();
    let open =
        ["/sign-in", "/sign-out", "/accessibility", "/healthz", "/readyz", "/metrics", "/favicon.svg", "/robots.txt"];
    open.contains(&path) || path.starts_with("/password/") || path.starts_with("/pkg/")
}

fn is_list(address: &str) -> bool {
    ["/forces.", "/recommendations."].iter().any(|list| address.starts_with(list))
}

/// How many requests are tried as each reader.
const REQUESTS: usize = 400;

async fn send(server: &Router, odd: &OddRequest, cookie: Option<&str>) -> Answer {
    let mut request = Request::builder().method(odd.method).uri(odd.address.as_str());
    if let Some((name, value)) = odd.header {
        request = request.header(name, value);
    }
    if let Some(cookie) = cookie {
        request = request.header("cookie", cookie);
    }
    ask(server, request).await
}

#[sqlx::test(migrator = "followup::store::MIGRATOR", fixtures("../../../src/store/fixtures/register.sql"))]
async fn no_spelling_shows_a_closed_page(pool: PgPool) {
    let server = closed_server_on(&pool).await;
    account(&pool, "limited@example.org", Role::SeniorLeader, &["kent"]).await;
    let limited = Browser::signed_in(&server, "limited@example.org").await.cookie().unwrap();
    let mut runner = TestRunner::new_with_rng(
        Config::default(),
        proptest::test_runner::TestRng::deterministic_rng(proptest::test_runner::RngAlgorithm::ChaCha),
    );
    let mut tried = 0;
    while tried < REQUESTS {
        let odd = odd_requests().new_tree(&mut runner).unwrap().current();
        // What the server's own parser refuses never arrives.
        if odd.address.parse::<Uri>().is_err() {
            continue;
        }
        tried += 1;
        let nobody = send(&server, &odd, None).await;
        assert!(!shows(&nobody, &OF_THE_REGISTER), "nobody, {odd:?}: {}", nobody.body);
        assert!(nobody.status != StatusCode::OK || is_open(&odd.address), "nobody, {odd:?}");
        assert_ne!(nobody.status, StatusCode::INTERNAL_SERVER_ERROR, "{odd:?}");
        let limited = send(&server, &odd, Some(&limited)).await;
        assert!(!shows(&limited, &OF_GWENT), "limited, {odd:?}: {}", limited.body);
        // What is packed cannot be read here: only lists, which limit themselves, may come as such files.
        let packed = ["zip", "sheet", "pdf"].iter().any(|kind| limited.header("content-type").contains(kind));
        assert!(limited.status != StatusCode::OK || !packed || is_list(&odd.address), "limited, {odd:?}");
        assert_ne!(limited.status, StatusCode::INTERNAL_SERVER_ERROR, "{odd:?}");
    }
}

#[sqlx::test(migrator = "followup::store::MIGRATOR", fixtures("../../../src/store/fixtures/register.sql"))]
async fn a_header_that_names_another_address_counts_for_nothing(pool: PgPool) {
    let server = closed_server_on(&pool).await;
    for header in ["x-original-url", "x-rewrite-url", "x-forwarded-uri", "x-forwarded-path", "x-forwarded-prefix"] {
        let open = ask(&server, Request::get("/accessibility").header(header, "/forces")).await;
        assert!(open.status == StatusCode::OK && !shows(&open, &OF_THE_REGISTER), "{header}");
        let closed = ask(&server, Request::get("/forces").header(header, "/accessibility")).await;
        assert_eq!(closed.status, StatusCode::SEE_OTHER, "{header}");
        let head = ask(&server, Request::head("/forces").header(header, "/accessibility")).await;
        assert_eq!(head.status, StatusCode::SEE_OTHER, "{header}");
    }
}
