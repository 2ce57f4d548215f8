//! A replica that is away, or behind: it costs no page, and whoever writes reads where it was written.

use followup::store::database::Database;
use sqlx::postgres::PgPoolOptions;

use super::*;

/// A server whose replica answers nobody: it is behind as far as can be.
async fn server_without_replica(pool: &PgPool) -> axum::Router {
    let mut state = state_with_real_data(pool).await;
    let primary = state.database.pool().clone();
    let replica = PgPoolOptions::new().connect_lazy_with(pool.connect_options().as_ref().clone());
    replica.close().await;
    state.database = Database::with_primary(primary).with_replica(replica);
    server::router(&state)
}

#[sqlx::test(migrator = "followup::store::MIGRATOR")]
async fn whoever_writes_is_shown_what_was_saved_however_far_the_replica_is_behind(pool: PgPool) {
    let server = server_without_replica(&pool).await;
    account(&pool, "ann@kent.example", Role::ForceLiaisonOfficer, &["kent"]).await;
    let mut ann = Browser::signed_in(&server, "ann@kent.example").await;
    let draft = [("position", "planned"), ("activity", "Half a sentence"), ("button", "draft")];
    assert_eq!(send(&mut ann, UPDATE, &draft).await.status, 303);
    assert!(ann.get(UPDATE).await.text().contains("\nHalf a sentence</textarea>"));
    let saved = send(&mut ann, UPDATE, &ANSWERS).await;
    assert_eq!(saved.status, 303, "{}", saved.text());
    let page = ann.get(saved.header("location")).await;
    assert!(page.text().contains("Saved: "), "{}", page.text());
}

#[sqlx::test(migrator = "followup::store::MIGRATOR")]
async fn a_replica_that_is_away_costs_nobody_a_page_or_a_file(pool: PgPool) {
    let server = server_without_replica(&pool).await;
    account(&pool, "lee@kent.example", Role::SeniorLeader, &[]).await;
    let mut lee = Browser::signed_in(&server, "lee@kent.example").await;
    for path in [
        "/",
        "/forces",
        "/recommendations?force=kent",
        "/recommendations/KENT-2019-03",
        "/recommendations.csv",
        "/forces.xlsx",
        "/charts/status-over-time.svg",
        "/briefing",
        "/api/v1/service",
        "/readyz",
    ] {
        assert_eq!(get(&server, path).await.status, 200, "{path}");
        assert_eq!(lee.get(path).await.status, 200, "{path} for a leader");
    }
}
