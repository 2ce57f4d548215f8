//! The imports that synthetic events name as their actor.

use std::collections::BTreeMap;

use chrono::{DateTime, NaiveDate, NaiveTime, TimeDelta, Utc};
use uuid::Uuid;

use super::chance::Chance;
use crate::{event::Actor, ingest::Kind};

/// One import file of each kind for each day on which one came in.
#[derive(Debug, Clone)]
pub struct Batches {
    chance: Chance,
    known: BTreeMap<(NaiveDate, &'static str), Uuid>,
}

impl Batches {
    /// No import yet.
    pub fn new(chance: Chance) -> Self {
        Self { chance, known: BTreeMap::new() }
    }

    /// The import of a day, and the moment at which it recorded. Files come in early, in the order they build on each other.
    pub fn of(&mut self, kind: Kind, day: NaiveDate) -> (Actor, DateTime<Utc>) {
        let chance = &mut self.chance;
        let batch = *self.known.entry((day, kind.slug())).or_insert_with(|| chance.id());
        (Actor::Import { batch }, moment(kind, day))
    }

    /// Each import: identity, kind, moment.
    pub fn iter(&self) -> impl Iterator<Item = (Uuid, &'static str, DateTime<Utc>)> {
        self.known.iter().map(|((day, kind), batch)| {
            let known = Kind::ALL.iter().find(|known| known.slug() == *kind);
            (*batch, *kind, moment(known.copied().unwrap_or(Kind::Forces), *day))
        })
    }
}

fn moment(kind: Kind, day: NaiveDate) -> DateTime<Utc> {
    let place = Kind::ALL.iter().position(|one| *one == kind).unwrap_or_default();
    let minutes = i64::try_from(place).unwrap_or_default() * 10;
    day.and_time(NaiveTime::MIN).and_utc() + TimeDelta::hours(6) + TimeDelta::minutes(minutes)
}
