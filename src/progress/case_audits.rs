//! Case audits: the case files that rounds looked at, by grade, as share and count.
//!
//! Of one force its rounds, of several each force's latest audit. Counts are added up over forces only for a headline
//! that says so; nobody is ranked.

use serde::{Deserialize, Serialize};

use crate::{
    case_audit::{CaseAudit, CaseGrade},
    progress::{findings_across_rounds::Coverage, selection::Selection},
    share::Share,
};

/// One bar and one row of the table: one audit.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Row {
    /// The force's address.
    pub force: String,
    /// Its name in tables.
    pub force_name: String,
    /// The round's address within the force.
    pub round: String,
    /// The round in words: `Inspection, 5 August 2022`.
    pub round_title: String,
    /// The year it happened in, if that is known.
    pub year: Option<i32>,
    /// The counts as published.
    pub audit: CaseAudit,
}

impl Row {
    /// The share of a grade in the graded case files; `None` where the round did not use it or graded nothing.
    pub fn share(&self, grade: CaseGrade) -> Option<Share> {
        self.audit.share(self.audit.with(grade)?)
    }
}

/// The figure: chart, table, CSV, headline and text alternative are all made from this value.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct CaseAudits {
    /// Of whom, in words.
    pub scope: String,
    /// What was picked. Case audits stand under no topic and are of no record type.
    pub selection: Selection,
    /// Of how many forces; only for a figure of several.
    pub coverage: Option<Coverage>,
    /// Of one force its audits in the order of its rounds; of several the latest of each, the largest share of inadequate case files first.
    pub rows: Vec<Row>,
}

impl CaseAudits {
    /// Audits of several forces, the largest share of inadequate case files first, then by name.
    pub fn worst_first(rows: &mut [Row]) {
        let counts = |row: &Row| (u64::from(row.audit.inadequate), u64::from(row.audit.graded()));
        rows.sort_by(|one, other| {
            let ((part, whole), (other_part, other_whole)) = (counts(one), counts(other));
            // An audit that graded nothing comes last: it has no share.
            (whole == 0)
                .cmp(&(other_whole == 0))
                .then_with(|| (other_part * whole).cmp(&(part * other_whole)))
                .then_with(|| one.force_name.cmp(&other.force_name))
        });
    }

    /// In how many rows more case files were inadequate than good.
    pub fn more_inadequate_than_good(&self) -> usize {
        self.rows.iter().filter(|row| row.audit.inadequate > row.audit.good).count()
    }

    /// Case files of a grade in all rows.
    pub fn with(&self, grade: CaseGrade) -> u64 {
        self.rows.iter().filter_map(|row| row.audit.with(grade)).map(u64::from).sum()
    }

    /// Graded case files in all rows: the whole that shares stand on.
    pub fn graded(&self) -> u64 {
        self.rows.iter().map(|row| u64::from(row.audit.graded())).sum()
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn row(cases: u32, good: u32, adequate: Option<u32>, requires_improvement: Option<u32>, inadequate: u32) -> Row {
        Row {
            force: "kent".to_owned(),
            force_name: "Kent".to_owned(),
            round: "inspection".to_owned(),
            round_title: "Inspection".to_owned(),
            year: None,
            audit: CaseAudit { cases, good, adequate, requires_improvement, inadequate },
        }
    }

    fn figure(rows: Vec<Row>) -> CaseAudits {
        CaseAudits { scope: "Kent Police".to_owned(), selection: Selection::default(), coverage: None, rows }
    }

    #[test]
    fn a_grade_that_a_round_did_not_use_has_no_share_and_one_without_files_has_nought() {
        // Warwickshire 2022: 23 + 23 + 28 = 74 files; 23 / 74 = 31.08%, 28 / 74 = 37.8%.
        let inspection = row(74, 23, None, Some(23), 28);
        assert_eq!(inspection.share(CaseGrade::Good), Some(Share::Percent(31)));
        assert_eq!(inspection.share(CaseGrade::Inadequate), Some(Share::Percent(38)));
        assert_eq!(inspection.share(CaseGrade::Adequate), None);
        assert_eq!(row(30, 30, Some(0), None, 0).share(CaseGrade::Adequate), Some(Share::Percent(0)));
        assert_eq!(row(3, 0, None, None, 0).share(CaseGrade::Good), None);
    }

    #[test]
    fn forces_with_the_largest_share_of_inadequate_files_come_first() {
        let of = |name: &str, good, inadequate| Row {
            force_name: name.to_owned(),
            ..row(good + inadequate, good, None, None, inadequate)
        };
        let mut rows = vec![of("Kent", 0, 0), of("Surrey", 10, 5), of("Essex", 20, 10), of("Sussex", 1, 3)];
        CaseAudits::worst_first(&mut rows);
        let names: Vec<_> = rows.iter().map(|row| row.force_name.as_str()).collect();
        assert_eq!(names, ["Sussex", "Essex", "Surrey", "Kent"]);
        assert_eq!(figure(rows).more_inadequate_than_good(), 1);
    }

    proptest! {
        #[test]
        fn grades_always_sum_to_the_graded(
            rows in prop::collection::vec((0u32..200, 0u32..99, prop::option::of(0u32..99), prop::option::of(0u32..99), 0u32..99), 0..20)
        ) {
            let rows = rows.into_iter().map(|(cases, good, adequate, improvement, inadequate)| {
                row(cases, good, adequate, improvement, inadequate)
            });
            let figure = figure(rows.collect());
            let grades: u64 = CaseGrade::ALL.iter().map(|grade| figure.with(*grade)).sum();
            prop_assert_eq!(grades, figure.graded());
        }
    }
}
