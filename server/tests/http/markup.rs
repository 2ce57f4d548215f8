//! Markup in every text that a file, a form or a file's name can bring in is text wherever it is shown.

use std::collections::{BTreeMap, BTreeSet, VecDeque};

use axum::{Router, http::StatusCode};
use followup::{
    identity::Role,
    ingest::{self, File, Kind},
};
use sqlx::PgPool;

use crate::{
    follow_up::{REVIEW, UPDATE, send},
    support::{Answer, Browser, account, closed_server_on, server_on, state_on},
};

/// What is typed everywhere. It would leave a title, a text field, a drawing, an attribute and a script.
const PLANTED: &str = "</title></textarea></script></svg><b id=planted>\"'&x";
/// Markup if it is not escaped.
const RAW: &str = "<b id=planted";
/// The same once escaped.
const ESCAPED: &str = "&lt;b id=planted";
/// Something that was escaped twice.
const TWICE: [&str; 3] = ["&amp;amp;", "&amp;lt;", "&amp;quot;"];

const ITEM: &str = "KENT-2019-03";

/// A register of two forces with the markup in every column of free text.
async fn with_planted_data(pool: &PgPool) -> Router {
    let quoted = format!("\"{}\"", PLANTED.replace('"', "\"\""));
    let files = [
        (
            Kind::Forces,
            format!(
                "code,name,short_name,nation,region,website_slug\nE23000032,{quoted},{quoted},England,South East,kent\n\
                 E23000028,Essex Police,Essex,England,East of England,essex\n"
            ),
        ),
        (
            Kind::Rounds,
            "force_slug,round,kind,fieldwork,published,source_url\n\
             kent,inspection-2019-09,inspection,2019-06,2019-09,https://example.org/1\n\
             kent,post-inspection-review-2021-08-26,post-inspection-review,,2021-08-26,https://example.org/2\n"
                .to_owned(),
        ),
        (
            Kind::Recommendations,
            format!(
                "reference,force_slug,raised_in,topic,deadline,record_type,known_from,summary,source_url\n\
                 {ITEM},kent,inspection-2019-09,initial contact,within six months,recommendation,raised,{quoted},https://example.org/1\n\
                 KENT-2019-04,kent,inspection-2019-09,initial contact,,recommendation,raised,{quoted},https://example.org/1\n"
            ),
        ),
        (
            Kind::Findings,
            format!(
                "reference,round,finding,summary,source_url\n\
                 {ITEM},post-inspection-review-2021-08-26,improved,{quoted},https://example.org/2\n"
            ),
        ),
        (
            Kind::GoodPractice,
            format!(
                "force_slug,round,topic,summary,source_url\n\
                 kent,inspection-2019-09,initial contact,{quoted},https://example.org/1\n"
            ),
        ),
    ];
    let state = state_on(pool).await;
    for (kind, text) in files {
        let file = File { name: format!("{PLANTED}.csv"), bytes: text.into_bytes() };
        let imported = ingest::import(&state.database, kind, &file, false, |_| {}).await;
        imported.unwrap_or_else(|error| panic!("{kind:?}: {error:?}"));
    }
    for (email, role, forces) in PEOPLE {
        account(pool, email, role, forces).await;
    }
    sqlx::query("update account set name = $1").bind(PLANTED).execute(pool).await.unwrap();
    server_on(pool).await
}

const PEOPLE: [(&str, Role, &[&str]); 6] = [
    ("inspector@example.org", Role::Inspector, &[]),
    ("authoriser@example.org", Role::Authoriser, &[]),
    ("officer@example.org", Role::ForceLiaisonOfficer, &["kent"]),
    ("leader@example.org", Role::SeniorLeader, &[]),
    ("limited@example.org", Role::SeniorLeader, &["kent"]),
    ("administrator@example.org", Role::Administrator, &[]),
];

/// What every form of follow-up work, in the order in which an item can go through them.
async fn plant_by_forms(server: &Router) {
    let mut inspector = Browser::signed_in(server, "inspector@example.org").await;
    let mut authoriser = Browser::signed_in(server, "authoriser@example.org").await;
    let mut officer = Browser::signed_in(server, "officer@example.org").await;
    let saved = |answer: Answer, what: &str| {
        assert_eq!(answer.status, StatusCode::SEE_OTHER, "{what}: {}", answer.text());
        answer.header("location").to_owned()
    };
    for (position, stage) in [("in-progress", "save"), ("ready-for-review", "save"), ("in-progress", "draft")] {
        let answers = [
            ("position", position),
            ("activity", PLANTED),
            ("outcome", PLANTED),
            ("next_step", PLANTED),
            ("owner_post", PLANTED),
            ("target", "2027-03-01"),
            ("target_reason", PLANTED),
            ("audience", "everyone"),
            ("looked_at", "yes"),
            ("button", stage),
        ];
        saved(send(&mut officer, UPDATE, &answers).await, "update");
        if position == "ready-for-review" {
            let back = [("do", "return"), ("questions", PLANTED)];
            saved(send(&mut inspector, &format!("{REVIEW}?do=return"), &back).await, "return");
        }
    }
    for audience in ["force", "inspectorate"] {
        let note = [("do", "note"), ("note", PLANTED), ("audience", audience)];
        saved(send(&mut inspector, &format!("{REVIEW}?do=note"), &note).await, "note");
    }
    let deadline = [("do", "deadline"), ("deadline", "fixed-date"), ("date", "2027-05-01"), ("reason", PLANTED)];
    saved(send(&mut inspector, &format!("{REVIEW}?do=deadline"), &deadline).await, "deadline");
    let finding = [
        ("do", "finding"),
        ("round", "post-inspection-review-2021-08-26"),
        ("finding", "partly-improved"),
        ("replaces", "yes"),
        ("summary", PLANTED),
    ];
    saved(send(&mut inspector, &format!("{REVIEW}?do=finding"), &finding).await, "finding");
    upload(&mut officer).await;
    let propose = [
        ("do", "propose"),
        ("ending", "complete"),
        ("verification", "desk-review"),
        ("reason", PLANTED),
        ("relied_on", PLANTED),
    ];
    for decision in ["refuse", "authorise"] {
        saved(send(&mut inspector, &format!("{REVIEW}?do=propose"), &propose).await, "propose");
        let decide = [("do", "decide"), ("decision", decision), ("reason", PLANTED)];
        saved(send(&mut authoriser, &format!("{REVIEW}?do=decide"), &decide).await, decision);
    }
    let reopen = [("do", "reopen"), ("reason", PLANTED)];
    saved(send(&mut authoriser, &format!("{REVIEW}?do=reopen"), &reopen).await, "reopen");
    plant_in_rounds(&mut inspector).await;
}

/// A piece of evidence with the markup in its title and in the name of its file, and one that lies elsewhere.
async fn upload(officer: &mut Browser<'_>) {
    let path = format!("/recommendations/{ITEM}/evidence");
    for file in [(PLANTED, "held here".as_bytes()), ("", &[])] {
        let form = officer.get(&path).await;
        let (version, token) = (form.hidden("version"), form.hidden("token"));
        let held = if file.0.is_empty() { PLANTED } else { "" };
        let fields = [
            ("version", version.as_str()),
            ("token", token.as_str()),
            ("title", PLANTED),
            ("speaks_for", "2026-Q1"),
            ("held_at", held),
            ("audience", "everyone"),
            ("looked_at", "yes"),
        ];
        let name = file.0.replace('"', "%22");
        let answer = officer.upload(&path, &fields, (&name, file.1)).await;
        assert_eq!(answer.status, StatusCode::SEE_OTHER, "{}", answer.text());
    }
}

/// A draft of a round with the markup in every text, and a duty.
async fn plant_in_rounds(inspector: &mut Browser<'_>) {
    let open_and_send = async |inspector: &mut Browser<'_>, page: &str, fields: &[(&str, &str)]| {
        let form = inspector.get(page).await;
        let (version, token) = (form.hidden("version"), form.hidden("token"));
        let all = [&[("version", version.as_str()), ("token", &token)][..], fields].concat();
        let answer = inspector.post(page.split('?').next().unwrap(), &all).await;
        assert_eq!(answer.status, StatusCode::SEE_OTHER, "{page}: {}", answer.text());
        answer.header("location").to_owned()
    };
    let details = [
        ("working_title", PLANTED),
        ("kind", "progress-update"),
        ("published", "2026-11-20"),
        ("scheme", "2024"),
        ("source_url", "https://example.org/report"),
    ];
    let draft = open_and_send(inspector, "/forces/kent/rounds/new", &details).await;
    let finding = [("item", "KENT-2019-04"), ("finding", "improved"), ("summary", PLANTED)];
    open_and_send(inspector, &format!("{draft}/findings?item=KENT-2019-04"), &finding).await;
    let duty = [
        ("do", "duty"),
        ("round", "post-inspection-review-2021-08-26"),
        ("duty", "action-plan"),
        ("due", "2021-12-01"),
        ("reason", PLANTED),
    ];
    open_and_send(inspector, "/forces/kent/monitoring?do=duty", &duty).await;
    let stage = [("do", "stage"), ("stage", "engage"), ("from", "2026-02-03"), ("reason", PLANTED)];
    open_and_send(inspector, "/forces/kent/monitoring?do=stage", &stage).await;
}

/// The addresses within the service that a page or file leads to.
fn links(body: &str) -> impl Iterator<Item = String> + '_ {
    body.split("href=\"")
        .skip(1)
        .filter_map(|rest| rest.split('"').next())
        .filter(|href| href.starts_with('/') && !href.starts_with("//"))
        .map(|href| href.split('#').next().unwrap_or_default().replace("&amp;", "&"))
}

/// Follows the links from the overview to every path, and with `queries` to one query string of each as well; stops at markup.
/// Says on how many pages the planted text stood, and in how many titles.
async fn walk(browser: &mut Browser<'_>, who: &str, queries: bool) -> (usize, usize) {
    let mut seen: BTreeSet<(String, bool)> = BTreeSet::new();
    let mut open =
        VecDeque::from(["/".to_owned(), format!("/recommendations?q={}", "%3C/title%3E%3Cb%20id=planted%3E")]);
    let (mut pages, mut titles) = (0, 0);
    while let Some(address) = open.pop_front() {
        let answer = browser.get(&address).await;
        let kind = answer.header("content-type").to_owned();
        let is_markup = kind.contains("html") || kind.contains("xml") || kind.contains("svg");
        if !is_markup {
            assert!(
                answer.status != 200 || answer.header("x-content-type-options") == "nosniff",
                "{who} {address}: {kind}"
            );
            continue;
        }
        assert!(!answer.body.contains(RAW), "{who} {address} holds markup: {}", around(&answer.body, RAW));
        for twice in TWICE {
            assert!(!answer.body.contains(twice), "{who} {address} is escaped twice: {}", around(&answer.body, twice));
        }
        pages += usize::from(answer.body.contains(ESCAPED));
        let title =
            answer.body.split("<title>").nth(1).and_then(|rest| rest.split("</title>").next()).unwrap_or_default();
        titles += usize::from(title.contains(ESCAPED));
        for link in links(&answer.body) {
            let (path, query) = link.split_once('?').map_or((link.as_str(), false), |(path, _)| (path, queries));
            if !path.starts_with("/pkg/") && path != "/sign-out" && seen.insert((path.to_owned(), query)) {
                open.push_back(link);
            }
        }
    }
    (pages, titles)
}

fn around<'a>(body: &'a str, text: &str) -> &'a str {
    let at = body.find(text).unwrap_or_default();
    let start = body.floor_char_boundary(at.saturating_sub(200));
    &body[start..body.ceil_char_boundary((at + 200).min(body.len()))]
}

#[sqlx::test(migrator = "followup::store::MIGRATOR")]
async fn markup_typed_anywhere_is_shown_as_text_to_everybody(pool: PgPool) {
    let server = with_planted_data(&pool).await;
    plant_by_forms(&server).await;
    let closed = closed_server_on(&pool).await;
    let mut found = BTreeMap::new();
    found.insert("nobody", walk(&mut Browser::new(&server), "nobody", false).await);
    for (email, role, forces) in PEOPLE {
        let server = if forces.is_empty() { &server } else { &closed };
        let mut browser = Browser::signed_in(server, email).await;
        let who = if email.starts_with("limited") { "limited leader" } else { role.slug() };
        found.insert(who, walk(&mut browser, email, role == Role::Inspector).await);
    }
    for (who, (pages, titles)) in &found {
        assert!(
            *pages >= 10 && *titles >= 1,
            "{who} met the planted text on {pages} pages and in {titles} titles: {found:?}"
        );
    }
}

#[sqlx::test(migrator = "followup::store::MIGRATOR")]
async fn markup_in_an_email_address_is_refused_at_its_field(pool: PgPool) {
    account(&pool, "administrator@example.org", Role::Administrator, &[]).await;
    let server = server_on(&pool).await;
    let mut browser = Browser::signed_in(&server, "administrator@example.org").await;
    let fields = [("email", "</title><b>@example.org"), ("name", "Ann Other"), ("role", "inspector")];
    let answer = browser.post("/admin/users/new", &fields).await;
    assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY, "{}", answer.text());
    assert!(answer.text().contains("Enter an email address in the correct format"), "{}", answer.text());
    assert!(!answer.body.contains("<b>@example.org"));
    let stored = sqlx::query("update account set email = '<b>@example.org'").execute(&pool).await;
    assert!(stored.unwrap_err().to_string().contains("an email address holds a special sign"));
}
