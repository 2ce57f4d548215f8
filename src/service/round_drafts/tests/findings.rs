//! Findings on what earlier rounds asked: written down with the round, counted while they are left, published with it.

use super::*;
use crate::{
    act::follow_up::Step,
    service::follow_up::{self},
    store::round_draft::{earlier, in_progress},
};

fn review(published: Option<&str>) -> Details {
    Details { kind: RoundKind::PostInspectionReview, fieldwork: None, ..details(published) }
}

async fn a_review(database: &Database, published: Option<&str>) -> DraftId {
    begin(database, &inspector(), &kent(), token(), &review(published), &said("")).await.unwrap()
}

fn improved(reference: &str) -> Edit {
    let found = DraftFinding { finding: Finding::Improved, summary: "Most \"calls\",\nanswered".to_owned() };
    Edit::Finding(reference.parse().unwrap(), Some(found))
}

fn nothing(reference: &str) -> Edit {
    Edit::Finding(reference.parse().unwrap(), None)
}

/// What a draft may say something of.
async fn listed(database: &Database, id: DraftId) -> Vec<String> {
    let earlier = earlier(database, &Reader::SignedIn(inspector()), id).await.unwrap();
    earlier.into_iter().map(|item| item.reference.to_string()).collect()
}

/// How many of them are counted beside the drafts.
async fn left(database: &Database) -> u64 {
    let drafts = in_progress(database, &Reader::SignedIn(inspector())).await.unwrap();
    drafts.iter().map(|draft| draft.to_record).sum()
}

#[sqlx::test]
async fn finding_on_a_reference_in_another_case_is_of_that_item(pool: PgPool) {
    let database = two_forces(&pool).await;
    let id = a_review(&database, Some("2026-11-20")).await;
    now(&database, id, improved("kent-1")).await.unwrap();
    let items: Vec<String> = found(&database, id).await.findings.keys().map(ToString::to_string).collect();
    assert_eq!(items, ["KENT-1"]);
    now(&database, id, nothing("Kent-1")).await.unwrap();
    assert!(found(&database, id).await.findings.is_empty());
}

#[sqlx::test]
async fn a_draft_says_something_only_of_what_stands_before_it_once_it_is_published(pool: PgPool) {
    let database = two_forces(&pool).await;
    for (published, expected) in [
        (None, &["KENT-1", "KENT-2", "KENT-3"][..]),
        (Some("2026-11-20"), &["KENT-1", "KENT-2", "KENT-3"]),
        (Some("2021-08-26"), &["KENT-1", "KENT-2", "KENT-3"]),
        (Some("2021-08-25"), &["KENT-1", "KENT-2"]),
        (Some("2019-09"), &["KENT-1", "KENT-2"]),
        (Some("2019-08"), &[]),
    ] {
        let id = a_review(&database, published).await;
        assert_eq!(listed(&database, id).await, expected, "{published:?}");
        if let Some("2021-08-25" | "2019-08") = published {
            let round = publish(&database, &inspector(), &form(&database, id).await, today()).await.unwrap();
            let before: Vec<String> = sqlx::query_scalar(
                "select v.reference from recommendation_version v
                join round r on r.force_slug = v.force_slug and r.slug = v.round_slug
                join round mine on mine.force_slug = r.force_slug and mine.slug = $1
                where v.latest and r.place < mine.place order by v.reference",
            )
            .bind(round.as_str())
            .fetch_all(&pool)
            .await
            .unwrap();
            assert_eq!(before, expected, "{published:?}");
        } else {
            now(&database, id, Edit::Discard).await.unwrap();
        }
    }
    let inspection = begun(&database, Some("2026-11-20")).await;
    assert_eq!(listed(&database, inspection).await, [""; 0], "an inspection comes back to nothing");
}

#[sqlx::test]
async fn findings_are_published_with_their_round_as_if_they_had_been_imported(pool: PgPool) {
    let database = two_forces(&pool).await;
    let id = a_review(&database, Some("2026-11-20")).await;
    for reference in ["KENT-1", "KENT-3"] {
        now(&database, id, improved(reference)).await.unwrap();
    }
    let findings = "select count(*) from finding_version where latest";
    assert_eq!(count(&pool, findings).await, 0, "a draft counts nowhere");
    let round = publish(&database, &inspector(), &form(&database, id).await, today()).await.unwrap();
    assert_eq!(count(&pool, findings).await, 2, "nothing is found of what was left out");
    let of_person = "select count(*) from event where kind = 'finding_recorded' and actor_role = 'inspector'";
    assert_eq!(count(&pool, of_person).await, 2);
    let moments = "select count(distinct recorded_at) from event where actor_kind = 'person'";
    assert_eq!(count(&pool, moments).await, 1, "no moment knows the round without its findings");
    assert_eq!(count(&pool, "select count(*) from round_draft_finding").await, 0);
    let file = format!(
        "reference,round,finding,summary,source_url
KENT-1,{round},improved,\"Most \"\"calls\"\",
answered\",https://example.org/new
KENT-3,{round},improved,\"Most \"\"calls\"\",
answered\",https://example.org/new
"
    );
    let file = File { name: String::new(), bytes: file.into_bytes() };
    let report = import(&database, Kind::Findings, &file, false, |_| {}).await.unwrap();
    assert_eq!((report.unchanged, report.added, report.changed), (2, 0, 0));
    verify(&database, |_, _| {}).await.unwrap();
}

#[sqlx::test]
async fn what_is_left_is_counted_until_it_is_recorded_or_has_ended(pool: PgPool) {
    let database = two_forces(&pool).await;
    let id = a_review(&database, None).await;
    assert_eq!(left(&database).await, 3);
    now(&database, id, improved("KENT-2")).await.unwrap();
    assert_eq!(left(&database).await, 2);
    now(&database, id, nothing("KENT-2")).await.unwrap();
    assert_eq!(left(&database).await, 3, "taken out again it is left");
    sqlx::query(
        "update recommendation_version set inspectorate_status = 'complete', ended_by = 'source', status = 'closed-according-to-source'
        where reference = 'KENT-3' and latest",
    )
    .execute(&pool)
    .await
    .unwrap();
    assert_eq!(left(&database).await, 2, "what has ended may be found on and need not be");
    assert_eq!(listed(&database, id).await.len(), 3);
    let officer = Person { role: Role::ForceLiaisonOfficer, ..person(9, Role::ForceLiaisonOfficer) };
    let version: i32 =
        sqlx::query_scalar("select max(version) from event where stream_id = 'KENT-1'").fetch_one(&pool).await.unwrap();
    let submitted = follow_up::Form {
        subject: "KENT-1".parse().unwrap(),
        version,
        token: token(),
        answers: crate::answers_digest::AnswersDigest::default(),
    };
    follow_up::act(&database, &officer, &submitted, Step::Submit(None), today()).await.unwrap();
    assert_eq!(left(&database).await, 2, "what its force submits is still to be found on");
    a_review(&database, None).await;
    assert_eq!(left(&database).await, 4, "each round in progress has its own");
    let leader = Reader::SignedIn(person(9, Role::SeniorLeader));
    assert_eq!(earlier(&database, &leader, id).await.unwrap(), []);
}

#[sqlx::test]
async fn a_finding_that_does_not_fit_is_refused_and_nothing_is_changed(pool: PgPool) {
    let database = two_forces(&pool).await;
    let id = a_review(&database, Some("2021-08-25")).await;
    for reference in ["KENT-3", "ESSEX-1", "KENT-99"] {
        let refused = now(&database, id, improved(reference)).await;
        assert!(matches!(refused, Err(DraftError::NotFound)), "{reference}: {refused:?}");
    }
    let long = DraftFinding { finding: Finding::Improved, summary: "x".repeat(4001) };
    let long = Edit::Finding("KENT-1".parse().unwrap(), Some(long));
    assert_eq!(field(now(&database, id, long).await), "summary");
    assert_eq!(found(&database, id).await.version, 1);

    now(&database, id, improved("KENT-1")).await.unwrap();
    let inspection = Details { kind: RoundKind::Inspection, ..review(None) };
    assert_eq!(field(now(&database, id, Edit::Details(inspection)).await), "kind");
    now(&database, id, Edit::Details(review(Some("2019-08-01")))).await.unwrap();
    let refused = publish(&database, &inspector(), &form(&database, id).await, today()).await;
    let Err(DraftError::Problems(problems)) = refused else { panic!("{refused:?}") };
    assert!(problems[0].part == Part::Findings && problems[0].words.contains("KENT-1"), "{problems:?}");
    assert_eq!(field(now(&database, id, improved("KENT-1")).await), "finding");
    now(&database, id, nothing("KENT-1")).await.unwrap();
    publish(&database, &inspector(), &form(&database, id).await, today()).await.unwrap();
}

#[sqlx::test]
async fn of_two_findings_on_one_draft_the_second_is_told(pool: PgPool) {
    let database = two_forces(&pool).await;
    let id = a_review(&database, None).await;
    let (ann, bea) = (form(&database, id).await, form(&database, id).await);
    change(&database, &inspector(), &ann, improved("KENT-1")).await.unwrap();
    let told = change(&database, &person(2, Role::Authoriser), &bea, nothing("KENT-1")).await;
    assert!(matches!(told, Err(DraftError::Conflict(Overtaken::ByOthers))), "{told:?}");
    assert_eq!(found(&database, id).await.findings.len(), 1);
}

#[sqlx::test]
async fn the_database_refuses_a_finding_of_an_inspection_or_of_another_force_by_itself(pool: PgPool) {
    let database = two_forces(&pool).await;
    for kind in RoundKind::ALL {
        let details = Details { kind: *kind, ..review(None) };
        let id = begin(&database, &inspector(), &kent(), token(), &details, &said("")).await.unwrap();
        let found = DraftFinding { finding: Finding::Improved, summary: String::new() };
        for (reference, own) in [("KENT-1", true), ("ESSEX-1", false)] {
            let mut tx = database.begin_as(&inspector()).await.unwrap();
            let put = store::put_finding(&mut tx, id, &reference.parse().unwrap(), &found).await;
            assert_eq!(put.is_ok(), own && kind.comes_after_another(), "{kind} {reference}: {put:?}");
        }
    }
}
