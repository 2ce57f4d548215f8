//! Search over HTTP: page, file and API find the same, say why, and leave a trace where restricted words were shown.

use followup::identity::Role;
use serde_json::Value;
use sqlx::PgPool;

use crate::{
    real_data::without_tags,
    support::{Browser, account, get, server_on},
};

#[sqlx::test(migrator = "followup::store::MIGRATOR", fixtures("../../../src/store/fixtures/register.sql"))]
async fn a_restricted_word_is_found_by_inspectors_alone_and_its_reading_is_noted(pool: PgPool) {
    let server = server_on(&pool).await;
    account(&pool, "inspector@example.org", Role::Inspector, &[]).await;
    account(&pool, "kent@example.org", Role::ForceLiaisonOfficer, &["kent"]).await;
    account(&pool, "leader@example.org", Role::SeniorLeader, &[]).await;
    let noted = async || -> i64 {
        let noted = "select count(*) from audit_entry where kind = 'restricted-text-read' and subject like '/recommendations?item=%'";
        sqlx::query_scalar(noted).fetch_one(&pool).await.unwrap()
    };
    for (page, file) in [("/recommendations?q=internal", "/recommendations.csv?q=internal")] {
        let mut kent = Browser::signed_in(&server, "kent@example.org").await;
        let mut leader = Browser::signed_in(&server, "leader@example.org").await;
        let answers = [get(&server, page).await, kent.get(page).await, leader.get(page).await];
        for answer in answers {
            assert_eq!(answer.status, 200);
            assert!(answer.body.contains("No recommendation or area of concern fits"), "{}", answer.body);
            assert!(!answer.body.contains("<mark>"), "{}", answer.body);
        }
        for answer in [get(&server, file).await, kent.get(file).await, leader.get(file).await] {
            assert_eq!(answer.body.lines().count(), 1, "{}", answer.body);
        }
        assert_eq!(noted().await, 0);

        let mut inspector = Browser::signed_in(&server, "inspector@example.org").await;
        let answer = inspector.get(page).await;
        let text = without_tags(&answer.text());
        assert!(text.contains("In questions to the force of 4 February 2026 (not public): Internal"), "{text}");
        assert!(answer.text().contains("<mark>Internal</mark>"), "{}", answer.text());
        assert_eq!(noted().await, 1);
        inspector.head(page).await;
        assert_eq!(noted().await, 1, "of a head nobody reads anything");
        assert_eq!(inspector.get(file).await.body.lines().count(), 2);
    }
    let kept: Vec<Option<String>> =
        sqlx::query_scalar("select subject from audit_entry").fetch_all(&pool).await.unwrap();
    assert!(kept.iter().flatten().all(|subject| !subject.contains("internal")), "words are not kept: {kept:?}");
}

#[sqlx::test(migrator = "followup::store::MIGRATOR", fixtures("../../../src/store/fixtures/register.sql"))]
async fn a_slip_is_said_with_a_link_to_search_for_what_was_typed(pool: PgPool) {
    let server = server_on(&pool).await;
    let answer = get(&server, "/recommendations?q=%E2%80%9Cmising+children%E2%80%9D&force=kent").await;
    let text = without_tags(&answer.text());
    assert!(text.contains("Nothing found for “mising children”. Showing results for “missing children”."), "{text}");
    assert!(answer.body.contains("&amp;q=%E2%80%9Cmising+children%E2%80%9D&amp;exact=yes\""), "{}", answer.body);
    let exactly = get(&server, "/recommendations?q=mising+children&exact=yes").await;
    assert!(exactly.body.contains("No recommendation or area of concern fits"), "{}", exactly.body);
    let found: Value =
        serde_json::from_str(&get(&server, "/api/v1/recommendations?q=mising+children").await.body).unwrap();
    assert_eq!(found["search"]["instead"], "missing children");
    assert_eq!(found["rows"].as_array().unwrap().len(), 3);
    let file = get(&server, "/recommendations.csv?q=mising+children").await;
    assert_eq!(file.body.lines().count(), 4, "{}", file.body);
    let too_common = get(&server, "/recommendations?q=the+of").await;
    assert!(too_common.text().contains("has only words that nearly every text has"), "{}", too_common.text());
}

#[sqlx::test(migrator = "followup::store::MIGRATOR", fixtures("../../../src/store/fixtures/register.sql"))]
async fn the_api_takes_a_reference_in_any_spelling(pool: PgPool) {
    let server = server_on(&pool).await;
    for typed in
        ["KENT-2019-01", "kent-2019-01", "KENT%E2%80%932019%E2%80%9301", "Kent+2019+1", "KENT%C2%A02019%E2%88%9201"]
    {
        let answer = get(&server, &format!("/api/v1/recommendation?reference={typed}&as_at=2026-11-01")).await;
        assert_eq!(answer.status, 200, "{typed}: {}", answer.body);
        let found: Value = serde_json::from_str(&answer.body).unwrap();
        assert_eq!(found["row"]["reference"], "KENT-2019-01", "{typed}");
        assert_eq!(get(&server, &format!("/recommendations?q={typed}")).await.status, 200);
    }
    assert_eq!(get(&server, "/api/v1/recommendation?reference=KENT-2019-99").await.status, 404);
}

#[sqlx::test(migrator = "followup::store::MIGRATOR", fixtures("../../../src/store/fixtures/register.sql"))]
async fn markup_and_strange_signs_in_a_search_are_only_words(pool: PgPool) {
    let server = server_on(&pool).await;
    for q in [
        "%3Cscript%3Ealert(1)%3C/script%3E",
        "%22%27%60%3C!--",
        "%E2%80%AE%E2%80%8FnoitceteD",
        "%EE%80%80%EE%80%81",
        "a%3A*%26%7C!%3C-%3E",
        "%E2%80%9C%E2%80%9C%E2%80%9C",
    ] {
        let answer = get(&server, &format!("/recommendations?q={q}")).await;
        assert_eq!(answer.status, 200, "{q}");
        assert!(!answer.body.contains("<script>alert"), "{q}: {}", answer.body);
        assert!(!without_tags(&answer.body).contains('\u{202e}'), "{q}");
    }
}
