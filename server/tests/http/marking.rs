//! The protective marking of files: in the name, in every row, and in the drawing, where pages are not public.

use followup::identity::Role;
use sqlx::PgPool;

use crate::support::{Browser, account, closed_server_on, get, server_on};

const ANN: &str = "ann@example.org";

#[sqlx::test(migrator = "followup::store::MIGRATOR", fixtures("../../../src/store/fixtures/register.sql"))]
async fn a_file_of_what_is_not_public_is_marked_in_its_name_and_in_every_row(pool: PgPool) {
    account(&pool, ANN, Role::Inspector, &[]).await;
    let server = closed_server_on(&pool).await;
    let mut browser = Browser::signed_in(&server, ANN).await;
    for path in ["/recommendations.csv", "/forces.csv", "/charts/findings-across-rounds.csv?force=kent"] {
        let answer = browser.get(path).await;
        assert!(
            answer.header("content-disposition").contains("-OFFICIAL-SENSITIVE.csv\""),
            "{path}: {}",
            answer.header("content-disposition")
        );
        let mut rows = csv::Reader::from_reader(answer.body.as_bytes());
        let columns = rows.headers().unwrap().clone();
        assert_eq!(&columns[columns.len() - 1], "marking", "{path}");
        let rows: Vec<_> = rows.records().map(Result::unwrap).collect();
        assert!(!rows.is_empty() && rows.iter().all(|row| &row[columns.len() - 1] == "OFFICIAL-SENSITIVE"), "{path}");
    }
    let drawing = browser.get("/charts/findings-across-rounds.svg?force=kent").await;
    assert!(drawing.body.contains(">OFFICIAL-SENSITIVE</text>"), "{}", drawing.body);
    assert!(drawing.header("content-disposition").contains("-OFFICIAL-SENSITIVE.svg\""));
    let page = browser.get("/forces/kent").await.body;
    assert_eq!(page.matches("OFFICIAL-SENSITIVE").count(), 1, "a page has its own: {page}");
}

#[sqlx::test(migrator = "followup::store::MIGRATOR", fixtures("../../../src/store/fixtures/register.sql"))]
async fn a_file_of_what_is_public_is_not_marked_whoever_takes_it(pool: PgPool) {
    account(&pool, ANN, Role::Inspector, &[]).await;
    let server = server_on(&pool).await;
    let mut browser = Browser::signed_in(&server, ANN).await;
    for path in [
        "/recommendations.csv",
        "/forces.csv",
        "/charts/findings-across-rounds.svg",
        "/charts/findings-across-rounds.csv",
    ] {
        for answer in [browser.get(path).await, get(&server, path).await] {
            assert!(
                !answer.body.contains("SENSITIVE") && !answer.header("content-disposition").contains("SENSITIVE"),
                "{path}"
            );
            assert!(!answer.body.contains(",marking"), "{path}");
        }
    }
}

#[sqlx::test(migrator = "followup::store::MIGRATOR", fixtures("../../../src/store/fixtures/register.sql"))]
async fn an_operator_who_marks_nothing_gets_no_empty_marks(pool: PgPool) {
    account(&pool, ANN, Role::Inspector, &[]).await;
    let mut state = crate::support::state_on(&pool).await;
    (state.access.public, state.access.marking) = (false, String::new());
    let server = server::router(&state);
    let mut browser = Browser::signed_in(&server, ANN).await;
    assert!(!browser.get("/forces").await.body.contains("Protective marking"));
    assert!(!browser.get("/forces.csv").await.body.contains("marking"));
}
