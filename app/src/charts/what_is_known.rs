//! What is known: of how many forces a visit, what was asked, what was found, and so on.

use followup::{
    counting::coverage::Ladder,
    progress::{measure::Measure, what_is_known::WhatIsKnown},
    view::forces_filter::With,
};

use super::{
    forces_link,
    report::{Behind, Cell, Column, Part, Picture, Report, Row, Tone},
};

const COLUMNS: [Column; 2] = [Column::new("Forces", "known_of"), Column::new("Of", "of_forces")];

/// Each step with its count, from what is known most often on; the overview shows the same ones.
pub fn steps(ladder: &Ladder) -> [(&'static str, With, u64); 6] {
    [
        ("A visit is known", With::Rounds, ladder.visited),
        ("What was asked is known", With::Items, ladder.asked),
        ("What inspectors found on return", With::LookedAt, ladder.found),
        ("Case files were counted", With::CaseAudits, ladder.audited),
        ("Topics were graded (since 2024)", With::Grades, ladder.graded),
        ("A force’s claim or a closure is public", With::Statuses, ladder.told_by_people),
    ]
}

/// The report.
pub fn report(figure: &WhatIsKnown) -> Report {
    let ladder = &figure.ladder;
    let rows = steps(ladder).into_iter().map(|(words, with, count)| {
        let keys = vec![figure.selection.counted().slug().to_owned(), with.slug().to_owned()];
        let forces = Cell::count(count, forces_link::with(with, None, &figure.selection));
        Row::new(words, keys, vec![forces, Cell::count(ladder.forces, None)])
    });
    Report {
        measure: Measure::WhatIsKnown,
        selection: figure.selection.clone(),
        display: Vec::new(),
        scope: figure.scope.clone(),
        headline: format!(
            "{}: we know of a visit to {} of {} forces, and what it led to in {}",
            figure.scope, ladder.visited, ladder.forces, ladder.found
        ),
        subtitle: format!("Forces of which we know something, {}", figure.scope),
        of: "What is known",
        keys: vec!["record_type", "what_is_known"],
        columns: COLUMNS.to_vec(),
        rows: rows.collect(),
        picture: Picture::Bars {
            parts: vec![Part { tone: Tone::Plain, column: 0, words: "" }],
            panels: Vec::new(),
            bracket: None,
            whole: Some(ladder.forces),
            behind: Behind::Of { part: 0, whole: 1, nouns: ["force", "forces"], of_none: "no force" },
        },
        notes: vec!["Where we know nothing we infer nothing.".to_owned()],
        coverage: None,
        why_empty: None,
        file: None,
    }
}
