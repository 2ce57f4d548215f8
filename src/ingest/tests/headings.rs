//! Headings of every column of every kind of file, as people write them.

use crate::ingest::{Fault, Kind, columns, sheet::Sheet};

/// All columns of a kind, each with the other columns that its file must have.
fn every_column() -> impl Iterator<Item = (Kind, &'static str)> {
    Kind::ALL.iter().flat_map(|kind| {
        let (required, optional) = columns(*kind);
        required.iter().chain(optional).map(|column| (*kind, *column))
    })
}

/// Reads a file with a row in which `column` is headed like this.
fn read(kind: Kind, column: &str, heading: &str) -> Result<Sheet, Vec<Fault>> {
    let (required, optional) = columns(kind);
    let headings: Vec<&str> =
        required.iter().chain(optional).map(|known| if *known == column { heading } else { known }).collect();
    let row: Vec<String> = headings.iter().map(|heading| format!("value of {heading}").replace(',', "")).collect();
    Sheet::read(format!("{}\n{}\n", headings.join(","), row.join(",")).as_bytes(), required, optional)
}

#[test]
fn case_spaces_and_hyphens_are_underscores() {
    for (kind, column) in every_column() {
        let title: String =
            column.split('_').map(|word| word[..1].to_uppercase() + &word[1..]).collect::<Vec<_>>().join(" ");
        for heading in [
            column.to_uppercase(),
            column.replace('_', " "),
            column.replace('_', "-"),
            column.replace('_', "\u{a0}"),
            column.replace('_', "  "),
            column.replace('_', " - "),
            format!(" {title}\u{a0}"),
            format!("\u{feff}\"{title}\""),
            format!("\u{200b}{title}_"),
        ] {
            // A quoted heading is plain CSV where nothing stands before the quotation mark.
            let heading = heading.replace("\u{feff}\"", "\"");
            let sheet = read(kind, column, &heading).unwrap_or_else(|faults| panic!("{kind} {heading:?}: {faults:?}"));
            assert!(sheet.warnings().is_empty(), "{kind} {heading:?}");
            assert!(sheet.lines().all(|line| line.text(column).starts_with("value of")), "{kind} {heading:?}");
        }
    }
}

/// Slips of the pen in the name of a column.
fn near_misses(column: &str) -> Vec<String> {
    let letters: Vec<char> = column.chars().collect();
    let mut names = vec![
        format!("{column}s"),
        format!("{column}es"),
        format!("{column} (optional)"),
        format!("{column}: see notes"),
        format!("{column}*"),
        format!("{column} 2"),
        format!("x{column}"),
    ];
    if let Some(stem) = column.strip_suffix('y') {
        names.push(format!("{stem}ies"));
    }
    for place in 0..letters.len() {
        let mut missing = letters.clone();
        missing.remove(place);
        let mut doubled = letters.clone();
        doubled.insert(place, letters[place]);
        let mut other = letters.clone();
        other[place] = 'q';
        names.extend([missing, doubled, other].map(String::from_iter));
        if place > 0 && letters[place - 1] != letters[place] {
            let mut swapped = letters.clone();
            swapped.swap(place - 1, place);
            names.push(String::from_iter(swapped));
        }
    }
    let same = |name: &str| name.replace('_', " ").split_whitespace().collect::<Vec<_>>().join("_") == column;
    names.retain(|name| !same(name));
    names
}

#[test]
fn near_miss_of_every_column_is_refused_by_name() {
    for (kind, column) in every_column() {
        for heading in near_misses(column) {
            let Err(faults) = read(kind, column, &heading) else {
                panic!("{kind}: {heading:?} was read in place of {column}")
            };
            let told = faults.iter().map(ToString::to_string).collect::<Vec<_>>().join("\n");
            let named = format!("line 1, column {heading}: ");
            assert!(told.contains(&named) && told.contains(&format!("\"{column}\"")), "{kind} {column}: {told}");
            assert_eq!(faults.len(), 1, "{told}");
        }
    }
}

#[test]
fn columns_of_other_kinds_and_words_of_their_own_are_no_near_misses() {
    let (required, optional) = columns(Kind::Recommendations);
    for heading in
        ["colour", "comment", "owner", "page", "status", "theme", "checked_by", "force", "round", "Police force"]
    {
        let text = format!("{},{heading}\n{}x\n", required.join(","), "v,".repeat(required.len()));
        let sheet = Sheet::read(text.as_bytes(), required, optional).unwrap();
        assert_eq!(sheet.warnings(), [format!("column {heading:?} is not known and is not read")]);
    }
}
