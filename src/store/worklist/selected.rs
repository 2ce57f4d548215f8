//! Items selected on a worklist, with the version each stands at: what a batch is made from.

use std::collections::HashMap;

use chrono::NaiveDate;

use super::super::{
    database::Database,
    error::StoreError,
    register::{RegisterError, RegisterFilter, RegisterRow, of_references},
};
use crate::{
    as_at::{PRESENT, Point},
    reference::Reference,
};

/// An item that was selected.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Selected {
    /// What the register shows of it.
    pub row: RegisterRow,
    /// The version its stream has now.
    pub version: i32,
}

/// The items of these references that there are, by reference.
///
/// # Errors
/// The database fails.
#[tracing::instrument(skip_all, err(level = "debug"))]
pub async fn selected(
    database: &Database,
    references: &[Reference],
    today: NaiveDate,
) -> Result<Vec<Selected>, RegisterError> {
    let wanted: Vec<String> = references.iter().map(ToString::to_string).collect();
    let mut db = database.snapshot().await?;
    let point = Point { valid: PRESENT, known: None, today };
    let rows = of_references(&mut db, &wanted, &RegisterFilter::default(), point).await?;
    let versions = sqlx::query!(
        r#"select stream_id, max(version) as "version!" from event
        where stream_kind = 'recommendation' and stream_id = any($1) group by stream_id"#,
        &wanted,
    )
    .fetch_all(&mut *db)
    .await
    .map_err(StoreError::from)?;
    db.commit().await.map_err(StoreError::from)?;
    let versions: HashMap<String, i32> = versions.into_iter().map(|row| (row.stream_id, row.version)).collect();
    let mut selected: Vec<Selected> = rows
        .into_iter()
        .filter_map(|row| {
            let version = *versions.get(row.reference.as_str())?;
            Some(Selected { row, version })
        })
        .collect();
    selected.sort_by(|one, other| one.row.reference.cmp(&other.row.reference));
    Ok(selected)
}
