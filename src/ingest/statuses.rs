//! `import statuses`: words of other vocabularies, kept as written. File order is the order within a day.

use std::collections::BTreeMap;

use chrono::NaiveDate;

use super::{
    findings::item,
    known::KnownStreams,
    plan::{OnRecord, Plan, Wanted},
    sheet::{Fault, Line, Sheet},
};
use crate::{
    event::StreamKind, fact::Fact, partial_date::PartialDate, reference::Reference, source_status::SourceVocabulary,
    store::events::Stream,
};

/// The columns a file must have.
pub const COLUMNS: &[&str] = &["reference", "status", "happened", "vocabulary"];
/// The columns it may have.
pub const OPTIONAL: &[&str] = &["note", "source_url"];

fn parse_line(line: Line<'_>, known: &KnownStreams, today: NaiveDate, faults: &mut Vec<Fault>) -> Option<Wanted> {
    let reference = line.parse::<Reference>("reference", faults);
    if let Some(reference) = &reference
        && item(known, reference).is_none()
    {
        faults.push(line.fault("reference", "there is no such item; import the recommendations first"));
    }
    let vocabulary = line.parse::<SourceVocabulary>("vocabulary", faults);
    let word = line.words("status", 200, faults);
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
pub fn parse(sheet: &Sheet, known: &KnownStreams, today: NaiveDate, faults: &mut Vec<Fault>) -> Vec<Wanted> {
    sheet.lines().filter_map(|line| parse_line(line, known, today, faults)).collect()
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
fn subsequence(wanted: &[Wanted], on_record: &[&OnRecord]) -> Option<Vec<usize>> {
    let mut from = 0;
    wanted
        .iter()
        .map(|wanted| {
            let at = on_record[from..].iter().position(|known| word(&known.fact) == word(&wanted.fact))? + from;
            from = at + 1;
            Some(at)
        })
        .collect()
}

/// The plan of a file.
///
/// The words of one item on one day are compared in their order. Where the file has a word between two on record, the
/// later ones are corrected, so that the order of the file is the order in which they are told.
pub fn plan(mut plan: Plan, known: &KnownStreams, wanted: Vec<Wanted>) -> Plan {
    let mut days: Vec<(Day, Vec<Wanted>)> = Vec::new();
    for wanted in wanted {
        let Some(day) = day(&wanted.stream.id, wanted.happened, &wanted.fact) else { continue };
        match days.iter_mut().find(|(known, _)| *known == day) {
            Some((_, same)) => same.push(wanted),
            None => days.push((day, vec![wanted])),
        }
    }
    for (key, wanted) in days {
        let stream = Stream { kind: StreamKind::Recommendation, id: key.0.clone() };
        let on_record: Vec<&OnRecord> = known
            .of(&stream)
            .iter()
            .filter(|known| day(&stream.id, known.happened, &known.fact).as_ref() == Some(&key))
            .collect();
        let same = subsequence(&wanted, &on_record);
        let places: Vec<usize> = same.unwrap_or_else(|| (0..wanted.len()).collect());
        for (index, known) in on_record.iter().enumerate() {
            if !places.contains(&index) {
                let date = key.1.map_or_else(|| "without a date".to_owned(), |date| format!("of {date}"));
                plan.note_absent([format!("{} {} {date}", key.0, word(&known.fact))]);
            }
        }
        for (wanted, place) in wanted.into_iter().zip(places) {
            plan.want(wanted, on_record.get(place).copied());
        }
    }
    plan
}
