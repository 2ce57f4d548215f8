//! Reading files as people and spreadsheets write them.

use super::*;

fn read(bytes: &[u8]) -> Result<Sheet, Vec<Fault>> {
    Sheet::read(bytes, &["a", "b"], &["known_from"])
}

fn faults(bytes: &[u8]) -> String {
    let faults = match read(bytes) {
        Ok(sheet) => sheet.faults().to_vec(),
        Err(faults) => faults,
    };
    faults.iter().map(ToString::to_string).collect::<Vec<_>>().join("\n")
}

fn rows(sheet: &Sheet) -> Vec<(u64, String, String, String)> {
    let text = |line: Line<'_>, column| line.text(column).to_owned();
    sheet.lines().map(|line| (line.number, text(line, "a"), text(line, "b"), text(line, "known_from"))).collect()
}

#[test]
fn one_table_written_in_many_ways_reads_the_same() {
    let expected: Vec<_> =
        [("1", "x, y", ""), ("2", "z", "raised")].map(|(a, b, c)| (a.into(), b.into(), c.into())).into();
    for text in [
        "a,b,known_from\n1,\"x, y\",\n2,z,raised\n",
        "a,b,known_from\r1,\"x, y\",\r2,z,raised",
        "\u{feff}known_from,B,A\r\n,\"x, y\",1\r\nraised,z,2\r\n",
        "\u{feff}\"A\",\"B\",\"Known From\"\r\n\"1\",\"x, y\",\"\"\r\n\"2\",\"z\",\"raised\"\r\n",
        "a;b;known-from\n1;x, y;\n2;z;raised\n",
        "a\tb\tKNOWN_FROM\n1\tx, y\t\n2\tz\traised\n",
        "a|b|known from\n1|x, y|\n2|z|raised\n",
        "sep=;\na;b;known_from\n1;x, y;\n2;z;raised\n",
        "SEP=,\r\na,b,known_from\r\n1,\"x, y\",\r\n2,z,raised\r\n",
        "\"sep=\t\"\na\tb\tknown_from\n1\tx, y\t\n2\tz\traised\n",
        "sep=,,,\na,b,known_from\n1,\"x, y\",\n2,z,raised\n",
        "a,b,known_from,,\n1,\"x, y\",,,\n2,z,raised,,\n",
        "a,,b,,known\u{a0}from\n1,,\"x, y\",,\n2,\u{a0},z,,raised\n",
        "a,b,known_from\n1,\"x, y\",,,,\n2,z,raised,\" \",\"\"\n",
        "a,b,  Known -_ From \n\u{200b}1,\"x, y\",\"\"\n2 ,\u{a0}z\u{a0},raised\n",
        "\n,,\na,b,known_from\n,,\n1,\"x, y\",\n\n\" \",\"\",\n2,z,raised\n,,\n\u{a0},\t,\n\n",
    ] {
        let sheet = read(text.as_bytes()).unwrap_or_else(|faults| panic!("{text:?}: {faults:?}"));
        assert!(sheet.faults().is_empty() && sheet.warnings().is_empty(), "{text:?}: {sheet:?}");
        let without_lines: Vec<_> = rows(&sheet).into_iter().map(|(_, a, b, c)| (a, b, c)).collect();
        assert_eq!(without_lines, expected, "{text:?}");
        assert_eq!(sheet.rows(), 2 + sheet.blank(), "{text:?}");
    }
}

#[test]
fn rows_keep_the_number_of_their_line() {
    for (text, lines, blank) in [
        ("a,b\n1,\"x\ny\"\n2,z\n", &[2, 4][..], 0),
        ("a,b\r\n1,\"x\r\ny\"\r\n2,z\r\n", &[2, 4], 0),
        ("sep=;\na;b\n1;2\n", &[3], 0),
        ("a,b\n\n\n1,2\n,\n3,4\n\n", &[4, 6], 4),
        ("\n\na,b\n1,2\n", &[4], 0),
    ] {
        let sheet = read(text.as_bytes()).unwrap();
        assert_eq!(rows(&sheet).iter().map(|row| row.0).collect::<Vec<_>>(), lines, "{text:?}");
        assert_eq!((sheet.blank(), sheet.rows()), (blank, blank + lines.len()), "{text:?}");
    }
}

#[test]
fn unknown_column_is_named_in_a_warning() {
    let sheet = read(b"a,b,Colour of it\n1,2,red\n").unwrap();
    assert_eq!(sheet.warnings(), ["column \"Colour of it\" is not known and is not read"]);
}

#[test]
fn files_that_are_no_csv_of_ours_are_refused_in_words() {
    for (bytes, words) in [
        (&b""[..], "file: the file is empty; it must begin with the columns a,b"),
        (b"\xEF\xBB\xBF\r\n \n", "file: the file is empty"),
        (b"a,b\n", "file: the file has a header and no rows"),
        (b"a,b\n,\n\n \n", "file: the file has a header and no rows"),
        (b"a\n1\n", "line 1, column b: this column is missing; the columns are a,b"),
        (b"a,b,A \n1,2,3\n", "line 1, column A: this column stands twice"),
        (b"\n\na,b,known from,known_from\n1,2,,\n", "line 3, column known_from: this column stands twice"),
        (b"a,b,know_from\n1,2,\n", "line 1, column know_from: no column has this name; write \"known_from\""),
        (b"a,b\n1,2\n1\n", "line 3: 1 cell where there are 2 columns separated by commas"),
        (b"a;b\n1;2\n1,2\n", "line 3: 1 cell where there are 2 columns separated by semicolons"),
        (b"a,b\n1,2,,\n1,2,,x\n", "line 3, column 4, value \"x\": no column has a heading here"),
        (b"a,,b\n1,,2\n1,x,2\n", "line 3, column 2, value \"x\": no column has a heading here"),
        (b"sep=:\na:b\n1:2\n", "line 1: this line names \":\""),
        (b"a:b:known_from\n1:2:\n", "file: the first line is not separated into columns by commas, semicolons or tabs"),
        (b"first/second\n1/2\n", "file: the first line is not separated into columns by commas, semicolons or tabs"),
        (b"a,b\n1,\xFF\n", "line 2: this is not UTF-8"),
        (b"PK\x03\x04\0\0", "not a CSV"),
    ] {
        let faults = faults(bytes);
        assert!(faults.contains(words), "{words:?} not in {faults:?}");
    }
}

#[test]
fn every_faulty_row_is_named_and_counted() {
    let sheet = read(b"a,b\n1\n1,2,3\n,\n5,6\n").unwrap();
    let lines: Vec<_> = sheet.faults().iter().map(|fault| fault.line).collect();
    assert_eq!((lines, sheet.rows(), sheet.blank(), rows(&sheet).len()), (vec![2, 3], 4, 1, 1));
}
