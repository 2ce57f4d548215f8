//! Evidence over HTTP: who may add and fetch it, what is refused in words, and that nothing is left of what is refused.

use std::{
    fs,
    path::{Path, PathBuf},
};

use axum::{
    Router,
    body::{Body, Bytes},
    http::Request,
};
use followup::{files::Files, identity::Role};
use futures_util::{StreamExt as _, stream};
use server::state::AppState;
use sqlx::PgPool;
use tower::ServiceExt as _;

use crate::{
    real_data::{links, state_with_real_data},
    support::{Answer, Browser, account, get, multipart},
};

mod bomb;
mod broken_off;
mod sent_again;

const FORM: &str = "/recommendations/KENT-2019-01/evidence";
const PAGE: &str = "/recommendations/KENT-2019-01";
const OFFICER: &str = "officer@example.org";
const INSPECTOR: &str = "inspector@example.org";
const LARGEST: u64 = 100_000;
/// A page that needs a user's password.
const ENCRYPTED_PDF: &[u8] = include_bytes!("evidence/encrypted.pdf");

/// A folder for the evidence of one test, removed with it.
struct Folder(PathBuf);

impl Folder {
    fn holds(&self) -> usize {
        let folders = ["incoming", "evidence"].map(|folder| self.0.join(folder).read_dir());
        folders.into_iter().flatten().map(Iterator::count).sum()
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        let _ = fs::remove_dir_all(&self.0);
    }
}

/// A server with the real data whose files lie in a folder of their own, an officer of Kent and an inspector.
async fn server_with_folder(pool: &PgPool) -> (Router, Folder) {
    let (state, folder) = state_with_folder(pool).await;
    (server::router(&state), folder)
}

async fn state_with_folder(pool: &PgPool) -> (AppState, Folder) {
    let mut state = state_with_real_data(pool).await;
    let database: String = sqlx::query_scalar("select current_database()::text").fetch_one(pool).await.unwrap();
    let folder = Folder(Path::new(env!("CARGO_TARGET_TMPDIR")).join(database));
    let _ = fs::remove_dir_all(&folder.0);
    state.files = Files::open(&folder.0.to_string_lossy(), [], LARGEST).unwrap();
    account(pool, OFFICER, Role::ForceLiaisonOfficer, &["kent"]).await;
    account(pool, INSPECTOR, Role::Inspector, &[]).await;
    (state, folder)
}

async fn events(pool: &PgPool) -> i64 {
    sqlx::query_scalar("select count(*) from event where kind = 'evidence_added'").fetch_one(pool).await.unwrap()
}

/// What the page of the form hides in it.
fn hidden(page: &Answer, name: &str) -> String {
    let field = page.body.split(&format!(r#"name="{name}" value=""#)).nth(1);
    field.and_then(|field| field.split('"').next()).unwrap_or_else(|| panic!("no {name} in {}", page.body)).to_owned()
}

/// A form as a person fills it in now, with some answers of its own.
async fn filled(browser: &mut Browser<'_>, own: &[(&'static str, &str)]) -> Vec<(&'static str, String)> {
    let page = browser.get(FORM).await;
    let usual =
        [("title", "Audit of strategy discussions"), ("speaks_for", "2026-Q1"), ("audience", "force"), ("held_at", "")];
    let answers = usual.iter().filter(|(name, _)| own.iter().all(|(other, _)| other != name)).chain(own);
    let mut fields = vec![("version", hidden(&page, "version")), ("token", hidden(&page, "token"))];
    fields.extend(answers.map(|(name, value)| (*name, (*value).to_owned())));
    fields
}

async fn send(browser: &mut Browser<'_>, own: &[(&'static str, &str)], file: (&str, &[u8])) -> Answer {
    let fields = filled(browser, own).await;
    let fields: Vec<_> = fields.iter().map(|(name, value)| (*name, value.as_str())).collect();
    browser.upload(FORM, &fields, file).await
}

/// Where the evidence on a page can be fetched, newest first.
fn downloads(page: &Answer) -> Vec<String> {
    links(&page.text()).into_iter().map(|(href, _)| href).filter(|href| href.starts_with("/evidence/")).collect()
}

#[sqlx::test(migrator = "followup::store::MIGRATOR")]
async fn what_was_added_stands_on_the_page_and_is_fetched_as_it_came(pool: PgPool) {
    let (server, folder) = server_with_folder(&pool).await;
    let mut browser = Browser::signed_in(&server, OFFICER).await;
    let content = b"force,cases\nkent,30\n".repeat(4000);
    let answer = send(&mut browser, &[], ("Fälle 2026.csv", &content)).await;
    assert_eq!((answer.status.as_u16(), answer.header("location")), (303, "/recommendations/KENT-2019-01?saved=3"));

    let page = browser.get(&format!("{PAGE}?saved=3")).await;
    for words in [
        "Saved: Evidence added",
        "Audit of strategy discussions",
        "January to March 2026",
        "Text, 79 kB",
        "by Force liaison officer",
        "Fälle 2026.csv",
    ] {
        assert!(page.text().contains(words), "{words} is missing from {}", page.text());
    }
    let [download] = &downloads(&page)[..] else { panic!("{}", page.body) };
    let file = browser.get(download).await;
    assert_eq!(file.status, 200);
    assert_eq!(file.body.as_bytes(), content);
    for (name, value) in [
        ("content-type", "text/plain; charset=utf-8"),
        ("content-disposition", "attachment; filename=\"F_lle 2026.csv\"; filename*=UTF-8''F%C3%A4lle%202026.csv"),
        ("x-content-type-options", "nosniff"),
        ("cache-control", "private, no-store"),
        ("content-length", "80000"),
    ] {
        assert_eq!(file.header(name), value);
    }
    assert!(browser.head(download).await.body.is_empty(), "leaves no entry");
    let noted: i64 =
        sqlx::query_scalar("select count(*) from audit_entry where kind = 'restricted-text-read' and subject = $1")
            .bind(download)
            .fetch_one(&pool)
            .await
            .unwrap();
    assert_eq!((noted, folder.holds()), (1, 1));
}

#[sqlx::test(migrator = "followup::store::MIGRATOR")]
async fn a_file_with_a_quotation_mark_in_its_name_keeps_it(pool: PgPool) {
    let (server, _folder) = server_with_folder(&pool).await;
    let mut browser = Browser::signed_in(&server, OFFICER).await;
    // Browsers send the quotation mark as %22, and a per cent sign of the name as it is.
    for (sent, shown, header) in [
        ("a%22b;c.txt", "a\"b;c.txt", "attachment; filename=\"a_b;c.txt\"; filename*=UTF-8''a%22b%3Bc.txt"),
        ("50%25.txt", "50%25.txt", "attachment; filename=\"50_25.txt\"; filename*=UTF-8''50%2525.txt"),
    ] {
        let answer = send(&mut browser, &[], (sent, shown.as_bytes())).await;
        assert_eq!(answer.status.as_u16(), 303, "{}", answer.text());
        let page = browser.get(PAGE).await;
        assert!(page.text().contains(&format!("<span class=\"app-said\">{shown}</span>")), "{}", page.text());
        let mut found = Vec::new();
        for path in downloads(&page) {
            let file = browser.get(&path).await;
            found.push((file.body.clone(), file.header("content-disposition").to_owned()));
        }
        assert!(found.contains(&(shown.to_owned(), header.to_owned())), "{found:?}");
    }
}

#[sqlx::test(migrator = "followup::store::MIGRATOR")]
async fn each_role_adds_and_fetches_what_is_its_own_and_nothing_else(pool: PgPool) {
    let (server, folder) = server_with_folder(&pool).await;
    send(&mut Browser::signed_in(&server, OFFICER).await, &[], ("audit.txt", b"For the force")).await;
    let mut inspector = Browser::signed_in(&server, INSPECTOR).await;
    let download = downloads(&inspector.get(PAGE).await).remove(0);
    let fields = filled(&mut inspector, &[]).await;
    for (email, role, forces, form, sent, fetched) in [
        ("anyone", None, &[][..], 303, 403, 303),
        ("authoriser@example.org", Some(Role::Authoriser), &[], 200, 303, 200),
        ("second@example.org", Some(Role::Inspector), &[], 200, 303, 200),
        ("kent@example.org", Some(Role::ForceLiaisonOfficer), &["kent"], 200, 303, 200),
        ("gwent@example.org", Some(Role::ForceLiaisonOfficer), &["gwent"], 404, 404, 404),
        ("leader@example.org", Some(Role::SeniorLeader), &["kent"], 403, 403, 403),
        ("admin@example.org", Some(Role::Administrator), &[], 403, 403, 403),
    ] {
        let mut browser = match role {
            Some(role) => {
                account(&pool, email, role, forces).await;
                Browser::signed_in(&server, email).await
            }
            None => Browser::new(&server),
        };
        let before = (events(&pool).await, folder.holds());
        let page = browser.get(FORM).await;
        let own = if form == 200 { filled(&mut browser, &[]).await } else { fields.clone() };
        let own: Vec<_> = own.iter().map(|(name, value)| (*name, value.as_str())).collect();
        let answer = browser.upload(FORM, &own, ("audit.txt", email.as_bytes())).await;
        let statuses = (page.status.as_u16(), answer.status.as_u16(), browser.get(&download).await.status.as_u16());
        assert_eq!(statuses, (form, sent, fetched), "{email}");
        let added = usize::from(form == 200);
        assert_eq!(
            (events(&pool).await, folder.holds()),
            (before.0 + i64::try_from(added).unwrap(), before.1 + added),
            "{email}"
        );
        assert_eq!(browser.get(PAGE).await.body.contains(&download), fetched == 200, "{email}");
        assert_eq!(browser.get(PAGE).await.body.contains("Add evidence</a>"), form == 200, "{email}");
    }
    let refusals: i64 = sqlx::query_scalar("select count(*) from audit_entry where kind = 'action-refused'")
        .fetch_one(&pool)
        .await
        .unwrap();
    assert_eq!(refusals, 9, "the form, what was sent and the file: a wrong force is noted as a wrong role is");
}

#[sqlx::test(migrator = "followup::store::MIGRATOR")]
async fn what_is_for_everyone_is_fetched_by_everyone_and_what_is_not_there_by_nobody(pool: PgPool) {
    let (server, _folder) = server_with_folder(&pool).await;
    let mut browser = Browser::signed_in(&server, INSPECTOR).await;
    send(&mut browser, &[("audience", "everyone")], ("audit.txt", b"For everyone")).await;
    let page = get(&server, PAGE).await;
    assert!(page.text().contains("Evidence (1)"), "{}", page.text());
    let download = downloads(&page).remove(0);
    let file = get(&server, &download).await;
    assert_eq!(
        (file.status.as_u16(), file.header("cache-control"), file.body.as_str()),
        (200, "private, no-store", "For everyone")
    );
    for path in ["/evidence/00000000-0000-0000-0000-000000000007", "/evidence/x", &download.to_uppercase()] {
        assert_eq!(browser.get(path).await.status, 404, "{path}");
    }
    assert_eq!(browser.get("/evidence/..%2f..%2fetc%2fpasswd").await.status, 400);
    send(&mut browser, &[("audience", "inspectorate")], ("own.txt", b"For ourselves")).await;
    let mut officer = Browser::signed_in(&server, OFFICER).await;
    assert_eq!(downloads(&officer.get(PAGE).await), [download]);
    assert!(!officer.get(PAGE).await.text().contains("1 more piece"), "its line is the inspectorate's own");
}

#[sqlx::test(migrator = "followup::store::MIGRATOR")]
async fn a_leader_who_is_limited_to_forces_fetches_what_is_for_everyone_of_those_forces_alone(pool: PgPool) {
    let (mut state, _folder) = state_with_folder(&pool).await;
    state.access.public = false;
    let server = server::router(&state);
    let mut inspector = Browser::signed_in(&server, INSPECTOR).await;
    send(&mut inspector, &[("audience", "everyone")], ("audit.txt", b"For everyone")).await;
    let download = downloads(&inspector.get(PAGE).await).remove(0);
    for (email, force, status) in [("kim@kent.example", "kent", 200), ("eve@essex.example", "essex", 404)] {
        account(&pool, email, Role::SeniorLeader, &[force]).await;
        let mut leader = Browser::signed_in(&server, email).await;
        assert_eq!(leader.get(&download).await.status, status, "{force}");
        let refused: i64 = sqlx::query_scalar("select count(*) from audit_entry where kind = 'action-refused'")
            .fetch_one(&pool)
            .await
            .unwrap();
        assert_eq!(refused, i64::from(status != 200), "{force}: that it was refused is written down");
    }
}

#[sqlx::test(migrator = "followup::store::MIGRATOR")]
async fn an_erased_file_is_not_found_and_says_why(pool: PgPool) {
    let (server, _folder) = server_with_folder(&pool).await;
    let mut browser = Browser::signed_in(&server, OFFICER).await;
    send(&mut browser, &[], ("audit.txt", b"A child called by name")).await;
    let download = downloads(&browser.get(PAGE).await).remove(0);
    sqlx::query("delete from restricted_text where field = 'file'").execute(&pool).await.unwrap();
    let answer = browser.get(&download).await;
    assert_eq!(answer.status, 404);
    assert!(answer.text().contains("This evidence was erased"), "{}", answer.text());
    let page = browser.get(PAGE).await;
    assert!(downloads(&page).is_empty() && page.text().contains("The file was erased"), "{}", page.text());
}

#[sqlx::test(migrator = "followup::store::MIGRATOR")]
async fn what_is_refused_is_said_at_its_field_what_was_typed_is_kept_and_nothing_is_left(pool: PgPool) {
    let (server, folder) = server_with_folder(&pool).await;
    let mut browser = Browser::signed_in(&server, OFFICER).await;
    let large = vec![b'x'; 100_001];
    // More than the server reads to its end.
    let far_too_large = vec![b'x'; 4_100_000];
    for (own, file, field, words) in [
        (&[][..], ("a.pdf", &large[..]), "file", "The file is larger than 98 kB"),
        (&[], ("a.pdf", &far_too_large), "file", "The file is larger than"),
        (&[], ("a.pdf", b"MZ\x90\0\x03"), "file", "You cannot add this kind of file"),
        (&[], ("a.pdf", b""), "file", "The file is empty"),
        (&[], ("a.csv", b"Caf\xe9,\xa3100\r\n"), "file", "This text is not saved in UTF-8"),
        (&[], ("a.txt", b"\xff\xfeK\0e\0n\0t\0"), "file", "This text is not saved in UTF-8"),
        (&[], ("a.pdf", ENCRYPTED_PDF), "file", "The file is protected by a password"),
        (&[], ("../a.txt", b"Text"), "file", "has a path in it (../)"),
        (&[], ("..\\\\a.txt", b"Text"), "file", "has a path in it (../)"),
        (&[], ("a.docx", &bomb::word_document_with(3 << 20, 100)), "file", "far too large when unpacked"),
        (&[], ("a.docx", &bomb::word_document_with(10, 900 << 20)), "file", "far too large when unpacked"),
        (&[], ("", b""), "file", "Choose a file, or enter where this is kept"),
        (&[("held_at", "Case system 7")], ("a.txt", b"Text"), "held_at", "but not both"),
        (&[("title", " ")], ("a.txt", b"Text"), "title", "Enter what this is"),
        (&[("speaks_for", "soon")], ("a.txt", b"Text"), "speaks_for", "Enter a date, like 5 March 2026"),
        (&[("speaks_for", "2027")], ("a.txt", b"Text"), "speaks_for", "Enter a date or period that has begun"),
        (&[("audience", "inspectorate")], ("a.txt", b"Text"), "audience", "Choose who can read this"),
        (&[("audience", "")], ("a.txt", b"Text"), "audience", "Choose who can read this"),
        (&[("title", "Call 07700 900123")], ("a.txt", b"Text"), "looked_at", "tick the box"),
    ] {
        let answer = send(&mut browser, own, file).await;
        assert_eq!(answer.status, 422, "{words}");
        let body = answer.text();
        assert!(body.contains("<title>Error: Add evidence"), "{words}: {body}");
        assert!(
            body.contains(&format!(r##"<a href="#{field}">"##)) && body.matches(words).count() >= 2,
            "{words}: {body}"
        );
        assert_eq!((events(&pool).await, folder.holds()), (0, 0), "{words}");
        if own.is_empty() {
            assert!(body.contains(r#"value="Audit of strategy discussions""#), "{words}: {body}");
        }
    }
    let looked_at = [("title", "Call 07700 900123"), ("looked_at", "yes")];
    assert_eq!(send(&mut browser, &looked_at, ("a.txt", b"Text")).await.status, 303);
    let reference = send(&mut browser, &[("held_at", "Case system 7")], ("", b"")).await;
    assert_eq!(reference.status, 303, "{}", reference.body);
    assert!(browser.get(PAGE).await.text().contains("Kept at: Case system 7"));
    assert_eq!((events(&pool).await, folder.holds()), (2, 1));
}

#[sqlx::test(migrator = "followup::store::MIGRATOR")]
async fn a_new_version_stands_above_the_one_it_follows(pool: PgPool) {
    let (server, _folder) = server_with_folder(&pool).await;
    let mut browser = Browser::signed_in(&server, OFFICER).await;
    send(&mut browser, &[], ("audit.txt", b"First")).await;
    let first = downloads(&browser.get(PAGE).await).remove(0);
    let id = first.trim_start_matches("/evidence/");
    send(&mut browser, &[("follows", id), ("title", "Audit, put right")], ("audit.txt", b"Second")).await;
    let page = browser.get(PAGE).await;
    let both = downloads(&page);
    assert_eq!((both.len(), &both[1]), (2, &first));
    assert!(page.text().contains("Version 2. The earlier version is below."), "{}", page.text());
    assert!(page.text().contains("Version 1 of 2. A newer version is above."), "{}", page.text());
    assert_eq!((browser.get(&both[0]).await.body, browser.get(&both[1]).await.body), ("Second".into(), "First".into()));
    let past = browser.get(&format!("{PAGE}?as_at=2025-01-01")).await;
    assert!(downloads(&past).is_empty(), "it was not there yet");
}

#[sqlx::test(migrator = "followup::store::MIGRATOR")]
async fn of_two_who_add_at_once_the_second_is_told_and_nothing_of_theirs_is_left(pool: PgPool) {
    let (server, folder) = server_with_folder(&pool).await;
    let mut officer = Browser::signed_in(&server, OFFICER).await;
    let mut inspector = Browser::signed_in(&server, INSPECTOR).await;
    let late = filled(&mut inspector, &[]).await;
    let late: Vec<_> = late.iter().map(|(name, value)| (*name, value.as_str())).collect();
    send(&mut officer, &[], ("audit.txt", b"First")).await;
    let told = inspector.upload(FORM, &late, ("audit.txt", b"Second")).await;
    assert_eq!(told.status, 409);
    assert!(told.text().contains("While you were writing, someone else saved"), "{}", told.text());
    assert!(told.text().contains("Someone else changed this. Check what they did"), "{}", told.text());
    assert_eq!((events(&pool).await, folder.holds()), (1, 1));

    let version = hidden(&told, "version");
    let token = hidden(&told, "token");
    let again = [&[("version", version.as_str()), ("token", token.as_str())][..], &late[2..]].concat();
    for _ in 0..2 {
        assert_eq!(inspector.upload(FORM, &again, ("audit.txt", b"Second")).await.status, 303);
        assert_eq!((events(&pool).await, folder.holds()), (2, 2), "sent twice, added once");
    }
}

#[sqlx::test(migrator = "followup::store::MIGRATOR")]
async fn other_addresses_take_no_larger_body_than_before(pool: PgPool) {
    let (server, _folder) = server_with_folder(&pool).await;
    let browser = Browser::signed_in(&server, OFFICER).await;
    for path in ["/recommendations/KENT-2019-01/update", "/sign-in"] {
        let mut request = browser.upload_request(path, Body::from(vec![b'x'; 2 << 20]));
        request.headers_mut().insert("content-length", (2 << 20).into());
        let answer = server.clone().oneshot(request).await.unwrap();
        assert_eq!(answer.status(), 413, "{path}");
    }
}
