//! The figures of a chart as files for spreadsheets: CSV, and tables of a workbook.

use super::{ChartError, Charted, Reading, Records};
use crate::{
    spreadsheet,
    workbook::{self, Column, Imprint, Missing, Workbook},
};

/// The figures as a CSV file.
pub fn csv(figure: &dyn Charted, reading: Reading, marking: Option<&str>) -> Result<Vec<u8>, ChartError> {
    let Records { header, rows } = marked(figure.records(), reading, marking);
    Ok(spreadsheet::csv(&header, rows)?)
}

/// The figures as a table of a workbook.
pub fn workbook_table(figure: &dyn Charted, reading: Reading, marking: Option<&str>) -> workbook::Table {
    let Records { header, rows } = marked(figure.records(), reading, marking);
    let row = |cells: Vec<String>| {
        let cells = header.iter().zip(cells).map(|(column, value)| {
            // A file that asks for no past day has none; what else is blank could not be worked out.
            let of_point = ["as_at", "known_at"].contains(&column.as_str());
            workbook::Cell::of_csv(&value, if of_point { Missing::NotApplicable } else { Missing::NotAvailable })
        });
        cells.collect()
    };
    workbook::Table {
        name: figure.measure().slug().replace('-', "_"),
        title: format!("{}: {}", figure.measure().label(), figure.headline()),
        about: vec![format!("{}.", figure.subtitle())],
        columns: header.iter().map(|name| Column::of_csv(name)).collect(),
        rows: rows.into_iter().map(row).collect(),
    }
}

/// The figures as a workbook, with what they say in words on its cover.
pub fn workbook(figure: &dyn Charted, reading: Reading, imprint: Imprint) -> Workbook {
    let table = workbook_table(figure, reading, imprint.marking.as_deref());
    Workbook {
        title: format!("{}: {}", figure.measure().label(), figure.headline()),
        about: vec![format!("{}.", figure.subtitle()), figure.sentences()],
        imprint,
        notes: vec![
            "Scope says of whom a row tells. Words with hyphens in the rows are those that stand in addresses and in the CSV file."
                .to_owned(),
        ],
        counted_together: figure.selection().counted().one().is_none(),
        tables: vec![table],
    }
}

/// The rows with what they were read from and when, and the protective marking if there is one.
fn marked(records: Records, reading: Reading, marking: Option<&str>) -> Records {
    let marking = marking.map(|marking| ("marking", marking.to_owned()));
    let marks: Vec<_> = reading.columns().into_iter().chain(marking).collect();
    let mut header = records.header;
    header.extend(marks.iter().map(|(name, _)| (*name).to_owned()));
    let rows = records.rows.into_iter().map(|mut cells| {
        cells.extend(marks.iter().map(|(_, value)| value.clone()));
        cells
    });
    Records { header, rows: rows.collect() }
}
