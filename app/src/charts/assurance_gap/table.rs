//! The assurance gap as a table for the page and as rows for a file: every month of the drawing.

use followup::{
    age::duration,
    partial_date::in_words,
    progress::assurance_gap::{AssuranceGap, Gap, WaitBand},
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
    let counts = std::iter::once(StatusGroup::SaidDone.label()).chain(WaitBand::ALL.iter().map(|band| band.label()));
    let figures = counts.chain(["Median wait", "Longest wait"]).map(Heading::figures);
    let header = std::iter::once(Heading::words("Day")).chain(figures).collect();
    let lines = figure.gaps.iter().map(|gap| {
        let all = rows(&[("gap", "yes")], &figure.selection, &on_day(keep, gap.day));
        let counts = std::iter::once(Cell { text: grouped(gap.items), href: Some(all) });
        let bands = WaitBand::ALL
            .iter()
            .zip(gap.ages)
            .map(|(band, items)| Cell { text: grouped(items), href: Some(rows_of_band(figure, gap, *band, keep)) });
        let [median, longest] = waits(gap).map(|days| days.map_or_else(|| "none waits".to_owned(), duration));
        let no_rows = |text| Cell { text, href: None };
        Line {
            name: in_words(gap.day),
            cells: counts.chain(bands).chain([no_rows(median), no_rows(longest)]).collect(),
        }
    });
    Table { header, lines: lines.collect() }
}

/// The address of exactly the rows that waited so long at the end of a month.
pub fn rows_of_band(figure: &AssuranceGap, gap: &Gap, band: WaitBand, keep: &str) -> String {
    let began = band.began(gap.day);
    let ends = [("claimed_from", began.from), ("claimed_to", began.to)];
    let ends: Vec<_> = ends.into_iter().filter_map(|(name, day)| Some((name, day?.to_string()))).collect();
    let ends = ends.iter().map(|(name, day)| (*name, day.as_str()));
    let asked: Vec<_> = std::iter::once(("gap", "yes")).chain(ends).collect();
    rows(&asked, &figure.selection, &on_day(keep, gap.day))
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
        "waited_under_3_months",
        "waited_3_to_6_months",
        "waited_6_to_12_months",
        "waited_a_year_or_longer",
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
        let mut cells = vec![
            figure.scope.clone(),
            figure.selection.counted().slug().to_owned(),
            gap.day.to_string(),
            gap.items.to_string(),
            median,
            longest,
        ];
        cells.extend(gap.ages.map(|items| items.to_string()));
        cells.extend([or_blank(figure.undated), with_data, forces]);
        cells
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
        assert_eq!((cells[5].text.as_str(), cells[5].href.as_ref()), ("20 days", None));
        let rest = "force=kent&record_type=recommendation&as_at=2022-01-31";
        let leads = |asked: &str| Some(format!("/recommendations?gap=yes&{asked}&{rest}"));
        assert_eq!(cells[2].href, leads("claimed_from=2021-08-01&claimed_to=2021-10-31"));
        assert_eq!(cells[4].href, leads("claimed_to=2021-01-31"));
    }
}
