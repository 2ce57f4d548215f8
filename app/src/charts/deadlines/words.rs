//! What deadlines say in words: headline, subtitle and notes.

use followup::{
    age::duration,
    partial_date::in_words,
    progress::deadlines::{Deadlines, Due, DueGroup},
};

use crate::{charts::in_a_sentence, number::grouped};

/// What the figures show, in about ten words.
pub fn headline(figure: &Deadlines) -> String {
    let scope = &figure.scope;
    let types = figure.selection.counted();
    let overdue = figure.in_group(DueGroup::Overdue);
    let not_known = figure.in_group(DueGroup::OutcomeNotKnown);
    if figure.dated() == 0 {
        return format!("{scope}: we know of no {} with a dated deadline", types.counted(1));
    }
    if overdue > 0 {
        return format!(
            "{scope}: {} {} overdue, {} due within 30 days",
            grouped(overdue),
            types.counted(overdue),
            grouped(figure.soon)
        );
    }
    if not_known > 0 {
        let deadlines = if not_known == 1 { "deadline has" } else { "deadlines have" };
        return format!("{scope}: {} dated {deadlines} passed, and no status is public", grouped(not_known));
    }
    format!("{scope}: no {} is overdue, {} due within 30 days", types.counted(1), grouped(figure.soon))
}

/// Measure, area and day.
pub fn subtitle(figure: &Deadlines) -> String {
    format!("{} by deadline on {}, {}", figure.selection.counted().label(), in_words(figure.today), figure.scope)
}

/// Why nothing is drawn where no deadline has a date.
pub fn no_dates(figure: &Deadlines) -> String {
    let items = figure.undated();
    format!(
        "{}: we know of no dated deadline of {} {}.",
        figure.scope,
        grouped(items),
        figure.selection.counted().counted(items)
    )
}

/// When something is due: `Due in December 2026`, `Due after May 2027`.
pub fn due(due: &Due) -> String {
    match (due.between.from, due.between.to) {
        (Some(_), Some(_)) => format!("Due in {}", due.when),
        _ => format!("Due {}", in_a_sentence(&due.when)),
    }
}

/// A group of deadlines that is neither overdue nor due from now on.
pub const fn group(group: DueGroup) -> &'static str {
    match group {
        DueGroup::OutcomeNotKnown => "Passed, status not public",
        other => other.label(),
    }
}

/// What the drawing leaves out, and how far deadlines were moved.
pub fn notes(figure: &Deadlines) -> Vec<String> {
    let mut notes = Vec::new();
    let passed = figure.in_group(DueGroup::OutcomeNotKnown);
    let is_drawn = figure.in_group(DueGroup::Overdue) + figure.in_group(DueGroup::Ahead) > 0;
    if is_drawn && passed > 0 {
        notes.push(format!("{} more have passed; their status is not public.", grouped(passed)));
    }
    if passed > 0 {
        notes.push("Inspectors may have looked since: each item says what they found.".to_owned());
    }
    if figure.undated() > 0 && is_drawn {
        notes.push(format!(
            "{} have no dated deadline; {} of them are closed.",
            grouped(figure.undated()),
            grouped(figure.undated_closed)
        ));
    }
    if let Some(slip) = figure.slip {
        notes.push(format!(
            "{} deadlines were moved later, half of them by {} or more, and at most by {}.",
            grouped(figure.moved[0]),
            duration(slip.median),
            duration(slip.longest)
        ));
    }
    vec![notes.join(" ")].into_iter().filter(|note| !note.is_empty()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::charts::deadlines::agreement::{nothing_dated, worked};

    #[test]
    fn the_headline_states_what_is_late_and_never_calls_silence_late() {
        assert_eq!(headline(&worked()), "England and Wales: 12 recommendations overdue, 6 due within 30 days");
        assert_eq!(headline(&nothing_dated()), "Kent Police: we know of no recommendation with a dated deadline");
        assert_eq!(no_dates(&nothing_dated()), "Kent Police: we know of no dated deadline of 7 recommendations.");
    }

    #[test]
    fn how_far_deadlines_moved_is_said_in_months_and_years() {
        let notes = notes(&worked()).join(" ");
        assert!(notes.contains("5 deadlines were moved later, half of them by 3 months or more"), "{notes}");
    }
}
