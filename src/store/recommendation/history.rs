//! The history of one recommendation as a reader may read it: what happened, as first recorded and as put right since.

use std::collections::HashMap;

use chrono::NaiveDate;
use sqlx::PgConnection;

use super::text::{Reading, Texts};
use crate::{
    as_at::{Point, counts},
    event::{Chain, StreamKind, told},
    fact::{EventKind, Fact},
    partial_date::PartialDate,
    reference::Reference,
    round::RoundSlug,
    store::{
        error::StoreError,
        events::{Recorded, of_streams, texts},
    },
    view::{
        recommendation::{Entry, Later, LaterKind},
        register::RoundName,
    },
};

impl LaterKind {
    /// The kind of the event that did it.
    pub const fn event_kind(&self) -> EventKind {
        match self {
            Self::Corrected { .. } => EventKind::Corrected,
            Self::Erased { .. } => EventKind::TextRedacted,
        }
    }
}

/// The rounds of a force at a point, in the order of its chain.
#[derive(Debug, Default)]
pub(super) struct RoundsOfForce(Vec<(RoundName, u32, Option<PartialDate>)>);

impl RoundsOfForce {
    pub(super) fn push(&mut self, name: RoundName, place: u32, happened: Option<PartialDate>) {
        self.0.push((name, place, happened));
    }

    pub(super) fn into_names(self) -> Vec<RoundName> {
        self.0.into_iter().map(|(name, ..)| name).collect()
    }
}

impl Chain for RoundsOfForce {
    fn place(&self, round: &RoundSlug) -> Option<(u32, NaiveDate)> {
        let index = self.0.iter().position(|(name, ..)| name.slug == *round)?;
        let dated = self.0[..=index].iter().rev().find_map(|(_, _, happened)| *happened);
        Some((self.0[index].1, dated.map_or(NaiveDate::MIN, PartialDate::last)))
    }
}

/// The history of a reference at a point, newest first, and the version its stream has now: only what had been recorded, and
/// had happened, by then.
pub(super) async fn of(
    db: &mut PgConnection,
    reference: &Reference,
    rounds: &RoundsOfForce,
    point: Point,
    reading: Reading<'_>,
) -> Result<(Vec<Entry>, i32), StoreError> {
    let ids = [reference.as_str().to_owned()];
    let mut streams = of_streams(&mut *db, StreamKind::Recommendation, &ids).await?;
    let mut recorded = streams.remove(reference.as_str()).unwrap_or_default();
    let version = recorded.last().map_or(0, |last| last.version);
    recorded.retain(|one| {
        reading.reader.may_see(one.audience, reading.force)
            && point.known.is_none_or(|known| one.event.recorded_at <= known)
    });
    let texts = Texts { bodies: &texts::of_events(db, &recorded).await?, reading };
    Ok((entries(&recorded, &texts, rounds, point.valid), version))
}

/// The lines of one stream on a day, newest first.
pub(super) fn entries(recorded: &[Recorded], texts: &Texts<'_>, rounds: &impl Chain, day: NaiveDate) -> Vec<Entry> {
    let events: Vec<_> = recorded.iter().map(|one| one.event.clone()).collect();
    let of_seq: HashMap<i64, &Recorded> = recorded.iter().map(|one| (one.event.seq, one)).collect();
    let texts_of = |seq: i64| of_seq.get(&seq).map(|one| texts.of(one)).unwrap_or_default();
    let mut told = told(&events, rounds);
    told.reverse();
    told.into_iter()
        .filter(|told| counts(told.happened, day))
        .filter_map(|told| {
            let first = of_seq.get(&told.event.seq)?;
            Some(Entry {
                version: first.version,
                fact: told.fact.clone(),
                audience: first.audience,
                happened: told.happened,
                texts: texts_of(told.texts),
                recorded_at: first.event.recorded_at,
                actor: first.event.actor,
                hash: first.hash,
                later: later(first, recorded, texts),
            })
        })
        .collect()
}

/// What was done to an event since: its corrections, and the erasures of its texts or theirs.
fn later(first: &Recorded, recorded: &[Recorded], texts: &Texts<'_>) -> Vec<Later> {
    let mut before = first;
    let mut family = vec![first.event.seq];
    let mut later = Vec::new();
    for one in recorded {
        let kind = match &one.event.fact {
            Fact::Corrected { .. } if one.event.corrects == Some(first.event.seq) => {
                let was = match &before.event.fact {
                    Fact::Corrected { to } => to.clone(),
                    fact => Box::new(fact.clone()),
                };
                let kind =
                    LaterKind::Corrected { before: was, happened: before.event.happened, texts: texts.of(before) };
                before = one;
                family.push(one.event.seq);
                kind
            }
            Fact::TextRedacted { event, field, decided_by } if family.contains(event) => {
                LaterKind::Erased { field: field.clone(), decided_by: decided_by.clone() }
            }
            _ => continue,
        };
        later.push(Later {
            kind,
            audience: one.audience,
            recorded_at: one.event.recorded_at,
            actor: one.event.actor,
            hash: one.hash,
        });
    }
    later
}
