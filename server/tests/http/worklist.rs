//! The worklist of each role: what waits, what to do, and that nobody sees what waits for others.

use app::worklist_address::PATH;
use followup::{
    act::follow_up::{Proposal, Step},
    closure::{Outcome, Verification},
    identity::{PersonId, Role},
    person::Person,
    service::follow_up::{Form, act},
};
use sqlx::PgPool;
use uuid::Uuid;

use crate::{
    real_data::{links, server_with_real_data},
    support::{Answer, Browser, account, get, server_on, state_on},
};

const OFFICER: &str = "officer@example.org";
const INSPECTOR: &str = "inspector@example.org";
const AUTHORISER: &str = "authoriser@example.org";

/// Does a step as it is done on a day.
pub async fn step(pool: &PgPool, id: PersonId, role: Role, item: &str, step: Step, day: &str) {
    let person = Person { id, role, forces: vec!["kent".parse().unwrap()] };
    let version = sqlx::query_scalar("select max(version) from event where stream_id = $1").bind(item);
    let version = version.fetch_one(pool).await.unwrap();
    let form = Form {
        subject: item.parse().unwrap(),
        version,
        token: Uuid::new_v4(),
        answers: followup::answers_digest::AnswersDigest::default(),
    };
    act(&state_on(pool).await.database, &person, &form, step, day.parse().unwrap()).await.unwrap();
}

pub fn complete() -> Step {
    Step::ProposeClosure(Proposal {
        outcome: Outcome::Complete,
        superseded_by: None,
        verification: Some(Verification::RealityTesting),
        reason: "Every case we sampled was in time".to_owned(),
        relied_on: "Case sample, October".to_owned(),
        pieces: [].into(),
        despite_finding: true,
    })
}

/// The references on a page, in its order, each once for every row.
pub fn references(page: &Answer) -> Vec<String> {
    let links = links(&page.text()).into_iter();
    let rows = links.filter(|(href, words)| *href == format!("/recommendations/{words}"));
    rows.map(|(_, words)| words).collect()
}

fn assert_says(page: &Answer, words: &[&str]) {
    assert_eq!(page.status, 200);
    for words in words {
        assert!(page.text().contains(words), "{words} is missing from {}", page.text());
    }
}

#[sqlx::test(migrator = "followup::store::MIGRATOR", fixtures("../../../src/store/fixtures/register.sql"))]
async fn a_liaison_officer_finds_what_waits_by_reason_with_what_to_do(pool: PgPool) {
    account(&pool, OFFICER, Role::ForceLiaisonOfficer, &["kent"]).await;
    let server = server_on(&pool).await;
    let mut browser = Browser::signed_in(&server, OFFICER).await;
    let page = browser.get(PATH).await;
    assert_says(
        &page,
        &[
            "<title>Worklist – NCPI follow-up</title>",
            "3 items wait for you. The most urgent come first. Each item is listed once.",
            "Nothing is due within 30 days or due later.",
            "Overdue by ",
            "Waiting for someone else",
            "With the inspectorate",
            "Police detention · ",
            "Text erased",
            r#"href="/recommendations/KENT-2019-01/update""#,
            "Worklist (3)",
        ],
    );
    let mut listed = references(&page);
    listed.sort();
    assert_eq!(listed, ["KENT-2019-01", "KENT-2019-02", "KENT-2019-03x", "KENT-2021-01"], "each once");
    assert!(page.text().contains("<strong class=\"govuk-tag govuk-tag--grey\">Not updated for 90 days</strong>"));
    for (group, of_group) in [
        ("overdue", &["KENT-2019-01"][..]),
        ("with-inspectorate", &["KENT-2019-02"]),
        ("nothing-recorded", &["KENT-2019-03x"]),
        ("undated", &["KENT-2021-01"]),
        ("not-updated", &["KENT-2019-01", "KENT-2019-03x", "KENT-2021-01"]),
    ] {
        let href = format!("{PATH}?group={group}");
        let (_, count) = links(&page.text()).into_iter().find(|(link, _)| *link == href).unwrap();
        let of_group_page = browser.get(&href).await;
        assert_eq!(references(&of_group_page), of_group, "{group}");
        let named = count == "Not updated for 90 days";
        let counted = count.starts_with(&format!("{} item", of_group.len()));
        assert!(named || counted, "{count}: the rows behind it are {of_group:?}");
    }
}

#[sqlx::test(migrator = "followup::store::MIGRATOR", fixtures("../../../src/store/fixtures/register.sql"))]
async fn a_liaison_officer_never_sees_what_waits_for_another_force(pool: PgPool) {
    account(&pool, OFFICER, Role::ForceLiaisonOfficer, &["gwent"]).await;
    account(&pool, "both@example.org", Role::ForceLiaisonOfficer, &["gwent", "bedfordshire"]).await;
    let server = server_on(&pool).await;
    for (email, expected) in
        [(OFFICER, &["GWENT-2020-01"][..]), ("both@example.org", &["BEDS-2017-01x", "GWENT-2020-01"])]
    {
        let mut browser = Browser::signed_in(&server, email).await;
        let of_kent = browser.get("/worklist?force=kent&group=undated").await;
        assert!(references(&of_kent).is_empty() && !of_kent.text().contains("KENT-"), "{email}");
        for path in [PATH, "/worklist?group=not-updated"] {
            let page = browser.get(path).await;
            let mut found = references(&page);
            found.sort();
            found.dedup();
            assert_eq!(found, expected, "{email} {path}");
            assert!(!page.text().contains("KENT-"), "{email} {path}");
        }
    }
}

#[sqlx::test(migrator = "followup::store::MIGRATOR")]
async fn inspectors_review_the_oldest_submission_first(pool: PgPool) {
    let server = server_with_real_data(&pool).await;
    let officer = account(&pool, OFFICER, Role::ForceLiaisonOfficer, &["kent"]).await;
    account(&pool, INSPECTOR, Role::Inspector, &[]).await;
    for (item, day) in [("KENT-2019-01", "2026-11-20"), ("KENT-2019-07", "2026-11-03")] {
        step(&pool, officer, Role::ForceLiaisonOfficer, item, Step::Submit(None), day).await;
    }
    let page = Browser::signed_in(&server, INSPECTOR).await.get(PATH).await;
    assert_eq!(references(&page), ["KENT-2019-07", "KENT-2019-01"]);
    assert_says(
        &page,
        &[
            "2 items wait for you.",
            "Submitted 3 November 2026, 20 days ago",
            "Submitted 20 November 2026, 3 days ago",
            "Force updated 3 days ago<br>Inspectors looked 5 years 2 months ago",
            "Submitted for review",
            r#"href="/recommendations/KENT-2019-07/review""#,
            "Worklist (2)",
        ],
    );
}

#[sqlx::test(migrator = "followup::store::MIGRATOR")]
async fn authorisers_see_who_proposed_which_ending_and_that_their_own_needs_another(pool: PgPool) {
    let server = server_with_real_data(&pool).await;
    let inspector = account(&pool, INSPECTOR, Role::Inspector, &[]).await;
    let authoriser = account(&pool, AUTHORISER, Role::Authoriser, &[]).await;
    let officer = account(&pool, OFFICER, Role::ForceLiaisonOfficer, &["kent"]).await;
    step(&pool, authoriser, Role::Authoriser, "KENT-2019-02", complete(), "2026-11-21").await;
    step(&pool, inspector, Role::Inspector, "KENT-2019-01", complete(), "2026-11-11").await;
    step(&pool, officer, Role::ForceLiaisonOfficer, "KENT-2019-07", Step::Submit(None), "2026-11-03").await;

    let page = Browser::signed_in(&server, AUTHORISER).await.get(PATH).await;
    assert_eq!(references(&page), ["KENT-2019-01", "KENT-2019-07", "KENT-2019-02"], "their own proposal comes last");
    assert_says(
        &page,
        &[
            "Complete, proposed by Ann Other (inspector) on 11 November 2026, 12 days ago. Verified by reality testing.",
            "Complete, proposed by you on 21 November 2026, 2 days ago. Someone else must authorise it.",
            "Authorise or refuse",
            "Worklist (2)",
        ],
    );
    assert_eq!(page.text().matches("<li>Case sample, October</li>").count(), 1, "{}", page.text());
    let read: Vec<Option<String>> =
        sqlx::query_scalar("select subject from audit_entry where kind = 'restricted-text-read'")
            .fetch_all(&pool)
            .await
            .unwrap();
    assert_eq!(read, [Some("/worklist?item=KENT-2019-01".to_owned())], "and that is written down");

    let of_inspector = Browser::signed_in(&server, INSPECTOR).await.get(PATH).await;
    assert_eq!(
        references(&of_inspector),
        ["KENT-2019-07", "KENT-2019-01", "KENT-2019-02"],
        "inspectors do not authorise"
    );
    assert!(!of_inspector.text().contains("Case sample"));

    // Erased it is told as erased; and what cannot be written down is not shown.
    sqlx::query(
        "delete from restricted_text where field = 'relied_on' and event = (select max(event) from restricted_text)",
    )
    .execute(&pool)
    .await
    .unwrap();
    let page = Browser::signed_in(&server, AUTHORISER).await.get(PATH).await;
    assert_eq!(page.text().matches("<li>Text erased</li>").count(), 1, "{}", page.text());
    let mut browser = Browser::signed_in(&server, AUTHORISER).await;
    sqlx::raw_sql("revoke insert on audit_entry from ncpi_application").execute(&pool).await.unwrap();
    let refused = browser.get(PATH).await;
    assert_eq!(refused.status, 500);
    assert!(!refused.text().contains("Case sample"), "{}", refused.text());
}

#[sqlx::test(migrator = "followup::store::MIGRATOR", fixtures("../../../src/store/fixtures/register.sql"))]
async fn an_empty_worklist_is_good_news_but_not_where_nothing_could_wait(pool: PgPool) {
    sqlx::query("insert into force (slug) values ('essex')").execute(&pool).await.unwrap();
    sqlx::query("update recommendation_version set position = 'in-progress', status = 'in-progress' where reference = 'KENT-2019-02'")
        .execute(&pool)
        .await
        .unwrap();
    for (email, role, forces, words) in [
        (INSPECTOR, Role::Inspector, &[][..], "You are up to date. Nothing is waiting for review,"),
        (AUTHORISER, Role::Authoriser, &[], "Nothing is waiting for you to authorise it, waiting for review,"),
        (OFFICER, Role::ForceLiaisonOfficer, &["gwent"], "You are up to date. Nothing is overdue, due within 30 days,"),
        ("none@example.org", Role::ForceLiaisonOfficer, &["essex"], "We know of no open recommendation"),
    ] {
        if email == OFFICER {
            let submitted =
                "update recommendation_version set position = 'ready-for-review', status = 'submitted-for-review'
                where reference = 'GWENT-2020-01'";
            sqlx::query(submitted).execute(&pool).await.unwrap();
        }
        account(&pool, email, role, forces).await;
        let server = server_on(&pool).await;
        let page = Browser::signed_in(&server, email).await.get(PATH).await;
        assert_says(&page, &[words, "Worklist (0)"]);
        assert_eq!(page.text().contains("You are up to date"), email != "none@example.org", "{email}");
    }
}

#[sqlx::test(migrator = "followup::store::MIGRATOR", fixtures("../../../src/store/fixtures/register.sql"))]
async fn those_without_a_worklist_are_told_so_with_links_on(pool: PgPool) {
    let server = server_on(&pool).await;
    for (email, role) in [("leader@example.org", Role::SeniorLeader), ("admin@example.org", Role::Administrator)] {
        account(&pool, email, role, &[]).await;
        let page = Browser::signed_in(&server, email).await.get(PATH).await;
        assert_says(&page, &["You have no worklist", r#"href="/recommendations?gap=yes""#]);
        assert!(!page.text().contains(r#"href="/worklist""#), "{role}: no link to what there is not");
        assert_eq!(links(&page.text()).iter().any(|(href, _)| href == "/admin/users"), role == Role::Administrator);
    }
}

#[sqlx::test(migrator = "followup::store::MIGRATOR", fixtures("../../../src/store/fixtures/register.sql"))]
async fn who_is_not_signed_in_is_asked_to_and_brought_back(pool: PgPool) {
    let answer = get(&server_on(&pool).await, "/worklist?group=overdue").await;
    assert_eq!(answer.status, 303);
    assert_eq!(answer.header("location"), "/sign-in?next=%2Fworklist%3Fgroup%3Doverdue");
    let home = get(&server_on(&pool).await, "/").await;
    assert!(!home.text().contains(r#"href="/worklist""#), "{}", home.body);
}

#[sqlx::test(migrator = "followup::store::MIGRATOR", fixtures("../../../src/store/fixtures/register.sql"))]
async fn a_group_or_page_that_is_not_there_is_refused_by_name(pool: PgPool) {
    account(&pool, OFFICER, Role::ForceLiaisonOfficer, &["kent"]).await;
    let server = server_on(&pool).await;
    let mut browser = Browser::signed_in(&server, OFFICER).await;
    for path in [
        "/worklist?group=submitted",
        "/worklist?group=%3Cb%3E",
        "/worklist?page=2",
        "/worklist?group=overdue&page=2",
        "/worklist?group=overdue&page=x",
        "/worklist?as_at=soon",
    ] {
        let answer = browser.get(path).await;
        assert_eq!(answer.status, 400, "{path}");
        assert!(answer.text().contains("must be") || answer.names_parameter("as_at"), "{path}");
    }
    let empty = browser.get("/worklist?group=due-within-30-days").await;
    assert_says(&empty, &["<title>Due within 30 days – Worklist – NCPI follow-up</title>", "You are up to date here."]);
    assert_says(&browser.get("/worklist?as_at=2022-05-01").await, &["Your worklist always shows today"]);
}
