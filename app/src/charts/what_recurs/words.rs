//! What the maps of topics say in words: headline, subtitle, and every figure in sentences.

use std::collections::BTreeSet;

use followup::{
    progress::what_recurs::{Again, Block, Cell, RaisedBy, Row, WhatRecurs},
    topic::Topic,
};

use crate::{charts::coverage, components::grouped};

/// What the figures show: which topics a later round raised again, and nothing beyond.
pub fn headline(figure: &WhatRecurs) -> String {
    let scope = &figure.scope;
    if figure.blocks.is_empty() {
        return format!("{scope}: our sources hold nothing that was raised");
    }
    let recurring = || rows(figure).filter(|row| !row.again.is_empty());
    let again: BTreeSet<Topic> = recurring().map(|row| row.topic).collect();
    if again.is_empty() {
        return format!("{scope}: no topic is known to have been raised again by a later round");
    }
    let most = recurring().map(|row| row.again.len()).max().unwrap_or(0);
    let topics: BTreeSet<Topic> = recurring().filter(|row| row.again.len() == most).map(|row| row.topic).collect();
    match (of_several(figure), topics.first()) {
        (true, Some(topic)) if topics.len() == 1 => {
            format!("{scope}: ‘{}’ was raised again in {}", topic.with_scheme(), forces(most as u64))
        }
        (true, _) => {
            format!(
                "{scope}: {} were raised again, each in at most {}",
                counted_topics(again.len()),
                forces(most as u64)
            )
        }
        (false, _) => {
            let raised: BTreeSet<Topic> =
                rows(figure).filter(|row| row.cells.iter().any(|cell| cell.items > 0)).map(|row| row.topic).collect();
            let was = if again.len() == 1 { "was" } else { "were" };
            format!("{scope}: {} of {} {was} raised again by a later round", again.len(), counted_topics(raised.len()))
        }
    }
}

/// Measure, area, and what the reader should know of it.
pub fn subtitle(figure: &WhatRecurs) -> String {
    let measure = if of_several(figure) {
        format!("Forces of which rounds raised something under a topic, {}: by kind of round", figure.scope)
    } else {
        format!("What rounds raised by topic, {}: {}", figure.scope, rounds(figure))
    };
    let schemes = "; the topic schemes of 2014 and 2024 are kept apart, no crosswalk";
    let of = figure.coverage.map(|coverage| format!("; {}", coverage::in_words(coverage))).unwrap_or_default();
    format!("{measure}{schemes}{of}")
}

/// The rounds of one force's figure, in words.
fn rounds(figure: &WhatRecurs) -> String {
    let columns = columns(figure);
    match (columns.first(), columns.last()) {
        (Some(first), Some(last)) if first != last => format!("from {} to {}", first.label, last.label),
        (Some(only), _) => format!("{}; one round cannot show what recurs", only.label),
        _ => "nothing in our sources".to_owned(),
    }
}

fn columns(figure: &WhatRecurs) -> BTreeSet<&RaisedBy> {
    figure.blocks.iter().flat_map(|block| &block.columns).collect()
}

/// Every figure of the chart, in sentences.
pub fn text_alternative(figure: &WhatRecurs) -> String {
    let mut sentences = Vec::new();
    for block in &figure.blocks {
        sentences.push(format!("{}. {}", heading(block), note(figure, block)));
        sentences.extend(block.rows.iter().map(|row| row_in_words(figure, block, row)));
    }
    if figure.blocks.is_empty() {
        sentences.push(format!("Our sources hold nothing that was raised for {}.", figure.scope));
    }
    if !of_several(figure) && columns(figure).len() == 1 {
        sentences.push("One round cannot show what recurs.".to_owned());
    }
    sentences.extend(figure.coverage.map(|coverage| format!("O{}.", &coverage::in_words(coverage)[1..])));
    sentences.join(" ")
}

fn row_in_words(figure: &WhatRecurs, block: &Block, row: &Row) -> String {
    let cells = block.columns.iter().zip(&row.cells).map(|(column, cell)| {
        if of_several(figure) {
            format!("{} {} with {} in all", column.label, forces(cell.forces), grouped(cell.items))
        } else {
            format!("{} {}", column.label, grouped(cell.items))
        }
    });
    let cells: Vec<_> = cells.collect();
    let again = match row.again.as_slice() {
        [] => "not known to have been raised again".to_owned(),
        some => format!(
            "raised again: {}",
            some.iter().map(|again| again_in_words(figure, again)).collect::<Vec<_>>().join("; ")
        ),
    };
    format!("{}: {}; {again}.", row.topic.label(), cells.join("; "))
}

/// A force and the rounds that raised a topic, of one force the rounds alone.
pub fn again_in_words(figure: &WhatRecurs, again: &Again) -> String {
    let rounds = again.rounds.join(", then ");
    if of_several(figure) { format!("{} ({rounds})", again.force_name) } else { rounds }
}

/// What a map is of: `Areas of concern, 2014 scheme (child’s journey)`.
pub fn heading(block: &Block) -> String {
    format!("{}, {}", block.counted.label(), block.scheme.label())
}

/// What its numbers are, and how many of the items behind them are known only from a later round.
pub fn note(figure: &WhatRecurs, block: &Block) -> String {
    let numbers = if of_several(figure) {
        "Forces by kind of round; ‘Raised again’: forces of which a later round raised the topic again."
    } else {
        "Items by round; ‘Raised again’: later rounds that raised the topic again."
    };
    let items = grouped(block.items());
    match block.known_later() {
        0 => format!("{numbers} Items in all: {items}."),
        later => format!("{numbers} Items in all: {items}, {} of them known only from a later round.", grouped(later)),
    }
}

/// The number in a cell of the map.
pub fn number(figure: &WhatRecurs, cell: &Cell) -> u64 {
    if of_several(figure) { cell.forces } else { cell.items }
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
