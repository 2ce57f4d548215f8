//! What has ended takes nothing more but what changes nothing of how it stands, and says so to whoever tries.

use super::*;

const PAGE: &str = "/recommendations/KENT-2019-03";
const EVIDENCE: &str = "/recommendations/KENT-2019-03/evidence";
const ENDED: &str = "This is closed. An authoriser must reopen it before it can change";

/// Ends the item as two people do: one proposes, another authorises.
async fn end(pool: &PgPool, server: &axum::Router) {
    account(pool, "ivy@inspectorate.example", Role::Inspector, &[]).await;
    account(pool, "abe@inspectorate.example", Role::Authoriser, &[]).await;
    let mut ivy = Browser::signed_in(server, "ivy@inspectorate.example").await;
    let mut abe = Browser::signed_in(server, "abe@inspectorate.example").await;
    let propose = [
        ("do", "propose"),
        ("ending", "complete"),
        ("verification", "reality-testing"),
        ("reason", "Seen"),
        ("relied_on", "Audit"),
    ];
    assert_eq!(send(&mut ivy, &format!("{REVIEW}?do=propose"), &propose).await.status, 303);
    let authorise = [("do", "decide"), ("decision", "authorise")];
    assert_eq!(send(&mut abe, &format!("{REVIEW}?do=decide"), &authorise).await.status, 303);
}

/// The forms that a page offers by a link to the review form.
fn offered(page: &Answer) -> Vec<String> {
    let begins = format!("href=\"{REVIEW}?do=");
    let text = page.text();
    text.split(&begins).skip(1).map(|rest| rest.split('"').next().unwrap().to_owned()).collect()
}

/// The form of an item as it stands, sent by somebody who never saw a button for it.
async fn force(pool: &PgPool, browser: &mut Browser<'_>, path: &str, answers: &[(&str, &str)]) -> Answer {
    let version: i64 = sqlx::query_scalar("select max(version)::bigint from event where stream_id = $1")
        .bind(ITEM)
        .fetch_one(pool)
        .await
        .unwrap();
    let (version, token) = (version.to_string(), uuid::Uuid::new_v4().to_string());
    let fields = [&[("version", version.as_str()), ("token", token.as_str())], answers].concat();
    match path {
        EVIDENCE => browser.upload(path, &fields, ("", b"")).await,
        path => browser.post(path, &fields).await,
    }
}

#[sqlx::test(migrator = "followup::store::MIGRATOR")]
async fn an_ended_item_offers_nobody_a_form_that_would_change_it(pool: PgPool) {
    let server = server_with_real_data(&pool).await;
    end(&pool, &server).await;
    for (email, role, review) in [
        ("ann@kent.example", Role::ForceLiaisonOfficer, &[][..]),
        ("ivy@inspectorate.example", Role::Inspector, &["finding", "note"]),
        ("abe@inspectorate.example", Role::Authoriser, &["finding", "reopen", "note"]),
        ("lea@kent.example", Role::SeniorLeader, &[]),
        ("adm@inspectorate.example", Role::Administrator, &[]),
    ] {
        if !email.starts_with("ivy") && !email.starts_with("abe") {
            let forces: &[&str] = if role == Role::Administrator { &[] } else { &["kent"] };
            account(&pool, email, role, forces).await;
        }
        let mut browser = Browser::signed_in(&server, email).await;
        let page = browser.get(PAGE).await;
        let text = page.text();
        let main = text.split("<main").nth(1).unwrap().split("</main>").next().unwrap();
        assert!(
            main.contains("Verified complete</strong>")
                && main.contains("app-sides__word\">Yes<")
                && !main.contains("method=\"post\""),
            "{role}: {main}"
        );
        for link in [format!("href=\"{UPDATE}\""), format!("href=\"{EVIDENCE}\"")] {
            assert!(!page.text().contains(&link), "{role} is offered {link}");
        }
        assert_eq!(offered(&browser.get(REVIEW).await), review, "{role}");
        for (path, may) in [
            (UPDATE, role == Role::ForceLiaisonOfficer),
            (EVIDENCE, matches!(role, Role::ForceLiaisonOfficer | Role::Inspector | Role::Authoriser)),
        ] {
            let form = browser.get(path).await;
            assert_eq!(form.status, if may { 200 } else { 403 }, "{role} {path}");
            assert!(!form.text().contains(&format!("action=\"{path}\"")), "{role} {path}: {}", form.text());
            assert_eq!(form.text().contains("You cannot add updates or evidence"), may, "{role} {path}");
        }
    }
}

#[sqlx::test(migrator = "followup::store::MIGRATOR")]
async fn a_form_about_an_ended_item_is_refused_in_words_and_nothing_is_recorded(pool: PgPool) {
    let server = server_with_real_data(&pool).await;
    end(&pool, &server).await;
    account(&pool, "ann@kent.example", Role::ForceLiaisonOfficer, &["kent"]).await;
    let mut ann = Browser::signed_in(&server, "ann@kent.example").await;
    let mut ivy = Browser::signed_in(&server, "ivy@inspectorate.example").await;
    let before = events(&pool).await;
    let evidence = [("title", "Audit"), ("speaks_for", "2026-Q1"), ("audience", "force"), ("held_at", "Safe 7")];
    let propose = [
        ("do", "propose"),
        ("ending", "complete"),
        ("verification", "desk-review"),
        ("reason", "Seen again"),
        ("relied_on", "Audit"),
    ];
    let deadline = [("do", "deadline"), ("deadline", "fixed-date"), ("date", "2027-05-01"), ("reason", "Later")];
    for (of_force, path, answers) in [
        (true, UPDATE, &ANSWERS[..]),
        (true, EVIDENCE, &evidence),
        (false, EVIDENCE, &evidence),
        (false, REVIEW, &[("do", "return"), ("questions", "How many?")]),
        (false, REVIEW, &[("do", "status"), ("status", "being-progressed")]),
        (false, REVIEW, &propose),
        (false, REVIEW, &deadline),
    ] {
        let browser = if of_force { &mut ann } else { &mut ivy };
        let refused = force(&pool, browser, path, answers).await;
        assert_eq!(refused.status, 422, "{path} {answers:?}: {}", refused.text());
        let text = refused.text();
        assert!(text.contains("There is a problem") && text.contains(ENDED), "{path} {answers:?}: {text}");
        assert_eq!(events(&pool).await, before, "{path} {answers:?}");
    }
}
