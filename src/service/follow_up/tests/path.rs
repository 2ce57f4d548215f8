//! One recommendation from raised to closed and open again, and what each reader sees of that.

use super::*;
use crate::act::follow_up::Update;
use crate::view::recommendation::Body;

#[sqlx::test]
async fn from_raised_through_update_return_and_resubmission_to_an_ending_by_two_people_and_open_again(pool: PgPool) {
    let database = two_forces(&pool).await;
    assert_eq!(status(&database, "KENT-1").await, Status::NotRecorded);
    let steps = [
        (liaison(), Step::RecordUpdate(update("Trained sergeants")), Status::InProgress),
        (inspector(), Step::SetStatus(ReviewStage::AwaitingReview), Status::InProgress),
        (liaison(), Step::Submit(None), Status::SubmittedForReview),
        (inspector(), Step::Return { questions: because("How many?") }, Status::InProgress),
        (liaison(), Step::Submit(Some(update("All forty of them"))), Status::SubmittedForReview),
        (inspector(), complete(), Status::SubmittedForReview),
        (authoriser(), Step::AuthoriseClosure, Status::VerifiedComplete),
        (authoriser(), Step::Reopen { reason: because("A new case came up") }, Status::InProgress),
    ];
    let mut version = 1;
    for (who, step, expected) in steps {
        let saved =
            now(&database, &who, "KENT-1", step.clone()).await.unwrap_or_else(|error| panic!("{step:?}: {error}"));
        assert!(saved.version > version, "{step:?}");
        version = saved.version;
        assert_eq!(status(&database, "KENT-1").await, expected, "{step:?}");
    }
    let page = seen(&database, &Reader::Anyone, "KENT-1").await;
    assert_eq!(page.version, version);
    let told: Vec<_> = page.history.iter().rev().map(|entry| entry.fact.kind().slug()).collect();
    assert_eq!(
        told,
        [
            "raised",
            "position_set",
            "update_recorded",
            "status_set",
            "submitted",
            "returned",
            "update_recorded",
            "submitted",
            "closure_proposed",
            "closure_authorised",
            "reopened"
        ]
    );
    let verified = checked(&database).await;
    let owner = Database::with_primary(pool.clone());
    assert_eq!(checked(&owner).await, verified, "the owner checks the same texts as the application");
    assert_eq!(verified.texts, 4 + 2 * 4 + 1 + 2 + 1);
}

#[sqlx::test]
async fn what_is_for_the_force_is_told_to_everyone_and_read_by_the_force_and_the_inspectorate(pool: PgPool) {
    let database = two_forces(&pool).await;
    now(&database, &liaison(), "KENT-1", Step::Submit(None)).await.unwrap();
    let questions = Step::Return { questions: because("How many?") };
    now(&database, &inspector(), "KENT-1", questions).await.unwrap();
    let of_essex = Person { forces: vec!["essex".parse().unwrap()], ..person(4, Role::ForceLiaisonOfficer) };
    for (reader, reads) in [
        (Reader::Anyone, false),
        (Reader::SignedIn(liaison()), true),
        (Reader::SignedIn(of_essex), false),
        (Reader::SignedIn(inspector()), true),
        (Reader::SignedIn(authoriser()), true),
        (Reader::SignedIn(person(5, Role::SeniorLeader)), false),
        (Reader::SignedIn(person(6, Role::Administrator)), false),
    ] {
        let page = seen(&database, &reader, "KENT-1").await;
        let returned = &page.history[0];
        assert_eq!((returned.fact.kind().slug(), returned.version), ("returned", 3));
        let expected = if reads { Body::Words(because("How many?")) } else { Body::Restricted };
        assert_eq!(returned.texts[0].body, expected, "{reader:?}");
    }
}

#[sqlx::test]
async fn an_update_for_everyone_is_read_by_everyone(pool: PgPool) {
    let database = two_forces(&pool).await;
    let open = Update { audience: Audience::Everyone, ..update("Trained sergeants") };
    now(&database, &liaison(), "KENT-1", Step::RecordUpdate(open)).await.unwrap();
    let page = seen(&database, &Reader::Anyone, "KENT-1").await;
    assert_eq!(page.history[0].texts[0].words(), Some("Trained sergeants"));
    assert_eq!(page.row.work.updated_on, Some(today()));
}

#[sqlx::test]
async fn the_row_says_who_is_to_act(pool: PgPool) {
    let database = two_forces(&pool).await;
    let target = "2027-05-01".parse().ok();
    let submission = Update { target, ..update("Trained sergeants") };
    now(&database, &liaison(), "KENT-1", Step::Submit(Some(submission))).await.unwrap();
    now(&database, &inspector(), "KENT-1", Step::Return { questions: because("How many?") }).await.unwrap();
    let work = seen(&database, &Reader::Anyone, "KENT-1").await.row.work;
    assert_eq!((work.submitted_on, work.returned_on, work.target_on), (Some(today()), Some(today()), target));
    assert_eq!((work.verified_on, work.proposal), (Some(today()), None));

    now(&database, &inspector(), "KENT-1", superseded_by("KENT-3")).await.unwrap();
    let proposal = seen(&database, &Reader::Anyone, "KENT-1").await.row.work.proposal.unwrap();
    let outcome = Outcome::NoFurtherAction(NoActionReason::Superseded);
    assert_eq!((proposal.outcome, proposal.by, proposal.on), (outcome, inspector().id, Some(today())));
    now(&database, &authoriser(), "KENT-1", Step::AuthoriseClosure).await.unwrap();
    let work = seen(&database, &Reader::Anyone, "KENT-1").await.row.work;
    assert_eq!((work.proposal, work.returned_on), (None, None), "what has ended asks nothing of anybody");
    checked(&database).await;
}

#[sqlx::test]
async fn a_target_that_is_withdrawn_stands_no_more_and_still_stands_in_the_view_of_before(pool: PgPool) {
    let database = two_forces(&pool).await;
    let target = "2027-05-01".parse().ok();
    now(&database, &liaison(), "KENT-1", Step::RecordUpdate(Update { target, ..update("Began") })).await.unwrap();
    let before = seen(&database, &Reader::Anyone, "KENT-1").await;
    assert_eq!(before.row.work.target_on, target);
    let known = Some(before.history[0].recorded_at);
    let given_up =
        Update { position: None, ..update("Stopped").with_text("target_reason", because("The merger comes first")) };
    now(&database, &liaison(), "KENT-1", Step::RecordUpdate(given_up)).await.unwrap();
    assert_eq!(seen(&database, &Reader::Anyone, "KENT-1").await.row.work.target_on, None);
    let point = Point { valid: PRESENT, known, today: today() };
    let Lookup::Found(then) = page(&database, &Reader::Anyone, &reference("KENT-1"), point).await.unwrap() else {
        panic!("it stood before")
    };
    assert_eq!(then.row.work.target_on, target);
    checked(&database).await;
}
