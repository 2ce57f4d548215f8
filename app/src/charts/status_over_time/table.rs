//! Status over time as a table for the page and as rows for a file: every month of the drawing.

use followup::{
    partial_date::in_words,
    progress::status_over_time::{StatusOverTime, Stock},
    status::{Status, StatusGroup},
};

use crate::{
    charts::{
        Cell, Heading, Line, Records, Table,
        register_link::{on_day, rows},
    },
    number::grouped,
};

/// A column of counts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Count {
    /// A group: a line of the drawing.
    Group(StatusGroup),
    /// A status that is in no group.
    Beside(Status),
    /// All items.
    Whole,
}

impl Count {
    /// Every column.
    pub fn all() -> Vec<Self> {
        let beside = [Status::NotRecorded, Status::ClosedAccordingToSource].map(Self::Beside);
        StatusGroup::ALL.iter().copied().map(Self::Group).chain(beside).chain([Self::Whole]).collect()
    }

    /// How many items of a month it counts.
    pub fn of(self, stock: &Stock) -> u64 {
        match self {
            Self::Group(group) => stock.of(group),
            Self::Beside(Status::ClosedAccordingToSource) => stock.by_source,
            Self::Beside(_) => stock.not_recorded,
            Self::Whole => stock.whole(),
        }
    }

    const fn name(self) -> &'static str {
        match self {
            Self::Group(group) => group.label(),
            Self::Beside(status) => status.label(),
            Self::Whole => "All",
        }
    }

    fn column(self) -> String {
        match self {
            Self::Group(group) => group.slug().replace('-', "_"),
            Self::Beside(status) => status.slug().replace('-', "_"),
            Self::Whole => "all_items".to_owned(),
        }
    }

    fn cell(self, figure: &StatusOverTime, stock: &Stock, keep: &str) -> Cell {
        let asked = match self {
            Self::Group(group) => vec![("status_group", group.slug())],
            Self::Beside(status) => vec![("status", status.slug())],
            Self::Whole => Vec::new(),
        };
        let href = rows(&asked, &figure.selection, &on_day(keep, stock.day));
        Cell { text: grouped(self.of(stock)), href: Some(href) }
    }
}

/// The table of a figure. `keep` are the parameters every address keeps, each begun with `&`.
pub fn table(figure: &StatusOverTime, keep: &str) -> Table {
    let counts = Count::all();
    let lines = figure.stocks.iter().map(|stock| Line {
        name: in_words(stock.day),
        cells: counts.iter().map(|count| count.cell(figure, stock, keep)).collect(),
    });
    let columns = counts.iter().map(|count| Heading::figures(count.name()));
    Table { header: std::iter::once(Heading::words("Day")).chain(columns).collect(), lines: lines.collect() }
}

/// The rows of a file: one for each month.
pub fn records(figure: &StatusOverTime) -> Records {
    let counts = Count::all();
    let mut header: Vec<String> = ["scope", "record_type", "day"].map(str::to_owned).to_vec();
    header.extend(counts.iter().map(|count| count.column()));
    header.extend(["undated_items", "in_another_status_undated", "forces_with_data", "forces"].map(str::to_owned));
    let undated = figure.undated.map_or([String::new(), String::new()], |undated| {
        [undated.items, undated.in_another_status].map(|items| items.to_string())
    });
    let coverage = figure.coverage.map_or([String::new(), String::new()], |coverage| {
        [coverage.with_data, coverage.forces].map(|forces| forces.to_string())
    });
    let rows = figure.stocks.iter().map(|stock| {
        let types = figure.selection.counted().slug().to_owned();
        let mut cells = vec![figure.scope.clone(), types, stock.day.to_string()];
        cells.extend(counts.iter().map(|count| count.of(stock).to_string()));
        cells.extend(undated.iter().chain(&coverage).cloned());
        cells
    });
    Records { header, rows: rows.collect() }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::charts::status_over_time::agreement::figure;

    #[test]
    fn every_figure_links_to_exactly_the_rows_it_counts_on_its_own_day() {
        let table = table(&figure(&[([1, 2, 3, 4], 5, 6)]), "&known_at=2026-02-03");
        let hrefs: Vec<_> = table.lines[0].cells.iter().map(|cell| cell.href.clone().unwrap()).collect();
        let rest = "force=kent&record_type=recommendation&known_at=2026-02-03&as_at=2022-01-31";
        assert_eq!(hrefs[1], format!("/recommendations?status_group=said-done&{rest}"));
        assert_eq!(hrefs[4], format!("/recommendations?status=not-recorded&{rest}"));
        assert_eq!(hrefs[6], format!("/recommendations?{rest}"));
    }
}
