//! Tests that drawing, table, file and sentences say the same numbers.

use followup::{
    progress::{
        forces_at_a_glance::{By, ForcesAtAGlance, Row},
        selection::Selection,
    },
    share::Share,
};
use proptest::prelude::*;

use super::words::number_in_words;
use crate::charts::{
    Charted as _, Layout,
    reading_drawings::{LAYOUTS, file, holds_together, numbers, reading, shown},
    svg,
};

/// Every force, with counts made from its place in the alphabet: some without items, some without a status.
fn all_forces(by: By) -> ForcesAtAGlance {
    let forces = include_str!("../../../../data/forces.csv").lines().skip(1).enumerate().map(|(place, line)| {
        let columns: Vec<_> = line.split(',').collect();
        let place = place as u64;
        let items = if place.is_multiple_of(5) { 0 } else { place };
        let not_recorded = if place.is_multiple_of(7) { items } else { items / 3 };
        let recorded = items - not_recorded;
        Row {
            force: columns[5].parse().unwrap(),
            name: columns[2].to_owned(),
            items,
            not_recorded,
            by_source: 0,
            open: recorded / 2,
            overdue: recorded / 4,
            gap: recorded / 5,
            found: items / 2,
            improved: items / 6,
        }
    });
    ForcesAtAGlance {
        scope: "England and Wales".to_owned(),
        selection: Selection::default(),
        by,
        rows: forces.collect(),
    }
}

fn any_figure() -> impl Strategy<Value = ForcesAtAGlance> {
    let count = || prop_oneof![0u64..20, 0u64..3_000];
    let row = (
        prop::sample::select(&["kent", "northamptonshire", "hampshire", "no-such-force"][..]),
        "[A-Za-zŵ<>&\"' –]{1,40}",
        (count(), count(), count(), count(), count(), count()),
    );
    let row = row.prop_map(|(force, name, (open, overdue, not_recorded, by_source, found, improved))| Row {
        force: force.parse().unwrap(),
        name,
        items: open + overdue + not_recorded + by_source,
        not_recorded,
        by_source,
        open,
        overdue,
        gap: overdue,
        found: found + improved,
        improved,
    });
    (prop::collection::vec(row, 1..5), prop::sample::select(By::ALL)).prop_map(|(mut rows, by)| {
        // No two of one force: a force has one tile.
        rows.sort_by(|a, b| a.force.cmp(&b.force));
        rows.dedup_by(|a, b| a.force == b.force);
        ForcesAtAGlance { scope: "Everywhere".to_owned(), selection: Selection::default(), by, rows }
    })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn table_file_sentences_and_drawing_hold_every_number(figure in any_figure()) {
        holds_together(&figure);
        let (table, file, sentences) = (figure.table(""), file(&figure), figure.sentences());
        let mut expected = Vec::new();
        for (place, row) in figure.rows.iter().enumerate() {
            let number = figure.number(row);
            let cells = &table.lines[place].cells;
            prop_assert_eq!(&file[place][4], &number.map(|number| number.to_string()).unwrap_or_default());
            prop_assert_eq!(&file[place][5], &figure.share(row).map(Share::in_file).unwrap_or_default());
            prop_assert_eq!(numbers(&cells[0].text).last().copied(), number);
            prop_assert_eq!(cells[0].href.is_some(), number.is_some());
            prop_assert_eq!(numbers(&cells[2].text), vec![row.items]);
            if number.is_some() {
                expected.extend(numbers(&number_in_words(&figure, row)));
                match figure.by {
                    By::Improved => expected.push(row.found),
                    _ => expected.extend([row.not_recorded, row.by_source].into_iter().filter(|items| *items > 0)),
                }
            }
        }
        prop_assert_eq!(&numbers(&sentences)[..expected.len()], expected.as_slice());
        for layout in LAYOUTS {
            let mut drawn = numbers(&shown(&figure, layout));
            for row in &figure.rows {
                let wanted = match figure.share(row) {
                    Some(share) => numbers(&share.to_string()).first().copied(),
                    None => figure.number(row),
                };
                if let Some(wanted) = wanted {
                    let place = drawn.iter().position(|number| *number == wanted);
                    prop_assert!(place.is_some(), "{wanted} in {layout:?}");
                    drawn.remove(place.unwrap());
                }
            }
        }
    }
}

#[test]
fn every_force_stands_on_the_map_with_its_whole_name() {
    for by in By::ALL {
        let figure = all_forces(*by);
        for layout in LAYOUTS {
            let drawn = shown(&figure, layout);
            for row in &figure.rows {
                assert!(drawn.contains(&row.name), "{} in {layout:?}: {drawn}", row.name);
            }
            assert!(!drawn.contains("Not on the map"));
        }
        holds_together(&figure);
    }
}

#[test]
fn the_same_figures_always_give_the_same_drawing() {
    for by in [By::Open, By::Improved] {
        for layout in LAYOUTS {
            let name = format!("{}-{}", by.slug(), layout.name());
            insta::assert_snapshot!(name, svg(&all_forces(by), reading(), layout).unwrap());
        }
    }
}

#[test]
fn where_nothing_is_recorded_it_says_so_and_draws_no_nought() {
    let mut figure = all_forces(By::Open);
    for row in &mut figure.rows {
        (row.not_recorded, row.open, row.overdue, row.gap) = (row.items, 0, 0, 0);
    }
    assert_eq!(figure.headline(), "England and Wales: nobody has recorded a status of recommendations");
    assert!(figure.subtitle().ends_with("of 43 forces, 0 have data"), "{}", figure.subtitle());
    assert_eq!(shown(&figure, Layout::Wide).matches("no data").count(), 43 + 1, "each tile and the key");
    for (line, row) in figure.table("").lines.iter().zip(&figure.rows) {
        let words = if row.items == 0 { "no item in our sources" } else { "no status recorded" };
        assert_eq!(line.cells[0].text, words);
    }
}

#[test]
fn a_number_leads_to_exactly_its_rows_and_the_measure_is_asked_for_again() {
    let figure = all_forces(By::Gap);
    let kent = figure.table("&as_at=2026-05-01").lines.into_iter().find(|line| line.name == "Kent").unwrap();
    assert_eq!(
        kent.cells[0].href.as_deref(),
        Some("/recommendations?force=kent&record_type=recommendation&gap=yes&as_at=2026-05-01")
    );
    assert_eq!(figure.parameters(), [("by", "gap".to_owned())]);
    assert!(all_forces(By::Open).parameters().is_empty());
}
