//! What we do not know: of how many forces a visit, what was asked, what was found, and so on.

use followup::{counting::coverage::Ladder, view::forces_filter::With};

use super::{Bar, Cell, Heading, Row, Section, Table};
use crate::{
    charts::{listed, what_is_known::steps},
    components::grouped,
    main_points::Scope,
    phrase::Phrase,
};

/// The section of several forces.
pub fn of_forces(ladder: &Ladder, scope: &Scope) -> Section {
    let heading = format!("What we do not know: of {} forces", grouped(ladder.forces));
    let rows = steps(ladder).into_iter().map(|(words, with, count)| {
        let number = match count {
            0 => Cell::plain("0"),
            count => Cell::link(grouped(count), scope.forces(&[("with", with.slug())])),
        };
        let unknown = Cell::plain(grouped(ladder.forces.saturating_sub(count)));
        let bar = Bar { part: count, whole: ladder.forces, is_of_concern: false };
        Row { name: Cell::plain(words), cells: vec![number, unknown], bar: Some(bar) }
    });
    let table = Table {
        caption: "Of how many forces what is known".to_owned(),
        header: vec![Heading::words("What"), Heading::words("Known"), Heading::numbers("Not known")],
        rows: rows.collect(),
        is_of_wordings: false,
    };
    let after = vec![vec![Phrase::plain("Where we know nothing we infer nothing.")]];
    Section { id: "not-known", heading, lines: Vec::new(), table: Some(table), after, whole: None }
}

/// The section of one force.
pub fn of_force(ladder: &Ladder) -> Section {
    let named = |is_known: bool| {
        let steps = steps(ladder).into_iter().filter(|(.., count)| (*count > 0) == is_known);
        listed(&steps.map(|(_, with, _)| of_one(with).to_owned()).collect::<Vec<_>>())
    };
    let said =
        |begun: &str, steps: String| (!steps.is_empty()).then(|| vec![Phrase::plain(format!("{begun}: {steps}."))]);
    let lines = [said("Not known to us", named(false)), said("Known to us", named(true))];
    Section::of_lines("not-known", "What we do not know", lines.into_iter().flatten().collect())
}

/// What a step is of, of one force.
const fn of_one(with: With) -> &'static str {
    match with {
        With::Rounds => "visits",
        With::Items => "what was asked",
        With::CaseAudits => "a count of case files",
        With::Grades => "grades of topics",
        With::Statuses => "what the force claims or inspectors closed",
        _ => "what inspectors found on return",
    }
}
