//! The register as page and as file: what is asked for in the address is what is shown, and links lead to what they count.

use sqlx::PgPool;

use crate::support::{get, server_on};

/// Every parameter with a value that it cannot have.
const BAD: [(&str, &str); 28] = [
    ("force", "Kent%20Police"),
    ("force", "kemt"),
    ("nation", "scotland"),
    ("region", "north"),
    ("topic", "custody"),
    ("status", "done"),
    ("status_group", "shut"),
    ("finding", "better"),
    ("finding_group", "good"),
    ("found_in", "inspection-2019"),
    ("found_by", "visit"),
    ("deadline_state", "late"),
    ("due_from", "2022-02-30"),
    ("due_to", "May"),
    ("moved", "sideways"),
    ("basis", "soon"),
    ("raised_in", "inspection-2019"),
    ("round_kind", "tour"),
    ("record_type", "note"),
    ("known_from", "hearsay"),
    ("position", "lost"),
    ("inspectorate_status", "gone"),
    ("gap", "maybe"),
    ("q", "a%00b"),
    ("sort", "wording"),
    ("order", "up"),
    ("page", "0"),
    ("as_at", "01/05/2022"),
];

#[sqlx::test(migrator = "followup::store::MIGRATOR", fixtures("../../../src/store/fixtures/register.sql"))]
async fn a_bad_value_is_refused_by_the_name_of_its_parameter(pool: PgPool) {
    let server = server_on(&pool).await;
    for (name, value) in BAD {
        let page = get(&server, &format!("/recommendations?{name}={value}")).await;
        assert_eq!(page.status, 400, "{name}={value}");
        assert!(page.text().contains(&format!("Show this page without {name}")), "{name}: {}", page.body);

        let file = get(&server, &format!("/recommendations.csv?{name}={value}")).await;
        assert_eq!(file.status, 400, "{name}={value}");
        assert_eq!(file.header("content-type"), "text/plain; charset=utf-8");
        assert!(
            file.body.starts_with(&format!("{name} is ‘")) && file.body.contains("must be "),
            "{name}: {}",
            file.body
        );
    }
}

#[sqlx::test(migrator = "followup::store::MIGRATOR", fixtures("../../../src/store/fixtures/register.sql"))]
async fn a_page_beyond_the_last_says_how_many_there_are(pool: PgPool) {
    let answer = get(&server_on(&pool).await, "/recommendations?page=2").await;
    assert_eq!(answer.status, 400);
    assert!(answer.text().contains("must be a whole number from 1 to 1: there is 1 page"), "{}", answer.body);
}

#[sqlx::test(migrator = "followup::store::MIGRATOR", fixtures("../../../src/store/fixtures/register.sql"))]
async fn where_both_record_types_are_shown_each_is_counted_and_its_count_leads_to_its_rows(pool: PgPool) {
    let server = server_on(&pool).await;
    let all = get(&server, "/recommendations?force=kent").await;
    assert_eq!(all.status, 200);
    let expected = [("recommendation", "4 recommendations"), ("area_of_concern", "1 area of concern")];
    for (record_type, words) in expected {
        let href = format!("/recommendations?force=kent&amp;record_type={record_type}");
        assert!(all.text().contains(&format!(r#"<a href="{href}" class="govuk-link">{words}</a>"#)), "{}", all.body);
        let one = get(&server, &href.replace("&amp;", "&")).await;
        assert!(
            one.text().contains(&format!("of {words}<")) || one.text().contains(&format!("Showing {words}<")),
            "{}",
            one.body
        );
    }
}

#[sqlx::test(migrator = "followup::store::MIGRATOR", fixtures("../../../src/store/fixtures/register.sql"))]
async fn before_publication_there_is_nothing_and_the_page_says_so(pool: PgPool) {
    let answer = get(&server_on(&pool).await, "/recommendations?as_at=2015-01-01").await;
    assert_eq!(answer.status, 200);
    assert!(answer.body.contains("Nothing was on the register then"), "{}", answer.body);
    assert!(answer.body.contains("How things stood on 1 January 2015, by what is known today"), "{}", answer.body);
    assert!(!answer.body.contains("KENT-2019"), "{}", answer.body);
}

#[sqlx::test(migrator = "followup::store::MIGRATOR", fixtures("../../../src/store/fixtures/register.sql"))]
async fn every_link_of_a_page_of_the_past_keeps_its_point(pool: PgPool) {
    let server = server_on(&pool).await;
    for path in ["/recommendations?as_at=2022-05-01&force=kent", "/recommendations/KENT-2019-01?as_at=2022-05-01"] {
        let answer = get(&server, path).await;
        let part = |begins: &str, ends: &str| answer.body.split(begins).nth(1).unwrap().split(ends).next().unwrap();
        let parts = part("govuk-breadcrumbs__list\"", "</nav>").to_owned() + part("<main", "</main>");
        let links: Vec<_> = parts.split("href=\"/").skip(1).map(|rest| rest.split('"').next().unwrap()).collect();
        assert!(links.len() >= 3, "{path}: {links:?}");
        for link in links {
            assert!(link.contains("as_at=2022-05-01"), "{path}: /{link}");
        }
    }
}

#[sqlx::test(migrator = "followup::store::MIGRATOR", fixtures("../../../src/store/fixtures/register.sql"))]
async fn chosen_filters_can_be_removed_and_strange_parameters_are_in_no_link(pool: PgPool) {
    let answer = get(&server_on(&pool).await, "/recommendations?force=kent&status=planned&utm_source=x").await;
    assert_eq!(answer.status, 200);
    assert!(answer.body.contains(r#"href="/recommendations?status=planned""#), "{}", answer.body);
    assert!(answer.body.contains("Remove this filter: </span>Force: Kent</a>"), "{}", answer.body);
    assert!(answer.body.contains(r#"href="/recommendations.csv?force=kent&amp;status=planned""#), "{}", answer.body);
    let main = answer.body.split("<div class=\"app-filter-layout\"").nth(1).unwrap();
    assert!(!main.contains("utm_source"), "{main}");
}

#[sqlx::test(migrator = "followup::store::MIGRATOR", fixtures("../../../src/store/fixtures/register.sql"))]
async fn the_file_holds_every_row_of_the_page_and_nothing_that_runs(pool: PgPool) {
    let server = server_on(&pool).await;
    let file = get(&server, "/recommendations.csv?sort=due&page=7").await;
    assert_eq!(file.status, 200);
    assert_eq!(file.header("content-disposition"), "attachment; filename=\"recommendations.csv\"");
    assert!(file.header("content-type").starts_with("text/csv; charset=utf-8"));
    let lines: Vec<_> = file.body.split_terminator("\r\n").collect();
    assert_eq!(lines.len(), 8, "{}", file.body);
    assert!(lines[0].starts_with("reference,force,") && lines[0].ends_with(",as_at,known_at"), "{}", lines[0]);
    assert!(lines[1].starts_with("KENT-2019-03x,"), "the earliest deadline first: {}", lines[1]);
    assert!(file.body.contains(",'=Review every detention,"), "{}", file.body);

    let past = get(&server, "/recommendations.csv?as_at=2022-05-01&known_at=2026-06-01").await;
    let name = "attachment; filename=\"recommendations-as-at-2022-05-01-known-at-2026-06-01.csv\"";
    assert_eq!(past.header("content-disposition"), name);
    assert!(past.body.lines().skip(1).all(|line| line.ends_with(",2022-05-01,2026-06-01")), "{}", past.body);
    assert_eq!(past.body.lines().count(), 7, "{}", past.body);
}

#[sqlx::test(migrator = "followup::store::MIGRATOR", fixtures("../../../src/store/fixtures/register.sql"))]
async fn beside_every_status_stands_how_fresh_it_is_and_the_file_has_the_days(pool: PgPool) {
    sqlx::raw_sql(
        "update recommendation_version set updated_on = '2026-11-11', verified_on = '2024-11-23' where reference = 'KENT-2019-02' and latest",
    )
    .execute(&pool)
    .await
    .unwrap();
    let server = server_on(&pool).await;
    let html = get(&server, "/recommendations").await.text();
    assert!(html.contains("Force updated 12 days ago<br>Inspectors looked 2 years ago"), "{html}");
    assert_eq!(html.matches("Inspectors looked").count(), 1, "nothing is said where no day is known: {html}");

    let file = get(&server, "/recommendations.csv").await.body;
    let mut rows = csv::Reader::from_reader(file.as_bytes());
    let columns = rows.headers().unwrap().clone();
    let column = |name: &str| columns.iter().position(|column| column == name).unwrap();
    let row = rows.records().map(Result::unwrap).find(|row| &row[0] == "KENT-2019-02").unwrap();
    assert_eq!([&row[column("force_last_updated")], &row[column("last_verified")]], ["2026-11-11", "2024-11-23"]);
}
