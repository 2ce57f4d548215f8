//! What the overview says first to who signed in: the counts of their own worklist, and nothing that is for others.

use followup::{act::follow_up::Step, identity::Role};
use sqlx::PgPool;

use super::assert_says;
use crate::{
    real_data::{count_in, links, server_with_real_data, shown_of},
    support::{Answer, Browser, account, closed_server_on, get, server_on},
    worklist::{complete, references, step},
};

const PERSON: &str = "person@example.org";

/// The links of the part that is the reader's own.
fn own_links(page: &str) -> Vec<(String, String)> {
    let own =
        page.split(r#"aria-labelledby="own""#).nth(1).and_then(|rest| rest.split("</section>").next()).unwrap_or("");
    links(&format!("<main{own}</main>"))
}

#[sqlx::test(migrator = "followup::store::MIGRATOR", fixtures("../../../../src/store/fixtures/register.sql"))]
async fn a_liaison_officer_sees_first_what_the_own_force_owes_as_the_worklist_counts_it(pool: PgPool) {
    account(&pool, PERSON, Role::ForceLiaisonOfficer, &["kent"]).await;
    let server = server_on(&pool).await;
    let mut browser = Browser::signed_in(&server, PERSON).await;
    let page = browser.get("/").await.text();
    assert_says(
        &page,
        &[
            "open items",
            "1 item overdue",
            "1 item past the deadline without an update",
            "1 item without a date",
            "Nothing is due within 30 days or due later.",
            "Kent: what moved since 31 October 2026",
            "3 items wait for you.",
        ],
    );
    assert!(page.contains("Worklist (3)"), "the navigation counts as the overview does: {page}");
    let own = page.find(r#"aria-labelledby="own""#).unwrap();
    assert!(own < page.find(r#"id="standing""#).unwrap(), "the own figures stand before those of everybody");
    let mut followed = 0;
    for (href, words) in own_links(&page) {
        let Some(count) = count_in(&words) else { continue };
        let behind = browser.get(&href).await;
        assert_eq!(behind.status, 200, "{href}");
        // A whole worklist lists each item once, and has no pages.
        let rows = if href == app::worklist_address::PATH {
            let own = Answer { body: behind.body.split(r#"id="elsewhere""#).next().unwrap().to_owned(), ..behind };
            references(&own).len() as u64
        } else {
            shown_of(&behind.text()).unwrap_or_else(|| panic!("{href}: {}", behind.text()))
        };
        assert_eq!(rows, count, "{words}: {href}");
        followed += 1;
    }
    assert_eq!(followed, 5, "{page}");
    for part in own_links(&page) {
        assert!(!part.0.contains("gwent"), "{part:?}");
    }
    // A worklist is always of today: in the past there is none.
    assert!(own_links(&browser.get("/?as_at=2022-01-01").await.text()).is_empty());
}

#[sqlx::test(migrator = "followup::store::MIGRATOR")]
async fn inspectors_and_authorisers_see_their_queues(pool: PgPool) {
    let server = server_with_real_data(&pool).await;
    let officer = account(&pool, "officer@example.org", Role::ForceLiaisonOfficer, &["kent"]).await;
    let inspector = account(&pool, "inspector@example.org", Role::Inspector, &[]).await;
    account(&pool, "authoriser@example.org", Role::Authoriser, &[]).await;
    for item in ["KENT-2019-01", "KENT-2019-07"] {
        step(&pool, officer, Role::ForceLiaisonOfficer, item, Step::Submit(None), "2026-11-20").await;
    }
    step(&pool, inspector, Role::Inspector, "KENT-2019-02", complete(), "2026-11-21").await;

    let page = Browser::signed_in(&server, "inspector@example.org").await.get("/").await.text();
    assert_says(&page, &["2 items waiting for review"]);
    assert!(!own_links(&page).iter().any(|(_, words)| words.contains("to close it")), "not an inspector's: {page}");
    let page = Browser::signed_in(&server, "authoriser@example.org").await.get("/").await.text();
    assert_says(&page, &["1 item waiting for you to authorise it", "2 items waiting for review"]);
    // What is newly said to be done moved in November: three were submitted or proposed, none was before.
    assert_says(&page, &["3 recommendations claimed done, not verified 3 more than on 31 October 2026 (0)"]);

    let anyone = get(&server, "/").await.text();
    assert!(own_links(&anyone).is_empty() && !anyone.contains("Waiting for you"), "{anyone}");
}

#[sqlx::test(migrator = "followup::store::MIGRATOR", fixtures("../../../../src/store/fixtures/register.sql"))]
async fn leaders_see_their_forces_and_administrators_what_they_administer(pool: PgPool) {
    let server = server_on(&pool).await;
    account(&pool, "leader@example.org", Role::SeniorLeader, &[]).await;
    account(&pool, "of-kent@example.org", Role::SeniorLeader, &["kent"]).await;
    account(&pool, "admin@example.org", Role::Administrator, &[]).await;
    let own = async |email: &str| own_links(&Browser::signed_in(&server, email).await.get("/").await.text());
    assert!(own("leader@example.org").await.is_empty());
    let hrefs = async |email: &str| own(email).await.into_iter().map(|(href, _)| href).collect::<Vec<_>>();
    let moved = "/briefing?from=2026-10-31&to=2026-11-23&force=kent";
    assert_eq!(hrefs("of-kent@example.org").await, ["/forces/kent", moved]);
    assert_eq!(hrefs("admin@example.org").await, ["/admin/users", "/about-the-data#imports"]);
}

#[sqlx::test(migrator = "followup::store::MIGRATOR", fixtures("../../../../src/store/fixtures/register.sql"))]
async fn who_is_limited_to_forces_sees_figures_and_changes_of_these_alone(pool: PgPool) {
    account(&pool, "one@example.org", Role::SeniorLeader, &["kent"]).await;
    account(&pool, "two@example.org", Role::SeniorLeader, &["kent", "bedfordshire"]).await;
    let server = closed_server_on(&pool).await;
    for email in ["one@example.org", "two@example.org"] {
        let mut browser = Browser::signed_in(&server, email).await;
        for query in ["", "?as_at=2021-08-31"] {
            let page = browser.get(&format!("/{query}")).await.text();
            let mut followed = 0;
            for (href, words) in links(&page) {
                let answer = browser.get(&href).await;
                assert_eq!(answer.status, 200, "{email}{query}: every link may be followed: {href}");
                let counted = href.starts_with("/recommendations?record_type")
                    || href.contains("&record_type=")
                    || href.starts_with("/briefing/items");
                if counted {
                    let rows = shown_of(&answer.text()).unwrap_or(0);
                    assert_eq!(Some(rows), count_in(&words), "{email}{query}: {words}: {href}");
                    followed += 1;
                }
            }
            assert!(followed >= 4, "{email}{query}: {page}");
            assert!(!page.contains("Gwent") && !page.contains("gwent"), "{email}{query}: {page}");
        }
    }
    let page = Browser::signed_in(&server, "one@example.org").await.get("/?as_at=2021-08-31").await.text();
    assert_says(&page, &["3 recommendations in all 1 more than on 31 July 2021 (2)", "What moved since 31 July 2021"]);
}

#[sqlx::test(migrator = "followup::store::MIGRATOR", fixtures("../../../../src/store/fixtures/register.sql"))]
async fn a_personal_page_is_kept_by_no_cache_and_shown_to_nobody_after(pool: PgPool) {
    account(&pool, PERSON, Role::ForceLiaisonOfficer, &["kent"]).await;
    let server = server_on(&pool).await;
    let mut browser = Browser::signed_in(&server, PERSON).await;
    let page = browser.get("/").await;
    assert!(page.text().contains("Waiting for you"));
    assert_eq!((page.header("cache-control"), page.header("etag")), ("no-store", ""));
    let anyone = get(&server, "/").await;
    assert!(!anyone.text().contains("Waiting for you"), "{}", anyone.text());
    assert_eq!((anyone.header("cache-control"), anyone.header("etag")), ("private, no-cache", ""));
}
