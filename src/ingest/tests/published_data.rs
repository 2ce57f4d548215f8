//! The files of `data/` as one set: well formed, free of contradictions, and as many rows as `data/README.md` says.

use std::collections::BTreeSet;

use check::faults;
use rows::{DataFile, Set, data};

mod check;
mod rows;

#[test]
fn published_data_has_no_fault() {
    let faults = faults(&data());
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}

fn forces_of(set: &Set, rows: &DataFile) -> usize {
    let force_of = |reference: &str| {
        let item = set.recommendations.rows.iter().find(|item| item.text("reference") == reference);
        item.map(|item| item.text("force_slug").to_owned())
    };
    let forces = rows.rows.iter().filter_map(|row| match row.cells.get("force_slug") {
        Some(force) => Some(force.clone()),
        None => force_of(row.text("reference")),
    });
    forces.collect::<BTreeSet<_>>().len()
}

#[test]
fn published_data_has_the_counts_of_its_readme() {
    let set = data();
    let counts: Vec<_> = set.of_forces().map(|rows| (rows.name, rows.rows.len(), forces_of(&set, rows))).collect();
    assert_eq!(
        counts,
        [
            ("rounds", 99, 43),
            ("recommendations", 373, 43),
            ("findings", 193, 39),
            ("statuses", 21, 5),
            ("good_practice", 129, 43),
            ("case_audits", 19, 16),
            ("grades", 23, 5),
        ]
    );
    let items = |fits: fn(&rows::Row) -> bool| set.recommendations.rows.iter().filter(|row| fits(row)).count();
    // 40 recommendations + 333 areas of concern = 373.
    assert_eq!(items(|row| row.text("record_type") == "recommendation"), 40);
    assert_eq!(items(|row| row.text("record_type") == "area_of_concern"), 333);
    assert_eq!(items(|row| row.text("known_from") == "later_round"), 92);
    assert_eq!(items(|row| !row.text("deadline").is_empty()), 29);
    let distinct = |rows: &DataFile| rows.rows.iter().map(|row| row.text("reference")).collect::<BTreeSet<_>>().len();
    assert_eq!((distinct(&set.findings), distinct(&set.statuses)), (188, 9));
    let undated = |row: &&rows::Row| row.text("published").is_empty() && row.text("fieldwork").is_empty();
    assert_eq!(set.rounds.rows.iter().filter(undated).count(), 5);
    let readme = include_str!("../../../data/README.md");
    for (name, rows, forces) in counts {
        let line = format!("| `{name}.csv` | {rows} | {forces} |");
        assert!(readme.contains(&line), "data/README.md has no “{line}”");
    }
}

/// The faults of the set with one line of a file put in another's place.
fn faults_with(name: &'static str, before: &str, after: &str) -> Vec<String> {
    let mut set = data();
    let rows = set.get_mut(name);
    let text = rows.text.replacen(before, after, 1);
    assert_ne!(text, rows.text, "{name} does not hold “{before}”");
    *rows = DataFile::new(name, text);
    faults(&set)
}

#[test]
fn every_kind_of_fault_is_found() {
    for (name, before, after, told) in [
        ("rounds", "force_slug,round", "force,round", "the columns are"),
        ("rounds", "kent,inspection-2019-09", " kent,inspection-2019-09", "stray blanks"),
        ("rounds", "inspection-2019-09,inspection,", "inspection-2019-09,visit,", "kind: “visit” is not known"),
        ("rounds", "2019-04,2019-09,", "2019-04,2019-13,", "published: “2019-13” is not a date"),
        ("rounds", "2019-04,2019-09,", "2019-04,2098-09,", "published: 2098-09 is to come"),
        ("rounds", "2019-04,2019-09,", "2019-10,2019-09,", "published before the fieldwork began"),
        ("rounds", "2019-04,2019-09,", ",2022-09,", "stands after a round that came later"),
        ("rounds", "kent,inspection-2019-09", "kemt,inspection-2019-09", "force_slug: “kemt” is not known"),
        ("recommendations", "KENT-2019-02,", "KENT-2019-01,", "reference KENT-2019-01: twice"),
        ("recommendations", "KENT-2019-07,", "KENT--2019-07,", "reference: “KENT--2019-07”"),
        ("recommendations", "kent,inspection-2019-09", "kent,inspection-2018", "kent has no round “inspection-2018”"),
        ("recommendations", "police detention,immediately", "police detention,soon", "deadline: “soon” is not known"),
        ("recommendations", "inspection-2019-09,investigation", "inspection-2019-09,tea", "topic: “tea” is not known"),
        (
            "recommendations",
            "inspection-2019-09,investigation",
            "inspection-2019-09,partnership working",
            "is of 2024, the round is earlier",
        ),
        ("recommendations", ",recommendation,raised,", ",advice,raised,", "record_type: “advice”"),
        ("recommendations", ",recommendation,raised,", ",recommendation,guessed,", "known_from: “guessed”"),
        ("findings", "KENT-2019-07,post", "KENT-2019-7,post", "reference: there is no item KENT-2019-7"),
        ("findings", ",still-of-concern,", ",worse,", "finding: “worse” is not known"),
        (
            "findings",
            "KENT-2019-07,post-inspection-review-2021-08-26",
            "KENT-2019-07,inspection-2019-09",
            "raised the item",
        ),
        ("statuses", "awaiting-review", "being looked at", "hmicfrs-register has no word “being looked at”"),
        ("statuses", "2017-11-24", "2016-11-24", "happened before the item was raised"),
        ("grades", ",inadequate", ",poor", "grade: “poor”"),
        ("grades", "leadership", "initial contact", "is not graded"),
        ("case_audits", "https://", "see https://", "is no web address"),
        ("good_practice", "kent,inspection-2019-09", "kent,inspection-2019-10", "kent has no round"),
    ] {
        let faults = faults_with(name, before, after);
        assert!(faults.iter().any(|fault| fault.contains(told)), "{name}, {after}: {faults:?}");
    }
}
