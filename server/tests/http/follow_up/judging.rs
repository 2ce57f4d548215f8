//! What is judged stands on the page it is judged on: what the force says, its evidence, and what somebody proposes.

use followup::{
    act::follow_up::{Held, NewEvidence, Step},
    evidence::EvidenceId,
    identity::{Audience, PersonId},
    ingest::{File, Kind, import},
    person::Person,
    service::{
        follow_up::{Form, act},
        verify::verify,
    },
};

use super::*;

/// Adds a piece of evidence that is held elsewhere.
pub(super) async fn evidence(pool: &PgPool, officer: PersonId, item: &str, title: &str) -> EvidenceId {
    let id = EvidenceId(uuid::Uuid::new_v4());
    let version = sqlx::query_scalar("select max(version) from event where stream_id = $1").bind(item);
    let form = Form {
        subject: item.parse().unwrap(),
        version: version.fetch_one(pool).await.unwrap(),
        token: uuid::Uuid::new_v4(),
        answers: followup::answers_digest::AnswersDigest::default(),
    };
    let step = Step::AddEvidence(NewEvidence {
        id,
        title: title.to_owned(),
        speaks_for: "2026-Q1".parse().ok(),
        audience: Audience::Force,
        follows: None,
        held: Held::Elsewhere("Case system, 17".to_owned()),
    });
    let person = Person { id: officer, role: Role::ForceLiaisonOfficer, forces: vec!["kent".parse().unwrap()] };
    act(&state_on(pool).await.database, &person, &form, step, "2026-11-23".parse().unwrap()).await.unwrap();
    id
}

/// How often somebody read what is not for everyone of the item.
async fn readings(pool: &PgPool) -> i64 {
    sqlx::query_scalar("select count(*) from audit_entry where kind = 'restricted-text-read' and subject = $1")
        .bind(format!("/recommendations/{ITEM}"))
        .fetch_one(pool)
        .await
        .unwrap()
}

fn assert_says(page: &Answer, words: &[&str]) {
    assert_eq!(page.status, 200, "{}", page.text());
    for words in words {
        assert!(page.text().contains(words), "{words} is missing from {}", page.text());
    }
}

#[sqlx::test(migrator = "followup::store::MIGRATOR")]
async fn what_the_force_says_its_evidence_and_the_last_questions_stand_on_every_form_that_judges_them(pool: PgPool) {
    let server = server_with_real_data(&pool).await;
    let officer = account(&pool, "ann@kent.example", Role::ForceLiaisonOfficer, &["kent"]).await;
    account(&pool, "ivy@inspectorate.example", Role::Inspector, &[]).await;
    let mut ann = Browser::signed_in(&server, "ann@kent.example").await;
    let mut ivy = Browser::signed_in(&server, "ivy@inspectorate.example").await;
    assert_says(&ivy.get(REVIEW).await, &["No update from the force yet."]);

    let told = [
        ("position", "ready-for-review"),
        ("next_step", "An audit in March"),
        ("owner_post", "Detective superintendent"),
        ("target", "2027-03-31"),
    ];
    assert_eq!(send(&mut ann, UPDATE, &[&ANSWERS[1..], &told].concat()).await.status, 303);
    let asked = [("do", "return"), ("questions", "How many desks?")];
    assert_eq!(send(&mut ivy, &format!("{REVIEW}?do=return"), &asked).await.status, 303);
    assert_says(&ivy.get(REVIEW).await, &["How many desks?", "Not yet"]);
    // The form comes with the target that stands; without it the target would be withdrawn, for which a reason is asked.
    let again = [&ANSWERS[1..], &[("position", "ready-for-review"), ("target", "2027-03-31")]].concat();
    assert_eq!(send(&mut ann, UPDATE, &again).await.status, 303);
    evidence(&pool, officer, ITEM, "Audit of desks").await;

    let before = readings(&pool).await;
    let forms = ["", "?do=return", "?do=status", "?do=propose", "?do=deadline", "?do=link"];
    for form in forms {
        let page = ivy.get(&format!("{REVIEW}{form}")).await;
        assert_says(
            &page,
            &[
                "What the force says",
                "Every desk has a supervisor",
                "Referrals reach the authority in a day",
                "31 March 2027",
                "Latest questions to the force",
                "How many desks?",
                "Yes, the force submitted it again",
                "Audit of desks",
                "January to March 2026",
                "Kept at: Case system, 17",
                "The force last updated it today. Inspectors last looked at it ",
            ],
        );
        let warns = page.text().contains("Never write the name of a child");
        assert_eq!(warns, !["", "?do=status", "?do=link"].contains(&form), "{form}: only where something is written");
    }
    let read = i64::try_from(forms.len()).unwrap();
    assert_eq!(readings(&pool).await, before + read, "each reading of it is written down");
}

#[sqlx::test(migrator = "followup::store::MIGRATOR")]
async fn the_pieces_that_a_proposal_rests_on_are_kept_with_it_and_lead_whoever_decides_to_them(pool: PgPool) {
    let server = server_with_real_data(&pool).await;
    let officer = account(&pool, "ann@kent.example", Role::ForceLiaisonOfficer, &["kent"]).await;
    account(&pool, "ivy@inspectorate.example", Role::Inspector, &[]).await;
    account(&pool, "zoe@inspectorate.example", Role::Authoriser, &[]).await;
    let audit = evidence(&pool, officer, ITEM, "Audit of desks").await.to_string();
    let other = evidence(&pool, officer, ITEM, "Minutes of the board").await.to_string();
    let elsewhere = evidence(&pool, officer, "KENT-2019-01", "Audit of another item").await.to_string();
    let mut ivy = Browser::signed_in(&server, "ivy@inspectorate.example").await;
    let mut zoe = Browser::signed_in(&server, "zoe@inspectorate.example").await;

    let form = format!("{REVIEW}?do=propose");
    let page = ivy.get(&form).await;
    assert_says(&page, &["Audit of desks, January to March 2026. Kept at: Case system, 17</label>", &audit, &other]);
    assert!(!page.text().contains("Audit of another item"), "{}", page.text());
    let sound =
        [("do", "propose"), ("ending", "complete"), ("verification", "desk-review"), ("reason", "All was seen")];
    let refused = send(&mut ivy, &form, &[&sound[..], &[("pieces", &elsewhere)]].concat()).await;
    assert_eq!(refused.status, 422);
    assert!(refused.text().contains("Choose evidence that was added to this recommendation"), "{}", refused.text());
    let none = send(&mut ivy, &form, &sound).await;
    assert!(none.status == 422 && none.text().contains("Enter at least one piece"), "{}", none.text());
    let saved = send(&mut ivy, &form, &[&sound[..], &[("pieces", &audit)]].concat()).await;
    assert_eq!(saved.status, 303, "{}", saved.text());
    let kept: serde_json::Value =
        sqlx::query_scalar("select facts -> 'pieces' from event where kind = 'closure_proposed'")
            .fetch_one(&pool)
            .await
            .unwrap();
    assert_eq!(kept, serde_json::json!([audit]));

    let link = format!("<li><a href=\"/recommendations/{ITEM}#evidence\" class=\"govuk-link\">Audit of desks</a>");
    for path in
        [format!("{REVIEW}?do=decide"), "/worklist".to_owned(), format!("/worklist/selected?do=decide&item={ITEM}")]
    {
        let page = zoe.get(&path).await;
        assert_says(&page, &[&link, "Ann Other (inspector)"]);
        assert!(
            !page
                .text()
                .contains("<li><a href=\"/recommendations/KENT-2019-03#evidence\" class=\"govuk-link\">Minutes"),
            "{path}"
        );
    }
    let state = state_on(&pool).await;
    verify(&state.database, |_, _| {}).await.unwrap();
}

#[sqlx::test(migrator = "followup::store::MIGRATOR")]
async fn who_was_overtaken_in_a_proposal_sees_by_title_what_was_ticked_beside_what_the_other_rests_on(pool: PgPool) {
    let server = server_with_real_data(&pool).await;
    let officer = account(&pool, "ann@kent.example", Role::ForceLiaisonOfficer, &["kent"]).await;
    account(&pool, "ivy@inspectorate.example", Role::Inspector, &[]).await;
    account(&pool, "abe@inspectorate.example", Role::Authoriser, &[]).await;
    let [audit, minutes, plan] = ["Audit of desks", "Minutes of the board", "Action plan"];
    let audit = evidence(&pool, officer, ITEM, audit).await.to_string();
    let minutes = evidence(&pool, officer, ITEM, minutes).await.to_string();
    evidence(&pool, officer, ITEM, plan).await;
    let mut ivy = Browser::signed_in(&server, "ivy@inspectorate.example").await;
    let mut abe = Browser::signed_in(&server, "abe@inspectorate.example").await;
    let path = format!("{REVIEW}?do=propose");
    let sound =
        [("do", "propose"), ("ending", "complete"), ("verification", "desk-review"), ("reason", "All was seen")];
    let stale = form(&mut ivy, &path).await;
    let ticked = [("pieces", audit.as_str()), ("pieces", &minutes)];
    let mut fields: Vec<(&str, &str)> = stale.iter().map(|(name, value)| (*name, value.as_str())).collect();
    fields.extend(sound);
    fields.extend(ticked);
    let cell = |page: &Answer| {
        let text = page.text();
        let row = text.split("Evidence added here</th>").nth(1).unwrap().split("</tr>").next().unwrap().to_owned();
        row.split("<td").skip(1).map(|cell| crate::real_data::without_tags(&format!("<td{cell}"))).collect::<Vec<_>>()
    };
    let both = "Audit of desks, January to March 2026\nMinutes of the board, January to March 2026";

    let note = [("do", "note"), ("note", "Ask about the night desk"), ("audience", "force")];
    assert_eq!(send(&mut abe, &format!("{REVIEW}?do=note"), &note).await.status, 303);
    let told = ivy.post(REVIEW, &fields).await;
    assert_eq!(told.status, 409, "{}", told.text());
    let all = "Nobody proposes to close this. Added here:\nAction plan, January to March 2026\n\
               Minutes of the board, January to March 2026\nAudit of desks, January to March 2026";
    assert_eq!(cell(&told), [all, both]);
    // What was ticked goes on with the rest.
    for piece in [&audit, &minutes] {
        let kept = format!("name=\"pieces\" value=\"{piece}\"");
        assert!(told.text().contains(&kept), "{kept}: {}", told.text());
    }

    assert_eq!(send(&mut abe, &path, &[&sound[..], &ticked[1..2]].concat()).await.status, 303);
    let told = ivy.post(REVIEW, &fields).await;
    assert_eq!(cell(&told), ["Minutes of the board, January to March 2026", both]);
}

#[sqlx::test(migrator = "followup::store::MIGRATOR")]
async fn what_is_superseded_names_its_successor_and_who_proposes_is_named_to_the_inspectorate_alone(pool: PgPool) {
    let server = server_with_real_data(&pool).await;
    account(&pool, "ann@kent.example", Role::ForceLiaisonOfficer, &["kent"]).await;
    account(&pool, "abe@inspectorate.example", Role::Authoriser, &[]).await;
    account(&pool, "zoe@inspectorate.example", Role::Authoriser, &[]).await;
    let mut ann = Browser::signed_in(&server, "ann@kent.example").await;
    let mut abe = Browser::signed_in(&server, "abe@inspectorate.example").await;
    let mut zoe = Browser::signed_in(&server, "zoe@inspectorate.example").await;

    let form = format!("{REVIEW}?do=propose");
    let page = abe.get(&form).await;
    assert_says(&page, &["<option value=\"KENT-2019-01\">KENT-2019-01: ", "Which recommendation takes its place?"]);
    assert!(!page.text().contains("value=\"KENT-2019-03\">"), "nothing takes its own place");
    assert!(!page.text().contains("ESSEX-"), "only items of the same force are offered");
    let answers = [
        ("do", "propose"),
        ("ending", "no-further-action"),
        ("no_action_reason", "superseded"),
        ("superseded_by", "KENT-2019-01"),
        ("reason", "Asked again"),
        ("relied_on", "The later report"),
    ];
    assert_eq!(send(&mut abe, &form, &answers).await.status, 303);

    let decide = format!("{REVIEW}?do=decide");
    let page = zoe.get(&decide).await;
    let says = ["No further action, superseded by KENT-2019-01", "Ann Other (authoriser)", "<li>The later report</li>"];
    assert_says(&page, &says);
    assert!(!page.text().contains("How it was verified"), "nothing was done: {}", page.text());
    let own = abe.get(&decide).await;
    assert_says(
        &own,
        &["Proposed by</dt><dd class=\"govuk-summary-list__value\">you<", "so someone else must authorise it"],
    );
    for page in [ann.get("/recommendations/KENT-2019-03").await, get(&server, "/recommendations/KENT-2019-03").await] {
        assert_says(&page, &["superseded by KENT-2019-01"]);
        assert!(!page.text().contains("(authoriser)") && !page.text().contains("Ann Other ("), "{}", page.text());
    }
}

#[sqlx::test(migrator = "followup::store::MIGRATOR")]
async fn an_item_is_linked_to_one_that_an_earlier_round_raised_by_choosing_it(pool: PgPool) {
    let state = state_with_real_data(&pool).await;
    let (later, earlier) = ("KENT-2021-01", "KENT-2019-01");
    let rows = "reference,force_slug,raised_in,topic,deadline,record_type,summary,source_url
KENT-2021-01,kent,post-inspection-review-2021-08-26,investigation,immediately,recommendation,Record decisions,https://example.org/k2
";
    let file = File { name: "later.csv".to_owned(), bytes: rows.as_bytes().to_vec() };
    import(&state.database, Kind::Recommendations, &file, false, |_| {}).await.unwrap();
    let server = server::router(&state);
    account(&pool, "ivy@inspectorate.example", Role::Inspector, &[]).await;
    let mut ivy = Browser::signed_in(&server, "ivy@inspectorate.example").await;
    let form = format!("/recommendations/{later}/review?do=link");
    let page = ivy.get(&form).await;
    assert_says(&page, &[&format!("<option value=\"{earlier}\">{earlier}: "), "Choose a recommendation</option>"]);
    let answers = [("do", "link"), ("relation", "repeats")];
    let asked = send(&mut ivy, &form, &answers).await;
    assert!(asked.status == 422 && asked.text().contains("Choose the earlier recommendation"), "{}", asked.text());
    let saved = send(&mut ivy, &form, &[&answers[..], &[("to", earlier)]].concat()).await;
    assert_eq!(saved.status, 303, "{}", saved.text());
    assert_says(&ivy.get(saved.header("location")).await, &["This one repeats ", earlier]);
}
