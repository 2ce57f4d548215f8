//! What inspectors found on return: a row for each visit or kind of visit, recommendations apart from areas of concern.

mod words;

#[cfg(test)]
mod agreement;
#[cfg(test)]
mod samples;

use super::report::{Behind, Cell, Column, Part, Picture, Report, Row, Tone, Value};
use followup::{
    finding::{Finding, FindingGroup, RecordType},
    progress::{
        findings_across_rounds::{Counted, FindingsAcrossRounds, Row as Found},
        measure::Measure,
    },
};

const COLUMNS: [Column; 15] = [
    Column::new("Improved or closed", "improved_or_closed"),
    Column::of_file("improved"),
    Column::new("Of these, closed", "closed"),
    Column::new("Partly improved or not fully achieved", "partly_improved_or_not_fully_achieved"),
    Column::of_file("partly_improved"),
    Column::new("Of these, not fully achieved", "not_fully_achieved"),
    Column::new("Still of concern", "still_of_concern"),
    Column::new("No progress", "no_progress"),
    Column::new("Looked at again", "with_a_finding"),
    Column::new("Not mentioned on return", "no_finding_in_our_sources"),
    Column::new("Left out: known only from the return", "known_only_from_a_later_round"),
    Column::of_file("improved_or_closed_percent"),
    Column::of_file("partly_improved_or_not_fully_achieved_percent"),
    Column::of_file("still_of_concern_percent"),
    Column::of_file("no_progress_percent"),
];

const PARTS: [Part; 5] = [
    Part { tone: Tone::Worst, column: 7, words: "still of concern or no progress" },
    Part { tone: Tone::Worst, column: 6, words: "still of concern or no progress" },
    Part { tone: Tone::Partly, column: 3, words: "partly improved or not fully achieved" },
    Part { tone: Tone::Best, column: 0, words: "improved or closed" },
    Part { tone: Tone::Silent, column: 9, words: "not mentioned on return, as far as we know" },
];

/// The report.
pub fn report(figure: &FindingsAcrossRounds) -> Report {
    let panels = RecordType::ALL.iter().map(|of| (of.plural().to_owned(), figure.of(*of).count()));
    let rows = RecordType::ALL.iter().flat_map(|of| figure.of(*of)).map(|found| row(figure, found));
    Report {
        measure: Measure::FindingsAcrossRounds,
        selection: figure.selection.clone(),
        display: Vec::new(),
        scope: figure.scope.clone(),
        headline: words::headline(figure),
        subtitle: words::subtitle(figure),
        of: "Visit",
        keys: vec!["visit", "record_type"],
        columns: COLUMNS.to_vec(),
        rows: rows.collect(),
        picture: Picture::Bars {
            parts: PARTS.to_vec(),
            whole: None,
            behind: Behind::Of {
                part: 0,
                whole: 8,
                nouns: ["improved or closed", "improved or closed"],
                of_none: "not mentioned",
            },
            panels: panels.collect(),
            bracket: None,
        },
        notes: words::notes(figure),
        coverage: figure.coverage,
        why_empty: None,
        file: None,
    }
}

fn row(figure: &FindingsAcrossRounds, found: &Found) -> Row {
    let href = |counted| Some(figure.href(found, counted, ""));
    let whole = found.whole();
    let group = |group: FindingGroup| Cell::part(found.in_group(group), whole, href(Counted::Group(group)));
    let finding = |finding: Finding| Cell::count(found.with(finding), href(Counted::Finding(finding)));
    let share = |group: FindingGroup| Cell::without_link(Value::Share(found.in_group(group), whole));
    let cells = vec![
        group(FindingGroup::Improved),
        finding(Finding::Improved),
        finding(Finding::Closed),
        group(FindingGroup::Partly),
        finding(Finding::PartlyImproved),
        finding(Finding::NotFullyAchieved),
        group(FindingGroup::StillOfConcern),
        group(FindingGroup::NoProgress),
        Cell::count(whole, href(Counted::WithAFinding)),
        Cell::count(found.silent, href(Counted::Silent)),
        Cell::count(found.left_out, href(Counted::LeftOut)),
        share(FindingGroup::Improved),
        share(FindingGroup::Partly),
        share(FindingGroup::StillOfConcern),
        share(FindingGroup::NoProgress),
    ];
    Row {
        words: format!("{}: {}", found.record_type.plural(), found.visit.label),
        beside_bar: found.visit.label.clone(),
        keys: vec![found.visit.label.clone(), found.record_type.slug().to_owned()],
        cells,
    }
}
