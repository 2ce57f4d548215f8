//! Every role, every step, own force and another's: who is let through, written down once more by hand.

use super::*;
use crate::{fact::EventKind, identity::Permission};

fn steps() -> Vec<Step> {
    vec![
        Step::RecordUpdate(update("Trained sergeants")),
        Step::Submit(None),
        Step::Return { questions: because("How many?") },
        Step::SetStatus(ReviewStage::AwaitingReview),
        Step::RecordFinding {
            round: "review-2021".parse().unwrap(),
            finding: Finding::Improved,
            summary: String::new(),
            replaces: false,
        },
        complete(),
        Step::AuthoriseClosure,
        Step::RefuseClosure { reason: because("Sample more cases") },
        Step::Reopen { reason: because("A new case came up") },
        Step::MoveDeadline { deadline: Deadline::from_source("2027-05-01").unwrap(), reason: because("Agreed") },
        Step::Link { relation: Relation::Repeats, to: reference("KENT-2") },
        Step::AddEvidence(held_elsewhere()),
        Step::RecordNote { note: because("Seen at the desk"), audience: Audience::Force, asks: false },
    ]
}

/// Which steps, in the order of [`steps`], a role may ask for; a force's own only for its force.
const ALLOWED: [(Role, &str); 5] = [
    (Role::Inspector, "..yyyy...yyyy"),
    (Role::Authoriser, "..yyyyyyyyyyy"),
    (Role::ForceLiaisonOfficer, "yy.........yy"),
    (Role::SeniorLeader, "............."),
    (Role::Administrator, "............."),
];

#[sqlx::test]
async fn nobody_takes_a_step_that_is_not_of_their_role_and_force(pool: PgPool) {
    let database = two_forces(&pool).await;
    let mut tried = 0;
    for (role, allowed) in ALLOWED {
        for (step, allowed) in steps().into_iter().zip(allowed.chars()) {
            for (item, own) in [("KENT-1", true), ("ESSEX-1", false)] {
                let who = person(role as u128 + 10, role);
                let events = count(&pool, "select count(*) from event").await;
                let result = now(&database, &who, item, step.clone()).await;
                let refusal = match &result {
                    Err(FollowUpError::NotAllowed(NotAllowed::NotOfRole(..))) => "role",
                    Err(FollowUpError::NotAllowed(NotAllowed::NotOfForce)) => "force",
                    _ => "",
                };
                let expected = match allowed {
                    '.' => "role",
                    _ if role == Role::ForceLiaisonOfficer && !own => "force",
                    _ => "",
                };
                assert_eq!(refusal, expected, "{role}, {item}, {step:?}: {result:?}");
                if !refusal.is_empty() {
                    assert_eq!(count(&pool, "select count(*) from event").await, events);
                }
                tried += 1;
            }
        }
    }
    assert_eq!(tried, 5 * 13 * 2);
    checked(&database).await;
}

#[sqlx::test]
async fn a_liaison_officer_of_no_force_speaks_for_none(pool: PgPool) {
    let database = two_forces(&pool).await;
    let nobody = Person { forces: Vec::new(), ..liaison() };
    let refused = now(&database, &nobody, "KENT-1", Step::Submit(None)).await;
    assert!(matches!(refused, Err(FollowUpError::NotAllowed(NotAllowed::NotOfForce))));
}

#[sqlx::test]
async fn the_database_knows_the_same_roles_for_each_kind_of_event(pool: PgPool) {
    for kind in EventKind::ALL {
        let action = match kind {
            EventKind::PositionSet | EventKind::UpdateRecorded | EventKind::Submitted => Permission::Update,
            EventKind::Returned => Permission::Return,
            EventKind::StatusSet => Permission::MoveStatus,
            EventKind::FindingRecorded => Permission::RecordFinding,
            EventKind::ClosureProposed => Permission::ProposeClosure,
            EventKind::ClosureAuthorised => Permission::AuthoriseClosure,
            EventKind::ClosureRefused => Permission::RefuseClosure,
            EventKind::Reopened => Permission::Reopen,
            EventKind::DeadlineSet => Permission::MoveDeadline,
            EventKind::Linked => Permission::Link,
            EventKind::NoteRecorded => Permission::RecordNote,
            _ => continue,
        };
        for role in Role::ALL {
            let may: bool = sqlx::query_scalar("select role_may_record($1::event_kind, $2::role_name)")
                .bind(kind.slug())
                .bind(role.slug())
                .fetch_one(&pool)
                .await
                .unwrap();
            assert_eq!(may, action.is_of(*role), "{kind} {role}");
        }
    }
}
