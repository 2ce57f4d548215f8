//! Closing takes two people: in the step, and in the database behind the step's back.

use std::collections::BTreeMap;

use super::*;
use crate::{inspectorate_status::InspectorateStatus, store::events::NewEvent, target::Target};

/// Records an event as the application could if it left the step out.
async fn behind_the_steps_back(database: &Database, person: &Person, fact: Fact) -> Result<(), StoreError> {
    let stream = Stream { kind: StreamKind::Recommendation, id: "KENT-1".to_owned() };
    let mut tx = database.begin_as(person).await?;
    events::lock_stream(&mut tx, &stream).await?;
    let actor = Actor::Person { id: person.id, role: person.role };
    let (happened, audience, corrects, texts) = (None, Audience::Everyone, None, BTreeMap::new());
    append_and_project(&mut tx, vec![NewEvent { stream, happened, actor, audience, corrects, fact, texts }], [])
        .await?;
    Ok(tx.commit().await?)
}

/// The database refuses it by this constraint, which stands for this rule.
async fn refused(database: &Database, who: &Person, fact: Fact, constraint: &str, rule: NotAllowed) {
    let refused = behind_the_steps_back(database, who, fact.clone()).await.unwrap_err();
    assert_eq!(refused.constraint(), Some(constraint), "{fact:?}: {refused}");
    let mut db = database.pool().acquire().await.unwrap();
    let standing = Before::read(&mut db, &reference("KENT-1"), &complete()).await.unwrap().standing;
    let explained = error::ByDatabase::new(who.role, complete().permission(), &standing, &fact).explain(refused);
    assert!(matches!(explained, FollowUpError::NotAllowed(of) if of == rule), "{constraint}: {explained}");
}

#[sqlx::test]
async fn the_proposer_cannot_authorise_in_the_step_nor_past_it(pool: PgPool) {
    let database = two_forces(&pool).await;
    now(&database, &authoriser(), "KENT-1", complete()).await.unwrap();
    let refused = now(&database, &authoriser(), "KENT-1", Step::AuthoriseClosure).await;
    assert!(matches!(refused, Err(FollowUpError::NotAllowed(NotAllowed::SamePerson))), "{refused:?}");
    let refused = behind_the_steps_back(&database, &authoriser(), Fact::ClosureAuthorised {}).await.unwrap_err();
    assert_eq!(refused.constraint(), Some("event_two_people_close"), "{refused}");
    assert_eq!(status(&database, "KENT-1").await, Status::SubmittedForReview);

    now(&database, &person(4, Role::Authoriser), "KENT-1", Step::AuthoriseClosure).await.unwrap();
    assert_eq!(status(&database, "KENT-1").await, Status::VerifiedComplete);
    checked(&database).await;
}

#[sqlx::test]
async fn the_database_refuses_what_the_rules_refuse_and_each_constraint_stands_for_a_reason(pool: PgPool) {
    let database = two_forces(&pool).await;
    let propose =
        |outcome| Fact::ClosureProposed { outcome, verification: None, superseded_by: None, pieces: [].into() };
    let unstated = Outcome::NoFurtherAction(NoActionReason::NotStated);
    let planned = || Fact::PositionSet { position: Position::Planned };
    let unrecorded = Fact::PositionSet { position: Position::NotRecorded };
    let awaiting = || Fact::StatusSet { status: ReviewStage::AwaitingReview };
    let to_unrecorded = NotAllowed::Position(Position::NotRecorded, Position::NotRecorded);
    let not_of = |role| NotAllowed::NotOfRole(complete().permission(), role);
    let attempts = [
        (inspector(), planned(), "event_role", not_of(Role::Inspector)),
        (authoriser(), Fact::Submitted {}, "event_role", not_of(Role::Authoriser)),
        (liaison(), Fact::Returned {}, "event_role", not_of(Role::ForceLiaisonOfficer)),
        (liaison(), awaiting(), "event_role", not_of(Role::ForceLiaisonOfficer)),
        (inspector(), Fact::ClosureAuthorised {}, "event_role", not_of(Role::Inspector)),
        (person(5, Role::SeniorLeader), Fact::Reopened {}, "event_role", not_of(Role::SeniorLeader)),
        (person(6, Role::Administrator), propose(Outcome::Complete), "event_role", not_of(Role::Administrator)),
        (inspector(), Fact::Returned {}, "event_returned_was_submitted", NotAllowed::NotSubmitted),
        (inspector(), propose(unstated), "event_closure_has_reason", NotAllowed::ReasonMissing),
        (authoriser(), Fact::ClosureAuthorised {}, "event_closure_was_proposed", NotAllowed::NotProposed),
        (authoriser(), Fact::ClosureRefused {}, "event_closure_was_proposed", NotAllowed::NotProposed),
        (authoriser(), Fact::Reopened {}, "event_reopened_was_ended", NotAllowed::NotEnded),
        (liaison(), unrecorded, "event_position_transition", to_unrecorded),
    ];
    for (who, fact, constraint, rule) in attempts {
        refused(&database, &who, fact, constraint, rule).await;
    }
    let moved = Step::SetStatus(ReviewStage::AwaitingReview);
    now(&database, &inspector(), "KENT-1", moved).await.unwrap();
    let held = InspectorateStatus::AwaitingReview;
    refused(&database, &inspector(), awaiting(), "event_status_transition", NotAllowed::Status(held, held)).await;

    now(&database, &inspector(), "KENT-1", complete()).await.unwrap();
    for fact in [propose(Outcome::Complete), Fact::Returned {}] {
        refused(&database, &inspector(), fact, "event_closure_proposed_once", NotAllowed::AlreadyProposed).await;
    }
    now(&database, &authoriser(), "KENT-1", Step::AuthoriseClosure).await.unwrap();
    let told = Fact::UpdateRecorded { owner_post: None, target: Target::Kept };
    refused(&database, &liaison(), told, "event_not_ended", NotAllowed::Ended).await;
    checked(&database).await;
}

#[sqlx::test]
async fn what_has_ended_is_reopened_before_anything_about_it_changes(pool: PgPool) {
    let database = two_forces(&pool).await;
    now(&database, &inspector(), "KENT-1", superseded_by("KENT-3")).await.unwrap();
    now(&database, &authoriser(), "KENT-1", Step::AuthoriseClosure).await.unwrap();
    assert_eq!(status(&database, "KENT-1").await, Status::ClosedWithoutAction);
    let deadline = Deadline::from_source("2027-05-01").unwrap();
    for (who, step) in [
        (liaison(), Step::RecordUpdate(update("More"))),
        (liaison(), Step::Submit(None)),
        (inspector(), Step::Return { questions: because("How many?") }),
        (inspector(), Step::SetStatus(ReviewStage::AwaitingReview)),
        (inspector(), Step::MoveDeadline { deadline, reason: because("Agreed") }),
        (inspector(), complete()),
        (authoriser(), Step::AuthoriseClosure),
    ] {
        let refused = now(&database, &who, "KENT-1", step.clone()).await;
        assert!(matches!(refused, Err(FollowUpError::NotAllowed(NotAllowed::Ended))), "{step:?}: {refused:?}");
    }
    let reopened =
        now(&database, &authoriser(), "KENT-1", Step::Reopen { reason: because("The review was wrong") }).await;
    assert_eq!(reopened.unwrap().version, 4);
    let refused = now(&database, &authoriser(), "KENT-1", Step::RefuseClosure { reason: because("No") }).await;
    assert!(matches!(refused, Err(FollowUpError::NotAllowed(NotAllowed::NotProposed))));
}

#[sqlx::test]
async fn a_refused_ending_can_be_proposed_again(pool: PgPool) {
    let database = two_forces(&pool).await;
    now(&database, &inspector(), "KENT-1", complete()).await.unwrap();
    let twice = now(&database, &inspector(), "KENT-1", complete()).await;
    assert!(matches!(twice, Err(FollowUpError::NotAllowed(NotAllowed::AlreadyProposed))));
    now(&database, &authoriser(), "KENT-1", Step::RefuseClosure { reason: because("Sample more cases") })
        .await
        .unwrap();
    assert_eq!(status(&database, "KENT-1").await, Status::InProgress);
    now(&database, &inspector(), "KENT-1", complete()).await.unwrap();
    checked(&database).await;
}
