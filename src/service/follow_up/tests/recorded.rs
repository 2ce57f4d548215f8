//! What single steps leave on record, and that a step which is refused leaves nothing.

use super::*;
use crate::{fact::EventKind, view::register::Found};

#[sqlx::test]
async fn a_form_made_from_an_older_version_is_told_what_happened_since_and_changes_nothing(pool: PgPool) {
    let database = two_forces(&pool).await;
    let late = form(&database, "KENT-1").await;
    now(&database, &inspector(), "KENT-1", Step::SetStatus(ReviewStage::BeingProgressed)).await.unwrap();
    let events = count(&pool, "select count(*) from event").await;
    let conflict = act(&database, &liaison(), &late, Step::Submit(None), today()).await.unwrap_err();
    let FollowUpError::Conflict { current_version, since } = conflict else { panic!("{conflict}") };
    assert_eq!(current_version, 2);
    let [one] = &since[..] else { panic!("{since:?}") };
    assert_eq!((one.version, one.kind), (2, EventKind::StatusSet));
    assert_eq!(one.actor, Actor::Person { id: inspector().id, role: Role::Inspector });
    assert_eq!(count(&pool, "select count(*) from event").await, events);
    let forged = Form { version: 99, ..form(&database, "KENT-1").await };
    let refused = act(&database, &liaison(), &forged, Step::Submit(None), today()).await.unwrap_err();
    assert!(matches!(refused, FollowUpError::Conflict { current_version: 2, since } if since.is_empty()));
}

#[sqlx::test]
async fn a_form_that_was_sent_before_gets_the_answer_it_had_and_only_from_its_own_account(pool: PgPool) {
    let database = two_forces(&pool).await;
    let form = form(&database, "KENT-1").await;
    let first = act(&database, &liaison(), &form, Step::Submit(None), today()).await.unwrap();
    now(&database, &inspector(), "KENT-1", Step::SetStatus(ReviewStage::AwaitingReview)).await.unwrap();
    let again = act(&database, &liaison(), &form, Step::Submit(None), today()).await.unwrap();
    assert_eq!(again, first);
    assert_eq!(count(&pool, "select count(*) from event where kind = 'submitted'").await, 1);
    let another = person(9, Role::ForceLiaisonOfficer);
    let refused = act(&database, &another, &form, Step::Submit(None), today()).await;
    assert!(matches!(refused, Err(FollowUpError::FormOfAnother)), "{refused:?}");
}

#[sqlx::test]
async fn only_who_could_act_is_told_that_there_is_no_such_item(pool: PgPool) {
    let database = two_forces(&pool).await;
    let nowhere = Form {
        subject: reference("KENT-99"),
        version: 0,
        token: token(),
        answers: crate::answers_digest::AnswersDigest::default(),
    };
    let refused = act(&database, &liaison(), &nowhere, Step::Submit(None), today()).await;
    assert!(matches!(refused, Err(FollowUpError::NotFound)), "{refused:?}");
    let there = Form { subject: reference("KENT-1"), ..nowhere.clone() };
    for who in [inspector(), person(5, Role::Administrator)] {
        for form in [&nowhere, &there] {
            let refused = act(&database, &who, form, Step::Submit(None), today()).await;
            let Err(FollowUpError::NotAllowed(NotAllowed::NotOfRole(..))) = refused else { panic!("{refused:?}") };
        }
    }
}

#[sqlx::test]
async fn a_finding_stands_beside_its_round_and_moves_no_status(pool: PgPool) {
    let database = two_forces(&pool).await;
    let find = |round: &str, summary: &str| Step::RecordFinding {
        round: round.parse().unwrap(),
        finding: Finding::PartlyImproved,
        summary: summary.to_owned(),
        replaces: false,
    };
    now(&database, &inspector(), "KENT-1", find("review-2021", "Calls are answered sooner")).await.unwrap();
    let page = seen(&database, &Reader::Anyone, "KENT-1").await;
    assert_eq!(page.row.status, Status::NotRecorded);
    assert!(
        matches!(&page.row.found, Found::Finding(Finding::PartlyImproved, round) if round.slug.as_str() == "review-2021")
    );
    assert_eq!(page.visits[0].summary.as_ref().unwrap().words(), Some("Calls are answered sooner"));
    assert_eq!(page.row.work.verified_on, "2021-08-26".parse().ok(), "a finding happens when its round does");
    now(&database, &inspector(), "KENT-1", find("letter-undated", "")).await.unwrap();
    let refused = now(&database, &inspector(), "KENT-3", find("review-2021", "")).await;
    assert!(matches!(refused, Err(FollowUpError::Invalid { field: "round", .. })), "{refused:?}");
    checked(&database).await;
}

#[sqlx::test]
async fn a_deadline_that_moves_keeps_the_first_one_and_a_link_its_direction(pool: PgPool) {
    let database = two_forces(&pool).await;
    let deadline = Deadline::from_source("2027-05-01").unwrap();
    let moved = Step::MoveDeadline { deadline, reason: because("Agreed at the visit") };
    now(&database, &inspector(), "KENT-1", moved.clone()).await.unwrap();
    let row = seen(&database, &Reader::Anyone, "KENT-1").await.row;
    assert_eq!(row.deadline.due.unwrap().on, "2027-05-01".parse::<NaiveDate>().unwrap());
    assert_eq!((row.deadline.moves, row.deadline.original), (1, "2020-03-30".parse().ok()));
    let again = now(&database, &inspector(), "KENT-1", moved).await;
    assert!(matches!(again, Err(FollowUpError::Invalid { field: "deadline", .. })), "{again:?}");

    let link = |to: &str| Step::Link { relation: Relation::Replaces, to: reference(to) };
    // Whatever the case, it is one reference in the spelling on record.
    now(&database, &inspector(), "KENT-3", link("kent-1")).await.unwrap();
    let linked = count(&pool, "select count(*) from event where facts ->> 'to' = 'KENT-1'").await;
    assert_eq!(linked, 1);
    for (item, to) in [
        ("KENT-3", "KENT-1"),
        ("KENT-1", "kent-1"),
        ("KENT-1", "KENT-3"),
        ("KENT-1", "KENT-2"),
        ("KENT-3", "ESSEX-1"),
        ("KENT-3", "KENT-9"),
    ] {
        let refused = now(&database, &inspector(), item, link(to)).await;
        assert!(matches!(refused, Err(FollowUpError::Invalid { field: "to", .. })), "{item} to {to}: {refused:?}");
    }
    checked(&database).await;
}

#[sqlx::test]
async fn a_batch_does_its_step_to_all_or_to_none(pool: PgPool) {
    let database = two_forces(&pool).await;
    for item in ["KENT-3", "KENT-1", "KENT-2"] {
        now(&database, &liaison(), item, Step::Submit(None)).await.unwrap();
    }
    let shared = token();
    let mut forms = Vec::new();
    for item in ["KENT-3", "KENT-1", "KENT-2"] {
        forms.push(Form { token: shared, ..form(&database, item).await });
    }
    let questions = Step::Return { questions: because("How many?") };
    now(&database, &inspector(), "KENT-2", Step::SetStatus(ReviewStage::BeingProgressed)).await.unwrap();
    let events = count(&pool, "select count(*) from event").await;
    let refused = act_on_all(&database, &inspector(), &forms, questions.clone(), today()).await.unwrap_err();
    assert_eq!(refused.reference, reference("KENT-2"));
    assert!(matches!(refused.error, FollowUpError::Conflict { current_version: 3, .. }), "{refused}");
    assert_eq!(count(&pool, "select count(*) from event").await, events, "nothing was done to the others either");

    forms[2].version = 3;
    let saved = act_on_all(&database, &inspector(), &forms, questions.clone(), today()).await.unwrap();
    let order: Vec<_> = saved.iter().map(|saved| saved.reference.as_str()).collect();
    assert_eq!(order, ["KENT-3", "KENT-1", "KENT-2"]);
    let again = act_on_all(&database, &inspector(), &forms, questions.clone(), today()).await.unwrap();
    assert_eq!(again, saved, "a batch that is sent twice is done once");
    let twice = [forms[0].clone(), forms[0].clone()];
    assert!(act_on_all(&database, &inspector(), &twice, questions.clone(), today()).await.is_err());
    assert!(act_on_all(&database, &inspector(), &[], questions, today()).await.unwrap().is_empty());
    checked(&database).await;
}
