//! `import good-practice`: what rounds singled out as effective. All columns but the source make a row the same row.

use std::collections::BTreeMap;

use super::{
    known::{KnownRounds, KnownStreams},
    of_round,
    plan::{Plan, Wanted, want_all},
    sheet::{Fault, Sheet},
};
use crate::{fact::Fact, topic::Topic};

/// The columns a file must have.
pub const COLUMNS: &[&str] = &["force_slug", "round", "topic", "summary", "source_url"];

/// What the rows state.
pub fn parse(sheet: &Sheet, rounds: &KnownRounds, faults: &mut Vec<Fault>) -> Vec<Wanted> {
    let mut rows: Vec<Wanted> = Vec::new();
    for line in sheet.lines() {
        let round = of_round::round(line, rounds, faults);
        let summary = line.words("summary", 4000, faults);
        let source_url = line.source_url(faults);
        let topic = match (line.text("topic"), round) {
            ("", _) => Some(None),
            (words, Some(round)) => line.keep("topic", Topic::named(words, round.scheme).map(Some), faults),
            (_, None) => None,
        };
        let (Some(round), Some(summary), Some(source_url), Some(topic)) = (round, summary, source_url, topic) else {
            continue;
        };
        let wanted = of_round::wanted(
            round,
            Fact::GoodPracticeRecorded { topic, source_url },
            BTreeMap::from([("summary", summary)]),
        );
        let twice = rows.iter().any(|row| row.stream == wanted.stream && row.texts == wanted.texts);
        if !twice {
            rows.push(wanted);
        }
    }
    rows
}

/// The plan of a file.
pub fn plan(mut plan: Plan, known: &KnownStreams, wanted: Vec<Wanted>) -> Plan {
    let text = |on_record: &super::plan::OnRecord| on_record.texts.get("summary").cloned().flatten();
    let of_file = |fact: &Fact| matches!(fact, Fact::GoodPracticeRecorded { .. });
    let mut absent = Vec::new();
    for (stream, facts) in known.iter() {
        for on_record in facts.iter().filter(|on_record| of_file(&on_record.fact)) {
            let stays = wanted
                .iter()
                .any(|wanted| wanted.stream == *stream && wanted.texts.get("summary") == text(on_record).as_ref());
            if !stays {
                absent.push(format!("{}: {}", stream.id, text(on_record).unwrap_or_else(|| "(erased)".to_owned())));
            }
        }
    }
    plan.note_absent(absent);
    want_all(&mut plan, known, wanted, |wanted, on_record| {
        of_file(&on_record.fact) && text(on_record).as_ref() == wanted.texts.get("summary")
    });
    plan
}
