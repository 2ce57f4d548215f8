//! Tests that drawing, table and file say the same numbers.

use followup::{
    progress::{
        forces_at_a_glance::{By, ForcesAtAGlance, Row},
        selection::Selection,
    },
    share::Share,
};
use proptest::prelude::*;

use super::{report, words::in_tile};
use crate::charts::{
    Charted as _, Layout,
    reading_drawings::{LAYOUTS, file, holds_together, numbers, reading, shown},
    svg,
};

/// Every force, with counts made from its place in the alphabet: some without items, some without a status.
fn rows() -> Vec<Row> {
    let forces = include_str!("../../../../data/forces.csv").lines().skip(1).enumerate().map(|(place, line)| {
        let columns: Vec<_> = line.split(',').collect();
        let place = place as u64;
        let items = if place.is_multiple_of(5) { 0 } else { 2 * place };
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
            improved: items * (place % 4) / 6,
        }
    });
    forces.collect()
}

fn figure(by: By, rows: Vec<Row>) -> ForcesAtAGlance {
    ForcesAtAGlance::new("England and Wales".to_owned(), Selection::default(), by, rows)
}

fn all_forces(by: By) -> ForcesAtAGlance {
    figure(by, rows())
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
        figure(by, rows)
    })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn table_file_and_drawing_hold_every_number(figure in any_figure()) {
        let report = report(&figure);
        holds_together(&report);
        let (table, file) = (report.table(""), file(&report));
        for (place, row) in figure.rows.iter().enumerate() {
            let number = figure.number(row);
            let cells = &table.lines[place].cells;
            prop_assert_eq!(&file[place][4], &number.map(|number| number.to_string()).unwrap_or_default());
            prop_assert_eq!(&file[place][5], &figure.share(row).map(Share::in_file).unwrap_or_default());
            prop_assert_eq!(numbers(&cells[0].text).last().copied(), number);
            prop_assert_eq!(cells[0].href.is_some(), number.is_some_and(|number| number > 0));
            prop_assert_eq!(numbers(&cells.last().unwrap().text), vec![row.items]);
        }
        for layout in LAYOUTS {
            let mut drawn = numbers(&shown(&report, layout));
            for wanted in figure.rows.iter().flat_map(|row| numbers(&in_tile(&figure, row))) {
                let place = drawn.iter().position(|number| *number == wanted);
                prop_assert!(place.is_some(), "{wanted} in {layout:?}");
                drawn.remove(place.unwrap());
            }
        }
    }
}

#[test]
fn every_force_stands_on_the_map_with_its_whole_name() {
    for by in By::ALL {
        let figure = all_forces(*by);
        let report = report(&figure);
        for layout in LAYOUTS {
            let drawn = shown(&report, layout);
            for row in &figure.rows {
                assert!(drawn.contains(&row.name), "{} in {layout:?}: {drawn}", row.name);
            }
            assert!(!drawn.contains("Not on the map"));
        }
        holds_together(&report);
    }
}

#[test]
fn the_same_figures_always_give_the_same_drawing() {
    for by in [By::Overdue, By::Improved] {
        for layout in LAYOUTS {
            let name = format!("{}-{}", by.slug(), layout.name());
            insta::assert_snapshot!(name, svg(&report(&all_forces(by)), reading(), layout).unwrap());
        }
    }
}

#[test]
fn overdue_items_lead_and_the_worst_force_comes_first() {
    let mut all = rows();
    all[41].overdue += 1;
    let report = report(&figure(By::USUAL, all));
    assert!(report.headline.contains("recommendations with a status are overdue, most in "), "{}", report.headline);
    let overdue: Vec<_> = report.rows.iter().map(|row| row.count(0)).collect();
    assert!(overdue.is_sorted_by(|one, next| one >= next), "{overdue:?}");
    let drawn = shown(&report, Layout::Narrow);
    let worst = drawn.find(&report.rows[0].words).unwrap();
    assert!(worst < drawn.find("None overdue").unwrap() && worst < drawn.find("No status public").unwrap(), "{drawn}");
}

#[test]
fn where_no_status_is_public_there_is_nothing_to_chart() {
    let rows = rows().into_iter().map(|row| Row { not_recorded: row.items, open: 0, overdue: 0, gap: 0, ..row });
    let report = report(&figure(By::Overdue, rows.collect()));
    assert!(report.is_empty());
    assert_eq!(report.why_empty().as_deref(), Some("No status of recommendations is public."));
    assert_eq!(report.headline(), "England and Wales: nobody has recorded a status of recommendations");
    for line in report.table("").lines {
        let words = if line.cells[3].text == "0" { "no item that we know of" } else { "no status public" };
        assert_eq!(line.cells[0].text, words);
    }
}

#[test]
fn a_number_leads_to_exactly_its_rows_and_the_measure_is_asked_for_again() {
    let report = report(&all_forces(By::Gap));
    let kent = report.table("&as_at=2026-05-01").lines.into_iter().find(|line| line.name == "Kent").unwrap();
    assert_eq!(
        kent.cells[0].href.as_deref(),
        Some("/recommendations?force=kent&record_type=recommendation&gap=yes&as_at=2026-05-01")
    );
    assert_eq!(report.parameters(), [("by", "gap".to_owned())]);
    assert!(super::report(&all_forces(By::Overdue)).parameters().is_empty());
}
