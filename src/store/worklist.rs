//! The worklist of a signed-in person: what waits for them, by reason, as things stand today.

use crate::{
    as_at::{PRESENT, Point},
    deadline::NEAR_DAYS,
    identity::{Permission, Role},
    parameter::BadParameter,
    person::{Person, Reader},
    view::{
        register_filter::RegisterFilter,
        worklist::{Counts, Item, List, OwedDuty, PER_PAGE, Worklist, WorklistQuery},
    },
    worklist::{Group, Section},
};
use std::collections::HashMap;

use chrono::NaiveDate;
use sqlx::PgConnection;

use super::{
    database::Database,
    error::StoreError,
    register::{RegisterError, of_references},
};

mod asked;
mod drafts;
mod duties;
mod listed;
mod proposed;
mod selected;
#[cfg(test)]
mod tests;

use listed::{Listing, Narrowed, OfGroup};
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
    let narrowed = Narrowed { force: asked.force.as_ref(), topic: asked.topic };
    let listed = listed::listed(&mut db, person, narrowed, today, listing, (start + 1, start + per_page)).await?;
    let shown = || listed.groups.iter().filter(|one| asked.group.is_none_or(|group| group == one.group));
    if let (Some(_), Some(one)) = (asked.group, shown().next()) {
        let pages = one.total.div_ceil(u64::from(PER_PAGE)).max(1);
        if u64::from(asked.page) > pages {
            let allowed = format!("a whole number from 1 to {pages}");
            return Err(BadParameter::new("page", asked.page.to_string(), allowed).into());
        }
    }

    // A group that is only a reason is listed where it is asked for alone.
    let is_listed = |one: &&OfGroup| asked.group.is_some() || one.group.section(person.role) != Section::Reason;
    let references = |one: &OfGroup| one.items.iter().map(|(reference, _)| reference.clone()).collect::<Vec<_>>();
    let mut wanted: Vec<String> = shown().filter(is_listed).flat_map(references).collect();
    wanted.sort_unstable();
    wanted.dedup();
    let point = Point { valid: PRESENT, known: None, today };
    let rows = of_references(&mut db, &wanted, &RegisterFilter::default(), point).await?;
    let proposed: Vec<String> = shown().filter(|one| one.group == Group::Proposed).flat_map(references).collect();
    let mut behind = proposed::behind(&mut db, person, &proposed).await?;
    let asked_of = asked::of(&mut db, person.role, &wanted).await?;
    let duties = duties_of(&mut db, person, narrowed).await?;
    let drafts =
        if Permission::Update.is_of(person.role) { drafts::own(&mut db, person.id).await? } else { Vec::new() };
    db.commit().await.map_err(StoreError::from)?;

    let items: HashMap<String, Item> = rows
        .into_iter()
        .map(|row| {
            let reference = row.reference.to_string();
            let proposed_by = behind.remove(&reference);
            let asked = asked_of.get(&reference).copied();
            (reference, Item { row, also: Vec::new(), asked, proposed_by })
        })
        .collect();
    let lists = shown()
        .map(|one| {
            let of_group = one.items.iter().filter_map(|(reference, reasons)| {
                let also = reasons.iter().copied().filter(|reason| *reason != one.group).collect();
                Some(Item { also, ..items.get(reference)?.clone() })
            });
            let duties: Vec<OwedDuty> =
                duties.iter().filter(|duty| group_of(duty, today) == one.group).cloned().collect();
            let total = match (asked.group, one.group.section(person.role)) {
                (Some(_), _) | (None, Section::Reason) => one.total,
                (None, _) => one.leading,
            };
            // Only the first page lists duties, so that they move no item to another page.
            let duties = if asked.page == 1 { duties } else { Vec::new() };
            let total = total + u64::try_from(duties.len()).unwrap_or(u64::MAX);
            let items = if is_listed(&one) { of_group.collect() } else { Vec::new() };
            List { group: one.group, total, items, duties }
        })
        .collect();
    let owed = u64::try_from(duties.len()).unwrap_or(u64::MAX);
    Ok(Worklist { items: listed.items + owed, open: listed.open, lists, drafts })
}

/// What the worklist of a person on a day would count; `None` where the role has no worklist.
#[tracing::instrument(skip_all, err)]
pub async fn counts(database: &Database, person: &Person, today: NaiveDate) -> Result<Option<Counts>, StoreError> {
    if Group::of(person.role).is_empty() {
        return Ok(None);
    }
    let mut db = database.snapshot_for(&Reader::SignedIn(person.clone())).await?;
    let narrowed = Narrowed::default();
    let listed = listed::listed(&mut db, person, narrowed, today, Listing::Once, (1, 0)).await?;
    let duties = duties_of(&mut db, person, narrowed).await?;
    let groups = listed.groups.iter().map(|one| {
        let items = if one.group.section(person.role) == Section::Reason { one.total } else { one.leading };
        let owed = duties.iter().filter(|duty| group_of(duty, today) == one.group).count();
        (one.group, items + u64::try_from(owed).unwrap_or(u64::MAX))
    });
    let groups = groups.collect();
    let owed = u64::try_from(duties.len()).unwrap_or(u64::MAX);
    Ok(Some(Counts { items: listed.items + owed, open: listed.open, groups }))
}

/// How much waits for a person on a day; `None` where the role has no worklist.
pub async fn size(database: &Database, person: &Person, today: NaiveDate) -> Result<Option<u64>, StoreError> {
    Ok(counts(database, person, today).await?.map(|counts| counts.items))
}

/// The duties that the officers of a force have to meet. A duty is under no topic.
async fn duties_of(
    db: &mut PgConnection,
    person: &Person,
    narrowed: Narrowed<'_>,
) -> Result<Vec<OwedDuty>, StoreError> {
    if person.role != Role::ForceLiaisonOfficer || narrowed.topic.is_some() {
        return Ok(Vec::new());
    }
    let wanted = person.forces.iter().filter(|force| narrowed.force.is_none_or(|only| only == *force));
    duties::owed(db, &wanted.cloned().collect::<Vec<_>>()).await
}

/// The section of a duty: it is due as an item is.
fn group_of(duty: &OwedDuty, today: NaiveDate) -> Group {
    let left = (duty.due.on - today).num_days();
    if left < 0 {
        Group::Overdue
    } else if left <= NEAR_DAYS {
        Group::DueWithin30Days
    } else {
        Group::DueLater
    }
}
