//! Changes to write briefings of in tests.

use chrono::{Days, NaiveDate};
use followup::{
    as_at::{AsAt, PRESENT, Point},
    deadline::DeadlineState,
    finding::{Finding, RecordType},
    progress::change::{Between, ChangeQuery, ChangeRequest, Changes, End, Force, Found, Item, Undated},
    query::Query as _,
    status::Status,
    topic::Topic,
    view::{
        change::{ItemSummaries, ItemSummary},
        free_text::FreeText,
    },
};
use proptest::prelude::*;

use super::{Address, Briefing};
use crate::charts::Reading;

const FORCES: [&str; 3] = ["kent", "gwent", "surrey"];

pub(super) fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

pub(super) fn address() -> Address {
    let today = day("2026-11-23");
    let pairs = [("from", "2022-01-01"), ("to", "2022-06-30")];
    let asked =
        ChangeRequest::new(&ChangeQuery::parse(pairs).unwrap(), Point { valid: PRESENT, known: None, today }).unwrap();
    let period = Between::new(day("2022-01-01"), day("2022-06-30")).unwrap();
    Address::new(asked, period, None)
}

pub(super) fn reading() -> Reading {
    let asked = AsAt { as_at: Some(day("2022-06-30")), known_at: None };
    Reading::new(asked, "2026-11-23T12:00:00Z".parse().unwrap(), false)
}

fn any_end() -> impl Strategy<Value = End> {
    let due = (0u64..400).prop_map(|days| day("2021-12-01") + chrono::Days::new(days));
    (prop::sample::select(Status::ALL), prop::option::of(due), prop::sample::select(DeadlineState::ALL))
        .prop_map(|(status, due, deadline)| End { status, due, deadline })
}

fn any_item() -> impl Strategy<Value = Item> {
    let there = prop_oneof![Just((true, true)), Just((true, true)), Just((false, true)), Just((true, false))];
    (
        (any_end(), any_end(), there),
        prop::sample::select(&FORCES[..2]),
        prop::sample::select(RecordType::ALL),
        any::<bool>(),
        any::<bool>(),
    )
        .prop_map(|((before, after, (was, is)), force, record_type, reopened, found)| Item {
            reference: "X".parse().unwrap(),
            force: force.parse().unwrap(),
            topic: Topic::DecisionMaking,
            record_type,
            original_due: Some(day("2021-11-30")),
            before: was.then_some(before),
            after: is.then_some(after),
            reopened_on: reopened.then(|| day("2022-03-05")),
            found: found
                .then(|| Found { finding: Finding::Improved, round: "Review, May 2022".to_owned() })
                .into_iter()
                .collect(),
        })
}

/// Any changes of three forces, of one of which there is nothing.
pub(super) fn any_changes() -> impl Strategy<Value = Changes> {
    changes_of(1..60)
}

/// The same of so many items.
pub(super) fn changes_of(items: impl Into<prop::collection::SizeRange>) -> impl Strategy<Value = Changes> {
    prop::collection::vec(any_item(), items).prop_map(|mut items| {
        for (number, item) in items.iter_mut().enumerate() {
            item.reference = format!("{}-{number:03}", item.force.as_str().to_uppercase()).parse().unwrap();
        }
        let forces = FORCES.map(|slug| Force { slug: slug.parse().unwrap(), name: slug.to_owned() });
        let undated = Undated {
            reference: "KENT-U".parse().unwrap(),
            force: "kent".parse().unwrap(),
            topic: Topic::DecisionMaking,
            record_type: RecordType::Recommendation,
            whole: true,
        };
        Changes { period: address().period, forces: forces.into(), items, undated: vec![undated] }
    })
}

/// The briefing of some changes. Every wording holds what would be code, were it not data.
pub(super) fn briefing(changes: &Changes) -> Briefing {
    briefing_worded(changes, HOSTILE)
}

/// The same with another wording.
pub(super) fn briefing_worded(changes: &Changes, words: &str) -> Briefing {
    let said = || ItemSummary {
        wording: FreeText::Body(words.to_owned()),
        updated_on: Some(address().period.to - Days::new(12)),
        verified_on: None,
    };
    let shown: ItemSummaries = changes.items.iter().map(|item| (item.reference.clone(), said())).collect();
    Briefing::new(changes, &shown, "England & Wales", &address(), reading())
}

/// What a source may write and a typesetter must not run.
pub(super) const HOSTILE: &str = "#panic() *not bold* $x^2$ @ref <label> \\ \"quoted\" = heading";
