//! Each answer of a form: what must be given, what fits, and what is recorded of it.

use super::*;

#[test]
fn each_answer_that_must_be_given_is_asked_for_by_its_name() {
    let open = before(&[raised()]);
    let submitted = after([Fact::Submitted {}]);
    let judged = |before: &Before, step: Step| judge(before, person(2), &step, today());
    let blank = String::new;
    for (expected, step) in [
        ("activity", Step::RecordUpdate(update().with_text("activity", " "))),
        ("outcome", Step::Submit(Some(update().with_text("outcome", "")))),
        ("audience", Step::RecordUpdate(Update { audience: Audience::Inspectorate, ..update() })),
        ("target", Step::RecordUpdate(Update { target: Some(day("2026-11-24")), ..update() })),
        ("verification", Step::ProposeClosure(Proposal { verification: None, ..proposal(Outcome::Complete) })),
        ("reason", Step::ProposeClosure(Proposal { reason: blank(), ..proposal(Outcome::Complete) })),
        ("relied_on", Step::ProposeClosure(Proposal { relied_on: blank(), ..proposal(Outcome::Complete) })),
        ("reason", Step::MoveDeadline { deadline: Deadline::from_source("none").unwrap(), reason: blank() }),
    ] {
        assert_eq!(field(judged(&open, step.clone())), expected, "{step:?}");
    }
    assert_eq!(field(judged(&submitted, Step::Return { questions: blank() })), "questions");
    let propose = Fact::ClosureProposed {
        outcome: Outcome::Complete,
        verification: None,
        superseded_by: None,
        pieces: [].into(),
    };
    assert_eq!(field(judged(&after([propose]), Step::RefuseClosure { reason: blank() })), "reason");
}

#[test]
fn ready_for_review_is_taken_by_submitting_and_the_position_comes_first() {
    let kinds = |before: &Before, step: Step| -> Vec<&str> {
        let drafts = judge(before, person(1), &step, today()).unwrap();
        drafts.iter().map(|draft| draft.fact.kind().slug()).collect()
    };
    let started = after([Fact::PositionSet { position: Position::NotStarted }]);
    assert_eq!(kinds(&started, Step::Submit(Some(update()))), ["position_set", "update_recorded", "submitted"]);
    let working = after([Fact::PositionSet { position: Position::InProgress }]);
    assert_eq!(kinds(&working, Step::RecordUpdate(update())), ["update_recorded"], "the position is as it was");
    let ready = Update { position: Some(Position::ReadyForReview), ..update() };
    assert_eq!(kinds(&working, Step::RecordUpdate(ready.clone())), ["update_recorded", "submitted"]);
    let refused = judge(&started, person(1), &Step::RecordUpdate(ready), today()).unwrap_err();
    assert!(matches!(refused, FollowUpError::NotAllowed(NotAllowed::Position(Position::NotStarted, _))), "{refused}");
}

#[test]
fn a_target_that_moves_needs_a_reason_and_one_that_is_only_repeated_none() {
    let target = |date: &str| Update { target: Some(day(date)), ..update() };
    let first = judge(&before(&[raised()]), person(1), &Step::RecordUpdate(target("2027-05-01")), today());
    assert!(first.is_ok());
    let passed = after([Fact::UpdateRecorded { owner_post: None, target: Target::On(day("2026-10-01")) }]);
    let judged = |update| judge(&passed, person(1), &Step::RecordUpdate(update), today());
    assert!(judged(target("2026-10-01")).is_ok(), "a date that has passed can be said again");
    assert_eq!(field(judged(target("2027-05-01"))), "target_reason");
    let moved = judged(target("2027-05-01").with_text("target_reason", "Recruitment took longer")).unwrap();
    assert_eq!(moved.last().unwrap().texts["target_reason"], "Recruitment took longer");
}

#[test]
fn a_target_that_is_given_up_needs_a_reason_and_is_recorded_as_withdrawn() {
    let set = after([Fact::UpdateRecorded { owner_post: None, target: Target::On(day("2027-05-01")) }]);
    let judged = |before: &Before, update| judge(before, person(1), &Step::RecordUpdate(update), today());
    assert_eq!(field(judged(&set, update())), "target_reason");
    let given_up = update().with_text("target_reason", "The work waits for the merger");
    let drafts = judged(&set, given_up).unwrap();
    let told = drafts.last().unwrap();
    assert!(matches!(told.fact, Fact::UpdateRecorded { target: Target::Withdrawn, .. }), "{told:?}");
    assert_eq!(told.texts["target_reason"], "The work waits for the merger");
    let again = after([
        Fact::UpdateRecorded { owner_post: None, target: Target::On(day("2027-05-01")) },
        Fact::UpdateRecorded { owner_post: None, target: Target::Withdrawn },
    ]);
    let drafts = judged(&again, update()).unwrap();
    assert!(matches!(drafts.last().unwrap().fact, Fact::UpdateRecorded { target: Target::Kept, .. }), "given up once");
}

#[test]
fn what_is_superseded_names_another_item_of_its_force_and_nothing_else_does() {
    let superseded = Outcome::NoFurtherAction(NoActionReason::Superseded);
    let by = |outcome, other: Option<&str>| {
        Step::ProposeClosure(Proposal { superseded_by: other.map(reference), ..proposal(outcome) })
    };
    let judged = |before: &Before, step: Step| judge(before, person(1), &step, today());
    let kent = naming("kent", "review-2020");
    assert!(judged(&kent, by(superseded, Some("KENT-2"))).is_ok());
    for (before, step) in [
        (&kent, by(superseded, None)),
        (&kent, by(superseded, Some("KENT-1"))),
        (&kent, by(Outcome::Complete, Some("KENT-2"))),
        (&naming("essex", "review-2020"), by(superseded, Some("ESSEX-1"))),
        (&before(&[raised()]), by(superseded, Some("KENT-99"))),
    ] {
        assert_eq!(field(judged(before, step.clone())), "superseded_by", "{step:?}");
    }
    let unstated = by(Outcome::NoFurtherAction(NoActionReason::NotStated), None);
    assert!(matches!(judged(&kent, unstated), Err(FollowUpError::NotAllowed(NotAllowed::ReasonMissing))));
}

#[test]
fn a_link_leads_to_what_an_earlier_round_of_the_force_raised() {
    let step = Step::Link { relation: Relation::Repeats, to: reference("KENT-2") };
    let judged = |before: &Before| judge(before, person(1), &step, today());
    assert!(judged(&naming("kent", "inspection-2017")).is_ok());
    for (force, round) in [("kent", "inspection-2019"), ("kent", "review-2020"), ("essex", "inspection-2017")] {
        assert_eq!(field(judged(&naming(force, round))), "to", "{force} {round}");
    }
    let linked = after([Fact::Linked { relation: Relation::Repeats, to: reference("KENT-2") }]);
    assert_eq!(field(judged(&Before { other: naming("kent", "inspection-2017").other, ..linked })), "to");
}

#[test]
fn a_finding_is_of_a_later_published_round_and_happens_when_it_did() {
    let found = |round: &str| {
        let step = Step::RecordFinding {
            round: round.parse().unwrap(),
            finding: Finding::Improved,
            summary: String::new(),
            replaces: false,
        };
        judge(&before(&[raised()]), person(1), &step, today())
    };
    assert_eq!(found("review-2020").unwrap()[0].happened.unwrap().iso(), "2020-10-01");
    assert_eq!(found("letter").unwrap()[0].happened, None, "an unknown date never fails a comparison");
    for round in ["inspection-2017", "inspection-2019", "unpublished", "elsewhere"] {
        assert_eq!(field(found(round)), "round", "{round}");
    }
}

#[test]
fn who_sets_a_deadline_follows_from_its_basis_and_the_same_again_is_no_move() {
    let moved = |deadline: Deadline| {
        let step = Step::MoveDeadline { deadline, reason: "Agreed at the visit".to_owned() };
        judge(&before(&[raised()]), person(1), &step, today())
    };
    let of = |basis, date: Option<&str>| Deadline {
        basis,
        date: date.map(|date| date.parse().unwrap()),
        from: None,
        as_written: Some("as somebody wrote".to_owned()),
        set_by: SetBy::Force,
    };
    let Fact::DeadlineSet { deadline } = &moved(of(Basis::FixedDate, Some("2027-03"))).unwrap()[0].fact else {
        panic!()
    };
    assert_eq!((deadline.set_by, deadline.as_written.as_deref()), (SetBy::Inspectorate, None));
    let Fact::DeadlineSet { deadline } = &moved(of(Basis::SetByForce, None)).unwrap()[0].fact else { panic!() };
    assert_eq!(deadline.set_by, SetBy::Force);
    // A period runs from publication or from a day that is kept, and is said with it.
    let from = "2026-11-29".parse().ok();
    let later = Deadline { from, ..of(Basis::WithinThreeMonths, None) };
    let Fact::DeadlineSet { deadline } = &moved(later).unwrap()[0].fact else { panic!() };
    assert_eq!(deadline.in_words(), "Within three months from 29 November 2026");
    assert_eq!(deadline.due(None).unwrap().to_string(), "28 February 2027");
    assert_eq!(Deadline::from_source(&deadline.in_source_words()).as_ref(), Ok(deadline));
    assert_eq!(field(moved(of(Basis::FixedDate, Some("1990-01-01")))), "date", "before the item was published");
    for deadline in [of(Basis::NotStated, None), of(Basis::FixedDate, None), of(Basis::WithinSixMonths, Some("2027"))] {
        assert_eq!(field(moved(deadline.clone())), "deadline", "{deadline:?}");
    }
}

fn finding_of(round: &str, finding: Finding) -> Fact {
    Fact::FindingRecorded { round: round.parse().unwrap(), finding, source_url: Some(String::new()) }
}

#[test]
fn complete_against_a_latest_finding_of_concern_asks_first() {
    let propose = |finding, outcome, despite_finding| {
        let step = Step::ProposeClosure(Proposal { despite_finding, ..proposal(outcome) });
        judge(&after([finding_of("review-2020", finding)]), person(1), &step, today())
    };
    for finding in Finding::ALL {
        let judged = propose(*finding, Outcome::Complete, false);
        if matches!(finding, Finding::StillOfConcern | Finding::NoProgress | Finding::NotFullyAchieved) {
            assert_eq!(field(judged), "despite_finding", "{finding}");
        } else {
            assert!(judged.is_ok(), "{finding}");
        }
        assert!(propose(*finding, Outcome::Complete, true).is_ok(), "{finding}");
        assert!(propose(*finding, Outcome::NoFurtherAction(NoActionReason::Overtaken), false).is_ok(), "{finding}");
    }
}

#[test]
fn a_finding_in_place_of_one_on_record_asks_first_and_has_no_report() {
    let on_record = after([finding_of("review-2020", Finding::Improved)]);
    let find = |round: &str, replaces| {
        let (round, summary) = (round.parse().unwrap(), String::new());
        let step = Step::RecordFinding { round, finding: Finding::NoProgress, summary, replaces };
        judge(&on_record, person(1), &step, today())
    };
    assert_eq!(field(find("review-2020", false)), "replaces");
    assert!(find("letter", false).is_ok(), "the letter has no finding yet");
    let drafts = find("review-2020", true).unwrap();
    assert!(matches!(drafts[0].fact, Fact::FindingRecorded { source_url: None, .. }), "{drafts:?}");
}
