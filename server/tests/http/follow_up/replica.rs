//! A replica that is behind: whoever writes reads where it was written.

use followup::store::database::Database;

use super::*;

#[sqlx::test(migrator = "followup::store::MIGRATOR")]
async fn whoever_writes_is_shown_what_was_saved_however_far_the_replica_is_behind(pool: PgPool) {
    let mut state = state_with_real_data(&pool).await;
    let primary = state.database.pool().clone();
    // One that answers nobody is behind as far as can be.
    let replica = sqlx::postgres::PgPoolOptions::new().connect_lazy_with(pool.connect_options().as_ref().clone());
    replica.close().await;
    state.database = Database::from_pools(primary, replica);
    let server = server::router(&state);
    account(&pool, "ann@kent.example", Role::ForceLiaisonOfficer, &["kent"]).await;
    account(&pool, "lee@kent.example", Role::SeniorLeader, &[]).await;
    let mut ann = Browser::signed_in(&server, "ann@kent.example").await;
    let draft = [("position", "planned"), ("activity", "Half a sentence"), ("button", "draft")];
    assert_eq!(send(&mut ann, UPDATE, &draft).await.status, 303);
    assert!(ann.get(UPDATE).await.text().contains("\nHalf a sentence</textarea>"));
    let saved = send(&mut ann, UPDATE, &ANSWERS).await;
    assert_eq!(saved.status, 303, "{}", saved.text());
    let page = ann.get(saved.header("location")).await;
    assert!(page.text().contains("Saved: "), "{}", page.text());

    // Everyone else reads from the replica.
    assert_eq!(get(&server, "/recommendations/KENT-2019-03").await.status, 503);
    let mut lee = Browser::signed_in(&server, "lee@kent.example").await;
    assert_eq!(lee.get("/recommendations/KENT-2019-03").await.status, 503);
}
