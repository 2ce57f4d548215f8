//! A CSV file as lines of named cells, with every fault located by line, column and value.

use std::{borrow::Cow, collections::BTreeSet, fmt, str::FromStr};

use csv::StringRecord;

pub use super::fault::Fault;
use cell::{tidied, trimmed};
use headings::{Columns, Headings};
use records::Records;

mod cell;
mod encoding;
mod headings;
mod records;
mod separator;
#[cfg(test)]
mod tests;

/// A file read into lines, its headings understood.
#[derive(Debug)]
pub struct Sheet {
    headings: Headings,
    lines: Vec<(u64, StringRecord)>,
    rows: usize,
    blank: usize,
    faults: Vec<Fault>,
}

impl Sheet {
    /// Reads a file that must have the `required` columns and may have the `optional` ones, in any order.
    ///
    /// # Errors
    /// What keeps every line from being read: not UTF-8, no row with a value, a missing, doubled or misspelt heading. Faults of single
    /// lines are in [`Sheet::faults`].
    pub fn read(bytes: &[u8], required: &[&str], optional: &[&str]) -> Result<Self, Vec<Fault>> {
        let columns = Columns { required, optional };
        let text = encoding::decode(bytes).map_err(|fault| vec![fault])?;
        if trimmed(&text).is_empty() {
            let problem = format!("the file is empty; it must begin with the columns {}", required.join(","));
            return Err(vec![Fault::of_file(problem)]);
        }
        let (separator, text, lines_before) = separator::find(&text, columns).map_err(|fault| vec![fault])?;
        let mut records = Records::new(separator, text, lines_before);
        let Some((line, record)) = records.next_with_value()? else {
            let problem = format!("the file has no columns; it must begin with {}", required.join(","));
            return Err(vec![Fault::of_file(problem)]);
        };
        let headings = Headings::read(line, &record, columns)?;
        let mut sheet = Self { headings, lines: Vec::new(), rows: 0, blank: 0, faults: Vec::new() };
        while let Some((line, record)) = records.next_with_value()? {
            sheet.add(line, record, separator.plural);
        }
        sheet.blank = records.blank;
        sheet.rows += sheet.blank;
        if sheet.rows == sheet.blank {
            return Err(vec![Fault::of_file("the file has a header and no rows")]);
        }
        Ok(sheet)
    }

    /// Takes up a row, or its faults: values where there is no column, or too few cells.
    fn add(&mut self, line: u64, record: StringRecord, separators: &str) {
        self.rows += 1;
        let faults_before = self.faults.len();
        for (place, value) in record.iter().enumerate() {
            if !value.is_empty() && !self.headings.names(place) {
                self.faults.push(Fault {
                    line,
                    column: Some((place + 1).to_string()),
                    value: Some(value.to_owned()),
                    problem: "no column has a heading here; give it one or remove the value".to_owned(),
                });
            }
        }
        if record.len() < self.headings.width {
            let cells = if record.len() == 1 { "1 cell".to_owned() } else { format!("{} cells", record.len()) };
            let problem = format!(
                "{cells} where there are {} columns separated by {separators}; a separator or a quotation mark may be missing",
                self.headings.width
            );
            self.faults.push(Fault::of_line(line, problem));
        }
        if self.faults.len() == faults_before {
            self.lines.push((line, record));
        }
    }

    /// Its lines, without those that are blank or have a fault of their own.
    pub fn lines(&self) -> impl Iterator<Item = Line<'_>> {
        self.lines.iter().map(|(number, record)| Line { sheet: self, number: *number, record })
    }

    /// What each line says, in the order of the file. A line with a fault says nothing.
    pub fn parse<T>(
        &self,
        faults: &mut Vec<Fault>,
        mut parse: impl FnMut(Line<'_>, &mut Vec<Fault>) -> Option<T>,
    ) -> Vec<(Line<'_>, T)> {
        let without_fault = |line| {
            let faults_before = faults.len();
            let parsed = parse(line, faults)?;
            (faults.len() == faults_before).then_some((line, parsed))
        };
        self.lines().filter_map(without_fault).collect()
    }

    /// The different values of a column.
    pub fn values(&self, column: &str) -> BTreeSet<Cow<'_, str>> {
        self.lines().map(|line| line.code(column)).collect()
    }

    /// How many rows it has, blank ones included.
    pub const fn rows(&self) -> usize {
        self.rows
    }

    /// How many of its rows are blank.
    pub const fn blank(&self) -> usize {
        self.blank
    }

    /// The faults of lines that cannot be read.
    pub fn faults(&self) -> &[Fault] {
        &self.faults
    }

    /// Its columns that are not read, in words.
    pub fn warnings(&self) -> &[String] {
        &self.headings.warnings
    }
}

/// One row of a file.
#[derive(Debug, Clone, Copy)]
pub struct Line<'a> {
    sheet: &'a Sheet,
    /// Its number in the file, from 1 for the header; of a row over several lines, the first.
    pub number: u64,
    record: &'a StringRecord,
}

impl<'a> Line<'a> {
    /// The value of a column as it is written; an absent column is empty.
    pub fn text(&self, column: &str) -> &'a str {
        self.sheet.headings.place(column).and_then(|place| self.record.get(place)).unwrap_or_default()
    }

    /// The value of a column that holds a code, a date or a word of a list, with plain spaces and hyphens.
    pub fn code(&self, column: &str) -> Cow<'a, str> {
        tidied(self.text(column))
    }

    /// A fault of this line.
    pub fn fault(&self, column: &str, problem: impl fmt::Display) -> Fault {
        Fault {
            line: self.number,
            column: Some(column.to_owned()),
            value: Some(self.text(column).to_owned()),
            problem: problem.to_string(),
        }
    }

    /// A column that must hold something readable as `T`.
    pub fn parse<T: FromStr<Err: fmt::Display>>(&self, column: &str, faults: &mut Vec<Fault>) -> Option<T> {
        let code = self.code(column);
        if code.is_empty() {
            faults.push(self.fault(column, "this must not be blank"));
            return None;
        }
        self.keep(column, code.parse(), faults)
    }

    /// A column that may be blank: `Some(None)` then, and `None` only for a fault.
    pub fn parse_optional<T: FromStr<Err: fmt::Display>>(
        &self,
        column: &str,
        faults: &mut Vec<Fault>,
    ) -> Option<Option<T>> {
        let code = self.code(column);
        if code.is_empty() { Some(None) } else { self.keep(column, code.parse().map(Some), faults) }
    }

    /// A result about a column: its value, or a fault noted.
    pub fn keep<T, E: fmt::Display>(&self, column: &str, result: Result<T, E>, faults: &mut Vec<Fault>) -> Option<T> {
        result.map_err(|error| faults.push(self.fault(column, error))).ok()
    }

    /// A column that must hold some text of at most `longest` characters.
    pub fn words(&self, column: &str, longest: usize, faults: &mut Vec<Fault>) -> Option<String> {
        let text = self.text(column);
        if text.is_empty() {
            faults.push(self.fault(column, "this must not be blank"));
            None
        } else {
            self.words_or_blank(column, longest, faults)
        }
    }

    /// A column that may hold some text of at most `longest` characters.
    pub fn words_or_blank(&self, column: &str, longest: usize, faults: &mut Vec<Fault>) -> Option<String> {
        let text = self.text(column);
        if text.chars().count() > longest {
            faults.push(Fault {
                line: self.number,
                column: Some(column.to_owned()),
                value: None,
                problem: format!("this has {} characters; at most {longest} are allowed", text.chars().count()),
            });
            return None;
        }
        if text.chars().any(|sign| sign.is_control() && sign != '\n' && sign != '\r' && sign != '\t') {
            faults.push(self.fault(column, "this holds control characters"));
            return None;
        }
        Some(text.to_owned())
    }

    /// The address of a source: `http://` or `https://`, or blank.
    pub fn source_url(&self, faults: &mut Vec<Fault>) -> Option<String> {
        let text = self.words_or_blank("source_url", 2000, faults)?;
        if is_source_url(&text) {
            Some(text)
        } else {
            faults.push(self.fault("source_url", "write an address that begins with https:// or http://"));
            None
        }
    }
}

/// Whether a text is blank or the address of a source: `http://` or `https://`, and nothing that breaks it.
pub(crate) fn is_source_url(text: &str) -> bool {
    let is_web = text.starts_with("https://") || text.starts_with("http://");
    text.is_empty() || is_web && text.chars().count() <= 2000 && !text.contains(char::is_whitespace)
}
