//! What a file would change: the wanted facts held against those on record, and the events that make up the difference.

use std::collections::BTreeMap;

use super::{Report, known::KnownStreams};
use crate::{
    event::Actor,
    fact::Fact,
    identity::Audience,
    partial_date::PartialDate,
    store::events::{NewEvent, Stream},
};

/// A fact that a row of a file states.
#[derive(Debug, Clone)]
pub struct Wanted {
    /// Of which stream.
    pub stream: Stream,
    /// When it happened.
    pub happened: Option<PartialDate>,
    /// What it is.
    pub fact: Fact,
    /// Its texts by field; a blank one is left out.
    pub texts: BTreeMap<&'static str, String>,
}

/// A fact as it is on record, corrections applied.
#[derive(Debug, Clone)]
pub struct OnRecord {
    /// The event that first stated it: what a correction names.
    pub seq: i64,
    /// When it happened.
    pub happened: Option<PartialDate>,
    /// What it is.
    pub fact: Fact,
    /// Its texts; `None` for one that was erased.
    pub texts: BTreeMap<String, Option<String>>,
    /// Whether a person entered it here, and no file brought it.
    pub by_person: bool,
}

impl OnRecord {
    /// Whether a row states what is on record. A text that was erased stays erased: it is never compared.
    fn says(&self, wanted: &Wanted) -> bool {
        let same_text = |(field, body): (&String, &Option<String>)| match body {
            None => true,
            Some(body) => wanted.texts.get(field.as_str()) == Some(body),
        };
        self.fact == wanted.fact
            && self.happened == wanted.happened
            && self.texts.iter().all(same_text)
            && wanted.texts.keys().all(|field| self.texts.contains_key(*field))
    }
}

/// The events of an import, and the count of what they do.
#[derive(Debug)]
pub struct Plan {
    /// Whose word they are.
    pub actor: Actor,
    /// In the order in which they are to be recorded.
    pub events: Vec<NewEvent>,
    /// What they amount to.
    pub report: Report,
}

impl Plan {
    /// A plan without events yet.
    pub fn new(actor: Actor, rows: usize, warnings: Vec<String>) -> Self {
        Self { actor, events: Vec::new(), report: Report { rows, warnings, ..Report::default() } }
    }

    fn event(&self, wanted: Wanted, corrects: Option<i64>) -> NewEvent {
        let fact = if corrects.is_some() { Fact::Corrected { to: Box::new(wanted.fact) } } else { wanted.fact };
        NewEvent {
            stream: wanted.stream,
            happened: wanted.happened,
            actor: self.actor,
            audience: Audience::Everyone,
            corrects,
            fact,
            texts: wanted.texts,
        }
    }

    /// Takes up one wanted fact: new, changed, or already there.
    pub fn want(&mut self, wanted: Wanted, on_record: Option<&OnRecord>) {
        match on_record {
            None => {
                self.report.added += 1;
                let event = self.event(wanted, None);
                self.events.push(event);
            }
            Some(on_record) if on_record.says(&wanted) => self.report.unchanged += 1,
            Some(on_record) => {
                self.report.changed += 1;
                let event = self.event(wanted, Some(on_record.seq));
                self.events.push(event);
            }
        }
    }

    /// Corrects a fact that follows from another row's change; `false` if it stands right already.
    pub fn follow(&mut self, wanted: Wanted, on_record: &OnRecord) -> bool {
        if on_record.says(&wanted) {
            return false;
        }
        self.report.followed += 1;
        let event = self.event(wanted, Some(on_record.seq));
        self.events.push(event);
        true
    }

    /// Notes what is on record of the streams and in no row of the file.
    pub fn note_absent(&mut self, absent: impl IntoIterator<Item = String>) {
        self.report.absent.extend(absent);
    }
}

/// Takes up one wanted fact for each stream, found on record by `same`.
pub fn want_all(plan: &mut Plan, known: &KnownStreams, wanted: Vec<Wanted>, same: impl Fn(&Wanted, &OnRecord) -> bool) {
    for wanted in wanted {
        let on_record = known.of(&wanted.stream).iter().find(|on_record| same(&wanted, on_record));
        plan.want(wanted, on_record);
    }
}
