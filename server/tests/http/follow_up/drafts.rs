//! Drafts: kept on the server, seen by their force alone.

use super::*;

/// What the island on the form calls while somebody types.
const KEEP: &str = "/api/v1/recommendation/update/draft";

#[sqlx::test(migrator = "followup::store::MIGRATOR")]
async fn a_draft_comes_back_in_the_form_with_the_version_it_was_begun_on(pool: PgPool) {
    let server = server_with_real_data(&pool).await;
    account(&pool, "ann@kent.example", Role::ForceLiaisonOfficer, &["kent"]).await;
    account(&pool, "bea@kent.example", Role::ForceLiaisonOfficer, &["kent"]).await;
    let mut ann = Browser::signed_in(&server, "ann@kent.example").await;
    let before = events(&pool).await;
    let kept =
        send(&mut ann, UPDATE, &[("position", "planned"), ("activity", "Half a <sentence"), ("button", "draft")]).await;
    assert_eq!((kept.status.as_u16(), kept.header("location")), (303, UPDATE));
    assert_eq!(events(&pool).await, before, "a draft is no part of the record");

    let page = ann.get(UPDATE).await;
    assert!(
        page.text().contains("Half a &lt;sentence") && page.text().contains("Your draft, saved on"),
        "{}",
        page.text()
    );

    let mut bea = Browser::signed_in(&server, "bea@kent.example").await;
    let page = bea.get(UPDATE).await;
    assert!(!page.text().contains("Half a"), "{}", page.text());
    let draft =
        page.text().split("href=\"/recommendations/KENT-2019-03/update?draft=").nth(1).unwrap()[..36].to_owned();
    let address = format!("{UPDATE}?draft={draft}");
    assert!(bea.get(&address).await.text().contains("Half a &lt;sentence"));

    // Somebody records meanwhile: what was begun before is told of it when it is saved.
    let saved = send(&mut bea, UPDATE, &ANSWERS).await;
    assert_eq!(saved.status, 303, "{}", saved.text());
    let late = send(&mut ann, UPDATE, &ANSWERS).await;
    assert_eq!(late.status, 409, "{}", late.text());

    // What is discarded is gone.
    let discarded = ann.post(UPDATE, &[("button", "discard")]).await;
    assert_eq!(discarded.status, 303);
    assert!(!ann.get(UPDATE).await.text().contains("Half a"));
    assert_eq!(bea.get(&address).await.status, 404);
}

#[sqlx::test(migrator = "followup::store::MIGRATOR")]
async fn a_colleagues_draft_stands_beside_ones_own_and_never_in_its_place(pool: PgPool) {
    let server = server_with_real_data(&pool).await;
    account(&pool, "ann@kent.example", Role::ForceLiaisonOfficer, &["kent"]).await;
    let bea = account(&pool, "bea@kent.example", Role::ForceLiaisonOfficer, &["kent"]).await;
    let mut ann = Browser::signed_in(&server, "ann@kent.example").await;
    let mut bea_writes = Browser::signed_in(&server, "bea@kent.example").await;
    let draft = |text| [("position", "planned"), ("audience", "force"), ("activity", text), ("button", "draft")];
    assert_eq!(send(&mut bea_writes, UPDATE, &draft("What Bea wrote")).await.status, 303);
    assert_eq!(send(&mut ann, UPDATE, &draft("What Ann wrote")).await.status, 303);

    let page = ann.get(&format!("{UPDATE}?draft={}", bea.0)).await.text();
    for words in [
        "Your own draft is in the form below",
        ">What Bea wrote</span>",
        ">Planned</span>",
        "\nWhat Ann wrote</textarea>",
    ] {
        assert!(page.contains(words), "{words}: {page}");
    }
    // A form that was opened before there was a draft of one's own, in another window, keeps nothing over it.
    let first = form(&mut ann, UPDATE).await;
    assert_eq!(send(&mut ann, UPDATE, &draft("What Ann wrote next")).await.status, 303);
    let mut fields: Vec<(&str, &str)> = first.iter().map(|(name, value)| (*name, value.as_str())).collect();
    fields.extend(draft("Over it"));
    let told = ann.post(UPDATE, &fields).await;
    assert_eq!(told.status, 422, "{}", told.text());
    assert!(
        told.text().contains("You saved another draft in another window")
            && told.text().contains("\nOver it</textarea>"),
        "{}",
        told.text()
    );
    fields.retain(|(name, _)| !["button", "token"].contains(name));
    fields.push(("reference", "KENT-2019-03"));
    let told = ann.post(KEEP, &fields).await;
    assert!(told.status == 422 && told.body.contains("Copy it before you leave"), "{}", told.body);
    assert!(ann.get(UPDATE).await.text().contains("\nWhat Ann wrote next</textarea>"));
}

#[sqlx::test(migrator = "followup::store::MIGRATOR")]
async fn another_forces_draft_is_not_there(pool: PgPool) {
    let server = server_with_real_data(&pool).await;
    let id = account(&pool, "ann@kent.example", Role::ForceLiaisonOfficer, &["kent"]).await;
    account(&pool, "eve@essex.example", Role::ForceLiaisonOfficer, &["essex"]).await;
    account(&pool, "ivy@inspectorate.example", Role::Inspector, &[]).await;
    let mut ann = Browser::signed_in(&server, "ann@kent.example").await;
    send(&mut ann, UPDATE, &[("activity", "Half a sentence"), ("button", "draft")]).await;
    let address = format!("{UPDATE}?draft={}", id.0);

    let mut essex = Browser::signed_in(&server, "eve@essex.example").await;
    assert_eq!(essex.get(&address).await.status, 404);
    let mut inspector = Browser::signed_in(&server, "ivy@inspectorate.example").await;
    let page = inspector.get(&address).await;
    assert_eq!(page.status, 403);
    assert!(!page.text().contains("Half a sentence"));
    assert!(!inspector.get("/recommendations/KENT-2019-03").await.text().contains("Half a sentence"));
}

#[sqlx::test(migrator = "followup::store::MIGRATOR")]
async fn saved_update_is_no_draft_and_its_island_is_told_when_it_was_kept(pool: PgPool) {
    let server = server_with_real_data(&pool).await;
    account(&pool, "ann@kent.example", Role::ForceLiaisonOfficer, &["kent"]).await;
    let mut ann = Browser::signed_in(&server, "ann@kent.example").await;
    let page = ann.get(UPDATE).await;
    assert!(page.body.contains(r#"data-modules="/pkg/ncpi.work.js /pkg/ncpi.work.wasm""#), "{}", page.body);
    assert!(page.body.contains("data-component=\"DraftKeeper_"), "{}", page.body);
    let (version, sitting) = (page.hidden("version"), page.hidden("sitting"));
    let typed = [("reference", "KENT-2019-03"), ("version", &version), ("sitting", &sitting), ("activity", "Half")];
    let kept = ann.post(KEEP, &typed).await;
    assert_eq!((kept.status.as_u16(), kept.body.as_str()), (200, "\"23 November 2026, 12:00\""));
    let saved = send(&mut ann, UPDATE, &ANSWERS).await;
    assert_eq!(saved.status, 303, "{}", saved.text());
    let drafts: i64 = sqlx::query_scalar("select count(*) from update_draft").fetch_one(&pool).await.unwrap();
    assert_eq!(drafts, 0);
}
