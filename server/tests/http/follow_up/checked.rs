//! What inspectors do is checked before it is saved, with what readers will see; what contradicts the record asks first.

use super::*;

async fn inspector<'a>(pool: &PgPool, server: &'a axum::Router) -> Browser<'a> {
    account(pool, "ivy@inspectorate.example", Role::Inspector, &[]).await;
    Browser::signed_in(server, "ivy@inspectorate.example").await
}

async fn all_events(pool: &PgPool) -> i64 {
    sqlx::query_scalar("select count(*) from event").fetch_one(pool).await.unwrap()
}

#[sqlx::test(migrator = "followup::store::MIGRATOR")]
async fn every_review_says_what_readers_will_see_and_saves_nothing_yet(pool: PgPool) {
    let server = server_with_real_data(&pool).await;
    let mut ivy = inspector(&pool, &server).await;
    let review = |item: &str| format!("/recommendations/{item}/review");
    for (item, answers, words) in [
        (
            ITEM,
            &[("do", "status"), ("status", "being-progressed")][..],
            &["will change from “Status not recorded” to “In progress”", "Being progressed"][..],
        ),
        (
            ITEM,
            &[("do", "deadline"), ("deadline", "fixed-date"), ("date", "1 May 2027"), ("reason", "Agreed")],
            &["It will be due on 1 May 2027", "Everyone who can read this register will see what you wrote"],
        ),
        (
            "KENT-2019-01",
            &[
                ("do", "finding"),
                ("round", "post-inspection-review-2021-08-26"),
                ("finding", "no-progress"),
                ("replaces", "yes"),
            ],
            &["The latest finding will be “No progress”", "It is now “Improved”"],
        ),
        (ITEM, &[("do", "note"), ("note", "Seen"), ("audience", "everyone")], &["stay as they are", "Seen"]),
    ] {
        let before = all_events(&pool).await;
        let page =
            send(&mut ivy, &format!("{}?do={}", review(item), answers[0].1), &with_button(answers, "check")).await;
        let text = page.text();
        assert_eq!((page.status.as_u16(), all_events(&pool).await), (200, before), "{answers:?}: {text}");
        for words in words.iter().chain(&["Check your answers", "What readers will see"]) {
            assert!(text.contains(words), "{words}: {text}");
        }
        let changed = ivy.post(&review(item), &with_button(&again(&page, answers), "change")).await;
        assert!(changed.status == 200 && !changed.text().contains("What readers will see"), "{}", changed.text());
        let saved = ivy.post(&review(item), &with_button(&again(&page, answers), "save")).await;
        assert_eq!((saved.status.as_u16(), all_events(&pool).await), (303, before + 1), "{}", saved.text());
    }
    // A note between the two sides changes nothing for anybody else.
    let note = [("do", "note"), ("note", "Between us"), ("audience", "force"), ("button", "")];
    assert_eq!(send(&mut ivy, &format!("{REVIEW}?do=note"), &note).await.status, 303);
}

fn with_button<'a>(answers: &[(&'a str, &'a str)], button: &'a str) -> Vec<(&'a str, &'a str)> {
    answers.iter().copied().chain([("button", button)]).collect()
}

/// The answers with the version and token of a page.
fn again<'a>(page: &Answer, answers: &[(&'a str, &'a str)]) -> Vec<(&'a str, &'a str)> {
    let kept = ["version", "token"].map(|name| (name, &*hidden(page, name).leak()));
    kept.into_iter().chain(answers.iter().copied()).collect()
}

#[sqlx::test(migrator = "followup::store::MIGRATOR")]
async fn a_finding_of_an_inspector_is_shown_as_theirs_and_replaces_only_when_asked(pool: PgPool) {
    let server = server_with_real_data(&pool).await;
    let mut ivy = inspector(&pool, &server).await;
    let item = "/recommendations/KENT-2019-01";
    let form = format!("{item}/review?do=finding");
    let found = [("do", "finding"), ("round", "post-inspection-review-2021-08-26"), ("finding", "still-of-concern")];
    let asked = send(&mut ivy, &form, &found).await;
    let text = asked.text();
    assert!(asked.status == 422 && text.contains("The record has “Improved” for this round"), "{text}");
    assert!(text.contains(r#"id="replaces-error""#) && text.contains("Show mine in place of"), "{text}");
    let saved = send(&mut ivy, &form, &[&found[..], &[("replaces", "yes")]].concat()).await;
    assert_eq!(saved.status, 303, "{}", saved.text());
    let page = get(&server, item).await.text();
    let first = page.split("class=\"app-found\"").nth(1).unwrap().split("</div>").next().unwrap();
    for words in ["Still of concern", "(recorded by the inspectorate on ", "It replaces “Improved”"] {
        assert!(first.contains(words), "{words}: {first}");
    }
    assert!(!first.contains("(source: "), "no report says it: {first}");
    let round = get(&server, "/forces/kent/rounds/post-inspection-review-2021-08-26").await;
    assert!(round.text().contains("(recorded by the inspectorate on "), "{}", round.text());
}

#[sqlx::test(migrator = "followup::store::MIGRATOR")]
async fn complete_against_the_latest_finding_asks_first_for_one_and_for_several(pool: PgPool) {
    let server = server_with_real_data(&pool).await;
    let mut ivy = inspector(&pool, &server).await;
    let of_concern: Vec<String> = sqlx::query_scalar(
        "select reference from recommendation_version
        where latest and force_slug = 'kent' and latest_finding in ('still-of-concern', 'no-progress') order by reference",
    )
    .fetch_all(&pool)
    .await
    .unwrap();
    let complete = [
        ("do", "propose"),
        ("ending", "complete"),
        ("verification", "desk-review"),
        ("reason", "Seen"),
        ("relied_on", "Audit"),
    ];
    let form = format!("/recommendations/{}/review?do=propose", of_concern[0]);
    assert!(ivy.get(&form).await.text().contains("The latest finding: "), "it is said before anything is typed");
    let asked = send(&mut ivy, &form, &complete).await;
    assert!(asked.status == 422 && asked.text().contains(r#"id="despite_finding-error""#), "{}", asked.text());

    let [one, other] = [&of_concern[0], &of_concern[1]];
    let page = ivy.get(&format!("/worklist/selected?do=propose&item={one}&item={other}")).await;
    let token = hidden(&page, "token");
    let items: Vec<String> = page
        .text()
        .split("name=\"item\" value=\"")
        .skip(1)
        .map(|rest| rest.split('"').next().unwrap().to_owned())
        .collect();
    let mut fields: Vec<(&str, &str)> = items.iter().map(|item| ("item", item.as_str())).collect();
    fields.push(("token", &token));
    fields.extend(complete);
    let asked = ivy.post("/worklist/selected", &fields).await;
    let named = format!("The latest finding of {one}, {other} is of concern");
    assert!(asked.status == 422 && asked.text().contains(&named), "{}", asked.text());
    fields.push(("despite_finding", "yes"));
    assert_eq!(ivy.post("/worklist/selected", &fields).await.status, 303);
}
