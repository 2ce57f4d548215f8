//! `/briefing.pdf`: marked, named, written down before it leaves.

use axum::http::StatusCode;
use followup::identity::Role;
use sqlx::PgPool;

use crate::support::{Browser, account, closed_server_on, get, server_on};

const ADDRESS: &str = "/briefing.pdf?from=2019-01-01&to=2022-04-30&force=kent";

#[sqlx::test(migrator = "followup::store::MIGRATOR", fixtures("../../../../src/store/fixtures/register.sql"))]
async fn a_paper_is_a_pdf_to_be_saved_under_the_name_of_its_force_and_days(pool: PgPool) {
    let answer = get(&server_on(&pool).await, ADDRESS).await;
    assert_eq!(answer.status, StatusCode::OK, "{}", answer.body);
    assert_eq!(answer.header("content-type"), "application/pdf");
    let name = r#"attachment; filename="briefing-kent-from-2019-01-01-as-at-2022-04-30.pdf""#;
    assert_eq!(answer.header("content-disposition"), name);
    assert!(answer.body.starts_with("%PDF-1.7"));
}

#[sqlx::test(migrator = "followup::store::MIGRATOR", fixtures("../../../../src/store/fixtures/register.sql"))]
async fn a_paper_that_is_not_public_is_marked_and_leaves_a_trace(pool: PgPool) {
    let server = closed_server_on(&pool).await;
    account(&pool, "leader@example.org", Role::SeniorLeader, &[]).await;
    assert_eq!(get(&server, ADDRESS).await.status, StatusCode::SEE_OTHER);
    let mut browser = Browser::signed_in(&server, "leader@example.org").await;
    let answer = browser.get(ADDRESS).await;
    assert_eq!(answer.status, StatusCode::OK);
    assert!(answer.header("content-disposition").contains("OFFICIAL-SENSITIVE"), "{:?}", answer.headers);
    let noted: Vec<String> =
        sqlx::query_scalar("select subject from audit_entry where kind = 'exported'").fetch_all(&pool).await.unwrap();
    assert_eq!(noted, ["/briefing.pdf?from=2019-01-01&to=2022-04-30&force=kent"]);
}
