//! The table of forces as page and as file: which forces, in which order, and where each number leads.

use axum::Router;
use sqlx::PgPool;

use crate::{
    real_data::{count_in, every_count_leads_to_as_many_rows, links, server_with_real_data, without_tags},
    support::{Answer, get, server_on},
};

/// The forces of the page: the rows of its table, then those that it names below; none where the page says that there is none.
pub fn rows_of(page: &Answer) -> Vec<String> {
    assert_eq!(page.status, 200, "{}", page.body);
    let text = page.text();
    let between = |from: &str, to: &str| {
        let (_, rest) = text.split_once(from)?;
        Some(rest.split(to).next().unwrap_or_default().to_owned())
    };
    let rows = between("<tbody", "</tbody>").unwrap_or_default();
    let unlisted = between("app-forces__unlisted", "</p>").unwrap_or_default();
    let rows = rows.split("<tr").skip(1).map(str::to_owned);
    let rows: Vec<_> = rows.chain(unlisted.split("<a ").skip(1).map(|name| format!("<a {name}"))).collect();
    assert!(!rows.is_empty() || text.contains("No force"), "{text}");
    rows
}

/// The names of the forces, in the order of the rows.
async fn names(server: &Router, query: &str) -> Vec<String> {
    let rows = rows_of(&get(server, &format!("/forces{query}")).await);
    let name = |row: String| row.split("<a ").nth(1).unwrap().split(['>', '<']).nth(1).unwrap().to_owned();
    rows.into_iter().map(name).collect()
}

/// The forces of the table as a reader who sees nothing hears them: name and what was said last.
async fn said(server: &Router, path: &str) -> Vec<(String, String)> {
    let page = get(server, path).await;
    let rows = rows_of(&page).into_iter().filter(|row| row.contains("In words"));
    let said = rows.map(|row| {
        let name = row.split("<th").nth(1).and_then(|rest| rest.split("</th>").next()).unwrap();
        let words = row.split(r#"data-label="In words""#).nth(1).and_then(|rest| rest.split("</td>").next()).unwrap();
        (without_tags(&format!("<{name}")), without_tags(&format!("<{words}")))
    });
    said.collect()
}

/// Follows every number: into the register, to the grades of a round, and to the forces with something of concern. Tells how many it
/// followed into the register.
async fn every_number_leads_to_exactly_the_rows_it_counts(server: &Router, path: &str) -> usize {
    let followed = every_count_leads_to_as_many_rows(server, path).await;
    let text = get(server, path).await.text();
    for (href, words) in links(&text) {
        if href.contains("with=concern-at-last-visit") {
            let forces = rows_of(&get(server, &href).await).len() as u64;
            assert_eq!(Some(forces), count_in(&words), "{path}: {href}");
        } else if let Some((grade, topics)) = words.split_once(" in ").filter(|_| href.ends_with("#grades")) {
            let round = get(server, href.trim_end_matches("#grades")).await.text();
            let grades = round.split(r#"id="grades""#).nth(1).and_then(|rest| rest.split("</table>").next()).unwrap();
            let given = grades.matches(&format!(">{grade}<")).count() as u64;
            assert_eq!(Some(given), count_in(topics), "{path}: {href}: {grades}");
        }
    }
    assert!(
        text.split("govuk-table__cell--numeric\">")
            .skip(1)
            .all(|cell| cell.starts_with("<a ") || cell.starts_with('–')),
        "{path}: a number is no link"
    );
    followed
}

#[sqlx::test(migrator = "followup::store::MIGRATOR")]
async fn the_43_forces_are_listed_with_what_our_sources_hold_of_them(pool: PgPool) {
    let server = server_with_real_data(&pool).await;
    let page = get(&server, "/forces").await;
    assert!(page.body.contains("<title>Forces – NCPI follow-up</title>"), "{}", page.body);
    let rows = rows_of(&page);
    assert_eq!(rows.len(), 43);
    let text = page.text();
    // Of 39 forces with a finding 7 had nothing of concern at the last visit that found anything: 39 - 7 = 32.
    for said in [">32 forces</a> had something still of concern when inspectors last looked", "43 forces."] {
        assert!(text.contains(said), "{said}: {text}");
    }
    assert!(
        text.contains("Visited, result not known to us: ") && rows[42].contains(">Gwent</a>"),
        "Gwent alone has neither a finding nor a grade nor a new report: {text}"
    );
    let of = |name: &str| rows.iter().find(|row| row.contains(&format!(">{name}</a>"))).unwrap();
    assert!(
        of("Kent").contains("3 of 6 items still of concern") && of("Kent").contains("August 2021"),
        "{}",
        of("Kent")
    );
    assert!(
        of("Bedfordshire").contains("4 still of concern, 3 improved or closed, 4 not looked at again"),
        "a finding of an area of concern is not left out: {}",
        of("Bedfordshire")
    );
    let graded = of("Greater Manchester");
    for grade in ["Leadership: ", ": good", ": adequate", "#grades"] {
        assert!(graded.contains(grade), "a letter hides no grades, {grade}: {graded}");
    }

    let file = get(&server, "/forces.csv").await;
    assert_eq!(file.status, 200);
    assert_eq!(file.header("content-disposition"), "attachment; filename=\"forces.csv\"");
    assert_eq!(file.body.lines().count(), 44);
    assert!(file.body.lines().next().unwrap().ends_with(",as_at,known_at"), "{}", file.body);
}

#[sqlx::test(migrator = "followup::store::MIGRATOR")]
async fn first_come_the_forces_to_look_at_first(pool: PgPool) {
    let server = server_with_real_data(&pool).await;
    let said = said(&server, "/forces").await;
    let first: Vec<_> = said.iter().take(18).map(|(name, words)| (name.as_str(), words.as_str())).collect();
    // Added up by hand from the published files.
    assert_eq!(
        first,
        [
            ("Gloucestershire", "Inadequate in 3 of 5 topics"),
            ("Cleveland", "Inadequate in 2 of 5 topics"),
            ("Staffordshire", "5 of 10 areas still of concern"),
            ("Derbyshire", "5 of 6 areas still of concern"),
            ("North Yorkshire", "4 of 8 areas still of concern"),
            ("Dorset", "3 of 8 items still of concern"),
            ("Hertfordshire", "3 of 5 areas still of concern"),
            ("Wiltshire", "2 of 8 areas still of concern"),
            ("Warwickshire", "2 of 8 items still of concern"),
            ("City of London", "2 of 5 areas still of concern"),
            ("Hampshire and Isle of Wight", "1 of 2 areas still of concern"),
            ("West Midlands", "Requires improvement in 3 of 5 topics"),
            ("Northamptonshire", "Requires improvement in 1 of 3 topics"),
            ("Thames Valley", "9 new items, not looked at again yet"),
            ("Lincolnshire", "8 new items, not looked at again yet"),
            ("Greater Manchester", "5 new items, not looked at again yet"),
            ("Avon and Somerset", "5 new items, not looked at again yet"),
            ("Metropolitan", "3 new items, not looked at again yet"),
        ]
    );
    assert_eq!(said.len(), 42);
}

#[sqlx::test(migrator = "followup::store::MIGRATOR")]
async fn columns_that_say_nothing_in_any_row_are_not_drawn(pool: PgPool) {
    let server = server_with_real_data(&pool).await;
    let page = get(&server, "/forces").await.text();
    let said = "No status is public, so nothing is called open, overdue or not verified.";
    assert!(page.contains(said) && !page.contains("--numeric") && !page.contains("most overdue"), "{page}");
    // No force of Wales has been graded.
    let wales = get(&server, "/forces?region=wales").await.text();
    assert!(page.contains("app-grade") && !wales.contains("app-grade"), "{wales}");
}

#[sqlx::test(migrator = "followup::store::MIGRATOR")]
async fn every_number_on_real_data_leads_to_exactly_the_rows_it_counts(pool: PgPool) {
    let server = server_with_real_data(&pool).await;
    // Of concern, lately or before: 9 + 19. Newly raised: 5.
    let followed = every_number_leads_to_exactly_the_rows_it_counts(&server, "/forces?record_type=both").await;
    assert_eq!(followed, 33);
    let then = every_number_leads_to_exactly_the_rows_it_counts(&server, "/forces?as_at=2022-08-31").await;
    assert!(then > 20, "{then}");
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
        let followed = every_number_leads_to_exactly_the_rows_it_counts(&server, path).await;
        assert!(followed >= 2, "{path}: {followed}");
    }
    let page = get(&server, "/forces").await.text();
    // STAF-1 is in progress, due in July 2022. STAF-2 is said to be done.
    for filter in ["deadline_state=overdue", "gap=yes"] {
        let href = format!("/recommendations?force=staffordshire&amp;record_type=recommendation&amp;{filter}\"");
        assert!(page.contains(&href), "{href}: {page}");
    }
    assert!(page.contains("Overdue and not verified count recommendations.") && page.contains(">–</td>"), "{page}");
}

#[sqlx::test(migrator = "followup::store::MIGRATOR", fixtures("../../../src/store/fixtures/follow_up.sql"))]
async fn every_link_keeps_the_point_that_was_asked_for(pool: PgPool) {
    let server = server_on(&pool).await;
    let page = get(&server, "/forces?as_at=2023-08-10&known_at=2026-06-01").await.text();
    let links = links(&page);
    assert!(links.len() > 20, "{links:?}");
    for (href, words) in links {
        assert!(href.contains("as_at=2023-08-10&known_at=2026-06-01"), "{words}: {href}");
    }
}

#[sqlx::test(migrator = "followup::store::MIGRATOR", fixtures("../../../src/store/fixtures/follow_up.sql"))]
async fn filters_pick_forces_and_links_order_them(pool: PgPool) {
    let server = server_on(&pool).await;
    // Nobody has looked at what the re-inspection of Staffordshire raised in 2023. Kent's and Humberside's concerns are over five years
    // old, the latter undated. Greater Manchester is adequate or good. The City of London has no round, so it is named last.
    assert_eq!(
        names(&server, "").await,
        ["Staffordshire", "Kent", "Humberside", "Greater Manchester", "City of London"]
    );
    assert_eq!(
        names(&server, "?sort=first-look&order=desc").await,
        ["Greater Manchester", "Humberside", "Kent", "Staffordshire", "City of London"]
    );
    assert_eq!(names(&server, "?sort=force").await[..2], ["Greater Manchester", "Humberside"]);
    assert_eq!(names(&server, "?order=desc").await[0], "Staffordshire");
    assert_eq!(names(&server, "?sort=recommendations&order=desc").await[..2], ["Staffordshire", "Kent"]);
    assert_eq!(names(&server, "?sort=latest").await[0], "Greater Manchester");
    assert_eq!(names(&server, "?sort=last-round").await[..3], ["Kent", "Staffordshire", "Greater Manchester"]);
    // Humberside's last round has no date.
    assert_eq!(
        names(&server, "?sort=last-round&order=desc").await,
        ["Greater Manchester", "Staffordshire", "Kent", "Humberside", "City of London"]
    );
    assert_eq!(names(&server, "?region=south-east").await, ["Kent"]);
    assert_eq!(names(&server, "?with=concern-at-last-visit").await, ["Kent", "Humberside"]);
    assert_eq!(names(&server, "?with=no-rounds").await, ["City of London"]);
    let silent = get(&server, "/forces?with=no-rounds").await.text();
    assert!(silent.contains("No visit known to us: ") && !silent.contains("<table"), "{silent}");
    assert_eq!(names(&server, "?with=no-items").await, ["Greater Manchester", "City of London"]);
    assert_eq!(names(&server, "?topic=2014-decision-making").await, ["Staffordshire"]);
    assert!(names(&server, "?nation=wales").await.is_empty());

    let page = get(&server, "/forces?region=south-east&sort=open&utm_source=x").await.text();
    assert!(page.contains(r#"href="/forces?sort=open""#), "the filter can be removed: {page}");
    assert!(page.contains(r#"href="/forces.csv?region=south-east&amp;sort=open""#), "{page}");
    let file = get(&server, "/forces.csv?region=south-east&as_at=2023-08-10").await;
    assert_eq!(file.header("content-disposition"), "attachment; filename=\"forces-as-at-2023-08-10.csv\"");
    let lines: Vec<_> = file.body.lines().collect();
    assert!(
        lines.len() == 2 && lines[1].starts_with("kent,") && lines[1].ends_with(",2023-08-10,2026-11-23T12:00:00Z"),
        "{}",
        file.body
    );
}

#[sqlx::test(migrator = "followup::store::MIGRATOR", fixtures("../../../src/store/fixtures/follow_up.sql"))]
async fn the_file_says_what_was_said_last_after_its_older_columns(pool: PgPool) {
    let server = server_on(&pool).await;
    let file = get(&server, "/forces.csv?sort=force").await.body;
    let mut lines = file.lines();
    let head = lines.next().unwrap();
    assert!(head.starts_with("force,code,name,short_name,nation,region,rounds,recommendations,"), "{head}");
    assert!(
        head.contains(
            ",latest_findings_of_areas_of_concern,band,band_number,band_of,said,recommendations_still_of_concern,"
        ),
        "{head}"
    );
    // Of Kent's recommendations one improved and one partly, two were not looked at; of its areas one is of concern, one improved.
    let kent = lines.find(|line| line.starts_with("kent,")).unwrap();
    assert!(kent.ends_with(",of-concern-before,1,4,2021-08-26,0,1,1,2,1,0,1,0,,2026-11-23T12:00:00Z"), "{kent}");
    let city = file.lines().find(|line| line.starts_with("city-of-london,")).unwrap();
    assert!(city.ends_with(",no-visit,,,,0,0,0,0,0,0,0,0,,2026-11-23T12:00:00Z"), "{city}");
}

#[sqlx::test(migrator = "followup::store::MIGRATOR")]
async fn a_bad_value_is_refused_by_the_name_of_its_parameter(pool: PgPool) {
    let server = server_on(&pool).await;
    for name in ["nation", "region", "with", "topic", "record_type", "sort", "order", "as_at", "known_at"] {
        let page = get(&server, &format!("/forces?{name}=nonsense")).await;
        assert_eq!(page.status, 400, "{name}");
        assert!(page.names_parameter(name), "{name}: {}", page.body);
        let file = get(&server, &format!("/forces.csv?{name}=nonsense")).await;
        assert_eq!(file.status, 400, "{name}");
        assert!(file.body.starts_with(&format!("{name} is ‘nonsense’")), "{name}: {}", file.body);
    }
}

#[sqlx::test(migrator = "followup::store::MIGRATOR")]
async fn of_a_long_chain_an_item_has_a_mark_for_each_round_and_the_latest_words(pool: PgPool) {
    let server = server_with_real_data(&pool).await;
    let page = get(&server, "/forces/northamptonshire").await.text();
    // Two rounds each found something of NORTHANTS-2018-01x, 02x and 03x; the force has four rounds.
    assert_eq!(page.matches("class=\"app-ledger__course\"").count(), 3, "{page}");
    let item =
        page.split("href=\"/recommendations/NORTHANTS-2018-01x\"").nth(1).and_then(|rest| rest.split("</ol>").next());
    let words = without_tags(item.unwrap());
    let (latest, course) = words.split_once("2019").unwrap();
    assert!(latest.contains("Still of concern, March 2021") && !latest.contains("Partly improved"), "{words}");
    assert!(course.contains("Partly improved") && course.ends_with("Still of concern"), "{words}");
    let kent = get(&server, "/forces/kent").await.text();
    assert!(!kent.contains("app-ledger__course"), "two rounds stand in words: {kent}");
}
