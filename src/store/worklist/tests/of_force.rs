//! What waits for a force's liaison officers.

use super::*;
use crate::{deadline::Deadline, view::register_filter::RegisterFilter};

fn due(day: NaiveDate) -> Step {
    let deadline = Deadline::from_source(&day.to_string()).unwrap();
    Step::MoveDeadline { deadline, reason: "Agreed at the review".to_owned() }
}

#[sqlx::test]
async fn a_deadline_that_passed_in_silence_is_nothing_recorded_and_overdue_once_the_force_has_spoken(pool: PgPool) {
    let database = two_forces(&pool).await;
    let kent = liaison(&["kent"]);
    assert_eq!(standing(&database, &kent, Group::NothingRecorded, today()).await, ["KENT-1", "KENT-3"]);
    assert_eq!(standing(&database, &kent, Group::Overdue, today()).await, [""; 0]);

    act_on(&database, &kent, "KENT-3", told(), today()).await;
    act_on(&database, &kent, "KENT-1", told(), today()).await;

    assert_eq!(standing(&database, &kent, Group::NothingRecorded, today()).await, [""; 0]);
    assert_eq!(
        standing(&database, &kent, Group::Overdue, today()).await,
        ["KENT-1", "KENT-3"],
        "longest overdue first"
    );
}

#[sqlx::test]
async fn what_is_due_today_or_within_30_days_is_due_soon(pool: PgPool) {
    let database = two_forces(&pool).await;
    let kent = liaison(&["kent"]);
    for (days, soon) in [(0, true), (30, true), (31, false)] {
        act_on(&database, &inspector(), "KENT-2", due(in_days(days)), today()).await;
        let expected: &[&str] = if soon { &["KENT-2"] } else { &[] };
        assert_eq!(standing(&database, &kent, Group::DueWithin30Days, today()).await, expected, "{days}");
    }
}

#[sqlx::test]
async fn what_has_no_date_is_undated_until_it_gets_one(pool: PgPool) {
    let database = two_forces(&pool).await;
    let kent = liaison(&["kent"]);
    assert_eq!(standing(&database, &kent, Group::Undated, today()).await, ["KENT-2"]);
    act_on(&database, &inspector(), "KENT-2", due(in_days(90)), today()).await;
    assert_eq!(standing(&database, &kent, Group::Undated, today()).await, [""; 0]);
}

#[sqlx::test]
async fn questions_wait_until_the_force_submits_again(pool: PgPool) {
    let database = two_forces(&pool).await;
    let kent = liaison(&["kent"]);
    act_on(&database, &kent, "KENT-2", Step::Submit(None), in_days(-9)).await;
    act_on(&database, &inspector(), "KENT-2", returned(), in_days(-5)).await;
    assert_eq!(standing(&database, &kent, Group::Returned, today()).await, ["KENT-2"]);
    act_on(&database, &kent, "KENT-2", told(), in_days(-4)).await;
    assert_eq!(standing(&database, &kent, Group::Returned, today()).await, ["KENT-2"], "an update is no answer");
    act_on(&database, &kent, "KENT-2", Step::Submit(None), in_days(-3)).await;
    assert_eq!(standing(&database, &kent, Group::Returned, today()).await, [""; 0]);
}

#[sqlx::test]
async fn an_item_waits_for_an_update_when_there_was_none_for_90_days_or_ever(pool: PgPool) {
    let database = two_forces(&pool).await;
    let kent = liaison(&["kent"]);
    act_on(&database, &kent, "KENT-1", told(), today()).await;
    for (days, waits) in [(0, false), (89, false), (90, true)] {
        let expected: &[&str] = if waits { &["KENT-2", "KENT-3", "KENT-1"] } else { &["KENT-2", "KENT-3"] };
        let found = standing(&database, &kent, Group::NotUpdated, in_days(days)).await;
        assert_eq!(found, expected, "{days}: never first, then the oldest");
    }
}

#[sqlx::test]
async fn what_the_inspectorate_has_got_waits_for_no_update(pool: PgPool) {
    let database = two_forces(&pool).await;
    let kent = liaison(&["kent"]);
    act_on(&database, &kent, "KENT-2", Step::Submit(None), in_days(-200)).await;
    act_on(&database, &inspector(), "KENT-3", complete(), in_days(-200)).await;
    assert_eq!(standing(&database, &kent, Group::NotUpdated, today()).await, ["KENT-1"]);
}

#[sqlx::test]
async fn what_has_ended_waits_for_nobody(pool: PgPool) {
    let database = two_forces(&pool).await;
    for item in ["KENT-1", "KENT-2", "KENT-3"] {
        act_on(&database, &inspector(), item, complete(), in_days(-2)).await;
        act_on(&database, &authoriser(), item, Step::AuthoriseClosure, in_days(-1)).await;
    }
    for person in [liaison(&["kent"]), inspector(), authoriser()] {
        let worklist = worklist(&database, &person, today()).await;
        assert_eq!((worklist.items, worklist.open), (0, 0), "{person:?}");
        assert!(worklist.lists.iter().all(|list| list.total == 0 && list.items.is_empty()), "{worklist:?}");
    }
}

#[sqlx::test]
async fn a_liaison_officer_sees_the_items_of_all_their_forces_and_of_no_other(pool: PgPool) {
    let database = two_forces(&pool).await;
    for (forces, expected) in [
        (&["kent"][..], &["KENT-1", "KENT-2", "KENT-3"][..]),
        (&["essex"], &["ESSEX-1"]),
        (&["kent", "essex"], &["ESSEX-1", "KENT-1", "KENT-2", "KENT-3"]),
        (&[], &[]),
    ] {
        let officer = liaison(forces);
        assert_eq!(standing(&database, &officer, Group::NotUpdated, today()).await, expected);
        assert_eq!(size(&database, &officer, today()).await.unwrap(), Some(expected.len() as u64));
    }
}

#[sqlx::test]
async fn an_item_that_waits_for_several_reasons_is_counted_once(pool: PgPool) {
    let database = two_forces(&pool).await;
    let kent = liaison(&["kent"]);
    let worklist = worklist(&database, &kent, today()).await;
    let reasons: u64 = worklist.lists.iter().map(|list| list.total).sum();
    assert_eq!((worklist.items, worklist.open, reasons), (3, 3, 6));
    assert_eq!(size(&database, &kent, today()).await.unwrap(), Some(worklist.items));
}

#[sqlx::test]
async fn on_a_whole_worklist_an_item_is_listed_once_where_it_presses_most_with_its_other_reasons(pool: PgPool) {
    let database = two_forces(&pool).await;
    let kent = liaison(&["kent"]);
    act_on(&database, &kent, "KENT-1", Step::Submit(None), in_days(-9)).await;
    act_on(&database, &inspector(), "KENT-1", returned(), in_days(-5)).await;
    let whole = worklist(&database, &kent, today()).await;
    let listed: Vec<_> = whole
        .lists
        .iter()
        .flat_map(|list| &list.items)
        .map(|item| (item.row.reference.as_str(), item.also.clone()))
        .collect();
    assert_eq!(
        listed,
        [("KENT-1", vec![Group::Returned]), ("KENT-3", vec![Group::NotUpdated]), ("KENT-2", vec![Group::NotUpdated])]
    );
    let above: Vec<_> = whole.lists.iter().map(|list| (list.group, list.total, list.above)).collect();
    assert_eq!(
        above,
        [
            (Group::Overdue, 1, 0),
            (Group::DueWithin30Days, 0, 0),
            (Group::Returned, 1, 1),
            (Group::NothingRecorded, 1, 0),
            (Group::Undated, 1, 0),
            (Group::NotUpdated, 2, 2),
        ]
    );
    for list in &whole.lists {
        assert_eq!(
            list.total - list.above,
            list.items.len() as u64,
            "{}: what is counted is listed here or above",
            list.group
        );
    }
    // Alone a group lists all that it counts, with what presses more said beside it.
    let alone =
        page(&database, &kent, WorklistQuery { group: Some(Group::NotUpdated), page: 1 }, today()).await.unwrap();
    let also: Vec<_> =
        alone.lists[0].items.iter().map(|item| (item.row.reference.as_str(), item.also.clone())).collect();
    assert_eq!(also, [("KENT-2", vec![Group::Undated]), ("KENT-3", vec![Group::NothingRecorded])]);
}

#[sqlx::test]
async fn the_deadline_groups_hold_what_the_register_counts_in_the_same_words(pool: PgPool) {
    let database = two_forces(&pool).await;
    let kent = liaison(&["kent"]);
    act_on(&database, &kent, "KENT-1", told(), today()).await;
    let point = Point { valid: PRESENT, known: None, today: today() };
    for (group, state) in [
        (Group::Overdue, DeadlineState::Overdue),
        (Group::DueWithin30Days, DeadlineState::DueWithin30Days),
        (Group::NothingRecorded, DeadlineState::PassedOutcomeNotKnown),
        (Group::Undated, DeadlineState::Undated),
    ] {
        let filter =
            RegisterFilter { force: kent.forces.clone(), deadline_state: vec![state], ..RegisterFilter::default() };
        let total = register::page(&database, &filter, point).await.unwrap().total();
        assert_eq!(standing(&database, &kent, group, today()).await.len() as u64, total, "{group}");
    }
}
