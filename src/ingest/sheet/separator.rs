//! What separates the cells of a file: commas, semicolons, tabs or bars, found by the headings or named by a `sep=` line.

use csv::{Reader, ReaderBuilder, StringRecord};

use super::{cell::trimmed, headings::Columns};
use crate::ingest::Fault;

/// A character between two cells.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Separator {
    byte: u8,
    /// As faults name it.
    pub plural: &'static str,
}

const COMMA: Separator = Separator { byte: b',', plural: "commas" };
const ALL: [Separator; 4] = [
    COMMA,
    Separator { byte: b';', plural: "semicolons" },
    Separator { byte: b'\t', plural: "tabs" },
    Separator { byte: b'|', plural: "vertical bars" },
];

impl Separator {
    /// A reader of text whose cells it separates.
    pub(super) fn reader(self, text: &str) -> Reader<&[u8]> {
        let mut builder = ReaderBuilder::new();
        builder.has_headers(false).flexible(true).delimiter(self.byte);
        builder.from_reader(text.as_bytes())
    }

    /// The first line that is not blank.
    fn headings(self, text: &str) -> StringRecord {
        let mut reader = self.reader(text);
        let mut records = reader.records().map_while(Result::ok);
        records.find(|record| record.iter().any(|cell| !trimmed(cell).is_empty())).unwrap_or_default()
    }
}

/// What separates the cells of a text, the text without a line that only names it, and how many lines were left out.
///
/// # Errors
/// A `sep=` line that names something else, and headings that nothing we know separates.
pub(super) fn find<'t>(text: &'t str, columns: Columns<'_>) -> Result<(Separator, &'t str, u64), Fault> {
    let (first, rest) = text.split_once('\n').unwrap_or((text, ""));
    let first = first.trim_matches([' ', '"', '\u{feff}']);
    if let Some(named) = first.get(..4).filter(|start| start.eq_ignore_ascii_case("sep=")).map(|_| &first[4..]) {
        // A spreadsheet that saves the line again fills it up with separators.
        let separator = ALL.into_iter().find(|separator| {
            let named = named.as_bytes();
            named.first() == Some(&separator.byte) && named.iter().all(|byte| [separator.byte, b'"'].contains(byte))
        });
        let separator = separator.ok_or_else(|| {
            let problem = format!(
                "this line names {named:?} as what separates the columns; separate them by a comma, a semicolon or a tab"
            );
            Fault::of_line(1, problem)
        })?;
        return Ok((separator, rest, 1));
    }
    let mut best = (COMMA, columns.recognised(&COMMA.headings(text)));
    for separator in ALL {
        let recognised = columns.recognised(&separator.headings(text));
        if recognised > best.1 {
            best = (separator, recognised);
        }
    }
    if best.1 == 0 && ALL.into_iter().all(|separator| separator.headings(text).len() == 1) {
        return Err(Fault::of_file(format!(
            "the first line is not separated into columns by commas, semicolons or tabs; it must be {}",
            columns.required.join(",")
        )));
    }
    Ok((best.0, text, 0))
}
