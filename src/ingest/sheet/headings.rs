//! The line of headings: which columns of the file are which of ours, and which are nearly so.

use std::collections::{BTreeSet, HashMap};

use csv::StringRecord;
use strsim::osa_distance;

use super::cell::{shows_nothing, trimmed};
use crate::ingest::Fault;

/// The columns of a kind of file.
#[derive(Debug, Clone, Copy)]
pub(super) struct Columns<'c> {
    /// Those that it must have.
    pub required: &'c [&'c str],
    /// Those that it may have.
    pub optional: &'c [&'c str],
}

impl<'c> Columns<'c> {
    fn all(self) -> impl Iterator<Item = &'c str> {
        self.required.iter().chain(self.optional).copied()
    }

    /// How many of these headings are columns, or nearly.
    pub(super) fn recognised(self, headings: &StringRecord) -> usize {
        let is_ours = |heading: &str| self.all().any(|column| distance(&folded(heading), column).is_some());
        headings.iter().filter(|heading| is_ours(heading)).count()
    }

    /// The columns that a heading is near to, the nearest first; none for a column itself, or for a heading of its own.
    fn meant_by(self, heading: &str) -> Vec<&'c str> {
        // `known_from (optional)` and `known_from: raised or later_round` say more than the name.
        let name = heading.split(['(', '[', ':', '/']).next().map(folded).unwrap_or_default();
        let heading = folded(heading);
        if heading.is_empty() || self.all().any(|column| column == heading) {
            return Vec::new();
        }
        let distance =
            |column: &'c str| [&heading, &name].into_iter().filter_map(|given| distance(given, column)).min();
        let mut near: Vec<_> = self.all().filter_map(|column| Some((distance(column)?, column))).collect();
        let nearest = near.iter().map(|(distance, _)| *distance).min();
        near.retain(|(distance, _)| Some(*distance) == nearest);
        near.into_iter().map(|(_, column)| column).collect()
    }
}

/// Where the columns of a file are.
#[derive(Debug, Default)]
pub(super) struct Headings {
    places: HashMap<String, usize>,
    /// Places without a heading, which must be blank in every row.
    without: BTreeSet<usize>,
    /// How many cells a row needs to reach its last column.
    pub width: usize,
    /// Columns that are not read, in words.
    pub warnings: Vec<String>,
}

impl Headings {
    /// Reads the line of headings.
    ///
    /// # Errors
    /// A column that is missing, doubled, or near to one of ours.
    pub(super) fn read(line: u64, record: &StringRecord, columns: Columns<'_>) -> Result<Self, Vec<Fault>> {
        let mut headings = Self::default();
        let mut faults = Vec::new();
        let mut meant = BTreeSet::new();
        for (place, heading) in record.iter().enumerate() {
            let name = folded(heading);
            if name.is_empty() {
                headings.without.insert(place);
                continue;
            }
            headings.width = place + 1;
            let fault =
                |problem: String| Fault { line, column: Some(trimmed(heading).to_owned()), value: None, problem };
            let near = columns.meant_by(heading);
            if !near.is_empty() {
                let words = near.iter().map(|column| format!("\"{column}\"")).collect::<Vec<_>>().join(" or ");
                faults.push(fault(format!(
                    "no column has this name; write {words} if that is meant, else rename or remove the column"
                )));
                meant.extend(near);
            } else if headings.places.contains_key(&name) {
                faults.push(fault("this column stands twice".to_owned()));
            } else if !columns.all().any(|column| column == name) {
                headings.warnings.push(format!("column {:?} is not known and is not read", trimmed(heading)));
            }
            headings.places.entry(name).or_insert(place);
        }
        let is_missing = |column: &str| !headings.places.contains_key(column) && !meant.contains(column);
        for column in columns.required.iter().filter(|column| is_missing(column)) {
            faults.push(Fault {
                line,
                column: Some((*column).to_owned()),
                value: None,
                problem: format!("this column is missing; the columns are {}", columns.required.join(",")),
            });
        }
        if faults.is_empty() { Ok(headings) } else { Err(faults) }
    }

    /// Where a column is.
    pub(super) fn place(&self, column: &str) -> Option<usize> {
        self.places.get(column).copied()
    }

    /// Whether the cells at a place belong to a column.
    pub(super) fn names(&self, place: usize) -> bool {
        place < self.width && !self.without.contains(&place)
    }
}

/// A heading as it is compared: case, spaces, hyphens and underscores make no other one.
pub(super) fn folded(heading: &str) -> String {
    let is_between = |character: char| {
        character.is_whitespace() || matches!(character, '-' | '_' | '\u{2010}'..='\u{2015}' | '\u{2212}')
    };
    let heading = heading.replace(shows_nothing, "").to_lowercase();
    heading.split(is_between).filter(|word| !word.is_empty()).collect::<Vec<_>>().join("_")
}

/// How many slips of the pen part a heading from a column; none if they are different words.
fn distance(heading: &str, column: &str) -> Option<usize> {
    let letters = |name: &str| name.replace('_', "");
    let (given, wanted) = (letters(heading), letters(column));
    if given == wanted || is_plural(&given, &wanted) || has_the_same_words(heading, column) {
        return Some(1);
    }
    let allowed = match wanted.chars().count() {
        0..=6 => 1,
        7..=11 => 2,
        _ => 3,
    };
    Some(osa_distance(&given, &wanted)).filter(|distance| *distance <= allowed)
}

fn is_plural(given: &str, wanted: &str) -> bool {
    let stem = wanted.strip_suffix('y').map(|stem| format!("{stem}ies"));
    given.strip_prefix(wanted).is_some_and(|ending| matches!(ending, "s" | "es")) || stem.as_deref() == Some(given)
}

/// `from_known` for `known_from`.
fn has_the_same_words(heading: &str, column: &str) -> bool {
    let words = |name: &str| name.split('_').map(str::to_owned).collect::<BTreeSet<_>>();
    words(heading) == words(column)
}
