//! The register as page and as file: what is asked for in the address is what is shown, and links lead to what they count.

use sqlx::PgPool;

use crate::support::{get, server_on};

/// Every parameter with a value that it cannot have.
const BAD: [(&str, &str); 30] = [
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
    ("exact", "maybe"),
    ("sort", "wording"),
    ("order", "up"),
    ("page", "0"),
    ("as_at", "31/02/2022"),
    ("q", LONGER_THAN_ANY_SEARCH),
];

const LONGER_THAN_ANY_SEARCH: &str = {
    const LETTERS: [u8; 4000] = [b'x'; 4000];
    match str::from_utf8(&LETTERS) {
        Ok(text) => text,
        Err(_) => "",
    }
};

#[sqlx::test(migrator = "followup::store::MIGRATOR", fixtures("../../../src/store/fixtures/register.sql"))]
async fn a_bad_value_is_refused_by_the_name_of_its_parameter(pool: PgPool) {
    let server = server_on(&pool).await;
    for (name, value) in BAD {
        let page = get(&server, &format!("/recommendations?{name}={value}")).await;
        assert_eq!(page.status, 400, "{name}={value}");
        assert!(page.names_parameter(name), "{name}: {}", page.body);

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
    let main = answer.body.split("<div class=\"app-filter-chips\"").nth(1).unwrap();
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
async fn ages_stand_only_where_somebody_said_something_and_the_file_has_the_days(pool: PgPool) {
    sqlx::raw_sql(
        "update recommendation_version set updated_on = '2026-11-11', verified_on = '2024-11-23' where reference = 'KENT-2019-02' and latest",
    )
    .execute(&pool)
    .await
    .unwrap();
    let server = server_on(&pool).await;
    let html = get(&server, "/recommendations").await.text();
    assert_eq!(html.matches(">Force: ").count(), 1, "{html}");
    assert_eq!(html.matches(">Inspectors: ").count(), 1, "{html}");
    assert!(html.contains(">Force: 12 days ago<") && html.contains(">Inspectors: 2 years ago<"), "{html}");
    assert!(!html.contains("nothing recorded") && !html.contains("no update recorded"), "{html}");

    let file = get(&server, "/recommendations.csv").await.body;
    let mut rows = csv::Reader::from_reader(file.as_bytes());
    let columns = rows.headers().unwrap().clone();
    let column = |name: &str| columns.iter().position(|column| column == name).unwrap();
    let row = rows.records().map(Result::unwrap).find(|row| &row[0] == "KENT-2019-02").unwrap();
    assert_eq!([&row[column("force_last_updated")], &row[column("last_verified")]], ["2026-11-11", "2024-11-23"]);
}

/// The words of the table's columns, in order.
fn columns(html: &str) -> Vec<String> {
    let head = html.split("<thead").nth(1).unwrap().split("</thead>").next().unwrap();
    let known = ["What was asked", "Force", "Inspectors last found", "Status", "Deadline"];
    known.into_iter().filter(|column| head.contains(&format!(">{column}<"))).map(str::to_owned).collect()
}

#[sqlx::test(migrator = "followup::store::MIGRATOR", fixtures("../../../src/store/fixtures/register.sql"))]
async fn a_column_that_would_say_nothing_is_left_out_and_said_once(pool: PgPool) {
    let server = server_on(&pool).await;
    let all = get(&server, "/recommendations").await.text();
    assert_eq!(columns(&all), ["What was asked", "Force", "Inspectors last found", "Status", "Deadline"]);
    assert!(!all.contains("Status not public for any of these."), "{all}");

    let no_status = get(&server, "/recommendations?status=not-recorded").await.text();
    assert_eq!(columns(&no_status), ["What was asked", "Force", "Inspectors last found", "Deadline"]);
    assert_eq!(no_status.matches("Status not public for any of these.").count(), 1, "{no_status}");

    let undated = get(&server, "/recommendations?deadline_state=undated&finding=none").await.text();
    assert_eq!(columns(&undated), ["What was asked", "Force", "Status"]);
    assert!(undated.contains("No deadline is known for any of these."), "{undated}");
    assert!(undated.contains("None of these is known to have been looked at again."), "{undated}");

    sqlx::raw_sql(
        "update recommendation_version set source_vocabulary = 'hmicfrs-register', source_word = 'awaiting-review', source_happened = '2018-12'
        where reference = 'KENT-2019-03x' and latest",
    )
    .execute(&pool)
    .await
    .unwrap();
    let told = get(&server, "/recommendations?status=not-recorded").await.text();
    assert_eq!(told.matches("No current status is public.").count(), 1, "{told}");
    assert!(told.contains("<span>As last published: awaiting review, December 2018</span>"), "{told}");
}

#[sqlx::test(migrator = "followup::store::MIGRATOR", fixtures("../../../src/store/fixtures/register.sql"))]
async fn every_choice_is_in_a_field_or_kept_and_a_chip_takes_it_away(pool: PgPool) {
    let server = server_on(&pool).await;
    let query = "force=kent&force=gwent&status=planned&status_group=open&due_from=2020-01-01&q=%3Cb%3E+%26";
    let answer = get(&server, &format!("/recommendations?{query}")).await;
    assert_eq!(answer.status, 200);
    let html = answer.text();
    for chip in [
        "Force: Kent",
        "Force: Gwent",
        "Status: Planned",
        "Status group: Open",
        "Due on or after: 1 January 2020",
        "Words: &lt;b&gt; &amp;",
    ] {
        assert!(html.contains(&format!("Remove this filter: </span>{chip}</a>")), "{chip}: {html}");
    }
    assert!(html.contains(r#"<option value="kent" selected>Kent</option>"#), "{html}");
    assert!(html.contains(r#"value="gwent" checked"#), "the second force has a box: {html}");
    assert!(!html.contains(r#"type="checkbox" value="kent""#), "the first force has none: {html}");
    for kept in [("status_group", "open"), ("due_from", "2020-01-01")] {
        let field = format!(r#"<input type="hidden" name="{}" value="{}">"#, kept.0, kept.1);
        assert!(html.contains(&field), "{field}: {html}");
    }
    assert!(html.contains(r#"method="get""#) && html.contains("Apply filters</button>"), "{html}");
    assert!(html.contains("Clear the filter</a>"), "nothing fits, and there is a way on: {html}");
}

#[sqlx::test(migrator = "followup::store::MIGRATOR", fixtures("../../../src/store/fixtures/register.sql"))]
async fn the_usual_order_is_where_to_look_first_in_page_and_file_and_others_are_one_link_away(pool: PgPool) {
    let server = server_on(&pool).await;
    let references = |text: &str| -> Vec<String> {
        let rows = text.split("abbr=\"").skip(1);
        rows.map(|row| row.split('"').next().unwrap().to_owned()).collect()
    };
    let page = get(&server, "/recommendations?force=kent").await.text();
    let shown = references(&page);
    assert_eq!(shown, ["KENT-2019-01", "KENT-2019-02", "KENT-2019-03x", "KENT-2021-01", "KENT-2023-01"]);
    let file = get(&server, "/recommendations.csv?force=kent").await.body;
    let rows: Vec<_> = file.lines().skip(1).map(|line| line.split(',').next().unwrap().to_owned()).collect();
    assert_eq!(rows, shown);

    assert!(page.contains(r#"aria-current="true" class="govuk-link">where to look first</a>"#), "{page}");
    for sort in ["sort=due", "sort=raised&amp;order=desc", "sort=force", "sort=topic", "sort=reference"] {
        assert!(
            page.contains(&format!(r#"<a href="/recommendations?force=kent&amp;{sort}" class="govuk-link">"#)),
            "{sort}: {page}"
        );
    }
}

#[sqlx::test(migrator = "followup::store::MIGRATOR", fixtures("../../../src/store/fixtures/register.sql"))]
async fn scheme_and_record_type_are_named_only_where_rows_differ_in_them(pool: PgPool) {
    let server = server_on(&pool).await;
    let both = get(&server, "/recommendations?force=kent").await.text();
    assert_eq!(both.matches(" · area of concern").count(), 1, "{both}");
    let one =
        get(&server, "/recommendations?force=kent&record_type=recommendation&raised_in=inspection-2019").await.text();
    let rows = one.split("<tbody").nth(1).unwrap().split("</tbody>").next().unwrap();
    assert!(
        !rows.contains("area of concern")
            && rows.contains(" · <span class=\"app-register__reference\">KENT-<wbr>2019-<wbr>01"),
        "{rows}"
    );
    assert!(!rows.contains(" scheme</span>"), "{rows}");

    let mixed = get(&server, "/recommendations?force=kent&record_type=recommendation").await.text();
    let rows = mixed.split("<tbody").nth(1).unwrap().split("</tbody>").next().unwrap();
    for scheme in ["2014", "2024"] {
        let named = format!("{scheme}<span class=\"govuk-visually-hidden\"> scheme</span>");
        assert!(rows.contains(&named), "{rows}");
    }
}

#[sqlx::test(migrator = "followup::store::MIGRATOR", fixtures("../../../src/store/fixtures/register.sql"))]
async fn wording_of_any_kind_is_shown_whole_and_never_as_markup(pool: PgPool) {
    let long = "a".repeat(200);
    let (letters, markup) = ("Review every case. ".repeat(210), "<script>alert(1)</script>");
    let wording = format!("{markup} {long} \u{5d1}\u{5d3}\u{5d9}\u{5e7}\u{5d4} {letters}");
    // The wording of KENT-2021-01, which is erased otherwise.
    sqlx::query(
        "insert into event_text (event, field, salt, body) values (4, 'wording', decode(repeat('00', 16), 'hex'), $1)",
    )
    .bind(&wording)
    .execute(&pool)
    .await
    .unwrap();
    let html = get(&server_on(&pool).await, "/recommendations?force=kent").await.body;
    assert!(!html.contains(markup), "{html}");
    let shown = html.split("dir=\"auto\"").find(|part| part.contains(&long)).unwrap();
    assert!(shown.contains(letters.trim_end()) && shown.contains("&lt;script&gt;"), "{shown}");
}
