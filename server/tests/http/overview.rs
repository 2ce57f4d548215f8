//! The overview: every figure on it is the number of rows behind its link, in the present and in the past, and so is every
//! change.

use axum::Router;
use sqlx::PgPool;

use crate::{
    forces::rows_of,
    real_data::{count_in, every_count_leads_to_as_many_rows, links, server_with_real_data, shown_of, without_tags},
    support::{get, server_on},
};

mod own;

/// How many items a list of changes holds.
async fn listed(server: &Router, href: &str) -> u64 {
    let list = get(server, href).await;
    assert_eq!(list.status, 200, "{href}");
    shown_of(&list.text()).unwrap_or_else(|| {
        assert!(list.text().contains(">None</h2>"), "{href}: {}", list.text());
        0
    })
}

/// Follows every figure of the overview: those that lead to the register, to the table of forces and to lists of changes.
/// Tells how many led to changes.
async fn every_figure_is_the_number_of_rows_behind_it(server: &Router, query: &str) -> usize {
    let path = format!("/{query}");
    assert!(every_count_leads_to_as_many_rows(server, &path).await >= 2, "{path}");
    let page = get(server, &path).await.text();
    let (mut of_forces, mut of_changes) = (0, 0);
    for (href, words) in links(&page) {
        let count = || count_in(&words).unwrap_or_else(|| panic!("{path}: no count in “{words}”, a link to {href}"));
        if href == "/forces" || href.starts_with("/forces?") {
            assert_eq!(rows_of(&get(server, &href).await).len() as u64, count(), "{path}: {href}");
            of_forces += 1;
        } else if href.starts_with("/briefing/items?") {
            assert_eq!(listed(server, &href).await, count(), "{path}: {href}");
            of_changes += 1;
        }
    }
    assert!(of_forces >= 3, "{path}: {page}");
    // Behind totals of case files, which are published as such, there are no rows.
    let (before, after) = page.split_once(r#"id="case-files""#).unwrap_or((&page, ""));
    let counted = before.to_owned() + after.split_once("</table>").map_or("", |(_, after)| after);
    for cell in counted.split("govuk-table__cell--numeric\">").skip(1).map(|cell| cell.split("</td>").next().unwrap()) {
        let words = without_tags(cell);
        let is_none = ["0", "–"].contains(&words.trim());
        assert!(is_none || cell.contains("<a "), "{path}: {words} is no link");
    }
    of_changes
}

#[sqlx::test(migrator = "followup::store::MIGRATOR")]
async fn every_figure_and_change_on_real_data_is_the_number_of_rows_behind_it(pool: PgPool) {
    let server = server_with_real_data(&pool).await;
    // The undated facts of items. August 2022: 5 and 16 raised. August 2021: 3 and 7 raised, and 5 and 6 with a finding.
    for (query, changes) in [("", 1), ("?as_at=2022-08-31", 2), ("?as_at=2021-08-31", 4), ("?as_at=2020-06-30", 0)] {
        assert_eq!(every_figure_is_the_number_of_rows_behind_it(&server, query).await, changes, "{query}");
    }
}

#[sqlx::test(migrator = "followup::store::MIGRATOR", fixtures("../../../src/store/fixtures/follow_up.sql"))]
async fn every_figure_is_the_number_of_rows_behind_it_whatever_the_statuses(pool: PgPool) {
    let server = server_on(&pool).await;
    for query in
        ["", "?as_at=2022-07-31", "?as_at=2023-08-04", "?known_at=2026-06-01", "?as_at=2022-04-30&known_at=2026-06-01"]
    {
        every_figure_is_the_number_of_rows_behind_it(&server, query).await;
    }
}

/// What a page says to who looks at it, part by part.
fn words(page: &str) -> String {
    let main = page.split("<main").nth(1).and_then(|rest| rest.split("</main>").next()).unwrap();
    let hidden = main.split("<span class=\"govuk-visually-hidden\">").enumerate();
    let seen: String =
        hidden.map(|(place, part)| if place == 0 { part } else { part.split_once("</span>").unwrap().1 }).collect();
    let parts = ["<p", "<li", "<td", "<h2"].iter().fold(seen, |text, tag| text.replace(tag, &format!(" {tag}")));
    without_tags(&parts).split_whitespace().collect::<Vec<_>>().join(" ")
}

fn assert_says(page: &str, said: &[&str]) {
    let words = words(page);
    for phrase in said {
        assert!(words.contains(phrase), "“{phrase}” is missing from {words}");
    }
}

#[sqlx::test(migrator = "followup::store::MIGRATOR")]
async fn it_says_how_much_of_the_country_it_covers_and_what_nobody_has_published(pool: PgPool) {
    let page = get(&server_with_real_data(&pool).await, "/").await;
    assert_eq!(page.status, 200);
    assert!(page.text().contains("<title>Overview – NCPI follow-up</title>"));
    assert_says(
        &page.text(),
        &[
            "Child protection in 43 police forces",
            // Of the 5 forces with grades two have an inadequate topic, by their latest graded round.
            "3 of 5 Gloucestershire is inadequate in ",
            "(May 2025), Cleveland in 2 of 5.",
            // Of 11 forces where an item of the topic was looked at again, 9; Greater Manchester raised it in 2014 and in 2015.
            "9 of 11 forces looked at again: police detention still of concern. In 1 force a later visit raised it anew.",
            // Any later visit, the latest finding of each item; without the 92 that are known only from a later round.
            "5 of 14 recommendations had improved when inspectors returned, and 41 of 82 areas of concern.",
            // Equal in Cheshire; fewer in Hampshire and Isle of Wight and in Suffolk: 16 - 3 = 13.
            "13 of 16 forces had more case files inadequate than good; 6 of 9 audited in the last 5 years.",
            // 29 deadlines: Warwickshire 01, 04 and 05 and Lancashire 8775 improved; Dorset 01 and 02 and Lancashire 8784 partly;
            // Kent 07, Cleveland 01x, Dorset 03 and Warwickshire 03 still of concern; of the other 18 nothing later is known.
            "29 known deadlines have all passed. Inspectors later found 4 improved, 3 partly improved and 4 still of concern; of 18 we \
             know nothing.",
            "0 claims can be checked: no force’s position and no closure is public.",
            "In 11 of the 18 forces reported on in the last 5 years, something was inadequate or still of concern",
            "Look first at Gloucestershire, Cleveland and Staffordshire",
            "Nothing published since December 2025",
            "We know of a visit to 43 of 43 forces, and what it led to in 39",
            "No change published since 31 October 2026. The last was of Lincolnshire Police, 19 December 2025.",
            // The three rounds published last.
            "19 December 2025",
            "21 November 2025",
            "22 August 2025",
        ],
    );
}

#[sqlx::test(migrator = "followup::store::MIGRATOR")]
async fn what_the_sources_do_not_date_is_said_apart_and_is_no_change(pool: PgPool) {
    let server = server_with_real_data(&pool).await;
    let page = get(&server, "/").await.text();
    // Rounds without any date found something of 15 items: 6 of Durham, 5 of Lincolnshire, 4 of Norfolk.
    let said =
        ["15 areas of concern have an undated fact. They are counted today but not in comparisons with the past."];
    assert_says(&page, &said);
}

#[sqlx::test(migrator = "followup::store::MIGRATOR")]
async fn changes_on_real_data_are_those_reckoned_by_hand(pool: PgPool) {
    let server = server_with_real_data(&pool).await;
    for (day, said) in [
        // Warwickshire's inspection of 5 August 2022 raised 5 recommendations and 5 areas of concern, Wiltshire's of that month 11
        // areas: 5 + 11 = 16.
        ("2022-08-31", "Newly raised 5 16"),
        // Kent's review of 26 August 2021 found something of 5 recommendations and 1 area of concern, that of North Wales of 5.
        // Dorset's inspection of that day raised 3 recommendations and 7 areas.
        ("2021-08-31", "With a finding recorded 5 6"),
        ("2021-08-31", "Newly raised 3 7"),
        // A month counts from its last day: Kent's inspection of September 2019 had not been published on the 29th.
        ("2019-09-30", "Newly raised 7 2"),
        ("2019-09-29", "No change published since 31 August 2019."),
    ] {
        assert_says(&get(&server, &format!("/?as_at={day}")).await.text(), &[said]);
    }
}

#[sqlx::test(migrator = "followup::store::MIGRATOR")]
async fn both_ends_of_a_change_are_read_by_what_was_known(pool: PgPool) {
    let server = server_with_real_data(&pool).await;
    // Everything was imported after this moment: then nothing was known of August 2022, and nothing of July.
    let page = get(&server, "/?as_at=2022-08-31&known_at=2020-01-01").await.text();
    assert_says(&page, &["Our sources hold nothing by then"]);
}

#[sqlx::test(migrator = "followup::store::MIGRATOR", fixtures("../../../src/store/fixtures/follow_up.sql"))]
async fn a_headline_counts_something_or_did_and_never_reassures_with_nought(pool: PgPool) {
    let server = server_on(&pool).await;
    let mut overdue = 0;
    for query in ["", "?as_at=2018-01-01", "?as_at=2023-08-03"] {
        let page = get(&server, &format!("/{query}")).await.text();
        let number = |of: &str| format!("app-figure-tile__number\">0</span> {of}");
        let in_all = ["recommendations in all", "areas of concern in all"].map(|of| page.matches(&number(of)).count());
        // Nought may stand where there was something at the month's end, which the tile then says; nowhere here.
        assert_eq!(page.matches(&number("")).count(), in_all.iter().sum::<usize>(), "{query}: {page}");
        let is_overdue = page.contains("recommendations overdue<") || page.contains("recommendation overdue<");
        overdue += usize::from(is_overdue);
    }
    assert!(overdue > 0, "the fixture holds something overdue");
}

#[sqlx::test(migrator = "followup::store::MIGRATOR")]
async fn what_falls_due_next_says_how_many_did_at_the_months_end(pool: PgPool) {
    // Warwickshire was asked on 5 August 2022 for two things within three months: by 5 November.
    let server = server_with_real_data(&pool).await;
    every_figure_is_the_number_of_rows_behind_it(&server, "?as_at=2022-10-20").await;
    let page = get(&server, "/?as_at=2022-10-20").await.text();
    assert_says(&page, &["Due within 30 days: 2 recommendations (0 on 30 September 2022)."]);
    let page = get(&server, "/?as_at=2022-11-02").await.text();
    assert_says(&page, &["Due within 30 days: 2 recommendations (2 on 31 October 2022)."]);
}

#[sqlx::test(migrator = "followup::store::MIGRATOR", fixtures("../../../src/store/fixtures/follow_up.sql"))]
async fn what_is_overdue_is_listed_the_longest_first(pool: PgPool) {
    let text = get(&server_on(&pool).await, "/").await.text();
    let late = text.split(r#"id="deadlines""#).nth(1).unwrap().split("<h2").next().unwrap();
    assert!(late.contains("STAF-1"), "{late}");
}

#[sqlx::test(migrator = "followup::store::MIGRATOR")]
async fn an_empty_register_says_what_to_do(pool: PgPool) {
    let server = server_on(&pool).await;
    assert_says(&get(&server, "/").await.text(), &["This register is empty", "fills it with “ncpi import”"]);
    assert_says(&get(&server, "/?as_at=2020-01-01").await.text(), &["Our sources hold nothing by then"]);
}

#[sqlx::test(migrator = "followup::store::MIGRATOR")]
async fn before_any_day_that_can_be_asked_for_no_change_is_told(pool: PgPool) {
    let server = server_with_real_data(&pool).await;
    let page = get(&server, "/?as_at=1990-01-31").await;
    assert_eq!(page.status, 200);
    assert!(!page.text().contains("1989"), "{}", page.text());
    assert!(get(&server, "/?as_at=1990-02-01").await.status == 200);
}

#[sqlx::test(migrator = "followup::store::MIGRATOR", fixtures("../../../src/store/fixtures/follow_up.sql"))]
async fn every_link_of_the_past_keeps_its_point_or_says_its_own_days_and_a_bad_date_is_named(pool: PgPool) {
    let server = server_on(&pool).await;
    for path in ["/?as_at=2023-08-10", "/forces?as_at=2023-08-10"] {
        let text = get(&server, path).await.text();
        let links: Vec<_> = links(&text).into_iter().filter(|(href, _)| href.starts_with('/')).collect();
        assert!(links.len() > 20, "{path}");
        for (href, words) in links {
            let kept = href.contains("as_at=2023-08-10") || href.contains("from=2023-07-31&to=2023-08-10");
            let of_then = href.contains("as_at=2023-07-31") && words.contains("31 July 2023");
            assert!(kept || of_then, "{path}: {href} “{words}”");
        }
        assert!(text.contains("How things stood on 10 August 2023"), "{path}");
    }
    for path in ["/?as_at=tomorrow", "/forces?as_at=tomorrow", "/forces.csv?as_at=tomorrow"] {
        let answer = get(&server, path).await;
        assert_eq!(answer.status, 400, "{path}");
        assert!(answer.text().contains("as_at"), "{path}");
    }
}
