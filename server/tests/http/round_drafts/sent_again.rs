//! A form of a draft that comes again with other words: it is no double click, and nothing of it is said to be saved.

use super::*;

/// A form's own version and token with these answers.
fn with<'a>(form: &'a [String; 2], answers: &[(&'a str, &'a str)]) -> Vec<(&'a str, &'a str)> {
    [&[("version", form[0].as_str()), ("token", form[1].as_str())][..], answers].concat()
}

async fn opened(browser: &mut Browser<'_>, page: &str) -> [String; 2] {
    let form = browser.get(page).await;
    assert_eq!(form.status, StatusCode::OK, "{page}: {}", form.body);
    [form.hidden("version"), form.hidden("token")]
}

fn assert_told(answer: &Answer, words: &[&str]) {
    assert_eq!(answer.status, StatusCode::CONFLICT, "{}", answer.body);
    for words in words {
        assert!(answer.text().contains(words), "{words} is missing from {}", answer.text());
    }
}

#[sqlx::test(migrator = "followup::store::MIGRATOR")]
async fn a_draft_is_begun_once_and_other_words_are_kept_beside_what_was_begun(pool: PgPool) {
    let server = server_with_real_data(&pool).await;
    let mut browser = inspector(&pool, &server).await;
    let form = opened(&mut browser, NEW).await;
    let draft = browser.post(NEW, &with(&form, &DETAILS)).await.header("location").to_owned();
    let mut other = DETAILS;
    other[0].1 = "Winter visit";
    let told = browser.post(NEW, &with(&form, &other)).await;
    assert_told(
        &told,
        &[
            "You already started this draft</h1>",
            "by you. Your new answers are not saved yet",
            "Autumn visit",
            "Winter visit",
            "Keep my new answers and check it again",
        ],
    );
    assert!(!told.text().contains("Someone else"), "{}", told.text());

    // What is kept goes on in the form of the draft itself.
    let details = format!("{draft}/details");
    assert!(told.text().contains(&format!("action=\"{details}\"")), "{}", told.text());
    let again = [told.hidden("version"), told.hidden("token")];
    let over = browser.post(&details, &[&with(&again, &other)[..], &[("button", "change")]].concat()).await;
    assert!(over.status == StatusCode::OK && over.text().contains("value=\"Winter visit\""), "{}", over.body);
    assert_eq!(browser.post(&details, &with(&again, &other)).await.status, StatusCode::SEE_OTHER);
    assert_says(&browser.get(&draft).await, &["Winter visit"]);

    // Once since been published or discarded the words stand in a form that begins another.
    sent(&mut browser, &format!("{draft}/discard"), &[]).await;
    let told = browser.post(NEW, &with(&form, &other)).await;
    assert_told(&told, &["since been published or discarded", "value=\"Winter visit\"", "Start the draft"]);
    assert_ne!(told.hidden("token"), form[1]);
}

#[sqlx::test(migrator = "followup::store::MIGRATOR")]
async fn other_words_to_a_part_are_a_conflict_with_what_the_same_form_saved(pool: PgPool) {
    let server = server_with_real_data(&pool).await;
    let mut browser = inspector(&pool, &server).await;
    let draft = sent(&mut browser, NEW, &DETAILS).await;
    let mut later = ITEM;
    later[6].1 = "Answer every zebra at once";
    let mut details = DETAILS;
    details[0].1 = "Winter visit";
    let grades = [("grade_2024-leadership", "adequate")];
    let audit = [("cases", "34"), ("good", "9"), ("inadequate", "10")];
    for (part, first, second, both) in [
        ("recommendations", &ITEM[..], &later[..], [WORDING, "Answer every zebra at once"]),
        ("details", &DETAILS, &details, ["Autumn visit", "Winter visit"]),
        ("grades", &GRADES, &grades, ["Good", "Adequate"]),
        ("case-audit", &AUDIT, &audit, ["33", "34"]),
    ] {
        let path = format!("{draft}/{part}");
        let form = opened(&mut browser, &format!("{path}?item=new")).await;
        let saved = browser.post(&path, &with(&form, first)).await;
        assert_eq!(saved.status, StatusCode::SEE_OTHER, "{part}: {}", saved.body);
        let again = browser.post(&path, &with(&form, first)).await;
        assert_eq!(again.header("location"), saved.header("location"), "{part}: the same words are saved once");
        let told = browser.post(&path, &with(&form, second)).await;
        assert_told(&told, &["You already changed this draft", "Your new answers are not saved yet"]);
        assert_told(&told, &both);
    }
    let left: Vec<String> = sqlx::query_scalar("select wording from round_draft_item").fetch_all(&pool).await.unwrap();
    assert_eq!(left, [WORDING], "nothing was added, and nothing overwritten");

    // What the form added the first time is what its author changes, so that it is not there twice.
    let path = format!("{draft}/recommendations");
    let form = opened(&mut browser, &format!("{path}?item=new")).await;
    let mut one = ITEM;
    one[1].1 = "KENT-2026-02";
    let mut two = later;
    two[1].1 = "kent-2026-02";
    assert_eq!(browser.post(&path, &with(&form, &one)).await.status, StatusCode::SEE_OTHER);
    let told = browser.post(&path, &with(&form, &two)).await;
    let mut kept = two;
    let (id, again) = (told.hidden("item"), [told.hidden("version"), told.hidden("token")]);
    kept[0].1 = &id;
    let saved = browser.post(&path, &with(&again, &kept)).await;
    assert_eq!(saved.status, StatusCode::SEE_OTHER, "{}", saved.body);
    assert_eq!(browser.get(&path).await.text().matches("Answer every zebra at once").count(), 1);
}

#[sqlx::test(migrator = "followup::store::MIGRATOR")]
async fn a_token_that_was_used_for_one_part_does_nothing_to_another(pool: PgPool) {
    let server = server_with_real_data(&pool).await;
    let mut browser = inspector(&pool, &server).await;
    let draft = whole(&mut browser).await;
    let form = opened(&mut browser, &format!("{draft}/case-audit")).await;
    assert_eq!(browser.post(&format!("{draft}/case-audit"), &with(&form, &[])).await.status, StatusCode::SEE_OTHER);
    let told = browser.post(&format!("{draft}/discard"), &with(&form, &[])).await;
    assert_told(&told, &["You changed this draft after you opened the page."]);
    assert_eq!(browser.get(&draft).await.status, StatusCode::OK, "it is not discarded, nor said to be");
}

#[sqlx::test(migrator = "followup::store::MIGRATOR")]
async fn what_was_written_to_a_draft_that_ended_meanwhile_is_shown_to_whoever_wrote_it(pool: PgPool) {
    let server = server_with_real_data(&pool).await;
    let mut browser = inspector(&pool, &server).await;
    let forms = [("recommendations", &ITEM[..]), ("details", &DETAILS), ("grades", &GRADES), ("case-audit", &AUDIT)];
    let shown = ["Answer every zebra within the hour", "Autumn visit", "Inadequate", "33"];
    for (end, heading) in [("discard", "This draft no longer exists"), ("publish", "This round is published")] {
        let draft = whole(&mut browser).await;
        let mut open = Vec::new();
        for (part, _) in forms {
            open.push(opened(&mut browser, &format!("{draft}/{part}?item=new")).await);
        }
        sent(&mut browser, &format!("{draft}/{end}"), &[]).await;
        for ((form, (part, answers)), words) in open.iter().zip(forms).zip(shown) {
            let told = browser.post(&format!("{draft}/{part}"), &with(form, answers)).await;
            assert_told(&told, &[heading, "so your answers are not saved", words]);
        }
        // Where nothing was written there is nothing to show.
        let nothing = browser.post(&format!("{draft}/details"), &with(&open[0], &[])).await;
        assert!(!nothing.text().contains("What you wrote"), "{}", nothing.text());
    }
}
