//! What the fold promises, on histories as they really are: backwards, undated, corrected, twice a day.

use chrono::{DateTime, Days, NaiveDate, Utc};
use proptest::prelude::*;
use uuid::Uuid;

use super::*;
use crate::{
    closure::Verification,
    deadline::Basis,
    event::{Chain, Event, told},
    finding::{KnownFrom, RecordType},
    identity::Role,
    inspectorate_status::ReviewStage,
    partial_date::PartialDate,
    source_status::{MAPPINGS, SourceVocabulary},
    target::Target,
    topic::Topic,
};

/// Three rounds of one force: 2019, one without a date, 2021.
struct Rounds;

impl Chain for Rounds {
    fn place(&self, round: &RoundSlug) -> Option<(u32, NaiveDate)> {
        match round.as_str() {
            "inspection-2019" => Some((1, day("2019-02-01"))),
            "review-undated" => Some((2, day("2019-02-01"))),
            "review-2021" => Some((3, day("2021-03-24"))),
            _ => None,
        }
    }
}

fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

fn at(seq: i64) -> DateTime<Utc> {
    DateTime::from_timestamp(1_600_000_000 + seq * 3600, 0).unwrap()
}

fn event(seq: i64, happened: Option<&str>, fact: Fact) -> Event {
    Event {
        seq,
        happened: happened.map(|text| text.parse().unwrap()),
        recorded_at: at(seq),
        actor: Actor::Import { batch: Uuid::nil() },
        corrects: None,
        fact,
    }
}

fn by(n: u128, event: Event) -> Event {
    Event { actor: Actor::Person { id: PersonId(Uuid::from_u128(n)), role: Role::Inspector }, ..event }
}

fn raised(happened: Option<&str>) -> Event {
    let raised = Raised {
        force: "lincolnshire".parse().unwrap(),
        round: "inspection-2019".parse().unwrap(),
        topic: Topic::InitialContact,
        record_type: RecordType::Recommendation,
        known_from: KnownFrom::Raised,
        deadline: Deadline::from_source("immediately").unwrap(),
        published: happened.map(|text| text.parse().unwrap()),
        source_url: String::new(),
    };
    event(1, happened, Fact::Raised(raised))
}

fn found(seq: i64, happened: Option<&str>, round: &str, finding: Finding) -> Event {
    let fact = Fact::FindingRecorded { round: round.parse().unwrap(), finding, source_url: None };
    event(seq, happened, fact)
}

fn word(seq: i64, happened: Option<&str>, word: &str) -> Event {
    let vocabulary = SourceVocabulary::HmicfrsRegister;
    event(seq, happened, Fact::SourceStatusRecorded { vocabulary, word: word.to_owned(), source_url: None })
}

fn on(events: &[Event], day: NaiveDate) -> Option<Standing> {
    standing_on(&told(events, &Rounds), day)
}

#[test]
fn a_fact_from_2014_imported_today_never_becomes_the_current_one() {
    let events = [
        raised(Some("2014-01-05")),
        word(2, Some("2018-05-01"), "complete"),
        word(3, Some("2014-02"), "awaiting-review"),
    ];
    assert_eq!(on(&events, PRESENT).unwrap().status(), Status::ClosedAccordingToSource);
    assert_eq!(on(&events, day("2014-03-01")).unwrap().status(), Status::NotRecorded);
}

#[test]
fn two_changes_on_one_day_keep_their_order() {
    let events = [
        raised(Some("2014-01-05")),
        word(2, Some("2015-01-01"), "complete"),
        word(3, Some("2015-01-01"), "being-progressed"),
    ];
    let standing = on(&events, PRESENT).unwrap();
    assert_eq!((standing.status(), standing.closed_on), (Status::NotRecorded, None));
    assert_eq!(standing.source_status.unwrap().word, "being-progressed");
}

#[test]
fn open_word_of_a_source_makes_nothing_open_or_overdue() {
    // Due immediately, so in March 2019: open words of two vocabularies since, and nothing recorded here.
    let rag =
        Fact::SourceStatusRecorded { vocabulary: SourceVocabulary::Rag, word: "amber".to_owned(), source_url: None };
    let events = [
        raised(Some("2019-03-01")),
        word(2, Some("2019-04-01"), "awaiting-review"),
        event(3, Some("2019-05-01"), rag),
        word(4, Some("2019-06-01"), "being-progressed"),
    ];
    let standing = on(&events, PRESENT).unwrap();
    assert_eq!((standing.position, standing.inspectorate), (Position::NotRecorded, Inspectorate::NotRecorded));
    assert_eq!((standing.status(), standing.updated_on), (Status::NotRecorded, None));
    assert_eq!(standing.deadline_state(day("2026-11-29")), DeadlineState::PassedOutcomeNotKnown);
    let shown = standing.source_status.unwrap().in_words();
    assert_eq!(shown, "As last published: being progressed, 1 June 2019");
}

#[test]
fn what_people_record_counts_and_no_source_line_undoes_it() {
    let position = by(1, event(2, Some("2020-01-10"), Fact::PositionSet { position: Position::InProgress }));
    // Lines of before and after it, whenever they are imported.
    for happened in ["2019-04-01", "2021-04-01"] {
        for written in ["awaiting-review", "complete", "no-further-action-needed"] {
            let events = [raised(Some("2019-03-01")), position.clone(), word(3, Some(happened), written)];
            let standing = on(&events, PRESENT).unwrap();
            assert_eq!(standing.status(), Status::InProgress, "{written} {happened}");
            assert_eq!(standing.closed_on, None, "{written} {happened}");
            assert_eq!(standing.deadline_state(day("2026-11-29")), DeadlineState::Overdue);
            assert_eq!(standing.source_status.unwrap().word, written);
        }
    }
}

#[test]
fn every_ending_by_a_source_reads_closed_according_to_the_source() {
    for written in ["complete", "no-further-action-needed"] {
        let events = [raised(Some("2019-03-01")), word(2, Some("2019-04-01"), written)];
        assert_eq!(on(&events, PRESENT).unwrap().status(), Status::ClosedAccordingToSource, "{written}");
    }
}

#[test]
fn an_improved_finding_closes_nothing() {
    let events = [raised(Some("2019-02")), found(2, Some("2021-03-24"), "review-2021", Finding::Improved)];
    let standing = on(&events, PRESENT).unwrap();
    assert_eq!(standing.status(), Status::NotRecorded);
    assert_eq!(standing.latest_finding.unwrap().1, Finding::Improved);
}

#[test]
fn a_finding_of_an_undated_round_is_told_in_the_place_of_its_round_and_in_the_present_only() {
    let events = [
        raised(Some("2019-02-01")),
        found(2, Some("2021-03-24"), "review-2021", Finding::Improved),
        found(3, None, "review-undated", Finding::StillOfConcern),
    ];
    assert_eq!(on(&events, PRESENT).unwrap().latest_finding.unwrap().1, Finding::Improved);
    let undated_last = [&events[0], &events[2]].map(Clone::clone);
    assert_eq!(on(&undated_last, PRESENT).unwrap().latest_finding.unwrap().1, Finding::StillOfConcern);
    assert_eq!(on(&undated_last, day("2026-01-01")).unwrap().latest_finding, None);
}

#[test]
fn an_item_of_a_round_without_a_date_stands_in_the_present_view_only() {
    let events = [raised(None)];
    assert!(on(&events, PRESENT).is_some());
    assert!(on(&events, day("2030-01-01")).is_none());
}

#[test]
fn a_correction_replaces_the_facts_it_corrects_at_their_place() {
    let mut correction = raised(Some("2019-02-01"));
    let Fact::Raised(mut facts) = correction.fact else { unreachable!() };
    facts.topic = Topic::PoliceDetention;
    correction.fact = Fact::Corrected { to: Box::new(Fact::Raised(facts)) };
    correction.seq = 3;
    correction.corrects = Some(1);
    let events =
        [raised(Some("2019-02-01")), found(2, Some("2021-03-24"), "review-2021", Finding::Improved), correction];
    let standing = on(&events, PRESENT).unwrap();
    assert_eq!((standing.raised.topic, standing.wording), (Topic::PoliceDetention, 3));
    assert!(standing.latest_finding.is_some());
}

#[test]
fn completion_by_a_source_is_never_verified_and_by_two_people_it_is() {
    let mut events = vec![raised(Some("2019-02-01")), word(2, Some("2019-05-01"), "complete")];
    assert_eq!(on(&events, PRESENT).unwrap().status(), Status::ClosedAccordingToSource);
    let proposed = Fact::ClosureProposed {
        outcome: Outcome::Complete,
        verification: None,
        superseded_by: None,
        pieces: [].into(),
    };
    events.push(by(1, event(3, Some("2019-06-01"), Fact::Reopened {})));
    events.push(by(1, event(4, Some("2019-06-02"), Fact::Submitted {})));
    events.push(by(2, event(5, Some("2019-06-03"), proposed)));
    events.push(by(2, event(6, Some("2019-06-04"), Fact::ClosureAuthorised {})));
    assert_eq!(on(&events, PRESENT).unwrap().status(), Status::SubmittedForReview, "one person closes nothing");
    events.push(by(3, event(7, Some("2019-06-05"), Fact::ClosureAuthorised {})));
    let standing = on(&events, PRESENT).unwrap();
    assert_eq!(standing.status(), Status::VerifiedComplete);
    assert_eq!(standing.deadline_state(day("2020-01-01")), DeadlineState::ClosedLate);
}

#[test]
fn questions_stand_until_the_force_submits_again_and_a_proposal_until_it_is_judged() {
    let propose = || Fact::ClosureProposed {
        outcome: Outcome::Complete,
        verification: None,
        superseded_by: None,
        pieces: [].into(),
    };
    let steps = [
        (1, Fact::Submitted {}, (None, None)),
        (2, Fact::Returned {}, (Some(3), None)),
        (1, Fact::PositionSet { position: Position::Planned }, (Some(3), None)),
        (1, Fact::Submitted {}, (None, None)),
        (2, propose(), (None, Some(6))),
        (3, Fact::ClosureRefused {}, (None, None)),
        (2, propose(), (None, Some(8))),
        (3, Fact::ClosureAuthorised {}, (None, None)),
    ];
    let mut events = vec![raised(Some("2019-02-01"))];
    let date = |month: u32| NaiveDate::from_ymd_opt(2019, month, 1).unwrap();
    for (seq, (person, fact, (returned, proposed))) in (2..).zip(steps) {
        let month = u32::try_from(seq).unwrap();
        events.push(by(person, event(seq, Some(&date(month).to_string()), fact)));
        let standing = on(&events, PRESENT).unwrap();
        assert_eq!((standing.returned_on, standing.proposed_on), (returned.map(date), proposed.map(date)), "{seq}");
    }
}

#[test]
fn a_proposal_that_says_how_it_was_verified_is_a_verification_and_one_that_does_not_is_none() {
    let proposal = |verification| Fact::ClosureProposed {
        outcome: Outcome::Complete,
        verification,
        superseded_by: None,
        pieces: [].into(),
    };
    let verified = |verification| {
        let events = [raised(Some("2019-02-01")), by(1, event(2, Some("2021-05-04"), proposal(verification)))];
        on(&events, PRESENT).unwrap().verified_on
    };
    assert_eq!(verified(Some(Verification::RealityTesting)), Some(day("2021-05-04")));
    assert_eq!(verified(None), None);
}

#[test]
fn an_update_without_a_target_leaves_the_target_as_it_was() {
    let told = |seq, happened, target: Option<&str>| {
        let target = target.map_or(Target::Kept, |target| Target::On(day(target)));
        event(seq, Some(happened), Fact::UpdateRecorded { owner_post: None, target })
    };
    let events = [raised(Some("2019-02-01")), told(2, "2019-03-01", Some("2019-12-31")), told(3, "2019-04-01", None)];
    assert_eq!(on(&events, PRESENT).unwrap().target_on, Some(day("2019-12-31")));
}

#[test]
fn a_withdrawn_target_stands_until_the_day_it_is_withdrawn() {
    let told = |seq, happened, target| event(seq, Some(happened), Fact::UpdateRecorded { owner_post: None, target });
    let set = Target::On(day("2019-12-31"));
    let events = [raised(Some("2019-02-01")), told(2, "2019-03-01", set), told(3, "2019-04-01", Target::Withdrawn)];
    assert_eq!(on(&events, day("2019-03-31")).unwrap().target_on, Some(day("2019-12-31")));
    assert_eq!(on(&events, day("2019-04-01")).unwrap().target_on, None);
}

#[test]
fn where_the_force_sets_the_deadline_its_target_is_the_due_date() {
    let told = |seq, happened, target| event(seq, Some(happened), Fact::UpdateRecorded { owner_post: None, target });
    let set = |seq, happened, words: &str| {
        event(seq, Some(happened), Fact::DeadlineSet { deadline: Deadline::from_source(words).unwrap() })
    };
    let mut first = raised(Some("2019-02-01"));
    let Fact::Raised(facts) = &mut first.fact else { unreachable!() };
    facts.deadline = Deadline::from_source("set by the force").unwrap();
    let events = [
        first,
        told(2, "2019-03-01", Target::On(day("2019-12-31"))),
        told(3, "2019-04-01", Target::Kept),
        told(4, "2019-05-01", Target::On(day("2020-03-31"))),
        told(5, "2019-06-01", Target::Withdrawn),
        set(6, "2019-07-01", "2021-01-01"),
        told(7, "2019-08-01", Target::On(day("2020-06-30"))),
        set(8, "2019-09-01", "set by the force"),
    ];
    for (on_day, due, moves) in [
        ("2019-02-02", None, 0),
        ("2019-03-01", Some("2019-12-31"), 1),
        ("2019-04-01", Some("2019-12-31"), 1),
        ("2019-05-01", Some("2020-03-31"), 2),
        ("2019-06-01", None, 3),
        ("2019-08-01", Some("2021-01-01"), 4),
        ("2019-09-01", Some("2020-06-30"), 5),
    ] {
        let standing = on(&events, day(on_day)).unwrap();
        let stands = (standing.due().map(|due| due.on), standing.deadline_moves);
        assert_eq!(stands, (due.map(day), moves), "{on_day}");
        assert_eq!(standing.original_due(), None, "it had no date at first");
    }
}

#[test]
fn a_blank_deadline_is_undated_and_never_on_time() {
    let mut event = raised(Some("2019-02-01"));
    let Fact::Raised(facts) = &mut event.fact else { unreachable!() };
    facts.deadline = Deadline::NOT_STATED;
    let standing = on(&[event], PRESENT).unwrap();
    assert_eq!(standing.deadline.basis, Basis::NotStated);
    assert_eq!(standing.deadline_state(day("2026-01-01")), DeadlineState::Undated);
}

fn any_history() -> impl Strategy<Value = Vec<Event>> {
    let happened = prop_oneof![
        1 => Just(None),
        6 => (0u64..3000).prop_map(|offset| Some(PartialDate::day(day("2017-01-01") + Days::new(offset)))),
        2 => (2017i32..2024).prop_map(|year| Some(year.to_string().parse().unwrap())),
    ];
    let fact = prop_oneof![
        prop::sample::select(Finding::ALL).prop_map(|finding| Fact::FindingRecorded {
            round: "review-2021".parse().unwrap(),
            finding,
            source_url: None,
        }),
        prop::sample::select(MAPPINGS).prop_map(|mapping| Fact::SourceStatusRecorded {
            vocabulary: mapping.vocabulary,
            word: mapping.word.to_owned(),
            source_url: None,
        }),
        prop::sample::select(Position::ALL).prop_map(|position| Fact::PositionSet { position }),
        Just(Fact::Submitted {}),
        Just(Fact::ClosureProposed {
            outcome: Outcome::Complete,
            verification: None,
            superseded_by: None,
            pieces: [].into()
        }),
        Just(Fact::Returned {}),
        prop::sample::select(ReviewStage::ALL).prop_map(|status| Fact::StatusSet { status }),
        Just(Fact::ClosureAuthorised {}),
        Just(Fact::Reopened {}),
    ];
    let one = (happened, fact, 1u128..4);
    (prop::option::weighted(0.9, 2017i32..2024), prop::collection::vec(one, 0..25)).prop_map(|(year, facts)| {
        let mut events = vec![raised(year.map(|year| format!("{year}-06-15")).as_deref())];
        for (seq, (happened, fact, person)) in (2..).zip(facts) {
            events.push(by(person, Event { happened, ..event(seq, None, fact) }));
        }
        events
    })
}

/// A history of source lines and findings: nobody recorded anything here.
fn any_published_history() -> impl Strategy<Value = Vec<Event>> {
    any_history().prop_map(|events| {
        let published = |event: &Event| {
            matches!(event.fact, Fact::Raised(_) | Fact::SourceStatusRecorded { .. } | Fact::FindingRecorded { .. })
        };
        events.into_iter().filter(published).collect()
    })
}

proptest! {
    #[test]
    fn what_only_sources_tell_is_never_open_overdue_or_said_done(events in any_published_history(), offset in 0u64..4000) {
        let today = day("2016-01-01") + Days::new(offset);
        for (_, standing) in slices(&told(&events, &Rounds)) {
            prop_assert!(!standing.status().is_known(), "{:?}", standing.status());
            prop_assert_ne!(standing.deadline_state(today), DeadlineState::Overdue);
            prop_assert_eq!((standing.position, standing.updated_on), (Position::NotRecorded, None));
        }
    }

    #[test]
    fn slices_say_of_every_day_what_the_fold_says_of_it(events in any_history(), offset in 0u64..4000) {
        let told = told(&events, &Rounds);
        let slices = slices(&told);
        for day in [day("2016-01-01") + Days::new(offset), PRESENT] {
            let sliced = slices.iter().find(|(span, _)| {
                span.from <= day && span.until.is_none_or(|until| day < until)
            });
            let folded = standing_on(&told, day);
            prop_assert_eq!(sliced.map(|(_, standing)| standing), folded.as_ref());
        }
    }

    #[test]
    fn slices_leave_no_gap_and_do_not_overlap(events in any_history()) {
        let slices = slices(&told(&events, &Rounds));
        for pair in slices.windows(2) {
            prop_assert_eq!(pair[0].0.until, Some(pair[1].0.from));
            prop_assert!(pair[0].0.from < pair[1].0.from);
        }
        prop_assert_eq!(slices.last().and_then(|(span, _)| span.until), None);
    }

    #[test]
    fn verified_complete_always_has_two_people_behind_it(events in any_history()) {
        for (_, standing) in slices(&told(&events, &Rounds)) {
            if standing.status() == Status::VerifiedComplete {
                let Inspectorate::Ended { by: EndedBy::People(people), .. } = standing.inspectorate else {
                    panic!("verified by a source")
                };
                prop_assert_ne!(people.proposed_by(), people.authorised_by());
            }
        }
    }

    #[test]
    fn every_item_is_in_exactly_one_deadline_state_and_one_status(events in any_history(), offset in 0u64..4000) {
        let today = day("2016-01-01") + Days::new(offset);
        if let Some(standing) = on(&events, today) {
            let states = DeadlineState::ALL.iter().filter(|state| **state == standing.deadline_state(today)).count();
            prop_assert_eq!(states, 1);
            prop_assert_eq!(standing.status().is_closed(), standing.outcome().is_some());
        }
    }
}
