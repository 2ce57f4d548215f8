//! Erasing a text, on a real database.

use sqlx::PgPool;
use uuid::Uuid;

use super::{RedactError, Redaction, redact};
use crate::{
    act::follow_up::{Proposal, Step, Update},
    closure::{Outcome, Verification},
    identity::{Audience, PersonId, Role},
    ingest::{File, Kind, import},
    person::Person,
    service::{
        follow_up::{Form, act},
        verify::verify,
    },
    store::{
        database::{Database, as_application_of},
        fixtures::two_forces,
    },
};

async fn with_a_name(pool: &PgPool) -> (Database, i64) {
    let database = as_application_of(pool).await;
    let item = "reference,force_slug,raised_in,topic,deadline,record_type,summary,source_url\n\
        X-1,kent,inspection-2019-09,investigation,,recommendation,A child called by name,\n";
    for (kind, text) in [
        (Kind::Forces, include_str!("../../../data/forces.csv")),
        (Kind::Rounds, include_str!("../../../data/rounds.csv")),
        (Kind::Recommendations, item),
    ] {
        let file = File { name: String::new(), bytes: text.as_bytes().to_vec() };
        import(&database, kind, &file, false, |_| {}).await.unwrap();
    }
    let event = sqlx::query_scalar("select seq from event where stream_id = 'X-1'").fetch_one(pool).await.unwrap();
    (database, event)
}

fn redaction(event: i64, decided_by: [&str; 2]) -> Redaction {
    Redaction {
        event,
        field: "wording".to_owned(),
        reason: "it named a child".to_owned(),
        decided_by: decided_by.map(str::to_owned),
    }
}

#[sqlx::test]
async fn an_erased_text_is_gone_and_the_chain_still_verifies(pool: PgPool) {
    let (database, event) = with_a_name(&pool).await;
    let owner = Database::with_primary(pool.clone());
    redact(&owner, None, redaction(event, ["Data protection officer", "HMI"])).await.unwrap();
    let left: i64 = sqlx::query_scalar("select count(*) from event_text where body like '%called by name%'")
        .fetch_one(&pool)
        .await
        .unwrap();
    let verified = verify(&database, |_, _| {}).await.unwrap();
    assert_eq!((left, verified.erased), (0, 1));
    let again = redact(&owner, None, redaction(event, ["Data protection officer", "HMI"])).await;
    assert!(matches!(again, Err(RedactError::NotThere { .. })));
}

#[sqlx::test]
async fn one_person_cannot_erase_a_text(pool: PgPool) {
    let (_, event) = with_a_name(&pool).await;
    let owner = Database::with_primary(pool.clone());
    let result = redact(&owner, None, redaction(event, ["HMI", " hmi "])).await;
    assert!(matches!(result, Err(RedactError::OnePerson)));
}

#[sqlx::test]
async fn the_application_cannot_erase_a_text(pool: PgPool) {
    let (database, event) = with_a_name(&pool).await;
    let result = redact(&database, None, redaction(event, ["Data protection officer", "HMI"])).await;
    assert!(result.unwrap_err().to_string().contains("permission denied"));
}

#[sqlx::test]
async fn importing_the_file_again_does_not_bring_an_erased_text_back(pool: PgPool) {
    let (database, event) = with_a_name(&pool).await;
    let owner = Database::with_primary(pool.clone());
    redact(&owner, None, redaction(event, ["Data protection officer", "HMI"])).await.unwrap();
    let item = "reference,force_slug,raised_in,topic,deadline,record_type,summary,source_url\n\
        X-1,kent,inspection-2019-09,investigation,,recommendation,A child called by name,\n";
    let file = File { name: String::new(), bytes: item.as_bytes().to_vec() };
    let report = import(&database, Kind::Recommendations, &file, false, |_| {}).await.unwrap();
    assert!(!report.changes_anything());
}

#[sqlx::test]
async fn a_text_that_is_not_for_everyone_is_erased_as_well_and_so_is_the_reason_kept(pool: PgPool) {
    let database = two_forces(&pool).await;
    let authoriser = Person { id: PersonId(Uuid::from_u128(1)), role: Role::Authoriser, forces: Vec::new() };
    let form = Form {
        subject: "KENT-1".parse().unwrap(),
        version: 1,
        token: Uuid::from_u128(1),
        answers: crate::answers_digest::AnswersDigest::default(),
    };
    let proposal = Proposal {
        outcome: Outcome::Complete,
        superseded_by: None,
        verification: Some(Verification::DeskReview),
        reason: "A child called by name is safe".to_owned(),
        relied_on: "Case file".to_owned(),
        pieces: [].into(),
        despite_finding: true,
    };
    act(&database, &authoriser, &form, Step::ProposeClosure(proposal), "2026-11-25".parse().unwrap()).await.unwrap();
    let event =
        sqlx::query_scalar("select seq from event where kind = 'closure_proposed'").fetch_one(&pool).await.unwrap();
    let redaction = Redaction { field: "reason".to_owned(), ..redaction(event, ["Data protection officer", "HMI"]) };
    assert!(redact(&database, None, redaction.clone()).await.unwrap_err().to_string().contains("permission denied"));
    let owner = Database::with_primary(pool.clone());
    redact(&owner, None, redaction.clone()).await.unwrap();
    let left: Vec<(String, String)> =
        sqlx::query_as("select field, body from restricted_text order by event, field").fetch_all(&pool).await.unwrap();
    let left: Vec<_> = left.iter().map(|(field, body)| (field.as_str(), body.as_str())).collect();
    assert_eq!(left, [("relied_on", "Case file"), ("reason", "it named a child")]);
    assert_eq!(verify(&database, |_, _| {}).await.unwrap().erased, 1);

    let again = redact(&owner, None, redaction).await;
    assert!(matches!(again, Err(RedactError::NotThere { there, .. }) if there == ["relied_on"]));
}

#[sqlx::test]
async fn a_name_where_a_post_was_asked_for_is_erased_as_any_text_is(pool: PgPool) {
    let database = two_forces(&pool).await;
    let officer = Person {
        id: PersonId(Uuid::from_u128(1)),
        role: Role::ForceLiaisonOfficer,
        forces: vec!["kent".parse().unwrap()],
    };
    let form = Form {
        subject: "KENT-1".parse().unwrap(),
        version: 1,
        token: Uuid::from_u128(1),
        answers: crate::answers_digest::AnswersDigest::default(),
    };
    let update = Update {
        position: None,
        texts: [
            ("activity", "Every desk has a supervisor".to_owned()),
            ("outcome", "Children are seen sooner".to_owned()),
            ("owner_post", "Ann Other".to_owned()),
        ]
        .into(),
        target: None,
        audience: Audience::Force,
    };
    act(&database, &officer, &form, Step::RecordUpdate(update), "2026-11-25".parse().unwrap()).await.unwrap();
    let event =
        sqlx::query_scalar("select seq from event where kind = 'update_recorded'").fetch_one(&pool).await.unwrap();
    let facts: String =
        sqlx::query_scalar("select facts::text from event where seq = $1").bind(event).fetch_one(&pool).await.unwrap();
    assert!(!facts.contains("Ann Other"), "what is hashed cannot be erased: {facts}");
    let redaction =
        Redaction { field: "owner_post".to_owned(), ..redaction(event, ["Data protection officer", "HMI"]) };
    redact(&Database::with_primary(pool.clone()), None, redaction).await.unwrap();
    let left: i64 = sqlx::query_scalar("select count(*) from restricted_text where body = 'Ann Other'")
        .fetch_one(&pool)
        .await
        .unwrap();
    assert_eq!((left, verify(&database, |_, _| {}).await.unwrap().erased), (0, 1));
}
