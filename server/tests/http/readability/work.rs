//! The pages of people who work on items: worklists, forms, checks, conflicts, drafts, accounts, and what is said when something is wrong.

use axum::Router;
use uuid::Uuid;

use super::*;
use crate::{
    follow_up::{ANSWERS, REVIEW, UPDATE, send},
    round_drafts::whole,
};

const OFFICER: &str = "kent@example.org";
const INSPECTOR: &str = "inspector@example.org";
const AUTHORISER: &str = "authoriser@example.org";
const ADMINISTRATOR: &str = "administrator@example.org";

const ITEM_PAGE: &str = "/recommendations/KENT-2019-03";
const EVIDENCE: &str = "/recommendations/KENT-2019-03/evidence";
const NOTE: [(&str, &str); 3] = [("do", "note"), ("note", "Asked for the dates"), ("audience", "force")];
const SUBMISSION: [(&str, &str); 5] = [
    ("position", "ready-for-review"),
    ("activity", "Every desk has a supervisor"),
    ("outcome", "Referrals reach the authority in a day"),
    ("audience", "force"),
    ("button", "save"),
];
const PROPOSAL: [(&str, &str); 5] = [
    ("do", "propose"),
    ("ending", "complete"),
    ("verification", "desk-review"),
    ("reason", "All was seen"),
    ("relied_on", "Case sample"),
];

/// Pages that everyone has who signed in.
const OF_EVERYONE: [&str; 6] = [
    "/worklist",
    "/account",
    "/account/password",
    "/about-the-data",
    "/about-the-data?as_at=2022-08-31",
    "/accessibility",
];

/// What is hard to read on pages that must be shown.
async fn faults_at(browser: &mut Browser<'_>, paths: &[&str]) -> Vec<String> {
    let mut all = Vec::new();
    for path in paths {
        let page = browser.get(path).await;
        assert_eq!(page.status, 200, "{path}: {}", page.text());
        all.extend(faults_of(path, &page));
    }
    all
}

async fn signed_in<'a>(pool: &PgPool, server: &'a Router, email: &str, role: Role, forces: &[&str]) -> Browser<'a> {
    account(pool, email, role, forces).await;
    Browser::signed_in(server, email).await
}

#[sqlx::test(migrator = "followup::store::MIGRATOR")]
async fn forms_of_a_force_are_plain_words(pool: PgPool) {
    let server = server_with_real_data(&pool).await;
    let mut ann = signed_in(&pool, &server, OFFICER, Role::ForceLiaisonOfficer, &["kent"]).await;
    let note = format!("{REVIEW}?do=note");
    let mut all = faults_at(&mut ann, &OF_EVERYONE).await;
    all.extend(faults_at(&mut ann, &["/worklist?group=not-updated", UPDATE, EVIDENCE, &note]).await);

    let named = [("activity", "PC Smith told Emily Jones, born 12 March 2015"), ("button", "check")];
    let check = send(&mut ann, UPDATE, &[&named[..], &ANSWERS[..1], &ANSWERS[2..4]].concat()).await;
    assert!(check.text().contains("These words may identify someone."), "{}", check.text());
    all.extend(faults_of("check", &check));
    all.extend(faults_of("wrong update", &send(&mut ann, UPDATE, &[("button", "check"), ("target", "soon")]).await));
    all.extend(faults_of("wrong note", &send(&mut ann, &note, &[("do", "note")]).await));

    // The same form twice, with other words: the second is in conflict with what the first led to.
    let form = ann.get(UPDATE).await;
    let (version, token, sitting) = (form.hidden("version"), form.hidden("token"), form.hidden("sitting"));
    let hidden = [("version", version.as_str()), ("token", &token), ("sitting", &sitting)];
    let saved = ann.post(UPDATE, &[&hidden[..], &SUBMISSION].concat()).await;
    assert_eq!(saved.status, 303, "{}", saved.text());
    all.extend(faults_at(&mut ann, &[saved.header("location"), ITEM_PAGE, "/worklist"]).await);
    let conflict = ann.post(UPDATE, &[&hidden[..], &ANSWERS].concat()).await;
    assert_eq!(conflict.status, 409, "{}", conflict.text());
    all.extend(faults_of("conflict", &conflict));
    assert_readable(all);
}

#[sqlx::test(migrator = "followup::store::MIGRATOR")]
async fn forms_of_inspectors_and_authorisers_are_plain_words(pool: PgPool) {
    let server = server_with_real_data(&pool).await;
    let mut ann = signed_in(&pool, &server, OFFICER, Role::ForceLiaisonOfficer, &["kent"]).await;
    let mut ivy = signed_in(&pool, &server, INSPECTOR, Role::Inspector, &[]).await;
    let mut abe = signed_in(&pool, &server, AUTHORISER, Role::Authoriser, &[]).await;
    assert_eq!(send(&mut ann, UPDATE, &SUBMISSION).await.status, 303);
    let mut all = faults_at(&mut ivy, &OF_EVERYONE).await;
    all.extend(faults_at(&mut ivy, &["/worklist?group=submitted", REVIEW, EVIDENCE]).await);
    for step in ["return", "status", "finding", "propose", "deadline", "note"] {
        let form = format!("{REVIEW}?do={step}");
        all.extend(faults_at(&mut ivy, &[&form]).await);
        all.extend(faults_of(&form, &send(&mut ivy, &form, &[("do", step)]).await));
    }
    for step in ["return", "status", "propose"] {
        all.extend(faults_at(&mut ivy, &[&format!("/worklist/selected?do={step}&item=KENT-2019-03")]).await);
    }
    let page = ivy.get("/worklist/selected?do=return").await;
    all.extend(faults_of("nothing selected", &page));

    // Overtaken by somebody else, then by nobody.
    let form = ivy.get(&format!("{REVIEW}?do=propose")).await;
    let (version, token) = (form.hidden("version"), form.hidden("token"));
    assert_eq!(send(&mut abe, &format!("{REVIEW}?do=note"), &NOTE).await.status, 303);
    let hidden = [("version", version.as_str()), ("token", token.as_str())];
    let conflict = ivy.post(REVIEW, &[&hidden[..], &PROPOSAL].concat()).await;
    assert_eq!(conflict.status, 409, "{}", conflict.text());
    all.extend(faults_of("conflict", &conflict));
    assert_eq!(send(&mut ivy, &format!("{REVIEW}?do=propose"), &PROPOSAL).await.status, 303);

    all.extend(faults_at(&mut ivy, &["/worklist", REVIEW, ITEM_PAGE]).await);
    let decide = format!("{REVIEW}?do=decide");
    all.extend(faults_at(&mut abe, &OF_EVERYONE).await);
    all.extend(faults_at(&mut abe, &[&decide, "/worklist/selected?do=decide&item=KENT-2019-03"]).await);
    all.extend(faults_of("no decision", &send(&mut abe, &decide, &[("do", "decide")]).await));
    let authorised = send(&mut abe, &decide, &[("do", "decide"), ("decision", "authorise")]).await;
    assert_eq!(authorised.status, 303, "{}", authorised.text());
    all.extend(faults_at(&mut abe, &[&format!("{REVIEW}?do=reopen"), ITEM_PAGE]).await);
    all.extend(faults_at(&mut ann, &[ITEM_PAGE, UPDATE, EVIDENCE]).await);
    assert_readable(all);
}

#[sqlx::test(migrator = "followup::store::MIGRATOR")]
async fn drafts_of_rounds_and_monitoring_are_plain_words(pool: PgPool) {
    let server = server_with_real_data(&pool).await;
    let mut ivy = signed_in(&pool, &server, INSPECTOR, Role::Inspector, &[]).await;
    let mut all = faults_at(&mut ivy, &["/forces/kent/rounds/new", "/forces/kent/monitoring"]).await;
    for entry in ["duty", "met", "met-on", "not-met", "stage"] {
        let form = format!("/forces/kent/monitoring?do={entry}");
        all.extend(faults_at(&mut ivy, &[&form]).await);
    }
    let draft = whole(&mut ivy).await;
    let later = [("kind", "re_inspection"), ("published", "2026-11-20"), ("scheme", "2024"), ("source_url", "")];
    all.extend(faults_at(&mut ivy, &[&draft, "/worklist"]).await);
    for part in [
        "details",
        "recommendations",
        "recommendations?item=new",
        "findings",
        "grades",
        "case-audit",
        "publish",
        "discard",
    ] {
        all.extend(faults_at(&mut ivy, &[&format!("{draft}/{part}")]).await);
    }
    let form = ivy.get("/forces/kent/rounds/new").await;
    let (version, token) = (form.hidden("version"), form.hidden("token"));
    let hidden = [("version", version.as_str()), ("token", token.as_str())];
    let second = ivy.post("/forces/kent/rounds/new", &[&hidden[..], &later].concat()).await;
    assert_eq!(second.status, 303, "{}", second.text());
    let second = second.header("location").to_owned();
    all.extend(faults_at(&mut ivy, &[&second, "/worklist"]).await);
    for part in ["findings", "findings?show=to-record", "findings?item=KENT-2019-03", "publish"] {
        all.extend(faults_at(&mut ivy, &[&format!("{second}/{part}")]).await);
    }
    let empty = ivy.post("/forces/kent/rounds/new", &[("version", "0"), ("token", &Uuid::nil().to_string())]).await;
    all.extend(faults_of("empty draft", &empty));
    assert_readable(all);
}

#[sqlx::test(migrator = "followup::store::MIGRATOR")]
async fn accounts_and_refusals_are_plain_words(pool: PgPool) {
    let server = server_with_real_data(&pool).await;
    let mut anyone = Browser::new(&server);
    let mut all =
        faults_at(&mut anyone, &["/sign-in", "/sign-in?timed-out=yes", "/about-the-data", "/accessibility"]).await;
    let wrong = anyone.post("/sign-in", &[("email", "nobody@example.org"), ("password", "wrong")]).await;
    all.extend(faults_of("wrong password", &wrong));
    for path in ["/password/used", "/nowhere", "/forces/kemt", "/forces?as_at=soon"] {
        all.extend(faults_of(path, &anyone.get(path).await));
    }

    let mut ada = signed_in(&pool, &server, ADMINISTRATOR, Role::Administrator, &[]).await;
    all.extend(faults_at(&mut ada, &OF_EVERYONE).await);
    all.extend(faults_at(&mut ada, &["/admin/users", "/admin/users/new", "/sign-out"]).await);
    all.extend(faults_of("empty account", &ada.post("/admin/users/new", &[]).await));
    let new = [("email", "new@example.org"), ("name", "New"), ("role", "senior-leader")];
    let added = ada.post("/admin/users/new", &new).await;
    assert_eq!(added.status, 303, "{}", added.text());
    let page = ada.get(added.header("location")).await;
    let link = page.text().split("/password/").nth(1).and_then(|rest| rest.split('"').next()).unwrap().to_owned();
    all.extend(faults_of("new account", &page));
    all.extend(faults_at(&mut anyone, &[&format!("/password/{link}")]).await);
    all.extend(faults_of("empty password", &anyone.post(&format!("/password/{link}"), &[]).await));
    all.extend(faults_of("refused", &ada.get(REVIEW).await));
    assert_readable(all);
}
