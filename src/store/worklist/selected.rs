//! Items selected on a worklist, with the version each stands at and what is judged of each: what a batch is made from.

use crate::{
    as_at::{PRESENT, Point},
    event::StreamKind,
    person::{Person, Reader},
    view::{
        register::RegisterRow,
        register_filter::RegisterFilter,
        worklist::{Judging, Selected, Wanted},
    },
};
use std::collections::HashMap;

use chrono::NaiveDate;

use super::{
    super::{
        database::Database,
        error::StoreError,
        events::{self},
        recommendation::judged,
        register::{RegisterError, of_references},
    },
    proposed::{self},
};

/// The items of these references that there are, by reference, each with what is judged of it. Whoever is shown that is shown it
/// by [`crate::service::reading::selected`]. However many they are, the queries are as many.
///
/// # Errors
/// The database fails.
#[tracing::instrument(skip_all, err(level = "debug"))]
pub async fn selected(
    database: &Database,
    person: &Person,
    wanted: &[Wanted],
    judging: Judging,
    today: NaiveDate,
) -> Result<Vec<Selected>, RegisterError> {
    let references: Vec<String> = wanted.iter().map(|one| one.reference.to_string()).collect();
    let reader = Reader::SignedIn(person.clone());
    let mut db = database.snapshot_for(&reader).await?;
    let point = Point { valid: PRESENT, known: None, today };
    let rows = of_references(&mut db, &references, &RegisterFilter::default(), point).await?;
    let versions = sqlx::query!(
        r#"select stream_id, max(version) as "version!" from event
        where stream_kind = 'recommendation' and stream_id = any($1) group by stream_id"#,
        &references,
    )
    .fetch_all(&mut *db)
    .await
    .map_err(StoreError::from)?;
    let versions: HashMap<String, i32> = versions.into_iter().map(|row| (row.stream_id, row.version)).collect();
    let shown = |row: &RegisterRow| wanted.iter().find(|one| one.reference == row.reference).and_then(|one| one.shown);
    let seen: Vec<_> = rows.iter().filter_map(|row| Some((row.reference.as_str(), shown(row)?))).collect();
    let mut since = events::since_each(&mut db, StreamKind::Recommendation, &seen).await?;
    let mut told = judged(&mut db, &reader, &rows).await?;
    let mut behind = match judging {
        Judging::WhatIsTold => HashMap::new(),
        Judging::Endings => proposed::behind(&mut db, person, &references).await?,
    };
    let mut selected = Vec::with_capacity(rows.len());
    for row in rows {
        let reference = row.reference.to_string();
        let Some(version) = versions.get(&reference).copied() else { continue };
        let mut since = since.remove(&reference).unwrap_or_default();
        since.retain(|one| reader.may_see(one.audience, &row.force));
        let told = told.remove(&row.reference).unwrap_or_default();
        // A proposal that was decided on since stands in the history, and no longer awaits anybody.
        let proposed = row.work.proposal.and_then(|_| behind.remove(&reference));
        selected.push(Selected { row, version, since, told, proposed });
    }
    db.commit().await.map_err(StoreError::from)?;
    selected.sort_by(|one, other| one.row.reference.cmp(&other.row.reference));
    Ok(selected)
}
