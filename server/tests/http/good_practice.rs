//! Good practice: found by topic, force and region, and nothing claimed where a source is silent.

use sqlx::PgPool;

use crate::{
    real_data::server_with_real_data,
    support::{get, server_on},
};

#[sqlx::test(migrator = "followup::store::MIGRATOR")]
async fn each_example_names_its_force_its_round_and_its_topic_or_that_the_source_names_none(pool: PgPool) {
    let server = server_with_real_data(&pool).await;
    let mut pages = Vec::new();
    for number in 1..=3 {
        let page = get(&server, &format!("/good-practice?page={number}")).await;
        assert_eq!(page.status, 200, "{number}");
        pages.push(page.text());
    }
    // 50 + 50 + 29 = 129 examples, those without a topic last.
    assert_eq!(pages.iter().map(|page| page.matches("scope=\"row\"").count()).collect::<Vec<_>>(), [50, 50, 29]);
    let all = pages.concat();
    assert_eq!(all.matches("No topic named in the source</span>").count(), 9, "{all}");
    assert_eq!(all.matches("Leadership, management and governance (2014 scheme)</span>").count(), 31, "{all}");
    assert!(all.contains(r#"href="/forces/kent/rounds/inspection-2019-09""#), "{all}");
    let without = get(&server, "/good-practice?topic=none").await.text();
    assert_eq!(without.matches("scope=\"row\"").count(), 9, "{without}");
    let kent = get(&server, "/good-practice?force=kent").await.text();
    assert_eq!(kent.matches("scope=\"row\"").count(), 5, "{kent}");
}

#[sqlx::test(migrator = "followup::store::MIGRATOR", fixtures("../../../src/store/fixtures/follow_up.sql"))]
async fn filters_pick_examples_and_can_be_removed(pool: PgPool) {
    let server = server_on(&pool).await;
    for (query, examples) in [
        ("", 2),
        ("?topic=none", 1),
        ("?topic=2014-initial-contact&force=kent&region=south-east", 1),
        ("?force=humberside", 0),
        ("?as_at=2019-09-29", 0),
        ("?known_at=2020-01-01", 0),
    ] {
        let page = get(&server, &format!("/good-practice{query}")).await;
        assert_eq!(page.status, 200, "{query}");
        assert_eq!(page.text().matches("scope=\"row\"").count(), examples, "{query}: {}", page.body);
        assert_eq!(page.text().contains("No good practice known"), examples == 0, "{query}");
    }
    let page = get(&server, "/good-practice?topic=none&force=kent&as_at=2022-05-01").await.text();
    assert!(page.contains(r#"href="/good-practice?force=kent&amp;as_at=2022-05-01""#), "{page}");
}

#[sqlx::test(migrator = "followup::store::MIGRATOR", fixtures("../../../src/store/fixtures/follow_up.sql"))]
async fn a_bad_value_is_refused_by_the_name_of_its_parameter(pool: PgPool) {
    let server = server_on(&pool).await;
    for query in [
        "topic=traffic",
        "force=kemt",
        "force=%00",
        "region=kent",
        "page=0",
        "page=x",
        "page=2",
        "page=4294967295",
        "as_at=31/02/2022",
        "known_at=yesterday",
    ] {
        let page = get(&server, &format!("/good-practice?{query}")).await;
        let name = query.split('=').next().unwrap();
        assert_eq!(page.status, 400, "{query}");
        assert!(page.names_parameter(name), "{query}: {}", page.body);
    }
}
