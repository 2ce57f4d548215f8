//! What a person has corrected since the last import stays, and a file that says a third thing is refused.

use sqlx::PgPool;

use super::{FORCES, RECOMMENDATIONS, ROUNDS, events, latest, load, load_all};
use crate::{
    event::{Actor, StreamKind},
    fact::Fact,
    finding::Finding,
    identity::{Audience, PersonId, Role},
    ingest::{ImportError, Kind, known::KnownStreams},
    store::{
        database::{Database, as_application_of},
        events::{NewEvent, Stream},
        record::append_and_project,
    },
    topic::Topic,
};

const REFERENCE: &str = "KENT-2019-08";
const ROUND: &str = "post-inspection-review-2021-08-26";
const AS_IMPORTED: &str = "KENT-2019-08,kent,inspection-2019-09,assessment and help";

fn with_topic(topic: &str) -> String {
    RECOMMENDATIONS.replace(AS_IMPORTED, &AS_IMPORTED.replace("assessment and help", topic))
}

/// An inspector puts the topic of an item right.
async fn correct_topic(database: &Database, topic: Topic) {
    let mut tx = database.pool().begin().await.unwrap();
    let stream = Stream { kind: StreamKind::Recommendation, id: REFERENCE.to_owned() };
    let known = KnownStreams::read(&mut tx, stream.kind, std::slice::from_ref(&stream.id)).await.unwrap();
    let raised = known.of(&stream).iter().find_map(|on_record| match &on_record.fact {
        Fact::Raised(raised) => Some((on_record, raised.clone())),
        _ => None,
    });
    let (on_record, raised) = raised.unwrap();
    let wording = on_record.texts["wording"].clone().unwrap();
    let correction = NewEvent {
        stream: stream.clone(),
        happened: on_record.happened,
        actor: Actor::Person { id: PersonId(uuid::Uuid::from_u128(1)), role: Role::Inspector },
        audience: Audience::Everyone,
        corrects: Some(on_record.seq),
        fact: Fact::Corrected { to: Box::new(Fact::Raised(crate::fact::Raised { topic, ..raised })) },
        texts: [("wording", wording)].into(),
    };
    append_and_project(&mut tx, vec![correction], Vec::new()).await.unwrap();
    tx.commit().await.unwrap();
}

#[sqlx::test]
async fn old_row_and_corrected_row_change_nothing_and_a_third_is_refused(pool: PgPool) {
    let database = as_application_of(&pool).await;
    load_all(&database).await;
    correct_topic(&database, Topic::DecisionMaking).await;
    let before = events(&pool).await;
    for text in [RECOMMENDATIONS.to_owned(), with_topic("decision-making")] {
        let report = load(&database, Kind::Recommendations, &text).await.unwrap();
        assert_eq!((report.unchanged, report.changes_anything()), (report.rows, false));
    }
    match load(&database, Kind::Recommendations, &with_topic("investigation")).await {
        Err(ImportError::Refused { faults, report }) => {
            let line = RECOMMENDATIONS.lines().position(|line| line.starts_with(REFERENCE)).unwrap() as u64 + 1;
            assert_eq!((faults[0].line, faults.len(), report.refused), (line, 1, 1), "{faults:?}");
            assert!(faults[0].problem.contains("a person has corrected this"), "{faults:?}");
        }
        other => panic!("{other:?}"),
    }
    assert_eq!(events(&pool).await, before);
    assert_eq!(latest(&pool, REFERENCE, "topic").await.as_deref(), Some("2014-decision-making"));
}

#[sqlx::test]
async fn date_of_the_round_still_travels_to_what_a_person_corrected(pool: PgPool) {
    let database = as_application_of(&pool).await;
    load_all(&database).await;
    correct_topic(&database, Topic::DecisionMaking).await;
    let dated = ROUNDS
        .replace("inspection-2019-09,inspection,2019-04,2019-09,", "inspection-2019-09,inspection,2019-04,2019-09-03,");
    load(&database, Kind::Rounds, &dated).await.unwrap();
    assert_eq!(latest(&pool, REFERENCE, "raised_on").await.as_deref(), Some("2019-09-03"));
    for _ in 0..2 {
        let report = load(&database, Kind::Recommendations, RECOMMENDATIONS).await.unwrap();
        assert_eq!((report.unchanged, report.changes_anything()), (report.rows, false));
    }
    assert_eq!(latest(&pool, REFERENCE, "topic").await.as_deref(), Some("2014-decision-making"));
    crate::service::verify::verify(&database, |_, _| {}).await.unwrap();
}

/// An inspector records a finding here, of a round that no file has told of yet.
async fn record_finding(database: &Database, finding: Finding) {
    let mut tx = database.pool().begin().await.unwrap();
    let recorded = NewEvent {
        stream: Stream { kind: StreamKind::Recommendation, id: REFERENCE.to_owned() },
        happened: "2021-08-26".parse().ok(),
        actor: Actor::Person { id: PersonId(uuid::Uuid::from_u128(1)), role: Role::Inspector },
        audience: Audience::Everyone,
        corrects: None,
        fact: Fact::FindingRecorded { round: ROUND.parse().unwrap(), finding, source_url: None },
        texts: [].into(),
    };
    append_and_project(&mut tx, vec![recorded], Vec::new()).await.unwrap();
    tx.commit().await.unwrap();
}

#[sqlx::test]
async fn a_row_against_what_an_inspector_found_is_refused_by_line(pool: PgPool) {
    let database = as_application_of(&pool).await;
    for (kind, text) in [(Kind::Forces, FORCES), (Kind::Rounds, ROUNDS), (Kind::Recommendations, RECOMMENDATIONS)] {
        load(&database, kind, text).await.unwrap();
    }
    record_finding(&database, Finding::NoProgress).await;
    let row = |finding: &str| {
        format!("reference,round,finding,summary,source_url\n{REFERENCE},{ROUND},{finding},,https://example.org\n")
    };
    match load(&database, Kind::Findings, &row("improved")).await {
        Err(ImportError::Refused { faults, .. }) => {
            assert!(faults[0].line == 2 && faults[0].problem.contains("“No progress”"), "{faults:?}");
        }
        other => panic!("{other:?}"),
    }
    let report = load(&database, Kind::Findings, &row("no-progress")).await.unwrap();
    assert_eq!(report.added, 1, "the report says so as well");
    let again = load(&database, Kind::Findings, &row("no-progress")).await.unwrap();
    assert_eq!((again.unchanged, again.changes_anything()), (1, false));
    record_finding(&database, Finding::PartlyImproved).await;
    let same = load(&database, Kind::Findings, &row("no-progress")).await.unwrap();
    assert!(!same.changes_anything(), "what was imported and is replaced here stays replaced");
    assert_eq!(latest(&pool, REFERENCE, "latest_finding").await.as_deref(), Some("partly-improved"));
}
