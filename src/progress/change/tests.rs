//! The counts of change, held against the items they are of.

use proptest::prelude::*;

use super::*;

fn day(offset: u32) -> NaiveDate {
    NaiveDate::from_ymd_opt(2022, 1, 1).unwrap() + chrono::Days::new(u64::from(offset))
}

fn end(status: Status, due: Option<u32>, deadline: DeadlineState) -> End {
    End { status, due: due.map(day), deadline }
}

fn item(before: Option<End>, after: Option<End>) -> Item {
    Item {
        reference: "KENT-1".parse().unwrap(),
        force: "kent".parse().unwrap(),
        topic: Topic::DecisionMaking,
        record_type: RecordType::Recommendation,
        original_due: Some(day(1)),
        before,
        after,
        fell_due: false,
        closed_on: None,
        reopened_on: None,
        said_done_on: None,
        found: Vec::new(),
    }
}

fn any_end() -> impl Strategy<Value = End> {
    (prop::sample::select(Status::ALL), prop::option::of(0u32..100), prop::sample::select(DeadlineState::ALL))
        .prop_map(|(status, due, deadline)| end(status, due, deadline))
}

fn any_item() -> impl Strategy<Value = Item> {
    let force = prop::sample::select(&["kent", "gwent", "essex"][..]);
    (
        any_end(),
        any_end(),
        0u8..4,
        force,
        prop::sample::select(RecordType::ALL),
        prop::option::of(0u32..100),
        any::<[bool; 3]>(),
    )
        .prop_map(|(before, after, there, force, record_type, moved, [closed, fell_due, found])| Item {
            force: force.parse().unwrap(),
            record_type,
            fell_due,
            closed_on: moved.filter(|_| closed).map(day),
            reopened_on: moved.map(day),
            said_done_on: moved.map(day),
            found: found
                .then(|| Found { finding: Finding::Improved, round: "Review".to_owned() })
                .into_iter()
                .collect(),
            ..item((there != 1).then_some(before), (there != 2).then_some(after))
        })
}

proptest! {
    #[test]
    fn what_moved_stayed_came_and_went_is_all_there_is_at_both_ends(items in prop::collection::vec(any_item(), 0..80)) {
        for record_type in RecordType::ALL {
            let of_type: Vec<_> = items.iter().filter(|item| item.record_type == *record_type).collect();
            let tally: Tally = of_type.iter().copied().collect();
            let both = tally.unmoved() + tally.changed(Change::Moved);
            prop_assert_eq!(both + tally.changed(Change::Gone), tally.all_before());
            prop_assert_eq!(both + tally.changed(Change::Raised), tally.all_after());
            prop_assert_eq!(tally.all_before(), of_type.iter().filter(|item| item.before.is_some()).count() as u64);
            prop_assert_eq!(tally.all_after(), of_type.iter().filter(|item| item.after.is_some()).count() as u64);
            let places = Group::ALL.iter().copied().map(Some).chain([None]);
            let closed: u64 = places.map(|group| tally.closed_into(group)).sum();
            prop_assert_eq!(closed, tally.changed(Change::Closed));
            // Stocks reconcile: what is overdue was so before, or is named by one of the two counts of what is newly so.
            let newly = |item: &&&Item| item.is(Change::Overdue) || item.is(Change::FirstKnownOverdue);
            let overdue = |end: Option<End>| end.is_some_and(|end| end.deadline == DeadlineState::Overdue);
            let stayed = of_type.iter().filter(|item| overdue(item.before) && overdue(item.after) && !newly(item)).count();
            prop_assert_eq!(stayed + of_type.iter().filter(newly).count(), of_type.iter().filter(|item| overdue(item.after)).count());
            prop_assert!(of_type.iter().all(|item| !(item.is(Change::Overdue) && item.is(Change::FirstKnownOverdue))));
        }
    }

    #[test]
    fn the_forces_add_up_to_the_whole_and_every_count_has_as_many_items(items in prop::collection::vec(any_item(), 0..80)) {
        let changes = Changes {
            period: Between::new(day(0), day(50)).unwrap(),
            forces: Vec::new(),
            items,
            undated: Vec::new(),
        };
        let of_forces = by_force(&changes.items);
        for record_type in RecordType::ALL {
            let whole = changes.tally(*record_type);
            let sum = |count: &dyn Fn(&Tally) -> u64| -> u64 {
                of_forces.iter().filter(|((_, of), _)| of == record_type).map(|(_, tally)| count(tally)).sum()
            };
            for change in Change::ALL {
                prop_assert_eq!(sum(&|tally| tally.changed(*change)), whole.changed(*change));
                prop_assert_eq!(changes.list(*record_type, *change).len() as u64, whole.changed(*change));
            }
            for before in Group::ALL {
                prop_assert_eq!(sum(&|tally| tally.before(*before)), whole.before(*before));
                prop_assert_eq!(changes.cell(*record_type, Cell::In(*before), Cell::Any).len() as u64, whole.before(*before));
                for after in Group::ALL {
                    let cell = changes.cell(*record_type, Cell::In(*before), Cell::In(*after));
                    prop_assert_eq!(cell.len() as u64, whole.cell(Some(*before), Some(*after)));
                }
                let gone = changes.cell(*record_type, Cell::In(*before), Cell::Absent);
                prop_assert_eq!(gone.len() as u64, whole.cell(Some(*before), None));
            }
        }
    }

    #[test]
    fn an_item_that_stands_as_it_stood_has_not_changed(both in any_end()) {
        let item = item(Some(both), Some(both));
        prop_assert!(Change::ALL.iter().all(|change| !item.is(*change)));
    }
}

#[test]
fn closed_and_reopened_on_one_day_counts_as_both() {
    let open = end(Status::InProgress, None, DeadlineState::Undated);
    let both = Item { closed_on: Some(day(9)), reopened_on: Some(day(9)), ..item(Some(open), Some(open)) };
    assert!(both.is(Change::Closed) && both.is(Change::Reopened) && !both.is(Change::Moved));
    let closed = end(Status::VerifiedComplete, None, DeadlineState::ClosedTimingNotKnown);
    let undated = item(Some(open), Some(closed));
    assert!(
        undated.is(Change::Moved) && !undated.is(Change::Closed),
        "a movement is what happened, not how two ends differ"
    );
}

#[test]
fn a_deadline_slips_when_it_moves_later_and_never_when_it_is_first_set_or_moves_earlier() {
    let due = |due| end(Status::Planned, due, DeadlineState::NotDue);
    let slip = |before, after| item(before, after).slip().map(|slip| (slip.original, slip.before, slip.after));
    assert_eq!(slip(Some(due(Some(3))), Some(due(Some(8)))), Some((Some(day(1)), day(3), day(8))));
    // Raised within the period: from what was set at first.
    assert_eq!(slip(None, Some(due(Some(8)))), Some((Some(day(1)), day(1), day(8))));
    assert_eq!(slip(Some(due(None)), Some(due(Some(8)))), None);
    assert_eq!(slip(Some(due(Some(8))), Some(due(Some(3)))), None);
    assert_eq!(slip(Some(due(Some(8))), None), None);
}

#[test]
fn a_deadline_that_passed_in_silence_is_not_newly_overdue() {
    let silent = end(Status::NotRecorded, Some(5), DeadlineState::PassedOutcomeNotKnown);
    let before = end(Status::NotRecorded, Some(5), DeadlineState::NotDue);
    let fell_due = |before, after| Item { fell_due: true, ..item(before, Some(after)) };
    assert!(!fell_due(Some(before), silent).is(Change::Overdue));
    let late = end(Status::InProgress, Some(5), DeadlineState::Overdue);
    assert!(fell_due(Some(before), late).is(Change::Overdue) && fell_due(None, late).is(Change::Overdue));
}

#[test]
fn lateness_of_before_the_period_is_first_known_in_it() {
    let silent = end(Status::NotRecorded, Some(5), DeadlineState::PassedOutcomeNotKnown);
    let late = end(Status::InProgress, Some(5), DeadlineState::Overdue);
    for before in [Some(silent), None] {
        let item = item(before, Some(late));
        assert!(item.is(Change::FirstKnownOverdue) && !item.is(Change::Overdue), "{before:?}");
    }
    assert!(!item(Some(late), Some(late)).is(Change::FirstKnownOverdue));
}

#[test]
fn a_period_begins_after_its_first_day_and_never_runs_backwards() {
    let period = Between::new(day(3), day(5)).unwrap();
    assert_eq!([3, 4, 5, 6].map(|offset| period.holds(day(offset))), [false, true, true, false]);
    assert_eq!((Between::new(day(5), day(3)), Between::new(day(3), day(3))), (None, None));
}

#[test]
fn month_quarter_and_year_begin_with_their_first_day() {
    let to: NaiveDate = "2026-11-30".parse().unwrap();
    let periods = [Between::of_the_month(to), Between::of_the_quarter(to), Between::of_the_year(to)];
    assert_eq!(periods.map(|period| period.first().to_string()), ["2026-11-01", "2026-10-01", "2026-01-01"]);
}
