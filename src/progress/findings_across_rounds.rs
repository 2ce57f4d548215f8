//! Findings across rounds: of what an earlier round raised, what later rounds found.
//!
//! Formal recommendations and areas of concern stand apart. Items known only from a later round are left out and
//! counted beside; where our sources hold no finding of a visit that is said as such, never as "no progress".

use serde::{Deserialize, Serialize};

use crate::{
    finding::{Finding, FindingGroup, KnownFrom, RecordType},
    progress::selection::Selection,
    share::Share,
    vocabulary::vocabulary,
};

vocabulary! {
    /// The parameter of the register that picks the findings of a visit.
    VisitParameter, "parameter" {
        /// Those of one round.
        FoundIn = "found_in" => "One round",
        /// Those of all rounds of a kind.
        FoundBy = "found_by" => "Rounds of a kind",
        /// The latest of all rounds: no parameter picks it, because the register shows it unless asked for another.
        AnyVisit = "any" => "Any later visit",
    }
}

/// A later visit, or a kind of later visit, that items are looked at by.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Visit {
    /// Its place among the visits of the figure.
    pub place: u32,
    /// How the screen names it: `Post-inspection review, 26 August 2021`, or `Post-inspection review`.
    pub label: String,
    /// The parameter of the register that picks its findings.
    pub parameter: VisitParameter,
    /// The value of that parameter.
    pub value: String,
}

/// How many items of one sort a visit spoke of in one way; `finding` is `None` where our sources hold none.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Cell {
    /// The visit.
    pub visit: Visit,
    /// Recommendations or areas of concern.
    pub record_type: RecordType,
    /// How the items are known.
    pub known_from: KnownFrom,
    /// What was found.
    pub finding: Option<Finding>,
    /// How many items.
    pub items: u64,
}

/// One bar and one row of the table: what one visit found of one record type.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Row {
    /// The visit.
    pub visit: Visit,
    /// Recommendations or areas of concern.
    pub record_type: RecordType,
    /// Items by finding, in the order of [`Finding::ALL`].
    pub found: [u64; Finding::ALL.len()],
    /// Items raised earlier of which our sources hold no finding of this visit.
    pub silent: u64,
    /// Items left out because only a later round told of them.
    pub left_out: u64,
}

impl Row {
    /// Items with this finding.
    pub fn with(&self, finding: Finding) -> u64 {
        self.found[finding as usize]
    }

    /// Items in one group of the chart.
    pub fn in_group(&self, group: FindingGroup) -> u64 {
        Finding::ALL.iter().filter(|finding| finding.group() == group).map(|finding| self.with(*finding)).sum()
    }

    /// Items with any finding: the whole that shares stand on.
    pub fn whole(&self) -> u64 {
        self.found.iter().sum()
    }

    /// The share of a group in the items with a finding; `None` where there is none.
    pub fn share(&self, group: FindingGroup) -> Option<Share> {
        Share::of(self.in_group(group), self.whole())
    }
}

/// What a number of the figure counts.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum Counted {
    /// Items in a group of findings.
    Group(FindingGroup),
    /// Items with this finding.
    Finding(Finding),
    /// Items with any finding.
    WithAFinding,
    /// Items of which our sources hold no finding of the visit.
    Silent,
    /// Items left out because only a later round told of them.
    LeftOut,
}

/// Of how many forces the figure tells.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Coverage {
    /// Forces with at least one finding in it.
    pub with_data: u32,
    /// All forces it could tell of.
    pub forces: u32,
}

impl Coverage {
    /// The number of forces with data among all forces. A number beyond `u32` becomes its largest value.
    #[must_use]
    pub fn new(with_data: usize, forces: usize) -> Self {
        let count = |forces: usize| u32::try_from(forces).unwrap_or(u32::MAX);
        Self { with_data: count(with_data), forces: count(forces) }
    }
}

/// The figure: chart, table, CSV, headline and text alternative are all made from this value.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct FindingsAcrossRounds {
    /// Of whom, in words: `England and Wales`, or a force's name.
    pub scope: String,
    /// What was picked.
    pub selection: Selection,
    /// Of how many forces; only for a figure of several.
    pub coverage: Option<Coverage>,
    /// One row for each visit and record type that has items, visits in order, recommendations before areas of concern.
    pub rows: Vec<Row>,
}

impl FindingsAcrossRounds {
    /// Adds counted cells up to rows.
    pub fn new(scope: String, selection: Selection, coverage: Option<Coverage>, cells: &[Cell]) -> Self {
        let mut rows: Vec<Row> = Vec::new();
        for cell in cells {
            let same = |row: &&mut Row| row.visit == cell.visit && row.record_type == cell.record_type;
            if rows.iter_mut().find(same).is_none() {
                rows.push(Row {
                    visit: cell.visit.clone(),
                    record_type: cell.record_type,
                    found: [0; Finding::ALL.len()],
                    silent: 0,
                    left_out: 0,
                });
            }
            let Some(row) = rows.iter_mut().find(same) else { continue };
            match (cell.known_from, cell.finding) {
                (KnownFrom::LaterRound, _) => row.left_out += cell.items,
                (KnownFrom::Raised, None) => row.silent += cell.items,
                (KnownFrom::Raised, Some(finding)) => row.found[finding as usize] += cell.items,
            }
        }
        rows.sort_by(|a, b| a.visit.cmp(&b.visit).then(a.record_type.cmp(&b.record_type)));
        Self { scope, selection, coverage, rows }
    }

    /// The rows of one record type.
    pub fn of(&self, record_type: RecordType) -> impl Iterator<Item = &Row> {
        self.rows.iter().filter(move |row| row.record_type == record_type)
    }

    /// Whether any row holds a finding; if not there is nothing to draw, and the page says so.
    pub fn has_findings(&self) -> bool {
        self.rows.iter().any(|row| row.whole() > 0)
    }

    /// The address of the rows that a number of this figure counts. `keep` are the parameters every address keeps.
    pub fn href(&self, row: &Row, counted: Counted, keep: &str) -> String {
        let known_from = if counted == Counted::LeftOut { KnownFrom::LaterRound } else { KnownFrom::Raised };
        let visit = match row.visit.parameter {
            VisitParameter::AnyVisit => String::new(),
            parameter => format!("{}={}&", parameter.slug(), row.visit.value),
        };
        let of = (row.record_type.slug(), known_from.slug());
        let mut href = format!("/recommendations?{visit}record_type={}&known_from={}", of.0, of.1);
        let mut and = |name: &str, value: &str| href.extend(["&", name, "=", value]);
        match counted {
            Counted::Group(group) => and("finding_group", group.slug()),
            Counted::Finding(finding) => and("finding", finding.slug()),
            Counted::WithAFinding => FindingGroup::ALL.iter().for_each(|group| and("finding_group", group.slug())),
            Counted::Silent => and("finding", "none"),
            Counted::LeftOut => {}
        }
        for (name, value) in self.selection.of_register_without_type() {
            and(name, &value);
        }
        href.push_str(keep);
        href
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn any_cell() -> impl Strategy<Value = Cell> {
        (
            0u32..3,
            prop::sample::select(RecordType::ALL),
            prop::sample::select(KnownFrom::ALL),
            prop::option::of(prop::sample::select(Finding::ALL)),
            0u64..50,
        )
            .prop_map(|(place, record_type, known_from, finding, items)| Cell {
                visit: Visit {
                    place,
                    label: format!("Visit {place}"),
                    parameter: VisitParameter::FoundIn,
                    value: place.to_string(),
                },
                record_type,
                known_from,
                finding,
                items,
            })
    }

    proptest! {
        #[test]
        fn groups_always_sum_to_the_whole(cells in prop::collection::vec(any_cell(), 0..60)) {
            let figure = FindingsAcrossRounds::new("England and Wales".to_owned(), Selection::default(), None, &cells);
            for row in &figure.rows {
                let groups: u64 = FindingGroup::ALL.iter().map(|group| row.in_group(*group)).sum();
                prop_assert_eq!(groups, row.whole());
            }
            let counted: u64 = figure.rows.iter().map(|row| row.whole() + row.silent + row.left_out).sum();
            prop_assert_eq!(counted, cells.iter().map(|cell| cell.items).sum::<u64>());
        }
    }

    #[test]
    fn items_known_only_from_a_later_round_are_left_out_of_shares_and_counted_beside() {
        let visit = Visit {
            place: 1,
            label: "Review".to_owned(),
            parameter: VisitParameter::FoundIn,
            value: "review".to_owned(),
        };
        let cell = |known_from, finding, items| Cell {
            visit: visit.clone(),
            record_type: RecordType::AreaOfConcern,
            known_from,
            finding,
            items,
        };
        let cells = [
            cell(KnownFrom::Raised, Some(Finding::Improved), 10),
            cell(KnownFrom::Raised, Some(Finding::StillOfConcern), 10),
            cell(KnownFrom::LaterRound, Some(Finding::Improved), 5),
            cell(KnownFrom::Raised, None, 2),
        ];
        let figure = FindingsAcrossRounds::new(
            "Kent Police".to_owned(),
            Selection::of_force("kent".parse().unwrap()),
            None,
            &cells,
        );
        let row = &figure.rows[0];
        assert_eq!((row.share(FindingGroup::Improved), row.left_out, row.silent), (Some(Share::Percent(50)), 5, 2));
    }
}
