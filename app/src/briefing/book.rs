//! A briefing as a workbook: its tables and those of its annex, one a sheet.

use super::{Briefing, Cell, List, Section, Table};
use crate::{
    charts::{self, Charted, Reading},
    phrase::Phrase,
    workbook::{self, Column, Imprint, Missing, Workbook},
};

/// The workbook of a briefing and its map. The point of the record is the briefing's own: it tells of two days.
#[must_use]
pub fn workbook(briefing: &Briefing, map: Option<&dyn Charted>, reading: Reading, imprint: Imprint) -> Workbook {
    let imprint = Imprint { point: briefing.mark.clone(), ..imprint };
    let mut tables: Vec<_> = briefing.sections().filter_map(of_section).collect();
    let marking = imprint.marking.as_deref();
    tables.extend(map.map(|map| charts::workbook_table(map, reading, marking)));
    let annex = &briefing.annex;
    tables.extend(annex.then_and_now.iter().map(|table| of_table("then_and_now", table, Missing::NotApplicable)));
    tables.extend(annex.lists.iter().map(|list| of_list(list, &imprint)));
    tables.extend(annex.by_force.iter().map(|table| of_table("by_force", table, Missing::NotAvailable)));
    let say =
        briefing.first_page.first().map(|say| say.lines.iter().map(|line| words(line)).collect()).unwrap_or_default();
    Workbook {
        title: briefing.title(),
        about: say,
        notes: briefing.narrowed.iter().cloned().collect(),
        imprint,
        counted_together: map.is_some(),
        tables,
    }
}

fn words(sentence: &[Phrase]) -> String {
    sentence.iter().map(|phrase| phrase.text.as_str()).collect()
}

/// The table of a section, with its sentences above it.
fn of_section(section: &Section) -> Option<workbook::Table> {
    let mut table = of_table(&section.id.replace('-', "_"), section.table.as_ref()?, Missing::NotAvailable);
    let left_out = section.left_out();
    table.about = section.lines.iter().chain(&section.after).chain(&left_out).map(|line| words(line)).collect();
    Some(table)
}

/// The first items to which something happened, and where the rest is.
fn of_list(list: &List, imprint: &Imprint) -> workbook::Table {
    let mut table = of_table("listed", &list.table, Missing::NotApplicable);
    if let Some(Phrase { text, href: Some(href), .. }) = &list.rest {
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
        briefing::{Annex, annex::difference, samples},
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
            let book = workbook(&briefing, None, samples::reading(), imprint());
            let of_sections = briefing.sections().filter(|section| section.table.is_some()).count();
            let Annex { by_force, then_and_now, lists } = &briefing.annex;
            prop_assert_eq!(book.tables.len(), of_sections + by_force.len() + then_and_now.len() + lists.len());
            for table in &book.tables {
                for row in &table.rows {
                    prop_assert_eq!(row.len(), table.columns.len(), "{}", table.title);
                }
            }
            let sheets = &book.tables[book.tables.len() - by_force.len()..];
            for (table, sheet) in by_force.iter().zip(sheets) {
                for (row, cells) in table.rows.iter().zip(&sheet.rows) {
                    for (cell, held) in row.cells.iter().zip(&cells[1..]) {
                        let workbook::Cell::Number(number) = held else { panic!("{held:?} of {}", cell.text) };
                        prop_assert_eq!(&number.to_string(), &cell.text.replace(',', ""));
                    }
                }
            }
        }
    }
}
