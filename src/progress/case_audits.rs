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
    /// Of one force its audits in the order of its rounds; of several the latest of each, by name.
    pub rows: Vec<Row>,
}

impl CaseAudits {
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
        assert_eq!(row(1, 1, Some(0), None, 0).share(CaseGrade::Adequate), Some(Share::Percent(0)));
        assert_eq!(row(3, 0, None, None, 0).share(CaseGrade::Good), None);
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
