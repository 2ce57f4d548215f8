//! The table of forces as page and as file: which forces, in which order, and where each number leads.

use axum::Router;
use sqlx::PgPool;

use crate::{
    real_data::{every_count_leads_to_as_many_rows, links, server_with_real_data},
    support::{Answer, get, server_on},
};

/// The rows of the table of forces; none where the page says that there is none.
pub fn rows_of(page: &Answer) -> Vec<String> {
    assert_eq!(page.status, 200, "{}", page.body);
    let text = page.text();
    let Some((_, body)) = text.split_once("<tbody") else {
        assert!(text.contains("No force"), "{text}");
        return Vec::new();
    };
    body.split("</tbody>").next().unwrap().split("<tr").skip(1).map(str::to_owned).collect()
}

/// The names of the forces, in the order of the rows.
async fn names(server: &Router, query: &str) -> Vec<String> {
    let rows = rows_of(&get(server, &format!("/forces{query}")).await);
    let name = |row: String| row.split("<a ").nth(1).unwrap().split(['>', '<']).nth(1).unwrap().to_owned();
    rows.into_iter().map(name).collect()
}

/// Follows every number: into the register, and to the chain of rounds on each force's page.
async fn every_number_leads_to_exactly_the_rows_it_counts(server: &Router, path: &str) {
    let followed = every_count_leads_to_as_many_rows(server, path).await;
    assert!(followed > 20, "{path}: {followed}");
    let text = get(server, path).await.text();
    for (href, words) in links(&text).into_iter().filter(|(href, _)| href.ends_with("#rounds")) {
        let page = get(server, href.trim_end_matches("#rounds")).await.text();
        let rounds = page.matches(r#"<li class="app-strip__entry"#).count() + page.matches("app-strip__silent").count();
        assert_eq!(rounds.to_string(), words, "{path}: {href}");
    }
    assert!(
        text.split("govuk-table__cell--numeric\">").skip(1).all(|cell| cell.starts_with("<a ")),
        "{path}: a number is no link"
    );
}

#[sqlx::test(migrator = "followup::store::MIGRATOR")]
async fn the_43_forces_are_listed_with_what_our_sources_hold_of_them(pool: PgPool) {
    let server = server_with_real_data(&pool).await;
    let page = get(&server, "/forces").await;
    assert!(page.body.contains("<title>Forces – NCPI follow-up</title>"), "{}", page.body);
    let rows = rows_of(&page);
    assert_eq!(rows.len(), 43);
    let of = |name: &str| rows.iter().find(|row| row.contains(&format!(">{name}</a>"))).unwrap();
    assert!(of("Kent").contains(r#"href="/forces/kent/rounds/post-inspection-review-2021-08-26""#), "{}", of("Kent"));
    assert!(of("Kent").contains("Post-inspection review, 26 August 2021"), "{}", of("Kent"));
    for newly_known in ["City of London", "Northumbria", "West Mercia"] {
        assert!(of(newly_known).contains("/rounds/"), "{}", of(newly_known));
    }
    assert!(!page.body.contains("No round in our sources"), "{}", page.body);
    assert!(
        of("Bedfordshire").contains("Improved: "),
        "a finding of an area of concern is not left out: {}",
        of("Bedfordshire")
    );
    let graded = of("Greater Manchester");
    assert!(
        graded.contains("Follow-up letter, 13 December 2024")
            && graded.contains("Good: 2")
            && graded.contains("Adequate: 3"),
        "a letter hides no grades: {graded}"
    );

    let file = get(&server, "/forces.csv").await;
    assert_eq!(file.status, 200);
    assert_eq!(file.header("content-disposition"), "attachment; filename=\"forces.csv\"");
    assert_eq!(file.body.lines().count(), 44);
    assert!(file.body.lines().next().unwrap().ends_with(",as_at,known_at"), "{}", file.body);
}

#[sqlx::test(migrator = "followup::store::MIGRATOR")]
async fn every_number_on_real_data_leads_to_exactly_the_rows_it_counts(pool: PgPool) {
    let server = server_with_real_data(&pool).await;
    every_number_leads_to_exactly_the_rows_it_counts(&server, "/forces?record_type=both").await;
}

#[sqlx::test(migrator = "followup::store::MIGRATOR", fixtures("../../../src/store/fixtures/follow_up.sql"))]
async fn every_number_leads_to_exactly_the_rows_it_counts_whatever_the_statuses(pool: PgPool) {
    let server = server_on(&pool).await;
    for path in [
        "/forces",
        "/forces?record_type=area_of_concern",
        "/forces?record_type=both&as_at=2023-08-10",
        "/forces?known_at=2026-06-01",
    ] {
        every_number_leads_to_exactly_the_rows_it_counts(&server, path).await;
    }
}

#[sqlx::test(migrator = "followup::store::MIGRATOR", fixtures("../../../src/store/fixtures/follow_up.sql"))]
async fn filters_pick_forces_and_headers_sort_them(pool: PgPool) {
    let server = server_on(&pool).await;
    assert_eq!(
        names(&server, "").await,
        ["City of London", "Greater Manchester", "Humberside", "Kent", "Staffordshire"]
    );
    assert_eq!(names(&server, "?order=desc").await[0], "Staffordshire");
    assert_eq!(names(&server, "?sort=recommendations&order=desc").await[..2], ["Staffordshire", "Kent"]);
    assert_eq!(names(&server, "?sort=latest").await[0], "Greater Manchester");
    // Humberside's last round has no date, the City of London has no round.
    assert_eq!(names(&server, "?sort=last-round").await[..3], ["Kent", "Staffordshire", "Greater Manchester"]);
    assert_eq!(
        names(&server, "?sort=last-round&order=desc").await,
        ["Greater Manchester", "Staffordshire", "Kent", "City of London", "Humberside"]
    );
    assert_eq!(names(&server, "?region=south-east").await, ["Kent"]);
    assert_eq!(names(&server, "?with=no-rounds").await, ["City of London"]);
    let silent = get(&server, "/forces?with=no-rounds").await.text();
    assert!(silent.contains("No round in our sources"), "{silent}");
    assert_eq!(names(&server, "?with=no-items").await, ["City of London", "Greater Manchester"]);
    assert_eq!(names(&server, "?topic=2014-decision-making").await, ["Staffordshire"]);
    assert!(names(&server, "?nation=wales").await.is_empty());

    let page = get(&server, "/forces?region=south-east&sort=open&utm_source=x").await.text();
    assert!(page.contains(r#"href="/forces?sort=open""#), "the filter can be removed: {page}");
    assert!(page.contains(r#"href="/forces.csv?region=south-east&amp;sort=open""#), "{page}");
    let file = get(&server, "/forces.csv?region=south-east&as_at=2023-08-10").await;
    assert_eq!(file.header("content-disposition"), "attachment; filename=\"forces-as-at-2023-08-10.csv\"");
    let lines: Vec<_> = file.body.lines().collect();
    assert!(lines.len() == 2 && lines[1].starts_with("kent,") && lines[1].ends_with(",2023-08-10,"), "{}", file.body);
}

#[sqlx::test(migrator = "followup::store::MIGRATOR")]
async fn a_bad_value_is_refused_by_the_name_of_its_parameter(pool: PgPool) {
    let server = server_on(&pool).await;
    for name in ["nation", "region", "with", "topic", "record_type", "sort", "order", "as_at", "known_at"] {
        let page = get(&server, &format!("/forces?{name}=nonsense")).await;
        assert_eq!(page.status, 400, "{name}");
        assert!(page.text().contains(&format!("Show this page without {name}")), "{name}: {}", page.body);
        let file = get(&server, &format!("/forces.csv?{name}=nonsense")).await;
        assert_eq!(file.status, 400, "{name}");
        assert!(file.body.starts_with(&format!("{name} is ‘nonsense’")), "{name}: {}", file.body);
    }
}
