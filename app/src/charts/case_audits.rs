//! Case audits: a row for each audit, its case files by grade.

mod words;

#[cfg(test)]
mod agreement;

use followup::{
    case_audit::CaseGrade,
    progress::{
        case_audits::{CaseAudits, Row as Audited},
        measure::Measure,
    },
};

use super::{
    report::{Behind, Cell, Column, Part, Picture, Report, Row, Tone, Value},
    round_page,
};
use crate::number::grouped;

const COLUMNS: [Column; 13] = [
    Column::of_page("Round"),
    Column::new("Good", "good"),
    Column::new("Adequate", "adequate"),
    Column::new("Requires improvement", "requires_improvement"),
    Column::new("Inadequate", "inadequate"),
    Column::new("Graded", "graded"),
    Column::new("Total in the source", "total_in_the_source"),
    Column::of_file("difference"),
    Column::of_page("Adds up"),
    Column::of_file("good_percent"),
    Column::of_file("adequate_percent"),
    Column::of_file("requires_improvement_percent"),
    Column::of_file("inadequate_percent"),
];

const PARTS: [Part; 4] = [
    Part { tone: Tone::Worst, column: 4, words: "inadequate" },
    Part { tone: Tone::Partly, column: 3, words: "requires improvement" },
    Part { tone: Tone::Middle, column: 2, words: "adequate" },
    Part { tone: Tone::Best, column: 1, words: "good" },
];

/// The report.
pub fn report(figure: &CaseAudits) -> Report {
    Report {
        measure: Measure::CaseAudits,
        selection: figure.selection.clone(),
        display: Vec::new(),
        scope: figure.scope.clone(),
        headline: words::headline(figure),
        subtitle: words::subtitle(figure),
        of: if figure.coverage.is_some() { "Force" } else { "Audit" },
        keys: vec!["force", "round"],
        columns: COLUMNS.to_vec(),
        rows: figure.rows.iter().enumerate().map(|(place, audited)| row(figure, place, audited)).collect(),
        picture: Picture::Bars {
            parts: PARTS.to_vec(),
            whole: None,
            behind: Behind::Of { part: 4, whole: 5, nouns: ["inadequate", "inadequate"], of_none: "none graded" },
            panels: Vec::new(),
            bracket: None,
        },
        notes: words::notes(figure),
        coverage: figure.coverage,
        why_empty: None,
        file: None,
    }
}

fn row(figure: &CaseAudits, place: usize, audited: &Audited) -> Row {
    let of_several = figure.coverage.is_some();
    let audit = &audited.audit;
    let graded = u64::from(audit.graded());
    let count = |grade: CaseGrade| audit.with(grade).map(u64::from);
    // Case files are no rows of the register: the round has a link, where the same counts stand with their source.
    let files = |grade: CaseGrade| {
        Cell::without_link(count(grade).map_or(Value::Unknown("not used"), |count| Value::Part(count, graded)))
    };
    let share = |grade: CaseGrade| {
        Cell::without_link(count(grade).map_or(Value::Unknown(""), |count| Value::Share(count, graded)))
    };
    let in_words = |words: String, name: String| Cell::without_link(Value::Words { words, name });
    let round = Cell {
        href: Some(round_page::href(&audited.force, &audited.round, "")),
        ..in_words(audited.round_title.clone(), String::new())
    };
    let adds_up = if audit.discrepancy().is_none() { "Yes" } else { "No" };
    let difference = audit.discrepancy().unwrap_or(0).to_string();
    let cells = vec![
        round,
        files(CaseGrade::Good),
        files(CaseGrade::Adequate),
        files(CaseGrade::RequiresImprovement),
        files(CaseGrade::Inadequate),
        Cell::count(graded, None),
        Cell::count(u64::from(audit.cases), None),
        in_words(difference.clone(), difference),
        in_words(adds_up.to_owned(), String::new()),
        share(CaseGrade::Good),
        share(CaseGrade::Adequate),
        share(CaseGrade::RequiresImprovement),
        share(CaseGrade::Inadequate),
    ];
    let words = if of_several { audited.force_name.clone() } else { format!("Audit {}", grouped(place as u64 + 1)) };
    let beside_bar = if of_several {
        let year = audited.year.map_or_else(|| "date not known".to_owned(), |year| year.to_string());
        format!("{}, {year}", audited.force_name)
    } else {
        audited.round_title.clone()
    };
    Row { words, beside_bar, keys: vec![audited.force_name.clone(), audited.round_title.clone()], cells }
}
