//! The pages of a force and of its rounds, on the public data: what they say, where their numbers lead, what is not there.

use sqlx::PgPool;

use crate::{
    real_data::{every_count_leads_to_as_many_rows, links, server_with_real_data},
    support::get,
};

#[sqlx::test(migrator = "followup::store::MIGRATOR")]
async fn kent_is_shown_with_its_rounds_findings_and_good_practice(pool: PgPool) {
    let kent = get(&server_with_real_data(&pool).await, "/forces/kent").await;
    assert_eq!(kent.status, 200);
    let text = kent.text();
    for words in [
        "<title>Kent Police – Forces – NCPI follow-up</title>",
        "Police force in South East, England",
        "E23000032",
        ">2 rounds</a>",
        ">7 recommendations</a>",
        ">2 areas of concern</a>",
        "Inspection, September 2019",
        "Post-inspection review, 26 August 2021",
        "Kent Police: inspectors found 1 of 5 recommendations improved",
        "one visit cannot show change",
        "Works well with partner agencies",
        "No topic named in the source",
        "Our sources hold no case audit.",
        r#"href="/charts/findings-across-rounds.csv?force=kent""#,
    ] {
        assert!(text.contains(words), "{words} is missing from {text}");
    }
}

#[sqlx::test(migrator = "followup::store::MIGRATOR")]
async fn every_number_of_a_force_leads_to_exactly_the_rows_it_counts(pool: PgPool) {
    let server = server_with_real_data(&pool).await;
    let paths = [
        ("/forces/kent", 40),
        ("/forces/northamptonshire", 30),
        ("/forces/kent?as_at=2020-01-01", 10),
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
    let section = page.split(r#"id="deadlines""#).nth(1).unwrap().split("<h2").next().unwrap();
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
    for (force, query, states) in [("kent", "", 4), ("kent", "&as_at=2019-11-12", 3), ("bedfordshire", "", 1)] {
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
    assert!(page.contains("Our sources hold no item of this force, so there is no deadline to speak of."), "{page}");
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
        "there is nothing earlier to come back to",
        r#"href="/forces/kent/rounds/post-inspection-review-2021-08-26""#,
    ] {
        assert!(first.contains(words), "{words} is missing from {first}");
    }
    let review = get(&server, "/forces/kent/rounds/post-inspection-review-2021-08-26").await.text();
    for words in [
        "Still of concern",
        "No finding in our sources",
        "KENT-2019-08",
        "Previous round",
        "govuk-pagination__icon--prev",
        "Our sources hold this round’s findings on <a",
        "Our sources hold nothing that this round raised",
    ] {
        assert!(review.contains(words), "{words} is missing from {review}");
    }
    assert!(!review.contains("Next round"), "{review}");
}

#[sqlx::test(migrator = "followup::store::MIGRATOR", fixtures("../../../src/store/fixtures/follow_up.sql"))]
async fn a_force_without_a_round_says_so_and_claims_nothing(pool: PgPool) {
    let answer = get(&crate::support::server_on(&pool).await, "/forces/city-of-london").await;
    assert_eq!(answer.status, 200);
    assert!(answer.body.contains("No round in our sources"), "{}", answer.body);
    assert!(answer.body.contains("does not mean that this force was never inspected"), "{}", answer.body);
    assert!(!answer.body.contains("<figure"), "{}", answer.body);
}

#[sqlx::test(migrator = "followup::store::MIGRATOR")]
async fn a_dated_view_lists_the_rounds_that_no_source_dates_and_leads_to_them_in_the_present(pool: PgPool) {
    let server = server_with_real_data(&pool).await;
    let round = "/forces/lincolnshire/rounds/progress-update-undated";
    let present = get(&server, "/forces/lincolnshire").await;
    assert!(!present.body.contains("No source dates these rounds"), "{}", present.body);
    let past = get(&server, "/forces/lincolnshire?as_at=2026-11-01").await;
    assert!(past.body.contains("No source dates these rounds"), "{}", past.body);
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
        assert!(answer.text().contains("Show this page without as_at"), "{}", answer.body);
    }
}
