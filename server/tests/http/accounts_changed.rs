//! Accounts are changed by administrators: checked first, with a trace, and for sessions that are open.

use axum::http::StatusCode;
use followup::identity::Role;
use sqlx::PgPool;

use crate::{
    real_data::server_with_real_data,
    support::{Browser, account, closed_server_on, server_on},
};

const ADMINISTRATOR: &str = "adm@example.org";

async fn setting(pool: &PgPool) {
    sqlx::query("insert into force (slug) values ('kent'), ('essex')").execute(pool).await.unwrap();
    account(pool, ADMINISTRATOR, Role::Administrator, &[]).await;
}

#[sqlx::test(migrator = "followup::store::MIGRATOR")]
async fn a_change_is_checked_saved_and_kept_as_history(pool: PgPool) {
    let server = server_with_real_data(&pool).await;
    account(&pool, ADMINISTRATOR, Role::Administrator, &[]).await;
    let lee = account(&pool, "lee@example.org", Role::ForceLiaisonOfficer, &["kent"]).await.0;
    let mut administrator = Browser::signed_in(&server, ADMINISTRATOR).await;
    let mut browser = Browser::signed_in(&server, "lee@example.org").await;
    let (page, form) = (format!("/admin/users/{lee}"), format!("/admin/users/{lee}/change"));
    let opened = administrator.get(&form).await.text();
    assert!(
        opened.contains(r#"value="lee@example.org""#) && opened.contains(r#"value="force-liaison-officer" checked"#),
        "{opened}"
    );

    let fields = [("email", "Lee.New@Example.org"), ("name", "Lee New"), ("role", "inspector"), ("forces", "kent")];
    let checked = administrator.post(&form, &[&fields[..], &[("button", "check")]].concat()).await;
    let text = checked.text();
    assert_eq!(checked.status, StatusCode::OK, "{text}");
    for words in [
        "lee.new@example.org (was: lee@example.org)",
        "Inspector (was: Force liaison officer)",
        "The forces of this account are cleared, because the role of inspector has none.",
        "The role changes at once",
        "The person sees a notice on their next page.",
    ] {
        assert!(text.contains(words), "{words}: {text}");
    }
    assert!(administrator.get(&page).await.text().contains("Force liaison officer"), "a check saves nothing");
    let changed = administrator.post(&form, &[&fields[..], &[("button", "save")]].concat()).await;
    assert_eq!(changed.header("location"), format!("{page}?done=changed"), "{}", changed.body);
    let text = administrator.get(changed.header("location")).await.text();
    let history = "Changed the account lee@example.org: email address from lee@example.org to lee.new@example.org; \
        name from Ann Other to Lee New; role from Force liaison officer to Inspector; forces from kent to none";
    assert!(text.contains("Account changed.") && text.contains(history), "{text}");

    // The open session has the new rights with its next request, and its person sees a notice until they say that they have read it.
    let told = browser.get("/worklist").await;
    assert!(told.status == StatusCode::OK && told.text().contains("Someone changed your account"), "{}", told.body);
    assert!(told.text().contains("role from Force liaison officer to Inspector"), "{}", told.body);
    assert_eq!(browser.get("/forces/kent/rounds/new").await.status, StatusCode::OK, "a form of inspectors");
    let until = told.hidden("until");
    let read = browser.post("/account/notices", &[("until", &until), ("next", "/worklist")]).await;
    assert_eq!(read.header("location"), "/worklist");
    assert!(!browser.get("/worklist").await.text().contains("Someone changed your account"));
}

#[sqlx::test(migrator = "followup::store::MIGRATOR")]
async fn what_is_wrong_with_a_change_is_said_at_its_field(pool: PgPool) {
    setting(&pool).await;
    let bea = account(&pool, "bea@example.org", Role::Inspector, &[]).await.0;
    let server = server_on(&pool).await;
    let mut administrator = Browser::signed_in(&server, ADMINISTRATOR).await;
    let form = format!("/admin/users/{bea}/change");
    for button in ["check", "save"] {
        for (email, name, role, words) in [
            ("ann@force..example", "Bea", "inspector", "Enter an email address in the correct format"),
            ("ADM@example.org", "Bea", "inspector", "There is already an account with this email address"),
            ("bea@example.org", " ", "inspector", "Enter a name of up to 100 characters"),
            ("bea@example.org", "Bea", "", "Choose a role"),
            ("bea@example.org", "Bea", "force-liaison-officer", "Choose at least one force"),
            ("bea@example.org", "Ann Other", "inspector", "Nothing was changed"),
        ] {
            let fields = [("email", email), ("name", name), ("role", role), ("button", button)];
            let refused = administrator.post(&form, &fields).await;
            assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY, "{words}: {}", refused.body);
            assert!(refused.text().contains(words), "{words}: {}", refused.body);
        }
    }
    let changes: i64 = sqlx::query_scalar("select count(*) from audit_entry where kind = 'account-changed'")
        .fetch_one(&pool)
        .await
        .unwrap();
    assert_eq!(changes, 0);
}

#[sqlx::test(migrator = "followup::store::MIGRATOR")]
async fn an_administrator_keeps_the_role_while_there_is_no_other(pool: PgPool) {
    setting(&pool).await;
    let server = server_on(&pool).await;
    let adm: uuid::Uuid = sqlx::query_scalar("select id from account").fetch_one(&pool).await.unwrap();
    let mut administrator = Browser::signed_in(&server, ADMINISTRATOR).await;
    let form = format!("/admin/users/{adm}/change");
    let fields = [("email", ADMINISTRATOR), ("name", "Ann Other"), ("role", "inspector"), ("button", "save")];
    let refused = administrator.post(&form, &fields).await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(refused.text().contains("There is no other administrator who can sign in"), "{}", refused.body);
    account(&pool, "other@example.org", Role::Administrator, &[]).await;
    assert_eq!(administrator.post(&form, &fields).await.status, StatusCode::SEE_OTHER);
    assert_eq!(administrator.get("/admin/users").await.status, StatusCode::FORBIDDEN, "at the next request");
}

#[sqlx::test(migrator = "followup::store::MIGRATOR")]
async fn limiting_a_leader_is_one_step_that_says_when_it_has_no_effect(pool: PgPool) {
    let open = server_with_real_data(&pool).await;
    account(&pool, ADMINISTRATOR, Role::Administrator, &[]).await;
    let lee = account(&pool, "lee@example.org", Role::SeniorLeader, &[]).await.0;
    let closed = closed_server_on(&pool).await;
    let page = format!("/admin/users/{lee}");
    let mut on_open = Browser::signed_in(&open, ADMINISTRATOR).await;
    let mut on_closed = Browser::signed_in(&closed, ADMINISTRATOR).await;
    let none = "This limit has no effect:";
    assert!(on_open.get(&page).await.text().contains("A limit would have no effect here"));
    let before = on_closed.get(&page).await.text();
    assert!(before.contains("This person can see every force.") && !before.contains("no effect"), "{before}");

    let limited = on_closed.post(&page, &[("do", "forces"), ("forces", "kent")]).await;
    assert_eq!(limited.status, StatusCode::SEE_OTHER);
    assert!(!on_closed.get(&page).await.text().contains(none));
    assert!(on_open.get(&page).await.text().contains("This limit has no effect: everyone can read this service"));
    let every: Vec<String> = sqlx::query_scalar("select slug from force order by slug").fetch_all(&pool).await.unwrap();
    let chosen = every.iter().map(|force| ("forces", force.as_str()));
    on_closed.post(&page, &std::iter::once(("do", "forces")).chain(chosen).collect::<Vec<_>>()).await;
    assert!(on_closed.get(&page).await.text().contains("This limit has no effect: every force is chosen"));
    let trace: Vec<serde_json::Value> =
        sqlx::query_scalar("select changes from audit_entry where kind = 'account-changed' order by id")
            .fetch_all(&pool)
            .await
            .unwrap();
    assert_eq!(trace[1][0], serde_json::json!({"field": "forces", "old": "kent", "new": every.join(", ")}));
}
