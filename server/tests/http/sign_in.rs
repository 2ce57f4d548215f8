//! Signing in and out, sessions, and what is shown to whom.

use std::net::SocketAddr;

use axum::{Extension, extract::ConnectInfo, http::StatusCode};
use followup::identity::Role;
use sqlx::PgPool;

use crate::support::{Browser, PASSWORD, account, ask, closed_server_on, get, server_on, state_on};

const ANN: &str = "ann@example.org";

#[sqlx::test(migrator = "followup::store::MIGRATOR")]
async fn the_cookie_is_bound_to_this_host_to_https_and_to_our_own_pages(pool: PgPool) {
    account(&pool, ANN, Role::Inspector, &[]).await;
    let server = server_on(&pool).await;
    let answer = Browser::new(&server).post("/sign-in", &[("email", ANN), ("password", PASSWORD)]).await;

    assert_eq!(answer.status, StatusCode::SEE_OTHER);
    assert_eq!(answer.header("location"), "/worklist");
    let cookies =
        answer.headers.get_all("set-cookie").iter().map(|cookie| cookie.to_str().unwrap()).collect::<Vec<_>>();
    assert_eq!(cookies.len(), 2, "{cookies:?}");
    for name in ["__Host-ncpi-session=", "__Host-ncpi-browser="] {
        let cookie = cookies
            .iter()
            .find(|cookie| cookie.starts_with(name))
            .unwrap_or_else(|| panic!("no {name} in {cookies:?}"));
        for part in ["; HttpOnly", "; Secure", "; SameSite=Lax", "; Path=/"] {
            assert!(cookie.contains(part), "{cookie}");
        }
        assert!(!cookie.contains("Domain"), "{cookie}");
    }
}

#[sqlx::test(migrator = "followup::store::MIGRATOR")]
async fn a_wrong_password_and_an_unknown_account_look_the_same(pool: PgPool) {
    account(&pool, ANN, Role::Inspector, &[]).await;
    let server = server_on(&pool).await;
    let mut browser = Browser::new(&server);
    let wrong = browser.post("/sign-in", &[("email", ANN), ("password", "not the right one")]).await;
    let unknown = browser.post("/sign-in", &[("email", "bea@example.org"), ("password", PASSWORD)]).await;

    for answer in [&wrong, &unknown] {
        assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(answer.text().contains("The email address or password is not right"), "{}", answer.body);
        assert!(answer.text().contains("<title>Error: Sign in"), "{}", answer.body);
        assert!(answer.headers.get("set-cookie").is_none());
    }
    assert!(wrong.body.contains(r#"value="ann@example.org""#), "what was typed is kept: {}", wrong.body);
    assert!(!wrong.body.contains("not the right one"), "but not the password");
}

#[sqlx::test(migrator = "followup::store::MIGRATOR")]
async fn after_fifty_failures_one_address_waits_and_no_other_does(pool: PgPool) {
    account(&pool, ANN, Role::Inspector, &[]).await;
    let mut state = state_on(&pool).await;
    state.sessions.behind_proxy = true;
    let server = server::router(&state);
    let mut office = Browser::behind_proxy(&server, "192.0.2.7");
    for number in 0..50 {
        let email = format!("somebody-{number}@example.org");
        let refused = office.post("/sign-in", &[("email", &email), ("password", PASSWORD)]).await;
        assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY, "{number}");
    }
    let right = [("email", ANN), ("password", PASSWORD)];
    let limited = office.post("/sign-in", &right).await;
    assert_eq!(
        limited.status,
        StatusCode::TOO_MANY_REQUESTS,
        "even the right password of an account that never failed"
    );
    let words = "There have been too many attempts to sign in. Wait 1 second and try again";
    assert!(limited.text().contains(words), "{}", limited.body);
    assert_eq!(limited.header("retry-after"), "2");
    assert!(limited.headers.get("set-cookie").is_none());

    let elsewhere = Browser::behind_proxy(&server, "192.0.2.8").post("/sign-in", &right).await;
    assert_eq!(elsewhere.status, StatusCode::SEE_OTHER, "the person is not locked out, the address is");
    state.clock = || "2026-11-23T12:00:01Z".parse().unwrap();
    let after = Browser::behind_proxy(&server::router(&state), "192.0.2.7").post("/sign-in", &right).await;
    assert_eq!(after.status, StatusCode::SEE_OTHER, "{}", after.body);
}

#[sqlx::test(migrator = "followup::store::MIGRATOR")]
async fn audit_names_the_client_however_a_proxy_spells_it(pool: PgPool) {
    let mut state = state_on(&pool).await;
    state.sessions.behind_proxy = true;
    let connected: SocketAddr = "10.0.0.1:4711".parse().unwrap();
    let server = server::router(&state).layer(Extension(ConnectInfo(connected)));
    for (spelled, address) in [
        ("203.0.113.21:51440", "203.0.113.21"),
        ("[2001:db8::5]:443", "2001:db8::"),
        ("1.2.3.4, [::ffff:203.0.113.22]:443", "203.0.113.22"),
        ("nonsense", "10.0.0.1"),
    ] {
        let wrong = [("email", "nobody@example.org"), ("password", "a wrong password")];
        let refused = Browser::behind_proxy(&server, spelled).post("/sign-in", &wrong).await;
        assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY, "{spelled}");
        let noted: Option<String> =
            sqlx::query_scalar("select host(address) from audit_entry order by id desc limit 1")
                .fetch_one(&pool)
                .await
                .unwrap();
        assert_eq!(noted.as_deref(), Some(address), "{spelled}");
    }
    let counted: Vec<String> = sqlx::query_scalar("select distinct address::text from sign_in_attempt order by 1")
        .fetch_all(&pool)
        .await
        .unwrap();
    assert!(counted.iter().any(|client| client.starts_with("2001:db8::/64")), "{counted:?}");
}

#[sqlx::test(migrator = "followup::store::MIGRATOR")]
async fn a_proxy_that_names_no_readable_address_limits_everybody_together(pool: PgPool) {
    account(&pool, ANN, Role::Inspector, &[]).await;
    let mut state = state_on(&pool).await;
    state.sessions.behind_proxy = true;
    let server = server::router(&state);
    for number in 0..50 {
        let mut browser =
            if number % 2 == 0 { Browser::new(&server) } else { Browser::behind_proxy(&server, "not an address") };
        let email = format!("somebody-{number}@example.org");
        browser.post("/sign-in", &[("email", &email), ("password", PASSWORD)]).await;
    }
    let limited = Browser::new(&server).post("/sign-in", &[("email", ANN), ("password", PASSWORD)]).await;
    assert_eq!(limited.status, StatusCode::TOO_MANY_REQUESTS);
}

#[sqlx::test(migrator = "followup::store::MIGRATOR")]
async fn wrong_passwords_of_others_do_not_keep_a_known_browser_out(pool: PgPool) {
    account(&pool, ANN, Role::Inspector, &[]).await;
    let server = server_on(&pool).await;
    let mut known = Browser::signed_in(&server, ANN).await;
    known.forget_session();
    for _ in 0..10 {
        Browser::new(&server).post("/sign-in", &[("email", ANN), ("password", "wrong")]).await;
    }
    let right = [("email", ANN), ("password", PASSWORD)];
    assert_eq!(Browser::new(&server).post("/sign-in", &right).await.status, StatusCode::TOO_MANY_REQUESTS);
    assert_eq!(known.post("/sign-in", &right).await.status, StatusCode::SEE_OTHER);
}

#[sqlx::test(migrator = "followup::store::MIGRATOR")]
async fn guesses_of_the_own_password_are_limited_at_the_field(pool: PgPool) {
    account(&pool, ANN, Role::Inspector, &[]).await;
    let server = server_on(&pool).await;
    let mut browser = Browser::signed_in(&server, ANN).await;
    let guess = [("current", "wrong"), ("new", "kettle marble cloud"), ("repeated", "kettle marble cloud")];
    for _ in 0..10 {
        assert_eq!(browser.post("/account/password", &guess).await.status, StatusCode::UNPROCESSABLE_ENTITY);
    }
    let limited = browser.post("/account/password", &guess).await;
    assert_eq!(limited.status, StatusCode::TOO_MANY_REQUESTS);
    assert!(
        limited.text().contains("<a href=\"#current\">There have been too many attempts. Wait 1 second"),
        "{}",
        limited.body
    );
    assert_eq!(limited.header("retry-after"), "2");
}

#[sqlx::test(migrator = "followup::store::MIGRATOR")]
async fn fields_left_empty_are_named(pool: PgPool) {
    let server = server_on(&pool).await;
    let answer = Browser::new(&server).post("/sign-in", &[("email", " "), ("password", "")]).await;

    assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY);
    for (field, words) in [("email", "Enter your email address"), ("password", "Enter your password")] {
        assert!(answer.text().contains(&format!("<a href=\"#{field}\">{words}</a>")), "{}", answer.body);
        assert!(answer.body.contains(&format!("aria-describedby=\"{field}-error\"")), "{}", answer.body);
    }
}

#[sqlx::test(migrator = "followup::store::MIGRATOR")]
async fn a_forged_or_missing_origin_is_refused(pool: PgPool) {
    account(&pool, ANN, Role::Inspector, &[]).await;
    let server = server_on(&pool).await;
    for origin in [None, Some("https://elsewhere.example"), Some("null")] {
        let request = axum::http::Request::post("/sign-in").header("host", "127.0.0.1:3000");
        let request = match origin {
            Some(origin) => request.header("origin", origin),
            None => request,
        };
        let answer = ask(&server, request).await;
        assert_eq!(answer.status, StatusCode::FORBIDDEN, "{origin:?}");
        assert!(answer.text().contains("This form was not accepted"), "{}", answer.body);
    }
}

#[sqlx::test(migrator = "followup::store::MIGRATOR")]
async fn signing_out_ends_the_session_for_good(pool: PgPool) {
    account(&pool, ANN, Role::Inspector, &[]).await;
    let server = server_on(&pool).await;
    let mut browser = Browser::signed_in(&server, ANN).await;
    let stolen = browser.cookie().unwrap();
    assert!(browser.get("/account").await.text().contains(ANN));

    let answer = browser.post("/sign-out", &[]).await;
    assert_eq!(answer.header("location"), "/sign-out");
    assert!(browser.get("/sign-out").await.text().contains("You have signed out"));

    let again = ask(&server, axum::http::Request::get("/account").header("cookie", stolen)).await;
    assert_eq!(again.status, StatusCode::SEE_OTHER);
    assert_eq!(again.header("location"), "/sign-in?next=%2Faccount");
}

#[sqlx::test(migrator = "followup::store::MIGRATOR")]
async fn signing_out_everywhere_ends_the_sessions_of_every_browser(pool: PgPool) {
    account(&pool, ANN, Role::Inspector, &[]).await;
    let server = server_on(&pool).await;
    let mut here = Browser::signed_in(&server, ANN).await;
    let mut there = Browser::signed_in(&server, ANN).await;
    assert_ne!(here.cookie(), there.cookie());

    here.post("/account/sign-out-everywhere", &[]).await;

    for browser in [&mut here, &mut there] {
        assert_eq!(browser.get("/account").await.status, StatusCode::SEE_OTHER);
    }
}

#[sqlx::test(migrator = "followup::store::MIGRATOR")]
async fn a_session_is_kept_as_a_digest_and_seen_by_every_process(pool: PgPool) {
    account(&pool, ANN, Role::Inspector, &[]).await;
    let (one, other) = (server_on(&pool).await, server_on(&pool).await);
    let browser = Browser::signed_in(&one, ANN).await;
    let cookie = browser.cookie().unwrap();

    let answer = ask(&other, axum::http::Request::get("/account").header("cookie", &cookie)).await;
    assert_eq!(answer.status, StatusCode::OK);
    let value = cookie.split_once('=').unwrap().1;
    let kept: Vec<String> = sqlx::query_scalar("select session::text from session").fetch_all(&pool).await.unwrap();
    assert!(kept.len() == 1 && !kept[0].contains(value), "{kept:?}");
}

#[sqlx::test(migrator = "followup::store::MIGRATOR")]
async fn what_a_signed_in_person_saw_does_not_stay_in_the_browser(pool: PgPool) {
    account(&pool, ANN, Role::Inspector, &[]).await;
    let server = server_on(&pool).await;

    assert_eq!(get(&server, "/").await.header("cache-control"), "private, no-cache");
    let mut browser = Browser::signed_in(&server, ANN).await;
    assert_eq!(browser.get("/").await.header("cache-control"), "no-store");
}

#[sqlx::test(migrator = "followup::store::MIGRATOR")]
async fn the_protective_marking_stands_on_what_is_not_public_and_on_nothing_else(pool: PgPool) {
    account(&pool, ANN, Role::Inspector, &[]).await;
    account(&pool, "leader@example.org", Role::SeniorLeader, &[]).await;
    let (open, closed) = (server_on(&pool).await, closed_server_on(&pool).await);
    let marked = |body: &str| body.contains("OFFICIAL-SENSITIVE");

    assert!(!marked(&get(&open, "/forces").await.body));
    assert!(!marked(&get(&closed, "/sign-in").await.body));
    for (server, email, expected) in [
        (&open, ANN, true),
        (&open, "leader@example.org", false),
        (&closed, ANN, true),
        (&closed, "leader@example.org", true),
    ] {
        let body = Browser::signed_in(server, email).await.get("/forces").await.body;
        assert_eq!(marked(&body), expected, "{email}");
    }
}

#[sqlx::test(migrator = "followup::store::MIGRATOR")]
async fn where_pages_are_not_public_everything_leads_to_signing_in_first(pool: PgPool) {
    account(&pool, ANN, Role::Inspector, &[]).await;
    let server = closed_server_on(&pool).await;
    for path in
        ["/forces", "/forces.csv", "/charts/findings-across-rounds.svg", "/recommendations?status=planned", "/nowhere"]
    {
        let answer = get(&server, path).await;
        assert_eq!(answer.status, StatusCode::SEE_OTHER, "{path}");
        let next = form_urlencoded::byte_serialize(path.as_bytes()).collect::<String>();
        assert_eq!(answer.header("location"), format!("/sign-in?next={next}"));
    }
    for path in ["/sign-in", "/accessibility", "/healthz", "/favicon.svg"] {
        assert_eq!(get(&server, path).await.status, StatusCode::OK, "{path}");
    }
    let mut browser = Browser::new(&server);
    let next = ("next", "/recommendations?status=planned");
    let answer = browser.post("/sign-in", &[("email", ANN), ("password", PASSWORD), next]).await;
    assert_eq!(answer.header("location"), next.1);
    assert_eq!(browser.get(next.1).await.status, StatusCode::OK);
}

#[sqlx::test(migrator = "followup::store::MIGRATOR")]
async fn a_new_password_needs_the_old_one_and_ends_the_session(pool: PgPool) {
    account(&pool, ANN, Role::Inspector, &[]).await;
    let server = server_on(&pool).await;
    let mut browser = Browser::signed_in(&server, ANN).await;
    let form = |current, new, repeated| [("current", current), ("new", new), ("repeated", repeated)];
    let new = "kettle marble cloud";

    let wrong = browser.post("/account/password", &form("wrong", new, new)).await;
    assert!(wrong.text().contains("Current password is not right"), "{}", wrong.body);
    let differ = browser.post("/account/password", &form(PASSWORD, new, "kettle marble clouds")).await;
    assert!(differ.text().contains("The two new passwords are not the same"), "{}", differ.body);
    let short = browser.post("/account/password", &form(PASSWORD, "short", "short")).await;
    assert!(short.text().contains("Password must be 12 characters or more"), "{}", short.body);

    let changed = browser.post("/account/password", &form(PASSWORD, new, new)).await;
    assert_eq!(changed.header("location"), "/sign-in?password=changed");
    let answer = browser.post("/sign-in", &[("email", ANN), ("password", new)]).await;
    assert_eq!(answer.status, StatusCode::SEE_OTHER);
}
