//! Items selected on a worklist, with the version each stands at: what a batch is made from.

use std::collections::HashMap;

use chrono::NaiveDate;

use super::{
    super::{
        database::Database,
        error::StoreError,
        events::{self, Since, Stream},
        register::{RegisterError, RegisterFilter, RegisterRow, of_references},
    },
    proposed::{self, ProposedBy},
};
use crate::{
    as_at::{PRESENT, Point},
    event::StreamKind,
    person::{Person, Reader},
    reference::Reference,
};

/// An item as it is asked for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Wanted {
    /// Which.
    pub reference: Reference,
    /// The version at which it was shown before, if it was.
    pub shown: Option<i32>,
}

/// An item that was selected.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Selected {
    /// What the register shows of it.
    pub row: RegisterRow,
    /// The version its stream has now.
    pub version: i32,
    /// What was recorded since the version at which it was shown, as far as the person sees it, oldest first.
    pub since: Vec<Since>,
    /// What stands behind its proposed ending, where that was asked for.
    pub proposed_by: Option<ProposedBy>,
}

/// The items of these references that there are, by reference; with what stands behind proposed endings for those who decide
/// on them. Whoever is shown that is shown it by [`crate::service::reading::selected`].
///
/// # Errors
/// The database fails.
#[tracing::instrument(skip_all, err(level = "debug"))]
pub async fn selected(
    database: &Database,
    person: &Person,
    wanted: &[Wanted],
    decides: bool,
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
    let mut behind = if decides { proposed::behind(&mut db, person, &references).await? } else { HashMap::new() };
    let mut selected = Vec::with_capacity(rows.len());
    for row in rows {
        let reference = row.reference.to_string();
        let Some(version) = versions.get(&reference).copied() else { continue };
        let shown = wanted.iter().find(|one| one.reference == row.reference).and_then(|one| one.shown);
        let mut since = match shown.filter(|shown| *shown < version) {
            Some(shown) => {
                let stream = Stream { kind: StreamKind::Recommendation, id: reference.clone() };
                events::since(&mut db, &stream, shown).await?
            }
            None => Vec::new(),
        };
        since.retain(|one| reader.may_see(one.audience, &row.force));
        // A proposal that was decided on since stands in the history, and no longer awaits anybody.
        let proposed_by = row.work.proposal.and_then(|_| behind.remove(&reference));
        selected.push(Selected { row, version, since, proposed_by });
    }
    db.commit().await.map_err(StoreError::from)?;
    selected.sort_by(|one, other| one.row.reference.cmp(&other.row.reference));
    Ok(selected)
}
