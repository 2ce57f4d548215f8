//! The history of a recommendation as a timeline: every event, for whom, with its mark, and only some kinds where asked.

use followup::identity::Role;
use sqlx::PgPool;

use crate::{
    follow_up::{ANSWERS, UPDATE, send},
    real_data::{server_with_real_data, without_tags},
    support::{Browser, account, get, server_on},
};

fn items(html: &str) -> usize {
    html.matches("app-timeline__item").count()
}

#[sqlx::test(migrator = "followup::store::MIGRATOR", fixtures("../../../src/store/fixtures/register.sql"))]
async fn every_event_says_by_whom_for_whom_and_carries_the_first_digits_of_its_hash(pool: PgPool) {
    account(&pool, "ann@example.org", Role::Inspector, &[]).await;
    let server = server_on(&pool).await;
    let html = get(&server, "/recommendations/KENT-2019-01").await.text();
    assert_eq!(items(&html), 4, "{html}");
    assert_eq!(html.matches("Recorded here on 1 January 2026. Audience: everyone").count(), 3, "{html}");
    // Four events, a correction and an erasure.
    assert_eq!(html.matches("ecord mark <code>").count(), 6, "{html}");
    assert!(!html.contains("Audience: the inspectorate"), "{html}");
    let mark = hex::encode(
        sqlx::query_scalar::<_, Vec<u8>>("select hash from event where seq = 9").fetch_one(&pool).await.unwrap(),
    );
    assert!(html.contains(&format!("<code>{}</code>", &mark[..8])), "{html}");

    let html = Browser::signed_in(&server, "ann@example.org").await.get("/recommendations/KENT-2019-01").await.text();
    assert_eq!(items(&html), 5, "{html}");
    assert!(html.contains("Audience: the inspectorate</p>"), "{html}");
}

#[sqlx::test(migrator = "followup::store::MIGRATOR", fixtures("../../../src/store/fixtures/register.sql"))]
async fn a_corrected_event_says_what_it_said_before_and_what_it_says_now(pool: PgPool) {
    let html = get(&server_on(&pool).await, "/recommendations/KENT-2019-01").await.text();
    let correction =
        html.split("Corrected on 1 February 2026").nth(1).unwrap().split("</p>").next().unwrap().to_owned();
    assert_eq!(
        correction,
        ", by the system. Until then it read: <q>Post-inspection review, 26 August 2021: no progress</q>, 25 August 2021. \
         From then on: <q>Post-inspection review, 26 August 2021: partly improved</q>, 26 August 2021."
    );
}

#[sqlx::test(migrator = "followup::store::MIGRATOR", fixtures("../../../src/store/fixtures/register.sql"))]
async fn only_the_kinds_that_the_address_names_are_shown_at_any_point(pool: PgPool) {
    let server = server_on(&pool).await;
    let path = "/recommendations/KENT-2019-01";
    for (query, expected) in [
        ("kind=raised", 1),
        ("kind=raised&kind=finding_recorded", 3),
        ("kind=finding_recorded&as_at=2022-01-01", 1),
        ("kind=corrected", 1),
        ("kind=text_redacted", 1),
        ("kind=corrected&known_at=2026-01-15", 0),
        // An event that the reader may not see is not counted either.
        ("kind=returned", 0),
        ("kind=", 4),
    ] {
        let html = get(&server, &format!("{path}?{query}")).await.text();
        assert_eq!(items(&html), expected, "{query}: {html}");
        assert_eq!(html.contains("No event of these kinds is in this view"), expected == 0, "{query}");
    }
    let html = get(&server, &format!("{path}?kind=raised&as_at=2022-01-01")).await.text();
    assert!(html.contains("Showing 1 of 2 events, of these kinds only: Raised."), "{html}");
    assert!(html.contains(&format!("href=\"{path}?as_at=2022-01-01#history\"")), "{html}");
    let form = html.split("#history\"").find(|part| part.contains("Kinds of event")).unwrap();
    assert!(form.contains(r#"<input type="hidden" name="as_at" value="2022-01-01">"#), "{form}");
    assert!(!form.contains("Returned"), "{form}");
    // The form of the date keeps the kinds.
    assert!(html.contains(r#"<input type="hidden" name="kind" value="raised">"#), "{html}");
}

#[sqlx::test(migrator = "followup::store::MIGRATOR", fixtures("../../../src/store/fixtures/register.sql"))]
async fn a_kind_that_there_is_not_is_refused_by_name(pool: PgPool) {
    let answer = get(&server_on(&pool).await, "/recommendations/KENT-2019-01?kind=gossip").await;
    assert_eq!(answer.status, 400);
    assert!(answer.text().contains("kind") && answer.text().contains("gossip"), "{}", answer.body);
}

#[sqlx::test(migrator = "followup::store::MIGRATOR")]
async fn an_update_is_told_in_the_order_in_which_its_form_asks(pool: PgPool) {
    let server = server_with_real_data(&pool).await;
    account(&pool, "ann@kent.example", Role::ForceLiaisonOfficer, &["kent"]).await;
    let mut ann = Browser::signed_in(&server, "ann@kent.example").await;
    for (target, reason) in [("2027-03-31", ""), ("2027-05-31", "The audit takes longer")] {
        let more = [
            ("next_step", "An audit in March"),
            ("owner_post", "Detective superintendent"),
            ("target", target),
            ("target_reason", reason),
        ];
        let saved = send(&mut ann, UPDATE, &[&ANSWERS[..], &more].concat()).await;
        assert_eq!(saved.status, 303, "{}", saved.text());
    }
    let page = ann.get("/recommendations/KENT-2019-03").await.text();
    let last = page.split("app-timeline__item").find(|item| item.contains("The audit takes longer")).unwrap();
    let told: Vec<_> = last
        .split("<p class=\"govuk-body app-said\">")
        .skip(1)
        .map(|text| without_tags(text.split("</p>").next().unwrap()))
        .collect();
    assert_eq!(
        told,
        [
            "What was done: Every desk has a supervisor",
            "What changed for children: Referrals reach the authority in a day",
            "Next step: An audit in March",
            "Post that owns it: Detective superintendent",
            "Why the target date changes: The audit takes longer",
        ],
        "{last}"
    );
}

#[sqlx::test(migrator = "followup::store::MIGRATOR")]
async fn updates_that_a_reader_may_not_read_are_one_line_for_them(pool: PgPool) {
    let server = server_with_real_data(&pool).await;
    account(&pool, "ann@kent.example", Role::ForceLiaisonOfficer, &["kent"]).await;
    let mut ann = Browser::signed_in(&server, "ann@kent.example").await;
    for _ in 0..3 {
        assert_eq!(send(&mut ann, UPDATE, &ANSWERS).await.status, 303);
    }
    let page = "/recommendations/KENT-2019-03";
    let (own, others) = (ann.get(page).await.text(), get(&server, page).await.text());
    assert_eq!(own.matches(">Update added</h3>").count(), 3, "{own}");
    let line = others.split("updates between force and inspectorate, ").nth(1).unwrap_or_else(|| panic!("{others}"));
    assert!(line.starts_with("2026, not public</h3>"), "{line}");
    assert!(line.contains("Record marks <code>"), "each event keeps its mark: {line}");
    assert!(!others.contains("Every desk has a supervisor"), "{others}");
}

#[sqlx::test(migrator = "followup::store::MIGRATOR", fixtures("../../../src/store/fixtures/register.sql"))]
async fn the_history_is_folded_away_until_somebody_asks_for_some_of_it(pool: PgPool) {
    let server = server_on(&pool).await;
    for (query, is_open) in [("", false), ("?kind=", false), ("?kind=raised", true)] {
        let html = get(&server, &format!("/recommendations/KENT-2019-01{query}")).await.text();
        let fold = html.split("Full history (4 events, with record marks)").next().unwrap();
        let details = fold.rsplit("<details").next().unwrap();
        assert_eq!(details.contains(" open"), is_open, "{query}: {details}");
    }
}
