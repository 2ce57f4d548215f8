//! What recurs as rows of a file: a row for each topic and kind of round, of a force for each topic and round.

use followup::progress::what_recurs::WhatRecurs;

use super::words::{again, again_in_words};
use crate::charts::{Records, coverage};

/// The rows.
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
