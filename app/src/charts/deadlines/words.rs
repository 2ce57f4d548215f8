//! What deadlines say in words: headline, subtitle, and every figure in sentences.

use followup::{
    partial_date::in_words,
    progress::deadlines::{AGE_BANDS, Deadlines, DueGroup, Moved},
};

use crate::{
    charts::phrases::{and_also, coverage, days, in_a_sentence},
    components::grouped,
};

/// What stands in the place of bars where no deadline has a date.
pub const NO_DATES: &str = "No deadline has a date in our sources.";
/// What stands in the place of bars where nothing is overdue.
pub const NONE_OVERDUE: &str = "Nothing is overdue by what is recorded.";

/// What the figures show, in about ten words.
pub fn headline(figure: &Deadlines) -> String {
    let scope = &figure.scope;
    let types = figure.selection.counted();
    let overdue = figure.in_group(DueGroup::Overdue);
    let not_known = figure.in_group(DueGroup::OutcomeNotKnown);
    if figure.dated() == 0 {
        return format!("{scope}: our sources date no deadline of a {}", types.counted(1));
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
        return format!(
            "{scope}: {} {} past their deadline, outcome not in our sources",
            grouped(not_known),
            types.counted(not_known)
        );
    }
    format!("{scope}: no {} is overdue, {} due within 30 days", types.counted(1), grouped(figure.soon))
}

/// Measure, area, day and coverage.
pub fn subtitle(figure: &Deadlines) -> String {
    format!(
        "{} by deadline, how late they are and how far deadlines moved, {}: reckoned on {}{}",
        figure.selection.counted().label(),
        figure.scope,
        in_words(figure.today),
        and_also([of_forces(figure)])
    )
}

/// Every figure in sentences. Months in which nothing is due are not named.
pub fn text_alternative(figure: &Deadlines) -> String {
    let whole = figure.whole();
    let mut sentences = vec![format!(
        "Of {} {}, {} have a dated deadline, {} of them due within 30 days.",
        grouped(whole),
        figure.selection.counted().counted(whole),
        grouped(figure.dated()),
        grouped(figure.soon)
    )];
    for due in figure.due.iter().filter(|due| due.whole() > 0) {
        let groups =
            DueGroup::ALL.iter().map(|group| format!("{} {}", in_a_sentence(group.label()), grouped(due.of(*group))));
        sentences.push(format!("{}: {}.", due.when, groups.collect::<Vec<_>>().join("; ")));
    }
    sentences.push(undated(figure));
    if figure.in_group(DueGroup::Overdue) == 0 {
        sentences.push(NONE_OVERDUE.to_owned());
    } else {
        let bands = AGE_BANDS.iter().zip(figure.overdue);
        let bands: Vec<_> = bands.map(|(band, items)| format!("{}: {}", band.in_words(), grouped(items))).collect();
        sentences.push(format!("Overdue, by days since the deadline: {}.", bands.join("; ")));
    }
    let moved =
        Moved::ALL.iter().map(|moved| format!("{} {}", in_a_sentence(moved.label()), grouped(figure.moved(*moved))));
    sentences.push(format!("Current deadline against the first: {}.", moved.collect::<Vec<_>>().join("; ")));
    sentences.push(slipped(figure));
    sentences.extend(of_forces(figure).map(|sentence| format!("{sentence}.")));
    sentences.join(" ")
}

/// What has no date to be late by. Where no status is recorded an item is not closed, and nothing says that it is open.
pub fn undated(figure: &Deadlines) -> String {
    format!(
        "Without a dated deadline: {} not closed, {} closed.",
        grouped(figure.undated_not_closed),
        grouped(figure.undated_closed)
    )
}

/// How far deadlines slipped, and of how many that is not known.
pub fn slipped(figure: &Deadlines) -> String {
    let far = figure.slip.map_or_else(
        || "No deadline was moved later.".to_owned(),
        |slip| format!("Moved later by a median of {} and at most {}.", days(slip.median), days(slip.longest)),
    );
    format!("{far} Not known of {}, for want of one of the two dates.", grouped(figure.move_not_known))
}

fn of_forces(figure: &Deadlines) -> Option<String> {
    coverage(figure.coverage).map(|sentence| sentence.replace(" data", " a dated deadline"))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::charts::deadlines::agreement::{nothing_dated, worked};

    #[test]
    fn what_has_no_date_and_no_recorded_status_is_not_called_open() {
        assert_eq!(undated(&nothing_dated()), "Without a dated deadline: 7 not closed, 0 closed.");
    }

    #[test]
    fn the_headline_states_what_is_late_and_never_calls_silence_late() {
        assert_eq!(headline(&worked()), "England and Wales: 12 recommendations overdue, 6 due within 30 days");
        assert_eq!(headline(&nothing_dated()), "Kent Police: our sources date no deadline of a recommendation");
    }
}
