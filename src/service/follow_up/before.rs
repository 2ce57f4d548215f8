//! What is on record of an item before a step, read under its lock.

use std::collections::{BTreeMap, BTreeSet};

use sqlx::PgConnection;

use super::error::FollowUpError;
use crate::{
    act::follow_up::Step,
    as_at::PRESENT,
    event::{Event, StreamKind, told},
    evidence::EvidenceId,
    fact::{Fact, Relation},
    finding::Finding,
    force::ForceSlug,
    partial_date::PartialDate,
    reference::Reference,
    round::RoundSlug,
    standing::{Standing, standing_on},
    store::{
        events,
        read_model::{
            ForceChain,
            chain::{DatedRound, rounds_of},
        },
        recommendation,
    },
};

/// An item as a step finds it.
#[derive(Debug, Clone)]
pub(super) struct Before {
    /// Which.
    pub(super) reference: Reference,
    /// How it stands.
    pub(super) standing: Standing,
    /// When it was raised.
    pub(super) raised: Option<PartialDate>,
    /// The rounds of its force, in the order of the chain.
    pub(super) rounds: Vec<DatedRound>,
    /// What it is linked to already.
    pub(super) links: BTreeSet<(Relation, Reference)>,
    /// The pieces of evidence it has.
    pub(super) evidence: BTreeSet<EvidenceId>,
    /// What each later round found, as it stands.
    pub(super) findings: BTreeMap<RoundSlug, Finding>,
    /// The other item that the step names, if there is one: whose it is and which round raised it.
    pub(super) other: Option<(ForceSlug, RoundSlug)>,
}

impl Before {
    /// Reads an item, and the other one if the step names one.
    pub(super) async fn read(db: &mut PgConnection, reference: &Reference, step: &Step) -> Result<Self, FollowUpError> {
        let id = reference.to_string();
        let mut streams = events::of_streams(&mut *db, StreamKind::Recommendation, std::slice::from_ref(&id)).await?;
        let events: Vec<Event> = streams.remove(&id).unwrap_or_default().into_iter().map(|one| one.event).collect();
        let force = events.iter().find_map(|event| match &event.fact {
            Fact::Raised(raised) => Some(raised.force.clone()),
            _ => None,
        });
        let force = force.ok_or(FollowUpError::NotFound)?;
        let rounds = rounds_of(&mut *db, &BTreeSet::from([force.clone()])).await?.remove(&force).unwrap_or_default();
        let other = match step.names() {
            Some(other) => recommendation::raised_by(db, other).await?,
            None => None,
        };
        Self::of(reference, &events, rounds, other).ok_or(FollowUpError::NotFound)
    }

    /// An item as its events make it; `None` before it was raised.
    pub(super) fn of(
        reference: &Reference,
        events: &[Event],
        rounds: Vec<DatedRound>,
        other: Option<(ForceSlug, RoundSlug)>,
    ) -> Option<Self> {
        let chain = ForceChain::of(&rounds);
        let told = told(events, &chain);
        let raised = told.iter().find(|told| matches!(told.fact, Fact::Raised(_))).and_then(|told| told.happened);
        let links = told.iter().filter_map(|told| match told.fact {
            Fact::Linked { relation, to } => Some((*relation, to.clone())),
            _ => None,
        });
        let links = links.collect();
        let evidence = told.iter().filter_map(|told| match told.fact {
            Fact::EvidenceAdded { piece, .. } => piece.map(|piece| piece.id),
            _ => None,
        });
        let evidence = evidence.collect();
        let findings = told.iter().filter_map(|told| match told.fact {
            Fact::FindingRecorded { round, finding, .. } => Some((round.clone(), *finding)),
            _ => None,
        });
        let findings = findings.collect();
        let standing = standing_on(&told, PRESENT)?;
        Some(Self { reference: reference.clone(), standing, raised, rounds, links, evidence, findings, other })
    }

    /// Whose it is.
    pub(super) const fn force(&self) -> &ForceSlug {
        &self.standing.raised.force
    }

    /// The place in the chain of a round of the force.
    pub(super) fn place(&self, round: &RoundSlug) -> Option<u32> {
        self.rounds.iter().find(|known| known.slug == *round).map(|round| round.place)
    }

    /// Whether a round comes after the one that raised the item.
    pub(super) fn is_later(&self, round: &DatedRound) -> bool {
        self.place(&self.standing.raised.round).is_none_or(|raised_in| round.place > raised_in)
    }
}
