//! The worklist of a signed-in person: what waits for them, by reason, as things stand today.

use crate::{
    as_at::{PRESENT, Point},
    parameter::BadParameter,
    person::{Person, Reader},
    view::{
        register_filter::RegisterFilter,
        worklist::{Counts, Item, List, PER_PAGE, Worklist, WorklistQuery},
    },
    worklist::Group,
};
use std::collections::HashMap;

use chrono::NaiveDate;

use super::{
    database::Database,
    error::StoreError,
    register::{RegisterError, of_references},
};

mod listed;
mod proposed;
mod selected;
#[cfg(test)]
mod tests;

use listed::{Listing, OfGroup};
pub use selected::selected;

/// What waits for a person on a day. On what proposed endings rest is not for everyone: whoever is shown it is shown it by
/// [`crate::service::reading::worklist`].
///
/// # Errors
/// A page beyond the last is refused by name.
#[tracing::instrument(skip_all, err(level = "debug"))]
pub async fn page(
    database: &Database,
    person: &Person,
    asked: WorklistQuery,
    today: NaiveDate,
) -> Result<Worklist, RegisterError> {
    let mut db = database.snapshot_for(&Reader::SignedIn(person.clone())).await?;
    let per_page = PER_PAGE.cast_signed();
    // No worklist is longer; a page beyond every worklist is refused below.
    let start =
        i32::try_from(asked.page - 1).ok().and_then(|page| page.checked_mul(per_page)).unwrap_or(i32::MAX - per_page);
    let listing = if asked.group.is_some() { Listing::InEach } else { Listing::Once };
    let listed = listed::listed(&mut db, person, today, listing, (start + 1, start + per_page)).await?;
    let shown = || listed.groups.iter().filter(|one| asked.group.is_none_or(|group| group == one.group));
    if let (Some(_), Some(one)) = (asked.group, shown().next()) {
        let pages = one.total.div_ceil(u64::from(PER_PAGE)).max(1);
        if u64::from(asked.page) > pages {
            let allowed = format!("a whole number from 1 to {pages}");
            return Err(BadParameter::new("page", asked.page.to_string(), allowed).into());
        }
    }

    let references = |one: &OfGroup| one.items.iter().map(|(reference, _)| reference.clone()).collect::<Vec<_>>();
    let mut wanted: Vec<String> = shown().flat_map(references).collect();
    wanted.sort_unstable();
    wanted.dedup();
    let point = Point { valid: PRESENT, known: None, today };
    let rows = of_references(&mut db, &wanted, &RegisterFilter::default(), point).await?;
    let proposed: Vec<String> = shown().filter(|one| one.group == Group::Proposed).flat_map(references).collect();
    let mut behind = proposed::behind(&mut db, person, &proposed).await?;
    db.commit().await.map_err(StoreError::from)?;

    let items: HashMap<String, Item> = rows
        .into_iter()
        .map(|row| {
            let reference = row.reference.to_string();
            let proposed_by = behind.remove(&reference);
            (reference, Item { row, also: Vec::new(), proposed_by })
        })
        .collect();
    let lists = shown()
        .map(|one| {
            let above = if listing == Listing::Once { one.total.saturating_sub(one.leading) } else { 0 };
            let listed = one.items.iter().filter_map(|(reference, reasons)| {
                let also = reasons.iter().copied().filter(|reason| *reason != one.group).collect();
                Some(Item { also, ..items.get(reference)?.clone() })
            });
            List { group: one.group, total: one.total, above, items: listed.collect() }
        })
        .collect();
    Ok(Worklist { items: listed.items, open: listed.open, lists })
}

/// What the worklist of a person on a day would count; `None` where the role has no worklist.
#[tracing::instrument(skip_all, err)]
pub async fn counts(database: &Database, person: &Person, today: NaiveDate) -> Result<Option<Counts>, StoreError> {
    if Group::of(person.role).is_empty() {
        return Ok(None);
    }
    let mut db = database.snapshot_for(&Reader::SignedIn(person.clone())).await?;
    let listed = listed::listed(&mut db, person, today, Listing::Once, (1, 0)).await?;
    let groups = listed.groups.iter().map(|one| (one.group, one.total)).collect();
    Ok(Some(Counts { items: listed.items, open: listed.open, groups }))
}

/// How many items wait for a person on a day; `None` where the role has no worklist.
pub async fn size(database: &Database, person: &Person, today: NaiveDate) -> Result<Option<u64>, StoreError> {
    Ok(counts(database, person, today).await?.map(|counts| counts.items))
}
