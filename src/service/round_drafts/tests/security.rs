//! Who sees a draft and who may change it: the rule, and the database by itself.

use super::*;
use crate::{
    identity::Permission,
    store::round_draft::{in_progress, of_force},
};

const TABLES: [&str; 7] = [
    "round_draft",
    "round_draft_item",
    "round_draft_finding",
    "round_draft_earlier",
    "round_draft_grade",
    "round_draft_case_audit",
    "round_draft_published",
];

#[sqlx::test]
async fn the_database_shows_drafts_to_the_inspectorate_and_to_nobody_else(pool: PgPool) {
    let database = two_forces(&pool).await;
    let published = whole(&database).await;
    publish(&database, &inspector(), &form(&database, published).await, today()).await.unwrap();
    let review = Details { kind: RoundKind::PostInspectionReview, ..details(None) };
    let id = begin(&database, &inspector(), &kent(), token(), &review, &said("")).await.unwrap();
    now(&database, id, Edit::PutItem(None, item("KENT-2026-03", ""))).await.unwrap();
    let found = DraftFinding { finding: Finding::Improved, summary: String::new() };
    now(&database, id, Edit::Finding("KENT-1".parse().unwrap(), Some(found))).await.unwrap();
    now(&database, id, Edit::Grades(BTreeMap::from([(Topic::Leadership, Grade::Good)]))).await.unwrap();
    let audit = CaseAudit { cases: 1, good: 1, adequate: None, requires_improvement: None, inadequate: 0 };
    now(&database, id, Edit::CaseAudit(Some(audit))).await.unwrap();

    for role in [None].into_iter().chain(Role::ALL.iter().copied().map(Some)) {
        let allowed = matches!(role, Some(Role::Inspector | Role::Authoriser));
        let reader = role.map_or(Reader::Anyone, |role| Reader::SignedIn(person(5, role)));
        let mut db = database.snapshot_for(&reader).await.unwrap();
        for table in TABLES {
            let rows: i64 =
                sqlx::query_scalar(&format!("select count(*) from {table}")).fetch_one(&mut *db).await.unwrap();
            assert_eq!(rows > 0, allowed, "{role:?} {table}");
        }
        drop(db);
        let seen = page(&database, &reader, &kent(), id).await.unwrap();
        assert_eq!(matches!(seen, Lookup::Found(_)), allowed, "{role:?}");
        let led = page(&database, &reader, &kent(), published).await.unwrap();
        assert_eq!(matches!(led, Lookup::Published(_)), allowed, "{role:?}");
        assert_eq!(of_force(&database, &reader, &kent()).await.unwrap().len(), usize::from(allowed), "{role:?}");
    }
}

#[sqlx::test]
async fn the_database_lets_nobody_else_write_or_take_away_a_draft(pool: PgPool) {
    let database = two_forces(&pool).await;
    let id = whole(&database).await;
    for role in [Role::ForceLiaisonOfficer, Role::SeniorLeader, Role::Administrator] {
        let mut tx = database.begin_as(&person(5, role)).await.unwrap();
        for sql in [
            "delete from round_draft",
            "update round_draft set version = 99",
            "delete from round_draft_item",
            "delete from round_draft_finding",
        ] {
            assert_eq!(sqlx::query(sql).execute(&mut *tx).await.unwrap().rows_affected(), 0, "{role} {sql}");
        }
        let (force, details, who) = (kent(), details(None), person(5, Role::Inspector));
        let refused = store::insert(&mut tx, DraftId(token()), &force, &details, &who).await;
        let refused = refused.unwrap_err().to_string();
        assert!(refused.contains("row-level security"), "{role}: {refused}");
    }
    assert_eq!(found(&database, id).await.items.len(), 2);
}

#[sqlx::test]
async fn no_step_on_a_draft_is_taken_by_another_role(pool: PgPool) {
    let database = two_forces(&pool).await;
    let id = whole(&database).await;
    for role in [Role::ForceLiaisonOfficer, Role::SeniorLeader, Role::Administrator] {
        let (who, form) = (person(5, role), form(&database, id).await);
        let refused = |error: DraftError| matches!(error, DraftError::NotAllowed(NotAllowed::NotOfRole(..)));
        assert!(
            refused(begin(&database, &who, &kent(), token(), &details(None), &said("")).await.unwrap_err()),
            "{role}"
        );
        assert!(refused(change(&database, &who, &form, Edit::Discard).await.unwrap_err()), "{role}");
        assert!(refused(publish(&database, &who, &form, today()).await.unwrap_err()), "{role}");
    }
    let other =
        Form { subject: DraftOfForce { force: "essex".parse().unwrap(), draft: id }, ..form(&database, id).await };
    let moved = change(&database, &inspector(), &other, Edit::Discard).await;
    assert!(matches!(moved, Err(DraftError::NotFound)), "it is a draft of another force");
    assert_eq!(count(&pool, "select count(*) from round_draft").await, 1);
}

#[sqlx::test]
async fn rounds_in_progress_are_listed_for_the_inspectorate_and_for_nobody_else(pool: PgPool) {
    let database = two_forces(&pool).await;
    let id = begun(&database, None).await;
    for role in Role::ALL {
        let listed = in_progress(&database, &Reader::SignedIn(person(7, *role))).await.unwrap();
        let listed: Vec<_> = listed.into_iter().map(|one| (one.id, one.force_name)).collect();
        let expected = if Permission::RecordRound.is_of(*role) { vec![(id, "Kent".to_owned())] } else { Vec::new() };
        assert_eq!(listed, expected, "{role}");
    }
    assert_eq!(in_progress(&database, &Reader::Anyone).await.unwrap(), []);
}
