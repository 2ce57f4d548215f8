//! Why items stand on a worklist, with what people did recorded as they do it.

use crate::identity::Role;
use chrono::TimeDelta;
use sqlx::PgPool;
use uuid::Uuid;

use super::*;
use crate::{
    act::follow_up::{Proposal, Step, Update},
    clock::random_bytes,
    closure::{Outcome, Verification},
    deadline::DeadlineState,
    event::StreamKind,
    identity::{Audience, PersonId},
    ingest::{File, Kind, import},
    position::Position,
    service::follow_up::{Form, act},
    store::{
        events::{self, Stream},
        fixtures::two_forces,
        register,
    },
};

mod of_force;
mod of_inspectorate;
mod paging;

fn today() -> NaiveDate {
    "2026-11-25".parse().unwrap()
}

fn in_days(days: i64) -> NaiveDate {
    today() + TimeDelta::days(days)
}

/// A person of a role, told from others by a number, with these forces.
fn person(number: u128, role: Role, forces: &[&str]) -> Person {
    let forces = forces.iter().map(|force| force.parse().unwrap()).collect();
    Person { id: PersonId(Uuid::from_u128(number)), role, forces }
}

fn liaison(forces: &[&str]) -> Person {
    person(1, Role::ForceLiaisonOfficer, forces)
}

fn inspector() -> Person {
    person(2, Role::Inspector, &[])
}

fn authoriser() -> Person {
    person(3, Role::Authoriser, &[])
}

/// Does a step on a day, as things stand then.
async fn act_on(database: &Database, person: &Person, item: &str, step: Step, day: NaiveDate) {
    let stream = Stream { kind: StreamKind::Recommendation, id: item.to_owned() };
    let version = events::version(&mut database.pool().acquire().await.unwrap(), &stream).await.unwrap();
    let form = Form {
        subject: item.parse().unwrap(),
        version,
        token: Uuid::from_bytes(random_bytes()),
        answers: crate::answers_digest::AnswersDigest::default(),
    };
    act(database, person, &form, step, day).await.unwrap();
}

async fn worklist(database: &Database, person: &Person, day: NaiveDate) -> Worklist {
    page(database, person, WorklistQuery::default(), day).await.unwrap()
}

/// What stands in a group, in its order.
async fn standing(database: &Database, person: &Person, group: Group, day: NaiveDate) -> Vec<String> {
    let alone =
        page(database, person, WorklistQuery { group: Some(group), ..WorklistQuery::default() }, day).await.unwrap();
    let [list] = &alone.lists[..] else { panic!("{alone:?}") };
    assert_eq!(list.group, group);
    let references: Vec<_> = list.items.iter().map(|item| item.row.reference.to_string()).collect();
    assert_eq!(list.total, references.len() as u64, "{group}");
    references
}

fn update() -> Update {
    Update {
        position: Some(Position::InProgress),
        texts: [("activity", "Trained sergeants".to_owned()), ("outcome", "Children are seen sooner".to_owned())]
            .into(),
        target: None,
        audience: Audience::Force,
    }
}

fn told() -> Step {
    Step::RecordUpdate(update())
}

fn returned() -> Step {
    Step::Return { questions: "How many?".to_owned() }
}

fn complete() -> Step {
    Step::ProposeClosure(Proposal {
        outcome: Outcome::Complete,
        superseded_by: None,
        verification: Some(Verification::RealityTesting),
        reason: "Every case we sampled was investigated in time".to_owned(),
        relied_on: "Case sample, October\nTraining record".to_owned(),
        pieces: [].into(),
        despite_finding: true,
    })
}

fn refusal() -> Step {
    Step::RefuseClosure { reason: "Sample more cases".to_owned() }
}

/// Kent owes an action plan after its review of 2021, by a day that a person set.
async fn set_action_plan(database: &Database, due: &str) {
    use crate::{act::monitoring, duty::Duty, service::monitoring::act};

    let stream = Stream { kind: StreamKind::Force, id: "kent".to_owned() };
    let version = events::version(&mut database.pool().acquire().await.unwrap(), &stream).await.unwrap();
    let form = crate::service::form::Form {
        subject: "kent".parse().unwrap(),
        version,
        token: Uuid::from_bytes(random_bytes()),
        answers: crate::answers_digest::AnswersDigest::default(),
    };
    let step = monitoring::Step::SetDuty {
        duty: Duty::ActionPlan,
        round: "review-2021".parse().unwrap(),
        due: due.parse().ok(),
        reason: "Agreed".to_owned(),
    };
    act(database, &inspector(), &form, &step, today()).await.unwrap();
}
