//! What the map of forces says in words: headline, subtitle, key and tiles.

use followup::progress::{
    forces_at_a_glance::{By, ForcesAtAGlance, Level, Row},
    selection::RecordTypes,
};

use crate::number::grouped;

/// What the figures show: the sum over the forces that have a number, and which of them has most.
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
    let where_most = most(figure).unwrap_or_else(|| format!("in {forces}"));
    let is = if sum == 1 { "is" } else { "are" };
    let (sum, of) = (grouped(sum), format!("{} {}", grouped(whole), items.counted(whole)));
    match figure.by {
        By::Open => format!("{scope}: {sum} of {of} with a status {is} open, {where_most}"),
        By::Overdue => format!("{scope}: {sum} of {of} with a status {is} overdue, {where_most}"),
        By::Gap => format!("{scope}: {sum} of {of} with a status {is} claimed done, not verified, {where_most}"),
        By::Improved => format!("{scope}: {sum} of {of} with a finding found improved or closed, in {forces}"),
    }
}

/// Measure and area.
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
    format!("{measure}, {}", figure.scope)
}

/// Which force has most of what is counted, where that is one of several: `most in Kent (7 of 20)`.
fn most(figure: &ForcesAtAGlance) -> Option<String> {
    let [first, second, ..] = figure.rows.as_slice() else { return None };
    let number = figure.number(first)?;
    (figure.number(second) < Some(number))
        .then(|| format!("most in {} ({})", first.name, of_whole(figure, first, number)))
}

/// Why no force has a number.
pub fn why_empty(figure: &ForcesAtAGlance) -> String {
    let items = counted_items(figure).counted(2);
    match figure.by {
        By::Improved => format!("We know of no finding of {items} known when raised."),
        _ => format!("No status of {items} is public."),
    }
}

/// What the words of a tile are.
pub const fn how_to_read(by: By) -> &'static str {
    match by {
        By::Improved => "Found improved, of those looked at",
        _ => "Number, of all with a status",
    }
}

/// A level's line in the key.
pub fn level_in_key(figure: &ForcesAtAGlance, level: Level, forces: &[Row]) -> String {
    let numbers = || forces.iter().filter_map(|force| figure.number(force));
    let range = match (numbers().min(), numbers().max()) {
        (Some(least), Some(most)) if least < most => format!("{} to {}", grouped(least), grouped(most)),
        (_, most) => grouped(most.unwrap_or(0)),
    };
    let what = figure.by.label().to_lowercase();
    let words = match (level, figure.by) {
        (Level::Worst, By::Improved) => "A third or less found improved".to_owned(),
        (Level::Middle, By::Improved) => "34% to 66% found improved".to_owned(),
        (Level::Least, By::Improved) => "67% or more found improved".to_owned(),
        (Level::Worst | Level::Middle | Level::Least, _) => format!("{range} {what}"),
        (Level::Zero, _) => format!("None {what}"),
        (Level::TooFew, _) => "Fewer than 20 looked at".to_owned(),
        (Level::Unknown, By::Improved) => "Nothing looked at again".to_owned(),
        (Level::Unknown, _) => "No status public".to_owned(),
    };
    let forces = forces.len();
    format!("{words}: {} {}", grouped(forces as u64), if forces == 1 { "force" } else { "forces" })
}

/// A force's number in its tile.
pub fn in_tile(figure: &ForcesAtAGlance, force: &Row) -> String {
    match (figure.number(force), figure.share(force)) {
        (None, _) => "not known".to_owned(),
        (Some(_), Some(share)) => share.to_string(),
        (Some(number), None) => of_whole(figure, force, number),
    }
}

/// The same in a list: `20% (5 of 25)`, `7 of 20`, or why there is none.
pub fn number_in_words(figure: &ForcesAtAGlance, force: &Row) -> String {
    match (figure.number(force), figure.share(force)) {
        (None, _) => no_number(figure, force).to_owned(),
        (Some(number), Some(share)) => format!("{share} ({})", of_whole(figure, force, number)),
        (Some(number), None) => of_whole(figure, force, number),
    }
}

fn of_whole(figure: &ForcesAtAGlance, force: &Row, number: u64) -> String {
    format!("{} of {}", grouped(number), grouped(figure.whole(force)))
}

/// What stands where a force has no number.
pub const fn no_number(figure: &ForcesAtAGlance, force: &Row) -> &'static str {
    match (figure.by, force.items) {
        (_, 0) => "no item that we know of",
        (By::Improved, _) => "nothing looked at again",
        _ => "no status public",
    }
}

/// Which items are counted.
fn counted_items(figure: &ForcesAtAGlance) -> RecordTypes {
    figure.selection.counted()
}
