//! What is on record of a force before a step, read under its lock.

use sqlx::PgConnection;

use crate::{
    duty::Duty,
    event::{Event, told},
    force::ForceSlug,
    force_standing::{DutyStanding, Stage, duties, stages},
    round::RoundSlug,
    service::follow_up::FollowUpError,
    store::{
        events::{self, Stream},
        monitoring::rounds,
        read_model::ForceChain,
    },
    view::published::DatedRound,
};

/// A force as a step finds it.
#[derive(Debug, Clone)]
pub(super) struct Before {
    /// The version of its stream.
    pub(super) version: i32,
    /// Its rounds in order.
    pub(super) rounds: Vec<DatedRound>,
    /// The stage it is in, if one was ever recorded.
    pub(super) stage: Option<Stage>,
    /// Its duties as they stand.
    pub(super) duties: Vec<((Duty, RoundSlug), DutyStanding)>,
}

impl Before {
    /// Reads a force.
    pub(super) async fn read(db: &mut PgConnection, force: &ForceSlug, stream: &Stream) -> Result<Self, FollowUpError> {
        let mut streams = events::of_streams(&mut *db, stream.kind, std::slice::from_ref(&stream.id)).await?;
        let recorded = streams.remove(&stream.id).unwrap_or_default();
        let version = recorded.last().map(|last| last.version).ok_or(FollowUpError::NotFound)?;
        let events: Vec<Event> = recorded.into_iter().map(|one| one.event).collect();
        Ok(Self::of(&events, version, rounds(db, force).await?))
    }

    /// A force as its events make it.
    pub(super) fn of(events: &[Event], version: i32, rounds: Vec<DatedRound>) -> Self {
        let told = told(events, &ForceChain::default());
        let stage = stages(&told).pop().map(|(_, stage)| stage);
        let duties = duties(&told).into_iter().filter_map(|(of, mut slices)| Some((of, slices.pop()?.1))).collect();
        Self { version, rounds, stage, duties }
    }

    /// A duty as it stands, if it was set.
    pub(super) fn duty(&self, duty: Duty, round: &RoundSlug) -> Option<&DutyStanding> {
        self.duties.iter().find(|((of, after), _)| *of == duty && after == round).map(|(_, standing)| standing)
    }

    /// A round of the force.
    pub(super) fn round(&self, slug: &RoundSlug) -> Option<&DatedRound> {
        self.rounds.iter().find(|round| round.slug == slug.as_str())
    }
}
