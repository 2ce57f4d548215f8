//! What waits for a force's liaison officers.

use super::*;
use crate::{deadline::Deadline, person::Reader, view::register_filter::RegisterFilter};

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
async fn an_item_waits_for_an_update_90_days_after_it_was_asked_or_updated(pool: PgPool) {
    let database = two_forces(&pool).await;
    let kent = liaison(&["kent"]);
    act_on(&database, &kent, "KENT-1", told(), today()).await;
    for (days, waits) in [(0, false), (89, false), (90, true)] {
        let expected: &[&str] = if waits { &["KENT-2", "KENT-3", "KENT-1"] } else { &["KENT-2", "KENT-3"] };
        let found = standing(&database, &kent, Group::NotUpdated, in_days(days)).await;
        assert_eq!(found, expected, "{days}: silent for longest first");
    }
    // An item of a round published four days ago is not late with its first update.
    let day: NaiveDate = "2021-08-30".parse().unwrap();
    assert_eq!(standing(&database, &kent, Group::NotUpdated, day).await, ["KENT-2"]);
}

#[sqlx::test]
async fn what_the_inspectorate_has_got_is_listed_apart_and_not_counted(pool: PgPool) {
    let database = two_forces(&pool).await;
    let kent = liaison(&["kent"]);
    act_on(&database, &kent, "KENT-2", Step::Submit(None), in_days(-200)).await;
    act_on(&database, &inspector(), "KENT-3", complete(), in_days(-200)).await;
    assert_eq!(standing(&database, &kent, Group::NotUpdated, today()).await, ["KENT-1"]);
    assert_eq!(standing(&database, &kent, Group::WithInspectorate, today()).await, ["KENT-2", "KENT-3"]);
    assert_eq!(size(&database, &kent, today()).await.unwrap(), Some(1));
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
async fn every_item_is_in_one_section_and_the_count_is_the_rows(pool: PgPool) {
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
    assert_eq!((whole.items, whole.open), (3, 3));
    assert_eq!(size(&database, &kent, today()).await.unwrap(), Some(whole.items));
    for list in &whole.lists {
        let rows = if list.group.section(kent.role) == Section::Reason { 0 } else { list.total };
        assert_eq!(rows, list.items.len() as u64, "{}", list.group);
    }
    // A reason lists all that have it, with where each stands.
    let asked = WorklistQuery { group: Some(Group::NotUpdated), ..WorklistQuery::default() };
    let alone = page(&database, &kent, asked, today()).await.unwrap();
    let also: Vec<_> =
        alone.lists[0].items.iter().map(|item| (item.row.reference.as_str(), item.also.clone())).collect();
    assert_eq!(also, [("KENT-2", vec![Group::Undated]), ("KENT-3", vec![Group::NothingRecorded])]);
}

#[sqlx::test]
async fn an_item_stays_on_the_list_of_its_force_after_an_update_whenever_it_is_due(pool: PgPool) {
    let database = two_forces(&pool).await;
    let kent = liaison(&["kent"]);
    for (days, section) in
        [(-1, Group::Overdue), (5, Group::DueWithin30Days), (31, Group::DueLater), (4000, Group::DueLater)]
    {
        act_on(&database, &inspector(), "KENT-2", due(in_days(days)), today()).await;
        act_on(&database, &kent, "KENT-2", told(), today()).await;
        assert_eq!(standing(&database, &kent, section, today()).await, ["KENT-2"], "{days}");
        assert_eq!(size(&database, &kent, today()).await.unwrap(), Some(3), "{days}");
    }
}

#[sqlx::test]
async fn what_inspectors_ask_is_on_the_list_of_the_force_until_it_acts(pool: PgPool) {
    let database = two_forces(&pool).await;
    let kent = liaison(&["kent"]);
    let note = |audience| Step::RecordNote { note: "How many officers?".to_owned(), audience, asks: true };
    act_on(&database, &kent, "KENT-1", Step::Submit(None), in_days(-9)).await;
    act_on(&database, &inspector(), "KENT-1", note(Audience::Force), in_days(-8)).await;
    assert_eq!(standing(&database, &kent, Group::AsksForAnswer, today()).await, ["KENT-1"]);
    assert_eq!(standing(&database, &kent, Group::WithInspectorate, today()).await, [""; 0], "it has to answer");
    act_on(&database, &kent, "KENT-1", note(Audience::Force), in_days(-7)).await;
    assert_eq!(standing(&database, &kent, Group::AsksForAnswer, today()).await, [""; 0]);
    assert_eq!(standing(&database, &kent, Group::WithInspectorate, today()).await, ["KENT-1"]);

    act_on(&database, &inspector(), "KENT-2", complete(), in_days(-6)).await;
    act_on(&database, &authoriser(), "KENT-2", refusal(), in_days(-5)).await;
    assert_eq!(standing(&database, &kent, Group::ClosureRefused, today()).await, ["KENT-2"]);
    act_on(&database, &inspector(), "KENT-2", complete(), in_days(-4)).await;
    act_on(&database, &authoriser(), "KENT-2", Step::AuthoriseClosure, in_days(-3)).await;
    act_on(&database, &authoriser(), "KENT-2", Step::Reopen { reason: "It recurred".to_owned() }, in_days(-2)).await;
    assert_eq!(standing(&database, &kent, Group::ClosureRefused, today()).await, [""; 0]);
    assert_eq!(standing(&database, &kent, Group::Reopened, today()).await, ["KENT-2"]);
    act_on(&database, &kent, "KENT-2", told(), in_days(-1)).await;
    assert_eq!(standing(&database, &kent, Group::Reopened, today()).await, [""; 0]);
}

#[sqlx::test]
async fn a_duty_is_owed_in_the_section_of_its_day_until_it_is_met(pool: PgPool) {
    let database = two_forces(&pool).await;
    let kent = liaison(&["kent"]);
    let of = async |day: &str, group| {
        let day = day.parse().unwrap();
        let whole = worklist(&database, &kent, day).await;
        let list = whole.lists.iter().find(|list| list.group == group).unwrap().clone();
        (whole.items, list.total, list.duties.iter().map(|owed| owed.due.on).collect::<Vec<_>>())
    };
    let before = worklist(&database, &kent, today()).await.items;
    set_action_plan(&database, "2026-12-11").await;
    let due: NaiveDate = "2026-12-11".parse().unwrap();
    assert_eq!(of("2026-11-25", Group::DueWithin30Days).await, (before + 1, 1, vec![due]));
    assert_eq!(of("2026-11-10", Group::DueLater).await.2, [due]);
    assert_eq!(of("2026-12-12", Group::Overdue).await.2, [due]);
    assert_eq!(size(&database, &kent, today()).await.unwrap(), Some(before + 1));
    assert_eq!(
        worklist(&database, &liaison(&["essex"]), today())
            .await
            .lists
            .iter()
            .map(|list| list.duties.len())
            .sum::<usize>(),
        0
    );
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
        let total = register::page(&database, &Reader::Anyone, &filter, point).await.unwrap().total();
        assert_eq!(standing(&database, &kent, group, today()).await.len() as u64, total, "{group}");
    }
}
