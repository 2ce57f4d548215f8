//! What a transaction may read of texts that are not for everyone: the database against the rule.

use std::collections::BTreeMap;

use sqlx::{PgPool, Row as _};
use uuid::Uuid;

use crate::{
    event::{Actor, StreamKind},
    fact::Fact,
    force::ForceSlug,
    identity::{Audience, PersonId, Role},
    person::{Person, Reader},
    store::{
        database::Database,
        events::{NewEvent, Stream, lock_stream},
        fixtures::two_forces,
        record::append_and_project,
    },
};

const SOME: [Audience; 2] = [Audience::Force, Audience::Inspectorate];

/// For each force and audience a text that names both.
async fn with_texts(pool: &PgPool) -> Database {
    let database = two_forces(pool).await;
    let mut tx = database.pool().begin().await.unwrap();
    for (reference, force) in [("KENT-1", "kent"), ("ESSEX-1", "essex")] {
        let stream = Stream { kind: StreamKind::Recommendation, id: reference.to_owned() };
        lock_stream(&mut tx, &stream).await.unwrap();
        for audience in SOME {
            let new = NewEvent {
                stream: stream.clone(),
                happened: None,
                actor: Actor::System,
                audience,
                corrects: None,
                fact: Fact::Returned {},
                texts: BTreeMap::from([("questions", format!("{force} {}", audience.slug()))]),
            };
            append_and_project(&mut tx, vec![new], []).await.unwrap();
        }
    }
    tx.commit().await.unwrap();
    database
}

fn readers() -> Vec<Reader> {
    let slug = |text: &str| text.parse::<ForceSlug>().unwrap();
    let mut readers = vec![Reader::Anyone];
    for role in Role::ALL {
        for forces in [vec![], vec![slug("kent")], vec![slug("essex")], vec![slug("essex"), slug("kent")]] {
            readers.push(Reader::SignedIn(Person { id: PersonId(Uuid::from_u128(7)), role: *role, forces }));
        }
    }
    readers
}

#[sqlx::test]
async fn every_role_reads_in_the_database_what_the_rule_lets_it_read(pool: PgPool) {
    let database = with_texts(&pool).await;
    for reader in readers() {
        let mut expected: Vec<String> = Vec::new();
        for force in ["essex", "kent"] {
            let readable = SOME.iter().filter(|of| reader.may_read(**of, &force.parse().unwrap()));
            expected.extend(readable.map(|audience| format!("{force} {}", audience.slug())));
        }
        let mut tx = database.snapshot_for(&reader).await.unwrap();
        let mut read: Vec<String> =
            sqlx::query_scalar("select body from restricted_text").fetch_all(&mut *tx).await.unwrap();
        read.sort();
        assert_eq!(read, expected, "{reader:?}");
        if let Reader::SignedIn(person) = reader {
            let mut tx = database.begin_as(&person).await.unwrap();
            let count: i64 =
                sqlx::query_scalar("select count(*) from restricted_text").fetch_one(&mut *tx).await.unwrap();
            assert_eq!(usize::try_from(count).unwrap(), read.len(), "{person:?}");
        }
    }
}

#[sqlx::test]
async fn settings_that_name_no_reader_show_nothing(pool: PgPool) {
    let database = with_texts(&pool).await;
    for (role, forces) in [
        ("", ""),
        ("", "kent"),
        ("inspector ", "kent"),
        ("Inspector", "kent"),
        ("administrator", "kent,essex"),
        ("senior-leader", "kent,essex"),
        ("force-liaison-officer", ""),
        ("force-liaison-officer", "Kent"),
        ("force-liaison-officer", "kent-and-essex"),
    ] {
        let mut tx = database.pool().begin().await.unwrap();
        sqlx::query("select set_config('ncpi.role', $1, true), set_config('ncpi.forces', $2, true)")
            .bind(role)
            .bind(forces)
            .execute(&mut *tx)
            .await
            .unwrap();
        let count: i64 = sqlx::query_scalar("select count(*) from restricted_text").fetch_one(&mut *tx).await.unwrap();
        assert_eq!(count, 0, "{role:?} {forces:?}");
    }
}

#[sqlx::test]
async fn who_read_before_leaves_nothing_behind_on_the_connection(pool: PgPool) {
    let database = with_texts(&pool).await;
    let inspector = Person { id: PersonId(Uuid::nil()), role: Role::Inspector, forces: Vec::new() };
    for _ in 0..4 {
        let tx = database.snapshot_for(&Reader::SignedIn(inspector.clone())).await.unwrap();
        tx.commit().await.unwrap();
        let mut tx = database.snapshot_for(&Reader::Anyone).await.unwrap();
        let row = sqlx::query("select (select count(*) from restricted_text), current_setting('ncpi.account', true)")
            .fetch_one(&mut *tx)
            .await
            .unwrap();
        assert_eq!(row.get::<i64, _>(0), 0);
        assert!(row.get::<Option<&str>, _>(1).is_none_or(str::is_empty));
    }
}

#[sqlx::test]
async fn a_text_lies_where_its_event_says_whatever_the_writer_says(pool: PgPool) {
    let database = with_texts(&pool).await;
    let event = |field: &str| {
        format!(
            "select seq, '{field}', decode(repeat('00', 16), 'hex'), 'x' from event where kind = 'returned' order by seq limit 1"
        )
    };
    let open = format!("insert into event_text (event, field, salt, body) {}", event("note"));
    let error = sqlx::query(&open).execute(database.pool()).await.unwrap_err().to_string();
    assert!(error.contains("not for everyone"), "{error}");

    let lie = "insert into restricted_text (event, field, salt, body, audience, force_slug)
        select seq, 'note', decode(repeat('00', 16), 'hex'), 'x', 'force', 'essex' from event
        where kind = 'returned' and audience = 'inspectorate' and stream_id = 'KENT-1'";
    sqlx::query(lie).execute(database.pool()).await.unwrap();
    let kept: (String, String) =
        sqlx::query_as("select audience::text, force_slug from restricted_text where field = 'note'")
            .fetch_one(&pool)
            .await
            .unwrap();
    assert_eq!(kept, ("inspectorate".to_owned(), "kent".to_owned()));

    for sql in ["update restricted_text set body = ''", "delete from restricted_text", "truncate restricted_text"] {
        let error = sqlx::query(sql).execute(database.pool()).await.unwrap_err().to_string();
        assert!(error.contains("permission denied"), "{sql}: {error}");
    }
    let edited = sqlx::query("update restricted_text set body = ''").execute(&pool).await.unwrap_err().to_string();
    assert!(edited.contains("append-only"), "{edited}");
}
