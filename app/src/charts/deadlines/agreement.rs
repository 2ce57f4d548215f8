//! Tests that no item is counted twice or left out, and that a drawing shows every number.

use followup::{
    deadline::DeadlineState,
    progress::{
        deadlines::{AGE_BANDS, Deadlines, DueCount, MovedCount},
        findings_across_rounds::Coverage,
        month::Month,
        selection::Selection,
    },
};
use proptest::prelude::*;

use super::report;
use crate::{
    charts::{
        Charted as _, Layout,
        reading_drawings::{LAYOUTS, holds_together, reading, shown},
        svg,
    },
    number::grouped,
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
        let offset = match state {
            DeadlineState::Overdue => offset.min(322),
            // Only what was due by now is not ahead.
            DeadlineState::NotDue | DeadlineState::DueWithin30Days => offset.max(322),
            _ => offset,
        };
        let month = first.plus(offset);
        if state == DeadlineState::Undated { due("", state, items) } else { due(&month.to_string(), state, items) }
    });
    let moved = (prop::option::of(-40i64..4000), items()).prop_map(|(days, items)| MovedCount { days, items });
    (prop::collection::vec(count, 0..40), prop::collection::vec(moved, 0..9))
        .prop_map(|(due, moved)| figure(&due, &moved))
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]

    #[test]
    fn every_item_is_in_one_row_by_its_deadline_and_in_one_by_its_move(figure in any_figure()) {
        let report = report(&figure);
        holds_together(&report);
        let sum = |panels: &[&str]| -> u64 {
            let rows = report.rows.iter().filter(|row| panels.contains(&row.keys[2].as_str()));
            rows.map(|row| row.count(0)).sum()
        };
        prop_assert_eq!(sum(&["due", "overdue"]), figure.whole());
        prop_assert_eq!(sum(&["moved"]), figure.moved.iter().sum::<u64>() + figure.move_not_known);
        prop_assert_eq!(report.is_empty(), figure.dated() == 0);
        for layout in LAYOUTS {
            let drawn = shown(&report, layout);
            for (band, items) in AGE_BANDS.iter().zip(figure.overdue).filter(|(_, items)| *items > 0) {
                let said = format!("{} {}", band.in_words(), grouped(items));
                prop_assert!(drawn.contains(&said), "{said} in {drawn}");
            }
        }
    }
}

#[test]
fn a_row_leads_to_exactly_what_it_counts() {
    let table = report(&worked()).table("&as_at=2026-11-25");
    let href = |name: &str| table.lines.iter().find(|line| line.name == name).unwrap().cells[0].href.clone();
    let leads = |asked: &str| Some(format!("/recommendations?{asked}&record_type=recommendation&as_at=2026-11-25"));
    assert_eq!(href("Overdue for over a year"), leads("deadline_state=overdue&due_to=2025-11-24"));
    assert_eq!(
        href("Due in December 2026"),
        leads("deadline_state=due-within-30-days&deadline_state=not-due&due_from=2026-12-01&due_to=2026-12-31")
    );
    assert_eq!(href("Moved later"), leads("moved=later"));
    assert_eq!(href("Closed, deadline without a date"), None);
}

#[test]
fn nothing_is_drawn_of_what_there_is_none() {
    let drawn = shown(&report(&figure(&[due("2014-03", DeadlineState::PassedOutcomeNotKnown, 8)], &[])), Layout::Wide);
    assert!(drawn.contains("Passed, status not public 8"), "{drawn}");
    assert!(!drawn.contains("Overdue") && !drawn.contains("Due from"), "{drawn}");
}

#[test]
fn the_same_figures_always_give_the_same_drawing() {
    for layout in LAYOUTS {
        let drawn = svg(&report(&worked()), reading(), layout).unwrap();
        assert_eq!(drawn, svg(&report(&worked()), reading(), layout).unwrap());
        insta::assert_snapshot!(format!("worked-{}", layout.name()), drawn);
    }
    let report = report(&worked());
    let words = format!("{}\n{}\n{}", report.headline(), report.subtitle(), report.sentences());
    insta::assert_snapshot!("worked-words", words);
}
