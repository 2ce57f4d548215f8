//! The worklist of a signed-in person: what waits for them, by reason, as things stand today.

use std::collections::HashMap;

use chrono::NaiveDate;

use super::{
    database::Database,
    error::StoreError,
    register::{RegisterError, of_references},
};
use crate::{
    as_at::{PRESENT, Point},
    identity::Role,
    parameter::{BadParameter, first, word},
    person::{Person, Reader},
    view::{register::RegisterRow, register_filter::RegisterFilter},
    worklist::Group,
};

mod listed;
mod proposed;
mod selected;
#[cfg(test)]
mod tests;

use listed::{Listing, OfGroup};
pub use proposed::{ProposedBy, Relied};
pub use selected::{Judging, Selected, Wanted, selected};

/// How many rows of a group are shown at once.
pub const PER_PAGE: u32 = 50;

/// What a person asks to see of their worklist.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Asked {
    /// One group alone; `None` is the beginning of each.
    pub group: Option<Group>,
    /// Which page of that group, from 1.
    pub page: u32,
}

impl Asked {
    /// Reads the pairs of a query string.
    ///
    /// # Errors
    /// A group that is none of the role's, and a page that is no number or of no group, are refused by name.
    pub fn parse<'a>(pairs: impl IntoIterator<Item = (&'a str, &'a str)>, role: Role) -> Result<Self, BadParameter> {
        let pairs: Vec<_> = pairs.into_iter().collect();
        let refused = |name: &str, value: &str, allowed: String| BadParameter::new(name, value, allowed);
        let groups = Group::of(role);
        let known = || groups.iter().map(|group| group.slug()).collect::<Vec<_>>().join(", ");
        let one_of = |error: BadParameter| BadParameter { allowed: format!("one of {}", known()), ..error };
        let group: Option<Group> = word(&pairs, "group").map_err(one_of)?;
        if let Some(other) = group.filter(|group| !groups.contains(group)) {
            return Err(refused("group", other.slug(), format!("one of {}", known())));
        }
        let Some(text) = first(&pairs, "page") else { return Ok(Self { group, page: 1 }) };
        let number: Option<u32> = text.bytes().all(|byte| byte.is_ascii_digit()).then(|| text.parse().ok()).flatten();
        match number {
            Some(page) if page == 1 || (page > 1 && group.is_some()) => Ok(Self { group, page }),
            Some(page) if page > 1 => Err(refused("page", text, "left out, unless a group is chosen".to_owned())),
            _ => Err(refused("page", text, "a whole number from 1".to_owned())),
        }
    }
}

/// One item of a worklist.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Item {
    /// What the register shows of it.
    pub row: RegisterRow,
    /// For which reasons it waits besides the one it is listed under, the most pressing first.
    pub also: Vec<Group>,
    /// Who stands behind the ending that awaits a second person; told to those who may authorise it.
    pub proposed_by: Option<ProposedBy>,
}

/// The items that wait for one reason.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct List {
    /// The reason.
    pub group: Group,
    /// All that wait for it.
    pub total: u64,
    /// Of them those that are listed in an earlier group of the same worklist, and so not in this one.
    pub above: u64,
    /// The others, as far as they are of this page, those that wait longest first.
    pub items: Vec<Item>,
}

/// What waits for a person.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Worklist {
    /// Items that wait for any reason, each counted once.
    pub items: u64,
    /// Items that have not ended, waiting or not, among those that can ever wait for this person.
    pub open: u64,
    /// The groups that were asked for, in the order of the role's worklist, empty ones too. Of several each item is listed in one.
    pub lists: Vec<List>,
}

/// What waits for a person on a day. On what proposed endings rest is not for everyone: whoever is shown it is shown it by
/// [`crate::service::reading::worklist`].
///
/// # Errors
/// A page beyond the last is refused by name.
#[tracing::instrument(skip_all, err(level = "debug"))]
pub async fn page(
    database: &Database,
    person: &Person,
    asked: Asked,
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

/// How many items wait for a person, by reason.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Counts {
    /// Items that wait for any reason, each counted once.
    pub items: u64,
    /// Items that have not ended, waiting or not, among those that can ever wait for this person.
    pub open: u64,
    /// The groups of the role's worklist in its order, empty ones too.
    pub groups: Vec<(Group, u64)>,
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
