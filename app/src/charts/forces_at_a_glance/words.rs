//! What the map of forces says in words: headline, subtitle, and every number in sentences.

use followup::progress::{
    forces_at_a_glance::{By, ForcesAtAGlance, Row},
    selection::RecordTypes,
};

use crate::{charts::coverage, components::grouped};

/// What the figures show: the sum over the forces that have a number, or that nothing is recorded.
pub fn headline(figure: &ForcesAtAGlance) -> String {
    let scope = &figure.scope;
    let counted = figure.coverage();
    let items = counted_items(figure);
    if counted.with_data == 0 {
        return match figure.by {
            By::Improved => format!("{scope}: our sources hold no finding of {} known when raised", items.counted(2)),
            _ => format!("{scope}: nobody has recorded a status of {}", items.counted(2)),
        };
    }
    let (sum, whole) = figure.sum();
    let forces = if counted.with_data == 1 { "1 force".to_owned() } else { format!("{} forces", counted.with_data) };
    let is = if sum == 1 { "is" } else { "are" };
    let (sum, of) = (grouped(sum), format!("{} {}", grouped(whole), items.counted(whole)));
    match figure.by {
        By::Open => format!("{scope}: {sum} of {of} with a status {is} open, in {forces}"),
        By::Overdue => format!("{scope}: {sum} of {of} with a status {is} overdue, in {forces}"),
        By::Gap => format!("{scope}: {sum} of {of} with a status {is} claimed done, not verified, in {forces}"),
        By::Improved => format!("{scope}: {sum} of {of} with a finding found improved or closed, in {forces}"),
    }
}

/// Measure, area, and of how many forces there is a number.
pub fn subtitle(figure: &ForcesAtAGlance) -> String {
    let items = counted_items(figure);
    let measure = match figure.by {
        By::Open => format!("Open {} by force", items.counted(2)),
        By::Overdue => format!("Overdue {} by force", items.counted(2)),
        By::Gap => format!("{} claimed done, not verified, by force", items.label()),
        By::Improved => {
            format!("Share of {} with a finding whose latest is improved or closed, by force", items.counted(2))
        }
    };
    format!("{measure}, {}; {}", figure.scope, coverage::in_words(figure.coverage()))
}

/// What the tiles without a colour mean.
pub fn key(figure: &ForcesAtAGlance) -> String {
    let (none, missing) = match figure.by {
        By::Improved => ("0%, or fewer than 20 looked at", "no finding of an item known when raised"),
        _ => ("0", "no item, or no status recorded"),
    };
    format!("White: {none}. White with a broken edge: no data ({missing}). Tiles lie roughly as the forces do.")
}

/// Every number of the chart, in sentences, forces by name.
pub fn text_alternative(figure: &ForcesAtAGlance) -> String {
    let (with, without): (Vec<_>, Vec<_>) = figure.rows.iter().partition(|row| figure.number(row).is_some());
    let mut sentences = Vec::new();
    if !with.is_empty() {
        let numbers: Vec<_> = with.iter().map(|row| number_with_whole(figure, row)).collect();
        sentences.push(format!("{}: {}.", figure.by.label(), numbers.join("; ")));
    }
    if !without.is_empty() {
        let names: Vec<_> = without.iter().map(|row| row.name.as_str()).collect();
        sentences.push(format!("{}: {}.", no_number_sentence(figure), names.join("; ")));
    }
    sentences.push(format!("O{}.", &coverage::in_words(figure.coverage())[1..]));
    sentences.join(" ")
}

fn number_with_whole(figure: &ForcesAtAGlance, row: &Row) -> String {
    let number = number_in_words(figure, row);
    if figure.by == By::Improved {
        return format!("{} {number} of {}", row.name, grouped(row.found));
    }
    let beside = [(row.not_recorded, "not recorded"), (row.by_source, "closed according to the source")];
    let beside = beside.into_iter().filter(|(items, _)| *items > 0);
    let beside: Vec<_> = beside.map(|(items, words)| format!("{} {words}", grouped(items))).collect();
    if beside.is_empty() {
        format!("{} {number}", row.name)
    } else {
        format!("{} {number}, beside {}", row.name, beside.join(" and "))
    }
}

/// A force's number as printed: `3`, `20% (1)`, or that there is none.
pub fn number_in_words(figure: &ForcesAtAGlance, row: &Row) -> String {
    match (figure.number(row), figure.share(row)) {
        (None, _) => no_number(figure, row).to_owned(),
        (Some(number), Some(share)) => format!("{share} ({})", grouped(number)),
        (Some(number), None) => grouped(number),
    }
}

/// What stands where a force has no number.
pub const fn no_number(figure: &ForcesAtAGlance, row: &Row) -> &'static str {
    match (figure.by, row.items) {
        (_, 0) => "no item in our sources",
        (By::Improved, _) => "no finding of an item known when raised",
        _ => "no status recorded",
    }
}

const fn no_number_sentence(figure: &ForcesAtAGlance) -> &'static str {
    match figure.by {
        By::Improved => "No finding of an item known when raised",
        _ => "No item, or no status recorded",
    }
}

/// Which items are counted.
fn counted_items(figure: &ForcesAtAGlance) -> RecordTypes {
    figure.selection.counted()
}
