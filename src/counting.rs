//! What is known of every force at one point of the record: the one ground of all counts over several forces.
//!
//! The rules are those of "Counting" in the record's design. Shares over several forces leave out items that are known only from a later
//! round; what is said of one force's one visit counts all items that the visit spoke of.

pub mod bands;
pub mod case_files;
pub mod coverage;
pub mod found;
pub mod grades;
pub mod held;
mod narrowing;
pub mod on_return;
pub mod topics;
pub mod visits;

use chrono::{Months, NaiveDate};

use crate::{
    case_audit::CaseAudit,
    counting::found::FoundCounts,
    finding::{Finding, KnownFrom, RecordType},
    force::{Force, ForceSlug},
    grade::Grade,
    partial_date::PartialDate,
    topic::Topic,
    view::published::DatedRound,
};

/// How long what was said counts as recent.
pub const RECENT_YEARS: u32 = 5;

/// What is known of the forces that were picked, by name.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Known {
    /// The day on which it is asked.
    pub today: NaiveDate,
    /// The forces.
    pub forces: Vec<KnownForce>,
}

/// What is known of one force.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct KnownForce {
    /// Which one.
    pub force: Force,
    /// Its rounds in the order of its chain.
    pub visits: Vec<Visit>,
    /// Its items, alike ones together.
    pub items: Vec<AlikeItems>,
    /// Its latest audit of case files.
    pub audit: Option<(DatedRound, CaseAudit)>,
}

/// One round and what it graded.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Visit {
    /// The round.
    pub round: DatedRound,
    /// Its grades.
    pub grades: Vec<(Topic, Grade)>,
}

/// Items of one force that are alike in all that is counted here.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AlikeItems {
    /// Recommendations or areas of concern.
    pub record_type: RecordType,
    /// Their topic.
    pub topic: Topic,
    /// How they are known.
    pub known_from: KnownFrom,
    /// The place among the visits of the round that raised them.
    pub raised_at: usize,
    /// Their latest finding, with the place among the visits of the round that made it.
    pub found: Option<(usize, Finding)>,
    /// How many they are.
    pub items: u64,
    /// How many of them have a status that people recorded here. What a source alone tells is none.
    pub told_by_people: u64,
}

impl Known {
    /// The first day of the years that count as recent.
    #[must_use]
    pub fn recent_from(&self) -> NaiveDate {
        self.today.checked_sub_months(Months::new(12 * RECENT_YEARS)).unwrap_or(NaiveDate::MIN)
    }

    /// Whether something was said in the last [`RECENT_YEARS`]. A partial date counts from its last day; no date is not recent.
    #[must_use]
    pub fn is_recent(&self, said: Option<PartialDate>) -> bool {
        said.is_some_and(|said| said.last() >= self.recent_from())
    }

    /// The force of that address.
    #[must_use]
    pub fn force(&self, slug: &ForceSlug) -> Option<&KnownForce> {
        self.forces.iter().find(|known| known.force.slug == *slug)
    }
}

impl Visit {
    /// Its date: publication, else fieldwork.
    #[must_use]
    pub fn said(&self) -> Option<PartialDate> {
        crate::round::happened(self.round.published, self.round.fieldwork)
    }

    /// How many of its topics have a grade.
    #[must_use]
    pub fn graded(&self, grade: Grade) -> u64 {
        self.grades.iter().filter(|(_, given)| *given == grade).count() as u64
    }
}

impl KnownForce {
    /// The place of the last visit that found anything.
    #[must_use]
    pub fn last_found_at(&self) -> Option<usize> {
        self.items.iter().filter_map(|alike| alike.found.map(|(at, _)| at)).max()
    }

    /// The last visit that found anything, with what it found of all that it spoke of, in the order of [`RecordType::ALL`].
    ///
    /// Where an item's latest finding is of that visit, the visit spoke of it; no later one did.
    #[must_use]
    pub fn last_found(&self) -> Option<(&Visit, [FoundCounts; RecordType::ALL.len()])> {
        let last = self.last_found_at()?;
        let mut counts = [FoundCounts::default(); RecordType::ALL.len()];
        for alike in &self.items {
            if let Some((_, finding)) = alike.found.filter(|(at, _)| *at == last) {
                counts[alike.record_type as usize].add(finding, alike.items);
            }
        }
        Some((self.visits.get(last)?, counts))
    }

    /// Every item by its latest finding, in the order of [`RecordType::ALL`].
    #[must_use]
    pub fn latest_findings(&self) -> [FoundCounts; RecordType::ALL.len()] {
        let mut counts = [FoundCounts::default(); RecordType::ALL.len()];
        for alike in &self.items {
            if let Some((_, finding)) = alike.found {
                counts[alike.record_type as usize].add(finding, alike.items);
            }
        }
        counts
    }

    /// The latest visit with grades.
    #[must_use]
    pub fn last_graded(&self) -> Option<&Visit> {
        self.visits.iter().rev().find(|visit| !visit.grades.is_empty())
    }

    /// The end of its chain.
    #[must_use]
    pub fn last_visit(&self) -> Option<&Visit> {
        self.visits.last()
    }

    /// The newest visit that raised items after all that was found, with how many it raised that no visit has looked at again. A review
    /// raises anew what it names itself; an inspection that findings are of raised it before them.
    ///
    /// `is_new` tells which visits count.
    pub fn newly_raised(&self, is_new: impl Fn(&Visit) -> bool) -> Option<(&Visit, u64)> {
        let found_at = self.last_found_at();
        let is_after = |at: usize| match found_at {
            Some(found_at) if at == found_at => {
                self.visits.get(at).is_some_and(|visit| visit.round.kind.comes_after_another())
            }
            Some(found_at) => at > found_at,
            None => true,
        };
        let raised = self.items.iter().filter(|alike| {
            alike.known_from == KnownFrom::Raised
                && alike.found.is_none()
                && is_after(alike.raised_at)
                && self.visits.get(alike.raised_at).is_some_and(&is_new)
        });
        let newest = raised.clone().map(|alike| alike.raised_at).max()?;
        let of_newest = raised.filter(|alike| alike.raised_at == newest);
        Some((self.visits.get(newest)?, of_newest.map(|alike| alike.items).sum()))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::round::RoundKind;

    #[test]
    fn newly_raised_counts_the_newest_report_alone() {
        let visit = |slug: &str| Visit {
            round: DatedRound { slug: slug.to_owned(), kind: RoundKind::Inspection, published: None, fieldwork: None },
            grades: Vec::new(),
        };
        let raised = |raised_at, items| AlikeItems {
            record_type: RecordType::AreaOfConcern,
            topic: Topic::Leadership,
            known_from: KnownFrom::Raised,
            raised_at,
            found: None,
            items,
            told_by_people: 0,
        };
        let force = KnownForce {
            force: Force {
                slug: "kent".parse().unwrap(),
                code: "E23000032".parse().unwrap(),
                name: "Kent Police".to_owned(),
                short_name: "Kent".to_owned(),
                nation: "england".parse().unwrap(),
                region: "south-east".parse().unwrap(),
            },
            visits: vec![visit("inspection-2023"), visit("inspection-2025")],
            items: vec![raised(0, 4), raised(1, 2), raised(1, 1)],
            audit: None,
        };
        let newest = force.newly_raised(|_| true).map(|(visit, items)| (visit.round.slug.as_str(), items));
        assert_eq!(newest, Some(("inspection-2025", 3)));
    }
}
