//! Workbooks: the rows, columns and numbers of the CSV files of the same query, and what surrounds them.

use std::{
    io::{Cursor, Read as _},
    time::Duration,
};

use axum::Router;
use followup::identity::Role;
use server::Turns;
use sqlx::PgPool;
use zip::ZipArchive;

use crate::{
    real_data::server_with_real_data,
    support::{Browser, account, closed_server_on, get, server_on, state_on},
};

mod csv_files;
mod reading;

use csv_files::says_what_the_csv_file_says;
use reading::Book;

const KINDS: [(&str, &str); 2] = [
    ("xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
    ("ods", "application/vnd.oasis.opendocument.spreadsheet"),
];

async fn book(server: &Router, path: &str) -> Book {
    let answer = get(server, path).await;
    assert_eq!(answer.status, 200, "{path}: {}", answer.body);
    Book::read(answer.bytes)
}

/// What the parts of a workbook hold, one after the other.
async fn parts(server: &Router, path: &str) -> String {
    let mut archive = ZipArchive::new(Cursor::new(get(server, path).await.bytes)).unwrap();
    let mut held = String::new();
    for part in 0..archive.len() {
        archive.by_index(part).unwrap().read_to_string(&mut held).unwrap();
    }
    held
}

/// The address with another end of its path.
fn as_kind(path: &str, kind: &str) -> String {
    path.replacen(".csv", &format!(".{kind}"), 1)
}

#[sqlx::test(migrator = "followup::store::MIGRATOR")]
async fn a_workbook_says_truly_whether_both_record_types_are_one_count(pool: PgPool) {
    const APART: &str = "Recommendations and areas of concern are counted apart";
    const TOGETHER: &str = "They are counted together where a row says together";
    let server = server_with_real_data(&pool).await;
    for (path, together) in [
        ("/charts/deadlines.ods", false),
        ("/charts/deadlines.ods?record_type=together", true),
        ("/charts/deadlines.xlsx?record_type=together", true),
        ("/recommendations.ods", false),
    ] {
        let held = parts(&server, path).await;
        assert_eq!((held.contains(APART), held.contains(TOGETHER)), (!together, together), "{path}");
    }
}

#[sqlx::test(migrator = "followup::store::MIGRATOR")]
async fn of_the_public_data_each_workbook_has_the_rows_columns_and_numbers_of_its_csv_file(pool: PgPool) {
    let server = server_with_real_data(&pool).await;
    for path in [
        "/recommendations.csv",
        "/recommendations.csv?force=kent&as_at=2022-05-01",
        "/recommendations.csv?record_type=area-of-concern&sort=due&order=desc&known_at=2026-11-23",
        "/recommendations.csv?q=supervisors",
        "/recommendations.csv?force=kent&status=verified-complete",
        "/forces.csv",
        "/forces.csv?region=wales&sort=recommendations&as_at=2022-05-01",
        "/charts/findings-across-rounds.csv",
        "/charts/findings-across-rounds.csv?force=kent&as_at=2022-05-01",
        "/charts/status-over-time.csv?force=kent",
        "/charts/assurance-gap.csv",
        "/charts/deadlines.csv",
        "/charts/pace.csv?force=kent",
        "/charts/case-audits.csv",
        "/charts/what-recurs.csv",
        "/charts/grades.csv",
        "/charts/grades.csv?force=kent",
        "/charts/forces-at-a-glance.csv?by=improved",
        "/charts/last-said.csv",
        "/charts/comes-back.csv",
        "/charts/beside-others.csv?force=kent",
        "/charts/visits.csv",
        "/charts/what-is-known.csv?region=wales",
        "/charts/standing.csv",
    ] {
        let csv = get(&server, path).await;
        assert_eq!(csv.status, 200, "{path}");
        for (kind, media_type) in KINDS {
            let path = as_kind(path, kind);
            let answer = get(&server, &path).await;
            assert_eq!((answer.status.as_u16(), answer.header("content-type")), (200, media_type), "{path}");
            let name = csv.header("content-disposition").replace(".csv\"", &format!(".{kind}\""));
            assert_eq!(answer.header("content-disposition"), name, "{path}");
            assert_eq!(answer.header("cache-control"), "private, no-store", "{path}");
            says_what_the_csv_file_says(&Book::read(answer.bytes), "Table_1", &csv.body, &path);
        }
    }
}

#[sqlx::test(migrator = "followup::store::MIGRATOR", fixtures("../../../src/store/fixtures/register.sql"))]
async fn the_cover_says_what_it_is_at_which_point_and_where_it_is_to_be_seen(pool: PgPool) {
    let server = server_on(&pool).await;
    for (kind, _) in KINDS {
        let path = format!("/recommendations.{kind}?force=kent&as_at=2022-05-01&sort=due");
        let book = book(&server, &path).await;
        assert_eq!(book.tabs(), ["Table_1", "Cover", "Contents", "Notes", "Columns"], "{kind}");
        let cover = book.first_column("Cover");
        assert_eq!(cover[0], "Recommendations and areas of concern");
        for said in [
            "Rows were chosen by: force kent.",
            "How things stood on 1 May 2022, by what is known today (23 November 2026).",
            "Open Government Licence v3.0",
            "The same on the web",
            "Made on 23 November 2026 at 12:00 UTC",
            "Contact:",
        ] {
            assert!(cover.iter().any(|line| line.contains(said)), "{kind}, {said}: {cover:?}");
        }
        assert!(!cover.iter().any(|line| line.contains("arking")), "what is public is not marked: {cover:?}");
        let address = "http://localhost/recommendations?force=kent&amp;as_at=2022-05-01&amp;sort=due";
        assert!(parts(&server, &path).await.contains(address), "{kind}: the cover leads to the page");
        let contents = book.first_column("Contents");
        assert_eq!(contents[contents.len() - 3..], ["Table_1", "Notes", "Columns"], "{kind}");
        let notes = book.text("Notes");
        for explained in ["[x] means not available", "[z] means not applicable", "2019-Q3", "As at goes by"] {
            assert!(notes.contains(explained), "{kind}, {explained}: {notes}");
        }
    }
}

#[sqlx::test(migrator = "followup::store::MIGRATOR", fixtures("../../../src/store/fixtures/register.sql"))]
async fn a_chart_says_in_its_workbook_what_it_says_in_words(pool: PgPool) {
    let server = server_on(&pool).await;
    let drawing = get(&server, "/charts/findings-across-rounds.svg?force=kent").await.body;
    let headline = drawing.split("<title").nth(1).and_then(|rest| rest.split(['>', '<']).nth(1)).unwrap();
    let sentences = drawing.split("<desc").nth(1).and_then(|rest| rest.split(['>', '<']).nth(1)).unwrap();
    for (kind, _) in KINDS {
        let book = book(&server, &format!("/charts/findings-across-rounds.{kind}?force=kent")).await;
        let cover = book.first_column("Cover");
        assert_eq!(cover[0], format!("What inspectors found on return: {headline}"));
        assert!(cover.contains(&sentences.to_owned()), "{sentences}: {cover:?}");
        assert!(book.first_column("Table_1")[0].ends_with(headline), "{kind}");
    }
}

#[sqlx::test(migrator = "followup::store::MIGRATOR", fixtures("../../../src/store/fixtures/register.sql"))]
async fn a_briefing_has_a_sheet_for_each_of_its_tables_with_counts_as_numbers(pool: PgPool) {
    let server = server_on(&pool).await;
    let query = "from=2019-01-01&to=2022-04-30";
    let page = get(&server, &format!("/briefing?{query}&annex=yes")).await.text();
    let captions = page.matches("<caption").count();
    for (kind, _) in KINDS {
        let answer = get(&server, &format!("/briefing.{kind}?{query}")).await;
        let name = format!("attachment; filename=\"briefing-from-2019-01-01-as-at-2022-04-30.{kind}\"");
        assert_eq!(answer.header("content-disposition"), name);
        let book = Book::read(answer.bytes);
        let cover = book.first_column("Cover");
        assert!(cover[0].starts_with("Briefing: England and Wales, 2 January 2019 to 30 April 2022"), "{cover:?}");
        let titles: Vec<_> = book
            .tabs()
            .into_iter()
            .filter(|tab| tab.starts_with("Table_"))
            .map(|tab| book.first_column(tab)[0].clone())
            .collect();
        // The annex is in the workbook whether or not it was asked for.
        assert_eq!(titles.len(), captions, "{titles:?}");
        for expected in [
            "What happened, by kind of change",
            "Where to look first",
            "Recommendations, then and now",
            "Recommendations by force: the forces that moved",
        ] {
            assert!(titles.iter().any(|title| title.contains(expected)), "{expected}: {titles:?}");
        }
        let of_forces = "Recommendations by force: the forces that moved";
        let place = titles.iter().position(|title| title.ends_with(of_forces)).unwrap();
        let (head, rows) = book.table(&format!("Table_{}", place + 1));
        let kent = rows.iter().find(|row| row[0].words() == "Kent").unwrap();
        assert_eq!(head[0].as_str(), "Force");
        assert!(kent[1..].iter().all(|cell| cell.number().is_some()), "{kent:?}");
        let (_, first) = book.table("Table_1");
        assert!(first.iter().flatten().any(|cell| cell.number().is_some()), "the first sheet has a number");
    }
}

#[sqlx::test(migrator = "followup::store::MIGRATOR", fixtures("../../../src/store/fixtures/register.sql"))]
async fn what_is_not_public_is_marked_on_every_sheet_in_each_row_and_in_the_name(pool: PgPool) {
    account(&pool, "leader@example.org", Role::SeniorLeader, &[]).await;
    let server = closed_server_on(&pool).await;
    let mut browser = Browser::signed_in(&server, "leader@example.org").await;
    for (path, query) in [
        ("/recommendations", ""),
        ("/forces", ""),
        ("/charts/findings-across-rounds", ""),
        ("/briefing", "?from=2019-01-01&to=2022-04-30"),
    ] {
        for (kind, _) in KINDS {
            let path = format!("{path}.{kind}{query}");
            assert_eq!(get(&server, &path).await.status, 303, "{path}: nobody who has not signed in gets it");
            let answer = browser.get(&path).await;
            assert!(answer.header("content-disposition").contains("-OFFICIAL-SENSITIVE"), "{path}");
            let book = Book::read(answer.bytes);
            for tab in book.tabs() {
                let lines = book.first_column(tab);
                assert!(
                    lines.contains(&"Protective marking: OFFICIAL-SENSITIVE".to_owned()),
                    "{path} {tab}: {lines:?}"
                );
            }
            if !path.starts_with("/briefing") {
                let (head, rows) = book.table("Table_1");
                assert_eq!(head.last().unwrap(), "Marking", "{path}");
                assert!(rows.iter().all(|row| row.last().unwrap().words() == "OFFICIAL-SENSITIVE"), "{path}");
            }
        }
    }
}

#[sqlx::test(migrator = "followup::store::MIGRATOR", fixtures("../../../src/store/fixtures/register.sql"))]
async fn somebody_limited_to_a_force_gets_workbooks_of_that_force_that_say_so(pool: PgPool) {
    account(&pool, "limited@example.org", Role::SeniorLeader, &["kent"]).await;
    let server = closed_server_on(&pool).await;
    let mut browser = Browser::signed_in(&server, "limited@example.org").await;
    for path in ["/recommendations", "/forces"] {
        for (kind, _) in KINDS {
            let answer = browser.get(&format!("{path}.{kind}")).await;
            assert!(answer.header("content-disposition").contains("-some-forces"), "{path}.{kind}");
            let book = Book::read(answer.bytes);
            let cover = book.first_column("Cover");
            assert!(cover.iter().any(|line| line.contains("limited to some forces")), "{cover:?}");
            let (_, rows) = book.table("Table_1");
            assert!(!rows.is_empty() && !book.text("Table_1").to_lowercase().contains("gwent"), "{path}.{kind}");
        }
    }
}

#[sqlx::test(migrator = "followup::store::MIGRATOR", fixtures("../../../src/store/fixtures/register.sql"))]
async fn what_cannot_be_asked_is_refused_as_the_csv_file_refuses_it(pool: PgPool) {
    let server = server_on(&pool).await;
    for path in [
        "/recommendations.csv?sort=colour",
        "/recommendations.csv?force=atlantis",
        "/recommendations.csv?as_at=soon",
        "/forces.csv?region=nowhere",
        "/forces.csv?known_at=2999-01-01",
        "/charts/findings-across-rounds.csv?force=kemt",
        "/charts/weather.csv",
    ] {
        let expected = get(&server, path).await;
        assert!(expected.status.is_client_error(), "{path}");
        for (kind, _) in KINDS {
            let answer = get(&server, &as_kind(path, kind)).await;
            let body = answer.body.replace(&format!(".{kind}"), ".csv");
            assert_eq!((answer.status, body), (expected.status, expected.body.clone()), "{path} as {kind}");
            assert!(answer.header("content-type").starts_with("text/plain"), "{path} as {kind}");
        }
    }
    for (kind, _) in KINDS {
        let backwards = get(&server, &format!("/briefing.{kind}?from=2022-04-30&to=2019-01-01")).await;
        assert_eq!(backwards.status, 400, "{}", backwards.body);
        let nothing = get(&server, &format!("/briefing.{kind}?from=2000-01-01&to=2000-02-01")).await;
        assert_eq!(nothing.status, 404, "{}", nothing.body);
    }
}

#[sqlx::test(migrator = "followup::store::MIGRATOR", fixtures("../../../src/store/fixtures/register.sql"))]
async fn where_too_many_workbooks_are_written_at_once_one_is_told_to_come_back_and_nothing_is_noted(pool: PgPool) {
    account(&pool, "leader@example.org", Role::SeniorLeader, &[]).await;
    let mut state = state_on(&pool).await;
    state.workbooks = Turns::new("to write a workbook", 0, Duration::from_millis(20));
    let server = server::router(&state);
    let mut browser = Browser::signed_in(&server, "leader@example.org").await;
    for path in ["/recommendations.xlsx", "/forces.ods", "/briefing.ods"] {
        let busy = browser.get(path).await;
        assert_eq!((busy.status.as_u16(), busy.header("retry-after")), (503, "30"), "{path}");
    }
    assert_eq!(browser.get("/recommendations.csv").await.status, 200, "a CSV file waits for nobody");
    let noted: Vec<String> =
        sqlx::query_scalar("select subject from audit_entry where kind = 'exported'").fetch_all(&pool).await.unwrap();
    assert_eq!(noted, ["/recommendations.csv"]);
}
