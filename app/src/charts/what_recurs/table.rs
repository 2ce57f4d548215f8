//! What recurs as a table for the page and as rows for a file: the same figures as the maps, none fewer.

use std::collections::BTreeSet;

use followup::progress::what_recurs::{Block, Cell as Counted, RaisedBy, Row, WhatRecurs};

use super::words::{again, again_in_words, named, of_several};
use crate::{
    charts::{Cell, Heading, Line, Records, Standing, Table, coverage},
    components::grouped,
};

/// The table of a figure: a line for each topic of each map. `keep` are the parameters every address keeps.
pub fn table(figure: &WhatRecurs, keep: &str) -> Table {
    let columns: BTreeSet<&RaisedBy> = figure.blocks.iter().flat_map(|block| &block.columns).collect();
    let mut header = vec![Heading::words("Topic")];
    for column in &columns {
        if of_several(figure) {
            header.push(Heading::figures(format!("{}: forces", column.label)));
            header.push(Heading::figures(format!("{}: items", column.label)));
        } else {
            header.push(Heading::figures(&column.label));
        }
    }
    header.push(Heading::figures("Raised again"));
    header.push(Heading::words("Raised again by"));
    let lines = figure.blocks.iter().flat_map(|block| block.rows.iter().map(move |row| (block, row)));
    let lines = lines.map(|(block, row)| {
        let mut cells = Vec::new();
        for column in &columns {
            let counted = counted(block, row, column);
            if of_several(figure) {
                // Forces are no rows of the register: the items beside them are.
                cells.push(Cell { text: grouped(counted.forces), href: None });
            }
            let href = figure.href(block, row.heading, column, keep);
            cells.push(Cell { text: grouped(counted.items), href: Some(href) });
        }
        cells.push(Cell { text: grouped(again(figure, row)), href: None });
        let by: Vec<_> = row.again.iter().map(|again| again_in_words(figure, again)).collect();
        cells.push(Cell { text: by.join("; "), href: None });
        let name = format!("{}: {}", block.counted.label(), named(block, row));
        Line { name, standing: Standing::Own, cells }
    });
    Table { lines: lines.collect(), header }
}

/// What the rounds of a column raised under a topic; nought where the map has no such column.
fn counted(block: &Block, row: &Row, column: &RaisedBy) -> Counted {
    let place = block.columns.iter().position(|other| other == column);
    place.and_then(|place| row.cells.get(place)).copied().unwrap_or_default()
}

/// The rows of a file: one for each cell of the maps.
pub fn records(figure: &WhatRecurs) -> Records {
    let mut header: Vec<String> = [
        "scope",
        "record_type",
        "topic_scheme",
        "topic",
        "raised_by",
        "in_forces",
        "items",
        "known_only_from_a_later_round",
        "raised_again",
        "raised_again_by",
        "topics",
        "crosswalk",
    ]
    .map(str::to_owned)
    .to_vec();
    header.extend(coverage::COLUMNS.map(str::to_owned));
    let mut rows = Vec::new();
    for block in &figure.blocks {
        for row in &block.rows {
            let by: Vec<_> = row.again.iter().map(|again| again_in_words(figure, again)).collect();
            for (column, cell) in block.columns.iter().zip(&row.cells) {
                let mut record = vec![
                    figure.scope.clone(),
                    block.counted.slug().to_owned(),
                    block.group.schemes(),
                    row.heading.label(),
                    column.label.clone(),
                    cell.forces.to_string(),
                    cell.items.to_string(),
                    cell.known_later.to_string(),
                    again(figure, row).to_string(),
                    by.join("; "),
                    row.heading.topics().iter().map(|topic| topic.slug()).collect::<Vec<_>>().join(" "),
                    block.group.crosswalk(),
                ];
                record.extend(coverage::in_file(figure.coverage));
                rows.push(record);
            }
        }
    }
    Records { header, rows }
}
