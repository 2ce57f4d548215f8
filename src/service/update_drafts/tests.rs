//! Drafts on a real database: who sees them, and that the database itself shows them to nobody else.

use sqlx::PgPool;

use super::*;
use crate::{
    identity::Role,
    service::accounts::{Wanted, add},
    store::fixtures::two_forces,
};

fn now() -> DateTime<Utc> {
    "2026-11-25T10:00:00Z".parse().unwrap()
}

fn kent_1() -> Reference {
    "KENT-1".parse().unwrap()
}

async fn person(database: &Database, email: &str, role: Role, forces: &[&str]) -> Person {
    let wanted = Wanted {
        email: email.parse().unwrap(),
        name: "Ann Other".parse().unwrap(),
        role,
        forces: forces.iter().map(|force| force.parse().unwrap()).collect(),
    };
    let forces = wanted.forces.clone();
    Person { id: add(database, None, wanted, now()).await.unwrap(), role, forces }
}

fn typed(text: &str) -> Typed {
    Typed::from([("activity".to_owned(), text.to_owned())])
}

#[sqlx::test]
async fn a_draft_is_seen_by_its_force_and_by_nobody_else(pool: PgPool) {
    let database = two_forces(&pool).await;
    let writes = person(&database, "ann@kent.example", Role::ForceLiaisonOfficer, &["kent"]).await;
    keep(&database, &writes, &kent_1(), 1, &typed("Half a sentence"), Sitting::default(), now()).await.unwrap();

    let colleague = person(&database, "bea@kent.example", Role::ForceLiaisonOfficer, &["essex", "kent"]).await;
    for reader in [&writes, &colleague] {
        let drafts = of_item(&database, reader, &kent_1()).await.unwrap();
        assert_eq!(drafts.len(), 1);
        assert_eq!((drafts[0].answers["activity"].as_str(), drafts[0].version), ("Half a sentence", 1));
    }
    let essex = person(&database, "cal@essex.example", Role::ForceLiaisonOfficer, &["essex"]).await;
    let inspector = person(&database, "dee@inspectorate.example", Role::Inspector, &[]).await;
    let authoriser = person(&database, "eve@inspectorate.example", Role::Authoriser, &[]).await;
    let leader = person(&database, "fay@kent.example", Role::SeniorLeader, &["kent"]).await;
    let administrator = person(&database, "gus@office.example", Role::Administrator, &[]).await;
    for reader in [essex, inspector, authoriser, leader, administrator] {
        assert_eq!(of_item(&database, &reader, &kent_1()).await.unwrap(), [], "{reader:?}");
        assert!(
            keep(&database, &reader, &kent_1(), 1, &typed("x"), Sitting::default(), now()).await.is_err(),
            "{reader:?}"
        );
        // Past the rule, straight at the table: row security refuses as well.
        let mut tx = database.begin_as(&reader).await.unwrap();
        assert!(
            update_drafts::keep(&mut tx, &kent_1(), reader.id, 1, &typed("x"), Sitting::default(), now())
                .await
                .is_err(),
            "{reader:?}"
        );
    }
}

#[sqlx::test]
async fn a_person_has_one_draft_of_an_item_and_discards_only_their_own(pool: PgPool) {
    let database = two_forces(&pool).await;
    let ann = person(&database, "ann@kent.example", Role::ForceLiaisonOfficer, &["kent"]).await;
    let bea = person(&database, "bea@kent.example", Role::ForceLiaisonOfficer, &["kent"]).await;
    for text in ["One", "One two"] {
        keep(&database, &ann, &kent_1(), 1, &typed(text), Sitting::default(), now()).await.unwrap();
    }
    keep(&database, &bea, &kent_1(), 1, &typed("Other"), Sitting::default(), now()).await.unwrap();

    discard(&database, &bea, &kent_1()).await.unwrap();
    let drafts = of_item(&database, &bea, &kent_1()).await.unwrap();
    assert_eq!(drafts.iter().map(|draft| draft.answers["activity"].as_str()).collect::<Vec<_>>(), ["One two"]);
}

#[sqlx::test]
async fn what_can_never_be_saved_is_not_kept_as_a_draft_either(pool: PgPool) {
    let database = two_forces(&pool).await;
    let ann = person(&database, "ann@kent.example", Role::ForceLiaisonOfficer, &["kent"]).await;
    let long = typed(&"x".repeat(LARGEST_DRAFT));
    let refused = keep(&database, &ann, &kent_1(), 1, &long, Sitting::default(), now()).await.unwrap_err();
    assert!(matches!(refused, FollowUpError::Invalid { field: "activity", .. }), "{refused:?}");
    let unknown = "KENT-9".parse().unwrap();
    let refused = keep(&database, &ann, &unknown, 1, &typed("x"), Sitting::default(), now()).await.unwrap_err();
    assert!(matches!(refused, FollowUpError::NotFound), "{refused:?}");
}

#[sqlx::test]
async fn two_windows_of_one_person_do_not_overwrite_each_others_draft(pool: PgPool) {
    let database = two_forces(&pool).await;
    let ann = person(&database, "ann@kent.example", Role::ForceLiaisonOfficer, &["kent"]).await;
    let [first, second, third] = [1, 2, 3].map(|number| Some(uuid::Uuid::from_u128(number)));
    let kept = async |text: &str, own, continues| {
        keep(&database, &ann, &kent_1(), 1, &typed(text), Sitting { own, continues }, now()).await
    };
    // Two forms were opened where there was no draft: the first that keeps one goes on with it.
    kept("One", first, None).await.unwrap();
    kept("One two", first, None).await.unwrap();
    let refused = kept("Other", second, None).await.unwrap_err().to_string();
    assert!(refused.contains("another draft") && refused.contains("is not saved"), "{refused}");
    // One that is opened with it takes it over, and the one before is told in turn.
    kept("One two three", third, first).await.unwrap();
    kept("One two three four", third, first).await.unwrap();
    assert!(kept("One two, once more", first, None).await.is_err());
    let drafts = of_item(&database, &ann, &kent_1()).await.unwrap();
    assert_eq!(
        drafts.iter().map(|draft| draft.answers["activity"].as_str()).collect::<Vec<_>>(),
        ["One two three four"]
    );
}
