//! The clock of this machine beside the database's: where they disagree, nothing is saved on a wrong day.

use followup::identity::Role;
use server::state::AppState;
use sqlx::PgPool;

use crate::{
    follow_up::{ANSWERS, UPDATE, send},
    real_data::state_with_real_data,
    support::{Browser, account, get},
};

/// A year and more ahead of the database.
fn ahead() -> chrono::DateTime<chrono::Utc> {
    followup::clock::now() + chrono::TimeDelta::days(400)
}

#[sqlx::test(migrator = "followup::store::MIGRATOR")]
async fn where_the_clocks_disagree_pages_are_read_and_nothing_is_saved(pool: PgPool) {
    let state = AppState { clock: followup::clock::now, ..state_with_real_data(&pool).await };
    let server = server::router(&state);
    account(&pool, "ann@kent.example", Role::ForceLiaisonOfficer, &["kent"]).await;
    let mut ann = Browser::signed_in(&server, "ann@kent.example").await;
    state.clock_check.compare(&state).await.unwrap();
    assert_eq!(send(&mut ann, UPDATE, &ANSWERS).await.status, 303, "the clocks agree");

    state.clock_check.compare(&AppState { clock: ahead, ..state.clone() }).await.unwrap();
    let events = || sqlx::query_scalar::<_, i64>("select count(*) from event").fetch_one(&pool);
    let before = events().await.unwrap();
    assert_eq!(get(&server, "/recommendations/KENT-2019-03").await.status, 200);
    let refused = send(&mut ann, UPDATE, &ANSWERS).await;
    assert_eq!((refused.status.as_u16(), events().await.unwrap()), (503, before));
    assert!(refused.text().contains("Every desk has a supervisor"), "what was typed is kept: {}", refused.text());
    let ready = get(&server, "/readyz").await;
    assert!(ready.status == 503 && ready.text().contains("seconds ahead of the database's"), "{}", ready.text());
    assert_eq!(ann.post("/sign-out", &[]).await.status, 303, "signing out is never refused");

    state.clock_check.compare(&state).await.unwrap();
    assert_eq!(get(&server, "/readyz").await.status, 200);
}

#[sqlx::test(migrator = "followup::store::MIGRATOR")]
async fn database_refuses_what_happens_after_it_is_recorded(pool: PgPool) {
    state_with_real_data(&pool).await;
    let tomorrow = followup::clock::london_day(followup::clock::now()) + chrono::TimeDelta::days(2);
    let recorded = |happened: String| {
        sqlx::query(
            "insert into event (seq, stream_kind, stream_id, version, kind, happened, recorded_at, actor_kind, audience, facts,
                prev_hash, hash)
            select nextval('event_seq'), stream_kind, stream_id, version + 1, 'submitted', $1, clock_timestamp(), 'system',
                'everyone', '{}', hash, sha256('x')
            from event where stream_id = 'KENT-2019-03' order by version desc limit 1",
        )
        .bind(happened)
        .execute(&pool)
    };
    let refused = recorded(tomorrow.to_string()).await.unwrap_err();
    assert_eq!(refused.as_database_error().unwrap().constraint(), Some("event_happened_by_then"));
    let month = followup::clock::london_day(followup::clock::now()).format("%Y-%m").to_string();
    recorded(month).await.unwrap();
}
