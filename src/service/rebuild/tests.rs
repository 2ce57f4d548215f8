//! Folding afresh, on a real database whose read model says something else than its events.

use sqlx::PgPool;
use uuid::Uuid;

use super::{Rebuilt, rebuild, rebuild_if_stale};
use crate::{
    act::follow_up::{Proposal, Step},
    answers_digest::AnswersDigest,
    closure::{Outcome, Verification},
    identity::{PersonId, Role},
    person::Person,
    service::{
        follow_up::{Form, act},
        verify::verify,
    },
    store::{
        database::{Database, Readiness, as_application_of},
        fixtures::{everything_published, two_forces},
    },
};

fn owner(pool: &PgPool) -> Database {
    Database::with_primary(pool.clone())
}

#[sqlx::test]
async fn a_read_model_that_differs_from_its_events_is_folded_afresh_and_nothing_else_is_touched(pool: PgPool) {
    let database = as_application_of(&pool).await;
    everything_published(&database).await;
    let sound = verify(&database, |_, _| {}).await.unwrap();
    sqlx::raw_sql(
        "update recommendation_version set position = 'in-progress', status = 'in-progress'
            where reference = 'KENT-2019-07' and latest;
        delete from grade_version where force_slug = (select min(force_slug) from grade_version);
        delete from finding_version where reference = 'KENT-2019-01';
        update force_version set name = 'Kent' where slug = 'kent';",
    )
    .execute(&pool)
    .await
    .unwrap();
    verify(&database, |_, _| {}).await.unwrap_err();

    let rebuilt = rebuild(&owner(&pool), |_, _| {}).await.unwrap();
    assert!((4..=5).contains(&rebuilt.replaced), "{rebuilt:?}");
    assert_eq!(verify(&database, |_, _| {}).await.unwrap(), sound);
    let again = rebuild(&owner(&pool), |_, _| {}).await.unwrap();
    assert_eq!(again, Rebuilt { replaced: 0, ..rebuilt });
}

#[sqlx::test]
async fn what_was_known_at_each_past_moment_is_folded_as_it_was_recorded(pool: PgPool) {
    let database = two_forces(&pool).await;
    proposed(&database).await;
    let sound = verify(&database, |_, _| {}).await.unwrap();
    sqlx::raw_sql("delete from recommendation_version where reference = 'KENT-1'").execute(&pool).await.unwrap();
    assert_eq!(rebuild(&owner(&pool), |_, _| {}).await.unwrap().replaced, 1);
    assert_eq!(verify(&database, |_, _| {}).await.unwrap(), sound);
    let recorded: i64 =
        sqlx::query_scalar("select count(distinct recorded) from recommendation_version where reference = 'KENT-1'")
            .fetch_one(&pool)
            .await
            .unwrap();
    assert!(recorded > 1, "one recorded time only");
}

#[sqlx::test]
async fn until_a_stale_read_model_is_folded_afresh_the_application_is_not_ready(pool: PgPool) {
    two_forces(&pool).await;
    // As the owner: of a test's database the application may not read the list of migrations.
    let database = owner(&pool);
    assert_eq!(database.ready().await.unwrap(), Readiness::Ready);
    assert_eq!(rebuild_if_stale(&database, |_, _| {}).await.unwrap(), None);

    sqlx::raw_sql("update read_model_state set stale = true").execute(&pool).await.unwrap();
    let Readiness::NotMigrated(words) = database.ready().await.unwrap() else { panic!("ready") };
    assert!(words.contains("ncpi migrate"), "{words}");
    assert!(rebuild_if_stale(&database, |_, _| {}).await.unwrap().is_some());
    assert_eq!(database.ready().await.unwrap(), Readiness::Ready);
}

#[sqlx::test]
async fn the_application_itself_takes_no_row_away(pool: PgPool) {
    let database = two_forces(&pool).await;
    sqlx::raw_sql("delete from recommendation_version where reference = 'KENT-1'").execute(&pool).await.unwrap();
    let refused = rebuild(&database, |_, _| {}).await.unwrap_err().to_string();
    assert!(refused.contains("permission denied"), "{refused}");
}

async fn proposed(database: &Database) {
    let inspector = Person { id: PersonId(Uuid::from_u128(1)), role: Role::Inspector, forces: Vec::new() };
    let form = Form {
        subject: "KENT-1".parse().unwrap(),
        version: 1,
        token: Uuid::from_u128(1),
        answers: AnswersDigest::default(),
    };
    let proposal = Proposal {
        outcome: Outcome::Complete,
        superseded_by: None,
        verification: Some(Verification::DeskReview),
        reason: "Seen in the files".to_owned(),
        relied_on: "The review of 2021".to_owned(),
        pieces: [].into(),
        despite_finding: true,
    };
    act(database, &inspector, &form, Step::ProposeClosure(proposal), "2026-11-25".parse().unwrap()).await.unwrap();
}
