//! Two inspectors at once: the second is shown what they wrote in the form they sent beside what stands, and nothing else.

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
            &[
                "Ending",
                "Why no further action",
                "Superseded by",
                "How it was verified",
                "Why it can end",
                "Evidence relied on",
            ],
        ),
        (
            &[("do", "deadline"), ("deadline", "fixed-date"), ("date", "2027-05-01"), ("reason", "Agreed")],
            &["Deadline", "Date", "Why the deadline moves"],
        ),
        (&[("do", "status"), ("status", "awaiting-review")], &["Status"]),
        (&[("do", "note"), ("note", "Mine"), ("audience", "force")], &["Note", "Who may read it"]),
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
