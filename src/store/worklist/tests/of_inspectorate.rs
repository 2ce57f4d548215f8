//! What waits for inspectors and authorisers.

use super::*;
use crate::identity::Role;

#[sqlx::test]
async fn submissions_of_all_forces_wait_for_review_the_oldest_first(pool: PgPool) {
    let database = two_forces(&pool).await;
    let officer = liaison(&["kent", "essex"]);
    assert_eq!(size(&database, &inspector(), today()).await.unwrap(), Some(0));
    for (item, days) in [("KENT-2", -3), ("ESSEX-1", -20), ("KENT-1", -7)] {
        act_on(&database, &officer, item, Step::Submit(None), in_days(days)).await;
    }
    let oldest_first = ["ESSEX-1", "KENT-1", "KENT-2"];
    for person in [inspector(), authoriser()] {
        assert_eq!(standing(&database, &person, Group::Submitted, today()).await, oldest_first);
    }
}

#[sqlx::test]
async fn what_is_returned_or_proposed_no_longer_waits_for_review(pool: PgPool) {
    let database = two_forces(&pool).await;
    let kent = liaison(&["kent"]);
    for item in ["KENT-1", "KENT-2"] {
        act_on(&database, &kent, item, Step::Submit(None), in_days(-9)).await;
    }
    act_on(&database, &inspector(), "KENT-1", returned(), in_days(-5)).await;
    act_on(&database, &inspector(), "KENT-2", complete(), in_days(-5)).await;
    assert_eq!(standing(&database, &inspector(), Group::Submitted, today()).await, [""; 0]);
    assert_eq!(size(&database, &inspector(), today()).await.unwrap(), Some(0), "proposals wait for authorisers");
    assert_eq!(standing(&database, &inspector(), Group::AwaitingAuthoriser, today()).await, ["KENT-2"]);
}

#[sqlx::test]
async fn what_forces_refuse_or_ask_and_refused_closures_reach_every_inspector_until_one_acts(pool: PgPool) {
    let database = two_forces(&pool).await;
    let officer = liaison(&["kent", "essex"]);
    let refused = Update { position: Some(Position::NotAccepted), ..update() };
    act_on(&database, &officer, "KENT-1", Step::RecordUpdate(refused), in_days(-9)).await;
    let note = |audience, asks| Step::RecordNote { note: "Which cases?".to_owned(), audience, asks };
    act_on(&database, &officer, "ESSEX-1", note(Audience::Force, true), in_days(-8)).await;
    act_on(&database, &officer, "KENT-3", note(Audience::Force, false), in_days(-8)).await;
    act_on(&database, &inspector(), "KENT-2", complete(), in_days(-8)).await;
    act_on(&database, &authoriser(), "KENT-2", refusal(), in_days(-7)).await;
    for person in [inspector(), person(9, Role::Inspector, &[]), authoriser()] {
        assert_eq!(standing(&database, &person, Group::NotAccepted, today()).await, ["KENT-1"]);
        assert_eq!(standing(&database, &person, Group::AsksForAnswer, today()).await, ["ESSEX-1"]);
        assert_eq!(standing(&database, &person, Group::ClosureRefused, today()).await, ["KENT-2"]);
        assert_eq!(size(&database, &person, today()).await.unwrap(), Some(3));
    }
    let of_kent = WorklistQuery { force: "kent".parse().ok(), ..WorklistQuery::default() };
    assert_eq!(page(&database, &inspector(), of_kent, today()).await.unwrap().items, 2);

    act_on(&database, &inspector(), "KENT-1", note(Audience::Inspectorate, true), in_days(-3)).await;
    act_on(&database, &inspector(), "ESSEX-1", note(Audience::Everyone, false), in_days(-3)).await;
    act_on(&database, &inspector(), "KENT-2", complete(), in_days(-3)).await;
    assert_eq!(
        standing(&database, &inspector(), Group::AsksForAnswer, today()).await,
        ["KENT-1"],
        "colleagues are asked"
    );
    let asked_of_force = standing(&database, &officer, Group::AsksForAnswer, today()).await;
    assert_eq!(asked_of_force, [""; 0], "what the force cannot read asks nothing of it");
    assert_eq!(size(&database, &inspector(), today()).await.unwrap(), Some(1));
}

#[sqlx::test]
async fn proposals_wait_for_authorisers_with_who_stands_behind_them_and_how_they_were_verified(pool: PgPool) {
    let database = two_forces(&pool).await;
    act_on(&database, &inspector(), "KENT-2", complete(), in_days(-2)).await;
    act_on(&database, &authoriser(), "KENT-1", complete(), in_days(-12)).await;
    assert_eq!(standing(&database, &authoriser(), Group::Proposed, today()).await, ["KENT-2"]);
    let own = standing(&database, &authoriser(), Group::AwaitingAuthoriser, today()).await;
    assert_eq!(own, ["KENT-1"], "their own waits for somebody else");

    let worklist = worklist(&database, &authoriser(), today()).await;
    assert_eq!((worklist.items, worklist.lists[0].group), (1, Group::Proposed));
    let told = |item: &Item| {
        let proposal = item.row.work.proposal.unwrap();
        let by = item.proposed_by.clone().unwrap();
        assert_eq!(proposal.outcome, Outcome::Complete);
        assert_eq!(by.verification, Some(Verification::RealityTesting));
        (proposal.by, by.role, proposal.on)
    };
    let [other] = &worklist.lists[0].items[..] else { panic!("{worklist:?}") };
    assert_eq!(told(other), (inspector().id, Role::Inspector, Some(in_days(-2))));
    let by = other.proposed_by.as_ref().unwrap();
    assert_eq!(by.reason.words(), Some("Every case we sampled was investigated in time"));
    assert_eq!((by.pieces.len(), &by.name), (0, &None), "they have no accounts here");
}

#[sqlx::test]
async fn after_a_refusal_and_a_new_proposal_the_last_proposer_is_told(pool: PgPool) {
    let database = two_forces(&pool).await;
    act_on(&database, &inspector(), "KENT-2", complete(), in_days(-9)).await;
    act_on(&database, &authoriser(), "KENT-2", refusal(), in_days(-8)).await;
    assert_eq!(standing(&database, &authoriser(), Group::Proposed, today()).await, [""; 0]);
    act_on(&database, &person(4, Role::Authoriser, &[]), "KENT-2", complete(), in_days(-1)).await;

    let worklist = worklist(&database, &authoriser(), today()).await;
    assert_eq!(worklist.lists[0].items[0].proposed_by.clone().map(|by| by.role), Some(Role::Authoriser));
}

#[sqlx::test]
async fn senior_leaders_and_administrators_have_no_worklist(pool: PgPool) {
    let database = two_forces(&pool).await;
    for role in [Role::SeniorLeader, Role::Administrator] {
        assert_eq!(size(&database, &person(5, role, &[]), today()).await.unwrap(), None);
        assert_eq!(worklist(&database, &person(5, role, &[]), today()).await.lists, []);
    }
}
