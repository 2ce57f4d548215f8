//! The table of forces: what each one's rounds raised, how that stands, and what the last round said.

use serde::{Deserialize, Serialize};

use super::{forces_filter::Counted, published::DatedRound};
use crate::{
    counting::{bands::BandedForce, grades::GradedForce},
    finding::{Finding, RecordType},
    force::{Force, ForceSlug},
    grade::Grade,
    topic::Topic,
};

/// A force and what it is called in tables.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ForceName {
    /// Its slug.
    pub slug: ForceSlug,
    /// Its short name: `Kent`.
    pub name: String,
}

/// How the items of one record type stand.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Tally {
    /// All of them.
    pub items: u64,
    /// Whose status is one of the group open.
    pub open: u64,
    /// Whose deadline has passed while they are open and recorded.
    pub overdue: u64,
    /// Said to be done and not verified.
    pub gap: u64,
    /// Of which nobody has recorded here how they stand.
    pub not_recorded: u64,
}

/// The last round of a force that graded or found anything, and what it said. It need not be the end of the chain: a
/// letter may follow an inspection and say nothing of the kind.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct LastWord {
    /// Which round.
    pub round: DatedRound,
    /// Its grades.
    pub grades: Vec<(Topic, Grade)>,
    /// Its findings on earlier items, by record type, in the order of [`Finding::ALL`].
    pub found: [[u64; Finding::ALL.len()]; RecordType::ALL.len()],
}

/// One force in the table.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ForceRow {
    /// Who it is.
    pub force: Force,
    /// How many rounds our sources hold.
    pub rounds: u64,
    /// How its items stand, in the order of [`RecordType::ALL`].
    pub tallies: [Tally; RecordType::ALL.len()],
    /// The end of its chain.
    pub last_round: Option<DatedRound>,
    /// What was graded or found last.
    pub last_word: Option<LastWord>,
    /// What puts it where it is among the forces to look at first.
    pub banded: BandedForce,
    /// Its latest grades, also where a later round found something and graded nothing.
    pub graded: Option<GradedForce>,
}

impl LastWord {
    /// How many items of some record types it found something of, by finding; findings it did not make are left out.
    pub fn found(&self, counted: Counted) -> impl Iterator<Item = (Finding, u64)> {
        Finding::ALL.iter().filter_map(move |finding| {
            let items = counted.record_types().iter().map(|of| self.found[*of as usize][*finding as usize]).sum();
            (items > 0).then_some((*finding, items))
        })
    }

    /// How many topics it gave each grade; grades it did not give are left out.
    pub fn graded(&self) -> impl Iterator<Item = (Grade, usize)> {
        Grade::ALL.iter().filter_map(|grade| {
            let topics = self.grades.iter().filter(|(_, given)| given == grade).count();
            (topics > 0).then_some((*grade, topics))
        })
    }
}

impl ForceRow {
    /// Whether the last visit that found anything found something of concern.
    pub fn has_concern(&self) -> bool {
        self.banded.last_found.iter().any(|of| of.of_concern > 0)
    }

    /// How its items of some record types stand.
    pub fn tally(&self, counted: Counted) -> Tally {
        counted.record_types().iter().map(|of| self.tallies[*of as usize]).fold(Tally::default(), |sum, one| Tally {
            items: sum.items + one.items,
            open: sum.open + one.open,
            overdue: sum.overdue + one.overdue,
            gap: sum.gap + one.gap,
            not_recorded: sum.not_recorded + one.not_recorded,
        })
    }

    /// Grades before findings before silence; within each, better before worse, whatever the record type.
    pub fn latest(&self) -> (u8, u64) {
        let Some(last) = &self.last_word else { return (2 + u8::from(self.last_round.is_none()), 0) };
        let mean = |sum: u64, of: u64| sum.saturating_mul(1000).checked_div(of).unwrap_or(0);
        let graded = last.grades.iter().map(|(_, grade)| *grade as u64).sum::<u64>();
        let (found, items) = last
            .found(Counted::Both)
            .fold((0, 0), |(sum, of), (finding, items)| (sum + finding as u64 * items, of + items));
        match (last.grades.len() as u64, items) {
            (0, items) => (1, mean(found, items)),
            (topics, _) => (0, mean(graded, topics)),
        }
    }
}
