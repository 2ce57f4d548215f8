//! An authoriser, and a link for one, waits for a second person; who waits and who refused is shown to those it concerns.

use axum::{Router, http::StatusCode};
use followup::identity::Role;
use sqlx::PgPool;

use crate::support::{Browser, account, server_on};

async fn three(pool: &PgPool) -> Router {
    account(pool, "adm@example.org", Role::Administrator, &[]).await;
    account(pool, "other@example.org", Role::Administrator, &[]).await;
    account(pool, "aut@example.org", Role::Authoriser, &[]).await;
    server_on(pool).await
}

async fn id_of(pool: &PgPool, email: &str) -> uuid::Uuid {
    sqlx::query_scalar("select id from account where email = $1").bind(email).fetch_one(pool).await.unwrap()
}

const NEW: [(&str, &str); 3] = [("email", "new@example.org"), ("name", "New Person"), ("role", "authoriser")];
const CONFIRMATIONS: &str = "/admin/confirmations";

#[sqlx::test(migrator = "followup::store::MIGRATOR")]
async fn a_new_authoriser_waits_until_another_person_confirms(pool: PgPool) {
    let server = three(&pool).await;
    let mut asker = Browser::signed_in(&server, "adm@example.org").await;
    let mut authoriser = Browser::signed_in(&server, "aut@example.org").await;
    let asked = asker.post("/admin/users/new", &NEW).await;
    assert_eq!(asked.header("location"), "/admin/users?asked=account", "{}", asked.body);
    let listed = asker.get(asked.header("location")).await.text();
    for words in
        ["The new authoriser waits", "Add New Person (new@example.org) as an authoriser", "Asked for by Ann Other"]
    {
        assert!(listed.contains(words), "{words}: {listed}");
    }
    let own = asker.get(CONFIRMATIONS).await;
    assert!(own.text().contains("You asked for this yourself.") && own.text().contains(">Withdraw<"), "{}", own.body);
    assert!(!own.text().contains(">Confirm<"), "{}", own.body);
    let confirmation = own.hidden("confirmation");
    let confirm = [("confirmation", confirmation.as_str()), ("answer", "confirmed")];
    let refused = asker.post(CONFIRMATIONS, &confirm).await;
    assert_eq!(refused.status, StatusCode::FORBIDDEN, "{}", refused.body);

    let told = authoriser.get("/worklist").await.text();
    assert!(told.contains("1 change to an authoriser waits for you"), "{told}");
    let confirmed = authoriser.post(CONFIRMATIONS, &confirm).await;
    assert_eq!(confirmed.header("location"), "/admin/confirmations?done=confirmed", "{}", confirmed.body);
    assert!(authoriser.get(CONFIRMATIONS).await.text().contains("Confirmed by Ann Other"));
    let again = authoriser.post(CONFIRMATIONS, &confirm).await;
    assert!(again.text().contains("This was answered already"), "{}", again.body);

    let page = format!("/admin/users/{}", id_of(&pool, "new@example.org").await);
    assert!(asker.get(&page).await.text().contains("A second person has agreed to one link"));
    assert_eq!(asker.post(&page, &[("do", "link")]).await.header("location"), page);
    assert!(asker.get(&page).await.body.contains("/password/"));
    let second = asker.post(&page, &[("do", "link")]).await;
    assert_eq!(second.header("location"), format!("{page}?done=asked"));
}

#[sqlx::test(migrator = "followup::store::MIGRATOR")]
async fn a_refusal_is_shown_on_the_page_of_accounts(pool: PgPool) {
    let server = three(&pool).await;
    let mut asker = Browser::signed_in(&server, "adm@example.org").await;
    let mut other = Browser::signed_in(&server, "other@example.org").await;
    asker.post("/admin/users/new", &NEW).await;
    let confirmation = other.get(CONFIRMATIONS).await.hidden("confirmation");
    other.post(CONFIRMATIONS, &[("confirmation", &confirmation), ("answer", "refused")]).await;
    let page = asker.get("/admin/users").await.text();
    assert!(page.contains("Last refused: Add New Person (new@example.org) as an authoriser, by Ann Other"), "{page}");
    assert!(!page.contains("Confirm, refuse or withdraw"), "{page}");
}

#[sqlx::test(migrator = "followup::store::MIGRATOR")]
async fn a_link_for_an_authoriser_waits_and_its_owner_is_told(pool: PgPool) {
    let server = three(&pool).await;
    let mut asker = Browser::signed_in(&server, "adm@example.org").await;
    let mut other = Browser::signed_in(&server, "other@example.org").await;
    let mut owner = Browser::signed_in(&server, "aut@example.org").await;
    let page = format!("/admin/users/{}", id_of(&pool, "aut@example.org").await);
    let asked = asker.post(&page, &[("do", "link")]).await;
    assert_eq!(asked.header("location"), format!("{page}?done=asked"), "{}", asked.body);
    assert!(asker.get(&page).await.text().contains("A one-time link waits for a second person."));
    let confirmation = other.get(CONFIRMATIONS).await.hidden("confirmation");
    let confirm = [("confirmation", confirmation.as_str()), ("answer", "confirmed")];
    assert_eq!(owner.post(CONFIRMATIONS, &confirm).await.status, StatusCode::FORBIDDEN, "about their own account");
    other.post(CONFIRMATIONS, &confirm).await;
    asker.post(&page, &[("do", "link")]).await;
    let told = owner.get("/").await.text();
    assert!(told.contains("a one-time link was made, by which someone can choose a new password"), "{told}");
}

#[sqlx::test(migrator = "followup::store::MIGRATOR")]
async fn a_role_of_authoriser_waits_while_the_rest_is_saved(pool: PgPool) {
    let server = three(&pool).await;
    let ivy = account(&pool, "ivy@example.org", Role::Inspector, &[]).await.0;
    let mut asker = Browser::signed_in(&server, "adm@example.org").await;
    let mut other = Browser::signed_in(&server, "other@example.org").await;
    let (page, form) = (format!("/admin/users/{ivy}"), format!("/admin/users/{ivy}/change"));
    let fields = [("email", "ivy@example.org"), ("name", "Ivy New"), ("role", "authoriser")];
    let checked = asker.post(&form, &[&fields[..], &[("button", "check")]].concat()).await.text();
    assert!(checked.contains("The role changes once another administrator or an authoriser agrees."), "{checked}");
    let saved = asker.post(&form, &[&fields[..], &[("button", "save")]].concat()).await;
    assert_eq!(saved.header("location"), format!("{page}?done=waits"), "{}", saved.body);
    let role = async || -> String {
        sqlx::query_scalar("select name || ', ' || role from account where id = $1")
            .bind(ivy)
            .fetch_one(&pool)
            .await
            .unwrap()
    };
    assert_eq!(role().await, "Ivy New, inspector");
    let confirmation = other.get(CONFIRMATIONS).await.hidden("confirmation");
    other.post(CONFIRMATIONS, &[("confirmation", &confirmation), ("answer", "confirmed")]).await;
    assert_eq!(role().await, "Ivy New, authoriser");
}
