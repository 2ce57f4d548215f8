//! `import grades`: judgements on the topics of the 2024 scheme.

use std::collections::BTreeMap;

use super::{
    distinct::{Distinct, Row},
    known::{KnownRounds, KnownStreams},
    of_round,
    plan::{OnRecord, Plan, Wanted, note_gone, want_all},
    sheet::{Fault, Line, Sheet},
};
use crate::{
    fact::Fact,
    grade::Grade,
    store::events::Stream,
    topic::{Scheme, Topic},
};

/// The columns a file must have.
pub const COLUMNS: &[&str] = &["force_slug", "round", "topic", "grade"];

fn parse_line(line: Line<'_>, rounds: &KnownRounds, faults: &mut Vec<Fault>) -> Option<Wanted> {
    let round = of_round::round(line, rounds, faults);
    let grade = line.parse::<Grade>("grade", faults);
    let topic = match &*line.code("topic") {
        "" => {
            faults.push(line.fault("topic", "this must not be blank"));
            None
        }
        words => line.keep("topic", Topic::named(words, Some(Scheme::Of2024)), faults),
    };
    if round.is_some_and(|round| round.scheme == Some(Scheme::Of2014)) {
        faults.push(line.fault("round", "this round is of the 2014 scheme, which has no grades"));
    }
    let fact = Fact::GradeRecorded { topic: topic?, grade: grade? };
    Some(of_round::wanted(round?, fact, BTreeMap::new()))
}

/// What the rows state.
pub fn parse(sheet: &Sheet, rounds: &KnownRounds, faults: &mut Vec<Fault>) -> Distinct<Wanted> {
    let rows = sheet.parse(faults, |line, faults| parse_line(line, rounds, faults));
    let problem = |first| format!("line {first} gives another grade for this topic");
    Distinct::new(rows, |wanted| (wanted.stream.clone(), topic_of(&wanted.fact)), "grade", problem, faults)
}

fn topic_of(fact: &Fact) -> Option<Topic> {
    match fact {
        Fact::GradeRecorded { topic, .. } => Some(*topic),
        _ => None,
    }
}

/// The plan of a file. `known` has all rounds of the forces that it speaks of.
pub fn plan(mut plan: Plan, known: &KnownStreams, rows: Vec<Row<Wanted>>) -> Plan {
    let is_grade = |on_record: &OnRecord| topic_of(&on_record.fact).is_some();
    let same = |wanted: &Wanted, on_record: &OnRecord| {
        is_grade(on_record) && topic_of(&on_record.fact) == topic_of(&wanted.fact)
    };
    let name = |stream: &Stream, on_record: &OnRecord| {
        topic_of(&on_record.fact).map_or_else(|| stream.id.clone(), |topic| format!("{} {}", stream.id, topic.label()))
    };
    note_gone(&mut plan, known, &rows, is_grade, same, name);
    want_all(&mut plan, known, rows, same);
    plan
}
