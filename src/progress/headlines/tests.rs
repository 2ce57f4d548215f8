//! Headline figures and their changes, reckoned by hand and held against the counts of change.

use RecordType::{AreaOfConcern, Recommendation};
use proptest::prelude::*;

use super::*;
use crate::status::Status;

fn stand(status: Status, deadline: DeadlineState) -> Stand {
    Stand { status, deadline }
}

const SILENT: Stand = Stand { status: Status::NotRecorded, deadline: DeadlineState::Undated };
const OPEN: Stand = Stand { status: Status::InProgress, deadline: DeadlineState::NotDue };
const LATE: Stand = Stand { status: Status::InProgress, deadline: DeadlineState::Overdue };
const CLOSED: Stand = Stand { status: Status::ClosedAccordingToSource, deadline: DeadlineState::ClosedTimingNotKnown };

/// What fell due in between is what is overdue at the end and was not before.
fn passage(before: Option<Stand>, after: Option<Stand>) -> Passage {
    let overdue = |stand: Option<Stand>| stand.is_some_and(|stand| stand.deadline == DeadlineState::Overdue);
    Passage {
        before,
        after,
        closed: false,
        reopened: false,
        said_done: false,
        fell_due: overdue(after) && !overdue(before),
        slipped: false,
        found: false,
    }
}

/// Items that the view shown counts as today's dated view does.
fn dated(before: Option<Stand>, after: Option<Stand>, items: u64) -> Alike {
    Alike { record_type: Recommendation, shown: after, passage: passage(before, after), undated: None, items }
}

fn headlines(alike: Vec<Alike>) -> Headlines {
    Headlines { period: Some(Between::of_the_month("2026-11-23".parse().unwrap())), alike }
}

fn movement(headlines: &Headlines, headline: Headline) -> Movement {
    headlines.figure(Recommendation, headline).movement.unwrap()
}

#[test]
fn the_day_compared_with_is_the_last_of_the_month_before_the_day_shown() {
    let since = |day: &str| Between::of_the_month(day.parse().unwrap()).from.to_string();
    let days = ["2026-11-23", "2026-11-30", "2026-11-01", "2026-01-01", "2024-03-31"].map(since);
    assert_eq!(days, ["2026-10-31", "2026-10-31", "2026-10-31", "2025-12-31", "2024-02-29"]);
}

#[test]
fn what_has_no_date_is_in_the_figure_and_never_in_its_change() {
    // 10 stood then as they stand now. Of 5 the sources do not say when they were raised: they are in the present alone.
    let undated = Alike { undated: Some(Undated::Item), shown: Some(SILENT), ..dated(None, None, 5) };
    let headlines = headlines(vec![dated(Some(SILENT), Some(SILENT), 10), undated]);
    let all = headlines.figure(Recommendation, Headline::All);
    // 10 + 5 = 15 are shown; of what is dated there were 10 and are 10.
    assert_eq!(all.shown, 15);
    let expected = Movement { then: 10, now: 10, newly: 0, no_longer: 0, of_dated_alone: true, rows: None };
    assert_eq!(all.movement, Some(expected));
    assert_eq!(headlines.undated(Recommendation, Undated::Item), 5);
    assert!(headlines.tally(Recommendation).is_still());
}

#[test]
fn an_end_without_a_date_takes_from_the_figure_and_not_from_the_change() {
    // A source closed 2 of 6 and does not say when: shown as closed, and on every dated day as they were before.
    let undated = Alike { undated: Some(Undated::Fact), shown: Some(CLOSED), ..dated(Some(OPEN), Some(OPEN), 2) };
    let headlines = headlines(vec![dated(Some(OPEN), Some(OPEN), 4), undated]);
    let open = headlines.figure(Recommendation, Headline::In(Group::Open));
    assert_eq!(open.shown, 4);
    let movement = open.movement.unwrap();
    assert_eq!((movement.then, movement.now, movement.newly, movement.no_longer), (6, 6, 0, 0));
    assert!(movement.of_dated_alone);
    assert!(!headlines.figure(Recommendation, Headline::All).movement.unwrap().of_dated_alone, "it is there in both");
    assert_eq!(headlines.undated(Recommendation, Undated::Fact), 2);
}

#[test]
fn what_moved_is_listed_where_a_list_holds_exactly_that() {
    // 3 were raised, 2 fell overdue, 1 that was overdue was closed by a source.
    let headlines = headlines(vec![
        dated(None, Some(SILENT), 3),
        dated(Some(OPEN), Some(LATE), 2),
        dated(Some(LATE), Some(CLOSED), 1),
    ]);
    let list = |change, before, after| Some(Moved { change, before, after });
    let all = movement(&headlines, Headline::All);
    assert_eq!((all.then, all.now, all.newly, all.no_longer), (3, 6, 3, 0));
    assert_eq!(all.rows, list(Change::Raised, Cell::Any, Cell::Any));
    // Open: 3 then, 2 now, and the one that went is the one that moved from there.
    let open = movement(&headlines, Headline::In(Group::Open));
    assert_eq!((open.then, open.now, open.rows), (3, 2, list(Change::Moved, Cell::In(Group::Open), Cell::Any)));
    // Overdue: 2 came and 1 went, 1 more in all, which is no list of one.
    let overdue = movement(&headlines, Headline::Overdue);
    assert_eq!((overdue.then, overdue.now, overdue.newly, overdue.no_longer, overdue.rows), (1, 2, 2, 1, None));
    let unmoved = movement(&headlines, Headline::In(Group::SaidDone));
    assert_eq!((unmoved.then, unmoved.now, unmoved.rows), (0, 0, None));
}

#[test]
fn record_types_are_never_summed() {
    let area = Alike { record_type: AreaOfConcern, ..dated(Some(OPEN), Some(OPEN), 7) };
    let headlines = headlines(vec![dated(Some(OPEN), Some(OPEN), 2), area]);
    assert_eq!(headlines.figure(Recommendation, Headline::All).shown, 2);
    assert_eq!(headlines.figure(AreaOfConcern, Headline::All).shown, 7);
}

#[test]
fn before_the_first_day_there_is_nothing_to_compare_with() {
    let headlines = Headlines { period: None, alike: vec![dated(Some(OPEN), Some(OPEN), 2)] };
    assert_eq!(headlines.figure(Recommendation, Headline::All), Figure { shown: 2, movement: None });
}

fn any_stand() -> impl Strategy<Value = Option<Stand>> {
    let stand = (prop::sample::select(Status::ALL), prop::sample::select(DeadlineState::ALL));
    prop::option::weighted(0.8, stand.prop_map(|(status, deadline)| self::stand(status, deadline)))
}

fn any_alike() -> impl Strategy<Value = Alike> {
    let happened = (any::<[bool; 3]>(), any::<bool>(), any::<bool>(), any::<bool>());
    (any_stand(), any_stand(), prop::option::of(any_stand()), happened, prop::sample::select(RecordType::ALL), 0u64..9)
        .prop_map(|(before, after, other, (moved, fell_due, slipped, found), record_type, items)| Alike {
            record_type,
            shown: other.unwrap_or(after),
            passage: Passage {
                before,
                after,
                closed: moved[0],
                reopened: moved[1],
                said_done: moved[2],
                fell_due,
                slipped,
                found,
            },
            undated: other.map(|_| Undated::Fact),
            items,
        })
}

proptest! {
    #[test]
    fn what_came_and_went_is_the_whole_change(alike in prop::collection::vec(any_alike(), 0..40)) {
        let headlines = headlines(alike);
        for of in RecordType::ALL {
            for headline in Headline::ALL {
                let Figure { shown, movement } = headlines.figure(*of, headline);
                let movement = movement.unwrap();
                prop_assert_eq!(movement.then + movement.newly, movement.now + movement.no_longer);
                prop_assert!(movement.of_dated_alone || shown == movement.now);
                if let Some(list) = movement.rows {
                    let moved = headlines.alike.iter().filter(|alike| alike.record_type == *of && list.holds(&alike.passage));
                    let counts = |stand: Option<Stand>| stand.is_some_and(|stand| headline.counts(stand));
                    let mut count = 0;
                    for alike in moved.filter(|alike| alike.items > 0) {
                        prop_assert!(counts(alike.passage.before) != counts(alike.passage.after));
                        count += alike.items;
                    }
                    prop_assert_eq!(count, movement.then.abs_diff(movement.now));
                }
            }
        }
    }

    #[test]
    fn figures_are_the_ends_of_the_briefings_matrix(alike in prop::collection::vec(any_alike(), 0..40)) {
        let headlines = headlines(alike);
        for of in RecordType::ALL {
            let tally = headlines.tally(*of);
            let ends = |headline| headlines.figure(*of, headline).movement.map(|movement| (movement.then, movement.now)).unwrap();
            prop_assert_eq!(ends(Headline::All), (tally.all_before(), tally.all_after()));
            prop_assert_eq!(ends(Headline::Overdue), tally.overdue());
            for group in Group::ALL {
                prop_assert_eq!(ends(Headline::In(*group)), (tally.before(*group), tally.after(*group)));
            }
            let groups = Group::ALL.iter().map(|group| headlines.shown(*of, |stand| stand.group() == *group));
            prop_assert_eq!(groups.sum::<u64>(), headlines.figure(*of, Headline::All).shown);
        }
    }

    #[test]
    fn no_item_without_a_date_moves_a_figure(alike in prop::collection::vec(any_alike(), 0..40), stand in any_stand(), items in 1u64..9) {
        let without = headlines(alike.clone());
        let undated = Alike { shown: stand, undated: Some(Undated::Item), ..dated(None, None, items) };
        let with = headlines(alike.into_iter().chain([undated]).collect());
        for headline in Headline::ALL {
            let ends = |headlines: &Headlines| {
                let movement = movement(headlines, headline);
                (movement.then, movement.now, movement.newly, movement.no_longer, movement.rows)
            };
            prop_assert_eq!(ends(&with), ends(&without));
        }
    }
}
