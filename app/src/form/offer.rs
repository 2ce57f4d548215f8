//! What a person can do to an item as it stands. The step judges once more; here only what would be refused is not offered.

use followup::{
    identity::{Audience, Permission},
    inspectorate_status::InspectorateStatus,
    person::Person,
    position::Position,
    view::recommendation::RecommendationView,
};

use super::Answers;
use crate::fields::{Field, review};

/// One thing to do, by its word in the address of the review form.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Offer {
    /// Send the submission back with questions.
    Return,
    /// Move the status between awaiting review and being progressed.
    SetStatus,
    /// Record what a later round found.
    RecordFinding,
    /// Propose an ending.
    Propose,
    /// Authorise or refuse the proposed ending.
    Decide,
    /// Open what has ended.
    Reopen,
    /// Move the deadline.
    MoveDeadline,
    /// Link it to an earlier item.
    Link,
    /// Note something.
    Note,
}

impl Offer {
    /// All, in the order in which they are offered.
    pub const ALL: [Self; 9] = [
        Self::Return,
        Self::SetStatus,
        Self::RecordFinding,
        Self::Propose,
        Self::Decide,
        Self::Reopen,
        Self::MoveDeadline,
        Self::Link,
        Self::Note,
    ];

    /// Its word in the address.
    #[must_use]
    pub const fn slug(self) -> &'static str {
        match self {
            Self::Return => "return",
            Self::SetStatus => "status",
            Self::RecordFinding => "finding",
            Self::Propose => "propose",
            Self::Decide => "decide",
            Self::Reopen => "reopen",
            Self::MoveDeadline => "deadline",
            Self::Link => "link",
            Self::Note => "note",
        }
    }

    /// What the link and the page say.
    #[must_use]
    pub const fn label(self) -> &'static str {
        match self {
            Self::Return => "Return with questions",
            Self::SetStatus => "Change the inspectorate’s status",
            Self::RecordFinding => "Record a finding",
            Self::Propose => "Propose closure",
            Self::Decide => "Decide on the proposed closure",
            Self::Reopen => "Reopen",
            Self::MoveDeadline => "Change the deadline",
            Self::Link => "Link to an earlier recommendation",
            Self::Note => "Write a note",
        }
    }

    /// What the person must be allowed to do.
    #[must_use]
    pub const fn permission(self) -> Permission {
        match self {
            Self::Return => Permission::Return,
            Self::SetStatus => Permission::MoveStatus,
            Self::RecordFinding => Permission::RecordFinding,
            Self::Propose => Permission::ProposeClosure,
            Self::Decide => Permission::AuthoriseClosure,
            Self::Reopen => Permission::Reopen,
            Self::MoveDeadline => Permission::MoveDeadline,
            Self::Link => Permission::Link,
            Self::Note => Permission::RecordNote,
        }
    }

    /// What its form asks.
    #[must_use]
    pub const fn fields(self) -> &'static [Field] {
        match self {
            Self::Return => review::RETURN,
            Self::SetStatus => review::STATUS,
            Self::RecordFinding => review::FINDING,
            Self::Propose => review::PROPOSAL,
            Self::Decide => review::DECISION,
            Self::Reopen => review::REOPENING,
            Self::MoveDeadline => review::DEADLINE,
            Self::Link => review::LINK,
            Self::Note => review::NOTE,
        }
    }

    /// Whether its answers are shown once more before they are saved: whatever more people read than the two sides of a note.
    #[must_use]
    pub fn is_checked(self, answers: &Answers) -> bool {
        self != Self::Note || answers.value("audience") == Audience::Everyone.slug()
    }

    /// The one with this word.
    #[must_use]
    pub fn of(slug: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|offer| offer.slug() == slug)
    }

    fn fits(self, found: &RecommendationView) -> bool {
        let row = &found.row;
        let proposed = row.work.proposal.is_some();
        let ended =
            matches!(row.inspectorate_status, InspectorateStatus::Complete | InspectorateStatus::NoFurtherAction);
        match self {
            Self::Return => row.position == Position::ReadyForReview && !proposed && !ended,
            Self::SetStatus | Self::Propose => !proposed && !ended,
            Self::RecordFinding => !found.visits.is_empty(),
            Self::Decide => proposed,
            Self::Reopen => ended,
            Self::MoveDeadline => !ended,
            Self::Note => true,
            // The first round of a force has nothing before it.
            Self::Link => found.rounds.first().is_some_and(|first| first.slug != row.round.slug),
        }
    }
}

/// What this person can do to an item.
#[must_use]
pub fn offered(person: &Person, found: &RecommendationView) -> Vec<Offer> {
    let offers = Offer::ALL.into_iter();
    offers.filter(|offer| person.may(offer.permission(), &found.row.force).is_ok() && offer.fits(found)).collect()
}
