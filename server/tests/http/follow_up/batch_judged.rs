//! What is judged of several items at once stands on the page that confirms the batch, and what takes the place of all of them is
//! chosen as it is for one.

use followup::{
    person::Person,
    service::reading::{Sent, selected},
    view::worklist::{Judging, Wanted},
};

use super::{
    batch::{post, submitted},
    judging::evidence,
    *,
};
use crate::statements::statements_sent;

const SELECTED: &str = "/worklist/selected";
const ITEMS: [&str; 3] = ["KENT-2019-01", "KENT-2019-02", "KENT-2019-03"];

fn address(offer: &str, items: &[&str]) -> String {
    let items: Vec<_> = items.iter().map(|item| format!("item={item}")).collect();
    format!("{SELECTED}?do={offer}&{}", items.join("&"))
}

/// The part of a page that is about one item.
fn part(page: &Answer, item: &str) -> String {
    let text = page.text();
    let rest = text.split(&format!("aria-labelledby=\"{item}\"")).nth(1);
    rest.unwrap_or_else(|| panic!("{item} in {text}")).split("</section>").next().unwrap().to_owned()
}

/// The form on a page as it would be sent without an answer.
fn unanswered(page: &Answer) -> Vec<(String, String)> {
    let text = page.text();
    let mut fields = vec![("do".to_owned(), hidden(page, "do")), ("token".to_owned(), hidden(page, "token"))];
    for value in text.split("name=\"item\" value=\"").skip(1) {
        fields.push(("item".to_owned(), value.split('"').next().unwrap().to_owned()));
    }
    fields
}

async fn readings(pool: &PgPool) -> Vec<String> {
    sqlx::query_scalar("select subject from audit_entry where kind = 'restricted-text-read' order by subject")
        .fetch_all(pool)
        .await
        .unwrap()
}

#[sqlx::test(migrator = "followup::store::MIGRATOR")]
async fn what_each_force_says_stands_beside_its_item_and_who_read_it_is_written_down(pool: PgPool) {
    let server = server_with_real_data(&pool).await;
    let officer = account(&pool, "ann@kent.example", Role::ForceLiaisonOfficer, &["kent"]).await;
    account(&pool, "ivy@inspectorate.example", Role::Inspector, &[]).await;
    let mut ann = Browser::signed_in(&server, "ann@kent.example").await;
    let mut ivy = Browser::signed_in(&server, "ivy@inspectorate.example").await;
    let told = [&[("position", "ready-for-review")], &ANSWERS[1..]].concat();
    assert_eq!(send(&mut ann, UPDATE, &told).await.status, 303);
    let asked = [("do", "return"), ("questions", "How many desks?")];
    assert_eq!(send(&mut ivy, &format!("{REVIEW}?do=return"), &asked).await.status, 303);
    let mut again = told.clone();
    again[1].1 = "Counted: nine desks";
    assert_eq!(send(&mut ann, UPDATE, &again).await.status, 303);
    for title in ["Audit of desks", "Minutes of the board"] {
        evidence(&pool, officer, ITEM, title).await;
    }
    submitted(&pool, "KENT-2019-01").await;

    for offer in ["return", "status", "propose"] {
        let page = ivy.get(&address(offer, &ITEMS)).await;
        assert_eq!(page.status, 200, "{}", page.text());
        let of_item = part(&page, ITEM);
        for words in [
            "Kent on KENT-2019-03: submitted on 23 November 2026, with 2 pieces of evidence</span>",
            "Counted: nine desks",
            "Referrals reach the authority in a day",
            "How many desks?",
            "Yes, the force submitted it again",
            "Audit of desks",
            "Minutes of the board",
            "Kept at: Case system, 17",
        ] {
            assert!(of_item.contains(words), "{offer}, {words}: {of_item}");
        }
        assert!(!of_item.contains("Every desk has a supervisor"), "only what was told last is judged: {of_item}");
        let other = part(&page, "KENT-2019-01");
        assert!(other.contains("Children are seen") && other.contains("without evidence"), "{other}");
        let silent = part(&page, "KENT-2019-02");
        assert!(silent.contains("No update from the force yet."), "{silent}");
        assert_eq!(page.text().matches("<details").count(), ITEMS.len(), "each folded away");
        let ids: Vec<_> =
            page.body.split(" id=\"").skip(1).map(|id| id.split('"').next().unwrap().to_owned()).collect();
        let unique: std::collections::BTreeSet<_> = ids.iter().collect();
        assert_eq!(unique.len(), ids.len(), "{ids:?}");
    }
    account(&pool, "zoe@inspectorate.example", Role::Authoriser, &[]).await;
    let mut zoe = Browser::signed_in(&server, "zoe@inspectorate.example").await;
    let page = zoe.get(&address("decide", &ITEMS)).await;
    let of_item = part(&page, ITEM);
    for words in ["Counted: nine desks", "How many desks?", "Audit of desks"] {
        assert!(of_item.contains(words), "whoever decides on an ending reads what the force says, too: {of_item}");
    }

    let read = readings(&pool).await;
    let batches = read.iter().filter(|subject| **subject == format!("{SELECTED}?item=KENT-2019-01&item=KENT-2019-03"));
    assert_eq!(batches.count(), 4, "{read:?}");

    sqlx::raw_sql("revoke insert on audit_entry from ncpi_application").execute(&pool).await.unwrap();
    let refused = ivy.get(&address("return", &ITEMS)).await;
    assert!(refused.status == 500 && !refused.text().contains("Counted"), "{}", refused.text());
}

#[sqlx::test(migrator = "followup::store::MIGRATOR")]
async fn to_read_what_is_judged_of_many_items_takes_no_more_statements_than_of_one(pool: PgPool) {
    let state = state_with_real_data(&pool).await;
    for item in ITEMS {
        submitted(&pool, item).await;
    }
    let ivy = account(&pool, "ivy@inspectorate.example", Role::Inspector, &[]).await;
    let ivy = Person { id: ivy, role: Role::Inspector, forces: Vec::new() };
    for judging in [Judging::WhatIsTold, Judging::Endings] {
        let mut counts = Vec::new();
        // The first reading opens connections, which is counted as well.
        for items in [&ITEMS[..1], &ITEMS[..1], &ITEMS[..]] {
            // Of an old version, what was recorded since is told too.
            let wanted = |item: &&str| Wanted { reference: item.parse().unwrap(), shown: Some(1) };
            let wanted: Vec<_> = items.iter().map(wanted).collect();
            let before = statements_sent();
            let found = selected(&state.database, &ivy, &wanted, judging, (state.clock)(), Sent::Whole).await.unwrap();
            assert!(found.len() == items.len() && found.iter().all(|one| !one.since.is_empty()), "{found:?}");
            counts.push(statements_sent() - before);
        }
        assert!(counts[1] > 3, "{counts:?}: what is sent is counted");
        assert_eq!(counts[2], counts[1], "{judging:?}");
    }
}

#[sqlx::test(migrator = "followup::store::MIGRATOR")]
async fn what_takes_the_place_of_several_is_chosen_among_the_others_of_their_force(pool: PgPool) {
    let server = server_with_real_data(&pool).await;
    for item in ITEMS {
        submitted(&pool, item).await;
    }
    account(&pool, "ivy@inspectorate.example", Role::Inspector, &[]).await;
    let mut ivy = Browser::signed_in(&server, "ivy@inspectorate.example").await;
    let page = ivy.get(&address("propose", &ITEMS)).await;
    let text = page.text();
    assert!(text.contains("<select") && text.contains("<option value=\"KENT-2019-04\">KENT-2019-04: "), "{text}");
    assert!(
        ITEMS.iter().all(|item| !text.contains(&format!("<option value=\"{item}\""))),
        "nothing takes its own place"
    );
    assert!(!text.contains("<option value=\"ESSEX-"), "only items of the same force are offered: {text}");

    let fields = unanswered(&page);
    let answers = |superseded_by| {
        [
            ("ending", "no-further-action"),
            ("no_action_reason", "superseded"),
            ("superseded_by", superseded_by),
            ("reason", "Asked again"),
            ("relied_on", "The later report"),
        ]
    };
    let proposed = async || -> i64 {
        sqlx::query_scalar("select count(*) from event where kind = 'closure_proposed'").fetch_one(&pool).await.unwrap()
    };
    for (given, words) in [
        ("", "Choose the recommendation that takes its place"),
        ("no reference/", "Choose the recommendation that takes its place"),
        ("KENT-1999-01", "There is no recommendation of this force with that reference"),
        ("ESSEX-2017-01", "There is no recommendation of this force with that reference"),
        (
            "KENT-2019-02",
            "KENT-2019-02 is one of the selected items. Choose another, or remove KENT-2019-02 from the selection",
        ),
    ] {
        let told = post(&mut ivy, &fields, &answers(given)).await;
        assert_eq!(told.status, 422, "{given}: {}", told.text());
        let text = told.text();
        assert!(text.contains(&format!("<a href=\"#superseded_by\">{words}</a>")), "{given}: {text}");
        assert!(text.contains("id=\"superseded_by-error\"") && text.contains("Asked again"), "{given}: {text}");
        assert_eq!(proposed().await, 0, "{given}");
    }
    let done = post(&mut ivy, &fields, &answers("KENT-2019-04")).await;
    assert_eq!(done.status, 303, "{}", done.text());
    assert_eq!(proposed().await, 3);
}

#[sqlx::test(migrator = "followup::store::MIGRATOR")]
async fn items_of_several_forces_are_not_offered_as_superseded_and_it_is_said_why(pool: PgPool) {
    let server = server_with_real_data(&pool).await;
    let other: String = sqlx::query_scalar(
        "select reference from recommendation_version where latest and ended_by is null and force_slug <> 'kent' limit 1",
    )
    .fetch_one(&pool)
    .await
    .unwrap();
    account(&pool, "ivy@inspectorate.example", Role::Inspector, &[]).await;
    let mut ivy = Browser::signed_in(&server, "ivy@inspectorate.example").await;
    let page = ivy.get(&address("propose", &["KENT-2019-01", &other])).await;
    let text = page.text();
    assert_eq!(page.status, 200, "{text}");
    assert!(text.contains("You selected items of several forces.") && text.contains("value=\"overtaken\""), "{text}");
    assert!(!text.contains("value=\"superseded\"") && !text.contains("<select"), "{text}");

    let answers = [
        ("ending", "no-further-action"),
        ("no_action_reason", "superseded"),
        ("superseded_by", "KENT-2019-04"),
        ("reason", "Asked again"),
        ("relied_on", "The later report"),
    ];
    let told = post(&mut ivy, &unanswered(&page), &answers).await;
    assert_eq!(told.status, 422, "{}", told.text());
    assert!(told.text().contains("There is no recommendation of this force with that reference"), "{}", told.text());
    assert!(told.text().contains("id=\"superseded_by\""), "where the error leads to is there: {}", told.text());
}
