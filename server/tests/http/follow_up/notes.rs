//! Notes in the browser: written for an audience by either side, read in the timeline by those they are for.

use super::*;

const NOTE: &str = "/recommendations/KENT-2019-03/review?do=note";
const PAGE: &str = "/recommendations/KENT-2019-03";

#[sqlx::test(migrator = "followup::store::MIGRATOR")]
async fn a_note_stands_in_the_timeline_with_its_audience_for_those_it_is_for(pool: PgPool) {
    let server = server_with_real_data(&pool).await;
    account(&pool, "ivy@inspectorate.example", Role::Inspector, &[]).await;
    account(&pool, "ann@kent.example", Role::ForceLiaisonOfficer, &["kent"]).await;
    let mut ivy = Browser::signed_in(&server, "ivy@inspectorate.example").await;
    let mut ann = Browser::signed_in(&server, "ann@kent.example").await;
    for (audience, words, force, everyone) in [
        ("inspectorate", "Ask about the night desk", false, false),
        ("force", "The desk is visited in March", true, false),
        ("everyone", "The desk moved to headquarters", true, true),
    ] {
        let saved = send(&mut ivy, NOTE, &[("do", "note"), ("note", words), ("audience", audience)]).await;
        assert_eq!(saved.status, 303, "{}", saved.text());
        let page = ivy.get(saved.header("location")).await.text();
        assert!(page.contains("Saved: Note added, ") && page.contains(words), "{page}");
        assert_eq!(ann.get(PAGE).await.text().contains(words), force, "{audience}");
        assert_eq!(get(&server, PAGE).await.text().contains(words), everyone, "{audience}");
    }
    let page = ivy.get(PAGE).await.text();
    for words in ["Audience: the inspectorate<", "Audience: the force and the inspectorate<", "Audience: everyone<"] {
        assert!(page.contains(words), "{words}: {page}");
    }
    assert_eq!(get(&server, PAGE).await.text().matches("Note added").count(), 3, "two lines and the filter");
    let read: i64 = sqlx::query_scalar("select count(*) from audit_entry where kind = 'restricted-text-read'")
        .fetch_one(&pool)
        .await
        .unwrap();
    assert!(read > 0, "reading what is not for everyone is written down");
}

#[sqlx::test(migrator = "followup::store::MIGRATOR")]
async fn a_liaison_officer_notes_what_is_no_update_and_only_what_the_force_can_read(pool: PgPool) {
    let server = server_with_real_data(&pool).await;
    account(&pool, "ann@kent.example", Role::ForceLiaisonOfficer, &["kent"]).await;
    let mut ann = Browser::signed_in(&server, "ann@kent.example").await;
    assert!(ann.get(UPDATE).await.text().contains(NOTE), "the update form leads there");
    let page = ann.get(REVIEW).await.text();
    assert!(page.contains("Write a note – KENT-2019-03") && !page.contains("Only the inspectorate"), "{page}");
    let before = events(&pool).await;
    for (answers, field, words) in [
        (vec![("do", "note")], "note", "Enter the note"),
        (vec![("do", "note"), ("note", "Busy")], "audience", "Choose who can read this"),
        (vec![("do", "note"), ("note", "Busy"), ("audience", "inspectorate")], "audience", "Choose who can read this:"),
        (vec![("do", "note"), ("note", "Ring 07700 900123"), ("audience", "force")], "looked_at", "tick the box"),
    ] {
        let told = send(&mut ann, NOTE, &answers).await;
        let text = told.text();
        assert_eq!(told.status, 422, "{text}");
        assert!(text.contains(&format!("href=\"#{field}\"")) && text.contains(words), "{field}: {text}");
        assert!(text.contains(&format!("id=\"{field}-error\"")), "{field}: {text}");
    }
    assert_eq!(events(&pool).await, before);
    let saved = send(&mut ann, NOTE, &[("do", "note"), ("note", "A new head since May"), ("audience", "force")]).await;
    assert_eq!(saved.status, 303, "{}", saved.text());
    assert_eq!(events(&pool).await, before + 1);
}

#[sqlx::test(migrator = "followup::store::MIGRATOR")]
async fn a_note_on_an_older_version_is_shown_beside_what_stands_and_kept(pool: PgPool) {
    let server = server_with_real_data(&pool).await;
    account(&pool, "ivy@inspectorate.example", Role::Inspector, &[]).await;
    account(&pool, "ann@kent.example", Role::ForceLiaisonOfficer, &["kent"]).await;
    let mut ivy = Browser::signed_in(&server, "ivy@inspectorate.example").await;
    let mut ann = Browser::signed_in(&server, "ann@kent.example").await;
    let form = form(&mut ann, NOTE).await;
    let internal = [("do", "note"), ("note", "Ask about the night desk"), ("audience", "inspectorate")];
    assert_eq!(send(&mut ivy, NOTE, &internal).await.status, 303);
    let mut fields: Vec<(&str, &str)> = form.iter().map(|(name, value)| (*name, value.as_str())).collect();
    fields.extend([("do", "note"), ("note", "A new head since May"), ("audience", "force")]);
    let told = ann.post(REVIEW, &fields).await;
    assert_eq!(told.status, 409);
    let text = told.text();
    assert!(text.contains("A new head since May") && text.contains("only the inspectorate can see"), "{text}");
    assert!(!text.contains("night desk"), "{text}");
    let (version, token) = (hidden(&told, "version"), hidden(&told, "token"));
    let kept = [("version", version.as_str()), ("token", &token)];
    let kept = [&kept[..], &[("do", "note"), ("note", "A new head since May"), ("audience", "force")]].concat();
    let over = ann.post(REVIEW, &[&kept[..], &[("button", "change")]].concat()).await;
    assert!(over.status == 200 && over.text().contains("A new head since May"), "{}", over.text());
    for _ in 0..2 {
        assert_eq!(ann.post(REVIEW, &kept).await.status, 303);
    }
    let notes: i64 =
        sqlx::query_scalar("select count(*) from event where kind = 'note_recorded'").fetch_one(&pool).await.unwrap();
    assert_eq!(notes, 2);
}
