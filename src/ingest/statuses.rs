//! `import statuses`: words of other vocabularies, kept as written. File order is the order within a day.

use std::collections::{BTreeMap, HashMap, HashSet};

use chrono::NaiveDate;
use sqlx::PgConnection;

use super::{
    distinct::{Distinct, Row},
    findings::item,
    known::KnownStreams,
    plan::{OnRecord, Plan, Wanted},
    sheet::{Fault, Line, Sheet},
    spelling::Spelling,
};
use crate::{
    event::StreamKind,
    fact::Fact,
    partial_date::PartialDate,
    reference::Reference,
    source_status::SourceVocabulary,
    store::{error::StoreError, events::Stream},
};

/// The columns a file must have.
pub const COLUMNS: &[&str] = &["reference", "status", "happened", "vocabulary"];
/// The columns it may have.
pub const OPTIONAL: &[&str] = &["note", "source_url"];

fn parse_line(
    line: Line<'_>,
    known: &KnownStreams,
    spelling: &Spelling,
    today: NaiveDate,
    faults: &mut Vec<Fault>,
) -> Option<Wanted> {
    let reference = line.parse::<Reference>("reference", faults).map(|reference| spelling.spelled(reference));
    if let Some(reference) = &reference
        && item(known, reference).is_none()
    {
        faults.push(line.fault("reference", "there is no such item; import the recommendations first"));
    }
    let vocabulary = line.parse::<SourceVocabulary>("vocabulary", faults);
    let word = line.words("status", 200, faults).map(|_| line.code("status").into_owned());
    if let (Some(vocabulary), Some(word)) = (vocabulary, &word)
        && let Err(error) = vocabulary.meaning(word)
    {
        faults.push(line.fault("status", error));
    }
    let happened = line.parse_optional::<PartialDate>("happened", faults);
    // A partial date counts from its last day: one that is still to come would undo whatever people do until then.
    if let Some(Some(happened)) = happened
        && happened.last() > today
    {
        faults.push(line.fault("happened", "this is not over yet: give the day it happened, or leave it empty"));
    }
    let note = line.words_or_blank("note", 4000, faults);
    let source_url = line.source_url(faults);
    let note = note?;
    Some(Wanted {
        stream: Stream { kind: StreamKind::Recommendation, id: reference?.to_string() },
        happened: happened?,
        fact: Fact::SourceStatusRecorded {
            vocabulary: vocabulary?,
            word: word?,
            source_url: source_url.filter(|url| !url.is_empty()),
        },
        texts: if note.is_empty() { BTreeMap::new() } else { BTreeMap::from([("note", note)]) },
    })
}

/// What the rows state, in the order of the file. None of it can happen after `today`.
///
/// A word may return on one day, so that only a row that says again what the one before it says of its item, day and vocabulary is there
/// twice.
pub fn parse(
    sheet: &Sheet,
    known: &KnownStreams,
    spelling: &Spelling,
    today: NaiveDate,
    faults: &mut Vec<Fault>,
) -> Distinct<Wanted> {
    let mut last: HashMap<Day, Wanted> = HashMap::new();
    let mut distinct = Distinct { rows: Vec::new(), twice: 0 };
    for (line, states) in sheet.parse(faults, |line, faults| parse_line(line, known, spelling, today, faults)) {
        let Some(day) = day(&states.stream.id, states.happened, &states.fact) else { continue };
        if last.insert(day, states.clone()).as_ref() == Some(&states) {
            distinct.twice += 1;
        } else {
            distinct.rows.push(Row { line: line.number, states });
        }
    }
    distinct
}

/// The items of the forces that a file speaks of which have a status on record.
pub async fn items_of_forces(db: &mut PgConnection, references: &[String]) -> Result<Vec<String>, StoreError> {
    let items = sqlx::query_scalar!(
        r#"select reference from recommendation r
        where force_slug in (select force_slug from recommendation where reference = any($1))
            and exists (
                select from event
                where stream_kind = 'recommendation' and stream_id = r.reference and kind = 'source_status_recorded'
            )"#,
        references,
    );
    Ok(items.fetch_all(db).await?)
}

type Day = (String, Option<PartialDate>, SourceVocabulary);

fn day(id: &str, happened: Option<PartialDate>, fact: &Fact) -> Option<Day> {
    match fact {
        Fact::SourceStatusRecorded { vocabulary, .. } => Some((id.to_owned(), happened, *vocabulary)),
        _ => None,
    }
}

fn word(fact: &Fact) -> &str {
    match fact {
        Fact::SourceStatusRecorded { word, .. } => word,
        _ => "",
    }
}

/// Which of the words on record each wanted word is, if all of them are there in this order; the others are absent.
fn subsequence(rows: &[Row<Wanted>], on_record: &[&OnRecord]) -> Option<Vec<usize>> {
    let mut from = 0;
    rows.iter()
        .map(|row| {
            let at = on_record[from..].iter().position(|known| word(&known.fact) == word(&row.states.fact))? + from;
            from = at + 1;
            Some(at)
        })
        .collect()
}

/// The plan of a file. `known` has all items with a status of the forces that it speaks of.
///
/// The words of one item on one day are compared in their order. Where the file has a word between two on record, the
/// later ones are corrected, so that the order of the file is the order in which they are told.
pub fn plan(mut plan: Plan, known: &KnownStreams, rows: Vec<Row<Wanted>>) -> Plan {
    let mut places: HashMap<Day, usize> = HashMap::new();
    let mut days: Vec<(Day, Vec<Row<Wanted>>)> = Vec::new();
    for row in rows {
        let Some(day) = day(&row.states.stream.id, row.states.happened, &row.states.fact) else { continue };
        let place = *places.entry(day.clone()).or_insert(days.len());
        match days.get_mut(place) {
            Some((_, same)) => same.push(row),
            None => days.push((day, vec![row])),
        }
    }
    let mut in_file: HashSet<i64> = HashSet::new();
    for (key, rows) in days {
        let stream = Stream { kind: StreamKind::Recommendation, id: key.0.clone() };
        let on_record: Vec<&OnRecord> = of_day(known.of(&stream), &key).collect();
        let same = subsequence(&rows, &on_record);
        let places: Vec<usize> = same.unwrap_or_else(|| (0..rows.len()).collect());
        for (row, place) in rows.into_iter().zip(places) {
            let on_record = on_record.get(place).copied();
            in_file.extend(on_record.map(|on_record| on_record.seq));
            plan.want(row, on_record);
        }
    }
    note_gone(&mut plan, known, &in_file);
    plan
}

fn of_day<'r>(facts: &'r [OnRecord], key: &Day) -> impl Iterator<Item = &'r OnRecord> {
    facts.iter().filter(move |known| day(&key.0, known.happened, &known.fact).as_ref() == Some(key))
}

/// Notes the statuses on record that no row of the file is.
fn note_gone(plan: &mut Plan, known: &KnownStreams, in_file: &HashSet<i64>) {
    let mut gone = Vec::new();
    for (stream, facts) in known.iter() {
        for on_record in facts.iter().filter(|on_record| !in_file.contains(&on_record.seq)) {
            let Some(key) = day(&stream.id, on_record.happened, &on_record.fact) else { continue };
            // Imports used to record twice what a file said twice.
            let before = of_day(facts, &key).take_while(|known| known.seq != on_record.seq).last();
            if before.is_none_or(|before| word(&before.fact) != word(&on_record.fact)) {
                let date = key.1.map_or_else(|| "without a date".to_owned(), |date| format!("of {date}"));
                gone.push((stream.id.clone(), on_record.seq, format!("{} {} {date}", key.0, word(&on_record.fact))));
            }
        }
    }
    gone.sort_unstable();
    plan.note_absent(gone.into_iter().map(|(.., words)| words));
}
