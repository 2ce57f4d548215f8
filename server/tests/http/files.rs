//! Style sheet and icons: sent with how long they may be kept.

use sqlx::PgPool;

use crate::support::{STYLE_SHEET, get, server_on};

#[sqlx::test(migrator = "followup::store::MIGRATOR")]
async fn a_file_with_a_hash_in_its_name_is_kept_for_a_year(pool: PgPool) {
    let answer = get(&server_on(&pool).await, STYLE_SHEET).await;

    assert_eq!(answer.status, 200);
    assert_eq!(answer.header("content-type"), "text/css");
    assert_eq!(answer.header("cache-control"), "public, max-age=31536000, immutable");
}

#[sqlx::test(migrator = "followup::store::MIGRATOR")]
async fn another_file_is_kept_for_an_hour(pool: PgPool) {
    let answer = get(&server_on(&pool).await, "/favicon.svg").await;

    assert_eq!(answer.status, 200);
    assert_eq!(answer.header("content-type"), "image/svg+xml");
    assert_eq!(answer.header("cache-control"), "public, max-age=3600");
}
