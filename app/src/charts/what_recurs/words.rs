//! What the topics say in words: headline, subtitle and notes.

use std::collections::BTreeSet;

use followup::{
    crosswalk::{self, Group, Heading, Schemes},
    progress::what_recurs::{Again, Block, RaisedBy, Row, WhatRecurs},
};

use crate::number::grouped;

/// What the figures show: which topics a later round raised again, and nothing beyond.
pub fn headline(figure: &WhatRecurs) -> String {
    let scope = &figure.scope;
    if figure.blocks.is_empty() {
        return format!("{scope}: we know of nothing that was raised");
    }
    let recurring = || rows(figure).filter(|row| !row.again.is_empty());
    let again: BTreeSet<Heading> = recurring().map(|row| row.heading).collect();
    if again.is_empty() {
        return format!("{scope}: no topic is known to have been raised again by a later round");
    }
    let most = recurring().map(|row| row.again.len()).max().unwrap_or(0);
    let topics: BTreeSet<Heading> = recurring().filter(|row| row.again.len() == most).map(|row| row.heading).collect();
    match (of_several(figure), topics.first()) {
        (true, Some(topic)) if topics.len() == 1 => {
            format!("{scope}: ‘{topic}’ was raised again in {}", forces(most as u64))
        }
        (true, _) => {
            format!(
                "{scope}: {} were raised again, each in at most {}",
                counted_topics(again.len()),
                forces(most as u64)
            )
        }
        (false, _) => {
            let raised: BTreeSet<Heading> =
                rows(figure).filter(|row| row.cells.iter().any(|cell| cell.items > 0)).map(|row| row.heading).collect();
            let was = if again.len() == 1 { "was" } else { "were" };
            format!("{scope}: {} of {} {was} raised again by a later round", again.len(), counted_topics(raised.len()))
        }
    }
}

/// Measure, area, and what the reader should know of it.
pub fn subtitle(figure: &WhatRecurs) -> String {
    let measure = if of_several(figure) {
        format!("Topics that a later round raised again, {}", figure.scope)
    } else {
        format!("What rounds raised by topic, {}: {}", figure.scope, rounds(figure))
    };
    let schemes = match figure.schemes {
        Schemes::Apart => "; the schemes of 2014 and 2024 are kept apart".to_owned(),
        Schemes::Joined => {
            format!("; the schemes are joined through {}", crosswalk::name())
        }
    };
    format!("{measure}{schemes}")
}

/// The rounds of one force's figure, in words.
fn rounds(figure: &WhatRecurs) -> String {
    let columns = columns(figure);
    match (columns.first(), columns.last()) {
        (Some(first), Some(last)) if first != last => format!("from {} to {}", first.label, last.label),
        (Some(only), _) => format!("{}; one round cannot show what recurs", only.label),
        _ => "nothing known".to_owned(),
    }
}

fn columns(figure: &WhatRecurs) -> BTreeSet<&RaisedBy> {
    figure.blocks.iter().flat_map(|block| &block.columns).collect()
}

/// What is counted, what cannot be compared, and what the crosswalk joins.
pub fn notes(figure: &WhatRecurs) -> Vec<String> {
    let counted = if of_several(figure) {
        "‘Raised again’ counts forces where a later round raised the topic again, of those where two rounds or more raised \
         anything."
    } else {
        "‘Raised again’ counts later rounds that raised the topic again."
    };
    let compared = figure.blocks.iter().any(|block| block.comparable > 0);
    let cannot = match of_several(figure) {
        _ if compared => None,
        false => Some("One round cannot show what recurs.".to_owned()),
        true => Some("No force has more than one round here: these cannot show what recurs.".to_owned()),
    };
    let items = figure.blocks.iter().map(|block| {
        let items = grouped(block.items());
        match block.known_later() {
            0 => format!("{}: {items} items.", heading(block)),
            later => format!(
                "{}: {items} items, {} of them known only because inspectors named them on return.",
                heading(block),
                grouped(later)
            ),
        }
    });
    let items = items.collect::<Vec<_>>().join(" ");
    let never_again = figure.blocks.iter().all(|block| block.rows.iter().all(|row| row.again.is_empty()));
    let beside = "‘What comes back’ counts topics that were still of concern when inspectors returned.";
    let cannot = cannot.or_else(|| never_again.then(|| beside.to_owned()));
    let counted = format!("{counted} {}", cannot.unwrap_or_default());
    [Some(counted.trim_end().to_owned()), Some(items), join(figure)]
        .into_iter()
        .flatten()
        .filter(|note| !note.is_empty())
        .collect()
}

/// What the crosswalk joined, and what it left out and stands apart; `None` where the schemes stand apart.
pub fn join(figure: &WhatRecurs) -> Option<String> {
    let listed = |groups: &[Group]| {
        let headings = groups.iter().flat_map(|group| group.headings()).map(|heading| heading.to_string());
        headings.collect::<Vec<_>>().join("; ")
    };
    (figure.schemes == Schemes::Joined).then(|| {
        let (joined, alone) = figure.schemes.groups().split_at(1);
        format!(
            "Joined through {}: {}. Without a counterpart in it, and so left out of the join and shown apart: {}.",
            crosswalk::name(),
            listed(joined),
            listed(alone)
        )
    })
}

/// What a row counts, for lists that hold those of all maps.
pub fn named(block: &Block, row: &Row) -> String {
    match block.group {
        Group::Scheme(_) => row.heading.to_string(),
        Group::Joined => format!("{}, joined through {}", row.heading, crosswalk::name()),
        Group::Alone(_) => format!("{}, without a counterpart in {}", row.heading, crosswalk::name()),
    }
}

/// A force and the rounds that raised a topic, of one force the rounds alone.
pub fn again_in_words(figure: &WhatRecurs, again: &Again) -> String {
    let rounds = again.rounds.join(", then ");
    if of_several(figure) { format!("{} ({rounds})", again.force_name) } else { rounds }
}

/// What a map is of: `Areas of concern, 2014 scheme (child’s journey)`.
pub fn heading(block: &Block) -> String {
    format!("{}, {}", block.counted.label(), block.group.label())
}

/// The number in the last column: forces, or of one force later rounds.
pub fn again(figure: &WhatRecurs, row: &Row) -> u64 {
    if of_several(figure) {
        row.again.len() as u64
    } else {
        row.again.iter().map(|again| again.rounds.len().saturating_sub(1) as u64).sum()
    }
}

/// Whether its columns are kinds of round over several forces.
pub fn of_several(figure: &WhatRecurs) -> bool {
    figure.coverage.is_some()
}

fn rows(figure: &WhatRecurs) -> impl Iterator<Item = &Row> {
    figure.blocks.iter().flat_map(|block| &block.rows)
}

fn forces(count: u64) -> String {
    if count == 1 { "1 force".to_owned() } else { format!("{} forces", grouped(count)) }
}

fn counted_topics(count: usize) -> String {
    if count == 1 { "1 topic".to_owned() } else { format!("{count} topics") }
}
