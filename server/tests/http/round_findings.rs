//! Findings in a round in progress: written down in its draft, counted on the worklist, published with it.

use axum::{Router, http::StatusCode};
use followup::identity::Role;
use sqlx::PgPool;

use crate::{
    real_data::{links, server_with_real_data},
    support::{Answer, Browser, account, get},
};

const NEW: &str = "/forces/kent/rounds/new";
const ROUND: &str = "/forces/kent/rounds/progress-update-2026-11-20";
const ITEM: &str = "KENT-2019-01";
const SAID: &str = "Every zebra was answered";

const DETAILS: [(&str, &str); 5] = [
    ("working_title", "Winter visit"),
    ("kind", "progress_update"),
    ("published", "2026-11-20"),
    ("scheme", "2024"),
    ("source_url", "https://example.org/report"),
];
const FOUND: [(&str, &str); 3] = [("item", ITEM), ("finding", "partly-improved"), ("summary", SAID)];

async fn inspector<'a>(pool: &PgPool, server: &'a Router) -> Browser<'a> {
    account(pool, "inspector@example.org", Role::Inspector, &[]).await;
    Browser::signed_in(server, "inspector@example.org").await
}

async fn send(browser: &mut Browser<'_>, page: &str, fields: &[(&str, &str)]) -> Answer {
    let form = browser.get(page).await;
    assert_eq!(form.status, StatusCode::OK, "{page}: {}", form.body);
    let (version, token) = (form.hidden("version"), form.hidden("token"));
    let mut all = vec![("version", version.as_str()), ("token", &token)];
    all.extend(fields);
    browser.post(page.split('?').next().unwrap(), &all).await
}

async fn sent(browser: &mut Browser<'_>, page: &str, fields: &[(&str, &str)]) -> String {
    let answer = send(browser, page, fields).await;
    assert_eq!(answer.status, StatusCode::SEE_OTHER, "{page}: {}", answer.body);
    answer.header("location").to_owned()
}

fn assert_says(page: &Answer, words: &[&str]) {
    assert_eq!(page.status, StatusCode::OK, "{}", page.body);
    for words in words {
        assert!(page.text().contains(words), "{words} is missing from {}", page.text());
    }
}

/// The references that the rows of a page lead to.
fn rows(page: &Answer) -> Vec<String> {
    let links = links(&page.text()).into_iter();
    links.filter(|(href, words)| *href == format!("/recommendations/{words}")).map(|(_, words)| words).collect()
}

#[sqlx::test(migrator = "followup::store::MIGRATOR")]
async fn a_finding_is_written_down_in_the_draft_and_published_with_its_round(pool: PgPool) {
    let server = server_with_real_data(&pool).await;
    let mut browser = inspector(&pool, &server).await;
    let draft = sent(&mut browser, NEW, &DETAILS).await;
    let all = rows(&browser.get(&format!("{draft}/findings")).await);
    let tasks = browser.get(&draft).await;
    let left = format!("{draft}/findings?show=without");
    assert_says(&tasks, &[&format!("0 of {} added", all.len()), &format!("{} earlier items", all.len()), &left]);

    let form = format!("{draft}/findings?item={ITEM}");
    let saved = sent(&mut browser, &form, &FOUND).await;
    assert_says(&browser.get(&saved).await, &["Saved, ", "Partly improved", SAID]);
    assert_says(&browser.get(&form).await, &["Partly improved", SAID]);
    assert_says(&browser.get(&draft).await, &[&format!("1 of {} added", all.len())]);
    assert_eq!(rows(&browser.get(&left).await).len(), all.len() - 1);

    let mut anyone = Browser::new(&server);
    let item = format!("/recommendations/{ITEM}");
    assert!(!anyone.get(&item).await.text().contains(SAID), "nobody else sees it before");
    assert_says(&browser.get(&format!("{draft}/publish")).await, &["Partly improved", SAID]);
    assert_eq!(sent(&mut browser, &format!("{draft}/publish"), &[]).await, ROUND);
    assert_says(&anyone.get(&item).await, &["Progress update, 20 November 2026: partly improved", SAID]);
    assert_says(&anyone.get(ROUND).await, &["Partly improved", SAID]);
}

#[sqlx::test(migrator = "followup::store::MIGRATOR")]
async fn the_worklist_counts_what_its_link_then_lists(pool: PgPool) {
    let server = server_with_real_data(&pool).await;
    let mut browser = inspector(&pool, &server).await;
    let draft = sent(&mut browser, NEW, &DETAILS).await;
    for round in 0..2 {
        let worklist = browser.get("/worklist").await;
        let to_record = format!("{draft}/findings?show=to-record");
        let (_, words) = links(&worklist.text()).into_iter().find(|(href, _)| *href == to_record).unwrap();
        let listed = rows(&browser.get(&to_record).await).len();
        assert!(words.starts_with(&format!("{listed} items")), "{words}: {listed} are listed");
        assert_says(&worklist, &["Worklist (0)", "Rounds in progress", "Findings to add"]);
        if round == 0 {
            sent(&mut browser, &format!("{draft}/findings?item={ITEM}"), &FOUND).await;
        }
    }
}

#[sqlx::test(migrator = "followup::store::MIGRATOR")]
async fn what_is_wrong_is_told_at_its_field_and_what_has_no_form_is_not_there(pool: PgPool) {
    let server = server_with_real_data(&pool).await;
    let mut browser = inspector(&pool, &server).await;
    let draft = sent(&mut browser, NEW, &DETAILS).await;
    let form = format!("{draft}/findings?item={ITEM}");
    for (fields, field, words) in [
        (vec![("item", ITEM), ("summary", SAID)], "finding", "Choose what the round found"),
        (vec![("item", ITEM), ("finding", "splendid")], "finding", "Choose what the round found"),
        (vec![("item", ITEM), ("finding", "none"), ("summary", SAID)], "summary", "or clear this"),
    ] {
        let answer = send(&mut browser, &form, &fields).await;
        assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY, "{}", answer.body);
        let text = answer.text();
        assert!(text.contains(&format!(r#"id="{field}-error""#)) && text.contains(words), "{field}: {text}");
        assert!(fields.len() < 3 && !text.contains(SAID) || text.contains(SAID), "what was typed is kept");
    }
    for path in ["findings?item=KENT-99", "findings?item=%3Cb%3E", "findings?show=mine"] {
        assert_eq!(browser.get(&format!("{draft}/{path}")).await.status, StatusCode::NOT_FOUND, "{path}");
    }
    let other = send(&mut browser, &form, &[("item", "ESSEX-1"), ("finding", "improved")]).await;
    assert_eq!(other.status, StatusCode::NOT_FOUND);
    sent(&mut browser, &form, &[("item", ITEM), ("finding", "improved"), ("summary", "Ring 07700 900123")]).await;
    let check = format!("{draft}/publish");
    assert_says(&browser.get(&check).await, &["<mark>07700 900123", "looked_at"]);
    assert_eq!(send(&mut browser, &check, &[]).await.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert_eq!(get(&server, ROUND).await.status, StatusCode::NOT_FOUND);
    sent(&mut browser, &form, &[("item", ITEM), ("finding", "none")]).await;
    assert_says(&browser.get(&draft).await, &["0 of "]);
    let mut inspection = DETAILS;
    inspection[1].1 = "inspection";
    sent(&mut browser, &format!("{draft}/details"), &inspection).await;
    assert_says(&browser.get(&format!("{draft}/findings")).await, &["has no earlier findings to check"]);
}

#[sqlx::test(migrator = "followup::store::MIGRATOR")]
async fn of_two_people_on_one_finding_the_second_sees_both(pool: PgPool) {
    let server = server_with_real_data(&pool).await;
    let mut ann = inspector(&pool, &server).await;
    account(&pool, "bea@example.org", Role::Authoriser, &[]).await;
    let mut bea = Browser::signed_in(&server, "bea@example.org").await;
    let draft = sent(&mut ann, NEW, &DETAILS).await;
    let path = format!("{draft}/findings");
    let form = bea.get(&format!("{path}?item={ITEM}")).await;
    let (version, token) = (form.hidden("version"), form.hidden("token"));
    sent(&mut ann, &format!("{path}?item={ITEM}"), &FOUND).await;
    let beas = [("item", ITEM), ("finding", "no-progress"), ("summary", "Nothing moved")];
    let told = bea.post(&path, &[&[("version", version.as_str()), ("token", &token)][..], &beas].concat()).await;
    assert_eq!(told.status, StatusCode::CONFLICT);
    for words in ["Someone else changed this draft", "Partly improved", SAID, "No progress", "Nothing moved"] {
        assert!(told.text().contains(words), "{words}: {}", told.text());
    }
    let (version, token) = (told.hidden("version"), told.hidden("token"));
    let kept = [&[("version", version.as_str()), ("token", &token)][..], &beas].concat();
    let over = bea.post(&path, &[&kept[..], &[("button", "change")]].concat()).await;
    assert!(over.status == StatusCode::OK && over.text().contains("Nothing moved"), "{}", over.body);
    assert_eq!(bea.post(&path, &kept).await.status, StatusCode::SEE_OTHER);
    assert_says(&ann.get(&path).await, &["Nothing moved"]);
}

#[sqlx::test(migrator = "followup::store::MIGRATOR")]
async fn what_a_source_last_published_is_shown_where_a_finding_is_written_down(pool: PgPool) {
    let server = server_with_real_data(&pool).await;
    let mut browser = inspector(&pool, &server).await;
    let draft = sent(&mut browser, "/forces/lancashire/rounds/new", &DETAILS).await;
    let published = "As last published: awaiting review, 14 December 2018";
    let list = browser.get(&format!("{draft}/findings")).await;
    assert_eq!(list.text().matches(published).count(), 5, "{}", list.text());
    for path in [format!("{draft}/findings?item=LANCASHIRE-8775"), "/recommendations/LANCASHIRE-8775/review".to_owned()]
    {
        assert_says(&browser.get(&path).await, &["Status not recorded", published]);
    }
}
