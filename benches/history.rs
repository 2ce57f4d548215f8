//! What every change and every check of the record costs: chaining a history, folding it, and folding it moment by moment.
#![expect(clippy::unwrap_used, reason = "a bench that cannot be set up should say so and stop")]

use std::collections::BTreeMap;

use chrono::{DateTime, Days, NaiveDate, TimeDelta};
use divan::{Bencher, black_box};
use followup::{
    deadline::Deadline,
    event::{Actor, Event, StreamKind, told},
    fact::{Fact, Raised},
    finding::{Finding, KnownFrom, RecordType},
    identity::{Audience, PersonId, Role},
    partial_date::PartialDate,
    position::Position,
    standing::slices,
    store::{
        events::{NewEvent, Recorded, Stream, record},
        read_model::{ForceChain, history},
    },
    topic::Topic,
};
use uuid::Uuid;

/// Events of a stream: few, as many as a long-lived recommendation has on average, and very many.
const LENGTHS: &[usize] = &[10, 40, 160];

fn main() {
    divan::main();
}

fn stream() -> Stream {
    Stream { kind: StreamKind::Recommendation, id: "BENCH-0001".to_owned() }
}

fn day(number: usize) -> NaiveDate {
    NaiveDate::from_ymd_opt(2016, 1, 1).unwrap() + Days::new(number as u64 * 20)
}

fn fact(number: usize) -> Fact {
    match number % 8 {
        0 if number == 0 => Fact::Raised(Raised {
            force: "kent".parse().unwrap(),
            round: "inspection-2016".parse().unwrap(),
            topic: Topic::DecisionMaking,
            record_type: RecordType::Recommendation,
            known_from: KnownFrom::Raised,
            deadline: Deadline::from_source("within six months").unwrap(),
            published: Some(PartialDate::day(day(0))),
            source_url: "https://example.org/".to_owned(),
        }),
        1 => Fact::PositionSet { position: Position::InProgress },
        3 => Fact::Submitted {},
        5 => Fact::Returned {},
        7 => Fact::FindingRecorded {
            round: "post-inspection-review-2017".parse().unwrap(),
            finding: Finding::PartlyImproved,
            source_url: Some("https://example.org".to_owned()),
        },
        _ => Fact::UpdateRecorded { owner_post: None, target: followup::target::Target::Kept },
    }
}

fn new_event(number: usize) -> NewEvent {
    NewEvent {
        stream: stream(),
        happened: Some(PartialDate::day(day(number))),
        actor: Actor::Person { id: PersonId(Uuid::from_u128(1)), role: Role::ForceLiaisonOfficer },
        audience: Audience::Everyone,
        corrects: None,
        fact: fact(number),
        texts: BTreeMap::from([("activity", "A sentence on what was done, as long as such sentences are.".to_owned())]),
    }
}

fn chained(events: Vec<NewEvent>) -> Vec<Recorded> {
    let mut head = None;
    (1..)
        .zip(events)
        .map(|(seq, new)| {
            let at = DateTime::UNIX_EPOCH + TimeDelta::days(seq * 20);
            let (recorded, _) = record(seq, at, head, new, || [7; 16]).unwrap();
            head = Some(recorded.head());
            recorded
        })
        .collect()
}

fn recorded(length: usize) -> Vec<Recorded> {
    chained((0..length).map(new_event).collect())
}

/// Canonical form, text digest and hash of each event.
#[divan::bench(args = LENGTHS)]
fn chain(bencher: Bencher<'_, '_>, length: usize) {
    bencher.with_inputs(|| (0..length).map(new_event).collect()).bench_values(chained);
}

/// What `ncpi verify` does with each event.
#[divan::bench(args = LENGTHS)]
fn recompute(bencher: Bencher<'_, '_>, length: usize) {
    let events = recorded(length);
    bencher.bench(|| events.iter().map(|event| event.recomputed().unwrap()).collect::<Vec<_>>());
}

/// The spans in which an item stood in one way: once for each change of it.
#[divan::bench(args = LENGTHS)]
fn fold(bencher: Bencher<'_, '_>, length: usize) {
    let events: Vec<Event> = recorded(length).into_iter().map(|recorded| recorded.event).collect();
    let chain = ForceChain::default();
    bencher.bench(|| slices(&told(black_box(&events), &chain)));
}

/// All rows it ever had, as known at each moment: what `ncpi verify` compares with the tables.
#[divan::bench(args = LENGTHS)]
fn replay(bencher: Bencher<'_, '_>, length: usize) {
    let (stream, events, chain) = (stream(), recorded(length), ForceChain::default());
    bencher.bench(|| history(&stream, black_box(&events), Some(&chain)).unwrap());
}
