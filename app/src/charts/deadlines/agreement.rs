//! Tests that drawing, table, file and sentences say the same numbers, and that a drawing holds together.

use followup::{
    deadline::DeadlineState,
    progress::{
        deadlines::{Deadlines, DueCount, DueGroup, Moved, MovedCount},
        findings_across_rounds::Coverage,
        month::Month,
        selection::Selection,
    },
};
use proptest::prelude::*;

use crate::{
    charts::{
        agreement::{LAYOUTS, holds_together, numbers, reading, shown},
        *,
    },
    components::grouped,
};

fn figure(due: &[DueCount], moved: &[MovedCount]) -> Deadlines {
    let today = "2026-11-25".parse().unwrap();
    let kent = Selection::of_force("kent".parse().unwrap());
    Deadlines::new("Kent Police".to_owned(), kent, None, today, due, moved)
}

fn due(month: &str, state: DeadlineState, items: u64) -> DueCount {
    let month: Option<Month> = month.parse().ok();
    let overdue_since = month.map(Month::first).filter(|_| state == DeadlineState::Overdue);
    DueCount { month, state, overdue_since, items }
}

/// As a force stands of which nothing is dated.
pub fn nothing_dated() -> Deadlines {
    figure(&[due("", DeadlineState::Undated, 7)], &[])
}

/// Some of everything.
pub fn worked() -> Deadlines {
    let counts = [
        due("2014-03", DeadlineState::PassedOutcomeNotKnown, 31),
        due("2025-02", DeadlineState::Overdue, 4),
        due("2026-06", DeadlineState::ClosedInTime, 9),
        due("2026-06", DeadlineState::Overdue, 3),
        due("2026-11", DeadlineState::Overdue, 5),
        due("2026-12", DeadlineState::DueWithin30Days, 6),
        due("2027-02", DeadlineState::NotDue, 14),
        due("2028-01", DeadlineState::NotDue, 2),
        due("", DeadlineState::Undated, 12),
        due("", DeadlineState::ClosedTimingNotKnown, 1),
    ];
    let moved = [(Some(92), 3), (Some(31), 2), (Some(-10), 1), (Some(0), 60), (None, 21)];
    let moved = moved.map(|(days, items)| MovedCount { days, items });
    Deadlines {
        scope: "England and Wales".to_owned(),
        selection: Selection::default(),
        coverage: Some(Coverage { with_data: 17, forces: 43 }),
        ..figure(&counts, &moved)
    }
}

fn any_figure() -> impl Strategy<Value = Deadlines> {
    let items = || prop_oneof![0u64..4, 0u64..30_000];
    let count = (0u32..400, prop::sample::select(DeadlineState::ALL), items()).prop_map(|(offset, state, items)| {
        let first: Month = "2000-01".parse().unwrap();
        // Only what was due before this month is overdue; what is undated has no month.
        let most = if state == DeadlineState::Overdue { 322 } else { 400 };
        let month = first.plus(offset.min(most));
        if state == DeadlineState::Undated { due("", state, items) } else { due(&month.to_string(), state, items) }
    });
    let moved = (prop::option::of(-40i64..4000), items()).prop_map(|(days, items)| MovedCount { days, items });
    (prop::collection::vec(count, 0..40), prop::collection::vec(moved, 0..9))
        .prop_map(|(due, moved)| figure(&due, &moved))
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]

    #[test]
    fn table_and_file_hold_the_same_numbers(figure in any_figure()) {
        let (table, records) = (table(&figure, ""), figure.records());
        let of_groups: Vec<u64> = records.rows.iter().filter(|row| row[3] == "due" && !row[6].starts_with("undated")).map(|row| row[7].parse().unwrap()).collect();
        let in_table: Vec<u64> = table.lines[..figure.due.len()].iter().flat_map(|line| line.cells[..4].iter()).flat_map(|cell| numbers(&cell.text)).collect();
        prop_assert_eq!(of_groups, in_table);
        let rest: Vec<u64> = records.rows.iter().filter(|row| row[3] != "due" || row[6].starts_with("undated")).map(|row| row[7].parse().unwrap()).collect();
        let in_table: Vec<u64> = table.lines[figure.due.len()..].iter().flat_map(|line| line.cells.iter()).flat_map(|cell| numbers(&cell.text)).collect();
        prop_assert_eq!(rest, in_table);
        for (line, due) in table.lines.iter().zip(&figure.due) {
            prop_assert_eq!(numbers(&line.cells[4].text), [due.whole()]);
        }
    }

    #[test]
    fn sentences_and_drawing_hold_every_number(figure in any_figure()) {
        let said = text(&figure, reading()).description;
        for due in figure.due.iter().filter(|due| due.whole() > 0) {
            let sentence = said.split(". ").find(|part| part.starts_with(&format!("{}: ", due.when))).unwrap_or_default();
            let counts = numbers(sentence.split_once(": ").map_or("", |(_, rest)| rest));
            prop_assert_eq!(counts, due.counts.to_vec());
        }
        for moved in Moved::ALL {
            let told = format!("{} {}", phrases::in_a_sentence(moved.label()), grouped(figure.moved(*moved)));
            prop_assert!(said.contains(&told), "{} is not in {}", told, said);
        }
        for layout in LAYOUTS {
            let shown = shown(&svg(&figure, reading(), layout).unwrap());
            let lines: Vec<_> = shown.iter().map(String::as_str).collect();
            // Each name is followed by its sum.
            let sum_of = |name: &str| lines.iter().position(|line| *line == name).and_then(|at| lines.get(at + 1)).copied();
            if figure.dated() > 0 {
                for due in &figure.due {
                    let sum = grouped(due.whole());
                    prop_assert_eq!(sum_of(&due.when), Some(sum.as_str()));
                }
                for group in DueGroup::ALL {
                    let told = format!("{}: {}", group.label(), grouped(figure.in_group(*group)));
                    prop_assert!(shown.contains(&told), "{}", told);
                }
            }
            for moved in Moved::ALL {
                let sum = grouped(figure.moved(*moved));
                prop_assert_eq!(sum_of(moved.label()), Some(sum.as_str()));
            }
        }
    }

    #[test]
    fn nothing_lies_outside_the_paper(figure in any_figure()) {
        holds_together(&figure);
    }
}

#[test]
fn the_same_figures_always_give_the_same_drawing() {
    for layout in LAYOUTS {
        let drawn = svg(&worked(), reading(), layout).unwrap();
        assert_eq!(drawn, svg(&worked(), reading(), layout).unwrap());
        insta::assert_snapshot!(format!("worked-{}", layout.name()), drawn);
    }
    let words = format!("{}\n{}\n{}", worked().headline(), worked().subtitle(), worked().sentences());
    insta::assert_snapshot!("worked-words", words);
}
