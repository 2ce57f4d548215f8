//! The overview: how everything stands and what changed since the end of the month before.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::{free_text::FreeText, published::RoundOfForce};
use crate::{
    counting::{
        bands::BandedForce,
        case_files::{AuditedForce, CaseFileForces},
        coverage::Ladder,
        grades::GradedForce,
        on_return::OnReturn,
        topics::TopicCount,
        visits::VisitsByYear,
    },
    finding::{Finding, RecordType},
    partial_date::PartialDate,
    progress::headlines::Headlines,
    reference::Reference,
};

/// An item past its deadline.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Late {
    /// Its reference.
    pub reference: String,
    /// The force's name in tables.
    pub force_name: String,
    /// When it was due.
    pub due: NaiveDate,
}

/// What is shown of all forces, and of some.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Figures {
    /// How everything stands, with how it stood at the end of the month before.
    pub headlines: Headlines,
    /// The rounds published last.
    pub latest: Vec<RoundOfForce>,
    /// The longest overdue.
    pub late: Vec<Late>,
    /// Items past their deadline of which nobody has recorded a status.
    pub passed: PassedDeadlines,
}

/// The figures of all that the reader may read about.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct OverviewView {
    /// What is shown of some forces too.
    pub figures: Figures,
    /// What is shown of England and Wales only; `None` for a reader who is limited to forces.
    pub national: Option<NationalFigures>,
}

/// Items past their deadline of which nobody has recorded a status, by what inspectors found of them last and after it. Both record types
/// together.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct PassedDeadlines {
    /// All items with a known deadline, passed or not.
    pub known: u64,
    /// Items that are overdue by more than a year: these have a status, and are in none of the counts below.
    pub overdue_by_a_year: u64,
    /// Improved or closed.
    pub improved: u64,
    /// Partly improved, or not fully achieved.
    pub partly_improved: u64,
    /// Still of concern, or without progress.
    pub of_concern: u64,
    /// Nothing is known since.
    pub unknown: u64,
}

impl PassedDeadlines {
    /// How many have passed.
    #[must_use]
    pub const fn all(self) -> u64 {
        self.improved + self.partly_improved + self.of_concern + self.unknown
    }
}

/// One deadline that has passed: overdue, or with an outcome that nobody has recorded.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct PassedDeadline {
    /// The item.
    pub reference: Reference,
    /// The force's name in tables.
    pub force_name: String,
    /// What was asked; erased text says so.
    pub wording: FreeText,
    /// When it was due.
    pub due: NaiveDate,
    /// Whether the source gives a longer time in which the day lies.
    pub due_at_the_latest: bool,
    /// What inspectors found last, if that was after the deadline, and when.
    pub found: Option<(Finding, Option<PartialDate>)>,
}

/// What people have recorded of items. Both record types together.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Claims {
    /// All items.
    pub items: u64,
    /// With a status that people recorded here. What a source alone tells is none.
    pub by_people: u64,
    /// Said to be done by the force and not verified.
    pub waiting: u64,
    /// The day by which half of these had been said to be done.
    pub half_since: Option<NaiveDate>,
}

impl Claims {
    /// Whether statuses tell enough to be shown first: of at least half of the items.
    #[must_use]
    pub const fn tell_of_half(self) -> bool {
        self.items > 0 && self.by_people * 2 >= self.items
    }
}

/// The oldest of what forces say is done and nobody has verified.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct WaitingClaim {
    /// The item.
    pub reference: Reference,
    /// The force's name in tables.
    pub force_name: String,
    /// What was asked; erased text says so.
    pub wording: FreeText,
    /// Since when it is said to be done; `None` where that is not dated.
    pub since: Option<NaiveDate>,
}

/// Figures over several forces: of all of them, or in a briefing of those that were picked. On the overview they would be wrong of a part.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct NationalFigures {
    /// Of how many forces what is known.
    pub ladder: Ladder,
    /// The forces with grades, those with the most inadequate topics first.
    pub graded: Vec<GradedForce>,
    /// Topics, those still of concern in the largest share of forces first.
    pub topics: Vec<TopicCount>,
    /// What inspectors found on return, in the order of [`RecordType::ALL`].
    pub on_return: [OnReturn; RecordType::ALL.len()],
    /// In how many forces more case files were inadequate than good.
    pub case_files: CaseFileForces,
    /// The latest audit of each force, the largest share inadequate first.
    pub audits: Vec<AuditedForce>,
    /// Every force, where to look first at the top.
    pub forces: Vec<BandedForce>,
    /// Visits a year, and the last ones published.
    pub visits: VisitsByYear,
    /// What people have recorded.
    pub claims: Claims,
    /// The oldest deadlines that have passed.
    pub deadlines: Vec<PassedDeadline>,
}
