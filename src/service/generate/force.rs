//! One synthetic force: what its rounds and people do, and the rows that this makes.

use std::collections::BTreeMap;

use chrono::NaiveDate;

use super::{
    batches::Batches,
    chance::Chance,
    draft::{Draft, FIRST_DAY, LAST_DAY, Texts, at_work, in_order_of_recording, later},
    people::People,
    rounds::{self, GeneratedRound},
    scale::{EVENTS_EACH, Scale},
    story::{Item, story},
};
use crate::{
    duty::Duty,
    event::{Actor, StreamKind},
    fact::{Fact, ForceNamed, Monitoring},
    force::ForceSlug,
    identity::{Audience, Role},
    ingest::Kind,
    partial_date::PartialDate,
    round::{RoundKind, RoundSlug},
    store::{
        bulk::Rows,
        error::StoreError,
        events::{self, NewEvent, Stream},
        read_model::{self, ForceChain},
    },
};

/// A force with its rounds, before anything is told of its items.
#[derive(Debug)]
pub struct Outline {
    slug: ForceSlug,
    people: People,
    rounds: Vec<GeneratedRound>,
    own: Vec<Draft>,
    batches: Batches,
    chance: Chance,
}

impl Outline {
    /// The outline of a force, from its own line of chance.
    pub fn new(
        slug: ForceSlug,
        named: ForceNamed,
        inspectorate: &People,
        mut chance: Chance,
        mut batches: Batches,
    ) -> Result<Self, StoreError> {
        let people = inspectorate.with_force(&mut chance);
        let rounds = rounds::chain(&slug, &mut chance, &mut batches)?;
        let own = own_events(named, &rounds, &people, &mut batches, &mut chance);
        Ok(Self { slug, people, rounds, own, batches, chance })
    }

    /// How many events it will have in all.
    pub fn events(&self, scale: Scale) -> i64 {
        let of_rounds: usize = self.rounds.iter().map(|round| round.events.len()).sum();
        let of_items = EVENTS_EACH * scale.recommendations_of_a_force() as usize;
        i64::try_from(self.own.len() + of_rounds + of_items).unwrap_or(i64::MAX)
    }

    /// All rows of the force; its events are numbered from `first` on.
    pub fn rows(mut self, scale: Scale, first: i64) -> Result<Rows, StoreError> {
        let mut rows = Rows::default();
        rows.force(self.slug.as_str())?;
        for round in &self.rounds {
            rows.round(self.slug.as_str(), round.slug.as_str(), round.place)?;
        }
        let streams = self.streams(scale, &mut rows)?;
        for (id, kind, recorded_at) in self.batches.iter() {
            rows.import_batch(id, kind, recorded_at)?;
        }
        let chain = ForceChain::new(self.chain());
        fill(&mut rows, streams, first, &self.slug, &chain, &mut self.chance)?;
        Ok(rows)
    }

    /// Its rounds in the order of their places.
    pub(super) fn chain(&self) -> Vec<(RoundSlug, u32, Option<PartialDate>)> {
        self.rounds.iter().map(|round| (round.slug.clone(), round.place, round.happened())).collect()
    }

    /// All streams of events; the items themselves go into `rows`.
    pub(super) fn streams(&mut self, scale: Scale, rows: &mut Rows) -> Result<Vec<(Stream, Vec<Draft>)>, StoreError> {
        let own = Stream { kind: StreamKind::Force, id: self.slug.to_string() };
        let mut streams = vec![(own, std::mem::take(&mut self.own))];
        for round in &self.rounds {
            let stream = Stream { kind: StreamKind::Round, id: format!("{}/{}", self.slug, round.slug) };
            streams.push((stream, round.events.clone()));
        }
        let weights: Vec<(u32, usize)> =
            self.rounds.iter().enumerate().map(|(index, round)| (round.weight(), index)).collect();
        let count = scale.recommendations_of_a_force();
        let mut raised_in: Vec<usize> = (0..count).map(|_| self.chance.weighted(&weights)).collect();
        raised_in.sort_unstable();
        let lengths = lengths(raised_in.len(), &mut self.chance);
        for ((number, round), events) in (1..).zip(raised_in).zip(lengths) {
            let reference = format!("SYN-{}-{number:04}", self.slug.as_str().to_uppercase());
            rows.recommendation(&reference, self.slug.as_str())?;
            let (round, later) = (&self.rounds[round], &self.rounds[round + 1..]);
            let item =
                Item { force: &self.slug, number, reference: &reference, round, later, people: &self.people, events };
            let drafts = story(item, &mut self.chance, &mut self.batches);
            streams.push((Stream { kind: StreamKind::Recommendation, id: reference }, drafts));
        }
        Ok(streams)
    }
}

/// How many events each item has: some few, some many, and on average exactly as many as the scale says.
fn lengths(items: usize, chance: &mut Chance) -> Vec<usize> {
    let mut lengths = Vec::with_capacity(items);
    while lengths.len() + 1 < items {
        let more = chance.index(33);
        lengths.extend([EVENTS_EACH + more, EVENTS_EACH - more]);
    }
    lengths.resize(items, EVENTS_EACH);
    lengths
}

/// What is told of the force itself: its names, its duties after each inspection, Scan and Engage.
fn own_events(
    named: ForceNamed,
    rounds: &[GeneratedRound],
    people: &People,
    batches: &mut Batches,
    chance: &mut Chance,
) -> Vec<Draft> {
    let (actor, recorded_at) = batches.of(Kind::Forces, FIRST_DAY);
    let (audience, corrects, texts) = (Audience::Everyone, None, Texts::new());
    let fact = Fact::ForceNamed(named);
    let mut own = vec![Draft { happened: None, recorded_at, actor, audience, corrects, fact, texts }];
    let mut tell = |day: NaiveDate, actor: Actor, fact: Fact, chance: &mut Chance| {
        let happened = Some(PartialDate::day(day));
        let recorded_at = at_work(day, chance);
        own.push(Draft { happened, recorded_at, actor, audience, corrects: None, fact, texts: Texts::new() });
    };
    for round in rounds.iter().filter(|round| round.facts.kind == RoundKind::Inspection) {
        for duty in Duty::ALL.iter().copied() {
            let published = Some(PartialDate::day(round.imported_on));
            let Some(due) = published.and_then(|published| duty.due_by_rule(published)) else { continue };
            let set = Fact::DutySet { duty, round: round.slug.clone(), due: due.on, published };
            tell(round.imported_on, Actor::System, set, chance);
            let met_on = later(round.imported_on, chance.between(20..=90));
            if chance.percent(85) && met_on <= LAST_DAY {
                let actor = Actor::Person { id: people.inspector(chance), role: Role::Inspector };
                tell(met_on, actor, Fact::DutyMet { duty, round: round.slug.clone(), in_error: false }, chance);
            }
        }
        if chance.percent(20) {
            for (to, days) in [(Monitoring::Engage, 100), (Monitoring::Scan, 600)] {
                let day = later(round.imported_on, days);
                let actor = Actor::Person { id: people.authoriser(chance), role: Role::Authoriser };
                if day <= LAST_DAY {
                    tell(day, actor, Fact::MonitoringChanged { to }, chance);
                }
            }
        }
    }
    in_order_of_recording(own)
}

/// Numbers the events of all streams in the order in which they were recorded, chains and folds each stream, and adds the
/// rows in that same order: what was recorded together lies together, as it would have come to lie.
fn fill(
    rows: &mut Rows,
    streams: Vec<(Stream, Vec<Draft>)>,
    first: i64,
    force: &ForceSlug,
    chain: &ForceChain,
    chance: &mut Chance,
) -> Result<(), StoreError> {
    let mut order: Vec<_> = streams
        .iter()
        .enumerate()
        .flat_map(|(stream, (_, drafts))| {
            drafts.iter().enumerate().map(move |(index, draft)| (draft.recorded_at, stream, index))
        })
        .collect();
    order.sort_unstable();
    let numbers: BTreeMap<(usize, usize), i64> =
        (first..).zip(order).map(|(seq, (_, stream, index))| ((stream, index), seq)).collect();
    let number = |stream, index| numbers.get(&(stream, index)).copied().unwrap_or_default();

    let mut recorded = Vec::with_capacity(numbers.len());
    let mut versions = Vec::new();
    for (place, (stream, drafts)) in streams.into_iter().enumerate() {
        let begins = recorded.len();
        let mut head = None;
        for (index, draft) in drafts.into_iter().enumerate() {
            let event = NewEvent {
                stream: stream.clone(),
                happened: draft.happened,
                actor: draft.actor,
                audience: draft.audience,
                corrects: draft.corrects.map(|index| number(place, index)),
                fact: draft.fact,
                texts: draft.texts,
            };
            let (event, texts) =
                events::record(number(place, index), draft.recorded_at, head, event, || chance.bytes())?;
            for text in texts {
                rows.text(&text, event.audience, force)?;
            }
            head = Some(event.head());
            recorded.push(event);
        }
        versions.extend(read_model::history(&stream, &recorded[begins..], Some(chain))?);
    }
    recorded.sort_unstable_by_key(|recorded| recorded.event.seq);
    for event in &recorded {
        rows.event(event)?;
    }
    versions.sort_by_key(|(_, since, _)| *since);
    for version in &versions {
        rows.version(version)?;
    }
    Ok(())
}
