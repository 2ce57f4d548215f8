//! A form that is sent after its sender was signed out: nothing is recorded, and nothing that was written is lost.

use super::*;

const EVIDENCE: &str = "/recommendations/KENT-2019-03/evidence";

#[sqlx::test(migrator = "followup::store::MIGRATOR")]
async fn what_was_written_stays_on_the_page_until_its_author_has_signed_in_again(pool: PgPool) {
    let mut state = state_with_real_data(&pool).await;
    account(&pool, "ann@kent.example", Role::ForceLiaisonOfficer, &["kent"]).await;
    account(&pool, "ivy@inspectorate.example", Role::Inspector, &[]).await;
    for public in [true, false] {
        state.access.public = public;
        let server = server::router(&state);
        let questions: &[(&str, &str)] = &[("do", "return"), ("questions", "How many were late?")];
        let draft = [&ANSWERS[..4], &[("button", "draft")]].concat();
        for (email, path, answers, words) in [
            ("ann@kent.example", UPDATE.to_owned(), &ANSWERS[..], "Every desk has a supervisor"),
            ("ann@kent.example", UPDATE.to_owned(), &draft[..], "Every desk has a supervisor"),
            ("ivy@inspectorate.example", format!("{REVIEW}?do=note"), questions, "How many were late?"),
        ] {
            let mut browser = Browser::signed_in(&server, email).await;
            let fields = form(&mut browser, &path).await;
            assert_eq!(browser.post("/account/sign-out-everywhere", &[]).await.status, 303);
            let before = events(&pool).await;
            let mut sent: Vec<(&str, &str)> = fields.iter().map(|(name, value)| (*name, value.as_str())).collect();
            sent.extend_from_slice(answers);
            let told = browser.post(path.split('?').next().unwrap(), &sent).await;
            let text = told.text();
            assert_eq!(told.status, 403, "{path}: {text}");
            for words in [
                words,
                "You were signed out before this was sent. Nothing was saved.",
                "href=\"/sign-in\"",
                "OFFICIAL-SENSITIVE",
                &fields[1].1,
            ] {
                assert!(text.contains(words), "{public}, {path}, {words}: {text}");
            }
            assert_eq!(events(&pool).await, before);
        }
        let mut browser = Browser::signed_in(&server, "ann@kent.example").await;
        let fields = form(&mut browser, EVIDENCE).await;
        browser.post("/account/sign-out-everywhere", &[]).await;
        let mut sent: Vec<(&str, &str)> = fields.iter().map(|(name, value)| (*name, value.as_str())).collect();
        sent.extend([("title", "Minutes of the board"), ("speaks_for", "2026"), ("audience", "force")]);
        let told = browser.upload(EVIDENCE, &sent, ("a.txt", b"Text")).await;
        assert!(told.status == 403 && told.text().contains("Minutes of the board"), "{}", told.text());
        let told = browser
            .post("/worklist/selected", &[("do", "return"), ("questions", "How many?"), ("item", "KENT-2019-03@1")])
            .await;
        assert!(told.status == 403 && told.text().contains("How many?"), "{}", told.text());
        let told = browser.post("/admin/users/new", &[("email", "bea@kent.example"), ("name", "Bea Other")]).await;
        assert!(told.status == 403 && told.text().contains("Bea Other"), "{}", told.text());
    }

    // The same form, sent once more by its author, does its thing.
    let server = server::router(&state);
    let mut ann = Browser::signed_in(&server, "ann@kent.example").await;
    let fields = form(&mut ann, UPDATE).await;
    let mut sent: Vec<(&str, &str)> = fields.iter().map(|(name, value)| (*name, value.as_str())).collect();
    sent.extend(ANSWERS);
    ann.post("/account/sign-out-everywhere", &[]).await;
    assert_eq!(ann.post(UPDATE, &sent).await.status, 403);
    let mut ann = Browser::signed_in(&server, "ann@kent.example").await;
    assert_eq!(ann.post(UPDATE, &sent).await.status, 303);
}

#[sqlx::test(migrator = "followup::store::MIGRATOR")]
async fn where_pages_are_closed_nothing_is_shown_to_a_form_that_no_page_sends(pool: PgPool) {
    let mut state = state_with_real_data(&pool).await;
    state.access.public = false;
    let server = server::router(&state);
    let mut nobody = Browser::new(&server);
    for path in [
        "/recommendations",
        "/recommendations/",
        "/recommendations/KENT-2019-03",
        "/recommendations/KENT-2019-03/",
        "/recommendations/KENT-2019-03/update/",
        "/forces/kent",
        "/forces/kent/",
        "/forces/kent/rounds/inspection-2019-09/",
        "/worklist/",
        "/worklist/selected/",
        "/admin/users/",
    ] {
        let answer = nobody.post(path, &[("a", "b")]).await;
        assert_eq!((answer.status.as_u16(), answer.header("location")), (303, "/sign-in"), "{path}");
        assert_eq!(answer.body, "", "{path}");
    }
    for path in ["/recommendations/x/../KENT-2019-03", "/forces/./kent"] {
        let answer = nobody.post(path, &[("a", "b")]).await;
        assert!(answer.status == 400 && !answer.body.contains("Kent"), "{path}: {}", answer.body);
    }
    let mut state = state;
    state.access.public = true;
    let server = server::router(&state);
    let answer = Browser::new(&server).post("/forces/kent/", &[("a", "b")]).await;
    assert!(answer.status == 404 && !answer.body.contains("Kent"), "a page is read and never sent to: {}", answer.body);
}
