//! A form of evidence that comes again: the same is added once, anything else is a conflict with what it added.

use super::*;

#[sqlx::test(migrator = "followup::store::MIGRATOR")]
async fn a_form_that_comes_again_with_other_words_or_another_file_is_a_conflict_and_leaves_nothing(pool: PgPool) {
    let (server, folder) = server_with_folder(&pool).await;
    let mut officer = Browser::signed_in(&server, OFFICER).await;
    let form = filled(&mut officer, &[]).await;
    let first: Vec<_> = form.iter().map(|(name, value)| (*name, value.as_str())).collect();
    let saved = officer.upload(FORM, &first, ("audit.txt", b"First")).await;
    assert_eq!(saved.status, 303, "{}", saved.body);
    let again = officer.upload(FORM, &first, ("audit.txt", b"First")).await;
    assert_eq!(again.header("location"), saved.header("location"));

    let mut other = first.clone();
    other[2].1 = "Minutes of the board";
    let reference = [&first[..5], &[("held_at", "Case system 7")]].concat();
    let told = [
        officer.upload(FORM, &other, ("audit.txt", b"First")).await,
        officer.upload(FORM, &first, ("audit.txt", b"Second")).await,
        officer.upload(FORM, &reference, ("", b"")).await,
    ];
    for told in &told {
        assert_eq!(told.status, 409, "{}", told.body);
        for words in [
            "You already changed this. Check what you saved, then add your evidence again",
            "<li>Evidence added, ",
            ", by you</li>",
        ] {
            assert!(told.text().contains(words), "{words}: {}", told.text());
        }
        assert!(!told.text().contains("Someone else"), "{}", told.text());
    }
    assert!(told[0].body.contains(r#"value="Minutes of the board""#), "{}", told[0].body);
    assert!(told[2].body.contains(r#"value="Case system 7""#), "{}", told[2].body);
    assert_eq!((events(&pool).await, folder.holds()), (1, 1));
}
