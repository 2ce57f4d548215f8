//! `/briefing.pdf`: marked, named, written down before it leaves.

use axum::http::StatusCode;
use followup::{
    identity::Role,
    ingest::{self, File, Kind},
};
use sqlx::PgPool;

use crate::{
    real_data::server_with_real_data,
    support::{Browser, account, closed_server_on, get, server_on, state_on},
};

const ADDRESS: &str = "/briefing.pdf?from=2019-01-01&to=2022-04-30&force=kent";

#[sqlx::test(migrator = "followup::store::MIGRATOR", fixtures("../../../../src/store/fixtures/register.sql"))]
async fn a_paper_is_a_pdf_to_be_saved_under_the_name_of_its_force_and_days(pool: PgPool) {
    let answer = get(&server_on(&pool).await, ADDRESS).await;
    assert_eq!(answer.status, StatusCode::OK, "{}", answer.body);
    assert_eq!(answer.header("content-type"), "application/pdf");
    let name = r#"attachment; filename="briefing-kent-from-2019-01-01-as-at-2022-04-30.pdf""#;
    assert_eq!(answer.header("content-disposition"), name);
    assert!(answer.body.starts_with("%PDF-1.7"));
}

#[sqlx::test(migrator = "followup::store::MIGRATOR", fixtures("../../../../src/store/fixtures/register.sql"))]
async fn a_paper_that_is_not_public_is_marked_and_leaves_a_trace(pool: PgPool) {
    let server = closed_server_on(&pool).await;
    account(&pool, "leader@example.org", Role::SeniorLeader, &[]).await;
    assert_eq!(get(&server, ADDRESS).await.status, StatusCode::SEE_OTHER);
    let mut browser = Browser::signed_in(&server, "leader@example.org").await;
    let answer = browser.get(ADDRESS).await;
    assert_eq!(answer.status, StatusCode::OK);
    assert!(answer.header("content-disposition").contains("OFFICIAL-SENSITIVE"), "{:?}", answer.headers);
    let noted: Vec<String> =
        sqlx::query_scalar("select subject from audit_entry where kind = 'exported'").fetch_all(&pool).await.unwrap();
    assert_eq!(noted, ["/briefing.pdf?from=2019-01-01&to=2022-04-30&force=kent"]);
}

/// How many pages a PDF has.
fn pages(pdf: &[u8]) -> usize {
    lopdf::Document::load_mem(pdf).unwrap().get_pages().len()
}

#[sqlx::test(migrator = "followup::store::MIGRATOR")]
async fn paper_of_the_country_of_a_region_and_of_a_force_is_two_pages(pool: PgPool) {
    let server = server_with_real_data(&pool).await;
    let year = "from=2021-12-31&to=2022-12-31";
    for query in [
        "",
        "force=kent",
        "force=gloucestershire",
        "force=metropolitan",
        "region=london",
        "nation=wales",
        year,
        "from=2013-12-31",
        "from=2013-12-31&force=metropolitan",
        "from=1990-01-01&to=2014-12-31",
    ] {
        let answer = get(&server, &format!("/briefing.pdf?{query}")).await;
        assert_eq!(answer.status, StatusCode::OK, "{query}: {}", answer.body);
        assert_eq!(pages(&answer.bytes), 2, "{query}");
    }
    let with_annex = get(&server, &format!("/briefing.pdf?{year}&annex=yes")).await;
    assert!(pages(&with_annex.bytes) > 2);
}

/// What no font of the paper has, what cannot be seen, what runs from right to left, what cannot be broken.
const SIGNS: [&str; 9] = [
    "👩\u{200d}👧 family",
    "漢字 and かな",
    "مرحبا بالعالم",
    "שלום עולם",
    "\u{e001}\u{f8ff} private",
    "a\u{202e}b\u{feff}c",
    "e\u{301}\u{328}\u{323} combined",
    "ꯃꯤꯇꯩ 𝔘𝔫𝔦𝔠𝔬𝔡𝔢 𒀀",
    "🏴\u{e0067}\u{e0062}\u{e007f}",
];

#[sqlx::test(migrator = "followup::store::MIGRATOR")]
async fn no_sign_of_a_source_keeps_a_paper_from_being_set(pool: PgPool) {
    let state = state_on(&pool).await;
    let forces = "code,name,short_name,nation,region,website_slug\n\
        E23000032,Kent 警察 Police,Kent 👮,England,South East,kent\n";
    let rounds = "force_slug,round,kind,fieldwork,published,source_url\n\
        kent,inspection-2019,inspection,2019-04,2019-09-12,https://example.org/k1\n";
    let mut items = "reference,force_slug,raised_in,topic,deadline,record_type,summary,source_url\n".to_owned();
    let words = SIGNS.map(str::to_owned).into_iter().chain(["w".repeat(200), "word ".repeat(800).trim().to_owned()]);
    for (place, words) in words.enumerate() {
        let row = format!(
            "KENT-S{place},kent,inspection-2019,decision making,immediately,recommendation,{words},https://example.org/s\n"
        );
        items.push_str(&row);
    }
    for (kind, rows) in [(Kind::Forces, forces), (Kind::Rounds, rounds), (Kind::Recommendations, items.as_str())] {
        let file = File { name: "signs.csv".to_owned(), bytes: rows.as_bytes().to_vec() };
        ingest::import(&state.database, kind, &file, false, |_| {}).await.unwrap();
    }
    let server = server::router(&state);
    for query in ["force=kent&annex=yes", "from=2019-01-01&force=kent&annex=yes", "from=2019-01-01&annex=yes"] {
        for path in ["/briefing", "/briefing.pdf", "/briefing.xlsx", "/briefing.ods"] {
            let answer = get(&server, &format!("{path}?{query}")).await;
            assert_eq!(answer.status, StatusCode::OK, "{path}?{query}: {}", answer.body);
        }
    }
    assert_eq!(pages(&get(&server, "/briefing.pdf?from=2019-01-01&force=kent").await.bytes), 2);
}
