//! Search on a real database: everything that a reader may read is found, and nothing else tells of what they may not.

use std::collections::BTreeMap;

use uuid::Uuid;

use super::*;
use crate::{
    event::{Actor, StreamKind},
    fact::Fact,
    force::ForceSlug,
    identity::{Audience, PersonId, Role},
    person::Person,
    scope::Scope,
    store::{
        events::{NewEvent, Stream, lock_stream},
        fixtures::two_forces,
        record::append_and_project,
        search as documents,
    },
    target::Target,
    view::register::Excerpt,
};

const UPDATE: Fact = Fact::UpdateRecorded { owner_post: None, target: Target::Kept };

fn today() -> Point {
    Point { valid: PRESENT, known: None, today: "2026-06-30".parse().unwrap() }
}

fn reader(role: Role, forces: &[&str]) -> Reader {
    let forces = forces.iter().map(|slug| slug.parse().unwrap()).collect();
    Reader::SignedIn(Person { id: PersonId(Uuid::from_u128(7)), role, forces })
}

/// Every role, without forces, with each of the two and with both.
fn readers() -> Vec<Reader> {
    let forces: [&[&str]; 4] = [&[], &["kent"], &["essex"], &["essex", "kent"]];
    let signed_in = Role::ALL.iter().flat_map(|role| forces.map(|forces| reader(*role, forces)));
    [Reader::Anyone].into_iter().chain(signed_in).collect()
}

struct TextEvent<'a> {
    reference: &'a str,
    happened: Option<&'a str>,
    audience: Audience,
    corrects: Option<i64>,
    fact: Fact,
    texts: &'a [(&'static str, &'a str)],
}

/// An update of `KENT-1` for everyone, unless it is said otherwise.
fn update<'a>(texts: &'a [(&'static str, &'a str)]) -> TextEvent<'a> {
    let happened = Some("2026-05-03");
    TextEvent { reference: "KENT-1", happened, audience: Audience::Everyone, corrects: None, fact: UPDATE, texts }
}

/// Records it, and says under which number.
async fn record(database: &Database, told: TextEvent<'_>) -> i64 {
    let stream = Stream { kind: StreamKind::Recommendation, id: told.reference.to_owned() };
    let mut tx = database.pool().begin().await.unwrap();
    lock_stream(&mut tx, &stream).await.unwrap();
    let new = NewEvent {
        stream,
        happened: told.happened.map(|day| day.parse().unwrap()),
        actor: Actor::System,
        audience: told.audience,
        corrects: told.corrects,
        fact: told.fact,
        texts: told.texts.iter().map(|(field, text)| (*field, (*text).to_owned())).collect::<BTreeMap<_, _>>(),
    };
    append_and_project(&mut tx, vec![new], []).await.unwrap();
    let seq = sqlx::query_scalar("select max(seq) from event").fetch_one(&mut *tx).await.unwrap();
    tx.commit().await.unwrap();
    seq
}

fn search(q: &str) -> RegisterFilter {
    RegisterFilter::parse([("q", q)]).unwrap()
}

async fn found_by(database: &Database, reader: &Reader, filter: &RegisterFilter, point: Point) -> RegisterView {
    let found = page(database, reader, filter, point).await.unwrap();
    let mut export = export(database, reader, filter, point, "2100-01-01T00:00:00Z".parse().unwrap()).await.unwrap();
    let exported = export.next_part().await.unwrap();
    let names = |rows: &[RegisterRow]| rows.iter().map(|row| row.reference.to_string()).collect::<Vec<_>>();
    assert_eq!(names(&exported), names(&found.rows), "{filter:?}: the file has the rows of the page");
    assert_eq!(found.total(), found.rows.len() as u64, "{filter:?}");
    found
}

async fn references_found(database: &Database, q: &str) -> Vec<String> {
    let found = found_by(database, &Reader::Anyone, &search(q), today()).await;
    found.rows.iter().map(|row| row.reference.to_string()).collect()
}

fn words(excerpt: &Excerpt) -> String {
    let pieces = excerpt.pieces.iter();
    pieces.map(|piece| if piece.is_match { format!("[{}]", piece.words) } else { piece.words.clone() }).collect()
}

#[sqlx::test]
async fn a_text_is_found_by_those_who_may_read_it_and_by_nobody_else(pool: PgPool) {
    let database = two_forces(&pool).await;
    let mut texts = Vec::new();
    for (reference, force) in [("KENT-1", "kent"), ("ESSEX-1", "essex")] {
        for audience in Audience::ALL {
            let word = format!("zebra{force}{}", audience.slug());
            let text = format!("We use the {word} cards");
            record(&database, TextEvent { reference, audience: *audience, ..update(&[("activity", &text)]) }).await;
            texts.push((reference, force.parse::<ForceSlug>().unwrap(), *audience, word));
        }
    }
    let (past, known) = (on("2026-05-03"), Point { known: Some(crate::clock::now()), ..today() });
    for reader in readers() {
        for (reference, force, audience, word) in &texts {
            let may = reader.may_read(*audience, force);
            let expected: &[&str] = if may { &[reference] } else { &[] };
            let (phrase, long_phrase) = (format!("“{word} cards”"), format!("“we use the {word} cards”"));
            for (q, point) in
                [(word, today()), (word, past), (word, known), (&phrase, today()), (&long_phrase, today())]
            {
                let found = found_by(&database, &reader, &search(q), point).await;
                let names: Vec<_> = found.rows.iter().map(|row| row.reference.as_str()).collect();
                assert_eq!(names, expected, "{reader:?} {q} {point:?}");
                assert_eq!(found.excerpts.len(), names.len(), "{reader:?} {q}");
                assert_eq!(found.summary.by_group.iter().sum::<u64>(), names.len() as u64);
                assert_eq!(found.search.instead, None, "{reader:?} {q}");
            }
            // What is left out by the word tells no more than what it finds.
            let left = page(&database, &reader, &search(&format!("-{word}")), today()).await.unwrap();
            assert_eq!(left.total(), 4 - u64::from(may), "{reader:?} -{word}");
            // Only a word for everyone is offered for one that is misspelt.
            let slip = found_by(&database, &reader, &search(&word.replace("zebra", "zerba")), today()).await;
            let instead = (*audience == Audience::Everyone).then(|| word.clone());
            assert_eq!(slip.search.instead, instead, "{reader:?} {word}");
        }
    }
}

#[sqlx::test]
async fn a_leader_of_some_forces_finds_nothing_of_others(pool: PgPool) {
    let database = two_forces(&pool).await;
    record(&database, TextEvent { reference: "ESSEX-1", ..update(&[("activity", "We use zebra cards")]) }).await;
    let leader = reader(Role::SeniorLeader, &["kent"]);
    let kent = Scope::Only(vec!["kent".parse().unwrap()]);
    for (q, expected) in [("zebra", 0), ("zerba", 0), ("essex", 0), ("ESSEX 1", 0), ("investigate", 1), ("kent", 3)] {
        let found = found_by(&database, &leader, &search(q).within(kent.clone()), today()).await;
        assert_eq!(found.total(), expected, "{q}");
        assert_eq!(found.search.instead, None, "{q}");
    }
}

#[sqlx::test]
async fn an_erased_text_is_found_no_more_and_no_word_of_it_is_offered(pool: PgPool) {
    let database = two_forces(&pool).await;
    let public = record(&database, update(&[("activity", "Zebra cards"), ("outcome", "Quicker calls")])).await;
    let told = TextEvent { audience: Audience::Force, ..update(&[("activity", "Okapi cards")]) };
    let restricted = record(&database, told).await;
    let inspector = reader(Role::Inspector, &[]);
    for (q, expected) in [("zebra", 1), ("zerba", 1), ("quicker", 1), ("okapi", 1)] {
        assert_eq!(found_by(&database, &inspector, &search(q), today()).await.total(), expected, "{q}");
    }
    for event in [public, restricted] {
        for table in ["event_text", "restricted_text"] {
            let erase = format!("delete from {table} where event = {event} and field = 'activity'");
            sqlx::raw_sql(&erase).execute(&pool).await.unwrap();
        }
    }
    for (q, expected) in [("zebra", 0), ("zerba", 0), ("quicker", 1), ("okapi", 0), ("“okapi cards”", 0)] {
        for point in [today(), on("2026-06-01")] {
            let found = found_by(&database, &inspector, &search(q), point).await;
            assert_eq!((found.total(), found.search.instead), (expected, None), "{q}");
        }
    }
}

#[sqlx::test]
async fn a_corrected_text_is_found_in_its_last_form_alone(pool: PgPool) {
    let database = two_forces(&pool).await;
    let first = record(&database, update(&[("activity", "Zebra cards")])).await;
    let before = crate::clock::now();
    let corrected = || Fact::Corrected { to: Box::new(UPDATE) };
    let told = |text| TextEvent { corrects: Some(first), fact: corrected(), ..update(text) };
    record(&database, told(&[("activity", "Okapi cards")])).await;
    record(&database, told(&[("activity", "Giraffe cards")])).await;
    for (q, expected) in [("zebra", 0), ("okapi", 0), ("giraffe", 1), ("cards", 1), ("“giraffe cards”", 1)] {
        for point in [today(), on("2026-05-03")] {
            assert_eq!(found_by(&database, &Reader::Anyone, &search(q), point).await.total(), expected, "{q}");
        }
    }
    let known = Point { known: Some(before), ..today() };
    for (q, expected) in [("zebra", 1), ("giraffe", 0)] {
        assert_eq!(found_by(&database, &Reader::Anyone, &search(q), known).await.total(), expected, "{q}");
    }
}

#[sqlx::test]
async fn a_past_view_finds_only_texts_of_what_had_happened(pool: PgPool) {
    let database = two_forces(&pool).await;
    record(&database, TextEvent { happened: Some("2026-05"), ..update(&[("activity", "Zebra cards")]) }).await;
    record(&database, TextEvent { happened: None, ..update(&[("activity", "Okapi cards")]) }).await;
    for (point, zebra, okapi) in [
        (today(), 1, 1),
        (on("2026-05-30"), 0, 0),
        (on("2026-05-31"), 1, 0),
        (Point { known: Some("2020-01-01T00:00:00Z".parse().unwrap()), ..today() }, 0, 0),
    ] {
        for (q, expected) in [("zebra", zebra), ("okapi", okapi)] {
            let found = page(&database, &Reader::Anyone, &search(q), point).await.unwrap();
            assert_eq!(found.total(), expected, "{q} {point:?}");
        }
    }
    // Words of two texts are found together, whichever way they are looked for.
    for point in [today(), on("2026-05-31")] {
        let found = page(&database, &Reader::Anyone, &search("zebra investigate -okapi"), point).await.unwrap();
        assert_eq!(found.total(), u64::from(point.valid != PRESENT));
        let found = page(&database, &Reader::Anyone, &search("zebra investigate"), point).await.unwrap();
        assert_eq!(found.total(), 1);
    }
}

#[sqlx::test]
async fn words_are_found_stemmed_in_phrases_and_without_what_is_left_out(pool: PgPool) {
    let database = two_forces(&pool).await;
    record(&database, update(&[("activity", "Body-worn video was shared with the voice of the child in mind")])).await;
    record(
        &database,
        TextEvent {
            fact: Fact::EvidenceAdded { speaks_for: None, piece: None },
            ..update(&[("title", "Minutes of the board"), ("file_name", "okapi.pdf")])
        },
    )
    .await;
    for (q, expected) in [
        ("investigating", &["KENT-1"] as &[_]),
        ("answer call", &["KENT-2"]),
        ("answered calls decision", &[]),
        ("answer or decision", &["KENT-2", "KENT-3"]),
        ("kent -answer", &[]),
        ("“voice of the child”", &["KENT-1"]),
        ("«child of the voice»", &[]),
        ("“body-worn video was shared”", &["KENT-1"]),
        ("body-worn", &["KENT-1"]),
        ("“worn video”", &["KENT-1"]),
        ("“video worn”", &[]),
        ("„shared with the voice“ investigate", &["KENT-1"]),
        ("investigate -“voice of the child”", &[]),
        ("minute boards", &["KENT-1"]),
        ("okapi", &[]),
        ("' or 1=1 --", &[]),
        ("the", &[]),
        ("of the “and”", &[]),
    ] {
        let found = found_by(
            &database,
            &Reader::Anyone,
            &RegisterFilter { sort: crate::view::register_filter::Sort::Reference, ..search(q) },
            today(),
        )
        .await;
        let names: Vec<_> = found.rows.iter().map(|row| row.reference.as_str()).collect();
        assert_eq!(names, expected, "{q}");
        assert_eq!(found.search.is_too_common, ["the", "of the “and”"].contains(&q), "{q}");
    }
}

#[sqlx::test]
async fn whatever_is_typed_is_answered(pool: PgPool) {
    let database = two_forces(&pool).await;
    let long = "x".repeat(200);
    let quotes = "“".repeat(200);
    let excluded = "-a ".repeat(66);
    let phrases = "“a b c” ".repeat(25);
    for q in [
        long.as_str(),
        &quotes,
        &excluded,
        &phrases,
        "<script>alert(1)</script>",
        "%_\\",
        "'; drop table event --",
        ":*&|!<->()",
        "a\\'b",
        "\u{202e}\u{200f}",
        "- - -",
        "or or or",
        "\u{e000}\u{e001}",
        "👩‍👧",
        "ﷺ",
        "日本語",
        "a:b*c",
        "''",
        "\"",
        "''''",
        "KENT-",
        "-KENT-1",
    ] {
        for point in [today(), on("2026-05-03")] {
            page(&database, &Reader::Anyone, &search(q), point).await.unwrap();
        }
    }
    for refused in ["x".repeat(201), "x".repeat(4000), "a\u{0}b".to_owned()] {
        let refused = RegisterFilter::parse([("q", refused.as_str())]).unwrap_err();
        assert_eq!((refused.name.as_str(), refused.allowed.as_str()), ("q", "at most 200 characters of plain text"));
    }
}

#[sqlx::test(migrator = "crate::store::MIGRATOR", fixtures("../../fixtures/register.sql"))]
async fn a_reference_is_found_first_in_whatever_spelling(pool: PgPool) {
    let database = as_application_of(&pool).await;
    for q in [
        "KENT-2019-02",
        "kent-2019-02",
        "KENT–2019–02",
        "KENT — 2019 — 02",
        "KENT\u{2011}2019\u{2011}02",
        "KENT−2019−02",
        "KENT 2019 02",
        "KENT 2019 2",
        "kent-2019-2",
        "  Kent\u{a0}2019\u{a0}- 002 ",
        "KENT-\u{ad}2019-\u{200b}02",
    ] {
        assert_eq!(references_found(&database, q).await, ["KENT-2019-02"], "{q}");
        let typed = q.parse().unwrap();
        let mut db = database.read().acquire().await.unwrap();
        let (recorded, _) = crate::store::recommendation::recorded_spelling(&mut db, &typed).await.unwrap().unwrap();
        assert_eq!(recorded.as_str(), "KENT-2019-02", "{q}");
    }
    assert_eq!(references_found(&database, "kent 2019").await.len(), 3);
    assert_eq!(references_found(&database, "2019-0").await.len(), 3);
    assert_eq!(references_found(&database, "ent-2019").await, Vec::<String>::new(), "a part of a word is no reference");
}

#[sqlx::test]
async fn a_reference_with_other_zeros_leads_nowhere_where_two_could_be_meant(pool: PgPool) {
    let database = two_forces(&pool).await;
    sqlx::raw_sql("insert into recommendation values ('KENT-01', 'kent')").execute(&pool).await.unwrap();
    let mut db = database.read().acquire().await.unwrap();
    for (typed, expected) in
        [("kent-1", Some("KENT-1")), ("kent-01", Some("KENT-01")), ("kent-001", None), ("essex 001", Some("ESSEX-1"))]
    {
        let recorded = crate::store::recommendation::recorded_spelling(&mut db, &typed.parse().unwrap()).await.unwrap();
        assert_eq!(recorded.map(|(reference, _)| reference.to_string()).as_deref(), expected, "{typed}");
    }
    for key in ["KENT-2019-07", "kent-0-00x", "A-00100-x01", "0", "000"] {
        let in_database: String =
            sqlx::query_scalar("select reference_key($1)").bind(key).fetch_one(&mut *db).await.unwrap();
        assert_eq!(in_database, key.parse::<crate::reference::Reference>().unwrap().loose_key());
    }
}

#[sqlx::test]
async fn the_best_match_is_a_reference_then_a_wording_then_another_text(pool: PgPool) {
    let database = two_forces(&pool).await;
    record(
        &database,
        TextEvent { reference: "KENT-3", ..update(&[("activity", "As for KENT-2 we answer calls; investigate")]) },
    )
    .await;
    assert_eq!(references_found(&database, "investigate").await, ["KENT-1", "KENT-3"]);
    let by_reference = references_found(&database, "KENT-2").await;
    assert_eq!(by_reference[0], "KENT-2");
}

#[sqlx::test]
async fn a_slip_is_forgiven_and_can_be_insisted_on(pool: PgPool) {
    let database = two_forces(&pool).await;
    record(&database, update(&[("activity", "Safeguarding children without delay")])).await;
    for (q, instead) in [
        ("safegarding", "safeguarding"),
        ("Safegaurding", "safeguarding"),
        ("chidlren investigate", "children investigate"),
        ("“safegarding chidren”", "“safeguarding children”"),
        ("invetsigate -answering", "investigate -answering"),
    ] {
        for point in [today(), on("2026-05-03")] {
            let found = found_by(&database, &Reader::Anyone, &search(q), point).await;
            assert_eq!(found.rows.len(), 1, "{q}");
            assert_eq!(found.search.instead.as_deref(), Some(instead), "{q}");
            let exactly = RegisterFilter { exact: true, ..search(q) };
            let found = found_by(&database, &Reader::Anyone, &exactly, point).await;
            assert_eq!((found.rows.len(), found.search.instead), (0, None), "{q}");
        }
    }
    // Another filter is why nothing is found: no word is put in the place of one that is right.
    let essex = RegisterFilter { force: vec!["essex".parse().unwrap()], ..search("safeguarding") };
    assert_eq!(found_by(&database, &Reader::Anyone, &essex, today()).await.search.instead, None);
    assert_eq!(references_found(&database, "xylophone quartz").await, Vec::<String>::new());
}

#[sqlx::test]
async fn a_row_says_in_which_text_the_words_stand(pool: PgPool) {
    let database = two_forces(&pool).await;
    let long = format!("{}<b>zebra</b> cards & \u{e000}boards{}", "Before. ".repeat(80), " After.".repeat(80));
    record(&database, update(&[("activity", &long), ("next_step", "Okapi")])).await;
    record(&database, TextEvent { happened: Some("2026-06"), ..update(&[("activity", "zebra")]) }).await;
    record(
        &database,
        TextEvent { audience: Audience::Inspectorate, fact: Fact::Returned {}, ..update(&[("questions", "Giraffe?")]) },
    )
    .await;
    let inspector = reader(Role::Inspector, &[]);
    let excerpts = async |q: &str| found_by(&database, &inspector, &search(q), today()).await.excerpts;

    let newest = excerpts("zebra").await;
    assert_eq!(newest.iter().map(words).collect::<Vec<_>>(), ["[zebra]"]);
    assert_eq!(newest[0].happened.map(|day| day.to_string()).as_deref(), Some("June 2026"));

    let [long] = &excerpts("zebra cards").await[..] else { panic!("one text has both words") };
    let shown = words(long);
    assert!(
        shown.starts_with('…')
            && shown.ends_with('…')
            && shown.contains("[zebra]</b> [cards] & boards After.")
            && shown.contains("Before. "),
        "{shown}"
    );

    let two = excerpts("okapi giraffe").await;
    assert_eq!(two.iter().map(words).collect::<Vec<_>>(), ["[Giraffe]?", "[Okapi]"]);
    assert_eq!(two.iter().map(|one| one.audience).collect::<Vec<_>>(), [Audience::Inspectorate, Audience::Everyone]);

    assert_eq!(excerpts("investigate").await, [], "the wording says it");
    let beside = excerpts("investigate okapi").await;
    assert_eq!(beside.iter().map(words).collect::<Vec<_>>(), ["[Okapi]"]);
    assert_eq!(excerpts("KENT-1").await, []);
}

#[sqlx::test]
async fn documents_say_of_the_present_what_the_texts_say(pool: PgPool) {
    let database = two_forces(&pool).await;
    for (reference, audience) in
        [("KENT-1", Audience::Force), ("KENT-2", Audience::Inspectorate), ("ESSEX-1", Audience::Everyone)]
    {
        let texts = [("activity", "Trained officers to answer calls"), ("owner_post", "Head of custody")];
        record(&database, TextEvent { reference, audience, ..update(&texts) }).await;
    }
    let lexemes: Vec<String> = sqlx::query_scalar(
        "select distinct w from search_document d cross join lateral unnest(tsvector_to_array(d.words)) w order by 1",
    )
    .fetch_all(&pool)
    .await
    .unwrap();
    assert!(lexemes.len() > 15, "{lexemes:?}");
    for reader in readers() {
        let mut tx = database.snapshot_for(&reader).await.unwrap();
        for lexeme in &lexemes {
            let of_text = match lexeme.split(' ').collect::<Vec<_>>()[..] {
                [first, distance, second] => format!("'{first}' <{distance}> '{second}'"),
                _ => format!("'{lexeme}'"),
            };
            let same: bool = sqlx::query_scalar(
                "select (select array_agg(reference order by reference) from items_with_words(('''' || $1 || '''')::tsquery))
                    is not distinct from
                    (select array_agg(reference order by reference) from items_with_terms(array[$2::tsquery], '9999-12-31', null))",
            )
            .bind(lexeme)
            .bind(of_text)
            .fetch_one(&mut *tx)
            .await
            .unwrap();
            assert!(same, "{reader:?} {lexeme}");
        }
        let refused = sqlx::query("select from search_document").execute(&mut *tx).await.unwrap_err();
        assert!(refused.to_string().contains("permission denied"), "{refused}");
    }
}

#[sqlx::test]
async fn a_document_that_differs_from_its_texts_is_noticed_and_made_anew(pool: PgPool) {
    let database = two_forces(&pool).await;
    let all: Vec<String> = ["ESSEX-1", "KENT-1", "KENT-2", "KENT-3"].map(str::to_owned).to_vec();
    let mut db = pool.acquire().await.unwrap();
    assert_eq!(documents::first_that_differs(&mut db, &all).await.unwrap(), None);
    assert_eq!(documents::first_word_that_differs(&mut db).await.unwrap(), None);
    for spoilt in [
        "update search_document set words = words || 'x'::tsvector where reference = 'KENT-2' and level = 'force'",
        "delete from search_document where reference = 'KENT-2' and level = 'inspectorate'",
        "update search_document set plain = '' where reference = 'KENT-2' and level = 'everyone'",
    ] {
        sqlx::raw_sql(spoilt).execute(&pool).await.unwrap();
        assert_eq!(documents::first_that_differs(&mut db, &all).await.unwrap().as_deref(), Some("KENT-2"), "{spoilt}");
        assert_eq!(documents::refresh_where_it_differs(&mut db, &all).await.unwrap(), 1);
        assert_eq!(documents::refresh_where_it_differs(&mut db, &all).await.unwrap(), 0);
    }
    for spoilt in ["insert into search_word values ('zebra')", "delete from search_word where word = 'answer'"] {
        sqlx::raw_sql(spoilt).execute(&pool).await.unwrap();
        assert!(documents::first_word_that_differs(&mut db).await.unwrap().is_some(), "{spoilt}");
        documents::rebuild(&mut db).await.unwrap();
        assert_eq!(documents::first_word_that_differs(&mut db).await.unwrap(), None, "{spoilt}");
    }
    assert_eq!(references_found(&database, "answer").await, ["KENT-2"]);
}
