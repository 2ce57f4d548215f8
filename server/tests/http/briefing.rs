//! The briefing: every figure opens as many rows as it counts, and what cannot be asked is refused by name.

use axum::Router;
use followup::identity::Role;
use sqlx::{Executor as _, PgPool};

use crate::{
    real_data::{links, server_with_real_data},
    support::{Browser, account, closed_server_on, get, server_on},
};

mod paper;

/// A closing, a reopening and two moved deadlines among the three forces of the register's fixture.
const STORY: &str = "
    update recommendation_version set valid = '[2021-08-26,2022-01-10)' where reference = 'KENT-2021-01';
    insert into recommendation_version (reference, force_slug, valid, recorded, round_slug, topic, record_type, known_from,
        source_url, wording, raised_on, deadline_basis, deadline_words, deadline_set_by, deadline_moves, due_on,
        due_at_the_latest, original_due_on, position, inspectorate_status, ended_by, status)
    select 'KENT-2021-01', 'kent', slice.valid, '[2026-01-01,)', 'review-2021', '2014-investigation', 'recommendation',
        'raised', 'https://example.org/k2', 4, '2021-08-26', 'fixed-date', 'Fixed', 'inspectorate', 0, slice.due, false,
        '2022-02-01', 'planned', slice.held, slice.ended, derived_status('planned', slice.held, slice.ended)
    from (values
        ('[2022-01-10,2022-03-05)'::daterange, '2022-02-01'::date, 'complete'::inspectorate_status, 'source'::ended_by),
        ('[2022-03-05,2022-04-01)', '2022-02-01', 'not-recorded', null),
        ('[2022-04-01,)', '2022-09-01', 'not-recorded', null)
    ) as slice (valid, due, held, ended)";

/// The count in a link's words: `12 recommendations closed`, or beside its share `60% (3)`.
fn leading_count(words: &str) -> Option<usize> {
    let words = words.rsplit_once("% (").map_or(words, |(_, count)| count);
    let digits: String = words.trim().chars().take_while(|letter| letter.is_ascii_digit() || *letter == ',').collect();
    digits.replace(',', "").parse().ok()
}

/// How many rows a list or the register holds at this address.
async fn rows_behind(server: &Router, href: &str) -> usize {
    let page = get(server, href).await;
    assert_eq!(page.status, 200, "{href}");
    let text = page.text();
    let Some(showing) = text.split("app-pagination__showing\">Showing ").nth(1) else {
        assert!(text.contains("app-empty-state"), "{href}: neither rows nor none: {text}");
        return 0;
    };
    let showing = showing.split('<').next().unwrap();
    let of_more = showing.split_once(" of ").filter(|_| showing.contains(" to "));
    leading_count(of_more.map_or(showing, |(_, total)| total)).unwrap()
}

/// Follows every figure of a briefing, and tells how many there were.
async fn every_figure_leads_to_as_many_rows(server: &Router, path: &str) -> usize {
    let page = get(server, path).await;
    assert_eq!(page.status, 200, "{path}: {}", page.body);
    let mut followed = std::collections::BTreeMap::new();
    for (href, words) in links(&page.text()) {
        let of_ours = href.starts_with("/briefing/items?") || href.starts_with("/recommendations?");
        if let (true, Some(count)) = (of_ours, leading_count(&words)) {
            followed.insert(href, count);
        }
    }
    for (href, count) in &followed {
        assert_eq!(rows_behind(server, href).await, *count, "{path}: {href}");
    }
    followed.len()
}

#[sqlx::test(migrator = "followup::store::MIGRATOR", fixtures("../../../src/store/fixtures/register.sql"))]
async fn every_figure_opens_exactly_the_rows_it_counts(pool: PgPool) {
    pool.execute(STORY).await.unwrap();
    let server = server_on(&pool).await;
    for path in [
        "/briefing?from=2019-01-01&to=2022-04-30&annex=yes",
        "/briefing?from=2021-12-31&to=2022-01-31&force=kent&annex=yes",
        "/briefing?from=2019-01-01&to=2023-12-31&record_type=recommendation&region=south-east&annex=yes",
        "/briefing?from=2019-01-01&to=2022-04-30&topic=2014-investigation&known_at=2026-03-01&annex=yes",
    ] {
        assert!(every_figure_leads_to_as_many_rows(&server, path).await > 10, "{path}");
    }
}

#[sqlx::test(migrator = "followup::store::MIGRATOR", fixtures("../../../src/store/fixtures/register.sql"))]
async fn what_closed_reopened_and_slipped_is_told_with_its_dates_and_the_record_types_apart(pool: PgPool) {
    pool.execute(STORY).await.unwrap();
    let server = server_on(&pool).await;
    let page = get(&server, "/briefing?from=2021-12-31&to=2022-04-30&annex=yes").await.text();
    assert!(page.contains("What moved, 1 January to 30 April 2022"), "{page}");
    // Movements are what happened: closed and opened again, both count.
    assert!(page.contains("Closed 10 January 2022; now planned"), "{page}");
    assert!(page.contains("Reopened 5 March 2022; now planned"), "{page}");
    let slipped = get(&server, "/briefing?from=2022-03-31&to=2022-04-30&annex=yes").await.text();
    assert!(slipped.contains("From 1 February 2022 to 1 September 2022"), "{slipped}");
    let closed = get(&server, "/briefing?from=2021-12-31&to=2022-01-31").await.text();
    assert!(closed.contains(">1 from open to closed by someone else’s word</a>"), "{closed}");
    assert!(!closed.contains("Annex"), "{closed}");
    assert!(page.contains("Changes after 31 December 2021 and until 30 April 2022, by what is known today"), "{page}");
    // Both record types have a column of their own and no figure of both.
    assert!(page.contains(">Recommendations</th>") && page.contains(">Areas of concern</th>"), "{page}");
    let still = get(&server, "/briefing?from=2024-12-31&to=2025-01-31").await.text();
    assert!(still.contains("Nothing was published or recorded in this quarter; the last was "), "{still}");
}

#[sqlx::test(migrator = "followup::store::MIGRATOR", fixtures("../../../src/store/fixtures/register.sql"))]
async fn beside_where_an_item_stands_it_is_said_how_old_both_sides_words_are_on_the_last_day(pool: PgPool) {
    let server = server_on(&pool).await;
    pool.execute(STORY).await.unwrap();
    pool.execute(
        "update recommendation_version set updated_on = '2022-04-18' where reference = 'KENT-2021-01' and valid @> date '2022-04-30'",
    )
    .await
    .unwrap();
    let period = "from=2021-12-31&to=2022-04-30";
    for path in [format!("/briefing?{period}&annex=yes"), format!("/briefing/items?{period}&change=reopened")] {
        let page = get(&server, &path).await.text();
        for words in ["Force last updated it", "Inspectors last looked", "12 days before", "nothing recorded"] {
            assert!(page.contains(words), "{path}: {words}: {page}");
        }
    }
    // A day on which that was not said yet.
    let before = get(&server, "/briefing/items?from=2021-12-31&to=2022-03-31&change=reopened").await.text();
    assert!(before.contains("KENT-2021-01") && !before.contains("days before"), "{before}");
}

#[sqlx::test(migrator = "followup::store::MIGRATOR", fixtures("../../../src/store/fixtures/register.sql"))]
async fn what_cannot_be_asked_is_refused_by_the_parameters_name(pool: PgPool) {
    let server = server_on(&pool).await;
    for (query, name) in [
        ("from=2022-05-02&to=2022-05-01", "from"),
        ("from=2022-05-01&to=2022-05-01", "from"),
        ("to=2026-11-24", "to"),
        ("as_at=2026-11-24", "as_at"),
        ("from=last+month", "from"),
        ("force=kemt", "force"),
        ("region=atlantis", "region"),
        ("record_type=everything", "record_type"),
        ("since_round=review-2021", "since_round"),
        ("force=kent&since_round=review-1999", "since_round"),
        ("force=bedfordshire&since_round=review-undated", "since_round"),
        ("from=2019-01-01&until_round=review-2021", "until_round"),
        ("force=kent&until_round=review-2021", "until_round"),
        ("force=kent&from=2019-01-01&to=2022-01-01&until_round=review-2021", "until_round"),
        ("force=kent&from=2019-01-01&until_round=review-1999", "until_round"),
        ("force=bedfordshire&from=2015-01-01&until_round=review-undated", "until_round"),
        ("force=kent&from=2021-08-26&until_round=review-2021", "from"),
        ("force=kent&since_round=review-2021&until_round=review-2021", "since_round"),
        ("force=kent&from=2019-01-01&until_round=re-inspection-2023&as_at=2023-03-30", "until_round"),
        ("known_at=yesterday", "known_at"),
        ("from=%00", "from"),
    ] {
        for path in ["/briefing", "/briefing.pdf", "/briefing/items"] {
            let address = format!("{path}?change=closed&{query}");
            let answer = get(&server, &address).await;
            assert_eq!(answer.status, 400, "{address}: {}", answer.body);
            assert!(answer.text().contains(name), "{address}: {}", answer.body);
        }
    }
    for path in ["/briefing", "/briefing.pdf", "/briefing.xlsx"] {
        let answer = get(&server, &format!("{path}?annex=all")).await;
        assert_eq!(answer.status, 400, "{path}");
        assert!(answer.text().contains("annex"), "{path}: {}", answer.body);
    }
    for (query, name) in
        [("", "change"), ("change=vanished", "change"), ("before=shut", "before"), ("change=closed&page=9", "page")]
    {
        let answer = get(&server, &format!("/briefing/items?{query}")).await;
        assert_eq!(answer.status, 400, "{query}");
        assert!(answer.text().contains(name), "{query}: {}", answer.body);
    }
}

#[sqlx::test(migrator = "followup::store::MIGRATOR", fixtures("../../../src/store/fixtures/register.sql"))]
async fn a_scope_without_data_says_so_and_offers_what_has(pool: PgPool) {
    let server = server_on(&pool).await;
    let page = get(&server, "/briefing?force=gwent&topic=2014-trusted-adult").await.text();
    assert!(page.contains("Our sources hold nothing of these on either day"), "{page}");
    assert!(page.contains("Show Gwent Police</a>"), "{page}");
    let early = get(&server, "/briefing?from=1999-01-01&to=1999-12-31").await;
    assert_eq!(early.status, 200);
    assert!(early.text().contains("Our sources hold nothing of these on either day"), "{}", early.body);
    assert_eq!(get(&server, "/briefing.pdf?from=1999-01-01&to=1999-12-31").await.status, 404);
}

#[sqlx::test(migrator = "followup::store::MIGRATOR", fixtures("../../../src/store/fixtures/register.sql"))]
async fn a_period_since_or_until_a_round_begins_or_ends_with_its_publication(pool: PgPool) {
    let server = server_on(&pool).await;
    let page = get(&server, "/briefing?force=kent&since_round=inspection-2019&to=2022-01-01").await.text();
    assert!(page.contains("13 September 2019 to 1 January 2022"), "{page}");
    for (change, count) in [("overdue", 2), ("raised", 1)] {
        let address = "/briefing/items?from=2019-09-12&to=2022-01-01&force=kent&record_type=recommendation&change=";
        let counted = links(&page).into_iter().find(|(href, _)| *href == format!("{address}{change}"));
        assert_eq!(counted.map(|(_, words)| words.trim().parse()), Some(Ok(count)), "{change}: {page}");
    }
    let until = get(&server, "/briefing?force=kent&since_round=inspection-2019&until_round=review-2021").await.text();
    assert!(until.contains("13 September 2019 to 26 August 2021"), "{until}");
    let paper = get(&server, "/briefing.pdf?force=kent&since_round=inspection-2019&until_round=review-2021").await;
    assert_eq!((paper.status.as_u16(), paper.header("content-type")), (200, "application/pdf"));
}

#[sqlx::test(migrator = "followup::store::MIGRATOR", fixtures("../../../src/store/fixtures/register.sql"))]
async fn only_rounds_at_which_the_period_can_begin_or_end_are_offered(pool: PgPool) {
    let server = server_on(&pool).await;
    // Kent's rounds were published on 12 September 2019, on 26 August 2021 and in March 2023.
    for (period, since, until) in [
        ("from=2015-01-01&to=2019-09-12", 0, 3),
        ("from=2015-01-01&to=2019-09-13", 1, 3),
        ("from=2019-09-12&to=2022-01-01", 2, 2),
        ("from=2020-01-01&to=2023-03-31", 2, 2),
        ("from=2023-03-31", 3, 0),
        ("from=2015-01-01&as_at=2022-01-01", 2, 2),
        ("since_round=inspection-2019", 0, 2),
        ("from=2015-01-01&until_round=review-2021", 1, 0),
    ] {
        let page = get(&server, &format!("/briefing?force=kent&{period}")).await;
        assert_eq!(page.status, 200, "{period}");
        let links = links(&page.text());
        for (end, offered) in [("Since: ", since), ("Until: ", until)] {
            let hrefs: Vec<_> = links.iter().filter(|(_, words)| words.starts_with(end)).collect();
            assert_eq!(hrefs.len(), offered, "{period}: {hrefs:?}");
            for (href, _) in hrefs {
                let answer = get(&server, href).await;
                assert_eq!(answer.status, 200, "{period}: {href}: {}", answer.body);
            }
        }
    }
}

#[sqlx::test(migrator = "followup::store::MIGRATOR", fixtures("../../../src/store/fixtures/register.sql"))]
async fn a_leader_who_is_limited_to_forces_has_briefings_of_these_alone(pool: PgPool) {
    let server = closed_server_on(&pool).await;
    account(&pool, "limited@example.org", Role::SeniorLeader, &["kent"]).await;
    let mut browser = Browser::signed_in(&server, "limited@example.org").await;
    let period = "from=2019-01-01&to=2022-04-30";
    for path in ["/briefing", "/briefing.pdf", "/briefing/items"] {
        for (scope, status) in [("force=kent", 200), ("", 403), ("force=gwent", 403), ("nation=england", 403)] {
            let address = format!("{path}?{period}&{scope}&change=raised");
            assert_eq!(browser.get(&address).await.status, status, "{address}");
        }
    }
    let page = browser.get(&format!("/briefing?{period}&force=kent")).await.text();
    assert!(!page.contains("Gwent") && page.contains("Kent Police"), "{page}");
    assert!(page.contains(r#"href="/briefing?force=kent""#), "{page}");
}

#[sqlx::test(migrator = "followup::store::MIGRATOR")]
async fn real_data_reconciles_and_the_annex_names_only_forces_that_moved(pool: PgPool) {
    let server = server_with_real_data(&pool).await;
    let page = get(&server, "/briefing?from=2024-12-31&to=2025-12-31&annex=yes").await.text();
    let annex = page.split("Annex: forces that moved").nth(1).unwrap();
    let table = annex.split("</table>").next().unwrap();
    assert!(table.contains("Lincolnshire") && !table.contains("Kent"), "{table}");
    for scope in ["force=kent", "nation=wales", "region=south-east"] {
        let path = format!("/briefing?from=2018-12-31&to=2022-12-31&{scope}&annex=yes");
        assert!(every_figure_leads_to_as_many_rows(&server, &path).await >= 4, "{path}");
    }
}

#[sqlx::test(migrator = "followup::store::MIGRATOR")]
async fn briefing_says_the_main_points_of_the_overview_and_names_the_same_forces(pool: PgPool) {
    let server = server_with_real_data(&pool).await;
    let (overview, page) = (get(&server, "/").await.text(), get(&server, "/briefing").await.text());
    for said in [
        "Gloucestershire is inadequate in 3 of 5 topics",
        "Cleveland in 2 of 5",
        "9 of the 11 forces",
        "5 of 14 recommendations",
        "41 of 82 areas of concern",
        "13 of 16 forces",
        "All 29 known deadlines",
        "Inspectors later found 4 improved, 3 partly improved and 4 still of concern; of 18 we know nothing.",
        "no force’s position and no closure is public",
        "Nothing was published or recorded in this quarter; the last was Lincolnshire, 19 December 2025.",
    ] {
        assert!(page.contains(said), "{said}: {page}");
    }
    let first = |page: &str| {
        let section = page.split(r#"id="first""#).nth(1).unwrap();
        let rows = section.split("<tbody").nth(1).unwrap().split("</tbody>").next().unwrap();
        links(&format!("<main>{rows}</main>"))
            .into_iter()
            .filter(|(href, _)| href.starts_with("/forces/"))
            .map(|(_, words)| words)
            .collect::<Vec<_>>()
    };
    let named = first(&page);
    assert_eq!(named, first(&overview));
    assert_eq!(named.iter().filter(|name| !name.contains("topics")).count(), 10, "{named:?}");
}
