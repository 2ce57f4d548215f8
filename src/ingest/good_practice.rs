//! `import good-practice`: what rounds singled out as effective. Round and words make a row the same row.

use std::collections::BTreeMap;

use super::{
    distinct::{Distinct, Row},
    known::{KnownRounds, KnownStreams},
    of_round,
    plan::{OnRecord, Plan, Wanted, note_gone, want_all},
    sheet::{Fault, Line, Sheet},
};
use crate::{fact::Fact, store::events::Stream, topic::Topic};

/// The columns a file must have.
pub const COLUMNS: &[&str] = &["force_slug", "round", "topic", "summary", "source_url"];

fn parse_line(line: Line<'_>, rounds: &KnownRounds, faults: &mut Vec<Fault>) -> Option<Wanted> {
    let round = of_round::round(line, rounds, faults);
    let summary = line.words("summary", 4000, faults);
    let source_url = line.source_url(faults);
    let topic = match (&*line.code("topic"), round) {
        ("", _) => Some(None),
        (words, Some(round)) => line.keep("topic", Topic::named(words, round.scheme).map(Some), faults),
        (_, None) => None,
    };
    let fact = Fact::GoodPracticeRecorded { topic: topic?, source_url: source_url? };
    Some(of_round::wanted(round?, fact, BTreeMap::from([("summary", summary?)])))
}

/// What the rows state.
pub fn parse(sheet: &Sheet, rounds: &KnownRounds, faults: &mut Vec<Fault>) -> Distinct<Wanted> {
    let rows = sheet.parse(faults, |line, faults| parse_line(line, rounds, faults));
    let problem = |first| format!("line {first} has the same words with another topic or source");
    Distinct::new(rows, |wanted| (wanted.stream.clone(), wanted.texts.clone()), "summary", problem, faults)
}

/// The plan of a file. `known` has all rounds of the forces that it speaks of.
pub fn plan(mut plan: Plan, known: &KnownStreams, rows: Vec<Row<Wanted>>) -> Plan {
    let text = |on_record: &OnRecord| on_record.texts.get("summary").cloned().flatten();
    let is_practice = |on_record: &OnRecord| matches!(on_record.fact, Fact::GoodPracticeRecorded { .. });
    let same = |wanted: &Wanted, on_record: &OnRecord| {
        is_practice(on_record) && text(on_record).as_ref() == wanted.texts.get("summary")
    };
    let name = |stream: &Stream, on_record: &OnRecord| {
        format!("{}: {}", stream.id, text(on_record).unwrap_or_else(|| "(erased)".to_owned()))
    };
    note_gone(&mut plan, known, &rows, is_practice, same, name);
    want_all(&mut plan, known, rows, same);
    plan
}
