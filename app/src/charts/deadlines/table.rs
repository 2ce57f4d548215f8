//! Deadlines as a table for the page and as rows for a file: the same figures as the drawing, none fewer.

use followup::{
    deadline::DeadlineState,
    progress::deadlines::{AGE_BANDS, Between, Deadlines, Due, DueGroup, Moved},
};

use crate::{
    charts::{Cell, Heading, Line, Records, Standing, Table, register_link::rows},
    components::grouped,
};

/// The table of a figure. `keep` are the parameters every address keeps, each begun with `&`.
pub fn table(figure: &Deadlines, keep: &str) -> Table {
    let groups = DueGroup::ALL.iter().map(|group| Heading::figures(group.label()));
    let header = std::iter::once(Heading::words("Due")).chain(groups).chain([Heading::figures("All")]).collect();
    let mut lines: Vec<_> = figure.due.iter().map(|due| of_month(figure, due, keep)).collect();
    lines.extend(undated(figure, keep));
    for (band, items) in AGE_BANDS.into_iter().zip(figure.overdue) {
        let mut asked = states(DueGroup::Overdue);
        asked.extend(span(band.due(figure.today)));
        let name = format!("Overdue for {}", band.in_words());
        lines.push(under(name, DueGroup::Overdue as usize, linked(figure, items, &asked, keep)));
    }
    for moved in Moved::ALL {
        let asked = [("moved", moved.slug().to_owned())];
        let cell = linked(figure, figure.moved(*moved), &asked, keep);
        lines.push(under(moved.label().to_owned(), DueGroup::ALL.len(), cell));
    }
    let not_known = Cell { text: grouped(figure.move_not_known), href: None };
    lines.push(under("Not known whether moved".to_owned(), DueGroup::ALL.len(), not_known));
    Table { header, lines }
}

fn of_month(figure: &Deadlines, due: &Due, keep: &str) -> Line {
    let cell = |group: &DueGroup| {
        let mut asked = states(*group);
        asked.extend(span(due.between));
        linked(figure, due.of(*group), &asked, keep)
    };
    let all = linked(figure, due.whole(), &span(due.between), keep);
    Line {
        name: due.when.clone(),
        standing: Standing::Own,
        cells: DueGroup::ALL.iter().map(cell).chain([all]).collect(),
    }
}

/// What has no date: not due yet it is as little as late. The register lists what is not closed as a state of its own; of the
/// closed it has none.
fn undated(figure: &Deadlines, keep: &str) -> [Line; 2] {
    let state = [("deadline_state", DeadlineState::Undated.slug().to_owned())];
    let not_closed = linked(figure, figure.undated_not_closed, &state, keep);
    let closed = Cell { text: grouped(figure.undated_closed), href: None };
    [
        under("No dated deadline, not closed".to_owned(), DueGroup::ALL.len(), not_closed),
        under("No dated deadline, closed".to_owned(), DueGroup::Closed as usize, closed),
    ]
}

/// A line with a figure under one column alone.
fn under(name: String, column: usize, cell: Cell) -> Line {
    let mut cells = vec![blank(); DueGroup::ALL.len() + 1];
    if let Some(place) = cells.get_mut(column) {
        *place = cell;
    }
    Line { name, standing: Standing::Own, cells }
}

fn blank() -> Cell {
    Cell { text: "–".to_owned(), href: None }
}

fn linked(figure: &Deadlines, items: u64, asked: &[(&str, String)], keep: &str) -> Cell {
    let asked: Vec<_> = asked.iter().map(|(name, value)| (*name, value.as_str())).collect();
    Cell { text: grouped(items), href: Some(rows(&asked, &figure.selection, keep)) }
}

fn states(group: DueGroup) -> Vec<(&'static str, String)> {
    group.states().map(|state| ("deadline_state", state.slug().to_owned())).collect()
}

fn span(between: Between) -> Vec<(&'static str, String)> {
    let ends = [("due_from", between.from), ("due_to", between.to)];
    ends.into_iter().filter_map(|(name, day)| Some((name, day?.to_string()))).collect()
}

/// The rows of a file: one for each number.
pub fn records(figure: &Deadlines) -> Records {
    let header = [
        "scope",
        "record_type",
        "reckoned_on",
        "panel",
        "due_from",
        "due_to",
        "counted",
        "items",
        "median_days",
        "longest_days",
        "forces_with_a_dated_deadline",
        "forces",
    ];
    let coverage = figure.coverage.map_or([String::new(), String::new()], |coverage| {
        [coverage.with_data, coverage.forces].map(|forces| forces.to_string())
    });
    let nowhere = Between { from: None, to: None };
    let row = |panel: &str, between: Between, counted: &str, items: u64, days: [String; 2]| {
        let end = |day: Option<chrono::NaiveDate>| day.map(|day| day.to_string()).unwrap_or_default();
        let mut cells = vec![
            figure.scope.clone(),
            figure.selection.counted().slug().to_owned(),
            figure.today.to_string(),
            panel.to_owned(),
            end(between.from),
            end(between.to),
            counted.to_owned(),
            items.to_string(),
        ];
        cells.extend(days);
        cells.extend(coverage.clone());
        cells
    };
    let no_days = || [String::new(), String::new()];
    let mut rows = Vec::new();
    for due in &figure.due {
        rows.extend(DueGroup::ALL.iter().map(|group| row("due", due.between, group.slug(), due.of(*group), no_days())));
    }
    rows.push(row("due", nowhere, "undated-not-closed", figure.undated_not_closed, no_days()));
    rows.push(row("due", nowhere, "undated-closed", figure.undated_closed, no_days()));
    for (band, items) in AGE_BANDS.into_iter().zip(figure.overdue) {
        rows.push(row("overdue", band.due(figure.today), "overdue", items, no_days()));
    }
    for moved in Moved::ALL {
        let days = match (moved, figure.slip) {
            (Moved::Later, Some(slip)) => [slip.median, slip.longest].map(|days| days.to_string()),
            _ => no_days(),
        };
        rows.push(row("moved", nowhere, moved.slug(), figure.moved(*moved), days));
    }
    rows.push(row("moved", nowhere, "not-known", figure.move_not_known, no_days()));
    Records { header: header.map(str::to_owned).to_vec(), rows }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::charts::deadlines::agreement::worked;

    #[test]
    fn what_has_no_date_stands_under_all_and_not_under_what_is_not_due_yet() {
        let table = table(&worked(), "");
        let line = table.lines.iter().find(|line| line.name == "No dated deadline, not closed").unwrap();
        let cells: Vec<_> = line.cells.iter().map(|cell| cell.text.as_str()).collect();
        assert_eq!(cells, ["–", "–", "–", "–", "12"]);
        assert_eq!(
            line.cells[4].href.as_deref(),
            Some("/recommendations?deadline_state=undated&record_type=recommendation")
        );
        let counted: Vec<_> = records(&worked()).rows.iter().map(|row| row[6].clone()).collect();
        assert!(counted.contains(&"undated-not-closed".to_owned()), "{counted:?}");
    }

    #[test]
    fn every_figure_links_to_exactly_the_rows_it_counts() {
        let figure = worked();
        let table = table(&figure, "&as_at=2026-11-25");
        let line = |name: &str| table.lines.iter().find(|line| line.name == name).unwrap();
        let rest = "record_type=recommendation&as_at=2026-11-25";
        assert_eq!(
            line("November 2026").cells[2].href.as_deref().unwrap(),
            format!("/recommendations?deadline_state=overdue&due_from=2026-11-01&due_to=2026-11-30&{rest}")
        );
        assert_eq!(
            line("Overdue for 366 days or more").cells[2].href.as_deref().unwrap(),
            format!("/recommendations?deadline_state=overdue&due_to=2025-11-24&{rest}")
        );
        assert_eq!(
            line("Moved later").cells[4].href.as_deref().unwrap(),
            format!("/recommendations?moved=later&{rest}")
        );
    }
}
