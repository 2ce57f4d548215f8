//! Monitoring and duties in the browser: who records them, what is told at which field, and where they are read.

use axum::{Router, http::StatusCode};
use followup::{identity::Role, typed_date::parse_typed_date};
use sqlx::PgPool;

use crate::{
    real_data::server_with_real_data,
    support::{Answer, Browser, account, get},
};

const INSPECTOR: &str = "inspector@example.org";
const PATH: &str = "/forces/kent/monitoring";
const REVIEW: &str = "post-inspection-review-2021-08-26";

/// A browser of an inspector, and the server it asks.
async fn inspector<'a>(pool: &PgPool, server: &'a Router) -> Browser<'a> {
    account(pool, INSPECTOR, Role::Inspector, &[]).await;
    Browser::signed_in(server, INSPECTOR).await
}

/// Opens one of the forms and sends it with these answers.
async fn send(browser: &mut Browser<'_>, entry: &str, fields: &[(&str, &str)]) -> Answer {
    let form = browser.get(&format!("{PATH}?do={entry}")).await;
    let (version, token) = (form.hidden("version"), form.hidden("token"));
    let mut all = vec![("do", entry), ("version", &version), ("token", &token)];
    all.extend(fields);
    browser.post(PATH, &all).await
}

/// The section of a force's page, without tags.
async fn section(server: &Router, path: &str) -> String {
    let page = get(server, path).await.text();
    page.split(r#"id="monitoring""#).nth(1).unwrap().split("<h2").next().unwrap().to_owned()
}

const PLAN: [(&str, &str); 2] = [("round", REVIEW), ("duty", "action-plan")];

async fn events(pool: &PgPool) -> i64 {
    sqlx::query_scalar("select count(*) from event where stream_kind = 'force' and actor_kind = 'person'")
        .fetch_one(pool)
        .await
        .unwrap()
}

#[sqlx::test(migrator = "followup::store::MIGRATOR")]
async fn a_duty_by_rule_is_shown_from_the_publication_until_it_is_met(pool: PgPool) {
    let server = server_with_real_data(&pool).await;
    let mut browser = inspector(&pool, &server).await;
    let offered = browser.get(&format!("{PATH}?do=duty")).await.text();
    assert!(offered.contains("7 October 2021") && offered.contains("21 October 2021"), "{offered}");

    let saved = send(&mut browser, "duty", &PLAN).await;
    assert_eq!(saved.status, StatusCode::SEE_OTHER, "{}", saved.body);
    assert!(browser.get(saved.header("location")).await.text().contains("Saved: duty set, "));
    let shown = section(&server, "/forces/kent").await;
    for words in
        ["7 October 2021", "By rule, from the publication of 26 August 2021.", "Late by ", "not recorded as met"]
    {
        assert!(shown.contains(words), "{words} is missing from {shown}");
    }
    let met = [("duty", &*format!("{REVIEW}/action-plan")), ("met_on", "2021-10-11")];
    assert_eq!(send(&mut browser, "met", &met).await.status, StatusCode::SEE_OTHER);
    assert!(section(&server, "/forces/kent").await.contains("Met on 11 October 2021, 4 days late"));
    assert!(section(&server, "/forces/kent?as_at=2021-10-08").await.contains("Late by 1 day"));
    let before = get(&server, "/forces/kent?as_at=2021-08-25").await.text();
    assert!(!before.contains(r#"id="monitoring""#), "{before}");
}

#[sqlx::test(migrator = "followup::store::MIGRATOR")]
async fn a_duty_recorded_as_met_in_error_stands_as_not_met_again(pool: PgPool) {
    let server = server_with_real_data(&pool).await;
    let mut browser = inspector(&pool, &server).await;
    send(&mut browser, "duty", &PLAN).await;
    assert!(browser.get(&format!("{PATH}?do=not-met")).await.text().contains("No duty is met yet."));
    let which = format!("{REVIEW}/action-plan");
    let met = [("duty", which.as_str()), ("met_on", "2021-10-11")];
    assert_eq!(send(&mut browser, "met", &met).await.status, StatusCode::SEE_OTHER);
    let form = browser.get(&format!("{PATH}?do=not-met")).await.text();
    assert!(form.contains("met on 11 October 2021"), "{form}");
    for (fields, field, words) in [
        (vec![("reason", "A mistake")], "duty", "Choose a duty"),
        (vec![("duty", which.as_str())], "reason", "Enter why this was a mistake"),
        (vec![("duty", which.as_str()), ("reason", "Ring 07700 900123")], "looked_at", "tick the box"),
    ] {
        let told = send(&mut browser, "not-met", &fields).await;
        assert_eq!(told.status, StatusCode::UNPROCESSABLE_ENTITY, "{}", told.body);
        let text = told.text();
        assert!(text.contains(&format!(r#"id="{field}-error""#)) && text.contains(words), "{field}: {text}");
    }
    let before = events(&pool).await;
    let undone = send(&mut browser, "not-met", &[("duty", &which), ("reason", "Another force’s plan")]).await;
    assert_eq!(undone.status, StatusCode::SEE_OTHER, "{}", undone.body);
    assert_eq!(events(&pool).await, before + 1);
    assert!(browser.get(undone.header("location")).await.text().contains("Saved: corrected, "));
    let shown = section(&server, "/forces/kent").await;
    assert!(shown.contains("not recorded as met") && !shown.contains("11 October"), "{shown}");
}

#[sqlx::test(migrator = "followup::store::MIGRATOR")]
async fn why_the_day_of_a_met_duty_was_put_right_stands_beside_the_day(pool: PgPool) {
    let server = server_with_real_data(&pool).await;
    let mut browser = inspector(&pool, &server).await;
    send(&mut browser, "duty", &PLAN).await;
    let which = format!("{REVIEW}/action-plan");
    for (entry, day, reason) in [
        ("met", "2021-10-11", None),
        ("met-on", "2021-10-04", Some("The letter came a week earlier")),
        ("met-on", "2021-10-05", Some("By its stamp")),
    ] {
        let fields = [("duty", which.as_str()), ("met_on", day), ("reason", reason.unwrap_or_default())];
        let saved = send(&mut browser, entry, &fields).await;
        assert_eq!(saved.status, StatusCode::SEE_OTHER, "{}", saved.body);
        let shown = section(&server, "/forces/kent").await;
        let said = shown.split("The day was corrected. Reason: ").nth(1).map(|rest| rest.split('<').next().unwrap());
        assert_eq!(said, reason, "{shown}");
    }
    assert!(
        !section(&server, "/forces/kent?as_at=2021-10-03").await.contains("was corrected"),
        "not met yet on that day"
    );
    // Met in error, and met again: the reasons of before speak of what no longer stands.
    let undone = send(&mut browser, "not-met", &[("duty", &which), ("reason", "Another force’s plan")]).await;
    assert_eq!(undone.status, StatusCode::SEE_OTHER, "{}", undone.body);
    assert!(!section(&server, "/forces/kent").await.contains("was corrected"));
    let again = send(&mut browser, "met", &[("duty", &which), ("met_on", "2021-11-01")]).await;
    assert_eq!(again.status, StatusCode::SEE_OTHER, "{}", again.body);
    let shown = section(&server, "/forces/kent").await;
    assert!(shown.contains("Met on 1 November 2021") && !shown.contains("was corrected"), "{shown}");
}

/// Which of the forms are offered as links, by their word in the address; and the words of the page.
async fn offered(browser: &mut Browser<'_>) -> (Vec<String>, String) {
    let page = browser.get(PATH).await.text();
    let begins = format!("href=\"{PATH}?do=");
    let links = page.split(&begins).skip(1);
    (links.map(|rest| rest.split('"').next().unwrap().to_owned()).collect(), page)
}

/// What stands in the place of a form that cannot be used. There is nothing to send.
async fn why_not(browser: &mut Browser<'_>, entry: &str) -> String {
    let page = browser.get(&format!("{PATH}?do={entry}")).await;
    assert_eq!(page.status, StatusCode::OK);
    let text = page.text();
    assert!(!text.contains("name=\"do\"") && text.contains("Back to monitoring and duties"), "{entry}: {text}");
    let inset = text.split("govuk-inset-text").nth(1).unwrap().split('>').nth(1).unwrap();
    inset.split('<').next().unwrap().to_owned()
}

#[sqlx::test(migrator = "followup::store::MIGRATOR")]
async fn only_what_can_be_done_to_a_duty_is_offered_and_why_the_rest_cannot_is_said(pool: PgPool) {
    let server = server_with_real_data(&pool).await;
    let mut browser = inspector(&pool, &server).await;
    let which = format!("{REVIEW}/action-plan");
    let on = [("duty", which.as_str()), ("met_on", "2021-10-11")];

    let (forms, page) = offered(&mut browser).await;
    assert_eq!(forms, ["duty", "stage"], "no duty is set");
    assert!(page.contains("Mark a duty as met: no duty is set yet. Set one first."), "{page}");
    assert_eq!(why_not(&mut browser, "met").await, "No duty is set yet. Set one first.");
    for entry in ["met-on", "not-met"] {
        assert_eq!(why_not(&mut browser, entry).await, "No duty is met yet.");
    }

    send(&mut browser, "duty", &PLAN).await;
    assert_eq!(offered(&mut browser).await.0, ["duty", "met", "stage"], "one is set and not met");

    assert_eq!(send(&mut browser, "met", &on).await.status, StatusCode::SEE_OTHER);
    let (forms, page) = offered(&mut browser).await;
    assert_eq!(forms, ["duty", "met-on", "not-met", "stage"], "it is met");
    assert!(page.contains("Mark a duty as met: all duties are met."), "{page}");

    // Another duty that is not met: each form offers those it can be used for, and no other.
    send(&mut browser, "duty", &[PLAN[0], ("duty", "commissioner-response")]).await;
    for (entry, duty, other) in
        [("met", "commissioner-response", "action-plan"), ("met-on", "action-plan", "commissioner-response")]
    {
        let form = browser.get(&format!("{PATH}?do={entry}")).await.text();
        assert!(form.contains(&format!("value=\"{REVIEW}/{duty}\"")), "{entry}: {form}");
        assert!(!form.contains(&format!("value=\"{REVIEW}/{other}\"")), "{entry}: {form}");
    }
    let response = format!("{REVIEW}/commissioner-response");
    send(&mut browser, "met", &[("duty", &response), ("met_on", "2021-10-12")]).await;
    let form = browser.get(&format!("{PATH}?do=duty")).await.text();
    let choice = |round: &str| format!("<option value=\"{round}\"");
    assert!(!form.contains(&choice(REVIEW)), "all after this round are met: {form}");
    assert!(form.contains("<option value=\"inspection-"), "{form}");
}

#[sqlx::test(migrator = "followup::store::MIGRATOR")]
async fn a_form_for_a_duty_that_cannot_be_used_is_refused_with_the_reason(pool: PgPool) {
    let server = server_with_real_data(&pool).await;
    let mut browser = inspector(&pool, &server).await;
    let which = format!("{REVIEW}/action-plan");
    let stage = browser.get(&format!("{PATH}?do=stage")).await;
    let (version, token) = (stage.hidden("version"), stage.hidden("token"));
    for (entry, words) in [("met", "No duty is set yet. Set one first."), ("not-met", "No duty is met yet.")] {
        let fields = [
            ("do", entry),
            ("version", &version),
            ("token", &token),
            ("duty", &which),
            ("met_on", "2021-10-11"),
            ("reason", "None"),
        ];
        let refused = browser.post(PATH, &fields).await;
        assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY, "{entry}");
        let text = refused.text();
        assert!(text.contains("There is a problem") && text.contains(words), "{entry}: {text}");
        assert!(text.contains("href=\"#duty\"") && text.contains("id=\"duty\""), "{entry}: {text}");
    }
    assert_eq!(events(&pool).await, 0);
}

#[sqlx::test(migrator = "followup::store::MIGRATOR")]
async fn scan_and_engage_are_told_with_their_days(pool: PgPool) {
    let server = server_with_real_data(&pool).await;
    let mut browser = inspector(&pool, &server).await;
    let before = browser.get("/forces/kent").await.text();
    assert!(before.contains("We know of no stage of monitoring"), "{before}");
    assert!(
        !crate::support::get(&server, "/forces/kent").await.text().contains("Monitoring and duties"),
        "nothing to show"
    );
    for (stage, from) in [("engage", "2026-02-03"), ("scan", "2026-09-01")] {
        let saved = send(&mut browser, "stage", &[("stage", stage), ("from", from)]).await;
        assert_eq!(saved.status, StatusCode::SEE_OTHER, "{}", saved.body);
    }
    let shown = section(&server, "/forces/kent").await;
    assert!(shown.contains("<strong>Scan</strong>, from 1 September 2026."), "{shown}");
    assert!(shown.contains("Engage from 3 February 2026 until 1 September 2026"), "{shown}");
    let then = section(&server, "/forces/kent?as_at=2026-08-31").await;
    assert!(then.contains("<strong>Engage</strong>, from 3 February 2026.") && !then.contains("Scan"), "{then}");
}

#[sqlx::test(migrator = "followup::store::MIGRATOR")]
async fn what_is_wrong_is_told_at_its_field_with_what_was_typed_and_nothing_is_changed(pool: PgPool) {
    let server = server_with_real_data(&pool).await;
    let mut browser = inspector(&pool, &server).await;
    for (entry, fields, field, words) in [
        ("duty", &[("duty", "action-plan")][..], "round", "Choose a round"),
        ("duty", &[("round", REVIEW), ("duty", "action-plan"), ("due", "2021-13-01")], "due", "There is no month 13"),
        (
            "duty",
            &[("round", REVIEW), ("duty", "action-plan"), ("due", "2021-12-01")],
            "reason",
            "Enter why you use another date",
        ),
        (
            "duty",
            &[("round", REVIEW), ("duty", "action-plan"), ("due", "2020-12-01")],
            "due",
            "when the round was published",
        ),
        ("duty", &[("round", "inspection-1999"), ("duty", "action-plan")], "round", "Choose a round of this force"),
        ("stage", &[("stage", "engage"), ("from", "2027-01-01")], "from", "not in the future"),
        ("stage", &[("stage", "watch"), ("from", "2026-01-01")], "stage", "Choose a stage"),
    ] {
        let answer = send(&mut browser, entry, fields).await;
        assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY, "{fields:?}");
        let text = answer.text();
        assert!(text.contains("<title>Error: "), "{text}");
        let at_field =
            text.split(&format!(r#"id="{field}-error""#)).nth(1).unwrap_or_else(|| panic!("{field}: {text}"));
        assert!(at_field.split("</p>").next().unwrap().contains(words), "{field}, {words}: {text}");
        for (_, typed) in fields.iter().filter(|(_, typed)| typed.starts_with("202")) {
            let shown = parse_typed_date(typed).map_or_else(|_| (*typed).to_owned(), |date| date.to_string());
            let kept = [typed, shown.as_str()].map(|words| format!(r#"value="{words}""#));
            assert!(kept.iter().any(|kept| text.contains(kept)), "{typed}: {text}");
        }
    }
    assert_eq!(events(&pool).await, 0);
}

#[sqlx::test(migrator = "followup::store::MIGRATOR")]
async fn a_reason_that_may_identify_a_person_is_saved_only_once_it_was_looked_at(pool: PgPool) {
    let server = server_with_real_data(&pool).await;
    let mut browser = inspector(&pool, &server).await;
    let fields = [PLAN[0], PLAN[1], ("due", "2021-12-01"), ("reason", "Agreed, ring 07700 900123")];
    let refused = send(&mut browser, "duty", &fields).await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(
        refused.text().contains("<mark>07700 900123") && refused.text().contains("looked_at-error"),
        "{}",
        refused.body
    );
    let looked_at = [&fields[..], &[("looked_at", "yes")]].concat();
    assert_eq!(send(&mut browser, "duty", &looked_at).await.status, StatusCode::SEE_OTHER);
    let shown = section(&server, "/forces/kent").await;
    assert!(shown.contains("first due 7 October 2021") && shown.contains("Reason: Agreed"), "{shown}");
}

#[sqlx::test(migrator = "followup::store::MIGRATOR")]
async fn no_role_but_those_of_the_inspectorate_records_monitoring_of_any_force(pool: PgPool) {
    let server = server_with_real_data(&pool).await;
    for role in Role::ALL {
        let email = format!("{}@example.org", role.slug());
        let forces: &[&str] = if *role == Role::ForceLiaisonOfficer { &["kent"] } else { &[] };
        account(&pool, &email, *role, forces).await;
        let mut browser = Browser::signed_in(&server, &email).await;
        let allowed = matches!(role, Role::Inspector | Role::Authoriser);
        for force in ["kent", "essex"] {
            let path = format!("/forces/{force}/monitoring");
            let page = browser.get(&path).await;
            assert_eq!(page.status, if allowed { StatusCode::OK } else { StatusCode::FORBIDDEN }, "{role} {force}");
            let (version, token) = if allowed {
                let form = browser.get(&format!("{path}?do=stage")).await;
                (form.hidden("version"), form.hidden("token"))
            } else {
                ("1".to_owned(), "00000000-0000-4000-8000-000000000001".to_owned())
            };
            let stage = if *role == Role::Inspector { "engage" } else { "scan" };
            let fields =
                [("do", "stage"), ("version", &version), ("token", &token), ("stage", stage), ("from", "2026-02-03")];
            let before = events(&pool).await;
            let sent = browser.post(&path, &fields).await;
            assert_eq!(
                sent.status,
                if allowed { StatusCode::SEE_OTHER } else { StatusCode::FORBIDDEN },
                "{role} {force}"
            );
            assert_eq!(events(&pool).await - before, i64::from(allowed), "{role} {force}");
            let on_page = browser.get(&format!("/forces/{force}")).await.text().contains(&format!("href=\"{path}\""));
            assert_eq!(on_page, allowed, "{role} {force}");
        }
        assert_eq!(browser.get("/forces/atlantis/monitoring").await.status, if allowed { 404 } else { 403 }, "{role}");
    }
    let mut nobody = Browser::new(&server);
    assert_eq!(nobody.get(PATH).await.status, StatusCode::SEE_OTHER);
    assert_eq!(nobody.post(PATH, &[("do", "stage")]).await.status, StatusCode::FORBIDDEN);
}

#[sqlx::test(migrator = "followup::store::MIGRATOR")]
async fn of_two_people_at_once_the_second_is_told_and_a_form_sent_twice_is_done_once(pool: PgPool) {
    let server = server_with_real_data(&pool).await;
    let mut browser = inspector(&pool, &server).await;
    let form = browser.get(&format!("{PATH}?do=duty")).await;
    let (version, token) = (form.hidden("version"), form.hidden("token"));
    let fields = [("do", "duty"), ("version", &version), ("token", &token), PLAN[0], PLAN[1]];
    let (first, again) = (browser.post(PATH, &fields).await, browser.post(PATH, &fields).await);
    assert_eq!(first.header("location"), again.header("location"));
    assert_eq!(events(&pool).await, 1);

    account(&pool, "second@example.org", Role::Inspector, &[]).await;
    let mut browser = Browser::signed_in(&server, "second@example.org").await;
    let late = [("do", "stage"), ("version", &version), ("token", "00000000-0000-4000-8000-000000000002")];
    let late = [&late[..], &[("stage", "engage"), ("from", "2026-02-03")]].concat();
    let told = browser.post(PATH, &late).await;
    assert_eq!(told.status, StatusCode::CONFLICT);
    for words in
        ["Someone else changed this", "Duty set, ", "by inspector", "3 February 2026", "By rule, from the publication"]
    {
        assert!(told.text().contains(words), "{words}: {}", told.text());
    }
    let (version, token) = (told.hidden("version"), told.hidden("token"));
    let kept = [("do", "stage"), ("version", &version), ("token", &token), ("stage", "engage"), ("from", "2026-02-03")];
    let over = browser.post(PATH, &[&kept[..], &[("button", "change")]].concat()).await;
    assert!(over.status == StatusCode::OK && over.text().contains(r#"value="3 February 2026""#), "{}", over.body);
    assert_eq!(browser.post(PATH, &kept).await.status, StatusCode::SEE_OTHER);
    assert_eq!(events(&pool).await, 2);
}

#[sqlx::test(migrator = "followup::store::MIGRATOR")]
async fn a_form_that_comes_again_with_other_words_is_a_conflict_with_what_it_recorded(pool: PgPool) {
    let server = server_with_real_data(&pool).await;
    let mut browser = inspector(&pool, &server).await;
    let form = browser.get(&format!("{PATH}?do=duty")).await;
    let (version, token) = (form.hidden("version"), form.hidden("token"));
    let fields = |reason| {
        let due = [("due", "2021-12-01"), ("reason", reason)];
        [&[("do", "duty"), ("version", version.as_str()), ("token", token.as_str())][..], &PLAN, &due].concat()
    };
    let saved = browser.post(PATH, &fields("Agreed with the force")).await;
    assert_eq!(saved.status, StatusCode::SEE_OTHER, "{}", saved.body);
    let recorded = events(&pool).await;
    let told = browser.post(PATH, &fields("Agreed with the commissioner")).await;
    assert_eq!(told.status, StatusCode::CONFLICT);
    for words in [
        "You already changed this",
        "Duty set, ",
        ", by you",
        "Your new answers are not saved yet",
        "Agreed with the commissioner",
        "Keep my new answers and check it again",
    ] {
        assert!(told.text().contains(words), "{words}: {}", told.text());
    }
    assert!(!told.text().contains("Someone else"), "{}", told.text());
    assert_eq!(events(&pool).await, recorded);
}

#[sqlx::test(migrator = "followup::store::MIGRATOR")]
async fn another_stage_under_a_used_token_is_a_conflict(pool: PgPool) {
    let server = server_with_real_data(&pool).await;
    let mut browser = inspector(&pool, &server).await;
    let form = browser.get(&format!("{PATH}?do=stage")).await;
    let (version, token) = (form.hidden("version"), form.hidden("token"));
    let fields = |stage| {
        let own = [("do", "stage"), ("version", version.as_str()), ("token", token.as_str())];
        [&own[..], &[("stage", stage), ("from", "2026-02-03")]].concat()
    };
    assert_eq!(browser.post(PATH, &fields("engage")).await.status, StatusCode::SEE_OTHER);
    let told = browser.post(PATH, &fields("scan")).await;
    assert_eq!(told.status, StatusCode::CONFLICT, "{}", told.body);
    assert_eq!(events(&pool).await, 1);
}
