//! What a person has corrected since the last import stays, and a file that says a third thing is refused.

use sqlx::PgPool;

use super::{RECOMMENDATIONS, ROUNDS, events, latest, load, load_all};
use crate::{
    event::{Actor, StreamKind},
    fact::Fact,
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
