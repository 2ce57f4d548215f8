//! Rounds in the browser: written down as a draft that nobody else sees or counts, then published all at once.

use axum::{Router, http::StatusCode};
use followup::identity::Role;
use sqlx::PgPool;

use crate::{
    real_data::{links, server_with_real_data},
    support::{Answer, Browser, account, get},
};

mod sent_again;

const INSPECTOR: &str = "inspector@example.org";
const NEW: &str = "/forces/kent/rounds/new";
const ROUND: &str = "/forces/kent/rounds/inspection-2026-11-20";

/// Words that stand nowhere in the real data.
const WORDING: &str = "Answer every zebra within the hour";

const DETAILS: [(&str, &str); 6] = [
    ("working_title", "Autumn visit"),
    ("kind", "inspection"),
    ("fieldwork", "2026-06"),
    ("published", "2026-11-20"),
    ("scheme", "2024"),
    ("source_url", "https://example.org/report"),
];
const ITEM: [(&str, &str); 7] = [
    ("item", "new"),
    ("reference", "KENT-2026-01"),
    ("record_type", "recommendation"),
    ("topic", "2024-leadership"),
    ("deadline", "within-three-months"),
    ("date", ""),
    ("wording", WORDING),
];
const GRADES: [(&str, &str); 2] = [("grade_2024-leadership", "good"), ("grade_2024-investigation", "inadequate")];
const AUDIT: [(&str, &str); 4] = [("cases", "33"), ("good", "9"), ("requires_improvement", "15"), ("inadequate", "10")];

async fn inspector<'a>(pool: &PgPool, server: &'a Router) -> Browser<'a> {
    account(pool, INSPECTOR, Role::Inspector, &[]).await;
    Browser::signed_in(server, INSPECTOR).await
}

/// Opens a form and sends it with these answers, to the address of its page.
async fn send(browser: &mut Browser<'_>, page: &str, fields: &[(&str, &str)]) -> Answer {
    let form = browser.get(page).await;
    assert_eq!(form.status, StatusCode::OK, "{page}: {}", form.body);
    let (version, token) = (form.hidden("version"), form.hidden("token"));
    let mut all = vec![("version", version.as_str()), ("token", &token)];
    all.extend(fields);
    browser.post(page.split('?').next().unwrap(), &all).await
}

/// The same where it must be taken.
async fn sent(browser: &mut Browser<'_>, page: &str, fields: &[(&str, &str)]) -> String {
    let answer = send(browser, page, fields).await;
    assert_eq!(answer.status, StatusCode::SEE_OTHER, "{page}: {}", answer.body);
    answer.header("location").to_owned()
}

/// A draft with something in every part; its address.
pub async fn whole(browser: &mut Browser<'_>) -> String {
    let draft = sent(browser, NEW, &DETAILS).await;
    sent(browser, &format!("{draft}/recommendations?item=new"), &ITEM).await;
    sent(browser, &format!("{draft}/grades"), &GRADES).await;
    sent(browser, &format!("{draft}/case-audit"), &AUDIT).await;
    draft
}

fn assert_says(page: &Answer, words: &[&str]) {
    assert_eq!(page.status, StatusCode::OK, "{}", page.body);
    for words in words {
        assert!(page.text().contains(words), "{words} is missing from {}", page.text());
    }
}

/// Everything that anybody reads: pages, past views, search, exports, charts.
async fn all_that_is_read(browser: &mut Browser<'_>) -> Vec<(&'static str, String)> {
    let mut all = Vec::new();
    for path in [
        "/",
        "/forces",
        "/forces.csv",
        "/forces/kent",
        "/forces/kent?as_at=2026-11-22",
        "/recommendations",
        "/recommendations?q=zebra",
        "/recommendations?force=kent",
        "/recommendations.csv?force=kent",
        "/recommendations.csv?as_at=2026-11-22",
        "/charts/findings-across-rounds.csv?force=kent",
        "/good-practice",
        "/about-the-data",
    ] {
        let answer = browser.get(path).await;
        assert_eq!(answer.status, StatusCode::OK, "{path}");
        all.push((path, without_what_changes(&answer.body)));
    }
    all
}

/// A page without its nonce, which is another each time.
fn without_what_changes(page: &str) -> String {
    let parts = page.split("nonce=\"");
    parts
        .enumerate()
        .map(|(at, part)| if at == 0 { part } else { part.split_once('"').map_or("", |(_, rest)| rest) })
        .collect()
}

#[sqlx::test(migrator = "followup::store::MIGRATOR")]
async fn a_round_is_written_down_in_several_sittings_and_published_all_at_once(pool: PgPool) {
    let server = server_with_real_data(&pool).await;
    let mut browser = inspector(&pool, &server).await;
    let draft = whole(&mut browser).await;
    assert_says(
        &browser.get(&draft).await,
        &[
            "Autumn visit",
            "This draft is not published.",
            "Inspection, published 20 November 2026",
            "1 recommendation",
            "2 of 5 topics graded",
            "33 cases, grades do not add up",
        ],
    );
    let on_force = browser.get("/forces/kent").await;
    assert_says(
        &on_force,
        &[
            "Drafts of rounds",
            "Draft, not published",
            &format!("href=\"{draft}\""),
            "Post-inspection review, 26 August 2021",
        ],
    );

    let check = format!("{draft}/publish");
    assert_says(
        &browser.get(&check).await,
        &[
            "KENT-2026-01",
            WORDING,
            "Within three months",
            "Inadequate",
            "The figures do not add up",
            "Publish this round",
        ],
    );
    assert_eq!(sent(&mut browser, &check, &[]).await, ROUND);
    let mut anyone = Browser::new(&server);
    assert_says(&anyone.get(ROUND).await, &["Inspection, 20 November 2026", WORDING, "The figures do not add up"]);
    assert_says(&anyone.get("/forces/kent").await, &["Inspection, 20 November 2026"]);
    assert_says(&anyone.get("/recommendations/KENT-2026-01").await, &[WORDING, "20 February 2027"]);
    assert_says(&anyone.get("/recommendations?q=zebra").await, &[WORDING, "href=\"/recommendations/KENT-2026-01"]);
    assert_says(&browser.get(&draft).await, &["This round is published", ROUND]);
    let on_force = browser.get("/forces/kent").await.text();
    assert!(!on_force.contains("Draft, not published"), "{on_force}");
}

#[sqlx::test(migrator = "followup::store::MIGRATOR")]
async fn a_draft_is_in_no_count_search_export_or_past_view_of_anybody(pool: PgPool) {
    let server = server_with_real_data(&pool).await;
    let mut inspector = inspector(&pool, &server).await;
    account(&pool, "kent@example.org", Role::ForceLiaisonOfficer, &["kent"]).await;
    let mut anyone = Browser::new(&server);
    let mut officer = Browser::signed_in(&server, "kent@example.org").await;
    let (before, of_officer) = (all_that_is_read(&mut anyone).await, all_that_is_read(&mut officer).await);
    whole(&mut inspector).await;
    for (reader, before) in [(&mut anyone, before), (&mut officer, of_officer)] {
        for ((path, now), (_, then)) in all_that_is_read(reader).await.into_iter().zip(before) {
            assert!(now == then, "{path} shows that there is a draft");
        }
    }
    // The inspector sees that there is one, and counts as everybody else.
    for path in ["/recommendations?force=kent", "/forces.csv", "/recommendations.csv?force=kent"] {
        let (mine, others) = (inspector.get(path).await.text(), anyone.get(path).await.text());
        assert!(!mine.contains("KENT-2026-01") && !others.contains("KENT-2026-01"), "{path}");
    }
    assert_eq!(inspector.get(ROUND).await.status, StatusCode::NOT_FOUND);
    assert_eq!(inspector.get("/recommendations/KENT-2026-01").await.status, StatusCode::NOT_FOUND);
}

#[sqlx::test(migrator = "followup::store::MIGRATOR")]
async fn to_everybody_else_no_page_of_a_draft_is_there_and_no_form_of_it_works(pool: PgPool) {
    let server = server_with_real_data(&pool).await;
    let mut inspector = inspector(&pool, &server).await;
    let draft = whole(&mut inspector).await;
    let version = inspector.get(&format!("{draft}/publish")).await.hidden("version");
    let nowhere = format!("/forces/kent/drafts/{}", "00000000-0000-4000-8000-000000000009");
    for role in Role::ALL {
        let email = format!("{}-2@example.org", role.slug());
        let forces: &[&str] = if *role == Role::ForceLiaisonOfficer { &["kent"] } else { &[] };
        account(&pool, &email, *role, forces).await;
        let mut browser = Browser::signed_in(&server, &email).await;
        let allowed = matches!(role, Role::Inspector | Role::Authoriser);
        for part in ["", "/details", "/recommendations", "/findings", "/grades", "/case-audit", "/publish", "/discard"]
        {
            let status = browser.get(&format!("{draft}{part}")).await.status;
            assert_eq!(status, if allowed { StatusCode::OK } else { StatusCode::NOT_FOUND }, "{role} {part}");
            assert_eq!(browser.get(&format!("{nowhere}{part}")).await.status, StatusCode::NOT_FOUND, "{role} {part}");
        }
        let elsewhere = draft.replace("/kent/", "/essex/");
        assert_eq!(browser.get(&elsewhere).await.status, StatusCode::NOT_FOUND, "{role}: another force's address");
        let begin = browser.get(NEW).await.status;
        assert_eq!(begin, if allowed { StatusCode::OK } else { StatusCode::FORBIDDEN }, "{role}");
        let page = browser.get("/forces/kent").await.text();
        assert_eq!(page.contains("Autumn visit"), allowed, "{role}");
        assert_eq!(page.contains(&format!("href=\"{NEW}\"")), allowed, "{role}");
        if allowed {
            continue;
        }
        let token = "00000000-0000-4000-8000-000000000003";
        for part in ["details", "recommendations", "findings", "grades", "case-audit", "publish", "discard"] {
            let fields = [("version", version.as_str()), ("token", token)];
            let answer = browser.post(&format!("{draft}/{part}"), &[&fields[..], &DETAILS, &ITEM].concat()).await;
            assert_eq!(answer.status, StatusCode::NOT_FOUND, "{role} {part}");
        }
        let begun = browser.post(NEW, &[&[("version", "0"), ("token", token)][..], &DETAILS].concat()).await;
        assert_eq!(begun.status, StatusCode::FORBIDDEN, "{role}");
    }
    let mut nobody = Browser::new(&server);
    assert_eq!(nobody.get(&draft).await.status, StatusCode::SEE_OTHER);
    assert_eq!(nobody.get(&nowhere).await.status, StatusCode::SEE_OTHER, "nor does that tell whether there is one");
    assert_eq!(nobody.post(&format!("{draft}/discard"), &[]).await.status, StatusCode::FORBIDDEN);
    let left: i64 = sqlx::query_scalar("select count(*) from round_draft_item").fetch_one(&pool).await.unwrap();
    assert_eq!(left, 1, "nothing was changed");
    assert_eq!(inspector.get(&format!("{draft}/publish")).await.hidden("version"), version);
}

#[sqlx::test(migrator = "followup::store::MIGRATOR")]
async fn what_is_wrong_is_told_at_its_field_with_what_was_typed_and_nothing_is_changed(pool: PgPool) {
    let server = server_with_real_data(&pool).await;
    let mut browser = inspector(&pool, &server).await;
    let with = |of: &[(&'static str, &'static str)], field: &'static str, value: &'static str| {
        let mut fields: Vec<_> = of.iter().filter(|(name, _)| *name != field).copied().collect();
        fields.push((field, value));
        fields
    };
    for (field, value, words) in [
        ("kind", "", "Choose what kind of round"),
        ("published", "20 November", "Enter a year too, like 5 March 2026"),
        ("published", "2026-05", "before fieldwork began"),
        ("scheme", "2030", "Choose the topic scheme"),
        ("source_url", "javascript:alert(1)", "starts with https://"),
    ] {
        told(&send(&mut browser, NEW, &with(&DETAILS, field, value)).await, field, words);
    }
    let draft = whole(&mut browser).await;
    let version = browser.get(&format!("{draft}/publish")).await.hidden("version");
    let items = format!("{draft}/recommendations?item=new");
    for (field, value, words) in [
        ("reference", "", "Enter a reference"),
        ("reference", "KENT/2026", "letters, numbers and single hyphens"),
        ("reference", "KENT-2019-01", "already used"),
        ("reference", "kent-2026-01", "Another item in this draft"),
        ("topic", "2014-police-detention", "of the scheme of this round"),
        ("deadline", "", "Choose a deadline"),
        ("date", "2027-05", "Clear the date"),
        ("wording", "  ", "Enter what the round asks"),
    ] {
        let second: Vec<_> = with(&ITEM, "reference", "KENT-2026-02");
        let answer = send(&mut browser, &items, &with(&second, field, value)).await;
        told(&answer, field, words);
        assert!(field == "wording" || answer.text().contains(WORDING), "what was typed is kept");
    }
    let audit = format!("{draft}/case-audit");
    told(&send(&mut browser, &audit, &with(&AUDIT, "good", "")).await, "good", "Enter how many, or 0");
    told(&send(&mut browser, &audit, &with(&AUDIT, "cases", "200000")).await, "cases", "from 0 to 100000");
    let grades = format!("{draft}/grades");
    let field = "grade_2024-leadership";
    told(&send(&mut browser, &grades, &with(&GRADES, field, "splendid")).await, field, "Choose a grade");
    assert_eq!(browser.get(&format!("{draft}/publish")).await.hidden("version"), version);
}

/// That a page tells this at this field and in its title.
fn told(answer: &Answer, field: &str, words: &str) {
    assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY, "{field}: {}", answer.body);
    let text = answer.text();
    assert!(text.contains("<title>Error: ") && text.contains(&format!("href=\"#{field}\"")), "{field}: {text}");
    let at_field = text.split(&format!(r#"id="{field}-error""#)).nth(1).unwrap_or_else(|| panic!("{field}: {text}"));
    assert!(at_field.split("</p>").next().unwrap().contains(words), "{field}, {words}: {text}");
}

#[sqlx::test(migrator = "followup::store::MIGRATOR")]
async fn a_draft_with_a_problem_says_it_with_the_way_there_and_is_not_published(pool: PgPool) {
    let server = server_with_real_data(&pool).await;
    let mut browser = inspector(&pool, &server).await;
    let draft = whole(&mut browser).await;
    let form = browser.get(&format!("{draft}/publish")).await;
    let (version, token) = (form.hidden("version"), form.hidden("token"));
    let mut later = DETAILS;
    later[3].1 = "2026-11-24";
    sent(&mut browser, &format!("{draft}/details"), &later).await;

    let check = browser.get(&format!("{draft}/publish")).await;
    assert_says(&check, &["To do before you publish", "The publication date is in the future"]);
    assert!(!check.text().contains("Publish this round"));
    assert!(links(&check.text()).iter().any(|(href, _)| *href == format!("{draft}/details")));

    let stale = browser.post(&format!("{draft}/publish"), &[("version", &version), ("token", &token)]).await;
    assert_eq!(stale.status, StatusCode::CONFLICT, "{}", stale.body);
    let version = (version.parse::<i32>().unwrap() + 1).to_string();
    let refused = browser.post(&format!("{draft}/publish"), &[("version", &version), ("token", &token)]).await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY, "{}", refused.body);
    assert!(refused.text().contains("There is a problem"), "{}", refused.body);
    assert_eq!(get(&server, ROUND).await.status, StatusCode::NOT_FOUND);
}

#[sqlx::test(migrator = "followup::store::MIGRATOR")]
async fn likely_personal_data_is_marked_and_published_only_once_it_was_looked_at(pool: PgPool) {
    let server = server_with_real_data(&pool).await;
    let mut browser = inspector(&pool, &server).await;
    let draft = sent(&mut browser, NEW, &DETAILS).await;
    let mut item = ITEM;
    item[6].1 = "Ring 07700 900123 when a child is missing";
    sent(&mut browser, &format!("{draft}/recommendations?item=new"), &item).await;
    let check = format!("{draft}/publish");
    assert_says(&browser.get(&check).await, &["<mark>07700 900123", "looked_at"]);
    let refused = send(&mut browser, &check, &[]).await;
    told(&refused, "looked_at", "tick the box");
    assert_eq!(sent(&mut browser, &check, &[("looked_at", "yes")]).await, ROUND);
}

#[sqlx::test(migrator = "followup::store::MIGRATOR")]
async fn of_two_people_on_one_draft_the_second_sees_both_and_keeps_or_discards(pool: PgPool) {
    let server = server_with_real_data(&pool).await;
    let mut ann = inspector(&pool, &server).await;
    account(&pool, "bea@example.org", Role::Authoriser, &[]).await;
    let mut bea = Browser::signed_in(&server, "bea@example.org").await;
    let draft = whole(&mut ann).await;
    let list = ann.get(&format!("{draft}/recommendations")).await.text();
    let id = list.split("?item=").nth(1).unwrap().split('"').next().unwrap().to_owned();
    let path = format!("{draft}/recommendations");
    let form = bea.get(&format!("{path}?item={id}")).await;
    let (version, token) = (form.hidden("version"), form.hidden("token"));

    let mut anns = ITEM;
    (anns[0].1, anns[6].1) = (&id, "Answer every call at once");
    sent(&mut ann, &format!("{path}?item={id}"), &anns).await;
    let mut beas = ITEM;
    (beas[0].1, beas[3].1) = (&id, "2024-investigation");
    let told = bea.post(&path, &[&[("version", version.as_str()), ("token", &token)][..], &beas].concat()).await;
    assert_eq!(told.status, StatusCode::CONFLICT);
    for words in [
        "Someone else changed this draft",
        "by an inspector",
        "Answer every call at once",
        WORDING,
        "Leadership",
        "Investigation",
    ] {
        assert!(told.text().contains(words), "{words}: {}", told.text());
    }
    let (version, token) = (told.hidden("version"), told.hidden("token"));
    let kept = [&[("version", version.as_str()), ("token", &token)][..], &beas].concat();
    let over = bea.post(&path, &[&kept[..], &[("button", "change")]].concat()).await;
    assert!(over.status == StatusCode::OK && over.text().contains(WORDING), "{}", over.body);
    let saved = bea.post(&path, &kept).await;
    assert_eq!(saved.status, StatusCode::SEE_OTHER, "{}", saved.body);
    assert_eq!(bea.post(&path, &kept).await.header("location"), saved.header("location"), "sent twice, done once");
    assert!(!ann.get(&path).await.text().contains("Answer every call at once"));
}

#[sqlx::test(migrator = "followup::store::MIGRATOR")]
async fn what_is_sent_twice_begins_one_draft_adds_one_item_and_publishes_one_round(pool: PgPool) {
    let server = server_with_real_data(&pool).await;
    let mut browser = inspector(&pool, &server).await;
    let token = browser.get(NEW).await.hidden("token");
    let fields = [&[("version", "0"), ("token", token.as_str())][..], &DETAILS].concat();
    let draft = browser.post(NEW, &fields).await.header("location").to_owned();
    assert_eq!(browser.post(NEW, &fields).await.header("location"), draft);

    for (path, answers) in [(format!("{draft}/recommendations"), &ITEM[..]), (format!("{draft}/publish"), &[])] {
        let form = browser.get(&format!("{path}?item=new")).await;
        let (version, token) = (form.hidden("version"), form.hidden("token"));
        let fields = [&[("version", version.as_str()), ("token", &token)][..], answers].concat();
        let (first, second) = (browser.post(&path, &fields).await, browser.post(&path, &fields).await);
        assert_eq!(first.status, StatusCode::SEE_OTHER, "{}", first.body);
        assert_eq!(first.header("location"), second.header("location"), "{path}");
    }
    for (sql, expected) in [
        ("select count(*) from event where kind = 'round_published' and actor_kind = 'person'", 1),
        ("select count(*) from event where kind = 'raised' and actor_kind = 'person'", 1),
        ("select count(*) from round_draft", 0),
    ] {
        let found: i64 = sqlx::query_scalar(sql).fetch_one(&pool).await.unwrap();
        assert_eq!(found, expected, "{sql}");
    }
}

#[sqlx::test(migrator = "followup::store::MIGRATOR")]
async fn an_item_is_removed_and_a_draft_discarded_only_after_being_asked(pool: PgPool) {
    let server = server_with_real_data(&pool).await;
    let mut browser = inspector(&pool, &server).await;
    let draft = whole(&mut browser).await;
    let list = browser.get(&format!("{draft}/recommendations")).await.text();
    let id = list.split("?remove=").nth(1).unwrap().split('"').next().unwrap().to_owned();
    let asked = format!("{draft}/recommendations?remove={id}");
    assert_says(&browser.get(&asked).await, &["Remove KENT-2026-01?", WORDING]);
    let form = browser.get(&asked).await;
    let (version, token) = (form.hidden("version"), form.hidden("token"));
    sent(&mut browser, &format!("{draft}/case-audit"), &[]).await;
    let fields = [("version", version.as_str()), ("token", &token), ("remove", &id)];
    let told = browser.post(&format!("{draft}/recommendations"), &fields).await;
    assert_eq!(told.status, StatusCode::CONFLICT);
    assert!(told.text().contains("You changed this draft") && told.text().contains("Remove KENT-2026-01?"));
    sent(&mut browser, &asked, &[("remove", &id)]).await;
    assert_says(&browser.get(&format!("{draft}/recommendations")).await, &["None added yet."]);
    assert_eq!(sent(&mut browser, &format!("{draft}/discard"), &[]).await, "/forces/kent");
    assert_eq!(browser.get(&draft).await.status, StatusCode::NOT_FOUND);
}
