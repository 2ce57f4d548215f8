//! The pages of a force and of its rounds, on the public data: what they say, where their numbers lead, what is not there.

use sqlx::PgPool;

use crate::{
    real_data::{every_count_leads_to_as_many_rows, links, server_with_real_data},
    support::get,
};

/// What a page says, without its tags and with single spaces.
fn words(page: &str) -> String {
    let main = page.split("<main").nth(1).unwrap().split("</main>").next().unwrap();
    crate::real_data::without_tags(&format!("<main{main}")).split_whitespace().collect::<Vec<_>>().join(" ")
}

#[sqlx::test(migrator = "followup::store::MIGRATOR")]
async fn a_force_is_shown_with_its_news_its_visits_and_its_praise(pool: PgPool) {
    let server = server_with_real_data(&pool).await;
    let kent = get(&server, "/forces/kent").await;
    assert_eq!(kent.status, 200);
    let text = kent.text();
    for words in [
        "<title>Kent Police – Forces – NCPI follow-up</title>",
        "South East, England",
        "Inspection, September 2019",
        "Post-inspection review, 26 August 2021",
        "Works well with partner agencies",
        "Not published for Kent Police",
        // 9 items, of which KENT-2019-07 alone has a deadline.
        "Deadline of 8 of 9",
        "Was due 30 September 2019: still of concern 22 months later.",
    ] {
        assert!(text.contains(words), "{words} is missing from {text}");
    }
    // By the latest finding of each item: 02, 06 and 07 of concern, 04 partly, 01 and the area 08 improved, 03, 05 and the area 09
    // not mentioned.
    let page = words(&text);
    for group in [
        "Still of concern 3 recommendations",
        "Partly improved 1 recommendation",
        "Improved or closed 1 recommendation and 1 area of concern",
        "Not mentioned in what we could read of later reports 2 recommendations and 1 area of concern",
    ] {
        assert!(page.contains(group), "{group} is missing from {page}");
    }
}

#[sqlx::test(migrator = "followup::store::MIGRATOR")]
async fn the_first_sentence_of_a_force_is_what_inspectors_said_last(pool: PgPool) {
    let server = server_with_real_data(&pool).await;
    for (force, news) in [
        (
            "kent",
            "When inspectors last reported in August 2021, 3 of 5 recommendations were still of concern, 1 had partly improved and 1 \
             had improved; the 1 area of concern had improved. We know of nothing published in the 5 years 2 months since.",
        ),
        // Grades before findings. Its review of 2018 found one area of concern partly improved.
        (
            "gloucestershire",
            "Inspectors graded Gloucestershire Constabulary inadequate in 3 of 5 topics (leadership, initial response, investigation) in \
             May 2025. They raised 4 new areas of concern.",
        ),
        (
            "metropolitan",
            "When inspectors last reported in February 2025, all 3 areas of concern were closed. They raised 3 new areas of concern.",
        ),
        // One visit of one force: all that it spoke of, also what is known from it alone (COLP-2019-05x).
        (
            "city-of-london",
            "When inspectors last reported in May 2022, 2 of 5 areas of concern were still of concern and 3 had improved. We know of \
             nothing published in the 4 years 6 months since.",
        ),
        ("lincolnshire", "When inspectors last reported in December 2025, they raised 8 new recommendations."),
    ] {
        let page = words(&get(&server, &format!("/forces/{force}")).await.text());
        assert!(page.contains(news), "{force}: {news} is missing from {page}");
    }
}

#[sqlx::test(migrator = "followup::store::MIGRATOR")]
async fn every_number_of_a_force_leads_to_exactly_the_rows_it_counts(pool: PgPool) {
    let server = server_with_real_data(&pool).await;
    let paths = [
        ("/forces/kent", 10),
        ("/forces/northamptonshire", 5),
        ("/forces/kent?as_at=2020-01-01", 4),
        ("/forces/lincolnshire/rounds/progress-update-undated", 2),
        ("/forces/kent/rounds/inspection-2019-09", 2),
        ("/forces/kent/rounds/post-inspection-review-2021-08-26", 4),
    ];
    for (path, at_least) in paths {
        let followed = every_count_leads_to_as_many_rows(&server, path).await;
        assert!(followed >= at_least, "{path}: only {followed} counts");
    }
}

/// The deadline state, record type and count of each link of the section.
fn deadlines(page: &str) -> Vec<(String, String, u64)> {
    let Some(section) = page.split(r#"id="deadlines""#).nth(1).map(|rest| rest.split("</table>").next().unwrap())
    else {
        return Vec::new();
    };
    let parameter = |href: &str, name: &str| {
        let value = href.split(&format!("{name}=")).nth(1).and_then(|rest| rest.split('&').next());
        value.unwrap_or_default().to_owned()
    };
    links(&format!("<main>{section}</main>"))
        .into_iter()
        .map(|(href, count)| {
            (parameter(&href, "deadline_state"), parameter(&href, "record_type"), count.parse().unwrap())
        })
        .collect()
}

#[sqlx::test(migrator = "followup::store::MIGRATOR", fixtures("../../../src/store/fixtures/register.sql"))]
async fn the_deadlines_of_a_force_are_those_of_the_register_and_add_up(pool: PgPool) {
    let server = crate::support::server_on(&pool).await;
    for (force, query, states) in [("kent", "", 4), ("kent", "&as_at=2019-11-12", 3), ("bedfordshire", "", 0)] {
        let path = format!("/forces/{force}?{}", query.trim_start_matches('&'));
        let page = get(&server, &path).await.text();
        let counts = deadlines(&page);
        for record_type in ["recommendation", "area_of_concern"] {
            let of_type: Vec<_> = counts.iter().filter(|(_, of, _)| of == record_type).collect();
            let all: Vec<_> = of_type.iter().filter(|(state, ..)| state.is_empty()).map(|(.., count)| *count).collect();
            let sum: u64 = of_type.iter().filter(|(state, ..)| !state.is_empty()).map(|(.., count)| *count).sum();
            assert_eq!(sum, all.iter().sum::<u64>(), "{path}, {record_type}: {counts:?}");
            assert!(all.len() <= 1 && all.iter().all(|all| *all > 0), "{path}: a column without items");
        }
        let mut shown: Vec<_> = counts.iter().map(|(state, ..)| state).filter(|state| !state.is_empty()).collect();
        shown.dedup();
        assert_eq!(shown.len(), states, "{path}: states with none are left out: {counts:?}");
        assert!(every_count_leads_to_as_many_rows(&server, &path).await >= counts.len(), "{path}");
    }
}

#[sqlx::test(migrator = "followup::store::MIGRATOR", fixtures("../../../src/store/fixtures/follow_up.sql"))]
async fn a_force_without_items_has_no_deadline_and_says_so(pool: PgPool) {
    let page = get(&crate::support::server_on(&pool).await, "/forces/greater-manchester").await.text();
    assert!(page.contains("We know of no recommendation or area of concern of this force."), "{page}");
    assert!(!page.contains("deadline_state="), "{page}");
}

#[sqlx::test(migrator = "followup::store::MIGRATOR")]
async fn a_round_says_what_it_raised_and_what_it_found_of_earlier_items(pool: PgPool) {
    let server = server_with_real_data(&pool).await;
    let first = get(&server, "/forces/kent/rounds/inspection-2019-09").await.text();
    for words in [
        "<title>Inspection, September 2019 – Kent Police – Forces – NCPI follow-up</title>",
        "KENT-2019-01",
        "Status not recorded",
        "so there are no earlier items",
        r#"href="/forces/kent/rounds/post-inspection-review-2021-08-26""#,
    ] {
        assert!(first.contains(words), "{words} is missing from {first}");
    }
    let review = get(&server, "/forces/kent/rounds/post-inspection-review-2021-08-26").await.text();
    for words in [
        "Still of concern",
        "Not looked at again, as far as we know",
        "KENT-2019-08",
        "Previous round",
        "govuk-pagination__icon--prev",
        "We know this round’s findings on <a",
        "We know of nothing that this round raised",
    ] {
        assert!(review.contains(words), "{words} is missing from {review}");
    }
    assert!(!review.contains("Next round"), "{review}");
}

#[sqlx::test(migrator = "followup::store::MIGRATOR", fixtures("../../../src/store/fixtures/follow_up.sql"))]
async fn a_force_without_a_round_says_so_and_claims_nothing(pool: PgPool) {
    let answer = get(&crate::support::server_on(&pool).await, "/forces/city-of-london").await;
    assert_eq!(answer.status, 200);
    assert!(answer.body.contains("No visit known"), "{}", answer.body);
    assert!(answer.body.contains("does not mean that it was never inspected"), "{}", answer.body);
    assert!(!answer.body.contains("<figure"), "{}", answer.body);
}

#[sqlx::test(migrator = "followup::store::MIGRATOR")]
async fn a_dated_view_lists_the_rounds_that_no_source_dates_and_leads_to_them_in_the_present(pool: PgPool) {
    let server = server_with_real_data(&pool).await;
    let round = "/forces/lincolnshire/rounds/progress-update-undated";
    let present = get(&server, "/forces/lincolnshire").await;
    assert!(!present.body.contains("These visits have no date"), "{}", present.body);
    let past = get(&server, "/forces/lincolnshire?as_at=2026-11-01").await;
    assert!(past.body.contains("These visits have no date"), "{}", past.body);
    assert!(links(&past.text()).iter().any(|(href, _)| href == round), "{}", past.body);
    assert_eq!(get(&server, round).await.status, 200);
    let gone = get(&server, &format!("{round}?as_at=2026-11-01")).await;
    assert_eq!(gone.status, 404);
    assert!(gone.body.contains(&format!(r#"<a href="{round}""#)), "{}", gone.body);
}

#[sqlx::test(migrator = "followup::store::MIGRATOR")]
async fn every_link_of_a_force_in_the_past_keeps_its_point(pool: PgPool) {
    let server = server_with_real_data(&pool).await;
    for path in ["/forces/kent", "/forces/kent/rounds/inspection-2019-09"] {
        let page = get(&server, &format!("{path}?as_at=2022-05-01")).await.text();
        assert!(page.contains("How things stood on 1 May 2022, by what is known today"), "{page}");
        let links = links(&page);
        assert!(links.len() > 10, "{links:?}");
        for (href, _) in links.iter().filter(|(href, _)| href.starts_with('/')) {
            assert!(href.contains("as_at=2022-05-01"), "{path}: {href}");
        }
    }
}

#[sqlx::test(migrator = "followup::store::MIGRATOR", fixtures("../../../src/store/fixtures/register.sql"))]
async fn what_is_not_there_is_said_with_a_way_on_and_a_bad_date_is_named(pool: PgPool) {
    let server = crate::support::server_on(&pool).await;
    for (path, way_on) in [
        ("/forces/kemt", "/forces"),
        ("/forces/Kent", "/forces"),
        ("/forces/%20kent", "/forces"),
        ("/forces/kemt/rounds/inspection-2019", "/forces"),
        ("/forces/kent/rounds/inspection-1999", "/forces/kent"),
        ("/forces/kent/rounds/%20inspection-2019", "/forces/kent"),
        ("/forces/kent/rounds/Inspection", "/forces/kent"),
    ] {
        let answer = get(&server, path).await;
        assert_eq!(answer.status, 404, "{path}");
        assert!(links(&answer.text()).iter().any(|(href, _)| href == way_on), "{path}: {}", answer.body);
    }
    for path in ["/forces/kent", "/forces/kent/rounds/inspection-2019"] {
        let answer = get(&server, &format!("{path}?as_at=yesterday")).await;
        assert_eq!(answer.status, 400, "{path}");
        assert!(answer.names_parameter("as_at"), "{}", answer.body);
    }
}
