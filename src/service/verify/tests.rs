//! What a check finds, on a real database whose record was tampered with behind the application's back.

use sqlx::PgPool;
use uuid::Uuid;

use super::{VerifyError, verify};
use crate::{
    act::follow_up::{Proposal, Step},
    closure::{NoActionReason, Outcome},
    identity::{PersonId, Role},
    ingest::{File, Kind, import},
    person::Person,
    service::follow_up::{Form, act},
    store::{
        database::{Database, as_application_of},
        fixtures::two_forces,
    },
};

async fn loaded(pool: &PgPool) -> Database {
    let database = as_application_of(pool).await;
    for (kind, text) in [
        (Kind::Forces, include_str!("../../../data/forces.csv")),
        (Kind::Rounds, include_str!("../../../data/rounds.csv")),
        (Kind::Recommendations, include_str!("../../../data/recommendations.csv")),
        (Kind::Findings, include_str!("../../../data/findings.csv")),
    ] {
        let file = File { name: String::new(), bytes: text.as_bytes().to_vec() };
        import(&database, kind, &file, false, |_| {}).await.unwrap();
    }
    database
}

/// Does to the record what no role of ours can: as the owner, with the guards taken away.
async fn tamper(pool: &PgPool, table: &str, sql: &str) {
    for statement in
        [&format!("alter table {table} disable trigger user"), sql, &format!("alter table {table} enable trigger user")]
    {
        sqlx::query(statement).execute(pool).await.unwrap();
    }
}

async fn fault(pool: &PgPool, table: &str, sql: &str) -> String {
    let database = loaded(pool).await;
    verify(&database, |_, _| {}).await.unwrap();
    tamper(pool, table, sql).await;
    verify(&database, |_, _| {}).await.unwrap_err().to_string()
}

#[sqlx::test]
async fn a_changed_byte_is_found_and_its_event_named(pool: PgPool) {
    let found = fault(
        &pool,
        "event",
        r#"update event set facts = jsonb_set(facts, '{finding}', '"improved"')
        where stream_id = 'KENT-2019-07' and kind = 'finding_recorded'"#,
    )
    .await;
    assert!(found.contains("recommendation KENT-2019-07, number 2 of the stream"), "{found}");
    assert!(found.contains("its content is not what its hash was made of"), "{found}");
}

#[sqlx::test]
async fn a_recomputed_hash_does_not_hide_that_the_chain_is_broken(pool: PgPool) {
    let found =
        fault(&pool, "event", "update event set hash = sha256('x') where stream_id = 'KENT-2019-07' and version = 1")
            .await;
    assert!(found.contains("KENT-2019-07"), "{found}");
}

#[sqlx::test]
async fn a_text_that_was_changed_or_is_gone_is_found(pool: PgPool) {
    let found = fault(
        &pool,
        "event_text",
        "update event_text set body = body || '.' where event = (select seq from event where stream_id = 'KENT-2019-01' and version = 1)",
    )
    .await;
    assert!(found.contains("KENT-2019-01") && found.contains("its text \"wording\""), "{found}");
    tamper(
        &pool,
        "event_text",
        "delete from event_text where event = (select seq from event where stream_id = 'KENT-2019-01' and version = 1)",
    )
    .await;
    let database = as_application_of(&pool).await;
    let found = verify(&database, |_, _| {}).await.unwrap_err().to_string();
    assert!(found.contains("is gone, and no event says it was erased"), "{found}");
}

#[sqlx::test]
async fn a_read_model_that_says_something_else_is_found(pool: PgPool) {
    let database = loaded(&pool).await;
    sqlx::query(
        "update recommendation_version set position = 'in-progress', status = 'in-progress'
        where reference = 'KENT-2019-07' and latest",
    )
    .execute(&pool)
    .await
    .unwrap();
    let error = verify(&database, |_, _| {}).await.unwrap_err();
    assert!(
        matches!(&error, VerifyError::ReadModel { stream, .. } if stream == "recommendation KENT-2019-07"),
        "{error}"
    );
}

#[sqlx::test]
async fn a_cut_off_tail_shows_in_the_head(pool: PgPool) {
    let database = loaded(&pool).await;
    let head = verify(&database, |_, _| {}).await.unwrap().head;
    // A whole history cut off, read model and all: every chain that is left still holds.
    sqlx::raw_sql(
        "delete from finding_version where reference = 'KENT-2019-07';
        delete from recommendation_version where reference = 'KENT-2019-07';
        delete from event_text where event in (select seq from event where stream_id = 'KENT-2019-07');
        alter table event disable trigger user;
        delete from event where stream_id = 'KENT-2019-07';",
    )
    .execute(&pool)
    .await
    .unwrap();
    assert_ne!(verify(&database, |_, _| {}).await.unwrap().head, head);
}

#[sqlx::test]
async fn a_text_that_is_not_for_everyone_is_checked_as_well_by_the_application_and_the_owner(pool: PgPool) {
    let database = two_forces(&pool).await;
    let inspector = Person { id: PersonId(Uuid::from_u128(1)), role: Role::Inspector, forces: Vec::new() };
    let form = Form {
        subject: "KENT-1".parse().unwrap(),
        version: 1,
        token: Uuid::from_u128(1),
        answers: crate::answers_digest::AnswersDigest::default(),
    };
    let proposal = Proposal {
        outcome: Outcome::NoFurtherAction(NoActionReason::Overtaken),
        superseded_by: None,
        verification: None,
        reason: "A later inspection asks for more".to_owned(),
        relied_on: "The review of 2021".to_owned(),
        pieces: [].into(),
        despite_finding: true,
    };
    act(&database, &inspector, &form, Step::ProposeClosure(proposal), "2026-11-25".parse().unwrap()).await.unwrap();
    let owner = Database::with_primary(pool.clone());
    let verified = verify(&database, |_, _| {}).await.unwrap();
    assert_eq!((verified.texts, &verified), (4 + 2, &verify(&owner, |_, _| {}).await.unwrap()));

    tamper(&pool, "restricted_text", "update restricted_text set body = 'No' where field = 'reason'").await;
    for database in [&database, &owner] {
        let found = verify(database, |_, _| {}).await.unwrap_err().to_string();
        assert!(found.contains("KENT-1") && found.contains("its text \"reason\""), "{found}");
    }
}
