//! Several items at once: listed to be confirmed, then all of them or none.

use followup::{
    act::follow_up::{Proposal, Step, Update},
    closure::{NoActionReason, Outcome, Verification},
    identity::PersonId,
    person::Person,
    service::follow_up::{Form, act},
};

use super::*;

const ITEMS: [&str; 2] = ["KENT-2019-01", "KENT-2019-03"];

/// Does a step to an item as a person of a role.
async fn step(pool: &PgPool, id: PersonId, role: Role, item: &str, step: Step) {
    let person = Person { id, role, forces: vec!["kent".parse().unwrap()] };
    let version = sqlx::query_scalar("select max(version) from event where stream_id = $1").bind(item);
    let form = Form {
        subject: item.parse().unwrap(),
        version: version.fetch_one(pool).await.unwrap(),
        token: uuid::Uuid::new_v4(),
        answers: followup::answers_digest::AnswersDigest::default(),
    };
    act(&state_on(pool).await.database, &person, &form, step, "2026-11-23".parse().unwrap()).await.unwrap();
}

pub(super) async fn submitted(pool: &PgPool, item: &str) {
    let id =
        account(pool, &format!("{}@kent.example", item.to_lowercase()), Role::ForceLiaisonOfficer, &["kent"]).await;
    let update = Update {
        position: None,
        texts: [("activity", "Done".to_owned()), ("outcome", "Children are seen".to_owned())].into(),
        target: None,
        audience: followup::identity::Audience::Force,
    };
    step(pool, id, Role::ForceLiaisonOfficer, item, Step::Submit(Some(update))).await;
}

async fn selected(browser: &mut Browser<'_>) -> (Answer, Vec<(String, String)>) {
    let page = browser.get("/worklist/selected?item=KENT-2019-03&item=KENT-2019-01&do=return").await;
    assert_eq!(page.status, 200, "{}", page.text());
    let mut fields = vec![("do".to_owned(), "return".to_owned()), ("token".to_owned(), hidden(&page, "token"))];
    let text = page.text();
    for item in ITEMS {
        let at = text.find(&format!("value=\"{item}@")).unwrap_or_else(|| panic!("{item} in {text}")) + 7;
        let value = text[at..].split('"').next().unwrap().to_owned();
        fields.push(("item".to_owned(), value));
    }
    (page, fields)
}

pub(super) async fn post(browser: &mut Browser<'_>, fields: &[(String, String)], more: &[(&str, &str)]) -> Answer {
    let mut all: Vec<(&str, &str)> = fields.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
    all.extend_from_slice(more);
    browser.post("/worklist/selected", &all).await
}

async fn returned(pool: &PgPool) -> i64 {
    sqlx::query_scalar("select count(*) from event where kind = 'returned'").fetch_one(pool).await.unwrap()
}

#[sqlx::test(migrator = "followup::store::MIGRATOR")]
async fn a_batch_is_listed_confirmed_and_done_to_all_once(pool: PgPool) {
    let server = server_with_real_data(&pool).await;
    for item in ITEMS {
        submitted(&pool, item).await;
    }
    account(&pool, "ivy@inspectorate.example", Role::Inspector, &[]).await;
    let mut ivy = Browser::signed_in(&server, "ivy@inspectorate.example").await;
    let worklist = ivy.get("/worklist").await.text();
    assert!(
        worklist.contains("Select KENT-2019-01") && worklist.contains(r#"action="/worklist/selected""#),
        "{worklist}"
    );

    let (page, fields) = selected(&mut ivy).await;
    assert!(page.text().contains("Return with questions: 2 items"), "{}", page.text());
    // What is missing is asked for, with the selection kept.
    let asked = post(&mut ivy, &fields, &[]).await;
    assert_eq!(asked.status, 422);
    assert!(
        asked.text().contains("Say what the force must answer") && asked.text().contains("KENT-2019-01@"),
        "{}",
        asked.text()
    );
    assert_eq!(returned(&pool).await, 0);

    for _ in 0..2 {
        let done = post(&mut ivy, &fields, &[("questions", "How many?")]).await;
        assert_eq!(done.status, 303, "{}", done.text());
        let location = done.header("location").to_owned();
        let page = ivy.get(&location).await.text();
        assert!(page.contains("Saved for 2 items, ") && page.contains(": KENT-2019-01, KENT-2019-03."), "{page}");
    }
    assert_eq!(returned(&pool).await, 2);
}

#[sqlx::test(migrator = "followup::store::MIGRATOR")]
async fn one_item_that_changed_meanwhile_stops_the_whole_batch_and_is_named(pool: PgPool) {
    let server = server_with_real_data(&pool).await;
    for item in ITEMS {
        submitted(&pool, item).await;
    }
    account(&pool, "ivy@inspectorate.example", Role::Inspector, &[]).await;
    let mut ivy = Browser::signed_in(&server, "ivy@inspectorate.example").await;
    let (_, fields) = selected(&mut ivy).await;
    account(&pool, "abe@inspectorate.example", Role::Authoriser, &[]).await;
    let mut abe = Browser::signed_in(&server, "abe@inspectorate.example").await;
    let alone = [("do", "status"), ("status", "being-progressed")];
    assert_eq!(send(&mut abe, &format!("{REVIEW}?do=status"), &alone).await.status, 303);

    let told = post(&mut ivy, &fields, &[("questions", "How many?")]).await;
    assert_eq!(told.status, 409, "{}", told.text());
    assert!(told.text().contains("Someone else changed KENT-2019-03 while you were looking"), "{}", told.text());
    assert!(told.text().contains("How many?"), "what was written is kept");
    for words in [
        "Someone else changed KENT-2019-03 while you were looking:",
        "<li>Inspectorate status set, ",
        "Inspectorate: being progressed.",
    ] {
        assert!(told.text().contains(words), "{words}: {}", told.text());
    }
    assert!(!told.text().contains("Someone else changed KENT-2019-01"), "nobody changed that one");
    assert_eq!(returned(&pool).await, 0);
}

#[sqlx::test(migrator = "followup::store::MIGRATOR")]
async fn a_batch_that_comes_again_with_other_words_is_a_conflict_with_itself_and_blames_nobody(pool: PgPool) {
    let server = server_with_real_data(&pool).await;
    for item in ITEMS {
        submitted(&pool, item).await;
    }
    account(&pool, "ivy@inspectorate.example", Role::Inspector, &[]).await;
    let mut ivy = Browser::signed_in(&server, "ivy@inspectorate.example").await;
    let (_, fields) = selected(&mut ivy).await;
    assert_eq!(post(&mut ivy, &fields, &[("questions", "How many?")]).await.status, 303);
    let told = post(&mut ivy, &fields, &[("questions", "How many, and where?")]).await;
    assert_eq!(told.status, 409, "{}", told.text());
    for words in [
        "You changed KENT-2019-01 after you opened this page. Nothing was saved for any of them",
        "You changed KENT-2019-01 after you opened this page:",
        "You changed KENT-2019-03 after you opened this page:",
        ", by you</li>",
        "How many, and where?",
    ] {
        assert!(told.text().contains(words), "{words}: {}", told.text());
    }
    assert!(!told.text().contains("Somebody else"), "{}", told.text());
    assert_eq!(returned(&pool).await, 2);
}

#[sqlx::test(migrator = "followup::store::MIGRATOR")]
async fn a_batch_is_for_the_inspectorate_and_a_selection_of_nothing_is_said(pool: PgPool) {
    let server = server_with_real_data(&pool).await;
    account(&pool, "ann@kent.example", Role::ForceLiaisonOfficer, &["kent"]).await;
    account(&pool, "ivy@inspectorate.example", Role::Inspector, &[]).await;
    let mut ann = Browser::signed_in(&server, "ann@kent.example").await;
    assert_eq!(ann.get("/worklist/selected?item=KENT-2019-03&do=return").await.status, 403);
    let token = uuid::Uuid::new_v4().to_string();
    let sent = [("item", "KENT-2019-03@1"), ("do", "return"), ("token", token.as_str()), ("questions", "x")];
    assert_eq!(ann.post("/worklist/selected", &sent).await.status, 403);
    let mut ivy = Browser::signed_in(&server, "ivy@inspectorate.example").await;
    let sent = [("item", "KENT-2019-03@1"), ("do", "decide"), ("token", token.as_str()), ("decision", "authorise")];
    assert_eq!(ivy.post("/worklist/selected", &sent).await.status, 403, "an inspector authorises nothing");
    assert_eq!(ivy.get("/worklist/selected?do=return&item=KENT-1999-01").await.status, 404);
}

#[sqlx::test(migrator = "followup::store::MIGRATOR")]
async fn a_selection_of_nothing_leads_back_to_the_worklist_with_its_boxes(pool: PgPool) {
    let server = server_with_real_data(&pool).await;
    for item in ITEMS {
        submitted(&pool, item).await;
    }
    account(&pool, "ivy@inspectorate.example", Role::Inspector, &[]).await;
    let mut ivy = Browser::signed_in(&server, "ivy@inspectorate.example").await;
    let alone = ivy.get("/worklist?group=submitted").await.text();
    assert!(alone.contains(r#"name="group" value="submitted""#), "the form says where it stands: {alone}");
    for path in ["/worklist/selected?do=return", "/worklist/selected?group=submitted&page=1&do=return"] {
        let page = ivy.get(path).await;
        let text = page.text();
        assert_eq!(page.status, 200, "{text}");
        let (before, _) = text
            .split_once(">Select at least one item on your worklist</a>")
            .unwrap_or_else(|| panic!("no error that leads anywhere: {text}"));
        let id = before.rsplit_once("href=\"#").unwrap().1.trim_end_matches('"');
        assert!(id.starts_with("submitted-KENT-2019-0") && text.contains(&format!("id=\"{id}\"")), "{id}: {text}");
        assert!(text.contains("<title>Error: ") && text.contains("Select KENT-2019-03"), "{text}");
    }
}

#[sqlx::test(migrator = "followup::store::MIGRATOR")]
async fn endings_of_two_kinds_are_listed_apart_and_counted_on_the_button_that_authorises_them(pool: PgPool) {
    let server = server_with_real_data(&pool).await;
    let ivy = account(&pool, "ivy@inspectorate.example", Role::Inspector, &[]).await;
    account(&pool, "zoe@inspectorate.example", Role::Authoriser, &[]).await;
    let superseded = Outcome::NoFurtherAction(NoActionReason::Superseded);
    let endings =
        [("KENT-2019-01", Outcome::Complete), ("KENT-2019-02", Outcome::Complete), ("KENT-2019-03", superseded)];
    for (item, outcome) in endings {
        let proposal = Proposal {
            outcome,
            superseded_by: (outcome == superseded).then(|| "KENT-2019-01".parse().unwrap()),
            verification: (outcome == Outcome::Complete).then_some(Verification::RealityTesting),
            reason: format!("Reason of {item}"),
            relied_on: format!("Case sample of {item}"),
            pieces: [].into(),
            despite_finding: true,
        };
        step(&pool, ivy, Role::Inspector, item, Step::ProposeClosure(proposal)).await;
    }
    let mut zoe = Browser::signed_in(&server, "zoe@inspectorate.example").await;
    let query = endings.map(|(item, _)| format!("item={item}")).join("&");
    let page = zoe.get(&format!("/worklist/selected?do=decide&{query}")).await;
    let text = page.text();
    for words in [
        "Complete: 2</h2>",
        "No further action: 1</h2>",
        "There are two lists",
        "No further action, superseded by KENT-2019-01",
        "Reality testing",
        "Ann Other (inspector)",
        "23 November 2026",
        "Reason of KENT-2019-03",
        "<li>Case sample of KENT-2019-03</li>",
        "Authorise 3 closures: 2 complete, 1 no further action",
        "Refuse all 3",
    ] {
        assert!(text.contains(words), "{words}: {text}");
    }
    assert_eq!(text.matches("How it was verified").count(), 2, "what ends undone was not verified: {text}");
    let read: Vec<String> = sqlx::query_scalar("select subject from audit_entry where kind = 'restricted-text-read'")
        .fetch_all(&pool)
        .await
        .unwrap();
    assert_eq!(read, [format!("/worklist/selected?{query}")], "who read on what they rest is written down");

    let mut fields = vec![("do".to_owned(), "decide".to_owned()), ("token".to_owned(), hidden(&page, "token"))];
    for value in text.split("name=\"item\" value=\"").skip(1) {
        fields.push(("item".to_owned(), value.split('"').next().unwrap().to_owned()));
    }
    assert_eq!(fields.len(), 5);
    let asked = post(&mut zoe, &fields, &[("decision", "refuse")]).await;
    assert!(asked.status == 422 && asked.text().contains("Enter why this cannot close yet"), "{}", asked.text());
    assert_eq!(post(&mut zoe, &fields, &[("decision", "authorise")]).await.status, 303);
    let ended: i64 = sqlx::query_scalar("select count(*) from event where kind = 'closure_authorised'")
        .fetch_one(&pool)
        .await
        .unwrap();
    assert_eq!(ended, 3);
}
