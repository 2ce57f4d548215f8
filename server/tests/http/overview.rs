//! The overview: every figure on it is the number of rows behind its link, in the present and in the past.

use axum::Router;
use sqlx::PgPool;

use crate::{
    forces::rows_of,
    real_data::{every_count_leads_to_as_many_rows, links, server_with_real_data},
    support::{get, server_on},
};

/// Follows every figure of the overview: those that lead to the register, and those that lead to the table of forces.
async fn every_figure_is_the_number_of_rows_behind_it(server: &Router, query: &str) {
    let path = format!("/{query}");
    // Two record types in 9 statuses, 8 deadline states and all. The gap is asked for in no other way, where there is one.
    assert!(every_count_leads_to_as_many_rows(server, &path).await >= 2 * (9 + 8 + 1), "{path}");
    let page = get(server, &path).await.text();
    let mut followed = 0;
    for (href, words) in links(&page) {
        if href == "/forces" || href.starts_with("/forces?") {
            let digits: String = words.chars().take_while(char::is_ascii_digit).collect();
            let count: usize =
                digits.parse().unwrap_or_else(|_| panic!("{path}: no count in “{words}”, a link to {href}"));
            assert_eq!(rows_of(&get(server, &href).await).len(), count, "{path}: {href}");
            followed += 1;
        }
    }
    assert!(followed >= 4, "{path}: {page}");
    assert!(
        page.split("govuk-table__cell--numeric\">").skip(1).all(|cell| cell.starts_with("<a ")),
        "{path}: a number is no link"
    );
}

#[sqlx::test(migrator = "followup::store::MIGRATOR")]
async fn every_figure_on_real_data_is_the_number_of_rows_behind_it(pool: PgPool) {
    let server = server_with_real_data(&pool).await;
    for query in ["", "?as_at=2020-06-30"] {
        every_figure_is_the_number_of_rows_behind_it(&server, query).await;
    }
}

#[sqlx::test(migrator = "followup::store::MIGRATOR", fixtures("../../../src/store/fixtures/follow_up.sql"))]
async fn every_figure_is_the_number_of_rows_behind_it_whatever_the_statuses(pool: PgPool) {
    let server = server_on(&pool).await;
    for query in ["", "?as_at=2023-08-03", "?known_at=2026-06-01", "?as_at=2022-05-01&known_at=2026-06-01"] {
        every_figure_is_the_number_of_rows_behind_it(&server, query).await;
    }
}

#[sqlx::test(migrator = "followup::store::MIGRATOR")]
async fn it_says_how_much_of_the_country_it_covers_and_what_nobody_has_published(pool: PgPool) {
    let page = get(&server_with_real_data(&pool).await, "/").await;
    assert_eq!(page.status, 200);
    let text = page.text();
    for words in [
        "<title>Overview – NCPI follow-up</title>",
        r#"<a href="/forces?with=rounds" class="govuk-link">40</a> of the <a href="/forces" class="govuk-link">43 forces</a>"#,
        r#"<a href="/forces?with=items" class="govuk-link">23</a>"#,
        r#"<span class="app-figure-tile__number">13</span> recommendations in all"#,
        r#"<span class="app-figure-tile__number">13</span> recommendations with status not recorded"#,
        r#"<span class="app-figure-tile__number">120</span> areas of concern in all"#,
        "Nothing is recorded as overdue. That is not good news by itself",
        "England and Wales: inspectors found",
        "22 August 2025",
    ] {
        assert!(text.contains(words), "{words} is missing from {text}");
    }
}

/// The numbers and labels of the tiles.
fn tiles(page: &str) -> Vec<(u64, String)> {
    links(page)
        .into_iter()
        .filter_map(|(_, words)| {
            let (number, label) = words.split_once(' ')?;
            let label = label.to_owned();
            page.contains(&format!("number\">{number}</span> {label}")).then_some((number.parse().ok()?, label))
        })
        .collect()
}

#[sqlx::test(migrator = "followup::store::MIGRATOR", fixtures("../../../src/store/fixtures/follow_up.sql"))]
async fn a_headline_counts_something_or_all_and_never_reassures_with_nought(pool: PgPool) {
    let server = server_on(&pool).await;
    let mut overdue = 0;
    for query in ["", "?as_at=2018-01-01", "?as_at=2023-08-03"] {
        let page = get(&server, &format!("/{query}")).await.text();
        let tiles = tiles(&page);
        assert_eq!(tiles.iter().filter(|(_, label)| label.ends_with(" in all")).count(), 2, "{query}: {tiles:?}");
        assert!(tiles.iter().all(|(count, label)| *count > 0 || label.ends_with(" in all")), "{query}: {tiles:?}");
        let is_overdue = tiles.iter().any(|(_, label)| label.ends_with(" overdue"));
        assert_eq!(is_overdue, !page.contains("Nothing is recorded as overdue."), "{query}");
        overdue += usize::from(is_overdue);
    }
    assert!(overdue > 0, "the fixture holds something overdue");
}

#[sqlx::test(migrator = "followup::store::MIGRATOR", fixtures("../../../src/store/fixtures/follow_up.sql"))]
async fn what_is_overdue_is_listed_the_longest_first(pool: PgPool) {
    let text = get(&server_on(&pool).await, "/").await.text();
    let late = text.split(r#"id="late""#).nth(1).unwrap().split("<h2").next().unwrap();
    assert!(late.contains("STAF-1") && late.contains("Overdue by "), "{late}");
    assert!(!late.contains("KENT-1"), "its outcome is not in our sources: {late}");
}

#[sqlx::test(migrator = "followup::store::MIGRATOR")]
async fn an_empty_register_says_so_in_words(pool: PgPool) {
    let text = get(&server_on(&pool).await, "/").await.text();
    for words in
        ["No findings to chart", "Our sources hold no recommendation or area of concern", "Our sources hold no round"]
    {
        assert!(text.contains(words), "{words} is missing from {text}");
    }
}

#[sqlx::test(migrator = "followup::store::MIGRATOR", fixtures("../../../src/store/fixtures/follow_up.sql"))]
async fn every_link_of_the_past_keeps_its_point_and_a_bad_date_is_named(pool: PgPool) {
    let server = server_on(&pool).await;
    for path in ["/?as_at=2023-08-10", "/forces?as_at=2023-08-10"] {
        let text = get(&server, path).await.text();
        let links: Vec<_> = links(&text).into_iter().filter(|(href, _)| href.starts_with('/')).collect();
        assert!(links.len() > 20, "{path}");
        assert!(links.iter().all(|(href, _)| href.contains("as_at=2023-08-10")), "{path}: {links:?}");
        assert!(text.contains("How things stood on 10 August 2023"), "{path}");
    }
    for path in ["/?as_at=tomorrow", "/forces?as_at=tomorrow", "/forces.csv?as_at=tomorrow"] {
        let answer = get(&server, path).await;
        assert_eq!(answer.status, 400, "{path}");
        assert!(answer.text().contains("as_at"), "{path}");
    }
}
