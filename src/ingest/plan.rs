//! What a file would change: the wanted facts held against those on record, and the events that make up the difference.

use std::collections::{BTreeMap, HashMap};

use chrono::NaiveDate;

use super::{Report, distinct::Row, fault::Fault, known::KnownStreams};
use crate::{
    event::Actor,
    fact::Fact,
    identity::Audience,
    partial_date::PartialDate,
    store::events::{NewEvent, Stream},
};

/// A fact that a row of a file states.
#[derive(Debug, Clone, PartialEq, Eq)]
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
    /// What a file stated last, where a person has corrected it since.
    pub imported_before: Option<Imported>,
}

/// What a file stated of a fact.
#[derive(Debug, Clone)]
pub struct Imported {
    /// The event that states it.
    pub seq: i64,
    /// The fact.
    pub fact: Fact,
    /// Its texts; `None` for one that was erased.
    pub texts: BTreeMap<String, Option<String>>,
}

impl Imported {
    /// Whether a row states the same. Dates that follow from its round are no part of the row.
    fn is_the_row(&self, wanted: &Wanted) -> bool {
        let fact = match (&self.fact, &wanted.fact) {
            (Fact::Raised(imported), Fact::Raised(raised)) => {
                Fact::Raised(crate::fact::Raised { published: raised.published, ..imported.clone() })
            }
            (imported, _) => imported.clone(),
        };
        fact == wanted.fact && are_the_texts(&self.texts, wanted)
    }
}

/// Whether a row has these texts. A text that was erased stays erased: it is never compared.
fn are_the_texts(texts: &BTreeMap<String, Option<String>>, wanted: &Wanted) -> bool {
    let same_text = |(field, body): (&String, &Option<String>)| match body {
        None => true,
        Some(body) => wanted.texts.get(field.as_str()) == Some(body),
    };
    texts.iter().all(same_text) && wanted.texts.keys().all(|field| texts.contains_key(*field))
}

impl OnRecord {
    /// Whether a row states what is on record.
    fn says(&self, wanted: &Wanted) -> bool {
        self.fact == wanted.fact && self.happened == wanted.happened && are_the_texts(&self.texts, wanted)
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
    /// Rows that cannot be brought together with what is on record.
    pub conflicts: Vec<Fault>,
    today: NaiveDate,
}

impl Plan {
    /// A plan without events yet. Nothing in it can happen after `today`.
    pub fn new(actor: Actor, today: NaiveDate) -> Self {
        Self { actor, events: Vec::new(), report: Report::default(), conflicts: Vec::new(), today }
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

    /// Takes up what one row states: new, changed, or already there.
    ///
    /// What a person has corrected since the last import stays as it is: the row as it was imported changes nothing, and any other is a
    /// conflict.
    pub fn want(&mut self, row: Row<Wanted>, on_record: Option<&OnRecord>) {
        let Row { line, states: wanted } = row;
        if let Some(happened) = wanted.happened.filter(|happened| happened.first() > self.today) {
            let problem = format!("the date of this is still to come ({happened}); correct it, or leave it empty");
            self.conflicts.push(Fault::of_line(line, problem));
            return;
        }
        match on_record {
            None => {
                self.report.added += 1;
                let event = self.event(wanted, None);
                self.events.push(event);
            }
            Some(on_record) if on_record.says(&wanted) => self.report.unchanged += 1,
            Some(OnRecord { imported_before: Some(imported), .. }) => {
                if imported.is_the_row(&wanted) {
                    self.report.unchanged += 1;
                } else {
                    let problem = "a person has corrected this since it was imported, and this row says neither what the file said then \
                                   nor what is on record now; bring the row in line with one of them";
                    self.conflicts.push(Fault::of_line(line, problem));
                }
            }
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

/// Takes up what each row states, found on record by `same`.
pub fn want_all(
    plan: &mut Plan,
    known: &KnownStreams,
    rows: Vec<Row<Wanted>>,
    same: impl Fn(&Wanted, &OnRecord) -> bool,
) {
    for row in rows {
        let on_record = known.of(&row.states.stream).iter().find(|on_record| same(&row.states, on_record));
        plan.want(row, on_record);
    }
}

/// Notes the facts on record, among those that rows of this kind state, that no row of the file is.
pub fn note_gone(
    plan: &mut Plan,
    known: &KnownStreams,
    rows: &[Row<Wanted>],
    is_of_kind: impl Fn(&OnRecord) -> bool,
    same: impl Fn(&Wanted, &OnRecord) -> bool,
    name: impl Fn(&Stream, &OnRecord) -> String,
) {
    let mut wanted: HashMap<&Stream, Vec<&Wanted>> = HashMap::new();
    for row in rows {
        wanted.entry(&row.states.stream).or_default().push(&row.states);
    }
    let mut gone = Vec::new();
    for (stream, facts) in known.iter() {
        let stays =
            |on_record: &OnRecord| wanted.get(stream).into_iter().flatten().any(|wanted| same(wanted, on_record));
        let absent = facts.iter().filter(|on_record| is_of_kind(on_record) && !stays(on_record));
        gone.extend(absent.map(|on_record| name(stream, on_record)));
    }
    gone.sort_unstable();
    plan.note_absent(gone);
}
