//! A briefing as a workbook: its counts, both ends, matrices, short lists, charts and annex, one table a sheet.

use super::{Briefing, Cell, Figure, List, Part, Span, Table};
use crate::{
    charts::{self, Charted, Reading},
    workbook::{self, Column, Imprint, Missing, Workbook},
};

/// The workbook of a briefing and its charts. The point of the record is the briefing's own: it tells of two days.
#[must_use]
pub fn workbook(briefing: &Briefing, charts: &[Box<dyn Charted>], reading: Reading, imprint: Imprint) -> Workbook {
    let imprint = Imprint { point: briefing.mark.clone(), ..imprint };
    let mut tables: Vec<_> = briefing.parts.iter().flat_map(|part| of_part(part, &imprint)).collect();
    let marking = imprint.marking.as_deref();
    tables.extend(charts.iter().map(|chart| charts::workbook_table(&**chart, reading, marking)));
    tables.extend(briefing.annex.iter().map(|table| of_table("annex", table, Missing::NotAvailable)));
    Workbook {
        title: briefing.title(),
        about: vec![briefing.headline.clone()],
        notes: briefing.notes.iter().map(|note| note.iter().map(|span| span.text.as_str()).collect()).collect(),
        imprint,
        counted_together: charts.iter().any(|chart| chart.selection().counted().one().is_none()),
        tables,
    }
}

fn of_part(part: &Part, imprint: &Imprint) -> Vec<workbook::Table> {
    let name = part.id.replace('-', "_");
    let mut tables = vec![
        of_figures(&name, part),
        of_table(&format!("{name}_at_both_ends"), &part.ends, Missing::NotApplicable),
        of_table(&format!("{name}_from_to"), &part.matrix, Missing::NotApplicable),
    ];
    tables.extend(part.lists.iter().map(|list| of_list(&name, list, imprint)));
    tables
}

/// What happened, counted: a row for each count, and one for each part of it.
fn of_figures(name: &str, part: &Part) -> workbook::Table {
    let row = |label: String, count: &str| {
        let mut letters = label.chars();
        let sentence: String =
            letters.next().map(|first| first.to_uppercase().chain(letters).collect()).unwrap_or_default();
        vec![workbook::Cell::text(sentence), counted(count, Missing::NotAvailable)]
    };
    let rows = part.figures.iter().flat_map(|Figure { number, label, made_of, .. }| {
        let parts = made_of.iter().map(|part| {
            let (count, words) = part.text.split_once(' ').unwrap_or(("", &part.text));
            row(format!("{label}, of which {words}"), count)
        });
        std::iter::once(row(label.clone(), number)).chain(parts.collect::<Vec<_>>())
    });
    workbook::Table {
        name: format!("{name}_counted"),
        title: format!("{}: what happened", part.heading),
        about: Vec::new(),
        columns: ["What happened", "How many"].map(Column::headed).into(),
        rows: rows.collect(),
    }
}

/// The first items to which something happened, and where the rest is.
fn of_list(name: &str, list: &List, imprint: &Imprint) -> workbook::Table {
    let mut table = of_table(&format!("{name}_listed"), &list.table, Missing::NotApplicable);
    if let Some(Span { text, href: Some(href) }) = &list.rest {
        table.about.push(format!("These are the first {}. {text}: {}{href}", table.rows.len(), imprint.base));
    }
    table
}

/// `missing` is what a dash among its numbers means.
fn of_table(name: &str, table: &Table, missing: Missing) -> workbook::Table {
    let numeric: Vec<bool> = table.header.iter().map(|heading| heading.numeric).collect();
    let rows =
        table.rows.iter().map(|row| {
            let cells = std::iter::once(&row.name).chain(&row.cells);
            let cells = cells.zip(&numeric).map(|(Cell { text, .. }, numeric)| {
                if *numeric { counted(text, missing) } else { workbook::Cell::text(text.clone()) }
            });
            cells.collect()
        });
    workbook::Table {
        name: name.to_owned(),
        title: table.caption.clone(),
        about: Vec::new(),
        columns: table.header.iter().map(|heading| Column::headed(&heading.text)).collect(),
        rows: rows.collect(),
    }
}

/// A count or a difference of a briefing as a number again: `1,234`, `+3`, `−2`, `none`; a dash says that there is none.
fn counted(text: &str, missing: Missing) -> workbook::Cell {
    match text {
        "–" => workbook::Cell::Missing(missing),
        "none" => workbook::Cell::Number(0.0),
        _ => {
            let plain = text.trim_start_matches('+').replace('−', "-").replace(',', "");
            workbook::Cell::of_csv(&plain, missing)
        }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::{
        briefing::{part::difference, samples},
        components::grouped,
    };

    fn imprint() -> Imprint {
        Imprint {
            marking: None,
            limited: false,
            point: String::new(),
            reading: samples::reading(),
            base: "https://followup.example".to_owned(),
            page: "/briefing".to_owned(),
            now: "2026-11-23T12:00:00Z".parse().unwrap(),
        }
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(24))]

        #[test]
        fn a_count_and_a_difference_come_back_as_the_number_they_were_printed_from(before in any::<u32>(), after in any::<u32>()) {
            let number = |text: &str| counted(text, Missing::NotAvailable);
            prop_assert_eq!(number(&grouped(before.into())), workbook::Cell::count(before.into()));
            let difference = number(&difference(before.into(), after.into()));
            prop_assert_eq!(difference, workbook::Cell::Number(f64::from(after) - f64::from(before)));
        }

        #[test]
        fn every_table_of_a_briefing_is_a_table_of_its_workbook_and_every_count_of_it_a_number(
            changes in samples::any_changes()
        ) {
            let briefing = samples::briefing(&changes);
            let book = workbook(&briefing, &[], samples::reading(), imprint());
            let parts: usize = briefing.parts.iter().map(|part| 3 + part.lists.len()).sum();
            prop_assert_eq!(book.tables.len(), parts + briefing.annex.len());
            for table in &book.tables {
                for row in &table.rows {
                    prop_assert_eq!(row.len(), table.columns.len(), "{}", table.title);
                }
            }
            let annex = &briefing.annex[0];
            let last = &book.tables[parts];
            for (row, cells) in annex.rows.iter().zip(&last.rows) {
                for (cell, held) in row.cells.iter().zip(&cells[1..]) {
                    match held {
                        workbook::Cell::Number(number) => prop_assert_eq!(&number.to_string(), &cell.text.replace(',', "")),
                        other => prop_assert_eq!((other, cell.text.as_str()), (&workbook::Cell::Missing(Missing::NotAvailable), "–")),
                    }
                }
            }
        }
    }
}
