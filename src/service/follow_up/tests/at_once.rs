//! Several people at once: nothing is lost, nobody is told of what is not there, and no chain breaks.

use crate::act::follow_up::Update;
use std::sync::Arc;

use tokio::{sync::Semaphore, task::JoinSet};

use super::*;
use crate::answers_digest::AnswersDigest;

/// As many as the page that a round is published on may bring.
const MANY: usize = 200;

/// Connections, and so how many wait for one item at a time.
const CONNECTIONS: u32 = 8;

fn told(number: usize) -> Step {
    Step::RecordUpdate(Update { position: None, ..update(&format!("Update {number}")) })
}

#[sqlx::test]
async fn of_two_hundred_updates_made_from_one_version_one_is_saved_and_all_others_are_told(pool: PgPool) {
    let database = two_forces_with(&pool, CONNECTIONS).await;
    let version = form(&database, "KENT-1").await.version;
    let mut tasks = JoinSet::new();
    for number in 0..MANY {
        let database = database.clone();
        let form = Form {
            subject: reference("KENT-1"),
            version,
            token: token(),
            answers: crate::answers_digest::AnswersDigest::default(),
        };
        tasks.spawn(async move { act(&database, &liaison(), &form, told(number), today()).await });
    }
    let (mut saved, mut conflicts) = (0, 0);
    for result in tasks.join_all().await {
        match result {
            Ok(one) => {
                assert_eq!(one.version, version + 1);
                saved += 1;
            }
            Err(FollowUpError::Conflict { current_version, since }) => {
                assert_eq!((current_version, since.len()), (version + 1, 1));
                conflicts += 1;
            }
            Err(other) => panic!("{other}"),
        }
    }
    assert_eq!((saved, conflicts), (1, MANY - 1));
    assert_eq!(count(&pool, "select count(*) from event where kind = 'update_recorded'").await, 1);
    checked(&database).await;
}

#[sqlx::test]
async fn of_two_hundred_people_who_try_until_they_are_saved_every_one_is_in_the_history(pool: PgPool) {
    let database = two_forces_with(&pool, CONNECTIONS).await;
    let version = form(&database, "KENT-1").await.version;
    let trying = Arc::new(Semaphore::new(CONNECTIONS as usize));
    let mut tasks = JoinSet::new();
    for number in 0..MANY {
        let (database, trying) = (database.clone(), Arc::clone(&trying));
        tasks.spawn(async move {
            let _turn = trying.acquire().await.unwrap();
            let mut form = Form {
                subject: reference("KENT-1"),
                version,
                token: token(),
                answers: crate::answers_digest::AnswersDigest::default(),
            };
            loop {
                match act(&database, &liaison(), &form, told(number), today()).await {
                    Ok(saved) => return saved.version,
                    Err(FollowUpError::Conflict { current_version, .. }) => form.version = current_version,
                    Err(other) => panic!("{other}"),
                }
            }
        });
    }
    let mut versions = tasks.join_all().await;
    versions.sort_unstable();
    let expected: Vec<i32> = (version + 1..).take(MANY).collect();
    assert_eq!(versions, expected, "each was told a version of its own");
    let page = seen(&database, &Reader::SignedIn(liaison()), "KENT-1").await;
    let mut texts: Vec<_> = page.history.iter().filter_map(|entry| entry.texts.first()?.words()).collect();
    texts.retain(|text| text.starts_with("Update "));
    texts.sort_unstable();
    texts.dedup();
    assert_eq!(texts.len(), MANY);
    checked(&database).await;
}

#[sqlx::test]
async fn of_two_authorisers_at_once_one_closes_it_and_the_other_is_told(pool: PgPool) {
    let database = two_forces_with(&pool, CONNECTIONS).await;
    now(&database, &inspector(), "KENT-1", complete()).await.unwrap();
    let (bea, cal) = (form(&database, "KENT-1").await, form(&database, "KENT-1").await);
    let (one, other) = (person(3, Role::Authoriser), person(4, Role::Authoriser));
    let (one, other) = tokio::join!(
        act(&database, &one, &bea, Step::AuthoriseClosure, today()),
        act(&database, &other, &cal, Step::AuthoriseClosure, today()),
    );
    assert!(one.is_ok() ^ other.is_ok());
    let late = one.and(other).unwrap_err();
    assert!(matches!(late, FollowUpError::Conflict { since, .. } if since[0].kind.slug() == "closure_authorised"));
    assert_eq!(status(&database, "KENT-1").await, Status::VerifiedComplete);
    checked(&database).await;
}

#[sqlx::test]
async fn a_form_that_is_sent_twice_at_once_is_done_once_and_answered_twice(pool: PgPool) {
    let database = two_forces_with(&pool, CONNECTIONS).await;
    let form = form(&database, "KENT-1").await;
    let who = liaison();
    let send = || act(&database, &who, &form, Step::Submit(None), today());
    let (one, other) = tokio::join!(send(), send());
    assert_eq!(one.unwrap(), other.unwrap());
    assert_eq!(count(&pool, "select count(*) from event where kind = 'submitted'").await, 1);
    assert_eq!(count(&pool, "select count(*) from form_receipt").await, 1);
}

#[sqlx::test]
async fn batches_that_share_items_do_not_wait_for_each_other_for_ever(pool: PgPool) {
    let database = two_forces_with(&pool, CONNECTIONS).await;
    let stage = |number: usize| Step::SetStatus(ReviewStage::ALL[number % 2]);
    for number in 0..5 {
        let mut forms = Vec::new();
        for item in ["KENT-1", "KENT-2", "KENT-3"] {
            forms.push(form(&database, item).await);
        }
        let mut reversed: Vec<Form> = forms.iter().map(|form| Form { token: token(), ..form.clone() }).collect();
        reversed.reverse();
        let (ann, bea) = (inspector(), person(7, Role::Inspector));
        let (one, other) = tokio::join!(
            act_on_all(&database, &ann, &forms, stage(number), today()),
            act_on_all(&database, &bea, &reversed, stage(number), today()),
        );
        assert!(one.is_ok() ^ other.is_ok(), "{one:?} {other:?}");
    }
    assert_eq!(count(&pool, "select count(*) from event where kind = 'status_set'").await, 15);
    checked(&database).await;
}

#[sqlx::test]
async fn a_form_that_comes_again_with_other_words_saves_none_of_them_and_says_so(pool: PgPool) {
    let database = two_forces(&pool).await;
    let said = |activity: &str| AnswersDigest::of([("activity", activity)]);
    let sent = Form { answers: said("First"), ..form(&database, "KENT-1").await };
    let step = |activity: &str| Step::RecordUpdate(Update { position: None, ..update(activity) });
    let saved = act(&database, &liaison(), &sent, step("First"), today()).await.unwrap();
    assert_eq!(act(&database, &liaison(), &sent, step("First"), today()).await.unwrap(), saved);
    let changed = Form { answers: said("Second"), ..sent.clone() };
    let refused = act(&database, &liaison(), &changed, step("Second"), today()).await.unwrap_err();
    assert!(
        matches!(&refused, FollowUpError::Conflict { current_version, since }
            if *current_version == saved.version && since.len() == 1),
        "{refused:?}"
    );
    assert_eq!(count(&pool, "select count(*) from event where kind = 'update_recorded'").await, 1);
}
