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
}

#[sqlx::test]
async fn proposals_wait_for_authorisers_with_who_stands_behind_them_and_how_they_were_verified(pool: PgPool) {
    let database = two_forces(&pool).await;
    act_on(&database, &inspector(), "KENT-2", complete(), in_days(-2)).await;
    act_on(&database, &authoriser(), "KENT-1", complete(), in_days(-12)).await;
    assert_eq!(standing(&database, &authoriser(), Group::Proposed, today()).await, ["KENT-1", "KENT-2"]);

    let worklist = worklist(&database, &authoriser(), today()).await;
    assert_eq!((worklist.items, worklist.lists[0].group), (2, Group::Proposed));
    let told = |item: &Item| {
        let proposal = item.row.work.proposal.unwrap();
        let by = item.proposed_by.clone().unwrap();
        assert_eq!(proposal.outcome, Outcome::Complete);
        assert_eq!(by.verification, Some(Verification::RealityTesting));
        (proposal.by, by.role, proposal.on)
    };
    let [own, other] = &worklist.lists[0].items[..] else { panic!("{worklist:?}") };
    assert_eq!(told(own), (authoriser().id, Role::Authoriser, Some(in_days(-12))));
    assert_eq!(told(other), (inspector().id, Role::Inspector, Some(in_days(-2))));
    let by = other.proposed_by.as_ref().unwrap();
    assert_eq!(by.reason.words(), Some("Every case we sampled was investigated in time"));
    assert_eq!((by.pieces.len(), &by.name), (0, &None), "they have no accounts here");
}

#[sqlx::test]
async fn after_a_refusal_and_a_new_proposal_the_last_proposer_is_told(pool: PgPool) {
    let database = two_forces(&pool).await;
    act_on(&database, &inspector(), "KENT-2", complete(), in_days(-9)).await;
    let refused = Step::RefuseClosure { reason: "Sample more cases".to_owned() };
    act_on(&database, &authoriser(), "KENT-2", refused, in_days(-8)).await;
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
