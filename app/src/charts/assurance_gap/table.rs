//! The assurance gap as a table for the page and as rows for a file: every month of the drawing.

use followup::{
    age::duration,
    partial_date::in_words,
    progress::assurance_gap::{AssuranceGap, Gap},
    status::StatusGroup,
};

use crate::{
    charts::{
        Cell, Heading, Line, Records, Table,
        register_link::{on_day, rows},
    },
    number::grouped,
};

/// The table of a figure. `keep` are the parameters every address keeps, each begun with `&`.
pub fn table(figure: &AssuranceGap, keep: &str) -> Table {
    let header = vec![
        Heading::words("Day"),
        Heading::figures(StatusGroup::SaidDone.label()),
        Heading::figures("Median wait"),
        Heading::figures("Longest wait"),
    ];
    let lines = figure.gaps.iter().map(|gap| {
        let href = rows(&[("gap", "yes")], &figure.selection, &on_day(keep, gap.day));
        let [median, longest] = waits(gap).map(|days| days.map_or_else(|| "none waits".to_owned(), duration));
        let no_rows = |text| Cell { text, href: None };
        Line {
            name: in_words(gap.day),
            cells: vec![Cell { text: grouped(gap.items), href: Some(href) }, no_rows(median), no_rows(longest)],
        }
    });
    Table { header, lines: lines.collect() }
}

/// The rows of a file: one for each month.
pub fn records(figure: &AssuranceGap) -> Records {
    let header = [
        "scope",
        "record_type",
        "day",
        "said_done",
        "median_wait_days",
        "longest_wait_days",
        "said_done_undated",
        "forces_with_a_status",
        "forces",
    ];
    let rows = figure.gaps.iter().map(|gap| {
        let or_blank = |number: Option<u64>| number.map(|number| number.to_string()).unwrap_or_default();
        let [median, longest] = waits(gap).map(or_blank);
        let [with_data, forces] = [
            figure.coverage.map(|coverage| u64::from(coverage.with_data)),
            figure.coverage.map(|coverage| u64::from(coverage.forces)),
        ]
        .map(or_blank);
        vec![
            figure.scope.clone(),
            figure.selection.counted().slug().to_owned(),
            gap.day.to_string(),
            gap.items.to_string(),
            median,
            longest,
            or_blank(figure.undated),
            with_data,
            forces,
        ]
    });
    Records { header: header.map(str::to_owned).to_vec(), rows: rows.collect() }
}

fn waits(gap: &Gap) -> [Option<u64>; 2] {
    [gap.waited.map(|waited| waited.median), gap.waited.map(|waited| waited.longest)]
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::charts::assurance_gap::agreement::figure;

    #[test]
    fn a_count_links_to_the_rows_of_its_day_and_a_wait_counts_no_rows() {
        let table = table(&figure(&[(3, 20, 30)]), "&as_at=2022-01-31");
        let cells = &table.lines[0].cells;
        assert_eq!(
            cells[0].href.as_deref(),
            Some("/recommendations?gap=yes&force=kent&record_type=recommendation&as_at=2022-01-31")
        );
        assert_eq!((cells[1].text.as_str(), cells[1].href.as_ref()), ("20 days", None));
    }
}
