//! What inspectors judge of several items: what the force told last, what was asked of it last, and its evidence, in as many queries
//! for fifty items as for one.

use std::collections::{BTreeSet, HashMap};

use sqlx::PgConnection;

use super::{
    history::entries,
    text::{Reading, Texts},
};
use crate::{
    as_at::PRESENT,
    event::StreamKind,
    fact::Fact,
    person::Reader,
    reference::Reference,
    store::{
        error::StoreError,
        events::{Recorded, of_streams, texts},
        read_model::chain,
    },
    view::{recommendation::Entry, register::RegisterRow},
};

/// The lines of these items that are judged, as they stand now and as this reader may read them, newest first.
///
/// # Errors
/// The database fails or holds what the types do not allow.
pub(in crate::store) async fn judged(
    db: &mut PgConnection,
    reader: &Reader,
    rows: &[RegisterRow],
) -> Result<HashMap<Reference, Vec<Entry>>, StoreError> {
    if rows.is_empty() {
        return Ok(HashMap::new());
    }
    let ids: Vec<String> = rows.iter().map(|row| row.reference.to_string()).collect();
    let forces: BTreeSet<_> = rows.iter().map(|row| row.force.clone()).collect();
    let mut chains = chain::of_forces(&mut *db, &forces).await?;
    let mut streams = of_streams(&mut *db, StreamKind::Recommendation, &ids).await?;
    for row in rows {
        let recorded = streams.entry(row.reference.to_string()).or_default();
        recorded.retain(|one| reader.may_see(one.audience, &row.force));
    }
    let bodies = texts::of_events(db, streams.values().flatten().filter(|one| is_judged(&one.event.fact))).await?;
    let lines = rows.iter().map(|row| {
        let recorded: &[Recorded] = streams.get(row.reference.as_str()).map_or(&[], Vec::as_slice);
        let texts = Texts { bodies: &bodies, reading: Reading { reader, force: &row.force } };
        let chain = chains.entry(row.force.clone()).or_default();
        (row.reference.clone(), last(entries(recorded, &texts, chain, PRESENT)))
    });
    Ok(lines.collect())
}

/// Whether a fact, or what puts it right, is a part of what is judged.
fn is_judged(fact: &Fact) -> bool {
    match fact {
        Fact::UpdateRecorded { .. } | Fact::Returned {} | Fact::EvidenceAdded { .. } => true,
        Fact::Corrected { to } => is_judged(to),
        _ => false,
    }
}

/// Of a history, newest first, the last update and the last questions, and every piece of evidence.
fn last(history: Vec<Entry>) -> Vec<Entry> {
    let (mut told, mut asked) = (false, false);
    let judged = history.into_iter().filter(|entry| match entry.fact {
        Fact::UpdateRecorded { .. } => !std::mem::replace(&mut told, true),
        Fact::Returned {} => !std::mem::replace(&mut asked, true),
        Fact::EvidenceAdded { .. } => true,
        _ => false,
    });
    judged.collect()
}
