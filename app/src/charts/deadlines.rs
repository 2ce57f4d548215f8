//! Deadlines: how long what is overdue has been so, what is due from now on, and what was moved.

mod words;

#[cfg(test)]
mod agreement;

use followup::{
    deadline::DeadlineState,
    progress::{
        deadlines::{AGE_BANDS, Between, Deadlines, Due, DueGroup, Moved},
        measure::Measure,
    },
};

use super::{
    register_link::rows,
    report::{Behind, Cell, Column, Panel, Part, Picture, Report, Row, Tone, Value},
};

const COLUMNS: [Column; 3] =
    [Column::new("Items", "items"), Column::of_file("median_days"), Column::of_file("longest_days")];
const KEYS: [&str; 6] = ["record_type", "reckoned_on", "panel", "due_from", "due_to", "counted"];
/// Of a row that no span of days belongs to.
const NO_DAYS: Between = Between { from: None, to: None };

/// The report.
pub fn report(figure: &Deadlines) -> Report {
    let overdue = AGE_BANDS.iter().zip(figure.overdue).map(|(band, items)| {
        let mut asked = states(DueGroup::Overdue);
        asked.extend(span(band.due(figure.today)));
        let words = band.in_words();
        let row = row(
            figure,
            &format!("Overdue for {words}"),
            ("overdue", band.due(figure.today), "overdue"),
            items,
            Some(&asked),
        );
        Row { beside_bar: words, ..row }
    });
    let ahead = figure.due_from_today().map(|due| {
        let mut asked = states(DueGroup::Ahead);
        asked.extend(span(due.between));
        let items = due.in_group(DueGroup::Ahead);
        let row = row(figure, &words::due(due), ("due", due.between, DueGroup::Ahead.slug()), items, Some(&asked));
        Row { beside_bar: short(due), ..row }
    });
    let mut all: Vec<_> = overdue.collect();
    let bands = all.len();
    all.extend(ahead);
    let dated = all.len();
    all.extend(others(figure));
    Report {
        measure: Measure::Deadlines,
        selection: figure.selection.clone(),
        display: Vec::new(),
        scope: figure.scope.clone(),
        headline: words::headline(figure),
        subtitle: words::subtitle(figure),
        of: "Deadline",
        keys: KEYS.to_vec(),
        columns: COLUMNS.to_vec(),
        picture: Picture::Panels(panels(figure, bands, dated, all.len())),
        rows: all,
        notes: words::notes(figure),
        coverage: figure.coverage,
        why_empty: (figure.dated() == 0).then(|| words::no_dates(figure)),
        file: None,
    }
}

/// What is drawn: nothing for what there is none of. `bands` rows of what is overdue, rows to `dated` of what is due, then others.
fn panels(figure: &Deadlines, bands: usize, dated: usize, all: usize) -> Vec<Panel> {
    let bars = |tone| Picture::Bars {
        parts: vec![Part { tone, column: 0, words: "" }],
        whole: None,
        behind: Behind::Count(0),
        panels: Vec::new(),
        bracket: None,
    };
    let late = (figure.in_group(DueGroup::Overdue) > 0).then(|| Panel {
        heading: "Overdue, by time since the deadline",
        rows: 0..bands,
        picture: bars(Tone::Worst),
    });
    let ahead = (figure.in_group(DueGroup::Ahead) > 0).then(|| Panel {
        heading: "Due from now on",
        rows: bands..dated,
        picture: Picture::Columns { height: 0, rows: dated - bands },
    });
    if late.is_none() && ahead.is_none() {
        // Passed, closed, and without a date.
        return vec![Panel { heading: "All deadlines", rows: dated..all.min(dated + 4), picture: bars(Tone::Plain) }];
    }
    late.into_iter().chain(ahead).collect()
}

/// What is neither overdue nor due from now on, and what was moved.
fn others(figure: &Deadlines) -> Vec<Row> {
    let group = |group: DueGroup| {
        let words = words::group(group);
        row(figure, words, ("due", NO_DAYS, group.slug()), figure.in_group(group), Some(&states(group)))
    };
    let undated = [("deadline_state", DeadlineState::Undated.slug().to_owned())];
    let mut rows = vec![
        group(DueGroup::OutcomeNotKnown),
        group(DueGroup::Closed),
        row(
            figure,
            "Not closed, deadline without a date",
            ("due", NO_DAYS, "undated-not-closed"),
            figure.undated_not_closed,
            Some(&undated),
        ),
        // The register has no state for a closed item without a date.
        row(figure, "Closed, deadline without a date", ("due", NO_DAYS, "undated-closed"), figure.undated_closed, None),
    ];
    rows.extend(Moved::ALL.iter().map(|moved| {
        let asked = [("moved", moved.slug().to_owned())];
        let row = row(figure, moved.label(), ("moved", NO_DAYS, moved.slug()), figure.moved(*moved), Some(&asked));
        with_slip(row, figure, *moved)
    }));
    rows.push(row(figure, "Not known whether moved", ("moved", NO_DAYS, "not-known"), figure.move_not_known, None));
    rows
}

/// How far deadlines were moved is known of those that were moved later.
fn with_slip(mut row: Row, figure: &Deadlines, moved: Moved) -> Row {
    if let (Moved::Later, Some(slip)) = (moved, figure.slip) {
        let days = [slip.median, slip.longest].map(|days| Cell::without_link(Value::Count(days)));
        row.cells.truncate(1);
        row.cells.extend(days);
    }
    row
}

fn row(
    figure: &Deadlines,
    words: &str,
    (panel, between, counted): (&str, Between, &str),
    items: u64,
    asked: Option<&[(&str, String)]>,
) -> Row {
    let end = |day: Option<chrono::NaiveDate>| day.map(|day| day.to_string()).unwrap_or_default();
    let keys = vec![
        figure.selection.counted().slug().to_owned(),
        figure.today.to_string(),
        panel.to_owned(),
        end(between.from),
        end(between.to),
        counted.to_owned(),
    ];
    let href = asked.map(|asked| {
        let asked: Vec<_> = asked.iter().map(|(name, value)| (*name, value.as_str())).collect();
        rows(&asked, &figure.selection, "")
    });
    let unknown = || Cell::without_link(Value::Unknown(""));
    Row::new(words, keys, vec![Cell::count(items, href), unknown(), unknown()])
}

/// A month below its column: `Dec 2026`; what comes after the last one has no name of a month.
fn short(due: &Due) -> String {
    match (due.between.from, due.between.to) {
        (Some(first), Some(_)) => first.format("%b %Y").to_string(),
        _ => "later".to_owned(),
    }
}

fn states(group: DueGroup) -> Vec<(&'static str, String)> {
    group.states().map(|state| ("deadline_state", state.slug().to_owned())).collect()
}

fn span(between: Between) -> Vec<(&'static str, String)> {
    let ends = [("due_from", between.from), ("due_to", between.to)];
    ends.into_iter().filter_map(|(name, day)| Some((name, day?.to_string()))).collect()
}
