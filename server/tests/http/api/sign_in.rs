//! Signing in and out as functions: the same cookies, pace and audit as by the form.

use axum::http::{Request, StatusCode};
use followup::identity::Role;
use sqlx::PgPool;

use super::problem;
use crate::support::{Browser, PASSWORD, account, ask, closed_server_on, server_on};

const ANN: &str = "ann@example.org";
const SIGN_IN: &str = "/api/v1/session/sign-in";
const SIGN_OUT: &str = "/api/v1/session/sign-out";
const ACCOUNT: &str = "/api/v1/session/account";
const RIGHT: [(&str, &str); 2] = [("email", ANN), ("password", PASSWORD)];
const WRONG: [(&str, &str); 2] = [("email", ANN), ("password", "not the right one")];

/// The kinds of all entries in the audit, oldest first.
async fn audited(pool: &PgPool) -> Vec<String> {
    sqlx::query_scalar("select kind::text from audit_entry where kind::text like 'sign%' order by id")
        .fetch_all(pool)
        .await
        .unwrap()
}

#[sqlx::test(migrator = "followup::store::MIGRATOR")]
async fn signing_in_sets_both_cookies_under_a_new_session_id(pool: PgPool) {
    account(&pool, ANN, Role::Inspector, &[]).await;
    let server = closed_server_on(&pool).await;
    let mut browser = Browser::new(&server);
    let answer = browser.post(SIGN_IN, &RIGHT).await;
    assert_eq!((answer.status, answer.body.as_str()), (StatusCode::OK, "\"/worklist\""));
    let cookies: Vec<_> = answer.headers.get_all("set-cookie").iter().map(|cookie| cookie.to_str().unwrap()).collect();
    assert_eq!(cookies.len(), 2, "{cookies:?}");
    for cookie in cookies {
        assert!(cookie.starts_with("__Host-ncpi-"), "{cookie}");
        for part in ["; HttpOnly", "; Secure", "; SameSite=Lax", "; Path=/"] {
            assert!(cookie.contains(part), "{cookie}");
        }
    }
    assert_eq!(browser.get(ACCOUNT).await.status, StatusCode::OK);

    let first = browser.cookie().unwrap();
    browser.post(SIGN_IN, &RIGHT).await;
    assert_ne!(browser.cookie().unwrap(), first);
    let replaced = ask(&server, Request::get(ACCOUNT).header("cookie", first)).await;
    assert_eq!(replaced.status, StatusCode::UNAUTHORIZED, "{}", replaced.body);
}

#[sqlx::test(migrator = "followup::store::MIGRATOR")]
async fn what_is_wrong_with_a_sign_in_is_a_problem_without_the_password(pool: PgPool) {
    account(&pool, ANN, Role::Inspector, &[]).await;
    let server = server_on(&pool).await;
    let mut browser = Browser::new(&server);
    let wrong = browser.post(SIGN_IN, &WRONG).await;
    let unknown = browser.post(SIGN_IN, &[("email", "bea@example.org"), ("password", "not the right one")]).await;
    for answer in [&wrong, &unknown] {
        assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert_eq!(problem(answer)["fields"][0]["field"], "email");
        assert_eq!(problem(answer)["fields"][0]["message"], "The email address or password is not right");
        assert!(answer.headers.get("set-cookie").is_none() && !answer.body.contains("not the right one"));
    }
    let empty = problem(&browser.post(SIGN_IN, &[("email", " ")]).await);
    assert_eq!((&empty["fields"][0]["field"], &empty["fields"][1]["field"]), (&"email".into(), &"password".into()));
    let twice = browser.post(SIGN_IN, &[RIGHT[0], RIGHT[1], RIGHT[1]]).await;
    assert_eq!((twice.status, &problem(&twice)["name"]), (StatusCode::BAD_REQUEST, &"password".into()));
    assert!(!twice.body.contains(PASSWORD), "{}", twice.body);
    assert_eq!(audited(&pool).await, ["sign-in-refused", "sign-in-refused"]);
}

#[sqlx::test(migrator = "followup::store::MIGRATOR")]
async fn form_and_function_count_failed_sign_ins_together(pool: PgPool) {
    account(&pool, ANN, Role::Inspector, &[]).await;
    let server = server_on(&pool).await;
    let mut known = Browser::signed_in(&server, ANN).await;
    known.forget_session();
    for address in ["/sign-in", SIGN_IN].repeat(5) {
        let refused = Browser::new(&server).post(address, &WRONG).await;
        assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY, "{address}");
    }
    let limited = Browser::new(&server).post(SIGN_IN, &RIGHT).await;
    assert_eq!(limited.status, StatusCode::TOO_MANY_REQUESTS);
    let told = problem(&limited);
    assert_eq!((&told["code"], &told["seconds"]), (&"too-many-attempts".into(), &2.into()));
    assert_eq!(limited.header("retry-after"), "2");
    assert!(limited.headers.get("set-cookie").is_none());
    assert_eq!(audited(&pool).await.last().unwrap(), "sign-in-limited");
    // A browser in which the account has signed in before is counted apart.
    assert_eq!(known.post(SIGN_IN, &RIGHT).await.status, StatusCode::OK);
}

#[sqlx::test(migrator = "followup::store::MIGRATOR")]
async fn a_sign_in_from_another_site_is_refused(pool: PgPool) {
    account(&pool, ANN, Role::Inspector, &[]).await;
    let server = server_on(&pool).await;
    for function in [SIGN_IN, SIGN_OUT] {
        let foreign = Request::post(function).header("host", "127.0.0.1:3000").header("origin", "https://evil.example");
        let answer = ask(&server, foreign).await;
        assert_eq!(answer.status, StatusCode::FORBIDDEN);
        assert_eq!(problem(&answer)["code"], "foreign-form");
    }
    assert_eq!(audited(&pool).await, [""; 0]);
}

#[sqlx::test(migrator = "followup::store::MIGRATOR")]
async fn signing_out_ends_the_session_and_is_audited_once(pool: PgPool) {
    account(&pool, ANN, Role::Inspector, &[]).await;
    let server = server_on(&pool).await;
    let mut browser = Browser::signed_in(&server, ANN).await;
    let stolen = browser.cookie().unwrap();
    for _ in 0..2 {
        let answer = browser.post(SIGN_OUT, &[]).await;
        assert_eq!((answer.status, answer.body.as_str()), (StatusCode::OK, "null"));
        assert_eq!(browser.cookie(), None);
    }
    let again = ask(&server, Request::get(ACCOUNT).header("cookie", stolen)).await;
    assert_eq!(again.status, StatusCode::UNAUTHORIZED);
    assert_eq!(audited(&pool).await, ["signed-in", "signed-out"]);
}

#[sqlx::test(migrator = "followup::store::MIGRATOR")]
async fn functions_that_end_all_sessions_take_the_cookie_back(pool: PgPool) {
    account(&pool, ANN, Role::Inspector, &[]).await;
    let server = server_on(&pool).await;
    let new = "kettle marble cloud";
    let password = [("current", PASSWORD), ("new", new), ("repeated", new)];
    for (function, fields) in [("end-everywhere", &[][..]), ("password", &password)] {
        let mut browser = Browser::signed_in(&server, ANN).await;
        let answer = browser.post(&format!("/api/v1/session/{function}"), fields).await;
        assert_eq!(answer.status, StatusCode::OK, "{function}: {}", answer.body);
        assert_eq!(browser.cookie(), None, "{function}");
    }
}
