//! Changes to write briefings of in tests.

use chrono::{Days, NaiveDate};
use followup::{
    as_at::{AsAt, PRESENT, Point},
    case_audit::CaseAudit,
    counting::{
        bands::{Band, BandedForce},
        case_files::{AuditedForce, CaseFileForces},
        coverage::Ladder,
        found::FoundCounts,
        grades::GradedForce,
        on_return::OnReturn,
        topics::TopicCount,
        visits::{VisitsByYear, YearOfVisits},
    },
    deadline::DeadlineState,
    finding::{Finding, RecordType},
    force::ForceSlug,
    grade::Grade,
    progress::{
        change::{Between, ChangeQuery, ChangeRequest, Changes, End, Force, Found, Item, Undated},
        headlines::Headlines,
        last_said::LastSaid,
        selection::Selection,
    },
    query::Query as _,
    round::RoundKind,
    status::Status,
    topic::{Scheme, Topic},
    view::{
        change::{BriefingView, ChangeReport, Ends, ItemSummaries, ItemSummary, Situation},
        free_text::FreeText,
        overview::{Claims, Figures, NationalFigures, PassedDeadline, PassedDeadlines, WaitingClaim},
        published::DatedRound,
    },
};
use proptest::prelude::*;

use super::{Address, Briefing};
use crate::{
    charts::{Reading, Report, last_said},
    point::AskedPoint,
};

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
            fell_due: after.due.is_some_and(|due| due >= day("2022-01-01")),
            closed_on: (is && after.status.is_closed() && !(was && before.status.is_closed()))
                .then(|| day("2022-03-04")),
            reopened_on: reopened.then(|| day("2022-03-05")),
            said_done_on: None,
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
    let items: ItemSummaries = changes.items.iter().map(|item| (item.reference.clone(), said())).collect();
    let report = ChangeReport {
        changes: changes.clone(),
        of: "England & Wales".to_owned(),
        ends: Ends::default(),
        all_forces: changes.forces.clone(),
    };
    let view = BriefingView { report, items, situation: situation(words) };
    Briefing::new(&view, None, &address(), at(), reading())
}

fn at() -> AskedPoint {
    AskedPoint::new(AsAt { as_at: Some(day("2022-06-30")), known_at: None }, "2026-11-23T12:00:00Z".parse().unwrap())
}

/// As much of everything as there can be, each item in these words.
fn situation(words: &str) -> Situation {
    let audit = CaseAudit { cases: 30, good: 9, adequate: None, requires_improvement: Some(7), inadequate: 14 };
    let audits = all_forces().into_iter().take(20).map(|force| AuditedForce {
        force: force.force,
        round: round(),
        audit,
        is_recent: true,
    });
    let deadlines = (0..5).map(|place| PassedDeadline {
        reference: format!("LATE-{place}").parse().unwrap(),
        force_name: "Hampshire and Isle of Wight".to_owned(),
        wording: FreeText::Body(words.to_owned()),
        due: day("2021-09-30"),
        due_at_the_latest: true,
        found: Some((Finding::NotFullyAchieved, "2022-05".parse().ok())),
    });
    let waiting = (0..5).map(|place| WaitingClaim {
        reference: format!("CLAIM-{place}").parse().unwrap(),
        force_name: "Hampshire and Isle of Wight".to_owned(),
        wording: FreeText::Body(words.to_owned()),
        since: Some(day("2020-09-30")),
    });
    let topics = Topic::of(Scheme::Of2014).map(|topic| TopicCount {
        topic,
        of_concern: slugs(9),
        looked_at: slugs(11),
        raised_anew: slugs(4),
        found: [FoundCounts { of_concern: 3, ..FoundCounts::default() }; 2],
        not_looked_at: [2; 2],
        not_visited_again: 1,
    });
    let worst = Topic::of(Scheme::Of2024).map(|topic| (topic, Grade::Inadequate));
    let graded = GradedForce {
        force: force("avon-and-somerset", "Avon and Somerset"),
        round: round(),
        said: "2022-05-21".parse().ok(),
        grades: worst.collect(),
    };
    let on_return = OnReturn { found: FoundCounts { improved: 5, of_concern: 9, ..FoundCounts::default() }, forces: 4 };
    let national = NationalFigures {
        ladder: Ladder { forces: 43, visited: 43, asked: 40, found: 39, audited: 16, graded: 5, told_by_people: 0 },
        graded: vec![graded; 3],
        topics: topics.collect(),
        on_return: [on_return; 2],
        case_files: CaseFileForces { audited: 20, more_inadequate: 16, audited_lately: 9, more_inadequate_lately: 6 },
        audits: audits.collect(),
        forces: all_forces(),
        visits: VisitsByYear { years: Vec::new(), undated: YearOfVisits::default(), last: Vec::new() },
        claims: Claims { items: 400, by_people: 10, waiting: 74, half_since: Some(day("2021-01-05")) },
        deadlines: deadlines.collect(),
    };
    let passed = PassedDeadlines {
        known: 40,
        overdue_by_a_year: 0,
        improved: 4,
        partly_improved: 3,
        of_concern: 4,
        unknown: 18,
    };
    let headlines = Headlines { period: None, alike: Vec::new() };
    let figures = Figures { headlines, latest: Vec::new(), late: Vec::new(), passed };
    Situation { figures, national, published: Vec::new(), waiting: waiting.collect() }
}

/// What was last said of every force.
pub(super) fn map() -> Report {
    last_said::report(&LastSaid::new("England and Wales".to_owned(), Selection::default(), all_forces()))
}

/// The same, with this in every name.
pub(super) fn map_named(name: &str) -> Report {
    let mut forces = all_forces();
    for force in &mut forces {
        force.force.short_name = format!("{name}{}", force.force.short_name);
        force.force.name = format!("{name}{}", force.force.name);
    }
    last_said::report(&LastSaid::new(format!("England {name}"), Selection::default(), forces))
}

fn all_forces() -> Vec<BandedForce> {
    let lines = include_str!("../../../data/forces.csv").lines().skip(1).enumerate();
    let mut forces: Vec<_> = lines
        .map(|(place, line)| {
            let columns: Vec<_> = line.split(',').collect();
            BandedForce {
                force: force(columns[5], columns[2]),
                band: Band::ALL[place % Band::ALL.len()],
                number: 3,
                of: 5,
                round: Some(round()),
                said: "2022-05-21".parse().ok(),
                last_found: Default::default(),
                found: Default::default(),
                not_looked_at: Default::default(),
                rounds: vec![round()],
                is_reported_lately: true,
            }
        })
        .collect();
    forces.sort_by_key(|force| force.band);
    forces
}

fn slugs(count: usize) -> Vec<ForceSlug> {
    all_forces().into_iter().take(count).map(|force| force.force.slug).collect()
}

fn round() -> DatedRound {
    DatedRound {
        slug: "inspection-2022".to_owned(),
        kind: RoundKind::Inspection,
        published: "2022-05-21".parse().ok(),
        fieldwork: None,
    }
}

fn force(slug: &str, name: &str) -> followup::force::Force {
    followup::force::Force {
        slug: slug.parse().unwrap(),
        code: "E23000032".parse().unwrap(),
        name: format!("{name} Police"),
        short_name: name.to_owned(),
        nation: "england".parse().unwrap(),
        region: "south-east".parse().unwrap(),
    }
}

/// What a source may write and a typesetter must not run.
pub(super) const HOSTILE: &str = "#panic() *not bold* $x^2$ @ref <label> \\ \"quoted\" = heading";
