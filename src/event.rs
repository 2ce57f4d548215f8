//! Events: one dated, attributed, immutable line of history, and in which order lines are told.

use chrono::{DateTime, NaiveDate, Utc};
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use crate::{
    fact::Fact,
    identity::{PersonId, Role},
    partial_date::PartialDate,
    vocabulary::vocabulary,
};

vocabulary! {
    /// What a stream of events is about.
    StreamKind, "kind of stream" {
        /// A force: its monitoring and its duties.
        Force = "force" => "Force",
        /// A round: its publication, grades, case audits and good practice.
        Round = "round" => "Round",
        /// A recommendation or area of concern.
        Recommendation = "recommendation" => "Recommendation",
    }
}

/// Who brought an event about.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", tag = "actor")]
pub enum Actor {
    /// A person in a role.
    Person {
        /// Who.
        id: PersonId,
        /// As what.
        role: Role,
    },
    /// A batch of imported rows.
    Import {
        /// Which batch.
        batch: Uuid,
    },
    /// The system itself.
    System,
}

impl Actor {
    /// The person, if it is one.
    pub const fn person(self) -> Option<PersonId> {
        match self {
            Self::Person { id, .. } => Some(id),
            Self::Import { .. } | Self::System => None,
        }
    }

    /// Whether it is a person of the inspectorate.
    pub const fn is_of_inspectorate(self) -> bool {
        matches!(self, Self::Person { role, .. } if role.is_of_inspectorate())
    }

    /// How a history says whose word an event is, after its date; a person is named by role only.
    pub fn in_words(self) -> String {
        match self {
            Self::Person { role, .. } => format!("by {}", role.label()),
            Self::Import { .. } => "from public sources".to_owned(),
            Self::System => "by the system".to_owned(),
        }
    }
}

/// An event as the fold reads it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Event {
    /// Its number in the whole record.
    pub seq: i64,
    /// When it happened, as exactly as that is known.
    pub happened: Option<PartialDate>,
    /// When it was recorded.
    pub recorded_at: DateTime<Utc>,
    /// Who brought it about.
    pub actor: Actor,
    /// The event of the same stream that it puts right.
    pub corrects: Option<i64>,
    /// What it says.
    pub fact: Fact,
}

/// An event with its corrections applied, and its place in the telling.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Told<'a> {
    /// The event as it was first recorded.
    pub event: &'a Event,
    /// What it says, put right.
    pub fact: &'a Fact,
    /// The event that holds the texts of these facts: the event itself, or its last correction.
    pub texts: i64,
    /// When it happened, put right.
    pub happened: Option<PartialDate>,
    /// Its place in the order of the fold.
    pub order: Order,
}

/// The order of a fold: last possible day, then the round's place in the chain, then number.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Order {
    day: NaiveDate,
    place: u32,
    seq: i64,
}

/// What the fold must know of the rounds of a force: for a round's address, its place and the day it is told on.
pub trait Chain {
    /// The place of `round` in its force's chain, and the last possible day of the nearest dated round at or before it.
    ///
    /// An undated round is thus told just behind the dated round that it follows.
    fn place(&self, round: &crate::round::RoundSlug) -> Option<(u32, NaiveDate)>;
}

/// The events of one stream in the order in which they are told, corrections applied.
///
/// A fact without a date and without a round is told first, so that it never hides a dated one.
pub fn told<'a>(events: &'a [Event], chain: &impl Chain) -> Vec<Told<'a>> {
    let mut told: Vec<Told<'a>> = events
        .iter()
        .filter(|event| !matches!(event.fact, Fact::Corrected { .. } | Fact::TextRedacted { .. }))
        .map(|event| {
            // The last correction stands; `events` is in the order of recording.
            let correction = events.iter().rev().find(|later| later.corrects == Some(event.seq));
            let (fact, happened, texts) = match correction {
                Some(Event { fact: Fact::Corrected { to }, happened, seq, .. }) => (&**to, *happened, *seq),
                _ => (&event.fact, event.happened, event.seq),
            };
            let round = match fact {
                Fact::FindingRecorded { round, .. } => Some(round),
                Fact::Raised(raised) => Some(&raised.round),
                _ => None,
            };
            let placed = round.and_then(|round| chain.place(round));
            let day = match (happened, placed) {
                (Some(happened), _) => happened.last(),
                (None, Some((_, day))) => day,
                (None, None) => NaiveDate::MIN,
            };
            let order = Order { day, place: placed.map_or(0, |(place, _)| place), seq: event.seq };
            Told { event, fact, texts, happened, order }
        })
        .collect();
    told.sort_by_key(|told| told.order);
    told
}
