//! A CSV file as lines of named fields, with every fault located by line, column and value.

use std::{collections::HashMap, fmt, str::FromStr};

use csv::{ReaderBuilder, StringRecord, Trim};

/// One thing that is wrong with a file.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Fault {
    /// The line, from 1 (the header); 0 for the file as a whole.
    pub line: u64,
    /// The column, where one is to blame.
    pub column: Option<String>,
    /// What stands there.
    pub value: Option<String>,
    /// What is wrong, and what would fit.
    pub problem: String,
}

impl fmt::Display for Fault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.line > 0 {
            write!(f, "line {}", self.line)?;
        } else {
            f.write_str("file")?;
        }
        if let Some(column) = &self.column {
            write!(f, ", column {column}")?;
        }
        if let Some(value) = &self.value {
            write!(f, ", value {value:?}")?;
        }
        write!(f, ": {}", self.problem)
    }
}

/// A file read into lines, its header understood.
#[derive(Debug)]
pub struct Sheet {
    columns: HashMap<String, usize>,
    lines: Vec<(u64, StringRecord)>,
    /// Columns nobody asked for, as warnings.
    pub warnings: Vec<String>,
}

impl Sheet {
    /// Reads a file that must have the `required` columns and may have the `optional` ones, in any order.
    ///
    /// # Errors
    /// Every fault of the file's form: not UTF-8, empty, a missing or doubled column, a line with another number of fields.
    pub fn read(bytes: &[u8], required: &[&str], optional: &[&str]) -> Result<Self, Vec<Fault>> {
        let whole = |problem: String| vec![Fault { line: 0, column: None, value: None, problem }];
        let bytes = bytes.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(bytes);
        if bytes.iter().all(u8::is_ascii_whitespace) {
            return Err(whole(format!("the file is empty; it must begin with the columns {}", required.join(","))));
        }
        let text = std::str::from_utf8(bytes).map_err(|error| {
            let line = bytes[..error.valid_up_to()].split(|byte| *byte == b'\n').count();
            let problem = "this is not UTF-8 text; save the file as CSV UTF-8".to_owned();
            vec![Fault { line: line as u64, column: None, value: None, problem }]
        })?;
        if text.contains('\0') {
            return Err(whole("this is not a CSV file: it holds NUL characters".to_owned()));
        }
        // The reader would count the lines of a file with CRLF one short.
        let text = text.replace("\r\n", "\n");
        let mut reader = ReaderBuilder::new().trim(Trim::All).flexible(true).from_reader(text.as_bytes());
        let header = reader.headers().map_err(|error| whole(format!("this is not a CSV file: {error}")))?.clone();
        let mut sheet = Self { columns: HashMap::new(), lines: Vec::new(), warnings: Vec::new() };
        let mut faults = Vec::new();
        for (index, name) in header.iter().enumerate() {
            if sheet.columns.insert(name.to_lowercase(), index).is_some() {
                faults.push(Fault {
                    line: 1,
                    column: Some(name.to_owned()),
                    value: None,
                    problem: "this column stands twice".to_owned(),
                });
            }
            let known = required.iter().chain(optional).any(|column| *column == name.to_lowercase());
            if !known {
                sheet.warnings.push(format!("column {name:?} is not known and was not read"));
            }
        }
        for column in required.iter().filter(|column| !sheet.columns.contains_key(**column)) {
            faults.push(Fault {
                line: 1,
                column: Some((*column).to_owned()),
                value: None,
                problem: format!("this column is missing; the columns are {}", required.join(",")),
            });
        }
        if !faults.is_empty() {
            return Err(faults);
        }
        for record in reader.records() {
            let record = record.map_err(|error| whole(format!("this is not a CSV file: {error}")))?;
            let line = record.position().map_or(0, csv::Position::line);
            if record.len() == header.len() {
                sheet.lines.push((line, record));
            } else {
                faults.push(Fault {
                    line,
                    column: None,
                    value: None,
                    problem: format!("{} fields where the header has {}", record.len(), header.len()),
                });
            }
        }
        if sheet.lines.is_empty() && faults.is_empty() {
            return Err(whole("the file has a header and no rows".to_owned()));
        }
        if faults.is_empty() { Ok(sheet) } else { Err(faults) }
    }

    /// Its lines.
    pub fn lines(&self) -> impl Iterator<Item = Line<'_>> {
        self.lines.iter().map(|(number, record)| Line { sheet: self, number: *number, record })
    }

    /// How many rows it has.
    pub fn len(&self) -> usize {
        self.lines.len()
    }

    /// Whether it has none.
    pub fn is_empty(&self) -> bool {
        self.lines.is_empty()
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
    /// What stands in a column; an absent column is empty.
    pub fn text(&self, column: &str) -> &'a str {
        self.sheet.columns.get(column).and_then(|index| self.record.get(*index)).unwrap_or_default()
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
        match self.text(column) {
            "" => {
                faults.push(self.fault(column, "this must not be blank"));
                None
            }
            text => self.keep(column, text.parse(), faults),
        }
    }

    /// A column that may be blank: `Some(None)` then, and `None` only for a fault.
    pub fn parse_optional<T: FromStr<Err: fmt::Display>>(
        &self,
        column: &str,
        faults: &mut Vec<Fault>,
    ) -> Option<Option<T>> {
        match self.text(column) {
            "" => Some(None),
            text => self.keep(column, text.parse().map(Some), faults),
        }
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

#[cfg(test)]
mod tests {
    use super::*;

    fn faults(bytes: &[u8]) -> String {
        let faults = Sheet::read(bytes, &["a", "b"], &["c"]).unwrap_err();
        faults.iter().map(ToString::to_string).collect::<Vec<_>>().join("\n")
    }

    #[test]
    fn a_mark_at_the_start_line_ends_and_the_order_of_columns_do_not_matter() {
        let plain = Sheet::read(b"a,b\n1,\"x,\ny\"\n2,z\n", &["a", "b"], &[]).unwrap();
        let other = Sheet::read(b"\xEF\xBB\xBFB,A\r\n\"x,\ny\",1\r\nz,2\r\n", &["a", "b"], &[]).unwrap();
        let read = |sheet: &Sheet| -> Vec<(u64, String, String)> {
            sheet.lines().map(|line| (line.number, line.text("a").to_owned(), line.text("b").to_owned())).collect()
        };
        assert_eq!(read(&plain), read(&other));
        assert_eq!(read(&plain)[1], (4, "2".to_owned(), "z".to_owned()));
    }

    #[test]
    fn a_column_nobody_knows_is_named_in_a_warning() {
        let sheet = Sheet::read(b"a,b,colour\n1,2,red\n", &["a", "b"], &["c"]).unwrap();
        assert_eq!(sheet.warnings, ["column \"colour\" is not known and was not read"]);
    }

    #[test]
    fn a_file_that_is_no_csv_of_ours_is_refused_in_words() {
        assert!(faults(b"").contains("empty"));
        assert!(faults(b"a,b\n").contains("no rows"));
        assert!(faults(b"a\n1\n").contains("line 1, column b: this column is missing"));
        assert!(faults(b"a,b,a\n1,2,3\n").contains("line 1, column a: this column stands twice"));
        assert!(faults(b"a,b\n1,2\n1\n").contains("line 3: 1 fields where the header has 2"));
        assert!(faults(b"a,b\n1,\xFF\n").contains("line 2: this is not UTF-8"));
        assert!(faults(b"PK\x03\x04\0\0").contains("not a CSV"));
    }
}
