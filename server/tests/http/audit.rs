//! Who took files and who read what is not for everyone is written down, or it does not leave.

use axum::http::StatusCode;
use followup::{identity::Role, progress::measure::Measure};
use sqlx::PgPool;

use crate::support::{Browser, account, get, server_on};

const ANN: &str = "ann@example.org";

/// Kind and subject of what was written down since signing in, oldest first.
async fn entries(pool: &PgPool) -> Vec<(String, Option<String>)> {
    sqlx::query_as(
        "select kind::text, subject from audit_entry where kind in ('exported', 'restricted-text-read') order by id",
    )
    .fetch_all(pool)
    .await
    .unwrap()
}

#[sqlx::test(migrator = "followup::store::MIGRATOR", fixtures("../../../src/store/fixtures/register.sql"))]
async fn a_file_taken_by_a_signed_in_person_is_an_entry_without_the_words_searched_for(pool: PgPool) {
    let id = account(&pool, ANN, Role::SeniorLeader, &[]).await;
    let server = server_on(&pool).await;
    let mut browser = Browser::signed_in(&server, ANN).await;
    let files = [
        ("/recommendations.csv?q=Ann+Example&force=kent&utm=x", "/recommendations.csv?force=kent&q=not-kept"),
        ("/forces.csv?region=wales&as_at=2022-05-01", "/forces.csv?region=wales&as_at=2022-05-01"),
        ("/charts/findings-across-rounds.svg?force=kent", "/charts/findings-across-rounds.svg?force=kent"),
        ("/charts/findings-across-rounds.png", "/charts/findings-across-rounds.png"),
        ("/charts/findings-across-rounds.csv", "/charts/findings-across-rounds.csv"),
        ("/recommendations.xlsx?q=Ann+Example&sort=due", "/recommendations.xlsx?q=not-kept"),
        ("/forces.ods?as_at=2022-05-01", "/forces.ods?as_at=2022-05-01"),
        ("/charts/findings-across-rounds.ods?force=kent", "/charts/findings-across-rounds.ods?force=kent"),
        (
            "/briefing.xlsx?from=2019-01-01&to=2022-04-30&force=kent",
            "/briefing.xlsx?from=2019-01-01&to=2022-04-30&force=kent",
        ),
    ];
    for (path, _) in files {
        assert_eq!(get(&server, path).await.status, StatusCode::OK, "{path}");
    }
    assert_eq!(entries(&pool).await, [], "whoever is not signed in is nobody to write down");
    for (path, _) in files {
        assert_eq!(browser.get(path).await.status, StatusCode::OK, "{path}");
    }
    let expected = files.map(|(_, subject)| ("exported".to_owned(), Some(subject.to_owned())));
    assert_eq!(entries(&pool).await, expected);
    let by: Vec<uuid::Uuid> = sqlx::query_scalar("select distinct person from audit_entry where kind = 'exported'")
        .fetch_all(&pool)
        .await
        .unwrap();
    assert_eq!(by, [id.0]);

    for refused in ["/recommendations.csv?status=done", "/recommendations.ods?status=done"] {
        assert_eq!(browser.get(refused).await.status, StatusCode::BAD_REQUEST, "{refused}");
    }
    assert_eq!(entries(&pool).await.len(), files.len(), "what was refused did not leave");
}

/// Every route that gives out a file, with an address of it that a person can ask for.
fn addresses_of_files() -> Vec<String> {
    let patterns = server::patterns();
    let of_pattern = |pattern: &String| match pattern.as_str() {
        "/charts/{file}" => {
            let charts = Measure::ALL.iter().map(|measure| measure.slug());
            charts
                .flat_map(|chart| ["svg", "png", "csv", "xlsx", "ods"].map(|of| format!("/charts/{chart}.{of}")))
                .collect()
        }
        // Of administrators alone: see `audit_page`.
        "/admin/audit.csv" => Vec::new(),
        path if path.starts_with("/briefing.") => vec![format!("{path}?from=2019-01-01&to=2022-04-30&force=kent")],
        path if [".csv", ".xlsx", ".ods", ".pdf"].iter().any(|end| path.ends_with(end)) => vec![path.to_owned()],
        _ => Vec::new(),
    };
    patterns.iter().flat_map(of_pattern).collect()
}

#[sqlx::test(migrator = "followup::store::MIGRATOR", fixtures("../../../src/store/fixtures/register.sql"))]
async fn head_of_a_file_or_page_leaves_no_entry(pool: PgPool) {
    account(&pool, ANN, Role::Inspector, &[]).await;
    let server = server_on(&pool).await;
    let mut browser = Browser::signed_in(&server, ANN).await;
    let files = addresses_of_files();
    assert!(files.len() > 50, "{files:?}");
    let pages = [
        "/recommendations/KENT-2019-01",
        "/recommendations/KENT-2019-01/review",
        "/worklist",
        "/api/v1/recommendation?reference=KENT-2019-01",
        "/api/v1/worklist",
    ];
    let mut given = 0;
    for path in files.iter().map(String::as_str).chain(pages) {
        let answer = browser.head(path).await;
        // A chart of one force is none of the country.
        let is_of_one_force = path.starts_with("/charts/beside-others") && answer.status.is_client_error();
        assert!(answer.status.is_success() || is_of_one_force, "{path}: {}", answer.status);
        assert!(answer.body.is_empty(), "{path}");
        given += usize::from(answer.status.is_success());
        assert_eq!(entries(&pool).await, [], "{path}");
    }
    assert!(given > 50, "{given} files and pages were given");
    for (path, number) in [("/forces.csv", 1), ("/recommendations/KENT-2019-01", 2)] {
        assert!(browser.get(path).await.status.is_success());
        assert_eq!(entries(&pool).await.len(), number, "{path}");
    }
}

#[sqlx::test(migrator = "followup::store::MIGRATOR", fixtures("../../../src/store/fixtures/register.sql"))]
async fn a_page_with_restricted_text_is_one_entry_each_time_it_is_shown(pool: PgPool) {
    account(&pool, ANN, Role::Inspector, &[]).await;
    let server = server_on(&pool).await;
    let mut browser = Browser::signed_in(&server, ANN).await;
    for path in [
        "/recommendations/KENT-2019-02",
        "/recommendations",
        "/forces/kent",
        "/recommendations/KENT-2019-01?as_at=2022-01-01",
    ] {
        assert_eq!(browser.get(path).await.status, StatusCode::OK, "{path}");
    }
    assert_eq!(entries(&pool).await, []);
    for path in ["/recommendations/KENT-2019-01", "/recommendations/KENT-2019-01/review"] {
        assert!(browser.get(path).await.status.is_success(), "{path}");
    }
    let entry = ("restricted-text-read".to_owned(), Some("/recommendations/KENT-2019-01".to_owned()));
    assert_eq!(entries(&pool).await, [entry.clone(), entry]);
}

#[sqlx::test(migrator = "followup::store::MIGRATOR", fixtures("../../../src/store/fixtures/register.sql"))]
async fn what_cannot_be_written_down_is_not_shown_and_the_page_says_that_there_is_a_fault(pool: PgPool) {
    account(&pool, ANN, Role::Inspector, &[]).await;
    let server = server_on(&pool).await;
    let mut browser = Browser::signed_in(&server, ANN).await;
    sqlx::raw_sql("revoke insert on audit_entry from ncpi_application").execute(&pool).await.unwrap();

    let page = browser.get("/recommendations/KENT-2019-01").await;
    assert_eq!(page.status, StatusCode::INTERNAL_SERVER_ERROR);
    assert!(
        page.body.contains("there is a problem with the service") && !page.body.contains("Internal</p>"),
        "{}",
        page.body
    );
    for path in ["/recommendations.csv", "/recommendations.xlsx", "/forces.ods", "/charts/pace.xlsx"] {
        let file = browser.get(path).await;
        assert_eq!(file.status, StatusCode::INTERNAL_SERVER_ERROR, "{path}");
        assert!(!file.body.contains("KENT") && file.header("content-type").starts_with("text/plain"), "{}", file.body);
    }
    // What is for everyone, and whoever is nobody, is not held up.
    assert_eq!(browser.get("/recommendations/KENT-2019-02").await.status, StatusCode::OK);
    assert_eq!(get(&server, "/recommendations.csv").await.status, StatusCode::OK);
}
