//! Signing in against a real database, acting as the application does.

use chrono::TimeDelta;
use sqlx::PgPool;

use super::*;
use crate::{
    event::Role,
    service::{
        accounts::{self, Wanted},
        demonstration,
    },
    store::{database::as_application_of, sign_in_attempts::PER_ACCOUNT},
};

const PASSWORD: &str = "garden lantern otter";

fn now() -> DateTime<Utc> {
    "2026-11-23T12:00:00Z".parse().unwrap()
}

async fn with_ann(pool: &PgPool) -> Database {
    let database = as_application_of(pool).await;
    let email: Email = "ann@example.org".parse().unwrap();
    let name = "Ann Other".parse().unwrap();
    let wanted = Wanted { email: email.clone(), name, role: Role::Inspector, forces: Vec::new() };
    accounts::add(&database, None, wanted, now()).await.unwrap();
    accounts::set_password(&database, &email, PASSWORD.to_owned(), now()).await.unwrap();
    database
}

async fn try_in(database: &Database, email: &str, password: &str, at: DateTime<Utc>) -> Answer {
    let address = Some("192.0.2.7".parse().unwrap());
    let (email, password) = (email.to_owned(), password.to_owned());
    sign_in(database, Attempt { email, password, address, demonstration: false }, at).await.unwrap()
}

#[sqlx::test]
async fn an_unknown_account_a_wrong_password_and_a_disabled_account_get_one_answer(pool: PgPool) {
    let database = with_ann(&pool).await;
    assert!(matches!(try_in(&database, " ANN@example.org", PASSWORD, now()).await, Answer::SignedIn(_)));
    assert_eq!(try_in(&database, "ann@example.org", "wrong", now()).await, Answer::Refused);
    assert_eq!(try_in(&database, "bea@example.org", PASSWORD, now()).await, Answer::Refused);
    assert_eq!(try_in(&database, "no address", PASSWORD, now()).await, Answer::Refused);

    let id = accounts::list(&database).await.unwrap()[0].id;
    accounts::set_enabled(&database, None, id, false, now()).await.unwrap();
    assert_eq!(try_in(&database, "ann@example.org", PASSWORD, now()).await, Answer::Refused);
}

#[sqlx::test]
async fn after_too_many_failures_even_the_right_password_waits(pool: PgPool) {
    let database = with_ann(&pool).await;
    for _ in 0..PER_ACCOUNT {
        assert_eq!(try_in(&database, "ann@example.org", "wrong", now()).await, Answer::Refused);
    }
    assert_eq!(try_in(&database, "ann@example.org", PASSWORD, now()).await, Answer::Limited);
    // An account that does not exist is limited just the same.
    for _ in 0..PER_ACCOUNT {
        assert_eq!(try_in(&database, "nobody@example.org", "wrong", now()).await, Answer::Refused);
    }
    assert_eq!(try_in(&database, "nobody@example.org", "wrong", now()).await, Answer::Limited);

    let later = now() + TimeDelta::minutes(16);
    assert!(matches!(try_in(&database, "ann@example.org", PASSWORD, later).await, Answer::SignedIn(_)));
}

#[sqlx::test]
async fn a_crowd_of_attempts_at_once_does_not_slip_past_the_limit(pool: PgPool) {
    let database = with_ann(&pool).await;
    let attempts = (0..3 * PER_ACCOUNT).map(|_| {
        let database = database.clone();
        tokio::spawn(async move { try_in(&database, "ann@example.org", "wrong", now()).await })
    });
    let attempts: Vec<_> = attempts.collect();
    let mut refused = 0;
    for attempt in attempts {
        refused += i64::from(attempt.await.unwrap() == Answer::Refused);
    }
    assert_eq!(refused, PER_ACCOUNT);
}

#[sqlx::test]
async fn demonstration_accounts_work_only_where_asked_for_and_never_beside_real_ones(pool: PgPool) {
    for force in ["kent", "warwickshire"] {
        sqlx::query("insert into force (slug) values ($1)").bind(force).execute(&pool).await.unwrap();
    }
    let database = as_application_of(&pool).await;
    assert!(!database.is_demonstration().await.unwrap());
    demonstration::ensure(&database, now()).await.unwrap();
    demonstration::ensure(&database, now()).await.unwrap();
    assert!(database.is_demonstration().await.unwrap());
    assert_eq!(accounts::list(&database).await.unwrap().len(), demonstration::ACCOUNTS.len());

    for account in demonstration::ACCOUNTS {
        let attempt = |demonstration| Attempt {
            email: account.email.to_owned(),
            password: demonstration::PASSWORD.to_owned(),
            address: None,
            demonstration,
        };
        let asked_for = sign_in(&database, attempt(true), now()).await.unwrap();
        assert!(matches!(asked_for, Answer::SignedIn(found) if found.role == account.role), "{}", account.email);
        assert_eq!(sign_in(&database, attempt(false), now()).await.unwrap(), Answer::Refused);
    }
}

#[sqlx::test]
async fn a_database_in_real_use_never_becomes_a_demonstration(pool: PgPool) {
    let database = with_ann(&pool).await;
    let refused = demonstration::ensure(&database, now()).await;

    assert!(matches!(refused, Err(demonstration::DemonstrationError::OtherAccounts)));
    assert!(!database.is_demonstration().await.unwrap());
    assert_eq!(accounts::list(&database).await.unwrap().len(), 1);
}
