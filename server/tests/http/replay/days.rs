//! On which day each row of the public data came in: with the publication of its round, or its fieldwork where that is all that is known.

use std::{collections::BTreeMap, fs, path::Path};

use chrono::NaiveDate;
use followup::{ingest::Kind, partial_date::PartialDate};

use crate::real_data::KINDS;

/// Files of a day, in the order in which they build on each other.
pub type Files = Vec<(Kind, &'static str, Vec<u8>)>;

/// The history, cut into days.
pub struct Days {
    /// The forces, and whatever has no date.
    pub first: (NaiveDate, Files),
    /// What was published later, day by day.
    pub later: BTreeMap<NaiveDate, Files>,
}

/// A file of `data/`: its header, and its rows by the names of their columns.
fn read(name: &str) -> (csv::StringRecord, Vec<csv::StringRecord>) {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../data").join(name);
    let bytes = fs::read(path).unwrap();
    let mut reader = csv::Reader::from_reader(bytes.as_slice());
    let header = reader.headers().unwrap().clone();
    (header, reader.into_records().map(Result::unwrap).collect())
}

fn cell<'a>(header: &csv::StringRecord, row: &'a csv::StringRecord, column: &str) -> &'a str {
    header.iter().position(|name| name == column).map_or("", |place| &row[place])
}

/// Cuts the data into days.
pub fn arrivals() -> Days {
    let before: NaiveDate = "2014-01-01".parse().unwrap();
    let (header, rounds) = read("rounds.csv");
    let mut of_round = BTreeMap::new();
    for row in &rounds {
        let date = |column: &str| -> Option<PartialDate> { cell(&header, row, column).parse().ok() };
        let happened = date("published").or_else(|| date("fieldwork"));
        let day = happened.map_or(before, PartialDate::last).max(before);
        of_round.insert((cell(&header, row, "force_slug").to_owned(), cell(&header, row, "round").to_owned()), day);
    }
    let day_of =
        |force: &str, round: &str| of_round.get(&(force.to_owned(), round.to_owned())).copied().unwrap_or(before);

    let (header, items) = read("recommendations.csv");
    let of_item: BTreeMap<String, (String, NaiveDate)> = items
        .iter()
        .map(|row| {
            let force = cell(&header, row, "force_slug");
            let raised = day_of(force, cell(&header, row, "raised_in"));
            (cell(&header, row, "reference").to_owned(), (force.to_owned(), raised))
        })
        .collect();

    let mut days: BTreeMap<NaiveDate, Files> = BTreeMap::new();
    for (kind, name) in KINDS {
        let (header, rows) = read(name);
        let mut of_day: BTreeMap<NaiveDate, Vec<csv::StringRecord>> = BTreeMap::new();
        for row in rows {
            let round = cell(&header, &row, "round");
            let day = match kind {
                Kind::Forces => before,
                Kind::Recommendations => of_item[cell(&header, &row, "reference")].1,
                // A round may speak of an item whose own round came in later, where only that later one is dated.
                Kind::Findings => {
                    let (force, raised) = &of_item[cell(&header, &row, "reference")];
                    day_of(force, round).max(*raised)
                }
                Kind::Statuses => {
                    let happened: Option<PartialDate> = cell(&header, &row, "happened").parse().ok();
                    let raised = of_item[cell(&header, &row, "reference")].1;
                    happened.map_or(raised, |happened| happened.last().max(raised))
                }
                _ => day_of(cell(&header, &row, "force_slug"), round),
            };
            of_day.entry(day).or_default().push(row);
        }
        for (day, rows) in of_day {
            let mut writer = csv::Writer::from_writer(Vec::new());
            writer.write_record(&header).unwrap();
            for row in rows {
                writer.write_record(&row).unwrap();
            }
            days.entry(day).or_default().push((kind, name, writer.into_inner().unwrap()));
        }
    }
    let first = days.remove(&before).unwrap();
    Days { first: (before, first), later: days }
}
