//! Which migrations stand applied, and whether they and the read model are those of this program.

use std::collections::HashMap;

use sqlx::{PgPool, postgres::PgConnection};

use super::{MIGRATOR, Readiness, StoreError, connecting};
use crate::store::read_model::state;

/// Compares what is applied with what this program carries. A database that is ahead is fine: migrations only go forward.
pub(super) async fn readiness(pool: &PgPool) -> Result<Readiness, StoreError> {
    let mut connection = pool.acquire().await?;
    let applied = match applied(&mut connection).await {
        Ok(applied) => applied,
        Err(error) if connecting::has_code(&error, connecting::INSUFFICIENT_PRIVILEGE) => {
            return Ok(Readiness::NotMigrated(
                "the application may not read the list of migrations. Run `ncpi migrate`".into(),
            ));
        }
        Err(error) => return Err(error.into()),
    };
    let known = MIGRATOR.iter().filter(|migration| !migration.migration_type.is_down_migration());
    let (mut missing, mut changed) = (0, 0);
    for migration in known {
        match applied.get(&migration.version) {
            None => missing += 1,
            Some(checksum) if checksum.as_slice() != &*migration.checksum => changed += 1,
            Some(_) => {}
        }
    }
    Ok(match (missing, changed) {
        (0, 0) if state::is_stale(&mut connection).await? => Readiness::NotMigrated(
            "the read model is not folded by the rules of this program yet. Run `ncpi migrate`".into(),
        ),
        (0, 0) => Readiness::Ready,
        (0, changed) => Readiness::NotMigrated(format!(
            "migrations applied in another form than this program knows: {changed}. Does it belong to this database?"
        )),
        (missing, _) => Readiness::NotMigrated(format!("migrations not applied yet: {missing}. Run `ncpi migrate`")),
    })
}

/// The migrations that stand applied, by version; none where the table is not there yet.
pub(super) async fn applied(connection: &mut PgConnection) -> Result<HashMap<i64, Vec<u8>>, sqlx::Error> {
    let rows = sqlx::query_as::<_, (i64, Vec<u8>)>("select version, checksum from _sqlx_migrations where success")
        .fetch_all(connection)
        .await;
    match rows {
        Ok(rows) => Ok(rows.into_iter().collect()),
        Err(error) if connecting::has_code(&error, connecting::UNDEFINED_TABLE) => Ok(HashMap::new()),
        Err(error) => Err(error),
    }
}
