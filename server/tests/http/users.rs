//! Accounts as administrators see and change them.

use axum::http::StatusCode;
use followup::identity::Role;
use sqlx::PgPool;

use crate::support::{Answer, Browser, account, ask, server_on};

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
        assert_eq!(changed, if allowed { StatusCode::SEE_OTHER } else { StatusCode::FORBIDDEN }, "{role}");
        let added = browser.post("/admin/users/new", &NEW).await.status;
        assert_eq!(added, if allowed { StatusCode::SEE_OTHER } else { StatusCode::FORBIDDEN }, "{role}");
    }
    let refused: i64 = sqlx::query_scalar("select count(*) from audit_entry where kind = 'action-refused'")
        .fetch_one(&pool)
        .await
        .unwrap();
    assert_eq!(refused, 20, "three pages and two forms of each of four roles");
}

/// The path of the one-time link that a page shows.
fn link_on(page: &Answer) -> Option<String> {
    let rest = page.body.split(r#"href="http://127.0.0.1:3000/password/"#).nth(1)?;
    Some(format!("/password/{}", rest.split('"').next().unwrap()))
}

async fn count(pool: &PgPool, sql: &str) -> i64 {
    sqlx::query_scalar(sql).fetch_one(pool).await.unwrap()
}

#[sqlx::test(migrator = "followup::store::MIGRATOR")]
async fn a_one_time_link_is_shown_on_one_page_once_and_a_reload_makes_nothing(pool: PgPool) {
    let adm = account(&pool, ADMINISTRATOR, Role::Administrator, &[]).await.0;
    let server = server_on(&pool).await;
    let mut administrator = Browser::signed_in(&server, ADMINISTRATOR).await;

    let added = administrator.post("/admin/users/new", &NEW).await;
    assert_eq!(added.status, StatusCode::SEE_OTHER, "{}", added.body);
    let page = added.header("location").to_owned();
    assert!(page.starts_with("/admin/users/") && !page.contains("password"), "{page}");
    assert_eq!(link_on(&administrator.get(&format!("/admin/users/{adm}")).await), None, "the page of another account");
    let head = axum::http::Request::head(&page).header("cookie", administrator.cookie().unwrap());
    assert_eq!(ask(&server, head).await.status, StatusCode::OK);

    let shown = administrator.get(&page).await;
    let first = link_on(&shown).unwrap();
    assert!(shown.text().contains("You see it only now, and it works for 24 hours."), "{}", shown.body);
    assert_eq!(shown.header("cache-control"), "no-store");
    assert_eq!(link_on(&administrator.get(&page).await), None, "a reload");
    assert_eq!(count(&pool, "select count(*) from account").await, 2);
    assert_eq!(count(&pool, "select count(*) from password_link").await, 1);

    // Another one, by the button of the page: the same way.
    let made = administrator.post(&page, &[("do", "link")]).await;
    assert_eq!((made.status, made.header("location")), (StatusCode::SEE_OTHER, &*page));
    let second = link_on(&administrator.get(&page).await).unwrap();
    assert_ne!(first, second);
    assert_eq!(link_on(&administrator.get(&page).await), None);
    let mut bea = Browser::new(&server);
    assert_eq!(bea.get(&first).await.status, StatusCode::GONE, "replaced by a newer one");
    assert_eq!(bea.get(&second).await.status, StatusCode::OK);
}

#[sqlx::test(migrator = "followup::store::MIGRATOR")]
async fn a_one_time_link_that_waits_cannot_be_read_from_the_database_nor_in_another_browser(pool: PgPool) {
    account(&pool, ADMINISTRATOR, Role::Administrator, &[]).await;
    let server = server_on(&pool).await;
    let mut administrator = Browser::signed_in(&server, ADMINISTRATOR).await;
    let mut elsewhere = Browser::signed_in(&server, ADMINISTRATOR).await;

    let page = administrator.post("/admin/users/new", &NEW).await.header("location").to_owned();
    let sessions: Vec<String> = sqlx::query_scalar("select session::text from session").fetch_all(&pool).await.unwrap();
    assert_eq!(link_on(&elsewhere.get(&page).await), None, "it belongs to the session in which it was made");
    let path = link_on(&administrator.get(&page).await).unwrap();

    let secret = path.strip_prefix("/password/").unwrap();
    assert_eq!(secret.len(), 64);
    assert!(sessions.iter().any(|session| session.contains("sealed_link")), "{sessions:?}");
    assert!(sessions.iter().all(|session| !session.contains(secret)), "{sessions:?}");
}

#[sqlx::test(migrator = "followup::store::MIGRATOR")]
async fn a_link_that_cannot_be_used_is_gone_and_says_what_to_do(pool: PgPool) {
    account(&pool, ADMINISTRATOR, Role::Administrator, &[]).await;
    let server = server_on(&pool).await;
    let mut bea = Browser::new(&server);
    let password = "garden lantern otter";
    let unknown = format!("/password/{}", "0a".repeat(32));
    for path in [&*unknown, "/password/cut-off"] {
        let (read, sent) = (bea.get(path).await, bea.post(path, &[("new", password), ("repeated", password)]).await);
        for answer in [read, sent] {
            assert_eq!(answer.status, StatusCode::GONE, "{path}");
            let text = answer.text();
            assert!(text.contains("<title>This link cannot be used"), "{text}");
            assert!(text.contains("ask the administrator of this service for a new link"), "{text}");
            assert!(
                text.contains(r#"href="/sign-in""#) && !text.contains("<form method=\"post\" action=\"/password"),
                "{text}"
            );
        }
    }
}

#[sqlx::test(migrator = "followup::store::MIGRATOR")]
async fn a_new_account_chooses_its_password_by_a_link_shown_once(pool: PgPool) {
    account(&pool, ADMINISTRATOR, Role::Administrator, &[]).await;
    let server = server_on(&pool).await;
    let mut administrator = Browser::signed_in(&server, ADMINISTRATOR).await;

    let added = administrator.post("/admin/users/new", &NEW).await;
    let path = link_on(&administrator.get(added.header("location")).await).unwrap();

    let mut bea = Browser::new(&server);
    assert!(bea.get(&path).await.text().contains("bea@example.org"));
    let weak = bea.post(&path, &[("new", "password1234"), ("repeated", "password1234")]).await;
    assert_eq!(weak.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(weak.text().contains("This password is too common"), "{}", weak.body);
    let password = "garden lantern otter";
    let chosen = bea.post(&path, &[("new", password), ("repeated", password)]).await;
    assert_eq!(chosen.header("location"), "/sign-in?password=changed");
    let used = bea.get(&path).await;
    assert_eq!(used.status, StatusCode::GONE);
    assert!(used.text().contains("This link cannot be used"), "{}", used.body);
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

#[sqlx::test(migrator = "followup::store::MIGRATOR")]
async fn a_leaders_limit_is_lifted_in_so_many_words_and_never_by_unticking_the_last_force(pool: PgPool) {
    sqlx::query("insert into force (slug) values ('kent'), ('essex')").execute(&pool).await.unwrap();
    account(&pool, ADMINISTRATOR, Role::Administrator, &[]).await;
    let lee = account(&pool, "lee@kent.example", Role::SeniorLeader, &["kent"]).await.0;
    let server = server_on(&pool).await;
    let mut administrator = Browser::signed_in(&server, ADMINISTRATOR).await;
    let page = format!("/admin/users/{lee}");
    let limit = async || -> Vec<String> {
        sqlx::query_scalar("select force_slug from account_force where account = $1 order by 1")
            .bind(lee)
            .fetch_all(&pool)
            .await
            .unwrap()
    };
    for (answers, words) in [
        (&[][..], "Choose at least one force, or tick that this person may see every force"),
        (&[("every_force", "yes"), ("forces", "essex")], "Choose some forces, or every force, not both"),
    ] {
        let told = administrator.post(&page, &[&[("do", "forces")][..], answers].concat()).await;
        assert!(told.status == StatusCode::UNPROCESSABLE_ENTITY && told.text().contains(words), "{}", told.text());
        assert_eq!(limit().await, ["kent"]);
    }
    let changed = administrator.post(&page, &[("do", "forces"), ("forces", "essex")]).await;
    assert_eq!((changed.status, limit().await), (StatusCode::SEE_OTHER, vec!["essex".to_owned()]));
    let lifted = administrator.post(&page, &[("do", "forces"), ("every_force", "yes")]).await;
    assert_eq!((lifted.status, limit().await), (StatusCode::SEE_OTHER, Vec::new()));
}
