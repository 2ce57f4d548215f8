//! Notes: for whom they are, that they change nothing, and that nobody writes what they cannot read.

use super::*;

fn note(audience: Audience) -> Step {
    Step::RecordNote { note: because("Seen at the desk"), audience, asks: false }
}

fn readers() -> [(Reader, &'static str); 5] {
    let other = Person { forces: vec!["essex".parse().unwrap()], ..person(4, Role::ForceLiaisonOfficer) };
    [
        (Reader::Anyone, "anyone"),
        (Reader::SignedIn(liaison()), "force"),
        (Reader::SignedIn(other), "other"),
        (Reader::SignedIn(inspector()), "inspector"),
        (Reader::SignedIn(person(5, Role::SeniorLeader)), "leader"),
    ]
}

#[sqlx::test]
async fn a_note_is_read_by_those_it_is_for_and_by_nobody_else(pool: PgPool) {
    let database = two_forces(&pool).await;
    for (audience, read, seen_by) in [
        (Audience::Everyone, &["anyone", "force", "other", "inspector", "leader"][..], 5),
        (Audience::Force, &["force", "inspector"], 5),
        (Audience::Inspectorate, &["inspector"], 1),
    ] {
        let saved = now(&database, &inspector(), "KENT-1", note(audience)).await.unwrap();
        let mut lines = 0;
        for (reader, who) in readers() {
            let found = seen(&database, &reader, "KENT-1").await;
            let entry = found.history.iter().find(|entry| entry.version == saved.version);
            lines += usize::from(entry.is_some());
            let words = entry.and_then(|entry| entry.texts.first()).and_then(|text| text.words());
            assert_eq!(words.is_some(), read.contains(&who), "{audience} {who}");
        }
        assert_eq!(lines, seen_by, "{audience}");
    }
    let open = "select count(*) from event_text where field = 'note'";
    assert_eq!(count(&pool, open).await, 1, "what is for some never lies where everyone reads");
    checked(&database).await;
}

#[sqlx::test]
async fn a_note_changes_nothing_of_how_an_item_stands_not_even_its_freshness(pool: PgPool) {
    let database = two_forces(&pool).await;
    let before = seen(&database, &Reader::Anyone, "KENT-1").await.row;
    for who in [liaison(), inspector(), authoriser()] {
        now(&database, &who, "KENT-1", note(Audience::Everyone)).await.unwrap();
    }
    let after = seen(&database, &Reader::Anyone, "KENT-1").await.row;
    assert_eq!((before.status, before.position, before.work), (after.status, after.position, after.work));
    now(&database, &inspector(), "KENT-1", complete()).await.unwrap();
    now(&database, &authoriser(), "KENT-1", Step::AuthoriseClosure).await.unwrap();
    now(&database, &liaison(), "KENT-1", note(Audience::Force)).await.unwrap();
    assert_eq!(status(&database, "KENT-1").await, Status::VerifiedComplete, "what has ended can be noted on");
    checked(&database).await;
}

#[sqlx::test]
async fn an_empty_note_and_one_that_its_writer_could_not_read_are_refused_by_the_database_too(pool: PgPool) {
    let database = two_forces(&pool).await;
    let refused = |result: Result<Saved, FollowUpError>| match result.unwrap_err() {
        FollowUpError::Invalid { field, .. } => field,
        other => panic!("{other}"),
    };
    let blank = Step::RecordNote { note: because(" \n"), audience: Audience::Everyone, asks: false };
    assert_eq!(refused(now(&database, &inspector(), "KENT-1", blank).await), "note");
    assert_eq!(refused(now(&database, &liaison(), "KENT-1", note(Audience::Inspectorate)).await), "audience");
    for (role, audience, texts, constraint) in [
        ("inspector", "everyone", "{}", "event_note_is_whole"),
        ("force-liaison-officer", "inspectorate", r#"{"note": "00"}"#, "event_note_is_read_by_its_author"),
        ("administrator", "everyone", r#"{"note": "00"}"#, "event_role"),
    ] {
        let sql = format!(
            "insert into event (seq, stream_kind, stream_id, version, kind, recorded_at, actor_kind, actor_person, actor_role, audience, facts, texts, prev_hash, hash)
            select nextval('event_seq'), 'recommendation', 'KENT-1', version + 1, 'note_recorded', clock_timestamp(), 'person',
                '00000000-0000-0000-0000-000000000001', '{role}', '{audience}', '{{}}', '{texts}', hash, sha256('x')
            from event where stream_id = 'KENT-1' order by version desc limit 1"
        );
        let error = sqlx::query(&sql).execute(database.pool()).await.unwrap_err();
        let found = error.as_database_error().and_then(|error| error.constraint());
        assert_eq!(found, Some(constraint), "{error}");
    }
    let of_round = "insert into event (seq, stream_kind, stream_id, version, kind, recorded_at, actor_kind, audience, facts, texts, hash)
        values (nextval('event_seq'), 'force', 'nowhere', 1, 'note_recorded', now(), 'system', 'everyone', '{}', '{}', sha256('x'))";
    assert!(sqlx::query(of_round).execute(database.pool()).await.is_err());
}

#[sqlx::test]
async fn a_note_that_is_sent_twice_stands_once_and_one_on_an_older_version_is_told(pool: PgPool) {
    let database = two_forces(&pool).await;
    let (first, late) = (form(&database, "KENT-1").await, form(&database, "KENT-1").await);
    let once = act(&database, &inspector(), &first, note(Audience::Force), today()).await.unwrap();
    let again = act(&database, &inspector(), &first, note(Audience::Force), today()).await.unwrap();
    assert_eq!(once.version, again.version);
    let told = act(&database, &liaison(), &late, note(Audience::Force), today()).await;
    assert!(matches!(told, Err(FollowUpError::Conflict { .. })), "{told:?}");
    assert_eq!(count(&pool, "select count(*) from event where kind = 'note_recorded'").await, 1);
}
