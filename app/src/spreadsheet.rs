//! Files for spreadsheets: CSV as RFC 4180 has it, in which no cell can run as a formula.

use std::borrow::Cow;

/// A cell that a spreadsheet shows as it is written.
///
/// A cell that starts with `=`, `+`, `-`, `@`, a tab or a carriage return may be taken for a formula when the file is
/// opened; an apostrophe before it says that it is text.
pub fn safe(cell: &str) -> Cow<'_, str> {
    if cell.starts_with(['=', '+', '-', '@', '\t', '\r']) {
        Cow::Owned(format!("'{cell}"))
    } else {
        Cow::Borrowed(cell)
    }
}

/// A file of these columns and rows, every cell safe.
pub fn csv<Header, Rows, Row>(header: &[Header], rows: Rows) -> Result<Vec<u8>, csv::Error>
where
    Header: AsRef<str>,
    Rows: IntoIterator<Item = Row>,
    Row: IntoIterator<Item = String>,
{
    let mut file = lines([header.iter().map(|name| name.as_ref().to_owned())])?;
    file.append(&mut lines(rows)?);
    Ok(file)
}

/// Lines of such a file, for one that is sent part by part.
pub fn lines<Rows, Row>(rows: Rows) -> Result<Vec<u8>, csv::Error>
where
    Rows: IntoIterator<Item = Row>,
    Row: IntoIterator<Item = String>,
{
    let mut file = csv::WriterBuilder::new().terminator(csv::Terminator::CRLF).from_writer(Vec::new());
    for row in rows {
        file.write_record(row.into_iter().map(|cell| safe(&cell).into_owned()))?;
    }
    file.into_inner().map_err(|error| csv::Error::from(error.into_error()))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn what_a_spreadsheet_would_run_becomes_text() {
        for cell in ["=1+1", "+44", "-1", "@SUM(A1)", "\t=1", "\r=1"] {
            assert_eq!(safe(cell), format!("'{cell}"));
        }
        assert_eq!(safe("Kent = good"), "Kent = good");
        assert_eq!(safe(""), "");
    }

    proptest! {
        #[test]
        fn every_cell_comes_back_whole_and_none_begins_a_formula(
            rows in prop::collection::vec(prop::collection::vec("\\PC{0,12}|[=+@\t\r\n\",'-]{0,4}", 3), 0..8)
        ) {
            let file = csv(&["a", "b", "c"], rows.clone()).unwrap();
            let mut reader = csv::Reader::from_reader(file.as_slice());
            let read: Vec<Vec<String>> =
                reader.records().map(|record| record.unwrap().iter().map(str::to_owned).collect()).collect();
            let expected: Vec<Vec<String>> =
                rows.iter().map(|row| row.iter().map(|cell| safe(cell).into_owned()).collect()).collect();
            prop_assert_eq!(&read, &expected);
            prop_assert!(read.iter().flatten().all(|cell| !cell.starts_with(['=', '+', '-', '@', '\t', '\r'])));
        }
    }
}
