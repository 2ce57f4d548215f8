//! The database goes away between check and save.

use super::*;

/// A server whose database can be taken away: its pool is closed.
#[sqlx::test(migrator = "followup::store::MIGRATOR")]
async fn what_was_written_stays_on_the_page_when_the_database_is_gone_and_can_be_sent_again(pool: PgPool) {
    let state = state_with_real_data(&pool).await;
    account(&pool, "ann@kent.example", Role::ForceLiaisonOfficer, &["kent"]).await;
    let server = server::router(&state);
    let mut ann = Browser::signed_in(&server, "ann@kent.example").await;
    let form = form(&mut ann, UPDATE).await;
    let mut fields: Vec<(&str, &str)> = form.iter().map(|(name, value)| (*name, value.as_str())).collect();
    fields.extend_from_slice(&ANSWERS);

    let before = events(&pool).await;
    state.database.pool().close().await;
    let answer = ann.post(UPDATE, &fields).await;
    let text = answer.text();
    assert_eq!(answer.status, 503, "{text}");
    assert!(text.contains("<title>Error: This was not saved – KENT-2019-03 – NCPI follow-up</title>"), "{text}");
    assert!(text.contains("Every desk has a supervisor") && text.contains("Nothing was saved."), "{text}");
    assert!(!text.contains("postgres") && !text.contains("PoolClosed"), "{text}");
    assert_eq!(events(&pool).await, before);

    // The form on that page is the same form: sent again on a server that has its database, it does its thing, and once.
    let server = server_on(&pool).await;
    let mut again = Browser::signed_in(&server, "ann@kent.example").await;
    for name in ["version", "token"] {
        let kept = hidden(&answer, name);
        assert_eq!(form.iter().find(|(field, _)| *field == name).unwrap().1, kept);
    }
    for _ in 0..2 {
        let saved = again.post(UPDATE, &fields).await;
        assert_eq!(saved.status, 303, "{}", saved.text());
    }
    assert_eq!(events(&pool).await, before + 2, "position and update, once");
}

#[sqlx::test(migrator = "followup::store::MIGRATOR")]
async fn a_review_is_kept_as_well(pool: PgPool) {
    let state = state_with_real_data(&pool).await;
    account(&pool, "ivy@inspectorate.example", Role::Inspector, &[]).await;
    let server = server::router(&state);
    let mut ivy = Browser::signed_in(&server, "ivy@inspectorate.example").await;
    let form = form(&mut ivy, &format!("{REVIEW}?do=propose")).await;
    state.database.pool().close().await;
    let mut fields: Vec<(&str, &str)> = form.iter().map(|(name, value)| (*name, value.as_str())).collect();
    fields.extend([("do", "propose"), ("reason", "All twelve cases were in time")]);
    let answer = ivy.post(REVIEW, &fields).await;
    assert_eq!(answer.status, 503);
    assert!(answer.text().contains("All twelve cases were in time"), "{}", answer.text());
}
