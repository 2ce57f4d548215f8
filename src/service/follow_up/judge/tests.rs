//! What the rules make of steps, without a database.

use chrono::{DateTime, NaiveDate};
use uuid::Uuid;

use super::*;
use crate::act::follow_up::*;
use crate::{
    closure::{EndedBy, NoActionReason, Outcome, Verification},
    deadline::{Basis, Deadline, SetBy},
    event::{Actor, Event},
    fact::{Raised, Relation},
    finding::{Finding, KnownFrom, RecordType},
    identity::Role,
    inspectorate_status::Inspectorate,
    partial_date::PartialDate,
    reference::Reference,
    store::read_model::chain::DatedRound,
    target::Target,
    topic::Topic,
};

mod answers;
mod whatever_is_tried;

fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

fn today() -> NaiveDate {
    day("2026-11-25")
}

fn person(number: u128) -> PersonId {
    PersonId(Uuid::from_u128(number))
}

fn reference(text: &str) -> Reference {
    text.parse().unwrap()
}

fn rounds() -> Vec<DatedRound> {
    let round = |place, slug: &str, date: Option<&str>| DatedRound {
        slug: slug.parse().unwrap(),
        place,
        happened: date.map(|date| date.parse().unwrap()),
        source_url: Some(String::new()),
    };
    vec![
        round(1, "inspection-2017", Some("2017")),
        round(2, "inspection-2019", Some("2019-09")),
        round(3, "review-2020", Some("2020-10-01")),
        round(4, "letter", None),
        DatedRound { source_url: None, ..round(5, "unpublished", Some("2026-11-01")) },
    ]
}

fn raised() -> Event {
    let raised = Raised {
        force: "kent".parse().unwrap(),
        round: "inspection-2019".parse().unwrap(),
        topic: Topic::InitialContact,
        record_type: RecordType::Recommendation,
        known_from: KnownFrom::Raised,
        deadline: Deadline::from_source("within six months").unwrap(),
        published: "2019-09".parse().ok(),
        source_url: String::new(),
    };
    event(1, "2019-09".parse().ok(), Actor::System, Fact::Raised(raised))
}

fn event(seq: i64, happened: Option<PartialDate>, actor: Actor, fact: Fact) -> Event {
    Event { seq, happened, recorded_at: DateTime::UNIX_EPOCH, actor, corrects: None, fact }
}

fn before(events: &[Event]) -> Before {
    Before::of(&reference("KENT-1"), events, rounds(), None).unwrap()
}

fn naming(force: &str, round: &str) -> Before {
    Before { other: Some((force.parse().unwrap(), round.parse().unwrap())), ..before(&[raised()]) }
}

fn after(facts: impl IntoIterator<Item = Fact>) -> Before {
    let actor = Actor::Person { id: person(1), role: Role::Inspector };
    let facts = (2..).zip(facts).map(|(seq, fact)| event(seq, Some(PartialDate::day(today())), actor, fact));
    before(&[raised()].into_iter().chain(facts).collect::<Vec<_>>())
}

fn update() -> Update {
    Update {
        position: Some(Position::InProgress),
        texts: [("activity", "Trained every sergeant".to_owned()), ("outcome", "Nothing yet".to_owned())].into(),
        target: None,
        audience: Audience::Force,
    }
}

fn proposal(outcome: Outcome) -> Proposal {
    Proposal {
        outcome,
        superseded_by: None,
        verification: Some(Verification::DeskReview),
        reason: "It was done".to_owned(),
        relied_on: "Training record".to_owned(),
        pieces: [].into(),
        despite_finding: true,
    }
}

fn field(judged: Judged<Vec<Draft>>) -> &'static str {
    match judged {
        Err(FollowUpError::Invalid { field, .. }) => field,
        other => panic!("{other:?}"),
    }
}
