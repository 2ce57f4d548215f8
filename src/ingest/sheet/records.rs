//! The rows of a text, each with the number of its line; rows without any value are counted and left out.

use csv::{Position, Reader, StringRecord};

use super::{cell::trimmed, separator::Separator};
use crate::ingest::Fault;

/// Reads row by row.
pub(super) struct Records<'t> {
    reader: Reader<&'t [u8]>,
    text: &'t [u8],
    lines_before: u64,
    /// Rows without any value so far, empty lines included.
    pub blank: usize,
    any_value: bool,
}

impl<'t> Records<'t> {
    /// `lines_before` is how many lines of the file stand before this text.
    pub(super) fn new(separator: Separator, text: &'t str, lines_before: u64) -> Self {
        let reader = separator.reader(text);
        Self { reader, text: text.as_bytes(), lines_before, blank: 0, any_value: false }
    }

    /// The next row that has a value, its cells trimmed, and the number of its first line.
    ///
    /// # Errors
    /// The text is not CSV.
    pub(super) fn next_with_value(&mut self) -> Result<Option<(u64, StringRecord)>, Vec<Fault>> {
        loop {
            let start = self.reader.position().clone();
            let empty_lines = self.empty_lines(&start);
            let mut record = StringRecord::new();
            let read = self.reader.read_record(&mut record);
            let read = read.map_err(|error| vec![Fault::of_file(format!("this is not a CSV file: {error}"))])?;
            // Empty lines before the headings are no rows.
            self.blank += if self.any_value { empty_lines } else { 0 };
            if !read {
                return Ok(None);
            }
            let cells: StringRecord = record.iter().map(trimmed).collect();
            if cells.iter().any(|cell| !cell.is_empty()) {
                self.any_value = true;
                return Ok(Some((self.lines_before + start.line() + empty_lines as u64, cells)));
            }
            self.blank += usize::from(self.any_value);
        }
    }

    /// The reader passes over empty lines and does not count them.
    fn empty_lines(&self, start: &Position) -> usize {
        let from = usize::try_from(start.byte()).unwrap_or(usize::MAX);
        self.text.get(from..).unwrap_or_default().iter().take_while(|byte| **byte == b'\n').count()
    }
}
