//! One item through the forms: written, checked, saved, overtaken, returned, proposed, authorised and opened again.

use super::*;

#[sqlx::test(migrator = "followup::store::MIGRATOR")]
async fn an_item_goes_from_update_to_closed_by_two_people_and_open_again(pool: PgPool) {
    let server = server_with_real_data(&pool).await;
    account(&pool, "ann@kent.example", Role::ForceLiaisonOfficer, &["kent"]).await;
    account(&pool, "ivy@inspectorate.example", Role::Inspector, &[]).await;
    account(&pool, "abe@inspectorate.example", Role::Authoriser, &[]).await;
    let mut ann = Browser::signed_in(&server, "ann@kent.example").await;
    let mut ivy = Browser::signed_in(&server, "ivy@inspectorate.example").await;
    let mut abe = Browser::signed_in(&server, "abe@inspectorate.example").await;
    let submitted = [&[("position", "ready-for-review")], &ANSWERS[1..]].concat();
    let propose = |ending| {
        [
            ("do", "propose"),
            ("ending", ending),
            ("verification", "reality-testing"),
            ("reason", "Seen"),
            ("relied_on", "Audit"),
        ]
    };
    let page = "/recommendations/KENT-2019-03";

    let saved = send(&mut ann, UPDATE, &submitted).await;
    assert_eq!(saved.status, 303, "{}", saved.text());
    let location = saved.header("location").to_owned();
    assert!(ann.get(&location).await.text().contains("Saved: Submitted for review, "));
    assert!(get(&server, page).await.text().contains("Submitted for review</strong>"));

    let asked = [("do", "return"), ("questions", "How many desks?")];
    assert_eq!(send(&mut ivy, &format!("{REVIEW}?do=return"), &asked).await.status, 303);
    assert!(ann.get(UPDATE).await.text().contains("How many desks?"));
    assert!(!get(&server, page).await.text().contains("How many desks?"), "questions are for the force and inspectors");

    assert_eq!(send(&mut ann, UPDATE, &submitted).await.status, 303);
    assert_eq!(send(&mut abe, &format!("{REVIEW}?do=propose"), &propose("complete")).await.status, 303);
    // Who proposed is told so before they try, and refused if they do.
    let own = abe.get(&format!("{REVIEW}?do=decide")).await;
    assert!(own.text().contains("so someone else must authorise it"), "{}", own.text());
    let decide = [("do", "decide"), ("decision", "authorise")];
    let version: i64 = sqlx::query_scalar("select max(version)::bigint from event where stream_id = $1")
        .bind(ITEM)
        .fetch_one(&pool)
        .await
        .unwrap();
    let (version, token) = (version.to_string(), uuid::Uuid::new_v4().to_string());
    let forced = [("version", version.as_str()), ("token", token.as_str()), decide[0], decide[1]];
    let refused = abe.post(REVIEW, &forced).await;
    assert_eq!(refused.status, 422, "{}", refused.text());

    account(&pool, "zoe@inspectorate.example", Role::Authoriser, &[]).await;
    let mut zoe = Browser::signed_in(&server, "zoe@inspectorate.example").await;
    let shown = zoe.get(&format!("{REVIEW}?do=decide")).await.text();
    assert!(shown.contains("Reality testing") && shown.contains("Audit"), "{shown}");
    assert_eq!(send(&mut zoe, &format!("{REVIEW}?do=decide"), &decide).await.status, 303);
    assert!(get(&server, page).await.text().contains("Verified complete</strong>"));
    assert_eq!(
        send(&mut abe, &format!("{REVIEW}?do=reopen"), &[("do", "reopen"), ("reason", "It came back")]).await.status,
        303
    );
    assert!(!get(&server, page).await.text().contains("Verified complete</strong>"));
}

#[sqlx::test(migrator = "followup::store::MIGRATOR")]
async fn who_was_overtaken_sees_both_and_keeps_merges_or_discards(pool: PgPool) {
    let server = server_with_real_data(&pool).await;
    account(&pool, "ann@kent.example", Role::ForceLiaisonOfficer, &["kent"]).await;
    account(&pool, "bea@kent.example", Role::ForceLiaisonOfficer, &["kent"]).await;
    let mut ann = Browser::signed_in(&server, "ann@kent.example").await;
    let mut bea = Browser::signed_in(&server, "bea@kent.example").await;
    let early = form(&mut bea, UPDATE).await;
    assert_eq!(send(&mut ann, UPDATE, &ANSWERS).await.status, 303);
    let before = events(&pool).await;

    let mut fields: Vec<(&str, &str)> = early.iter().map(|(name, value)| (*name, value.as_str())).collect();
    fields.extend([
        ("position", "planned"),
        ("activity", "Mine"),
        ("outcome", "Also mine"),
        ("audience", "force"),
        ("button", "save"),
    ]);
    let told = bea.post(UPDATE, &fields).await;
    assert_eq!(told.status, 409, "{}", told.text());
    for words in [
        "Every desk has a supervisor",
        "Mine",
        "Saved now",
        "What you wrote",
        "Keep my answers",
        "Combine both",
        "Discard my answers",
    ] {
        assert!(told.text().contains(words), "{words}: {}", told.text());
    }
    assert_eq!(events(&pool).await, before);

    let version = hidden(&told, "version");
    let kept = |button: &'static str, token: &str| -> Vec<(&'static str, String)> {
        [
            ("version", version.as_str()),
            ("token", token),
            ("position", "in-progress"),
            ("activity", "Mine"),
            ("outcome", "Also mine"),
            ("audience", "force"),
            ("button", button),
        ]
        .map(|(name, value)| (name, value.to_owned()))
        .into()
    };
    let token = hidden(&told, "token");
    let merged = kept("merge", &token);
    let merged: Vec<(&str, &str)> = merged.iter().map(|(name, value)| (*name, value.as_str())).collect();
    let merged = bea.post(UPDATE, &merged).await;
    assert!(merged.text().contains("Every desk has a supervisor\n\nMine"), "{}", merged.text());
    let checked = kept("check", &token);
    let checked: Vec<(&str, &str)> = checked.iter().map(|(name, value)| (*name, value.as_str())).collect();
    let checked = bea.post(UPDATE, &checked).await;
    assert!(checked.status == 200 && checked.text().contains("Check your answers"), "{}", checked.text());
    let saved = kept("save", &hidden(&checked, "token"));
    let saved: Vec<(&str, &str)> = saved.iter().map(|(name, value)| (*name, value.as_str())).collect();
    // A double click: both are led to what was saved, and it was saved once.
    let (one, two) = (bea.post(UPDATE, &saved).await, bea.post(UPDATE, &saved).await);
    assert_eq!((one.status.as_u16(), two.status.as_u16()), (303, 303));
    assert_eq!(one.header("location"), two.header("location"));
    assert_eq!(events(&pool).await, before + 1);
    // The same form with other words is no double click: they are shown, and it is said that they are not saved.
    let changed: Vec<(&str, &str)> =
        saved.iter().map(|(name, value)| (*name, if *name == "activity" { "Other words" } else { *value })).collect();
    let told = bea.post(UPDATE, &changed).await;
    assert_eq!(told.status, 409, "{}", told.text());
    assert!(
        told.text().contains("Other words") && told.text().contains("Your new answers are not saved yet"),
        "{}",
        told.text()
    );
    assert_eq!(events(&pool).await, before + 1);
}

#[sqlx::test(migrator = "followup::store::MIGRATOR")]
async fn likely_personal_data_is_marked_and_saved_only_once_it_was_looked_at(pool: PgPool) {
    let server = server_with_real_data(&pool).await;
    account(&pool, "ann@kent.example", Role::ForceLiaisonOfficer, &["kent"]).await;
    let mut ann = Browser::signed_in(&server, "ann@kent.example").await;
    let before = events(&pool).await;
    let delicate =
        [ANSWERS[0], ("activity", "The mother can be reached on 07700 900123"), ANSWERS[2], ANSWERS[3], ANSWERS[4]];
    let told = send(&mut ann, UPDATE, &delicate).await;
    assert_eq!(told.status, 422);
    assert!(told.text().contains("<mark>07700 900123") && told.text().contains("telephone number"), "{}", told.text());
    assert_eq!(events(&pool).await, before);
    let saved = send(&mut ann, UPDATE, &[&delicate[..], &[("looked_at", "yes")]].concat()).await;
    assert_eq!(saved.status, 303);
}
