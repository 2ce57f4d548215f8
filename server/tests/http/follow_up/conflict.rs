//! Two writers at once, or one twice: the second form is shown as it was sent beside what stands, with who recorded that.

use super::*;

/// What is sent in a form, and the labels of its fields.
type Sent<'a> = (&'a [(&'a str, &'a str)], &'a [&'a str]);

#[sqlx::test(migrator = "followup::store::MIGRATOR")]
async fn who_was_overtaken_in_a_review_sees_the_fields_of_the_form_they_sent_and_no_others(pool: PgPool) {
    let server = server_with_real_data(&pool).await;
    account(&pool, "ivy@inspectorate.example", Role::Inspector, &[]).await;
    account(&pool, "abe@inspectorate.example", Role::Authoriser, &[]).await;
    let mut ivy = Browser::signed_in(&server, "ivy@inspectorate.example").await;
    let mut abe = Browser::signed_in(&server, "abe@inspectorate.example").await;
    let forms: [Sent<'_>; 4] = [
        (
            &[
                ("do", "propose"),
                ("ending", "complete"),
                ("verification", "desk-review"),
                ("reason", "Seen"),
                ("relied_on", "Audit"),
            ],
            &["Closure", "How it was verified", "Why it can close", "Evidence added here", "Evidence relied on"],
        ),
        (
            &[("do", "deadline"), ("deadline", "fixed-date"), ("date", "2027-05-01"), ("reason", "Agreed")],
            &["Deadline", "Date", "Why the deadline changes"],
        ),
        (&[("do", "status"), ("status", "awaiting-review")], &["Status"]),
        (&[("do", "note"), ("note", "Mine"), ("audience", "force")], &["Note", "Who can read it"]),
    ];
    for (answers, labels) in forms {
        let early = form(&mut ivy, &format!("{REVIEW}?do={}", answers[0].1)).await;
        let note = [("do", "note"), ("note", "Ask about the night desk"), ("audience", "force")];
        assert_eq!(send(&mut abe, &format!("{REVIEW}?do=note"), &note).await.status, 303);
        let mut fields: Vec<(&str, &str)> = early.iter().map(|(name, value)| (*name, value.as_str())).collect();
        fields.extend(answers);
        let before = events(&pool).await;
        let told = ivy.post(REVIEW, &fields).await;
        assert_eq!((told.status.as_u16(), events(&pool).await), (409, before), "{}", told.text());
        let text = told.text();
        let table = text.split("<tbody").nth(1).unwrap().split("</tbody>").next().unwrap();
        let heads: Vec<_> = table
            .split("scope=\"row\"")
            .skip(1)
            .map(|head| crate::real_data::without_tags(&format!("<th{}", head.split("</th>").next().unwrap())))
            .collect();
        assert_eq!(heads, labels, "{answers:?}");
    }
    let text = {
        let early = form(&mut ivy, &format!("{REVIEW}?do=deadline")).await;
        let note = [("do", "note"), ("note", "And again"), ("audience", "force")];
        assert_eq!(send(&mut abe, &format!("{REVIEW}?do=note"), &note).await.status, 303);
        let mut fields: Vec<(&str, &str)> = early.iter().map(|(name, value)| (*name, value.as_str())).collect();
        fields.extend(forms[1].0);
        ivy.post(REVIEW, &fields).await.text()
    };
    // In words, and what is kept is all that was sent.
    for words in ["By a fixed date", "1 May 2027", "Agreed", r#"name="do" value="deadline""#, r#"value="2027-05-01""#] {
        assert!(text.contains(words), "{words}: {text}");
    }
}

/// The heading of a page.
fn heading(page: &Answer) -> String {
    let text = page.text();
    let heading = text.split("<h1").nth(1).unwrap().split("</h1>").next().unwrap();
    heading.rsplit_once("</span>").unwrap().1.trim().to_owned()
}

#[sqlx::test(migrator = "followup::store::MIGRATOR")]
async fn who_recorded_all_of_it_themself_is_told_so_and_otherwise_that_somebody_else_did(pool: PgPool) {
    let server = server_with_real_data(&pool).await;
    account(&pool, "ann@kent.example", Role::ForceLiaisonOfficer, &["kent"]).await;
    account(&pool, "bea@kent.example", Role::ForceLiaisonOfficer, &["kent"]).await;
    account(&pool, "ivy@inspectorate.example", Role::Inspector, &[]).await;
    let mut ann = Browser::signed_in(&server, "ann@kent.example").await;
    let mut bea = Browser::signed_in(&server, "bea@kent.example").await;
    let mut ivy = Browser::signed_in(&server, "ivy@inspectorate.example").await;
    let early = form(&mut ann, UPDATE).await;
    let mut fields: Vec<(&str, &str)> = early.iter().map(|(name, value)| (*name, value.as_str())).collect();
    fields.extend(ANSWERS);
    let other: Vec<_> =
        fields.iter().map(|(name, value)| (*name, if *name == "outcome" { "None yet" } else { *value })).collect();

    // Nothing of it is told to a force, so nobody of the force can have done it.
    let hidden_note = [("do", "note"), ("note", "Ask about the night desk"), ("audience", "inspectorate")];
    assert_eq!(send(&mut ivy, &format!("{REVIEW}?do=note"), &hidden_note).await.status, 303);
    let told = ann.post(UPDATE, &fields).await;
    assert_eq!((told.status.as_u16(), heading(&told)), (409, "Someone else changed this".to_owned()));
    assert!(told.text().contains("<li>Something only the inspectorate can see</li>"), "{}", told.text());

    let early = form(&mut ann, UPDATE).await;
    let (mut fields, mut other) = (fields, other);
    for sent in [&mut fields, &mut other] {
        (sent[0].1, sent[1].1) = (&early[0].1, &early[1].1);
    }
    assert_eq!(ann.post(UPDATE, &fields).await.status, 303);
    let told = ann.post(UPDATE, &other).await;
    assert_eq!((told.status.as_u16(), heading(&told)), (409, "You already changed this".to_owned()));
    assert!(told.text().contains("<title>You already changed this – KENT-2019-03"), "{}", told.text());
    for words in ["<li>Update added, ", ", by you</li>", "None yet", "Keep my new answers", "Discard my new answers"] {
        assert!(told.text().contains(words), "{words}: {}", told.text());
    }
    assert!(!told.text().contains("Someone else"), "{}", told.text());

    // In another window of the same person it is the same.
    let window = [("do", "note"), ("note", "Mine"), ("audience", "force")];
    let stale = form(&mut ann, &format!("{REVIEW}?do=note")).await;
    assert_eq!(send(&mut ann, &format!("{REVIEW}?do=note"), &window).await.status, 303);
    let mut late: Vec<(&str, &str)> = stale.iter().map(|(name, value)| (*name, value.as_str())).collect();
    late.extend([("do", "note"), ("note", "Another"), ("audience", "force")]);
    assert_eq!(heading(&ann.post(REVIEW, &late).await), "You already changed this");

    // One other among them is somebody else, and each is told by whom.
    assert_eq!(send(&mut bea, &format!("{REVIEW}?do=note"), &window).await.status, 303);
    let told = ann.post(UPDATE, &other).await;
    assert_eq!(heading(&told), "Someone else changed this");
    assert!(told.text().contains(", by you</li>") && told.text().contains(", by force liaison officer</li>"));
    assert!(told.text().contains("Your answers are not saved yet"), "{}", told.text());
}
