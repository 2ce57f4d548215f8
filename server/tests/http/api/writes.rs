//! Functions that write: who may call which, and that nothing is recorded of what is refused.

use axum::http::{Request, StatusCode};
use followup::identity::Role;
use sqlx::PgPool;

use super::{ADMINISTRATORS, INSPECTORATE, OFFICERS, WORKING, problem};
use crate::real_data::server_with_real_data;
use crate::support::{Browser, account, ask, closed_server_on, server_on};

const AUTHORISERS: &[Role] = &[Role::Authoriser];

/// A function, and the roles that may call it. `about` are the arguments that name what it is about.
pub(super) struct Function {
    pub(super) name: &'static str,
    about: &'static [(&'static str, &'static str)],
    roles: &'static [Role],
}

const fn function(
    name: &'static str,
    about: &'static [(&'static str, &'static str)],
    roles: &'static [Role],
) -> Function {
    Function { name, about, roles }
}

const TOKEN: (&str, &str) = ("token", "5b0a3f0e-7c43-4b8e-9a53-0d4f3a0c9b11");
/// A version that nothing has.
const VERSION: (&str, &str) = ("version", "9999");
const ITEM: &[(&str, &str)] = &[("reference", "KENT-2019-01"), VERSION, TOKEN];
const SELECTED: &[(&str, &str)] = &[("item", "KENT-2019-01@9999"), TOKEN];
const FORCE: &[(&str, &str)] = &[("force", "kent"), VERSION, TOKEN];
const DRAFT: &[(&str, &str)] = &[("force", "kent"), ("draft", "00000000-0000-4000-8000-000000000000"), VERSION, TOKEN];
const NOBODY: &[(&str, &str)] = &[("id", "00000000-0000-4000-8000-000000000000")];
const CONFIRMATION: &[(&str, &str)] = &[("id", "00000000-0000-4000-8000-000000000000"), ("answer", "confirmed")];
const REMOVED: &[(&str, &str)] = &[
    ("force", "kent"),
    ("draft", "00000000-0000-4000-8000-000000000000"),
    VERSION,
    TOKEN,
    ("remove", "00000000-0000-4000-8000-000000000000"),
];

/// Every function that writes. One that is not in this table fails a test.
pub(super) const FUNCTIONS: [Function; 46] = [
    function("recommendation/update", ITEM, OFFICERS),
    function("recommendation/update/check", ITEM, OFFICERS),
    function("recommendation/update/draft", &[("reference", "NOWHERE-1"), VERSION], OFFICERS),
    function("recommendation/update/draft/discard", &[("reference", "KENT-2019-01")], OFFICERS),
    function("recommendation/return", ITEM, INSPECTORATE),
    function("recommendation/status", ITEM, INSPECTORATE),
    function("recommendation/finding", ITEM, INSPECTORATE),
    function("recommendation/closure", ITEM, INSPECTORATE),
    function("recommendation/closure/decision", ITEM, AUTHORISERS),
    function("recommendation/reopening", ITEM, AUTHORISERS),
    function("recommendation/deadline", ITEM, INSPECTORATE),
    function("recommendation/link", ITEM, INSPECTORATE),
    function("recommendation/note", ITEM, WORKING),
    function("worklist/selected/return", SELECTED, INSPECTORATE),
    function("worklist/selected/status", SELECTED, INSPECTORATE),
    function("worklist/selected/closure", SELECTED, INSPECTORATE),
    function("worklist/selected/closure/decision", SELECTED, AUTHORISERS),
    function("monitoring/duty", FORCE, INSPECTORATE),
    function("monitoring/duty/met", FORCE, INSPECTORATE),
    function("monitoring/duty/met-on", FORCE, INSPECTORATE),
    function("monitoring/duty/not-met", FORCE, INSPECTORATE),
    function("monitoring/stage", FORCE, INSPECTORATE),
    function("rounds/new", &[("force", "kent"), TOKEN], INSPECTORATE),
    function("rounds/draft/details", DRAFT, INSPECTORATE),
    function("rounds/draft/recommendations", DRAFT, INSPECTORATE),
    function("rounds/draft/recommendations/remove", REMOVED, INSPECTORATE),
    function("rounds/draft/findings", DRAFT, INSPECTORATE),
    function("rounds/draft/grades", DRAFT, INSPECTORATE),
    function("rounds/draft/case-audit", DRAFT, INSPECTORATE),
    function("rounds/draft/discard", DRAFT, INSPECTORATE),
    function("rounds/draft/publish", DRAFT, INSPECTORATE),
    function("accounts", &[("email", "nobody")], ADMINISTRATORS),
    function("account/password-link", NOBODY, ADMINISTRATORS),
    function("account/change", NOBODY, ADMINISTRATORS),
    function("account/change/check", NOBODY, ADMINISTRATORS),
    function("accounts/confirmations", CONFIRMATION, &[Role::Administrator, Role::Authoriser]),
    function("account/forces", NOBODY, ADMINISTRATORS),
    function("account/disable", NOBODY, ADMINISTRATORS),
    function("account/enable", NOBODY, ADMINISTRATORS),
    function("session/stay", &[], Role::ALL),
    function("session/notices", &[("until", "2026-11-23T12:00:00Z")], Role::ALL),
    function("session/password", &[], Role::ALL),
    function("session/end-everywhere", &[], Role::ALL),
    // By the link, whoever has it.
    function("session/password-link", &[("token", "none")], EVERYONE),
    function("session/sign-in", &[("email", "nobody"), ("password", "")], EVERYONE),
    function("session/sign-out", &[], EVERYONE),
];

/// Without a session too.
const EVERYONE: &[Role] = &[];

/// The status of a function that everybody may call, with the arguments of the table.
fn status_for_everyone(function: &Function) -> Option<StatusCode> {
    let status = match function.name {
        "session/password-link" => StatusCode::GONE,
        "session/sign-in" => StatusCode::UNPROCESSABLE_ENTITY,
        _ => StatusCode::OK,
    };
    function.roles.is_empty().then_some(status)
}

fn address(function: &Function) -> String {
    format!("/api/v1/{}", function.name)
}

async fn recorded(pool: &PgPool) -> i64 {
    sqlx::query_scalar("select (select count(*) from event) + (select count(*) from round_draft)")
        .fetch_one(pool)
        .await
        .unwrap()
}

#[sqlx::test(migrator = "followup::store::MIGRATOR", fixtures("../../../../src/store/fixtures/register.sql"))]
async fn a_write_is_for_the_roles_of_its_permission_alone(pool: PgPool) {
    let (open, closed) = (server_on(&pool).await, closed_server_on(&pool).await);
    let before = recorded(&pool).await;
    for function in &FUNCTIONS {
        for server in [&open, &closed] {
            let answer = Browser::new(server).post(&address(function), function.about).await;
            if let Some(status) = status_for_everyone(function) {
                assert_eq!(answer.status, status, "{}: {}", function.name, answer.body);
            } else {
                assert_eq!(answer.status, StatusCode::UNAUTHORIZED, "{}: {}", function.name, answer.body);
                assert_eq!(problem(&answer)["code"], "sign-in-first");
            }
        }
    }
    for role in Role::ALL {
        let forces: &[&str] = if *role == Role::ForceLiaisonOfficer { &["kent"] } else { &[] };
        let email = format!("{}@example.org", role.slug());
        account(&pool, &email, *role, forces).await;
        let mut browser = Browser::signed_in(&open, &email).await;
        for function in &FUNCTIONS {
            let answer = browser.post(&address(function), function.about).await;
            let status = answer.status;
            if let Some(expected) = status_for_everyone(function) {
                assert_eq!(status, expected, "{role} {}: {}", function.name, answer.body);
            } else if function.name == "session/end-everywhere" {
                assert_eq!(status, StatusCode::OK, "{role}: {}", answer.body);
                assert_eq!(browser.get("/api/v1/session/account").await.status, StatusCode::UNAUTHORIZED, "{role}");
            } else if !function.roles.contains(role) {
                assert_eq!(status, StatusCode::FORBIDDEN, "{role} {}: {}", function.name, answer.body);
                problem(&answer);
            } else if function.name == "session/stay" {
                assert_eq!((status, answer.body.as_str()), (StatusCode::OK, "1800"), "{role}");
            } else if function.name == "session/notices" {
                assert_eq!(status, StatusCode::OK, "{role}: {}", answer.body);
            } else if function.name.ends_with("draft/discard") && function.about.len() == 1 {
                assert_eq!(status, StatusCode::OK, "{role} {}: {}", function.name, answer.body);
            } else {
                // They may, but these arguments are about nothing that is there, are out of date or say nothing.
                assert!([404, 409, 422].contains(&status.as_u16()), "{role} {}: {}", function.name, answer.body);
                problem(&answer);
            }
        }
    }
    assert_eq!(recorded(&pool).await, before);
}

#[sqlx::test(migrations = false)]
async fn a_note_is_recorded_once_and_its_conflict_says_what_was(pool: PgPool) {
    let server = server_with_real_data(&pool).await;
    account(&pool, "inspector@example.org", Role::Inspector, &[]).await;
    let mut browser = Browser::signed_in(&server, "inspector@example.org").await;
    let version: i32 =
        sqlx::query_scalar("select coalesce(max(version), 0) from event where stream_id = 'KENT-2019-01'")
            .fetch_one(&pool)
            .await
            .unwrap();
    let version = version.to_string();
    let note = |token: &'static str, version: String| {
        [
            ("reference", "KENT-2019-01".to_owned()),
            ("version", version),
            ("token", token.to_owned()),
            ("note", "Looked at the new procedure".to_owned()),
            ("audience", "inspectorate".to_owned()),
        ]
    };
    let before = recorded(&pool).await;
    let mut send = async |fields: [(&'static str, String); 5]| {
        let fields = fields.each_ref().map(|(name, value)| (*name, value.as_str()));
        browser.post("/api/v1/recommendation/note", &fields).await
    };
    let first = send(note(TOKEN.1, version.clone())).await;
    assert_eq!(first.status, StatusCode::OK, "{}", first.body);
    assert!(first.body.contains("\"reference\":\"KENT-2019-01\""), "{}", first.body);
    let again = send(note(TOKEN.1, version.clone())).await;
    assert_eq!((again.status, &again.body), (StatusCode::OK, &first.body));
    assert_eq!(recorded(&pool).await, before + 1);
    let other = send(note("9d2f3c1a-1111-4222-8333-444455556666", version)).await;
    assert_eq!(other.status, StatusCode::CONFLICT, "{}", other.body);
    let conflict = problem(&other);
    assert_eq!(conflict["code"], "conflict");
    assert_eq!(conflict["since"][0]["kind"], "note_recorded");
    assert_eq!(conflict["since"][0]["actor"]["role"], "inspector");
    assert!(conflict["since"][0]["actor"]["id"].is_null(), "{conflict}");
    assert_eq!(recorded(&pool).await, before + 1);
}

#[sqlx::test(migrator = "followup::store::MIGRATOR", fixtures("../../../../src/store/fixtures/register.sql"))]
async fn bad_arguments_of_a_write_are_named_and_record_nothing(pool: PgPool) {
    let server = server_on(&pool).await;
    account(&pool, "authoriser@example.org", Role::Authoriser, &[]).await;
    let mut browser = Browser::signed_in(&server, "authoriser@example.org").await;
    let before = recorded(&pool).await;
    for (name, value, named) in [
        ("token", "x", "token"),
        ("version", "one", "version"),
        ("colour", "red", "colour"),
        ("audience", "force", "audience"),
    ] {
        let mut fields: Vec<_> = ITEM.iter().copied().filter(|(given, _)| *given != name).collect();
        fields.extend([("note", "A note"), ("audience", "inspectorate"), (name, value)]);
        let answer = browser.post("/api/v1/recommendation/note", &fields).await;
        assert_eq!(answer.status, StatusCode::BAD_REQUEST, "{name}: {}", answer.body);
        assert_eq!(problem(&answer)["name"], named, "{}", answer.body);
    }
    let missing = browser.post("/api/v1/recommendation/note", &ITEM[1..]).await;
    assert_eq!(problem(&missing)["name"], "reference", "{}", missing.body);
    let empty = browser.post("/api/v1/recommendation/note", ITEM).await;
    assert_eq!(empty.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert_eq!(problem(&empty)["fields"][0]["field"], "note", "{}", empty.body);
    let personal = [ITEM, &[("note", "Her mother’s number is 07700 900123"), ("audience", "inspectorate")]].concat();
    let personal = browser.post("/api/v1/recommendation/note", &personal).await;
    assert_eq!(problem(&personal)["fields"][0]["field"], "looked_at", "{}", personal.body);
    let read = ask(&server, Request::get("/api/v1/recommendation/note")).await;
    assert_eq!((read.status, read.header("allow")), (StatusCode::METHOD_NOT_ALLOWED, "POST"));
    let foreign = Request::post("/api/v1/recommendation/note")
        .header("host", "127.0.0.1:3000")
        .header("origin", "https://evil.example")
        .header("cookie", browser.cookie().unwrap());
    assert_eq!(ask(&server, foreign).await.status, StatusCode::FORBIDDEN);
    assert_eq!(recorded(&pool).await, before);
}
