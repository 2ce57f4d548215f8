//! Accounts against a real database, acting as the application does.

use chrono::{DateTime, TimeDelta, Utc};
use sqlx::PgPool;

use super::*;
use crate::{
    account::Assignment,
    audit::{Change, ChangedField},
    service::demonstration,
    sign_in_pace::FREE_PER_ACCOUNT,
    store::{accounts::AccountDetails, database::as_application_of},
};

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

/// The kinds of all entries of the audit, oldest first, with how often each was counted.
async fn kinds(pool: &PgPool) -> Vec<(AuditKind, Option<i32>)> {
    let rows: Vec<(String, Option<i32>)> =
        sqlx::query_as("select kind::text, attempts from audit_entry order by id").fetch_all(pool).await.unwrap();
    rows.into_iter().map(|(kind, attempts)| (kind.parse().unwrap(), attempts)).collect()
}

#[sqlx::test]
async fn one_address_has_one_account(pool: PgPool) {
    let database = as_application_of(&pool).await;
    add(&database, None, wanted("ann@example.org", Role::Inspector, &[]), now()).await.unwrap();

    let again = add(&database, None, wanted("ANN@example.org", Role::Administrator, &[]), now()).await;

    assert!(matches!(again, Err(AccountError::EmailTaken)));
    assert_eq!(kinds(&pool).await, [(AuditKind::AccountAdded, None)]);
}

#[sqlx::test]
async fn a_liaison_officer_is_of_forces_that_the_register_knows(pool: PgPool) {
    sqlx::query("insert into force (slug) values ('kent')").execute(&pool).await.unwrap();
    let database = as_application_of(&pool).await;
    let added =
        async |role, forces: &[&str]| add(&database, None, wanted("bea@example.org", role, forces), now()).await;

    assert!(matches!(
        added(Role::ForceLiaisonOfficer, &[]).await,
        Err(AccountError::Assignment(AssignmentError::ForcesMissing))
    ));
    assert!(matches!(
        added(Role::Inspector, &["kent"]).await,
        Err(AccountError::Assignment(AssignmentError::ForcesNotForRole))
    ));
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
    let counted: Vec<_> = kinds(&pool).await.into_iter().filter(|(_, attempts)| attempts.is_some()).collect();
    assert_eq!(counted, [(AuditKind::OwnPasswordRefused, Some(10)), (AuditKind::SignInLimited, Some(1))]);
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

fn details(email: &str, name: &str, role: Role, forces: &[&str]) -> AccountDetails {
    let forces = forces.iter().map(|force| force.parse().unwrap()).collect();
    AccountDetails {
        email: email.parse().unwrap(),
        name: name.parse().unwrap(),
        assignment: Assignment::without_idle_forces(role, forces).unwrap(),
    }
}

async fn administrator(database: &Database, email: &str) -> Person {
    let id = add(database, None, wanted(email, Role::Administrator, &[]), now()).await.unwrap();
    set_password(database, &email.parse().unwrap(), PASSWORD.to_owned(), &PasswordPolicy::default(), now())
        .await
        .unwrap();
    find(database, id).await.unwrap().person()
}

#[sqlx::test]
async fn a_change_leaves_old_and_new_values_in_the_audit(pool: PgPool) {
    sqlx::query("insert into force (slug) values ('kent'), ('essex')").execute(&pool).await.unwrap();
    let database = as_application_of(&pool).await;
    let adm = administrator(&database, "adm@example.org").await;
    let officer = wanted("lee@example.org", Role::ForceLiaisonOfficer, &["kent", "essex"]);
    let lee = add(&database, None, officer, now()).await.unwrap();

    let to = details("lee.new@example.org", "Lee New", Role::Inspector, &["kent"]);
    let planned = check_change(&database, lee, to.clone()).await.unwrap();
    assert_eq!(find(&database, lee).await.unwrap().email.as_str(), "lee@example.org", "a check changes nothing");
    let made = change(&database, &adm, lee, to.clone(), now()).await.unwrap();
    assert_eq!(made, planned);

    let account = find(&database, lee).await.unwrap();
    assert_eq!((account.role, account.forces.len(), &*account.name), (Role::Inspector, 0, "Lee New"));
    let of = |field, old: &str, new: &str| Change { field, old: old.to_owned(), new: new.to_owned() };
    let expected = [
        of(ChangedField::Email, "lee@example.org", "lee.new@example.org"),
        of(ChangedField::Name, "Ann Other", "Lee New"),
        of(ChangedField::Role, "Force liaison officer", "Inspector"),
        of(ChangedField::Forces, "essex, kent", ""),
    ];
    let view = view(&database, &adm, lee, now()).await.unwrap();
    assert_eq!((view.history[0].kind, &view.history[0].changes[..]), (AuditKind::AccountChanged, &expected[..]));
    let again = change(&database, &adm, lee, to, now()).await.unwrap_err();
    assert!(matches!(again, AccountError::NothingChanged), "{again}");
}

#[sqlx::test]
async fn an_address_belongs_to_one_account_whatever_its_case(pool: PgPool) {
    let database = as_application_of(&pool).await;
    let adm = administrator(&database, "adm@example.org").await;
    let bea = add(&database, None, wanted("bea@example.org", Role::Inspector, &[]), now()).await.unwrap();
    let to = details("ADM@Example.org", "Bea", Role::Inspector, &[]);
    assert!(matches!(change(&database, &adm, bea, to, now()).await, Err(AccountError::EmailTaken)));
    let same = details("BEA@example.org", "Bea", Role::Inspector, &[]);
    assert_eq!(change(&database, &adm, bea, same, now()).await.unwrap().changes.len(), 1, "only the name");
}

#[sqlx::test]
async fn the_last_administrator_stays_one(pool: PgPool) {
    let database = as_application_of(&pool).await;
    let adm = administrator(&database, "adm@example.org").await;
    let to = || details("adm@example.org", "Ann Other", Role::Inspector, &[]);
    assert!(matches!(change(&database, &adm, adm.id, to(), now()).await, Err(AccountError::LastAdministrator)));
    // One who has chosen no password cannot take over.
    let id = add(&database, None, wanted("new@example.org", Role::Administrator, &[]), now()).await.unwrap();
    assert!(matches!(change(&database, &adm, adm.id, to(), now()).await, Err(AccountError::LastAdministrator)));
    set_password(
        &database,
        &"new@example.org".parse().unwrap(),
        PASSWORD.to_owned(),
        &PasswordPolicy::default(),
        now(),
    )
    .await
    .unwrap();
    change(&database, &adm, adm.id, to(), now()).await.unwrap();
    let other = find(&database, id).await.unwrap().person();
    assert!(matches!(
        set_enabled(&database, Some(&adm), other.id, false, now()).await,
        Err(AccountError::LastAdministrator)
    ));
}

#[sqlx::test]
async fn two_administrators_cannot_each_rely_on_the_other(pool: PgPool) {
    let database = crate::store::database::as_application_with(&pool, 4).await;
    let [adm, bea] =
        [administrator(&database, "adm@example.org").await, administrator(&database, "bea@example.org").await];
    let down = async |person: &Person, email: &str| {
        change(&database, person, person.id, details(email, "Ann Other", Role::Inspector, &[]), now()).await
    };
    let both = futures_util::join!(down(&adm, "adm@example.org"), down(&bea, "bea@example.org"));
    assert_eq!(usize::from(both.0.is_ok()) + usize::from(both.1.is_ok()), 1, "{both:?}");
}
