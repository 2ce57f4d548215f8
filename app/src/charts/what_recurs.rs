//! What recurs: topics by how many forces had them raised again by a later round, of a force by how many rounds.

mod file;
mod words;

#[cfg(test)]
mod agreement;

use std::{borrow::Cow, cmp::Reverse, collections::BTreeSet};

use followup::{
    crosswalk::Schemes,
    progress::{
        measure::Measure,
        what_recurs::{Block, RaisedBy, Row as Topic, WhatRecurs},
    },
};
use words::{again, again_in_words, heading, named, of_several};

use super::report::{Behind, Cell, Column, Part, Picture, Report, Row, Tone, Value};

/// The report: a row for each topic of each record type and scheme, those raised again in most forces first.
pub fn report(figure: &WhatRecurs) -> Report {
    let raised_by: BTreeSet<&RaisedBy> = figure.blocks.iter().flat_map(|block| &block.columns).collect();
    let columns = columns(figure, &raised_by);
    let raised_again = columns.len() - 3;
    let blocks = figure.blocks.iter().map(|block| (block, ranked(figure, block)));
    let blocks: Vec<(&Block, Vec<&Topic>)> = blocks.collect();
    let panels = blocks.iter().map(|(block, topics)| (heading(block), topics.len())).collect();
    let rows =
        blocks.iter().flat_map(|(block, topics)| topics.iter().map(|topic| row(figure, block, topic, &raised_by)));
    let behind = if of_several(figure) {
        let nouns = ["force", "forces"];
        Behind::Of { part: raised_again, whole: raised_again + 2, nouns, of_none: "no force to compare" }
    } else {
        Behind::Count(raised_again)
    };
    let rows: Vec<_> = rows.collect();
    Report {
        measure: Measure::WhatRecurs,
        selection: figure.selection.clone(),
        display: (figure.schemes != Schemes::Apart)
            .then(|| ("schemes", figure.schemes.slug().to_owned()))
            .into_iter()
            .collect(),
        scope: figure.scope.clone(),
        headline: words::headline(figure),
        subtitle: words::subtitle(figure),
        of: "Topic",
        keys: Vec::new(),
        columns,
        picture: Picture::Bars {
            parts: vec![Part { tone: Tone::Worst, column: raised_again, words: "" }],
            whole: None,
            behind,
            panels,
            bracket: None,
        },
        rows,
        notes: words::notes(figure),
        coverage: figure.coverage,
        why_empty: None,
        file: Some(file::records(figure)),
    }
}

/// A column for each kind of round, of one force for each round; then what was raised again, where, and of how many forces.
fn columns(figure: &WhatRecurs, raised_by: &BTreeSet<&RaisedBy>) -> Vec<Column> {
    let of_page = |words: String| Column { words: Some(Cow::Owned(words)), name: None };
    let counted = raised_by.iter().flat_map(|column| {
        if of_several(figure) {
            vec![of_page(format!("{}: forces", column.label)), of_page(format!("{}: items", column.label))]
        } else {
            vec![of_page(column.label.clone())]
        }
    });
    let compared = Column { words: None, name: None };
    counted.chain([Column::of_page("Raised again"), Column::of_page("Raised again by"), compared]).collect()
}

/// Those raised again most often first, then those raised by most.
fn ranked<'a>(figure: &WhatRecurs, block: &'a Block) -> Vec<&'a Topic> {
    let mut topics: Vec<_> = block.rows.iter().collect();
    topics
        .sort_by_key(|topic| Reverse((again(figure, topic), topic.cells.iter().map(|cell| cell.forces).sum::<u64>())));
    topics
}

fn row(figure: &WhatRecurs, block: &Block, topic: &Topic, raised_by: &BTreeSet<&RaisedBy>) -> Row {
    let mut cells = Vec::new();
    for column in raised_by {
        let place = block.columns.iter().position(|other| other == *column);
        let counted = place.and_then(|place| topic.cells.get(place)).copied().unwrap_or_default();
        if of_several(figure) {
            // Forces are no rows of the register: the items beside them are.
            cells.push(Cell::without_link(Value::Count(counted.forces)));
        }
        cells.push(Cell::count(counted.items, Some(figure.href(block, topic.heading, column, ""))));
    }
    let by: Vec<_> = topic.again.iter().map(|again| again_in_words(figure, again)).collect();
    let by = by.join("; ");
    cells.push(Cell::without_link(Value::Count(again(figure, topic))));
    cells.push(Cell::without_link(Value::Words { words: by.clone(), name: by }));
    cells.push(Cell::without_link(Value::Count(block.comparable)));
    Row {
        words: format!("{}: {}", block.counted.label(), named(block, topic)),
        beside_bar: topic.heading.label(),
        keys: Vec::new(),
        cells,
    }
}
