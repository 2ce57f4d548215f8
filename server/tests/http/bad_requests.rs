//! What no page of ours sends is answered in our own words: never by a fault, and never by a library.

use axum::{
    Router,
    body::{Body, Bytes},
    http::{Request, StatusCode},
};
use followup::identity::Role;
use futures_util::stream;
use sqlx::PgPool;

use crate::support::{Answer, Browser, account, answer, ask, get, server_on};

/// Words of libraries that read paths, queries and bodies.
const OF_LIBRARIES: [&str; 8] = [
    "UUID",
    "parsing failed",
    "Cannot parse",
    "Invalid URL",
    "Failed to",
    "deserialize",
    "expected",
    "invalid character",
];

fn assert_own_words(answer: &Answer, what: &str) {
    let said = answer.text();
    assert!(answer.status.is_client_error() || answer.status.is_redirection(), "{what}: {}", answer.status);
    assert!(OF_LIBRARIES.iter().all(|words| !said.contains(words)), "{what}: {said}");
}

#[sqlx::test(migrator = "followup::store::MIGRATOR")]
async fn address_that_cannot_be_one_of_ours_is_refused_without_a_fault(pool: PgPool) {
    let server = server_on(&pool).await;
    let long = format!("/{}", "a".repeat(300));
    let very_long = format!("/{}", "a/".repeat(2100));
    for (method, path, expected) in [
        ("GET", long.as_str(), StatusCode::NOT_FOUND),
        ("GET", &format!("/forces{long}"), StatusCode::NOT_FOUND),
        ("GET", &format!("/recommendations{long}"), StatusCode::NOT_FOUND),
        ("GET", &format!("/evidence{long}"), StatusCode::NOT_FOUND),
        ("GET", &format!("/charts{long}"), StatusCode::NOT_FOUND),
        ("GET", &format!("/pkg{long}"), StatusCode::NOT_FOUND),
        ("GET", &format!("/password{long}"), StatusCode::GONE),
        ("GET", very_long.as_str(), StatusCode::URI_TOO_LONG),
        ("HEAD", "/%00", StatusCode::BAD_REQUEST),
        ("HEAD", "/pkg/%00", StatusCode::BAD_REQUEST),
        ("GET", "/\\evil.example/", StatusCode::BAD_REQUEST),
        ("GET", "//evil.example/", StatusCode::BAD_REQUEST),
        ("GET", "/%5cevil.example/", StatusCode::BAD_REQUEST),
    ] {
        let answer = ask(&server, Request::builder().method(method).uri(path)).await;
        let shown = path.chars().take(40).collect::<String>();
        assert_eq!(answer.status, expected, "{method} {shown}");
        assert_eq!(answer.header("location"), "", "{method} {shown}");
        assert!(method == "HEAD" || !answer.body.is_empty(), "{method} {shown}: said in words");
    }
}

#[sqlx::test(migrator = "followup::store::MIGRATOR", fixtures("../../../src/store/fixtures/register.sql"))]
async fn no_parameter_of_a_path_is_answered_by_a_library(pool: PgPool) {
    account(&pool, "adm@example.org", Role::Administrator, &[]).await;
    account(&pool, "ann@example.org", Role::Inspector, &[]).await;
    let server = server_on(&pool).await;
    let mut people = [
        Browser::signed_in(&server, "adm@example.org").await,
        Browser::signed_in(&server, "ann@example.org").await,
        Browser::new(&server),
    ];
    let patterns = server::patterns().into_iter().filter(|pattern| pattern.contains('{')).collect::<Vec<_>>();
    assert!(patterns.len() > 10, "{patterns:?}");
    for pattern in patterns {
        for value in ["abc", "-1", "99999999999999999999", "%C3%BC", "00000000-0000-0000-0000-00000000000g"] {
            let path = filled(&pattern, value);
            for browser in &mut people {
                assert_own_words(&browser.get(&path).await, &format!("GET {path}"));
                let sent = browser.post(&path, &[("do", "link"), ("version", "x"), ("token", "y")]).await;
                assert_own_words(&sent, &format!("POST {path}"));
            }
        }
    }
}

/// A pattern with every parameter of this value.
fn filled(pattern: &str, value: &str) -> String {
    let segments = pattern.split('/').map(|segment| if segment.starts_with('{') { value } else { segment });
    segments.collect::<Vec<_>>().join("/")
}

/// A request whose body has no announced length, in these pieces.
async fn chunked(server: &Router, path: &str, pieces: Vec<std::io::Result<Bytes>>) -> Answer {
    let request = Request::post(path)
        .header("host", "127.0.0.1:3000")
        .header("origin", "http://127.0.0.1:3000")
        .header("content-type", "application/x-www-form-urlencoded")
        .body(Body::from_stream(stream::iter(pieces)))
        .unwrap();
    answer(server, request).await
}

#[sqlx::test(migrator = "followup::store::MIGRATOR")]
async fn body_that_is_too_large_or_broken_is_no_fault_of_the_service(pool: PgPool) {
    let server = server_on(&pool).await;
    let too_large = || (0..17).map(|_| Ok(Bytes::from(vec![b'x'; 64 * 1024]))).collect::<Vec<_>>();
    // What hyper makes of a chunk whose size is no number.
    let broken = || vec![Ok(Bytes::from("email=ann")), Err(std::io::ErrorKind::InvalidInput.into())];
    for path in ["/sign-in", "/account/password", "/recommendations/KENT-2019-01/update", "/api/v1/session"] {
        for (pieces, expected) in [(too_large(), StatusCode::PAYLOAD_TOO_LARGE), (broken(), StatusCode::BAD_REQUEST)] {
            let answer = chunked(&server, path, pieces).await;
            assert_eq!(answer.status, expected, "{path}: {}", answer.body);
            assert!(!answer.body.is_empty() && answer.body.len() < 1000, "{path}: {}", answer.body);
        }
    }
    let problem = chunked(&server, "/api/v1/session", too_large()).await;
    assert_eq!(problem.header("content-type"), "application/problem+json");
}

#[sqlx::test(migrator = "followup::store::MIGRATOR", fixtures("../../../src/store/fixtures/register.sql"))]
async fn one_token_for_two_forces_at_once_is_answered_plainly(pool: PgPool) {
    account(&pool, "ann@example.org", Role::Inspector, &[]).await;
    let server = server_on(&pool).await;
    let mut one = Browser::signed_in(&server, "ann@example.org").await;
    let mut other = Browser::signed_in(&server, "ann@example.org").await;
    for round in 0..8 {
        let (kent, gwent) = ("/forces/kent/monitoring", "/forces/gwent/monitoring");
        let forms = [one.get(&format!("{kent}?do=stage")).await, one.get(&format!("{gwent}?do=stage")).await];
        let token = forms[0].hidden("token");
        let versions = [forms[0].hidden("version"), forms[1].hidden("version")];
        let stage = if round % 2 == 0 { "engage" } else { "scan" };
        let fields = |version| {
            vec![
                ("do", "stage"),
                ("version", version),
                ("token", &*token),
                ("stage", stage),
                ("reason", "Looked at again"),
            ]
        };
        let (first, second) = (fields(&versions[0]), fields(&versions[1]));
        let answers = tokio::join!(one.post(kent, &first), other.post(gwent, &second));
        for answer in [answers.0, answers.1] {
            assert!(!answer.status.is_server_error(), "round {round}: {} {}", answer.status, answer.text());
            assert!([303, 422].contains(&answer.status.as_u16()), "round {round}: {}", answer.status);
        }
    }
}

#[sqlx::test(migrator = "followup::store::MIGRATOR")]
async fn contact_for_weaknesses_is_published_only_where_there_is_one(pool: PgPool) {
    let mut state = crate::support::state_on(&pool).await;
    let path = "/.well-known/security.txt";
    assert_eq!(get(&server::router(&state), path).await.status, StatusCode::NOT_FOUND);
    state.access.public = false;
    state.security_contact = Some("mailto:security@ncpi.example".parse().unwrap());
    let answer = get(&server::router(&state), path).await;
    assert_eq!((answer.status, answer.header("content-type")), (StatusCode::OK, "text/plain; charset=utf-8"));
    assert!(answer.body.starts_with("Contact: mailto:security@ncpi.example\nExpires: 2027-02-21T12:00:00Z\n"));
}
