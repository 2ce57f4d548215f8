//! Findings across rounds as a table for the page and as rows for a file: the same figures as the drawing, none fewer.

use followup::{
    finding::{Finding, FindingGroup},
    progress::findings_across_rounds::{Counted, FindingsAcrossRounds, Row},
    share::Share,
};

use super::{
    Reading,
    words::{parts, share_and_count},
};
use crate::{components::grouped, spreadsheet};

/// The table beside a chart: a line for each figure, a column for each bar.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Table {
    /// The columns: the first names the lines, the others hold figures.
    pub header: Vec<Heading>,
    /// The lines.
    pub lines: Vec<Line>,
}

/// The head of a column.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Heading {
    /// Its words.
    pub text: String,
    /// Whether numbers stand under it.
    pub numeric: bool,
}

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

/// One line.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Line {
    /// What it counts.
    pub count: Count,
    /// The same in words.
    pub name: &'static str,
    /// One for each bar, in their order.
    pub cells: Vec<Cell>,
}

/// A figure and where the rows it counts are listed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Cell {
    /// The figure as printed: `3`, or with its share `60% (3)`.
    pub text: String,
    /// Exactly the rows it counts.
    pub href: String,
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

    /// The class that puts a square of the group's colour before its name, as in the drawing's key.
    pub fn key_class(self) -> Option<String> {
        match self {
            Self::Group(group) => Some(format!("app-key app-key--{}", group as usize + 1)),
            _ => None,
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
            href: match self {
                Self::Group(group) => href(Counted::Group(group)),
                Self::Part(finding) => href(Counted::Finding(finding)),
                Self::Whole => href(Counted::WithAFinding),
                Self::Silent => href(Counted::Silent),
                Self::LeftOut => href(Counted::LeftOut),
            },
        }
    }
}

/// The table of a figure. `keep` are the parameters every address keeps, each begun with `&`.
pub fn table(figure: &FindingsAcrossRounds, keep: &str) -> Table {
    let first = Heading { text: "Finding".to_owned(), numeric: false };
    let bars = figure
        .rows
        .iter()
        .map(|row| Heading { text: format!("{}: {}", row.record_type.plural(), row.visit.label), numeric: true });
    let lines = Count::all().into_iter().map(|count| Line {
        count,
        name: count.name(),
        cells: figure.rows.iter().map(|row| count.cell(figure, row, keep)).collect(),
    });
    Table { header: std::iter::once(first).chain(bars).collect(), lines: lines.collect() }
}

/// The file of a figure: a row for each bar, with what it was read from and when.
pub fn csv(figure: &FindingsAcrossRounds, reading: Reading, marking: Option<&str>) -> Result<Vec<u8>, csv::Error> {
    let marking = marking.map(|marking| ("marking", marking.to_owned()));
    let marks: Vec<_> = reading.columns().into_iter().chain(marking).collect();
    let counts = Count::all();
    let shares = FindingGroup::ALL;
    let mut header: Vec<String> = ["scope", "visit", "record_type"].map(str::to_owned).to_vec();
    header.extend(counts.iter().map(|count| column(*count)));
    header.extend(shares.iter().map(|group| format!("{}_percent", column(Count::Group(*group)))));
    header.extend(["forces_with_data", "forces"].map(str::to_owned));
    header.extend(marks.iter().map(|(name, _)| (*name).to_owned()));
    let rows = figure.rows.iter().map(|row| {
        let mut cells = vec![figure.scope.clone(), row.visit.label.clone(), row.record_type.slug().to_owned()];
        cells.extend(counts.iter().map(|count| count.of(row).to_string()));
        cells.extend(shares.iter().map(|group| row.share(*group).map(Share::in_file).unwrap_or_default()));
        cells.extend(figure.coverage.map_or([String::new(), String::new()], |coverage| {
            [coverage.with_data.to_string(), coverage.forces.to_string()]
        }));
        cells.extend(marks.iter().map(|(_, value)| value.clone()));
        cells
    });
    spreadsheet::csv(&header, rows)
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
    use crate::charts::samples::{kent, reading};

    #[test]
    fn every_figure_links_to_exactly_the_rows_it_counts() {
        let table = table(&kent(), "&as_at=2022-05-01");
        let cell = |count| &table.lines.iter().find(|line| line.count == count).unwrap().cells[0];
        let bar = "/recommendations?found_in=post-inspection-review-2021-08-26&record_type=recommendation&known_from=";

        let improved = cell(Count::Group(FindingGroup::Improved));
        assert_eq!(improved.text, "20% (1)");
        assert_eq!(improved.href, format!("{bar}raised&finding_group=improved&force=kent&as_at=2022-05-01"));
        assert_eq!(cell(Count::Silent).href, format!("{bar}raised&finding=none&force=kent&as_at=2022-05-01"));
        assert_eq!(cell(Count::LeftOut).href, format!("{bar}later_round&force=kent&as_at=2022-05-01"));
        assert_eq!(cell(Count::Whole).href.matches("finding_group=").count(), FindingGroup::ALL.len());
    }

    #[test]
    fn the_file_begins_with_its_columns_and_each_row_says_what_it_was_read_from() {
        let file = String::from_utf8(csv(&kent(), reading(), None).unwrap()).unwrap();
        insta::assert_snapshot!(file);
    }
}
