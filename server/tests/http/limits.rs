//! A senior leader who is limited to forces: where pages are not public nothing is told of any other.

use axum::{Router, http::StatusCode};
use followup::identity::Role;
use sqlx::PgPool;

use crate::support::{Browser, account, closed_server_on, server_on};

const LIMITED: &str = "limited@example.org";
const LEADER: &str = "leader@example.org";

/// What is about Kent, what is about others, and what is about all.
const OWN: [&str; 18] = [
    "/forces/kent",
    "/forces/kent/rounds/review-2021",
    "/recommendations/KENT-2019-01",
    "/recommendations?force=kent",
    "/recommendations.csv?force=kent",
    "/recommendations.xlsx?force=kent",
    "/recommendations.ods",
    "/forces.csv?region=south-east",
    "/forces.xlsx",
    "/forces.ods?region=south-east",
    "/good-practice?force=kent",
    "/charts/findings-across-rounds.svg?force=kent",
    "/charts/findings-across-rounds.csv?force=kent",
    "/charts/findings-across-rounds.xlsx?force=kent",
    "/briefing.ods?force=kent&from=2019-01-01&to=2022-04-30",
    "/progress?force=kent",
    "/progress?force=kent&with_force=kent&with_topic=2014-decision-making",
    "/progress?force=kent&with_as_at=2022-01-01",
];
const OTHERS: [(&str, u16); 17] = [
    ("/forces/gwent", 404),
    ("/forces/gwent/", 308),
    ("/forces/gwent/rounds/inspection-2020", 404),
    ("/forces/gwent/anything/below", 404),
    ("/recommendations/GWENT-2020-01", 404),
    ("/recommendations/GWENT-2020-01/update", 404),
    ("/recommendations/%47WENT-2020-01", 404),
    ("/recommendations?force=gwent", 403),
    ("/recommendations.csv?force=kent&force=gwent", 403),
    ("/recommendations.xlsx?force=gwent", 403),
    ("/charts/findings-across-rounds.ods?force=gwent", 403),
    ("/briefing.xlsx?force=gwent", 403),
    ("/good-practice?force=gwent", 403),
    ("/charts/findings-across-rounds.png?force=gwent", 403),
    ("/progress?force=gwent", 403),
    ("/progress?force=kent&with_force=gwent", 403),
    ("/a-page-that-is-not-there", 404),
];
const OF_ALL: [&str; 8] = [
    "/charts/findings-across-rounds.svg",
    "/charts/findings-across-rounds.csv",
    "/charts/findings-across-rounds.xlsx",
    "/briefing.ods",
    "/progress",
    "/progress?force=kent&with_everywhere=yes",
    "/progress?force=kent&with_region=wales",
    "/progress?force=kent&with_topic=2014-decision-making",
];

async fn limited(server: &Router, pool: &PgPool) -> Browser<'static> {
    account(pool, LIMITED, Role::SeniorLeader, &["kent"]).await;
    // A test's server lives as long as the test.
    Browser::signed_in(Box::leak(Box::new(server.clone())), LIMITED).await
}

#[sqlx::test(migrator = "followup::store::MIGRATOR", fixtures("../../../src/store/fixtures/register.sql"))]
async fn what_is_about_another_force_or_about_all_is_refused_and_the_own_forces_are_read(pool: PgPool) {
    let server = closed_server_on(&pool).await;
    let mut browser = limited(&server, &pool).await;
    for path in OWN {
        assert_eq!(browser.get(path).await.status, StatusCode::OK, "{path}");
    }
    for (path, status) in OTHERS {
        let answer = browser.get(path).await;
        assert_eq!(answer.status.as_u16(), status, "{path}");
        assert!(!answer.body.contains("Review every detention"), "{path}: {}", answer.body);
    }
    for path in OF_ALL {
        let answer = browser.get(path).await;
        assert_eq!(answer.status, StatusCode::FORBIDDEN, "{path}");
        assert!(answer.body.contains("Your account is limited to some forces"), "{path}: {}", answer.body);
    }
}

/// The links of a page's own content.
fn links(page: &str) -> Vec<String> {
    let main = page.split("<main").nth(1).unwrap().split("</main>").next().unwrap();
    let links = main.split("href=\"").skip(1);
    links.map(|rest| rest.split('"').next().unwrap().replace("&amp;", "&")).collect()
}

#[sqlx::test(migrator = "followup::store::MIGRATOR", fixtures("../../../src/store/fixtures/register.sql"))]
async fn every_page_that_is_refused_leads_to_what_a_limited_reader_may_see(pool: PgPool) {
    let server = closed_server_on(&pool).await;
    account(&pool, LIMITED, Role::SeniorLeader, &["kent", "bedfordshire"]).await;
    let mut browser = Browser::signed_in(&server, LIMITED).await;
    for (path, first) in [
        ("/progress", "/progress?force=bedfordshire"),
        ("/progress?measure=pace&force=kent&with_everywhere=yes", "/progress?measure=pace&force=bedfordshire"),
        ("/progress?force=gwent&with_region=wales", "/progress?force=bedfordshire"),
        ("/briefing?from=2019-01-01&to=2022-04-30", "/briefing?from=2019-01-01&to=2022-04-30&force=bedfordshire"),
        ("/recommendations?force=gwent&q=cell", "/recommendations?q=cell&force=bedfordshire"),
        ("/good-practice?force=gwent", "/good-practice?force=bedfordshire"),
        ("/progress?measure=deadlines", "/progress?measure=deadlines&force=bedfordshire"),
    ] {
        let refused = browser.get(path).await;
        assert_eq!(refused.status, StatusCode::FORBIDDEN, "{path}");
        let (text, links) = (refused.text(), links(&refused.body));
        assert!(text.contains("Your account cannot see this") && text.contains("all about Kent"), "{path}: {text}");
        assert_eq!(links.first().map(String::as_str), Some(first), "{path}");
        assert!(links.iter().any(|href| href == "/forces/kent") && !text.contains("Gwent"), "{path}: {links:?}");
        for href in links {
            assert_eq!(browser.get(&href).await.status, StatusCode::OK, "{path} leads to {href}");
        }
    }
}

#[sqlx::test(migrator = "followup::store::MIGRATOR", fixtures("../../../src/store/fixtures/register.sql"))]
async fn another_force_is_no_more_there_than_one_that_does_not_exist(pool: PgPool) {
    let server = closed_server_on(&pool).await;
    let mut browser = limited(&server, &pool).await;
    for (there, nowhere) in
        [("/forces/gwent", "/forces/gwynt"), ("/recommendations/GWENT-2020-01", "/recommendations/GWYNT-2020-01")]
    {
        let plain = |text: String| text.replace("gwynt", "gwent").replace("GWYNT", "GWENT");
        let nonce = |text: &str| {
            text.split("nonce=\"")
                .map(|part| part.split_once('"').map_or(part, |(_, rest)| rest).to_owned())
                .collect::<String>()
        };
        let (there, nowhere) = (browser.get(there).await.text(), plain(browser.get(nowhere).await.text()));
        assert_eq!(nonce(&there), nonce(&nowhere));
    }
}

#[sqlx::test(migrator = "followup::store::MIGRATOR", fixtures("../../../src/store/fixtures/register.sql"))]
async fn lists_and_files_count_the_own_forces_only_and_every_page_says_so(pool: PgPool) {
    let server = closed_server_on(&pool).await;
    let mut browser = limited(&server, &pool).await;

    let register = browser.get("/recommendations").await.text();
    assert!(register.contains("5 items") && !register.contains("GWENT") && !register.contains("Gwent"), "{register}");
    let forces = browser.get("/forces").await.text();
    assert!(forces.contains("1 force.") && !forces.contains("Gwent"), "{forces}");
    for page in [&register, &forces, &browser.get("/forces/kent").await.text(), &browser.get("/account").await.text()] {
        assert!(
            page.contains("Your account is limited to Kent: lists, counts and files leave every other force out."),
            "{page}"
        );
    }
    for path in ["/recommendations.csv", "/forces.csv"] {
        let file = browser.get(path).await;
        assert!(file.header("content-disposition").contains("-some-forces"), "{}", file.header("content-disposition"));
        let rows = file.body.lines().skip(1).collect::<Vec<_>>();
        assert!(!rows.is_empty() && rows.iter().all(|row| row.to_lowercase().contains("kent")), "{}", file.body);
    }
    let overview = browser.get("/").await;
    assert_eq!(overview.status, StatusCode::OK);
    assert!(
        overview.text().contains("Your forces") && overview.text().contains("href=\"/forces/kent\""),
        "{}",
        overview.body
    );
    assert!(!overview.text().contains("Gwent") && !overview.text().contains("headlines"), "{}", overview.body);
    let about = browser.get("/about-the-data").await.text();
    assert!(about.contains("This part is about all forces. You cannot see it"), "{about}");
}

#[sqlx::test(migrator = "followup::store::MIGRATOR", fixtures("../../../src/store/fixtures/register.sql"))]
async fn what_everybody_may_read_and_who_is_not_limited_is_not_kept_from_anything(pool: PgPool) {
    let (open, closed) = (server_on(&pool).await, closed_server_on(&pool).await);
    account(&pool, LEADER, Role::SeniorLeader, &[]).await;
    account(&pool, LIMITED, Role::SeniorLeader, &["kent"]).await;
    for (server, email) in [(&open, LIMITED), (&closed, LEADER)] {
        let mut browser = Browser::signed_in(server, email).await;
        for path in [
            "/forces/gwent",
            "/recommendations/GWENT-2020-01",
            "/charts/findings-across-rounds.svg",
            "/recommendations?force=gwent",
        ] {
            assert_eq!(browser.get(path).await.status, StatusCode::OK, "{email} {path}");
        }
        assert!(!browser.get("/forces").await.text().contains("Limited view"), "{email}");
        assert!(browser.get("/recommendations").await.text().contains("7 items"), "{email}");
    }
}
