//! Evidence on a real database and in a real folder: what is on record is there, and what is not on record is not.

use super::*;
use crate::act::follow_up::Held;
use crate::act::follow_up::NewEvidence;
use crate::{
    evidence::FileKind,
    fact::Fact,
    files::{
        Files, Received,
        tests::{Folder, received},
    },
    identity::Permission,
    service::{
        redact::{FileFate, Redaction, redact},
        verify::{ON_ITS_WAY, REMOVED_AFTER, has_files, sweep_unrecorded, unrecorded_files, verify_files},
    },
    store::evidence::{Content, FileOnRecord, file},
};

fn with(received: &Received) -> NewEvidence {
    NewEvidence { held: Held::File(received.clone()), ..held_elsewhere() }
}

async fn added(database: &Database, files: &Files, person: &Person, content: &[u8]) -> EvidenceId {
    let evidence = with(&received(files, content).await.unwrap());
    let id = evidence.id;
    add_evidence(database, files, person, &form(database, "KENT-1").await, evidence, today()).await.unwrap();
    id
}

#[sqlx::test]
async fn a_file_that_is_gone_or_another_is_named_by_its_event_and_one_that_was_erased_is_in_order(pool: PgPool) {
    let (database, folder) = (two_forces(&pool).await, Folder::new());
    let files = folder.files(1 << 20);
    assert!(!has_files(&database).await.unwrap());
    let mut ids = Vec::new();
    for content in [&b"Thirty of 33 cases"[..], b"All supervisors", b"A roster of May", b"A name"] {
        ids.push(added(&database, &files, &liaison(), content).await);
    }
    let sound = verify_files(&database, &files, |_| {}).await.unwrap();
    assert_eq!((sound.files, sound.bytes, sound.erased, sound.faults.len()), (4, 18 + 15 + 15 + 6, 0, 0));

    let event = async |id: EvidenceId| -> i64 {
        let sql = "select seq from event where facts #>> '{piece,id}' = $1";
        sqlx::query_scalar(sql).bind(id.to_string()).fetch_one(&pool).await.unwrap()
    };
    let owner = Database::with_primary(pool.clone());
    let decided_by = ["Data protection officer", "Chief of staff"].map(str::to_owned);
    let erased =
        Redaction { event: event(ids[3]).await, field: "file".to_owned(), reason: "A name".to_owned(), decided_by };
    // Its file lies elsewhere and is left where it is: nobody is given it any more.
    redact(&owner, None, erased).await.unwrap();
    assert!(files.erase(ids[0]).await.unwrap());
    folder.write(ids[1], b"All supervisorz");
    let found = verify_files(&database, &files, |_| {}).await.unwrap();
    assert_eq!((found.files, found.erased), (1, 1));
    let told: Vec<_> = found.faults.iter().map(ToString::to_string).collect();
    let at = [event(ids[0]).await, event(ids[1]).await];
    assert_eq!(
        told,
        [
            format!("event {} (recommendation KENT-1): its file {} is missing", at[0], ids[0]),
            format!(
                "event {} (recommendation KENT-1): its file {} is not what it was when it was recorded",
                at[1], ids[1]
            ),
        ]
    );
    checked(&database).await;
}

async fn found(database: &Database, person: &Person, id: EvidenceId) -> Option<FileOnRecord> {
    file(database, &Reader::SignedIn(person.clone()), id).await.unwrap()
}

async fn add(database: &Database, person: &Person, evidence: NewEvidence) -> Result<Saved, FollowUpError> {
    now(database, person, "KENT-1", Step::AddEvidence(evidence)).await
}

fn field(result: Result<Saved, FollowUpError>) -> &'static str {
    match result {
        Err(FollowUpError::Invalid { field, .. }) => field,
        other => panic!("{other:?}"),
    }
}

#[sqlx::test]
async fn a_file_on_record_is_there_with_its_digest_and_its_chain_verifies(pool: PgPool) {
    let (database, folder) = (two_forces(&pool).await, Folder::new());
    let files = folder.files(1 << 20);
    let id = added(&database, &files, &liaison(), b"Thirty of 33 cases").await;
    let on_record = found(&database, &liaison(), id).await.unwrap();
    assert_eq!((on_record.facts.kind, on_record.facts.bytes), (FileKind::Text, 18));
    let Content::There { name, sha256 } = on_record.content else { panic!("{on_record:?}") };
    assert_eq!(name.as_str(), "Report.pdf.txt");
    assert_eq!(files.read(id, sha256).await.unwrap().unwrap().bytes(), 18);
    assert_eq!(folder.holds(), [format!("evidence/{id}")]);

    let page = seen(&database, &Reader::SignedIn(inspector()), "KENT-1").await;
    let Fact::EvidenceAdded { speaks_for, piece } = &page.history[0].fact else { panic!("{:?}", page.history[0]) };
    assert_eq!((speaks_for.unwrap().iso().as_str(), piece.unwrap().id), ("2026-Q1", id));
    let fields: Vec<_> = page.history[0].texts.iter().map(|text| text.field.as_str()).collect();
    assert_eq!(fields, ["title", "file_name", "file"], "as the form asks for them");
    assert_eq!(page.row.work.updated_on, Some(today()), "it is a word of the force");
    checked(&database).await;
}

#[sqlx::test]
async fn what_is_for_some_is_given_to_them_alone(pool: PgPool) {
    let (database, folder) = (two_forces(&pool).await, Folder::new());
    let id = added(&database, &folder.files(1 << 20), &liaison(), b"For some").await;
    let essex = Person { forces: vec!["essex".parse().unwrap()], ..liaison() };
    for (person, may) in [
        (liaison(), true),
        (inspector(), true),
        (authoriser(), true),
        (essex, false),
        (person(4, Role::SeniorLeader), false),
        (person(5, Role::Administrator), false),
    ] {
        let content = found(&database, &person, id).await.unwrap().content;
        assert_eq!(content != Content::Restricted, may, "{person:?}");
    }
    let anyone = file(&database, &Reader::Anyone, id).await.unwrap().unwrap();
    assert_eq!(anyone.content, Content::Restricted);
    assert!(found(&database, &inspector(), EvidenceId(token())).await.is_none());
}

#[sqlx::test]
async fn a_file_whose_step_is_refused_is_gone_and_one_that_comes_twice_is_kept_once(pool: PgPool) {
    let (database, folder) = (two_forces(&pool).await, Folder::new());
    let files = folder.files(1 << 20);
    let stale = form(&database, "KENT-1").await;
    let once = form(&database, "KENT-1").await;
    let first = received(&files, b"Once").await.unwrap();
    let saved = add_evidence(&database, &files, &liaison(), &once, with(&first), today()).await.unwrap();
    let kept = folder.holds();
    let second = received(&files, b"Once").await.unwrap();
    let again = add_evidence(&database, &files, &liaison(), &once, with(&second), today()).await.unwrap();
    assert_eq!((again, folder.holds()), (saved, kept.clone()));

    let late = received(&files, b"Too late").await.unwrap();
    let refused = add_evidence(&database, &files, &liaison(), &stale, with(&late), today()).await;
    assert!(matches!(refused, Err(FollowUpError::Conflict { .. })), "{refused:?}");
    let untitled = NewEvidence { title: " ".to_owned(), ..with(&received(&files, b"What is it?").await.unwrap()) };
    let fresh = form(&database, "KENT-1").await;
    assert_eq!(field(add_evidence(&database, &files, &liaison(), &fresh, untitled, today()).await), "title");
    assert_eq!(folder.holds(), kept);
    assert_eq!(count(&pool, "select count(*) from event where kind = 'evidence_added'").await, 1);
}

#[sqlx::test]
async fn a_file_that_cannot_be_kept_is_not_on_record(pool: PgPool) {
    let (database, folder) = (two_forces(&pool).await, Folder::new());
    let files = folder.files(1 << 20);
    let gone = received(&files, b"Swept away meanwhile").await.unwrap();
    files.discard(&gone).await;
    let fresh = form(&database, "KENT-1").await;
    let refused = add_evidence(&database, &files, &liaison(), &fresh, with(&gone), today()).await;
    assert!(matches!(refused, Err(FollowUpError::Files(_))), "{refused:?}");
    assert_eq!(count(&pool, "select count(*) from event where kind = 'evidence_added'").await, 0);
    assert!(folder.holds().is_empty());
}

#[sqlx::test]
async fn what_must_be_said_of_evidence_is_asked_for(pool: PgPool) {
    let database = two_forces(&pool).await;
    for (evidence, wrong) in [
        (NewEvidence { title: String::new(), ..held_elsewhere() }, "title"),
        (NewEvidence { speaks_for: None, ..held_elsewhere() }, "speaks_for"),
        (NewEvidence { speaks_for: "2026-12".parse().ok(), ..held_elsewhere() }, "speaks_for"),
        (NewEvidence { held: Held::Elsewhere(" \n".to_owned()), ..held_elsewhere() }, "held_at"),
        (NewEvidence { follows: Some(EvidenceId(token())), ..held_elsewhere() }, "follows"),
        (NewEvidence { audience: Audience::Inspectorate, ..held_elsewhere() }, "audience"),
    ] {
        assert_eq!(field(add(&database, &liaison(), evidence).await), wrong);
    }
    let of_inspectorate = NewEvidence { audience: Audience::Inspectorate, ..held_elsewhere() };
    add(&database, &inspector(), of_inspectorate).await.unwrap();
    let page = seen(&database, &Reader::SignedIn(inspector()), "KENT-1").await;
    assert_eq!(page.row.work.updated_on, None, "what inspectors add is no word of the force");
}

#[sqlx::test]
async fn a_new_version_names_the_one_it_follows_and_both_stay(pool: PgPool) {
    let (database, folder) = (two_forces(&pool).await, Folder::new());
    let files = folder.files(1 << 20);
    let first = added(&database, &files, &liaison(), b"Version 1").await;
    let second = NewEvidence { follows: Some(first), ..with(&received(&files, b"Version 2").await.unwrap()) };
    let second_id = second.id;
    let fresh = form(&database, "KENT-1").await;
    add_evidence(&database, &files, &liaison(), &fresh, second, today()).await.unwrap();
    for id in [first, second_id] {
        assert!(matches!(found(&database, &liaison(), id).await.unwrap().content, Content::There { .. }));
    }
    let of_another_item = NewEvidence { follows: Some(first), ..held_elsewhere() };
    assert_eq!(field(now(&database, &liaison(), "KENT-2", Step::AddEvidence(of_another_item)).await), "follows");
    checked(&database).await;
}

#[sqlx::test]
async fn what_has_ended_takes_no_evidence_until_it_is_reopened(pool: PgPool) {
    let database = two_forces(&pool).await;
    now(&database, &inspector(), "KENT-1", complete()).await.unwrap();
    add(&database, &liaison(), held_elsewhere()).await.unwrap();
    now(&database, &authoriser(), "KENT-1", Step::AuthoriseClosure).await.unwrap();
    let refused = add(&database, &liaison(), held_elsewhere()).await;
    assert!(matches!(refused, Err(FollowUpError::NotAllowed(NotAllowed::Ended))), "{refused:?}");
}

#[sqlx::test]
async fn an_erased_file_is_gone_from_the_folder_and_the_chain_still_verifies(pool: PgPool) {
    let (database, folder) = (two_forces(&pool).await, Folder::new());
    let files = folder.files(1 << 20);
    let id = added(&database, &files, &liaison(), b"A child called by name").await;
    let event = count(&pool, "select seq from event where kind = 'evidence_added'").await;
    let owner = Database::with_primary(pool.clone());
    let redaction = Redaction {
        event,
        field: "file".to_owned(),
        reason: because("it named a child"),
        decided_by: ["Data protection officer", "HMI"].map(str::to_owned),
    };
    let redacted = redact(&owner, Some(&files), redaction).await.unwrap();
    assert_eq!(redacted.file, Some(FileFate::Deleted(id)));
    assert_eq!(found(&database, &inspector(), id).await.unwrap().content, Content::Erased);
    assert!(folder.holds().is_empty());
    assert_eq!(checked(&database).await.erased, 1);
}

/// Writes evidence past the rules, as a fault in them would.
async fn forced(pool: &PgPool, role: Role, audience: &str, facts: &str, texts: &str) -> Result<(), String> {
    let written = sqlx::query(
        "insert into event (seq, stream_kind, stream_id, version, kind, happened, recorded_at, actor_kind, actor_person,
            actor_role, audience, facts, texts, prev_hash, hash)
        select nextval('event_seq'), 'recommendation', 'KENT-1', version + 1, 'evidence_added', '2026-11-25', recorded_at, 'person',
            gen_random_uuid(), $1::role_name, $2::audience, $3::jsonb, $4::jsonb, hash, sha256('x')
        from event where stream_id = 'KENT-1' order by version desc limit 1",
    );
    let written = written.bind(role.slug()).bind(audience).bind(facts).bind(texts).execute(pool).await;
    written.map(drop).map_err(|error| {
        error.as_database_error().and_then(|error| error.constraint()).unwrap_or("no constraint").to_owned()
    })
}

#[sqlx::test]
async fn the_database_refuses_what_the_rules_refuse(pool: PgPool) {
    two_forces(&pool).await;
    let reference = |id: u8| format!(r#"{{"speaks_for": "2026", "piece": {{"id": "{id}"}}}}"#);
    let file = r#"{"speaks_for": "2026", "piece": {"id": "9", "file": {"kind": "pdf", "bytes": 7}}}"#;
    let (held, kept) = (r#"{"title": "x", "held_at": "x"}"#, r#"{"title": "x", "file": "x", "file_name": "x"}"#);
    for (number, role) in (1..).zip(Role::ALL) {
        let written = forced(&pool, *role, "everyone", &reference(number), held).await;
        let expected = if Permission::AddEvidence.is_of(*role) { Ok(()) } else { Err("event_role".to_owned()) };
        assert_eq!(written, expected, "{role}");
    }
    for (audience, facts, texts, constraint) in [
        ("inspectorate", reference(20).as_str(), held, "event_evidence_is_read_by_its_author"),
        ("force", r#"{"speaks_for": "2026"}"#, held, "event_evidence_is_whole"),
        ("force", r#"{"piece": {"id": "21"}}"#, held, "event_evidence_is_whole"),
        ("force", &reference(22), kept, "event_evidence_is_whole"),
        ("force", &reference(23), r#"{"held_at": "x"}"#, "event_evidence_is_whole"),
        ("force", file, held, "event_evidence_is_whole"),
        ("force", &file.replace('7', "0"), kept, "event_evidence_is_whole"),
        ("force", &reference(1), held, "event_of_evidence"),
        (
            "force",
            r#"{"speaks_for": "2026", "piece": {"id": "24", "follows": "99"}}"#,
            held,
            "event_evidence_follows_its_like",
        ),
    ] {
        let refused = forced(&pool, Role::ForceLiaisonOfficer, audience, facts, texts).await;
        assert_eq!(refused, Err(constraint.to_owned()), "{facts} {texts}");
    }
    forced(&pool, Role::ForceLiaisonOfficer, "force", file, kept).await.unwrap();
    let follows = r#"{"speaks_for": "2026", "piece": {"id": "25", "follows": "9"}}"#;
    forced(&pool, Role::Inspector, "inspectorate", follows, held).await.unwrap();
}

#[sqlx::test]
async fn files_without_an_event_are_named_and_removed_after_a_safe_age(pool: PgPool) {
    let (database, folder) = (two_forces(&pool).await, Folder::new());
    let files = folder.files(1 << 20);
    let stray = EvidenceId(uuid::Uuid::from_u128(99));
    let kept = received(&files, b"Of another record").await.unwrap();
    files.keep(&kept, stray).await.unwrap();
    let now = crate::clock::now();
    let later = now + REMOVED_AFTER + chrono::TimeDelta::hours(1);
    let sweep = async |at| sweep_unrecorded(&database, &files, at).await.unwrap();
    assert_eq!(sweep(later).await, [], "where the record names no file, it may be another one");

    let recorded = added(&database, &files, &liaison(), b"Thirty of 33 cases").await;
    assert_eq!(unrecorded_files(&database, &files, now - ON_ITS_WAY).await.unwrap(), [], "it may be on its way");
    assert_eq!(unrecorded_files(&database, &files, later).await.unwrap(), [stray]);
    assert_eq!(sweep(now).await, [], "too young to be removed");
    assert_eq!(sweep(later).await, [stray]);
    assert_eq!(folder.holds(), [format!("evidence/{recorded}")]);
}
