//! `import grades`: judgements on the topics of the 2024 scheme.

use std::collections::BTreeMap;

use super::{
    known::{KnownRounds, KnownStreams},
    of_round,
    plan::{Plan, Wanted, want_all},
    sheet::{Fault, Sheet},
};
use crate::{
    fact::Fact,
    grade::Grade,
    topic::{Scheme, Topic},
};

/// The columns a file must have.
pub const COLUMNS: &[&str] = &["force_slug", "round", "topic", "grade"];

/// What the rows state.
pub fn parse(sheet: &Sheet, rounds: &KnownRounds, faults: &mut Vec<Fault>) -> Vec<Wanted> {
    let mut rows: Vec<(u64, Topic, Wanted)> = Vec::new();
    for line in sheet.lines() {
        let round = of_round::round(line, rounds, faults);
        let grade = line.parse::<Grade>("grade", faults);
        let topic = match line.text("topic") {
            "" => {
                faults.push(line.fault("topic", "this must not be blank"));
                None
            }
            words => line.keep("topic", Topic::named(words, Some(Scheme::Of2024)), faults),
        };
        if round.is_some_and(|round| round.scheme == Some(Scheme::Of2014)) {
            faults.push(line.fault("round", "this round is of the 2014 scheme, which has no grades"));
        }
        let (Some(round), Some(grade), Some(topic)) = (round, grade, topic) else { continue };
        let wanted = of_round::wanted(round, Fact::GradeRecorded { topic, grade }, BTreeMap::new());
        match rows.iter().find(|(_, known, row)| *known == topic && row.stream == wanted.stream) {
            Some((first, _, row)) if row.fact != wanted.fact => {
                faults.push(line.fault("grade", format!("line {first} gives another grade for this topic")));
            }
            Some(_) => {}
            None => rows.push((line.number, topic, wanted)),
        }
    }
    rows.into_iter().map(|(_, _, wanted)| wanted).collect()
}

fn topic_of(fact: &Fact) -> Option<Topic> {
    match fact {
        Fact::GradeRecorded { topic, .. } => Some(*topic),
        _ => None,
    }
}

/// The plan of a file.
pub fn plan(mut plan: Plan, known: &KnownStreams, wanted: Vec<Wanted>) -> Plan {
    want_all(&mut plan, known, wanted, |wanted, on_record| {
        topic_of(&on_record.fact).is_some() && topic_of(&on_record.fact) == topic_of(&wanted.fact)
    });
    plan
}
