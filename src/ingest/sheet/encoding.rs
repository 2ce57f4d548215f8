//! The bytes of a file as text: UTF-8, or a fault that says how to save the file as UTF-8.

use crate::ingest::Fault;

const SAVE_AS: &str = "save it as \"CSV UTF-8 (Comma delimited)\" in Excel, or as CSV with the character set \"Unicode (UTF-8)\" in \
                       LibreOffice";

/// How other kinds of files begin, and what they are.
const OTHER_FILES: &[(&[u8], &str)] = &[
    (b"PK\x03\x04", "a workbook or another ZIP archive"),
    (b"\xD0\xCF\x11\xE0", "an old Excel workbook or another Office document"),
    (b"%PDF", "a PDF"),
];

/// The text of a file, without the mark at its start and with `\n` at the end of each line.
///
/// # Errors
/// A fault that says what the file is instead, and how to save it.
pub(super) fn decode(bytes: &[u8]) -> Result<String, Fault> {
    if let Some((_, kind)) = OTHER_FILES.iter().find(|(start, _)| bytes.starts_with(start)) {
        return Err(Fault::of_file(format!(
            "this is not a CSV file but {kind}; open its table in a spreadsheet and {SAVE_AS}"
        )));
    }
    if is_utf16(bytes) {
        return Err(Fault::of_file(format!("this is UTF-16 (\"Unicode text\") and not UTF-8; {SAVE_AS}")));
    }
    let bytes = bytes.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(bytes);
    let text = std::str::from_utf8(bytes).map_err(|error| {
        let line = lines(&bytes[..error.valid_up_to()]);
        Fault::of_line(
            line,
            format!("this is not UTF-8 text but perhaps Windows-1252 (plain \"CSV\" in Excel); {SAVE_AS}"),
        )
    })?;
    if text.contains('\0') {
        return Err(Fault::of_file(format!("this is not a CSV file: it holds NUL characters; {SAVE_AS}")));
    }
    // The reader of CSV counts lines by \n.
    Ok(text.replace("\r\n", "\n").replace('\r', "\n"))
}

/// Whether these are code units of two bytes: marked so, or with a NUL for every second byte as Latin letters have.
fn is_utf16(bytes: &[u8]) -> bool {
    let start = &bytes[..bytes.len().min(1000)];
    let with_zero = start.chunks_exact(2).filter(|unit| unit.contains(&0)).count();
    bytes.starts_with(b"\xFF\xFE") || bytes.starts_with(b"\xFE\xFF") || with_zero > 0 && with_zero * 3 > start.len()
}

/// The number of the line that ends here.
fn lines(bytes: &[u8]) -> u64 {
    let text = String::from_utf8_lossy(bytes).replace("\r\n", "\n").replace('\r', "\n");
    text.split('\n').count() as u64
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn other_encodings_are_named_with_the_way_to_save_as_utf8() {
        let utf16 = |text: &str, mark: &[u8], order: fn(u16) -> [u8; 2]| -> Vec<u8> {
            [mark.to_vec(), text.encode_utf16().flat_map(order).collect()].concat()
        };
        let text = "reference,summary\nA-1,£5\n";
        for (bytes, line, words) in [
            (utf16(text, b"\xFF\xFE", u16::to_le_bytes), 0, "UTF-16"),
            (utf16(text, b"\xFE\xFF", u16::to_be_bytes), 0, "UTF-16"),
            (utf16(text, b"", u16::to_le_bytes), 0, "UTF-16"),
            (b"reference,summary\nA-1,\xA35\n".to_vec(), 2, "Windows-1252"),
            (b"reference,summary\r\rA-1,\x93quoted\x94\r".to_vec(), 3, "Windows-1252"),
            (b"PK\x03\x04\0\0".to_vec(), 0, "a workbook"),
            (b"\xD0\xCF\x11\xE0\0".to_vec(), 0, "an old Excel workbook"),
            (b"%PDF-1.7\n".to_vec(), 0, "a PDF"),
            (b"reference,summary\nA-1,a\0b\n".to_vec(), 0, "NUL"),
        ] {
            let fault = decode(&bytes).unwrap_err();
            assert_eq!(fault.line, line, "{fault}");
            assert!(fault.problem.contains(words) && fault.problem.contains("CSV UTF-8"), "{fault}");
        }
    }

    #[test]
    fn mark_at_the_start_and_kinds_of_line_ends_leave_one_text() {
        for bytes in ["a,b\n1,é\n", "\u{feff}a,b\r\n1,é\r\n", "a,b\r1,é\r"] {
            assert_eq!(decode(bytes.as_bytes()).unwrap(), "a,b\n1,é\n");
        }
    }
}
