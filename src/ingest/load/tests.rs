//! Loading is done once, again when a file has changed, and again after it broke off.

use sqlx::PgPool;

use super::*;
use crate::store::database::as_application_of;

const FORCES: &str = "code,name,short_name,nation,region,website_slug
E23000032,Kent Police,Kent,England,South East,kent
";
const ROUNDS: &str = "force_slug,round,kind,fieldwork,published,source_url
kent,inspection-2019,inspection,,2019-09,https://example.org/k1
";

fn files(rounds: &str) -> Vec<(Kind, File)> {
    [(Kind::Forces, FORCES), (Kind::Rounds, rounds)]
        .map(|(kind, text)| (kind, File { name: kind.file_name(), bytes: text.as_bytes().to_vec() }))
        .into()
}

async fn loaded(database: &Database, rounds: &str) -> Result<Load, LoadError> {
    load(database, &files(rounds), |_, _| {}).await
}

fn added(load: &Load) -> Vec<usize> {
    match load {
        Load::Unchanged { .. } => Vec::new(),
        Load::Imported(reports) => reports.iter().map(|(_, report)| report.added).collect(),
    }
}

#[sqlx::test]
async fn same_files_are_imported_once(pool: PgPool) {
    let database = as_application_of(&pool).await;
    let before = crate::clock::now();
    assert_eq!(added(&loaded(&database, ROUNDS).await.unwrap()), [1, 1]);
    let after = crate::clock::now();
    let Load::Unchanged { since } = loaded(&database, ROUNDS).await.unwrap() else { panic!("imported again") };
    assert!(before <= since && since <= after, "{before} {since} {after}");
}

#[sqlx::test]
async fn changed_file_is_imported_and_so_is_the_old_one_after_it(pool: PgPool) {
    let database = as_application_of(&pool).await;
    loaded(&database, ROUNDS).await.unwrap();
    let changed = ROUNDS.replace("2019-09,", "2019-09-12,");
    let Load::Imported(reports) = loaded(&database, &changed).await.unwrap() else { panic!("not imported") };
    let changes: Vec<_> = reports.iter().map(|(kind, report)| (*kind, report.changed)).collect();
    assert_eq!(changes, [(Kind::Forces, 0), (Kind::Rounds, 1)]);
    assert!(matches!(loaded(&database, &changed).await.unwrap(), Load::Unchanged { .. }));
    assert!(matches!(loaded(&database, ROUNDS).await.unwrap(), Load::Imported(_)));
}

#[sqlx::test]
async fn loading_that_broke_off_is_tried_again(pool: PgPool) {
    let database = as_application_of(&pool).await;
    let wrong = ROUNDS.replace("kent,", "atlantis,");
    for _ in 0..2 {
        let error = loaded(&database, &wrong).await.unwrap_err();
        assert!(matches!(error, LoadError { kind: Kind::Rounds, error: ImportError::Refused { .. } }), "{error:?}");
    }
    // The forces stand from the first attempt.
    assert_eq!(added(&loaded(&database, ROUNDS).await.unwrap()), [0, 1]);
    assert!(matches!(loaded(&database, ROUNDS).await.unwrap(), Load::Unchanged { .. }));
}

#[sqlx::test]
async fn broken_off_load_does_not_hide_that_files_changed(pool: PgPool) {
    let database = as_application_of(&pool).await;
    loaded(&database, ROUNDS).await.unwrap();
    loaded(&database, &ROUNDS.replace("kent,", "atlantis,")).await.unwrap_err();
    // What was loaded last as a whole are still these files.
    assert!(matches!(loaded(&database, ROUNDS).await.unwrap(), Load::Unchanged { .. }));
}

#[test]
fn digest_tells_where_one_file_ends_and_the_next_begins() {
    let file = |text: &str| File { name: String::new(), bytes: text.as_bytes().to_vec() };
    let sets = [
        vec![(Kind::Forces, file("ab")), (Kind::Rounds, file("c"))],
        vec![(Kind::Forces, file("a")), (Kind::Rounds, file("bc"))],
        vec![(Kind::Forces, file("abc"))],
        vec![(Kind::Rounds, file("abc"))],
    ];
    for (place, one) in sets.iter().enumerate() {
        for other in &sets[place + 1..] {
            assert_ne!(digest(one), digest(other), "{one:?} {other:?}");
        }
    }
}
