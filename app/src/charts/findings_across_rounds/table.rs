//! Findings across rounds as a table for the page and as rows for a file: the same figures as the drawing, none fewer.

use followup::{
    finding::{Finding, FindingGroup},
    progress::findings_across_rounds::{Counted, FindingsAcrossRounds, Row},
    share::Share,
};

use super::words::{parts, share_and_count};
use crate::{
    charts::{Cell, Heading, Line, Records, Standing, Table},
    components::grouped,
};

/// What a line counts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Count {
    /// A group of findings: a segment of the bars.
    Group(FindingGroup),
    /// One of the findings a group is made of.
    Part(Finding),
    /// All items with a finding: what shares stand on.
    Whole,
    /// Items with no finding in our sources.
    Silent,
    /// Items left out because only a later round told of them.
    LeftOut,
}

impl Count {
    /// Every line, groups followed by what they are made of.
    pub fn all() -> Vec<Self> {
        let groups = FindingGroup::ALL
            .iter()
            .flat_map(|group| std::iter::once(Self::Group(*group)).chain(parts(*group).into_iter().map(Self::Part)));
        groups.chain([Self::Whole, Self::Silent, Self::LeftOut]).collect()
    }

    /// The line's name.
    pub fn name(self) -> &'static str {
        match self {
            Self::Group(group) => group.label(),
            Self::Part(Finding::Improved) => "of these, improved",
            Self::Part(Finding::Closed) => "of these, closed",
            Self::Part(Finding::PartlyImproved) => "of these, partly improved",
            Self::Part(Finding::NotFullyAchieved) => "of these, not fully achieved",
            Self::Part(finding) => finding.label(),
            Self::Whole => "With a finding",
            Self::Silent => "No finding in our sources",
            Self::LeftOut => "Left out: known only from a later round",
        }
    }

    /// How its line stands to the bars.
    fn standing(self) -> Standing {
        match self {
            Self::Group(group) => Standing::Category(group as usize),
            Self::Part(_) => Standing::Part,
            Self::Whole | Self::Silent | Self::LeftOut => Standing::Own,
        }
    }

    /// How many items of a bar it counts.
    pub fn of(self, row: &Row) -> u64 {
        match self {
            Self::Group(group) => row.in_group(group),
            Self::Part(finding) => row.with(finding),
            Self::Whole => row.whole(),
            Self::Silent => row.silent,
            Self::LeftOut => row.left_out,
        }
    }

    fn cell(self, figure: &FindingsAcrossRounds, row: &Row, keep: &str) -> Cell {
        let href = |found| figure.href(row, found, keep);
        Cell {
            text: match self {
                Self::Group(group) => share_and_count(row, group),
                _ => grouped(self.of(row)),
            },
            href: Some(match self {
                Self::Group(group) => href(Counted::Group(group)),
                Self::Part(finding) => href(Counted::Finding(finding)),
                Self::Whole => href(Counted::WithAFinding),
                Self::Silent => href(Counted::Silent),
                Self::LeftOut => href(Counted::LeftOut),
            }),
        }
    }
}

/// The table of a figure. `keep` are the parameters every address keeps, each begun with `&`.
pub fn table(figure: &FindingsAcrossRounds, keep: &str) -> Table {
    let bars =
        figure.rows.iter().map(|row| Heading::figures(format!("{}: {}", row.record_type.plural(), row.visit.label)));
    let lines = Count::all().into_iter().map(|count| Line {
        name: count.name().to_owned(),
        standing: count.standing(),
        cells: figure.rows.iter().map(|row| count.cell(figure, row, keep)).collect(),
    });
    Table { header: std::iter::once(Heading::words("Finding")).chain(bars).collect(), lines: lines.collect() }
}

/// The rows of a file: one for each bar.
pub fn records(figure: &FindingsAcrossRounds) -> Records {
    let counts = Count::all();
    let shares = FindingGroup::ALL;
    let mut header: Vec<String> = ["scope", "visit", "record_type"].map(str::to_owned).to_vec();
    header.extend(counts.iter().map(|count| column(*count)));
    header.extend(shares.iter().map(|group| format!("{}_percent", column(Count::Group(*group)))));
    header.extend(["forces_with_data", "forces"].map(str::to_owned));
    let rows = figure.rows.iter().map(|row| {
        let mut cells = vec![figure.scope.clone(), row.visit.label.clone(), row.record_type.slug().to_owned()];
        cells.extend(counts.iter().map(|count| count.of(row).to_string()));
        cells.extend(shares.iter().map(|group| row.share(*group).map(Share::in_file).unwrap_or_default()));
        cells.extend(figure.coverage.map_or([String::new(), String::new()], |coverage| {
            [coverage.with_data.to_string(), coverage.forces.to_string()]
        }));
        cells
    });
    Records { header, rows: rows.collect() }
}

/// The name of a column of counts in a file.
fn column(count: Count) -> String {
    match count {
        Count::Group(FindingGroup::Improved) => "improved_or_closed".to_owned(),
        Count::Group(FindingGroup::Partly) => "partly_improved_or_not_fully_achieved".to_owned(),
        Count::Group(group) => group.slug().replace('-', "_"),
        Count::Part(finding) => finding.slug().replace('-', "_"),
        Count::Whole => "with_a_finding".to_owned(),
        Count::Silent => "no_finding_in_our_sources".to_owned(),
        Count::LeftOut => "known_only_from_a_later_round".to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::charts::{
        csv,
        findings_across_rounds::samples::{kent, reading},
    };

    #[test]
    fn every_figure_links_to_exactly_the_rows_it_counts() {
        let table = table(&kent(), "&as_at=2022-05-01");
        let cell = |count| {
            let line = Count::all().iter().position(|other| *other == count).unwrap();
            table.lines[line].cells[0].clone()
        };
        let href = |count| cell(count).href.unwrap();
        let bar = "/recommendations?found_in=post-inspection-review-2021-08-26&record_type=recommendation&known_from=";

        assert_eq!(cell(Count::Group(FindingGroup::Improved)).text, "20% (1)");
        let improved = format!("{bar}raised&finding_group=improved&force=kent&as_at=2022-05-01");
        assert_eq!(href(Count::Group(FindingGroup::Improved)), improved);
        assert_eq!(href(Count::Silent), format!("{bar}raised&finding=none&force=kent&as_at=2022-05-01"));
        assert_eq!(href(Count::LeftOut), format!("{bar}later_round&force=kent&as_at=2022-05-01"));
        assert_eq!(href(Count::Whole).matches("finding_group=").count(), FindingGroup::ALL.len());
    }

    #[test]
    fn the_file_begins_with_its_columns_and_each_row_says_what_it_was_read_from() {
        let file = String::from_utf8(csv(&kent(), reading(), None).unwrap()).unwrap();
        insta::assert_snapshot!(file);
    }
}
