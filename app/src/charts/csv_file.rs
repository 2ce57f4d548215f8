//! The figures of a chart as a file for spreadsheets.

use super::{ChartError, Charted, Reading};
use crate::spreadsheet;

/// The figures as a CSV file: what they were read from and when stands in each row, and the protective marking if there is
/// one.
pub fn csv(figure: &dyn Charted, reading: Reading, marking: Option<&str>) -> Result<Vec<u8>, ChartError> {
    let records = figure.records();
    let marking = marking.map(|marking| ("marking", marking.to_owned()));
    let marks: Vec<_> = reading.columns().into_iter().chain(marking).collect();
    let mut header = records.header;
    header.extend(marks.iter().map(|(name, _)| (*name).to_owned()));
    let rows = records.rows.into_iter().map(|mut cells| {
        cells.extend(marks.iter().map(|(_, value)| value.clone()));
        cells
    });
    Ok(spreadsheet::csv(&header, rows)?)
}
