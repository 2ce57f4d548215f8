//! The audit as administrators read it, and what stands in it of each request.

use axum::http::{Request, StatusCode};
use followup::identity::Role;
use sqlx::PgPool;

use crate::support::{Browser, account, ask, server_on, state_on};

const ADMINISTRATOR: &str = "adm@example.org";
const ANN: &str = "ann@example.org";

#[sqlx::test(migrator = "followup::store::MIGRATOR", fixtures("../../../src/store/fixtures/register.sql"))]
async fn every_entry_names_the_address_and_the_request(pool: PgPool) {
    account(&pool, ADMINISTRATOR, Role::Administrator, &[]).await;
    let ann = account(&pool, ANN, Role::Inspector, &[]).await.0;
    sqlx::query("delete from account_notice").execute(&pool).await.unwrap();
    let mut state = state_on(&pool).await;
    state.sessions.behind_proxy = true;
    let server = server::router(&state);
    let first: i64 = sqlx::query_scalar("select max(id) from audit_entry").fetch_one(&pool).await.unwrap();
    let signed_in = async |email| {
        let mut browser = Browser::behind_proxy(&server, "192.0.2.7");
        browser.post("/sign-in", &[("email", email), ("password", "wrong")]).await;
        browser.post("/sign-in", &[("email", email), ("password", crate::support::PASSWORD)]).await;
        browser
    };
    let (mut inspector, mut administrator) = (signed_in(ANN).await, signed_in(ADMINISTRATOR).await);
    inspector.get("/recommendations/KENT-2019-01").await;
    inspector.get("/api/v1/recommendation?reference=KENT-2019-01").await;
    inspector.get("/forces.csv").await;
    inspector.get("/admin/users").await;
    let wrong = [("current", "wrong"), ("new", "kettle marble cloud"), ("repeated", "kettle marble cloud")];
    inspector.post("/account/password", &wrong).await;
    inspector.get(&format!("/password/{}", "0a".repeat(32))).await;
    let page = format!("/admin/users/{ann}");
    administrator.post(&page, &[("do", "link")]).await;
    administrator.post(&page, &[("do", "disable")]).await;
    administrator.post(&page, &[("do", "enable")]).await;
    administrator.get("/admin/audit.csv").await;
    administrator.post("/sign-out", &[]).await;
    let foreign = Request::post("/forces/kent/monitoring")
        .header("host", "127.0.0.1:3000")
        .header("origin", "https://evil.example")
        .header("x-forwarded-for", "192.0.2.7");
    assert_eq!(ask(&server, foreign).await.status, StatusCode::FORBIDDEN);

    let rows: Vec<(String, Option<String>, bool)> = sqlx::query_as(
        "select kind::text, host(address), request_id is not null from audit_entry where id > $1 order by id",
    )
    .bind(first)
    .fetch_all(&pool)
    .await
    .unwrap();
    for (kind, address, has_request) in &rows {
        assert_eq!((address.as_deref(), *has_request), (Some("192.0.2.7"), true), "{kind}");
    }
    let mut kinds: Vec<_> = rows.iter().map(|(kind, ..)| kind.as_str()).collect();
    kinds.sort_unstable();
    kinds.dedup();
    let expected = [
        "account-disabled",
        "account-enabled",
        "action-refused",
        "dead-link-tried",
        "exported",
        "foreign-form-refused",
        "own-password-refused",
        "password-link-made",
        "restricted-text-read",
        "sign-in-refused",
        "signed-in",
        "signed-out",
    ];
    assert_eq!(kinds, expected);
}

#[sqlx::test(migrator = "followup::store::MIGRATOR")]
async fn refusals_that_anybody_can_cause_are_counted_in_one_entry(pool: PgPool) {
    let server = server_on(&pool).await;
    for number in 0..20 {
        let foreign = Request::post(format!("/forces/kent-{number}/monitoring"))
            .header("host", "127.0.0.1:3000")
            .header("origin", "https://evil.example");
        ask(&server, foreign).await;
        ask(&server, Request::get(format!("/password/{number}"))).await;
    }
    let rows: Vec<(String, i32, Option<String>)> =
        sqlx::query_as("select kind::text, attempts, subject from audit_entry order by kind::text")
            .fetch_all(&pool)
            .await
            .unwrap();
    let expected = [
        ("dead-link-tried".to_owned(), 20, None),
        ("foreign-form-refused".to_owned(), 20, Some("/forces/{slug}/monitoring".to_owned())),
    ];
    assert_eq!(rows, expected);
}

#[sqlx::test(migrator = "followup::store::MIGRATOR", fixtures("../../../src/store/fixtures/register.sql"))]
async fn the_page_says_in_sentences_who_did_what_and_filters(pool: PgPool) {
    account(&pool, ADMINISTRATOR, Role::Administrator, &[]).await;
    let ann = account(&pool, ANN, Role::Inspector, &[]).await.0;
    let server = server_on(&pool).await;
    let mut inspector = Browser::signed_in(&server, ANN).await;
    let mut administrator = Browser::signed_in(&server, ADMINISTRATOR).await;
    inspector.get("/recommendations/KENT-2019-01").await;
    inspector.get("/forces.csv?region=wales").await;
    inspector.get("/admin/users").await;

    let page = administrator.get("/admin/audit").await.text();
    for words in [
        "23 November 2026, 12:00",
        "Ann Other, inspector",
        "Read restricted text of KENT-2019-01",
        "Exported /forces.csv?region=wales",
        "Was refused /admin/users",
        "Signed in",
        "Added the account ann@example.org",
        "The command line",
    ] {
        assert!(page.contains(words), "{words}: {page}");
    }
    let rows = |page: &str| page.matches("<tr role=\"row\" class=\"govuk-table__row\">").count() - 1;
    let of_ann = format!("/admin/audit?person={ann}");
    for (address, expected) in [
        (of_ann.as_str(), 4),
        ("/admin/audit?kind=exported", 1),
        ("/admin/audit?item=KENT-2019-01", 1),
        ("/admin/audit?item=wales", 1),
        ("/admin/audit?from=23+November+2026&to=23/11/2026&kind=exported", 1),
    ] {
        let answer = administrator.get(address).await;
        let answer = if answer.status == StatusCode::PERMANENT_REDIRECT || answer.status.is_redirection() {
            administrator.get(answer.header("location")).await
        } else {
            answer
        };
        assert_eq!((answer.status, rows(&answer.text())), (StatusCode::OK, expected), "{address}: {}", answer.body);
    }
    let nothing = administrator.get("/admin/audit?from=2027-01-01").await.text();
    assert!(nothing.contains("No entry fits") && nothing.contains("Clear filters"), "{nothing}");
    for (address, name) in [("/admin/audit?from=30+February+2026", "from"), ("/admin/audit?kind=x", "kind")] {
        let refused = administrator.get(address).await;
        assert!(
            refused.status == StatusCode::BAD_REQUEST && refused.names_parameter(name),
            "{address}: {}",
            refused.body
        );
    }
}

#[sqlx::test(migrator = "followup::store::MIGRATOR")]
async fn the_file_has_exactly_the_filtered_entries_and_is_one_itself(pool: PgPool) {
    account(&pool, ADMINISTRATOR, Role::Administrator, &[]).await;
    sqlx::raw_sql(
        "insert into audit_entry (at, kind, subject) select '2026-11-01'::timestamptz + number * interval '1 second', 'exported', '/forces.csv'
        from generate_series(1, 2500) number",
    )
    .execute(&pool)
    .await
    .unwrap();
    let server = server_on(&pool).await;
    let mut administrator = Browser::signed_in(&server, ADMINISTRATOR).await;
    assert_eq!(administrator.head("/admin/audit.csv").await.status, StatusCode::OK);
    let file = administrator.get("/admin/audit.csv?kind=exported&from=2026-11-01&to=2026-11-23").await;
    assert_eq!(file.status, StatusCode::OK, "{}", file.body);
    assert_eq!(file.header("content-disposition"), "attachment; filename=\"audit-OFFICIAL-SENSITIVE.csv\"");
    let lines: Vec<_> = file.body.lines().collect();
    assert_eq!(lines.len(), 2501);
    assert!(
        lines[0].starts_with("at,kind,what,person_name,") && lines[1].starts_with("2026-11-01T00:41:40Z,exported,")
    );
    let noted: Vec<String> =
        sqlx::query_scalar("select subject from audit_entry where kind = 'exported' and person is not null")
            .fetch_all(&pool)
            .await
            .unwrap();
    assert_eq!(noted, ["/admin/audit.csv?kind=exported&from=2026-11-01&to=2026-11-23"]);
    let again = administrator.get("/admin/audit.csv?kind=exported").await;
    assert_eq!(again.body.lines().count(), 2502, "the first file is an entry of the second, the second is not");
}

#[sqlx::test(migrator = "followup::store::MIGRATOR")]
async fn pages_of_the_audit_lead_on_and_back(pool: PgPool) {
    account(&pool, ADMINISTRATOR, Role::Administrator, &[]).await;
    sqlx::raw_sql(
        "insert into audit_entry (at, kind, subject) select '2026-11-01'::timestamptz + number * interval '1 second', 'exported', '/page-' || number
        from generate_series(1, 120) number",
    )
    .execute(&pool)
    .await
    .unwrap();
    let server = server_on(&pool).await;
    let mut administrator = Browser::signed_in(&server, ADMINISTRATOR).await;
    let way = |page: &str, rel: &str| {
        let before = page.split(&format!(r#"rel="{rel}""#)).next().filter(|before| before.len() < page.len())?;
        let href = before.rsplit("href=\"").next()?.split('"').next()?;
        Some(href.replace("&amp;", "&"))
    };
    let mut address = "/admin/audit?kind=exported".to_owned();
    let mut pages = Vec::new();
    loop {
        let page = administrator.get(&address).await.text();
        pages.push(page.matches("Exported /page-").count());
        match way(&page, "next") {
            Some(next) => address = next,
            None => break,
        }
    }
    assert_eq!(pages, [50, 50, 20]);
    let last = administrator.get(&address).await.text();
    let back = administrator.get(&way(&last, "prev").unwrap()).await.text();
    assert!(back.contains("Exported /page-70<") && back.contains("Exported /page-21<"), "{back}");
}
