//! Server functions over HTTP: who may call which, what they return, and how every kind of bad call is answered.

use std::collections::BTreeSet;

use axum::{
    Router,
    http::{Method, Request, StatusCode},
};
use followup::identity::Role;
use serde_json::Value;
use sqlx::PgPool;

use crate::support::{Answer, Browser, account, ask, closed_server_on, get, server_on};

mod filters;
mod sign_in;
mod writes;

/// What a reader who is limited to Kent gets for arguments about others.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Outside {
    /// It does not exist for them.
    NotFound,
    /// The figures would include others.
    Forbidden,
    /// A list that leaves the others out, or a response that is about no force.
    LeftOut,
}

/// Who may call a function.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Callers {
    /// Everybody, also where reading is closed.
    Everyone,
    /// Those who may read.
    Readers,
    /// Those who are signed in, in one of these roles. To a liaison officer another force's item does not exist.
    Roles(&'static [Role]),
}

/// A function, with arguments about Kent, arguments about Gwent or everything, and what the latter give to a reader limited to Kent.
#[derive(Clone, Copy)]
struct Function {
    name: &'static str,
    own: &'static str,
    others: &'static str,
    callers: Callers,
    outside: Outside,
    /// The status of the response to those who may call it.
    status: u16,
}

const fn function(name: &'static str, own: &'static str, others: &'static str, outside: Outside) -> Function {
    Function { name, own, others, callers: Callers::Readers, outside, status: 200 }
}

/// A function of roles. Without a status of its own it answers 200.
const fn of_roles(name: &'static str, own: &'static str, others: &'static str, roles: &'static [Role]) -> Function {
    Function { name, own, others, callers: Callers::Roles(roles), outside: Outside::Forbidden, status: 200 }
}

const fn of_everyone(name: &'static str, arguments: &'static str, status: u16) -> Function {
    let (callers, outside) = (Callers::Everyone, Outside::LeftOut);
    Function { name, own: arguments, others: arguments, callers, outside, status }
}

const fn answering(status: u16, function: Function) -> Function {
    Function { status, ..function }
}

const INSPECTORATE: &[Role] = &[Role::Inspector, Role::Authoriser];
const OFFICERS: &[Role] = &[Role::ForceLiaisonOfficer];
const WORKING: &[Role] = &[Role::Inspector, Role::Authoriser, Role::ForceLiaisonOfficer];
const ADMINISTRATORS: &[Role] = &[Role::Administrator];

const KENT: &str = "force=kent";
const GWENT: &str = "force=gwent";
const KENT_ITEM: &str = "reference=KENT-2019-01";
const GWENT_ITEM: &str = "reference=GWENT-2020-01";
/// An id that nothing has.
const NO_DRAFT: &str = "force=kent&draft=00000000-0000-4000-8000-000000000000";

/// Every function. One that is not in this table fails the test below.
const FUNCTIONS: [Function; 52] = [
    function("forces", "", "nation=wales", Outside::LeftOut),
    function("forces/names", "", "", Outside::LeftOut),
    function("force", "slug=kent", "slug=gwent", Outside::NotFound),
    function("round", "force=kent&round=review-2021", "force=gwent&round=inspection-2020", Outside::NotFound),
    function("recommendations", KENT, "q=detention", Outside::LeftOut),
    function("recommendation", KENT_ITEM, GWENT_ITEM, Outside::NotFound),
    function("good-practice", KENT, "", Outside::LeftOut),
    function("about-the-data", "", "", Outside::Forbidden),
    function("overview", "", "", Outside::LeftOut),
    function("progress/findings-across-rounds", KENT, GWENT, Outside::Forbidden),
    function("progress/status-over-time", KENT, "", Outside::Forbidden),
    function("progress/assurance-gap", KENT, "region=wales", Outside::Forbidden),
    function("progress/oldest-claims", KENT, "region=wales", Outside::Forbidden),
    function("progress/deadlines", KENT, GWENT, Outside::Forbidden),
    function("progress/pace", KENT, "", Outside::Forbidden),
    function("progress/case-audits", KENT, "nation=wales", Outside::Forbidden),
    function("progress/what-recurs", KENT, GWENT, Outside::Forbidden),
    function("progress/grades", KENT, "", Outside::Forbidden),
    function("progress/forces-at-a-glance", KENT, "", Outside::Forbidden),
    function("progress/last-said", KENT, "region=wales", Outside::Forbidden),
    function("progress/comes-back", KENT, "", Outside::Forbidden),
    function("progress/beside-others", KENT, "nation=wales", Outside::Forbidden),
    function("progress/visits", KENT, GWENT, Outside::Forbidden),
    function("progress/what-is-known", KENT, "", Outside::Forbidden),
    function("progress/standing", KENT, "region=wales", Outside::Forbidden),
    function("changes", "force=kent&from=2019-01-01", "from=2019-01-01", Outside::Forbidden),
    function("briefing", "force=kent&from=2019-01-01", "force=gwent&from=2019-01-01", Outside::Forbidden),
    function(
        "briefing/items",
        "force=kent&from=2019-01-01&change=raised",
        "from=2019-01-01&change=raised",
        Outside::Forbidden,
    ),
    of_everyone("service", "", 200),
    of_everyone("session", "", 200),
    of_everyone("session/demonstration-accounts", "", 200),
    of_everyone("session/password-link", "token=none", 410),
    of_roles("session/account", "", "", Role::ALL),
    of_roles("worklist", "", "", WORKING),
    of_roles("worklist/counts", "", "", Role::ALL),
    of_roles(
        "worklist/saved",
        "form=00000000-0000-4000-8000-000000000000",
        "form=00000000-0000-4000-8000-000000000000",
        Role::ALL,
    ),
    of_roles("worklist/rounds", "", "", INSPECTORATE),
    of_roles("worklist/selected", "item=KENT-2019-01", "item=GWENT-2020-01&endings=true", INSPECTORATE),
    of_roles("worklist/other-items", "force=kent&item=KENT-2019-01", "force=gwent&item=GWENT-2020-01", INSPECTORATE),
    of_roles("recommendation/update", KENT_ITEM, GWENT_ITEM, OFFICERS),
    of_roles("recommendation/review", KENT_ITEM, GWENT_ITEM, WORKING),
    of_roles("recommendation/evidence", KENT_ITEM, GWENT_ITEM, WORKING),
    of_roles("rounds/new", KENT, GWENT, INSPECTORATE),
    of_roles("rounds/drafts", KENT, GWENT, INSPECTORATE),
    of_roles("rounds/draft", NO_DRAFT, NO_DRAFT, INSPECTORATE),
    of_roles(
        "rounds/draft/earlier-items",
        "draft=00000000-0000-4000-8000-000000000000",
        "draft=00000000-0000-4000-8000-000000000000",
        INSPECTORATE,
    ),
    answering(404, of_roles("rounds/draft/problems", NO_DRAFT, NO_DRAFT, INSPECTORATE)),
    of_roles("monitoring", KENT, GWENT, INSPECTORATE),
    of_roles("accounts", "", "", ADMINISTRATORS),
    answering(404, of_roles("account", "id=none", "id=none", ADMINISTRATORS)),
    of_roles("accounts/confirmations", "", "", &[Role::Administrator, Role::Authoriser]),
    of_roles("audit", "", "kind=exported", ADMINISTRATORS),
];

/// Texts that are about Gwent alone.
const OF_GWENT: [&str; 2] = ["Gwent", "Review every detention"];

fn address(function: &Function, arguments: &str) -> String {
    format!("/api/v1/{}?{arguments}", function.name)
}

fn is_about_gwent(answer: &Answer) -> bool {
    OF_GWENT.iter().any(|text| answer.body.contains(text))
}

/// The problem details of a response.
fn problem(answer: &Answer) -> Value {
    assert_eq!(answer.header("content-type"), "application/problem+json", "{}", answer.body);
    assert_eq!(answer.header("location"), "");
    let problem: Value = serde_json::from_str(&answer.body).unwrap();
    assert_eq!(problem["status"], answer.status.as_u16());
    assert!(problem["title"].is_string() && problem["detail"].is_string(), "{problem}");
    problem
}

#[sqlx::test(migrator = "followup::store::MIGRATOR", fixtures("../../../src/store/fixtures/register.sql"))]
async fn the_tables_of_permissions_name_every_function(pool: PgPool) {
    let _server = server_on(&pool).await;
    let known: BTreeSet<_> =
        leptos::server_fn::axum::server_fn_paths().map(|(path, method)| format!("{method} {path}")).collect();
    let reads = FUNCTIONS.iter().map(|function| format!("GET /api/v1/{}", function.name));
    let writes = writes::FUNCTIONS.iter().map(|function| format!("POST /api/v1/{}", function.name));
    assert_eq!(known, reads.chain(writes).collect());
    assert!(known.len() >= 50, "{}", known.len());
}

#[sqlx::test(migrator = "followup::store::MIGRATOR", fixtures("../../../src/store/fixtures/register.sql"))]
async fn nobody_signed_in_calls_only_what_everybody_may(pool: PgPool) {
    let (open, closed) = (server_on(&pool).await, closed_server_on(&pool).await);
    for function in &FUNCTIONS {
        for arguments in [function.own, function.others] {
            let address = address(function, arguments);
            for (server, reading_is_open) in [(&open, true), (&closed, false)] {
                let answer = get(server, &address).await;
                let may = match function.callers {
                    Callers::Everyone => true,
                    Callers::Readers => reading_is_open,
                    Callers::Roles(_) => false,
                };
                if may {
                    assert_eq!(answer.status.as_u16(), function.status, "{address}: {}", answer.body);
                } else {
                    assert_eq!(answer.status, StatusCode::UNAUTHORIZED, "{address}: {}", answer.body);
                    assert_eq!(problem(&answer)["code"], "sign-in-first");
                    assert!(!is_about_gwent(&answer), "{address}");
                }
            }
        }
    }
}

#[sqlx::test(migrator = "followup::store::MIGRATOR", fixtures("../../../src/store/fixtures/register.sql"))]
async fn each_role_calls_what_the_table_says(pool: PgPool) {
    let closed = closed_server_on(&pool).await;
    for role in Role::ALL {
        let email = format!("{}@example.org", role.slug());
        let forces: &[&str] = if *role == Role::ForceLiaisonOfficer { &["kent"] } else { &[] };
        account(&pool, &email, *role, forces).await;
        let mut browser = Browser::signed_in(&closed, &email).await;
        for function in &FUNCTIONS {
            for arguments in [function.own, function.others] {
                let address = address(function, arguments);
                let answer = browser.get(&address).await;
                let may = match function.callers {
                    Callers::Roles(roles) => roles.contains(role),
                    Callers::Everyone | Callers::Readers => true,
                };
                let is_of_another_force = function.name.starts_with("recommendation/") && arguments == GWENT_ITEM;
                let status = match (may, *role) {
                    (true, Role::ForceLiaisonOfficer) if is_of_another_force => 404,
                    (true, _) => function.status,
                    (false, _) => 403,
                };
                assert_eq!(answer.status.as_u16(), status, "{role} {address}: {}", answer.body);
                if status == 403 || is_of_another_force && status == 404 {
                    assert!(!is_about_gwent(&answer) || status == 404, "{role} {address}: {}", answer.body);
                    problem(&answer);
                }
            }
        }
    }
}

#[sqlx::test(migrator = "followup::store::MIGRATOR", fixtures("../../../src/store/fixtures/register.sql"))]
async fn a_limited_leader_reads_nothing_about_other_forces(pool: PgPool) {
    let closed = closed_server_on(&pool).await;
    account(&pool, "limited@example.org", Role::SeniorLeader, &["kent"]).await;
    let mut limited = Browser::signed_in(&closed, "limited@example.org").await;
    for function in &FUNCTIONS {
        let may = match function.callers {
            Callers::Roles(roles) => roles.contains(&Role::SeniorLeader),
            Callers::Everyone | Callers::Readers => true,
        };
        let is_about_all = function.outside == Outside::Forbidden && function.own == function.others;
        let (own, others) = (address(function, function.own), address(function, function.others));
        if may && (!is_about_all || matches!(function.callers, Callers::Roles(_))) {
            let answer = limited.get(&own).await;
            assert_eq!(answer.status.as_u16(), function.status, "{own}: {}", answer.body);
            assert!(!is_about_gwent(&answer), "{own}: {}", answer.body);
        }
        let answer = limited.get(&others).await;
        assert!(!is_about_gwent(&answer), "{others}: {}", answer.body);
        match (may, function.callers, function.outside) {
            // An item of another force does not exist, whatever could be done about it.
            (false, ..) if function.others == GWENT_ITEM => {
                assert_eq!(answer.status, StatusCode::NOT_FOUND, "{others}: {}", answer.body);
            }
            (false, ..) => {
                assert_eq!(answer.status, StatusCode::FORBIDDEN, "{others}");
                assert_eq!(problem(&answer)["code"], "forbidden", "{others}");
            }
            (true, Callers::Readers, Outside::Forbidden) => {
                assert_eq!(answer.status, StatusCode::FORBIDDEN, "{others}: {}", answer.body);
                assert_eq!(problem(&answer)["code"], "beyond-limit");
            }
            (true, Callers::Readers, Outside::NotFound) => {
                assert_eq!(answer.status, StatusCode::NOT_FOUND, "{others}");
                // The response is the same as for something that does not exist.
                let absent = others.replace("gwent", "nowhere").replace("GWENT", "NOWHERE");
                let absent = problem(&limited.get(&absent).await).to_string().to_lowercase();
                let hidden = problem(&answer).to_string().to_lowercase();
                assert_eq!(hidden.replace("gwent", "nowhere"), absent, "{others}");
            }
            (true, ..) => assert_eq!(answer.status.as_u16(), function.status, "{others}"),
        }
    }
    for name in ["recommendations", "good-practice"] {
        let answer = limited.get(&format!("/api/v1/{name}?force=gwent")).await;
        assert_eq!(answer.status, StatusCode::FORBIDDEN, "{name}");
        assert_eq!(problem(&answer)["code"], "beyond-limit");
    }
    let denials: i64 = sqlx::query_scalar("select count(*) from audit_entry where kind = 'action-refused'")
        .fetch_one(&pool)
        .await
        .unwrap();
    assert!(denials >= 4, "{denials} denials in the audit");
}

#[sqlx::test(migrator = "followup::store::MIGRATOR", fixtures("../../../src/store/fixtures/register.sql"))]
async fn a_force_is_read_with_its_items_and_what_rounds_found_of_them(pool: PgPool) {
    let server = server_on(&pool).await;
    let read = async |at: &str| {
        let answer = get(&server, &format!("/api/v1/force?slug=kent{at}")).await;
        let force: Value = serde_json::from_str(&answer.body).unwrap();
        force["items"].as_array().unwrap().clone()
    };
    let items = read("").await;
    let register = get(&server, "/api/v1/recommendations?force=kent").await;
    let register: Value = serde_json::from_str(&register.body).unwrap();
    let mut listed: Vec<_> = register["rows"].as_array().unwrap().iter().map(|row| row["reference"].clone()).collect();
    let mut named: Vec<_> = items.iter().map(|item| item["reference"].clone()).collect();
    listed.sort_by_key(Value::to_string);
    named.sort_by_key(Value::to_string);
    assert_eq!(named, listed);
    let first = items.iter().find(|item| item["reference"] == "KENT-2019-01").unwrap();
    assert_eq!(first["found"][0]["round"], "review-2021", "{first}");
    assert!(first["found"][0]["finding"].is_string() && first["status"].is_string(), "{first}");
    assert!(first["deadline"].is_string(), "{first}");
    // Before the review nothing had been found.
    let before = read("&as_at=2020-06-01").await;
    assert!(!before.is_empty() && before.iter().all(|item| item["found"].as_array().unwrap().is_empty()));
}

async fn bad_argument(server: &Router, call: &str) -> (String, String) {
    let answer = get(server, &format!("/api/v1/{call}")).await;
    assert_eq!(answer.status, StatusCode::BAD_REQUEST, "{call}: {}", answer.body);
    let problem = problem(&answer);
    assert_eq!(problem["code"], "bad-argument", "{call}");
    (problem["name"].as_str().unwrap().to_owned(), problem["allowed"].as_str().unwrap().to_owned())
}

#[sqlx::test(migrator = "followup::store::MIGRATOR", fixtures("../../../src/store/fixtures/register.sql"))]
async fn a_bad_argument_is_named_with_what_it_may_be(pool: PgPool) {
    let server = server_on(&pool).await;
    for (call, name, allowed) in [
        ("force", "slug", "given"),
        ("force?slug=kent&slug=gwent", "slug", "given only once"),
        ("force?slug=kent&as-at=2022-01-01", "as-at", "left out: the arguments are as_at, known_at, slug"),
        ("force?slug=kent&as_at=soon", "as_at", "a date written as YYYY-MM-DD, for example 2022-05-01"),
        ("force?slug=kent&as_at=2022-01-01&as_at=2022-01-02", "as_at", "given only once"),
        ("recommendations?region=atlantis", "region", "one of"),
        ("recommendations?page=0", "page", "a whole number from 1"),
        ("recommendations?page=1&page=2", "page", "given only once"),
        ("recommendations?forces=kent", "forces", "left out: the arguments are as_at, basis"),
        ("recommendations?found_in=review-2021", "found_in", "given together with force"),
        ("recommendations?within=kent", "within", "left out"),
        ("good-practice?page=900", "page", "1: there is one page"),
        ("forces?sort=colour", "sort", "one of"),
        ("about-the-data?force=kent", "force", "left out"),
    ] {
        let (named, says) = bad_argument(&server, call).await;
        assert_eq!(named, name, "{call}");
        assert!(says.starts_with(allowed), "{call}: {says}");
    }
}

#[sqlx::test(migrator = "followup::store::MIGRATOR", fixtures("../../../src/store/fixtures/register.sql"))]
async fn unknown_functions_and_wrong_methods_get_problem_details(pool: PgPool) {
    let server = server_on(&pool).await;
    for path in
        ["/api/v1/no-such-function", "/api/v1/", "/api/v1", "/api/v2/force", "/api/v1/force/kent", "/api/v1/%66orce"]
    {
        let answer = get(&server, path).await;
        assert_eq!(answer.status, StatusCode::NOT_FOUND, "{path}");
        assert_eq!(problem(&answer)["code"], "not-found", "{path}");
    }
    for method in [Method::PUT, Method::DELETE, Method::PATCH, Method::POST] {
        let request = Request::builder()
            .method(&method)
            .uri("/api/v1/force?slug=kent")
            .header("host", "127.0.0.1:3000")
            .header("origin", "http://127.0.0.1:3000");
        let answer = ask(&server, request).await;
        assert_eq!(answer.status, StatusCode::METHOD_NOT_ALLOWED, "{method}");
        assert_eq!(answer.header("allow"), "GET, HEAD", "{method}");
        problem(&answer);
    }
    let foreign =
        Request::post("/api/v1/force").header("host", "127.0.0.1:3000").header("origin", "https://evil.example");
    let answer = ask(&server, foreign).await;
    assert_eq!(answer.status, StatusCode::FORBIDDEN);
    assert_eq!(problem(&answer)["code"], "foreign-form");
    let large =
        Request::post("/api/v1/force").header("content-length", "2000000").header("origin", "http://127.0.0.1:3000");
    let answer = ask(&server, large.header("host", "127.0.0.1:3000")).await;
    assert_eq!(answer.status, StatusCode::PAYLOAD_TOO_LARGE);
    problem(&answer);
}

#[sqlx::test(migrator = "followup::store::MIGRATOR", fixtures("../../../src/store/fixtures/register.sql"))]
async fn the_api_never_redirects_and_answers_head_as_get(pool: PgPool) {
    let server = server_on(&pool).await;
    for (call, status) in [("force?slug=kent", 200), ("force?slug=nowhere", 404), ("force", 400)] {
        let asked = || {
            Request::builder()
                .uri(format!("/api/v1/{call}"))
                .header("accept", "text/html")
                .header("referer", "https://evil.example/")
        };
        for method in [Method::GET, Method::HEAD] {
            let answer = ask(&server, asked().method(&method)).await;
            assert_eq!(answer.status.as_u16(), status, "{method} {call}");
            assert_eq!(answer.header("location"), "", "{method} {call}");
            let kind = if status == 200 { "application/json" } else { "application/problem+json" };
            assert_eq!(answer.header("content-type"), kind, "{method} {call}");
        }
    }
}

#[sqlx::test(migrator = "followup::store::MIGRATOR", fixtures("../../../src/store/fixtures/register.sql"))]
async fn a_read_writes_nothing(pool: PgPool) {
    let server = server_on(&pool).await;
    let written = || async {
        let counted: i64 = sqlx::query_scalar(
            "select (select count(*) from event) + (select count(*) from audit_entry where kind <> 'dead-link-tried') + (select count(*) from form_receipt)",
        )
        .fetch_one(&pool)
        .await
        .unwrap();
        counted
    };
    let before = written().await;
    for function in &FUNCTIONS {
        get(&server, &address(function, function.own)).await;
    }
    assert_eq!(written().await, before);
}
