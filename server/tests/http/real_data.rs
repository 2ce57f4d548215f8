//! The public data the register starts with, behind a server, and what every page of figures promises of its counts.

use std::{collections::BTreeMap, env, fs, path::Path};

use axum::Router;
use followup::ingest::{self, File, Kind};
use server::state::AppState;
use sqlx::{Connection as _, Executor as _, PgConnection, PgPool};

use crate::support::{get, state_on};

/// The kinds of file in the order in which they build on each other.
pub const KINDS: [(Kind, &str); 8] = [
    (Kind::Forces, "forces.csv"),
    (Kind::Rounds, "rounds.csv"),
    (Kind::Recommendations, "recommendations.csv"),
    (Kind::Findings, "findings.csv"),
    (Kind::Statuses, "statuses.csv"),
    (Kind::GoodPractice, "good_practice.csv"),
    (Kind::CaseAudits, "case_audits.csv"),
    (Kind::Grades, "grades.csv"),
];

/// The whole server, with everything in `data/` imported.
pub async fn server_with_real_data(pool: &PgPool) -> Router {
    server::router(&state_with_real_data(pool).await)
}

/// The state of a server with everything in `data/` imported. To be called before anything else is written.
pub async fn state_with_real_data(pool: &PgPool) -> AppState {
    if let Ok(template) = env::var("NCPI_TEST_DATA") {
        copy_of(pool, &template).await;
        return state_on(pool).await;
    }
    let state = state_on(pool).await;
    let data = Path::new(env!("CARGO_MANIFEST_DIR")).join("../data");
    for (kind, name) in KINDS {
        let file = File { name: name.to_owned(), bytes: fs::read(data.join(name)).unwrap() };
        ingest::import(&state.database, kind, &file, false, |_| {}).await.unwrap();
    }
    state
}

/// Puts a copy of the template in the place of the test's own empty database: copying takes a tenth of the time of importing.
/// Connections of the pool notice that theirs is gone and are made anew.
async fn copy_of(pool: &PgPool, template: &str) {
    let written: i64 = sqlx::query_scalar("select (select count(*) from account) + (select count(*) from event)")
        .fetch_one(pool)
        .await
        .unwrap();
    assert_eq!(written, 0, "the data has to be there before anything else is");
    let options = pool.connect_options();
    let name = options.get_database().unwrap();
    let mut maintenance = PgConnection::connect(&env::var("DATABASE_URL").unwrap()).await.unwrap();
    for statement in [
        format!("drop database \"{name}\" with (force)"),
        format!("create database \"{name}\" template \"{template}\""),
    ] {
        maintenance.execute(statement.as_str()).await.unwrap();
    }
    maintenance.close().await.unwrap();
}

/// Follows every count of a page into the register, and stops where the rows there are not as many. Tells how many it
/// followed.
pub async fn every_count_leads_to_as_many_rows(server: &Router, path: &str) -> usize {
    every_new_count_leads_to_as_many_rows(server, path, &mut BTreeMap::new()).await
}

/// The same for one page of several: an address that was followed from another page has the rows that it had then.
pub async fn every_new_count_leads_to_as_many_rows(
    server: &Router,
    path: &str,
    followed: &mut BTreeMap<String, u64>,
) -> usize {
    let page = get(server, path).await;
    assert_eq!(page.status, 200, "{path}");
    let mut counts = BTreeMap::new();
    for (href, words) in links(&page.text()) {
        if href.starts_with("/recommendations?") {
            let count = count_in(&words).unwrap_or_else(|| panic!("{path}: no count in “{words}”, a link to {href}"));
            let before = counts.insert(href.clone(), count).unwrap_or(count);
            assert_eq!(before, count, "{path}: two counts of the same rows, {href}");
        }
    }
    for (href, count) in &counts {
        let rows = match followed.get(href) {
            Some(rows) => *rows,
            None => rows_behind(server, href).await,
        };
        assert_eq!(rows, *count, "{path}: {href}");
        followed.insert(href.clone(), rows);
    }
    counts.len()
}

/// The address and the words of every link in the page's own part.
pub fn links(page: &str) -> Vec<(String, String)> {
    let main = page.split("<main").nth(1).and_then(|rest| rest.split("</main>").next()).unwrap();
    let links = main.split("<a ").skip(1).map(|link| {
        let (tag, rest) = link.split_once('>').unwrap();
        let href = tag.split("href=\"").nth(1).and_then(|rest| rest.split('"').next()).unwrap_or_default();
        (href.replace("&amp;", "&"), without_tags(rest.split("</a>").next().unwrap()))
    });
    links.collect()
}

pub fn without_tags(html: &str) -> String {
    html.split('<')
        .enumerate()
        .map(|(place, part)| if place == 0 { part } else { part.split_once('>').map_or("", |(_, text)| text) })
        .collect()
}

/// `3`, `Improved: 3`, `7 recommendations`, `20% (1)`.
pub fn count_in(words: &str) -> Option<u64> {
    let number = ["% (", ": "].iter().find_map(|before| words.rsplit_once(before)).map_or(words, |(_, count)| count);
    let end = number.find(|letter: char| !letter.is_ascii_digit() && letter != ',').unwrap_or(number.len());
    number[..end].replace(',', "").parse().ok()
}

/// How many rows the register says that it holds at this address.
pub async fn rows_behind(server: &Router, href: &str) -> u64 {
    let register = get(server, href).await;
    assert_eq!(register.status, 200, "{href}");
    let text = register.text();
    shown_of(&text).unwrap_or_else(|| {
        assert!(text.contains("No recommendation or area of concern fits"), "{href}: {text}");
        0
    })
}

/// Of how many rows a page says that it shows some; `None` where it says nothing of the kind.
pub fn shown_of(text: &str) -> Option<u64> {
    let showing = text.split("app-pagination__showing\">Showing ").nth(1)?;
    let showing = showing.split('<').next().unwrap();
    count_in(showing.split_once(" of ").filter(|_| showing.contains(" to ")).map_or(showing, |(_, total)| total))
}
