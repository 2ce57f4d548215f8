//! Where items stand: one bar for each record type, what is overdue under a bracket.

use followup::{
    deadline::DeadlineState,
    finding::RecordType,
    progress::{
        change::Group,
        measure::Measure,
        selection::{RecordTypes, Selection},
        standing::Standing,
    },
};

use super::{
    register_link,
    report::{Behind, Bracket, Cell, Column, Part, Picture, Report, Row, Tone},
};
use crate::number::grouped;

const COLUMNS: [Column; 8] = [
    Column::new("Open", "open"),
    Column::new("Claimed done, not verified", "claimed_done_not_verified"),
    Column::new("Verified complete", "verified_complete"),
    Column::new("Closed without action", "closed_without_action"),
    Column::new("Closed, by someone else’s word", "closed_according_to_source"),
    Column::new("Status not public", "status_not_recorded"),
    Column::new("In all", "items"),
    Column::new("Of these overdue", "overdue"),
];

const PARTS: [Part; 6] = [
    Part { tone: Tone::Plain, column: 0, words: "open" },
    Part { tone: Tone::Claimed, column: 1, words: "claimed done, not verified" },
    Part { tone: Tone::Verified, column: 2, words: "verified complete" },
    Part { tone: Tone::Middle, column: 3, words: "closed without action" },
    Part { tone: Tone::Best, column: 4, words: "closed, by someone else’s word" },
    Part { tone: Tone::Silent, column: 5, words: "status not public" },
];

/// The groups in the order of the columns.
const GROUPS: [Group; 6] = [
    Group::Open,
    Group::SaidDone,
    Group::VerifiedComplete,
    Group::ClosedWithoutAction,
    Group::ClosedAccordingToSource,
    Group::NotRecorded,
];

/// The report.
pub fn report(figure: &Standing) -> Report {
    Report {
        measure: Measure::Standing,
        selection: figure.selection.clone(),
        display: Vec::new(),
        scope: figure.scope.clone(),
        headline: headline(figure),
        subtitle: format!("Items by status, {}", figure.scope),
        of: "Record type",
        keys: vec!["record_type"],
        columns: COLUMNS.to_vec(),
        // Where nobody has recorded anything there is nothing to chart.
        rows: if figure.tells_of_any() {
            figure.record_types().map(|of| row(figure, of)).collect()
        } else {
            Vec::new()
        },
        picture: Picture::Bars {
            parts: PARTS.to_vec(),
            whole: None,
            behind: Behind::Count(6),
            panels: Vec::new(),
            bracket: Some(Bracket { column: 7, words: "overdue" }),
        },
        notes: vec!["We call an item overdue only if its status is known.".to_owned()],
        coverage: None,
        why_empty: None,
        file: None,
    }
}

/// Of the record type with the most known statuses how many are overdue and open; where nobody recorded any, that.
fn headline(figure: &Standing) -> String {
    let scope = &figure.scope;
    let known = |of: &RecordType| figure.all(*of) - figure.in_group(*of, Group::NotRecorded);
    let types: Vec<_> = figure.record_types().collect();
    match types.iter().copied().max_by_key(known) {
        Some(of) if known(&of) > 0 => {
            let all = figure.all(of);
            let (overdue, open) = (grouped(figure.overdue(of)), grouped(figure.in_group(of, Group::Open)));
            format!("{scope}: {overdue} of {} {} overdue, {open} open", grouped(all), of.counted(all))
        }
        Some(of) if types.len() == 1 => format!("{scope}: nobody has recorded a status of {}", of.counted(2)),
        _ => format!("{scope}: nobody has recorded a status of any item"),
    }
}

fn row(figure: &Standing, of: RecordType) -> Row {
    let picked = Selection {
        record_types: Some(match of {
            RecordType::Recommendation => RecordTypes::Recommendations,
            RecordType::AreaOfConcern => RecordTypes::AreasOfConcern,
        }),
        ..figure.selection.clone()
    };
    let rows = |asked: &[(&str, &str)]| Some(register_link::rows(asked, &picked, ""));
    let groups = GROUPS.map(|group| Cell::count(figure.in_group(of, group), rows(&[group.parameter()])));
    let overdue = rows(&[("deadline_state", DeadlineState::Overdue.slug())]);
    let ends = [Cell::count(figure.all(of), rows(&[])), Cell::count(figure.overdue(of), overdue)];
    Row::new(of.plural(), vec![of.slug().to_owned()], groups.into_iter().chain(ends).collect())
}
