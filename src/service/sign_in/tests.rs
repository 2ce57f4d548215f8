//! Signing in against a real database, acting as the application does.

use chrono::TimeDelta;
use sqlx::PgPool;

use super::*;
use crate::{
    identity::Role,
    service::{
        accounts::{self, Wanted},
        demonstration,
        password_policy::PasswordPolicy,
    },
    sign_in_pace::{FREE_PER_ACCOUNT, FREE_PER_CLIENT, WINDOW},
    store::{
        accounts as accounts_of_store,
        audit::{RequestTrace, with_request_trace},
        database::as_application_of,
    },
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
    accounts::set_password(&database, &email, PASSWORD.to_owned(), &PasswordPolicy::default(), now()).await.unwrap();
    database
}

/// A client at this address, in a browser that holds this token.
fn client(address: &str, browser: Option<&str>) -> Client {
    Client { address: Some(address.parse().unwrap()), browser: browser.map(str::to_owned) }
}

async fn try_from(database: &Database, client: Client, email: &str, password: &str, at: DateTime<Utc>) -> Answer {
    let (email, password) = (email.to_owned(), password.to_owned());
    sign_in(database, Attempt { email, password, client, demonstration: false }, at).await.unwrap()
}

async fn try_in(database: &Database, email: &str, password: &str, at: DateTime<Utc>) -> Answer {
    try_from(database, client("192.0.2.7", None), email, password, at).await
}

fn is_signed_in(answer: &Answer) -> bool {
    matches!(answer, Answer::SignedIn { .. })
}

fn seconds(seconds: i64) -> TimeDelta {
    TimeDelta::seconds(seconds)
}

#[sqlx::test]
async fn an_unknown_account_a_wrong_password_and_a_disabled_account_get_one_answer(pool: PgPool) {
    let database = with_ann(&pool).await;
    assert!(is_signed_in(&try_in(&database, " ANN@example.org", PASSWORD, now()).await));
    assert_eq!(try_in(&database, "ann@example.org", "wrong", now()).await, Answer::Refused);
    assert_eq!(try_in(&database, "bea@example.org", PASSWORD, now()).await, Answer::Refused);
    assert_eq!(try_in(&database, "no address", PASSWORD, now()).await, Answer::Refused);

    let id = accounts::list(&database).await.unwrap()[0].id;
    accounts::set_enabled(&database, None, id, false, now()).await.unwrap();
    assert_eq!(try_in(&database, "ann@example.org", PASSWORD, now()).await, Answer::Refused);
}

#[sqlx::test]
async fn password_fits_however_it_is_typed_and_an_older_hash_is_replaced(pool: PgPool) {
    let database = with_ann(&pool).await;
    let (composed, decomposed) = ("caf\u{e9} lantern otter", "cafe\u{301} lantern otter");
    let ann: Email = "ann@example.org".parse().unwrap();
    let account = async || accounts::list(&database).await.unwrap()[0].clone();
    let kept = async || accounts_of_store::by_email(&mut pool.acquire().await.unwrap(), &ann).await.unwrap().unwrap();

    accounts::set_password(&database, &ann, composed.to_owned(), &PasswordPolicy::default(), now()).await.unwrap();
    assert!(is_signed_in(&try_in(&database, "ann@example.org", decomposed, now()).await));

    let older = passwords::hash_as_typed(decomposed.to_owned()).await.unwrap();
    sqlx::query("update account set password_hash = $1").bind(&older).execute(&pool).await.unwrap();
    let generation = account().await.generation;
    assert_eq!(try_in(&database, "ann@example.org", "another lantern otter", now()).await, Answer::Refused);
    assert_eq!(kept().await.password_hash, Some(older.clone()), "a wrong password replaces nothing");
    assert!(is_signed_in(&try_in(&database, "ann@example.org", decomposed, now()).await));
    let anew = kept().await.password_hash;
    assert!(anew.is_some_and(|anew| anew != older) && account().await.generation == generation);
    for typed in [composed, decomposed] {
        assert!(is_signed_in(&try_in(&database, "ann@example.org", typed, now()).await), "{typed}");
    }
}

#[sqlx::test]
async fn failures_on_an_account_slow_it_down_and_lock_nobody_out(pool: PgPool) {
    let database = with_ann(&pool).await;
    for number in 0..FREE_PER_ACCOUNT {
        let attacker = client(&format!("198.51.100.{number}"), None);
        assert_eq!(try_from(&database, attacker, "ann@example.org", "wrong", now()).await, Answer::Refused);
    }
    assert_eq!(try_in(&database, "ann@example.org", PASSWORD, now()).await, Answer::Limited(seconds(1)));
    // An attempt that has to wait does not prolong the wait.
    assert_eq!(try_in(&database, "ann@example.org", PASSWORD, now()).await, Answer::Limited(seconds(1)));
    assert!(is_signed_in(&try_in(&database, "ann@example.org", PASSWORD, now() + seconds(1)).await));
}

#[sqlx::test]
async fn the_wait_grows_for_accounts_that_do_not_exist_as_well(pool: PgPool) {
    let database = with_ann(&pool).await;
    for email in ["ann@example.org", "nobody@example.org"] {
        for _ in 0..FREE_PER_ACCOUNT {
            assert_eq!(try_in(&database, email, "wrong", now()).await, Answer::Refused);
        }
        assert_eq!(try_in(&database, email, "wrong", now()).await, Answer::Limited(seconds(1)));
        assert_eq!(try_in(&database, email, "wrong", now() + seconds(1)).await, Answer::Refused);
        assert_eq!(try_in(&database, email, "wrong", now() + seconds(2)).await, Answer::Limited(seconds(1)));
        assert_eq!(try_in(&database, email, "wrong", now() + seconds(3)).await, Answer::Refused);
        assert_eq!(try_in(&database, email, "wrong", now() + seconds(3)).await, Answer::Limited(seconds(4)));
    }
}

#[sqlx::test]
async fn a_browser_that_the_account_knows_is_counted_apart(pool: PgPool) {
    let database = with_ann(&pool).await;
    let Answer::SignedIn { browser: token, .. } = try_in(&database, "ann@example.org", PASSWORD, now()).await else {
        panic!("the right password")
    };
    for _ in 0..FREE_PER_ACCOUNT {
        try_in(&database, "ann@example.org", "wrong", now()).await;
    }
    let known = || client("192.0.2.7", Some(&token));
    assert!(matches!(try_in(&database, "ann@example.org", PASSWORD, now()).await, Answer::Limited(_)));
    let again = try_from(&database, known(), "ann@example.org", PASSWORD, now()).await;
    assert!(matches!(&again, Answer::SignedIn { browser, .. } if *browser == token), "{again:?}");
    // What others tried still counts for them.
    assert!(matches!(try_in(&database, "ann@example.org", PASSWORD, now()).await, Answer::Limited(_)));
    // The browser has a pace of its own, and a token that was never given is none.
    for _ in 0..FREE_PER_ACCOUNT {
        assert_eq!(try_from(&database, known(), "ann@example.org", "wrong", now()).await, Answer::Refused);
    }
    assert_eq!(try_from(&database, known(), "ann@example.org", PASSWORD, now()).await, Answer::Limited(seconds(1)));
    let invented = client("192.0.2.8", Some(&"0a".repeat(32)));
    assert!(matches!(try_from(&database, invented, "ann@example.org", PASSWORD, now()).await, Answer::Limited(_)));
}

#[sqlx::test]
async fn a_new_password_makes_every_browser_unknown(pool: PgPool) {
    let database = with_ann(&pool).await;
    let Answer::SignedIn { browser, .. } = try_in(&database, "ann@example.org", PASSWORD, now()).await else {
        panic!("the right password")
    };
    let new = "kettle marble cloud";
    accounts::set_password(
        &database,
        &"ann@example.org".parse().unwrap(),
        new.to_owned(),
        &PasswordPolicy::default(),
        now(),
    )
    .await
    .unwrap();
    for _ in 0..FREE_PER_ACCOUNT {
        try_in(&database, "ann@example.org", "wrong", now()).await;
    }
    let browser = client("192.0.2.7", Some(&browser));
    assert!(matches!(try_from(&database, browser, "ann@example.org", new, now()).await, Answer::Limited(_)));
}

#[sqlx::test]
async fn all_addresses_of_one_network_are_one_client(pool: PgPool) {
    let database = with_ann(&pool).await;
    let spellings: [fn(i64) -> String; 2] = [
        |number| format!("2001:db8:1:2::{number:x}"),
        |number| format!("{}192.0.2.9", if number % 2 == 0 { "::ffff:" } else { "" }),
    ];
    for address in spellings {
        for number in 0..FREE_PER_CLIENT {
            let answer =
                try_from(&database, client(&address(number), None), &format!("{number}@a.example"), "wrong", now())
                    .await;
            assert_eq!(answer, Answer::Refused, "{}", address(number));
        }
        let limited = try_from(&database, client(&address(1000), None), "ann@example.org", PASSWORD, now()).await;
        assert_eq!(limited, Answer::Limited(seconds(1)));
    }
    let elsewhere = client("2001:db8:1:3::1", None);
    assert!(is_signed_in(&try_from(&database, elsewhere, "ann@example.org", PASSWORD, now()).await));
}

#[sqlx::test]
async fn clients_without_an_address_are_limited_together(pool: PgPool) {
    let database = with_ann(&pool).await;
    for number in 0..FREE_PER_CLIENT {
        let email = format!("{number}@a.example");
        assert_eq!(try_from(&database, Client::default(), &email, "wrong", now()).await, Answer::Refused);
    }
    let limited = try_from(&database, Client::default(), "ann@example.org", PASSWORD, now()).await;
    assert_eq!(limited, Answer::Limited(seconds(1)));
}

#[sqlx::test]
async fn attempts_in_the_future_count_for_nothing(pool: PgPool) {
    let database = with_ann(&pool).await;
    let ahead = now() + TimeDelta::days(400);
    for _ in 0..FREE_PER_ACCOUNT {
        try_in(&database, "ann@example.org", "wrong", ahead).await;
    }
    assert!(is_signed_in(&try_in(&database, "ann@example.org", PASSWORD, now()).await));
    forget_old(&database, now()).await.unwrap();
    let kept: i64 =
        sqlx::query_scalar("select count(*) from sign_in_attempt where failed").fetch_one(&pool).await.unwrap();
    assert_eq!(kept, 0, "they are swept up");
}

#[sqlx::test]
async fn an_older_account_with_special_signs_can_sign_in_and_be_disabled(pool: PgPool) {
    let database = with_ann(&pool).await;
    for statement in [
        "alter table account disable trigger account_email_without_specials",
        "update account set email = '<ann>@example.org'",
        "alter table account enable trigger account_email_without_specials",
    ] {
        sqlx::query(statement).execute(&pool).await.unwrap();
    }
    assert!(is_signed_in(&try_in(&database, "<Ann>@example.org", PASSWORD, now()).await));
    let id = accounts::list(&database).await.unwrap()[0].id;
    accounts::set_enabled(&database, None, id, false, now()).await.unwrap();
    let renamed = sqlx::query("update account set email = '<bea>@example.org'").execute(&pool).await;
    assert!(renamed.is_err());
}

#[sqlx::test]
async fn unlocking_clears_what_failed_on_one_account_and_leaves_a_trace(pool: PgPool) {
    let database = with_ann(&pool).await;
    for email in ["ann@example.org", "bea@example.org"] {
        for _ in 0..FREE_PER_ACCOUNT {
            try_in(&database, email, "wrong", now()).await;
        }
    }
    let ann: Email = "ann@example.org".parse().unwrap();
    assert_eq!(accounts::unlock(&database, &ann, now()).await.unwrap(), 10);
    assert!(is_signed_in(&try_in(&database, "ann@example.org", PASSWORD, now()).await));
    assert!(matches!(try_in(&database, "bea@example.org", "wrong", now()).await, Answer::Limited(_)));
    let unknown = accounts::unlock(&database, &"bea@example.org".parse().unwrap(), now()).await;
    assert!(matches!(unknown, Err(accounts::AccountError::NotFound)), "{unknown:?}");
    let unlocked: i64 =
        sqlx::query_scalar("select count(*) from audit_entry where kind = 'account-unlocked' and subject = $1")
            .bind(ann.as_str())
            .fetch_one(&pool)
            .await
            .unwrap();
    assert_eq!(unlocked, 1);
}

#[sqlx::test]
async fn a_crowd_of_attempts_at_once_does_not_slip_past_the_limit(pool: PgPool) {
    let database = with_ann(&pool).await;
    let attempts = (0..3 * FREE_PER_ACCOUNT).map(|_| {
        let database = database.clone();
        tokio::spawn(async move { try_in(&database, "ann@example.org", "wrong", now()).await })
    });
    let attempts: Vec<_> = attempts.collect();
    let mut refused = 0;
    for attempt in attempts {
        refused += i64::from(attempt.await.unwrap() == Answer::Refused);
    }
    assert_eq!(refused, FREE_PER_ACCOUNT);
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
            client: Client::default(),
            demonstration,
        };
        let asked_for = sign_in(&database, attempt(true), now()).await.unwrap();
        assert!(
            matches!(asked_for, Answer::SignedIn { account: found, .. } if found.role == account.role),
            "{}",
            account.email
        );
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

#[sqlx::test]
async fn refusals_are_one_entry_for_each_account_client_and_window(pool: PgPool) {
    let database = with_ann(&pool).await;
    let tried = async |address: &str, email: &str, at| {
        let trace = RequestTrace { address: Some(address.parse().unwrap()), request_id: Some("a1".to_owned()) };
        with_request_trace(trace, try_from(&database, client(address, None), email, "wrong", at)).await
    };
    let later = now() + WINDOW;
    for number in 0..3 * FREE_PER_ACCOUNT {
        tried("192.0.2.7", "ann@example.org", now()).await;
        tried(&format!("2001:db8:1:2::{number:x}"), &format!("nobody{number}@example.org"), now()).await;
    }
    tried("192.0.2.8", "ANN@example.org", now()).await;
    tried("192.0.2.7", "ann@example.org", later).await;

    let counted: Vec<(String, Option<String>, String, i32, String)> = sqlx::query_as(
        "select kind::text, subject, address::text, attempts, request_id from audit_entry
        where attempts is not null order by at, kind, address, subject",
    )
    .fetch_all(&pool)
    .await
    .unwrap();
    let ann = || Some("ann@example.org".to_owned());
    let row = |kind: &str, subject, address: &str, attempts| {
        (kind.to_owned(), subject, address.to_owned(), attempts, "a1".to_owned())
    };
    let expected = [
        row("sign-in-limited", ann(), "192.0.2.7/32", 20),
        row("sign-in-limited", ann(), "192.0.2.8/32", 1),
        row("sign-in-refused", ann(), "192.0.2.7/32", 10),
        row("sign-in-refused", None, "2001:db8:1:2::/64", 30),
        row("sign-in-refused", ann(), "192.0.2.7/32", 1),
    ];
    assert_eq!(counted, expected);
}
