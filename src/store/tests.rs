//! What the database itself holds to: the same words and rules as the types, and nothing changed or taken away.

use std::collections::{BTreeMap, BTreeSet};

use chrono::NaiveDate;
use sqlx::PgPool;

use crate::{
    audit::AuditKind,
    closure::{EndedBy, NoActionReason, Outcome, TwoPeople},
    confirmation::{ConfirmationAnswer, ConfirmationKind},
    deadline::{Basis, DeadlineState, Judged, SetBy},
    duty::Duty,
    event::StreamKind,
    fact::{EventKind, Monitoring},
    finding::{Finding, KnownFrom, RecordType},
    force::{Nation, Region},
    grade::Grade,
    identity::{Audience, PersonId, Role},
    ingest::{File, Kind, import},
    inspectorate_status::{Inspectorate, InspectorateStatus, ReviewStage},
    pending_request::RequestKind,
    position::Position,
    round::RoundKind,
    source_status::SourceVocabulary,
    status::Status,
    store::database::{Database, as_application_of},
    topic::{Scheme, Topic},
};

async fn loaded(pool: &PgPool) -> Database {
    let database = as_application_of(pool).await;
    for (kind, text) in [
        (Kind::Forces, include_str!("../../data/forces.csv")),
        (Kind::Rounds, include_str!("../../data/rounds.csv")),
        (Kind::Recommendations, include_str!("../../data/recommendations.csv")),
    ] {
        let file = File { name: String::new(), bytes: text.as_bytes().to_vec() };
        import(&database, kind, &file, false, |_| {}).await.unwrap();
    }
    database
}

#[sqlx::test]
async fn the_words_of_the_database_are_the_words_of_the_types(pool: PgPool) {
    let rows: Vec<(String, String)> = sqlx::query_as(
        "select typname::text, enumlabel::text from pg_enum join pg_type on pg_type.oid = enumtypid order by enumsortorder",
    )
    .fetch_all(&pool)
    .await
    .unwrap();
    let mut found: BTreeMap<String, Vec<String>> = BTreeMap::new();
    for (name, word) in rows {
        found.entry(name).or_default().push(word);
    }
    macro_rules! words {
        ($($name:literal: $type:ty),+ $(,)?) => {
            BTreeMap::from([$(($name.to_owned(), <$type>::ALL.iter().map(|word| word.slug().to_owned()).collect())),+])
        };
    }
    let mut expected: BTreeMap<String, Vec<String>> = words! {
        "nation": Nation, "region": Region, "round_kind": RoundKind, "record_type": RecordType, "known_from": KnownFrom,
        "finding": Finding, "grade": Grade, "deadline_basis": Basis, "deadline_set_by": SetBy,
        "deadline_state": DeadlineState, "force_position": Position, "inspectorate_status": InspectorateStatus,
        "no_action_reason": NoActionReason, "status": Status, "source_vocabulary": SourceVocabulary,
        "stream_kind": StreamKind, "event_kind": EventKind, "role_name": Role, "audience": Audience,
        "topic_scheme": Scheme, "audit_kind": AuditKind,
        "monitoring": Monitoring, "duty": Duty, "ask": RequestKind,
        "confirmation_kind": ConfirmationKind, "confirmation_answer": ConfirmationAnswer,
    };
    for (name, words) in
        [("ended_by", ["source", "people"].as_slice()), ("actor_kind", &["person", "import", "system"])]
    {
        expected.insert(name.to_owned(), words.iter().map(|word| (*word).to_owned()).collect());
    }
    for (name, words) in &found {
        let sorted = |words: &[String]| words.iter().cloned().collect::<BTreeSet<_>>();
        assert_eq!(Some(sorted(words)), expected.get(name).map(|words| sorted(words)), "{name}");
    }
    assert_eq!(found.len(), expected.len());

    let topics: Vec<(String, String, String)> =
        sqlx::query_as("select slug, scheme::text, label from topic order by scheme, place")
            .fetch_all(&pool)
            .await
            .unwrap();
    let ours = Topic::ALL
        .iter()
        .map(|topic| (topic.slug().to_owned(), topic.scheme().slug().to_owned(), topic.label().to_owned()));
    assert_eq!(topics, ours.collect::<Vec<_>>());
}

#[sqlx::test]
async fn the_database_derives_the_same_status_for_every_pair(pool: PgPool) {
    let [ann, bea] = [1, 2].map(|n| PersonId(uuid::Uuid::from_u128(n)));
    let people = EndedBy::People(TwoPeople::new(ann, bea).unwrap());
    let no_action = Outcome::NoFurtherAction(NoActionReason::Superseded);
    let held = [
        (Inspectorate::NotRecorded, None),
        (Inspectorate::AwaitingReview, None),
        (Inspectorate::BeingProgressed, None),
        (Inspectorate::ClosureProposed { outcome: Outcome::Complete, by: ann }, None),
        (Inspectorate::Ended { outcome: Outcome::Complete, by: people }, Some("people")),
        (Inspectorate::Ended { outcome: Outcome::Complete, by: EndedBy::Source }, Some("source")),
        (Inspectorate::Ended { outcome: no_action, by: people }, Some("people")),
        (Inspectorate::Ended { outcome: no_action, by: EndedBy::Source }, Some("source")),
    ];
    for position in Position::ALL {
        for (inspectorate, ended_by) in held {
            let status: String = sqlx::query_scalar(
                "select derived_status($1::force_position, $2::inspectorate_status, $3::ended_by)::text",
            )
            .bind(position.slug())
            .bind(inspectorate.word().slug())
            .bind(ended_by)
            .fetch_one(&pool)
            .await
            .unwrap();
            assert_eq!(status, Status::derived(*position, inspectorate).slug(), "{position}, {inspectorate:?}");
        }
    }
}

#[sqlx::test]
async fn the_database_judges_deadlines_as_the_rules_do(pool: PgPool) {
    let day = |text: &str| text.parse::<NaiveDate>().unwrap();
    let today = day("2022-06-15");
    let days =
        [None, Some("2022-06-14"), Some("2022-06-15"), Some("2022-07-15"), Some("2022-07-16"), Some("2023-01-01")];
    for due in days {
        for submitted in days {
            for status in Status::ALL {
                let judged = Judged {
                    due: due.map(day),
                    status_recorded: *status != Status::NotRecorded,
                    closed: status.is_closed(),
                    submitted: submitted.map(day),
                };
                let state: String = sqlx::query_scalar("select deadline_state_on($1, $2, $3::status, $4)::text")
                    .bind(today)
                    .bind(judged.due)
                    .bind(status.slug())
                    .bind(judged.submitted)
                    .fetch_one(&pool)
                    .await
                    .unwrap();
                assert_eq!(state, DeadlineState::on(today, judged).slug(), "{due:?} {submitted:?} {status}");
            }
        }
    }
}

#[sqlx::test]
async fn partial_dates_and_transitions_are_the_same_in_the_database(pool: PgPool) {
    for text in ["2019", "2019-Q1", "2019-Q4", "2020-02", "2019-12", "2019-09-12"] {
        let last: NaiveDate =
            sqlx::query_scalar("select partial_date_last($1)").bind(text).fetch_one(&pool).await.unwrap();
        let date: crate::partial_date::PartialDate = text.parse().unwrap();
        assert_eq!(last, date.last(), "{text}");
        let first: NaiveDate =
            sqlx::query_scalar("select partial_date_first($1)").bind(text).fetch_one(&pool).await.unwrap();
        assert_eq!(first, date.first(), "{text}");
    }
    let allowed: BTreeSet<(String, String)> =
        sqlx::query_as("select before::text, after::text from position_transition")
            .fetch_all(&pool)
            .await
            .unwrap()
            .into_iter()
            .collect();
    for before in Position::ALL {
        for after in Position::ALL {
            let listed = allowed.contains(&(before.slug().to_owned(), after.slug().to_owned()));
            assert_eq!(listed, before.may_become(*after), "{before} to {after}");
        }
    }
    let allowed: BTreeSet<(String, String)> = sqlx::query_as("select before::text, after::text from status_transition")
        .fetch_all(&pool)
        .await
        .unwrap()
        .into_iter()
        .collect();
    let by = PersonId(uuid::Uuid::from_u128(1));
    for before in [
        Inspectorate::NotRecorded,
        Inspectorate::AwaitingReview,
        Inspectorate::BeingProgressed,
        Inspectorate::ClosureProposed { outcome: Outcome::Complete, by },
        Inspectorate::Ended { outcome: Outcome::Complete, by: EndedBy::Source },
        Inspectorate::Ended { outcome: Outcome::NoFurtherAction(NoActionReason::Overtaken), by: EndedBy::Source },
    ] {
        for stage in ReviewStage::ALL {
            let listed = allowed.contains(&(before.word().slug().to_owned(), stage.slug().to_owned()));
            assert_eq!(listed, before.then(stage.act()) == Ok(stage.held()), "{before:?} to {stage}");
        }
    }
}

#[sqlx::test]
async fn events_are_refused_any_change_whoever_asks(pool: PgPool) {
    let database = loaded(&pool).await;
    for sql in ["update event set happened = null", "delete from event", "truncate event cascade"] {
        let application = sqlx::query(sql).execute(database.pool()).await.unwrap_err().to_string();
        assert!(application.contains("permission denied"), "{sql}: {application}");
        let owner = sqlx::query(sql).execute(&pool).await.unwrap_err().to_string();
        assert!(owner.contains("append-only"), "{sql}: {owner}");
    }
}

#[sqlx::test]
async fn the_application_may_add_to_the_record_and_take_nothing_from_it(pool: PgPool) {
    let database = loaded(&pool).await;
    for sql in [
        "delete from event_text",
        "update event_text set body = ''",
        "delete from restricted_text",
        "update restricted_text set body = ''",
        "delete from form_receipt",
        "update form_receipt set account = token",
        "delete from round_draft_published",
        "update round_draft_published set round_slug = ''",
        "delete from duty_version",
        "update duty_version set due_on = '2030-01-01'",
        "delete from monitoring_version",
        "delete from recommendation_version",
        "update recommendation_version set status = 'in-progress'",
        "delete from recommendation",
        "update recommendation set force_slug = 'kent'",
        "delete from register_stamp",
        "update import_batch set file_name = ''",
        "create table mine ()",
        "alter table event disable trigger user",
    ] {
        let refused = sqlx::query(sql).execute(database.pool()).await;
        let reason = refused.unwrap_err().to_string();
        assert!(reason.contains("permission denied") || reason.contains("must be owner"), "{sql}: {reason}");
    }
}

#[sqlx::test]
async fn an_event_that_does_not_continue_its_stream_is_refused(pool: PgPool) {
    let database = loaded(&pool).await;
    let insert = |version: i32, prev: &str| {
        format!(
            "insert into event (seq, stream_kind, stream_id, version, kind, recorded_at, actor_kind, audience, facts, prev_hash, hash)
            values (nextval('event_seq'), 'recommendation', 'KENT-2019-01', {version}, 'submitted', now(), 'system', 'everyone', '{{}}', {prev}, sha256('x'))"
        )
    };
    for (version, prev) in [(2, "sha256('forged')"), (3, "sha256('x')"), (1, "null")] {
        assert!(sqlx::query(&insert(version, prev)).execute(database.pool()).await.is_err(), "{version} {prev}");
    }
}

#[sqlx::test]
async fn the_database_refuses_one_person_who_closes_alone(pool: PgPool) {
    let database = loaded(&pool).await;
    let rows = "update recommendation_version set inspectorate_status = 'complete', ended_by = 'people', status = 'verified-complete',
        proposed_by = '00000000-0000-0000-0000-000000000001', authorised_by = '00000000-0000-0000-0000-000000000001'
        where reference = 'KENT-2019-01' and latest";
    let error = sqlx::query(rows).execute(&pool).await.unwrap_err().to_string();
    assert!(error.contains("recommendation_version_two_people_close"), "{error}");

    let act = |version: i32, kind: &str, role: &str, facts: &str| {
        format!(
            "insert into event (seq, stream_kind, stream_id, version, kind, recorded_at, actor_kind, actor_person, actor_role, audience, facts, prev_hash, hash)
            select nextval('event_seq'), 'recommendation', 'KENT-2019-01', {version}, '{kind}', clock_timestamp(), 'person',
                '00000000-0000-0000-0000-000000000001', '{role}', 'everyone', '{facts}', hash, sha256('x')
            from event where stream_id = 'KENT-2019-01' order by version desc limit 1"
        )
    };
    for (kind, role, facts, constraint) in [
        ("closure_authorised", "authoriser", "{}", "no closure is proposed"),
        ("closure_authorised", "inspector", "{}", "cannot record"),
        ("reopened", "authoriser", "{}", "only what has ended"),
        ("position_set", "force-liaison-officer", r#"{"position": "not-recorded"}"#, "position cannot go"),
        ("position_set", "authoriser", r#"{"position": "planned"}"#, "cannot record"),
    ] {
        let error = sqlx::query(&act(2, kind, role, facts)).execute(database.pool()).await.unwrap_err().to_string();
        assert!(error.contains(constraint), "{kind}: {error}");
    }
}
