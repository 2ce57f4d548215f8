//! Accounts as administrators see and change them.

use axum::http::StatusCode;
use followup::event::Role;
use sqlx::PgPool;

use crate::support::{Browser, account, server_on};

const ADMINISTRATOR: &str = "adm@example.org";
const NEW: [(&str, &str); 3] = [("email", "bea@example.org"), ("name", "Bea Other"), ("role", "inspector")];

#[sqlx::test(migrator = "followup::store::MIGRATOR")]
async fn only_administrators_see_and_change_accounts(pool: PgPool) {
    sqlx::query("insert into force (slug) values ('kent')").execute(&pool).await.unwrap();
    let ann = account(&pool, "ann@example.org", Role::Inspector, &[]).await.0;
    let server = server_on(&pool).await;
    for role in Role::ALL {
        let email = format!("{}@example.org", role.slug());
        let forces: &[&str] = if *role == Role::ForceLiaisonOfficer { &["kent"] } else { &[] };
        account(&pool, &email, *role, forces).await;
        let mut browser = Browser::signed_in(&server, &email).await;
        let allowed = *role == Role::Administrator;
        let one = format!("/admin/users/{ann}");
        for path in ["/admin/users", "/admin/users/new", &one] {
            let expected = if allowed { StatusCode::OK } else { StatusCode::FORBIDDEN };
            assert_eq!(browser.get(path).await.status, expected, "{role} {path}");
        }
        let changed = browser.post(&one, &[("do", "link")]).await.status;
        assert_eq!(changed, if allowed { StatusCode::OK } else { StatusCode::FORBIDDEN }, "{role}");
        let added = browser.post("/admin/users/new", &NEW).await.status;
        assert_eq!(added, if allowed { StatusCode::OK } else { StatusCode::FORBIDDEN }, "{role}");
    }
    let refused: i64 = sqlx::query_scalar("select count(*) from audit_entry where kind = 'action-refused'")
        .fetch_one(&pool)
        .await
        .unwrap();
    assert_eq!(refused, 8, "two forms of each of four roles");
}

#[sqlx::test(migrator = "followup::store::MIGRATOR")]
async fn a_new_account_chooses_its_password_by_a_link_shown_once(pool: PgPool) {
    account(&pool, ADMINISTRATOR, Role::Administrator, &[]).await;
    let server = server_on(&pool).await;
    let mut administrator = Browser::signed_in(&server, ADMINISTRATOR).await;

    let added = administrator.post("/admin/users/new", &NEW).await.text();
    let token = added.split("/password/").nth(1).unwrap().split('"').next().unwrap().to_owned();
    let path = format!("/password/{token}");

    let mut bea = Browser::new(&server);
    assert!(bea.get(&path).await.text().contains("bea@example.org"));
    let weak = bea.post(&path, &[("new", "password1234"), ("repeated", "password1234")]).await;
    assert_eq!(weak.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(weak.text().contains("This password is too common"), "{}", weak.body);
    let password = "garden lantern otter";
    let chosen = bea.post(&path, &[("new", password), ("repeated", password)]).await;
    assert_eq!(chosen.header("location"), "/sign-in?password=changed");
    assert!(bea.get(&path).await.text().contains("This link cannot be used"));
    Browser::signed_in(&server, "bea@example.org").await;
}

#[sqlx::test(migrator = "followup::store::MIGRATOR")]
async fn what_is_wrong_with_a_new_account_is_said_at_the_field_and_nothing_is_added(pool: PgPool) {
    account(&pool, ADMINISTRATOR, Role::Administrator, &[]).await;
    let server = server_on(&pool).await;
    let mut administrator = Browser::signed_in(&server, ADMINISTRATOR).await;
    let mut refused = async |email: &str, name: &str, role: &str, words: &str| {
        let answer = administrator.post("/admin/users/new", &[("email", email), ("name", name), ("role", role)]).await;
        assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(answer.text().contains(words), "{words}: {}", answer.body);
    };

    refused("bea", "Bea", "inspector", "Enter an email address in the correct format").await;
    refused("bea@example.org", " ", "inspector", "Enter a name of up to 100 characters").await;
    refused("bea@example.org", "Bea", "", "Choose a role").await;
    refused("bea@example.org", "Bea", "force-liaison-officer", "Choose at least one force").await;
    refused(ADMINISTRATOR, "Bea", "inspector", "There is already an account with this email address").await;

    let accounts: i64 = sqlx::query_scalar("select count(*) from account").fetch_one(&pool).await.unwrap();
    assert_eq!(accounts, 1);
}

#[sqlx::test(migrator = "followup::store::MIGRATOR")]
async fn a_disabled_account_is_out_at_once(pool: PgPool) {
    account(&pool, ADMINISTRATOR, Role::Administrator, &[]).await;
    let bea = account(&pool, "bea@example.org", Role::Inspector, &[]).await.0;
    let server = server_on(&pool).await;
    let mut administrator = Browser::signed_in(&server, ADMINISTRATOR).await;
    let mut browser = Browser::signed_in(&server, "bea@example.org").await;
    assert_eq!(browser.get("/account").await.status, StatusCode::OK);

    let path = format!("/admin/users/{bea}");
    administrator.post(&path, &[("do", "disable")]).await;

    assert_eq!(browser.get("/account").await.status, StatusCode::SEE_OTHER);
    assert!(administrator.get(&path).await.text().contains("Enable this account"));
}
