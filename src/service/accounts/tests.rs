//! Accounts against a real database, acting as the application does.

use chrono::{DateTime, TimeDelta, Utc};
use sqlx::PgPool;

use super::*;
use crate::{service::demonstration, sign_in_pace::FREE_PER_ACCOUNT, store::database::as_application_of};

/// SHA-1 of `kettle marble cloud`.
const STOLEN: &str = "410FEDBCA3F83246A674B43B4C86088DEEF9D208";
const PASSWORD: &str = "garden lantern otter";

fn now() -> DateTime<Utc> {
    "2026-11-23T12:00:00Z".parse().unwrap()
}

fn wanted(email: &str, role: Role, forces: &[&str]) -> Wanted {
    Wanted {
        email: email.parse().unwrap(),
        name: "Ann Other".parse().unwrap(),
        role,
        forces: forces.iter().map(|force| force.parse().unwrap()).collect(),
    }
}

async fn kinds(database: &Database) -> Vec<AuditKind> {
    let mut db = database.pool().acquire().await.unwrap();
    audit::newest(&mut db, 100).await.unwrap().into_iter().rev().map(|entry| entry.kind).collect()
}

#[sqlx::test]
async fn one_address_has_one_account(pool: PgPool) {
    let database = as_application_of(&pool).await;
    add(&database, None, wanted("ann@example.org", Role::Inspector, &[]), now()).await.unwrap();

    let again = add(&database, None, wanted("ANN@example.org", Role::Administrator, &[]), now()).await;

    assert!(matches!(again, Err(AccountError::EmailTaken)));
    assert_eq!(kinds(&database).await, [AuditKind::AccountAdded]);
}

#[sqlx::test]
async fn a_liaison_officer_is_of_forces_that_the_register_knows(pool: PgPool) {
    sqlx::query("insert into force (slug) values ('kent')").execute(&pool).await.unwrap();
    let database = as_application_of(&pool).await;
    let added =
        async |role, forces: &[&str]| add(&database, None, wanted("bea@example.org", role, forces), now()).await;

    assert!(matches!(added(Role::ForceLiaisonOfficer, &[]).await, Err(AccountError::ForcesMissing)));
    assert!(matches!(added(Role::Inspector, &["kent"]).await, Err(AccountError::ForcesNotForRole)));
    let unknown = added(Role::ForceLiaisonOfficer, &["kent", "kemt"]).await;
    assert!(matches!(unknown, Err(AccountError::UnknownForces(forces)) if forces == ["kemt"]));
    let id = added(Role::ForceLiaisonOfficer, &["kent"]).await.unwrap();

    let account = find(&database, id).await.unwrap();
    assert_eq!(account.person().forces, ["kent".parse().unwrap()]);
}

#[sqlx::test]
async fn a_link_sets_one_password_once_and_within_a_day(pool: PgPool) {
    let database = as_application_of(&pool).await;
    let id = add(&database, None, wanted("ann@example.org", Role::Inspector, &[]), now()).await.unwrap();
    let redeem =
        async |link: &str, at| redeem_link(&database, link, PASSWORD.to_owned(), &PasswordPolicy::default(), at).await;

    let first = make_link(&database, None, id, now()).await.unwrap();
    let second = make_link(&database, None, id, now()).await.unwrap();
    assert!(matches!(redeem(&first, now()).await, Err(AccountError::LinkOver)), "a newer one replaces it");
    assert!(matches!(redeem(&second, now() + TimeDelta::hours(25)).await, Err(AccountError::LinkOver)));
    let weak = redeem_link(&database, &second, "password1234".to_owned(), &PasswordPolicy::default(), now()).await;
    assert!(matches!(weak, Err(AccountError::Weak(WeakPassword::Common))));
    redeem(&second, now()).await.unwrap();
    assert!(matches!(redeem(&second, now()).await, Err(AccountError::LinkOver)), "it is used up");

    let account = find(&database, id).await.unwrap();
    assert!(account.has_password);
    assert_eq!(account.generation, 1, "sessions from before are over");
}

#[sqlx::test]
async fn a_link_of_a_disabled_account_opens_nothing(pool: PgPool) {
    let database = as_application_of(&pool).await;
    let id = add(&database, None, wanted("ann@example.org", Role::Inspector, &[]), now()).await.unwrap();
    let link = make_link(&database, None, id, now()).await.unwrap();
    set_enabled(&database, None, id, false, now()).await.unwrap();

    assert!(matches!(account_of_link(&database, &link, now()).await, Err(AccountError::LinkOver)));
    assert!(matches!(
        redeem_link(&database, &link, PASSWORD.to_owned(), &PasswordPolicy::default(), now()).await,
        Err(AccountError::LinkOver)
    ));
}

#[sqlx::test]
async fn nobody_disables_themselves(pool: PgPool) {
    let database = as_application_of(&pool).await;
    let id = add(&database, None, wanted("ann@example.org", Role::Administrator, &[]), now()).await.unwrap();
    let ann = find(&database, id).await.unwrap().person();

    assert!(matches!(set_enabled(&database, Some(&ann), id, false, now()).await, Err(AccountError::Yourself)));
    assert!(find(&database, id).await.unwrap().enabled);
}

#[sqlx::test]
async fn a_new_password_needs_the_current_one(pool: PgPool) {
    let database = as_application_of(&pool).await;
    let id = add(&database, None, wanted("ann@example.org", Role::Inspector, &[]), now()).await.unwrap();
    set_password(
        &database,
        &"ann@example.org".parse().unwrap(),
        PASSWORD.to_owned(),
        &PasswordPolicy::default(),
        now(),
    )
    .await
    .unwrap();
    let ann = find(&database, id).await.unwrap().person();
    let policy = PasswordPolicy::default();
    let change = async |current: &str, new: &str| {
        let (current, new) = (current.to_owned(), new.to_owned());
        change_own_password(&database, &ann, &Client::default(), current, new, &policy, now()).await
    };

    assert!(matches!(change("garden lantern", "kettle marble cloud").await, Err(AccountError::WrongPassword)));
    change(PASSWORD, "kettle marble cloud").await.unwrap();
    assert!(matches!(change(PASSWORD, "kettle marble stone").await, Err(AccountError::WrongPassword)));
}

#[sqlx::test]
async fn links_end_with_a_password_change_and_the_same_password_is_refused(pool: PgPool) {
    let database = as_application_of(&pool).await;
    let email: Email = "ann@example.org".parse().unwrap();
    let id = add(&database, None, wanted(email.as_str(), Role::Inspector, &[]), now()).await.unwrap();
    let policy = PasswordPolicy::default();
    let set = async |password: &str| set_password(&database, &email, password.to_owned(), &policy, now()).await;
    set(PASSWORD).await.unwrap();
    let ann = find(&database, id).await.unwrap().person();
    let change = async |current: &str, new: &str| {
        let (current, new) = (current.to_owned(), new.to_owned());
        change_own_password(&database, &ann, &Client::default(), current, new, &policy, now()).await
    };
    let is_unchanged = |result| matches!(result, Err(AccountError::Weak(WeakPassword::Unchanged)));

    let link = make_link(&database, None, id, now()).await.unwrap();
    let redeem = async |new: &str| redeem_link(&database, &link, new.to_owned(), &policy, now()).await;
    assert!(is_unchanged(set(PASSWORD).await));
    assert!(is_unchanged(change(PASSWORD, PASSWORD).await));
    assert!(is_unchanged(redeem(PASSWORD).await));
    assert!(account_of_link(&database, &link, now()).await.is_ok(), "what was refused leaves the link");

    change(PASSWORD, "kettle marble cloud").await.unwrap();
    assert!(matches!(redeem("kettle marble stone").await, Err(AccountError::LinkOver)));
}

#[sqlx::test]
async fn words_of_forces_and_stolen_passwords_are_refused(pool: PgPool) {
    sqlx::query("insert into force (slug) values ('kent')").execute(&pool).await.unwrap();
    let database = as_application_of(&pool).await;
    let email: Email = "ann@example.org".parse().unwrap();
    add(&database, None, wanted(email.as_str(), Role::Inspector, &[]), now()).await.unwrap();
    let stolen = std::env::temp_dir().join(format!("ncpi-stolen-{}", std::process::id()));
    std::fs::write(&stolen, format!("{STOLEN}:3\n")).unwrap();
    let breached = super::super::breached_passwords::BreachedPasswords::open(&stolen).unwrap();
    let policy = PasswordPolicy::new("OFFICIAL-SENSITIVE", Some(breached));
    let set = async |password: &str| set_password(&database, &email, password.to_owned(), &policy, now()).await;
    for (password, expected) in [
        ("OfficialSensitive1", WeakPassword::KnownWord),
        ("Kentpolice2026", WeakPassword::KnownWord),
        (demonstration::PASSWORD, WeakPassword::KnownWord),
        ("kettle marble cloud", WeakPassword::Breached),
    ] {
        let refused = set(password).await;
        assert!(matches!(&refused, Err(AccountError::Weak(weak)) if *weak == expected), "{password}: {refused:?}");
    }
    set(PASSWORD).await.unwrap();
}

#[sqlx::test]
async fn guesses_of_the_own_password_are_slowed_and_audited(pool: PgPool) {
    let database = as_application_of(&pool).await;
    let id = add(&database, None, wanted("ann@example.org", Role::Inspector, &[]), now()).await.unwrap();
    set_password(
        &database,
        &"ann@example.org".parse().unwrap(),
        PASSWORD.to_owned(),
        &PasswordPolicy::default(),
        now(),
    )
    .await
    .unwrap();
    let ann = find(&database, id).await.unwrap().person();
    let change = async |current: &str, at| {
        let new = "kettle marble cloud".to_owned();
        let policy = PasswordPolicy::default();
        change_own_password(&database, &ann, &Client::default(), current.to_owned(), new, &policy, at).await
    };
    for _ in 0..FREE_PER_ACCOUNT {
        assert!(matches!(change("wrong", now()).await, Err(AccountError::WrongPassword)));
    }
    let limited = change(PASSWORD, now()).await.unwrap_err();
    assert_eq!(limited.to_string(), "There have been too many attempts. Wait 1 second and try again");
    let trace = kinds(&database).await;
    assert_eq!(trace.iter().filter(|kind| **kind == AuditKind::OwnPasswordRefused).count(), 10);
    assert_eq!(trace.last(), Some(&AuditKind::SignInLimited));
    change(PASSWORD, now() + TimeDelta::seconds(1)).await.unwrap();
}

#[test]
fn a_wait_is_told_in_whole_seconds_rounded_up() {
    let words = [0, 1, 1000, 1001, 60_000].map(|wait| seconds_in_words(TimeDelta::milliseconds(wait)));
    assert_eq!(words, ["0 seconds", "1 second", "1 second", "2 seconds", "60 seconds"]);
}

#[sqlx::test]
async fn the_application_cannot_rewrite_the_audit(pool: PgPool) {
    let database = as_application_of(&pool).await;
    add(&database, None, wanted("ann@example.org", Role::Inspector, &[]), now()).await.unwrap();
    for statement in [
        "update audit_entry set subject = 'nobody'",
        "delete from audit_entry",
        "truncate audit_entry",
        "delete from account",
    ] {
        assert!(sqlx::query(statement).execute(database.pool()).await.is_err(), "{statement}");
    }
    // Nor can the owner change a line.
    assert!(sqlx::query("update audit_entry set subject = 'nobody'").execute(&pool).await.is_err());
}
