//! Reading what is not for everyone: it is shown only once it is written down who read it.

use std::collections::BTreeSet;

use chrono::{DateTime, NaiveDate, Utc};

use crate::{
    as_at::Point,
    audit::AuditKind,
    clock::london_day,
    identity::{Audience, PersonId},
    person::{Person, Reader},
    reference::Reference,
    store::{
        accounts,
        audit::{self, Done},
        database::Database,
        error::StoreError,
        recommendation::{self, Lookup},
        register::{self, RegisterError},
        worklist::{self},
    },
    view::{
        register::RegisterView,
        register_filter::RegisterFilter,
        worklist::{Judging, ProposedBy, Selected, Wanted, Worklist, WorklistQuery},
    },
};

#[cfg(test)]
mod tests;

/// How much of a response is sent.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Sent {
    /// All of it.
    #[default]
    Whole,
    /// Its head alone (HEAD): nobody has read anything, and nothing is written down.
    Head,
}

/// Looks a recommendation up for somebody who is shown it; see [`recommendation::page`].
///
/// Where a text that is not for everyone can be read in it, that is one entry of the audit, however many such texts there are.
/// If the entry cannot be written nothing is returned at all: what was read without a trace could not be accounted for, and a
/// page that quietly left the texts out would read as if there were none.
///
/// # Errors
/// The database fails, in reading or in writing the entry.
pub async fn recommendation(
    database: &Database,
    reader: &Reader,
    reference: &Reference,
    point: Point,
    now: DateTime<Utc>,
    sent: Sent,
) -> Result<Lookup, StoreError> {
    let found = recommendation::page(database, reader, reference, point).await?;
    if let (Lookup::Found(item), Some(person)) = (&found, reader.person())
        && item.holds_restricted_words()
        && sent == Sent::Whole
    {
        let subject = format!("/recommendations/{reference}");
        let kind = AuditKind::RestrictedTextRead;
        audit::note(database, &Done::by(person, kind, &subject), now).await?;
    }
    Ok(found)
}

/// One page of the register for somebody who is shown it; see [`register::page`].
///
/// Where an excerpt of a text that is not for everyone can be read in it, that is one entry of the audit, which names each such item and
/// not what was searched for. As with a recommendation nothing is returned if the entry cannot be written.
///
/// # Errors
/// What the filter asks for is refused, or the database fails, in reading or in writing the entry.
pub async fn register(
    database: &Database,
    reader: &Reader,
    filter: &RegisterFilter,
    point: Point,
    now: DateTime<Utc>,
    sent: Sent,
) -> Result<RegisterView, RegisterError> {
    let found = register::page(database, reader, filter, point).await?;
    if let Some(person) = reader.person() {
        let restricted = found.excerpts.iter().filter(|excerpt| excerpt.audience != Audience::Everyone);
        let read: BTreeSet<_> = restricted.filter(|_| sent == Sent::Whole).map(|excerpt| &excerpt.reference).collect();
        items_read(database, person, "/recommendations", read.into_iter(), now).await?;
    }
    Ok(found)
}

/// What waits for somebody who is shown it; see [`worklist::page`].
///
/// Where the evidence that a proposed ending rests on can be read in it, that is one entry of the audit, which names each such
/// item. As with a recommendation nothing is returned if the entry cannot be written.
///
/// # Errors
/// A page beyond the last, or the database fails, in reading or in writing the entry.
pub async fn worklist(
    database: &Database,
    person: &Person,
    asked: WorklistQuery,
    today: NaiveDate,
    now: DateTime<Utc>,
    sent: Sent,
) -> Result<Worklist, RegisterError> {
    let found = worklist::page(database, person, asked, today).await?;
    let items = found.lists.iter().flat_map(|list| &list.items);
    let read = items.filter(|item| item.proposed_by.as_ref().is_some_and(ProposedBy::holds_words));
    let read = read.filter(|_| sent == Sent::Whole).map(|item| &item.row.reference);
    items_read(database, person, "/worklist", read, now).await?;
    Ok(found)
}

/// Items that somebody selected, who is shown them; see [`worklist::selected`] and, for the entry of the audit, [`worklist()`]: it
/// names each item of which something that is not for everyone can be read.
///
/// # Errors
/// The database fails, in reading or in writing the entry.
pub async fn selected(
    database: &Database,
    person: &Person,
    wanted: &[Wanted],
    judging: Judging,
    now: DateTime<Utc>,
    sent: Sent,
) -> Result<Vec<Selected>, RegisterError> {
    let found = worklist::selected(database, person, wanted, judging, london_day(now)).await?;
    let read = found.iter().filter(|one| one.holds_restricted_words());
    let read = read.filter(|_| sent == Sent::Whole).map(|one| &one.row.reference);
    items_read(database, person, "/worklist/selected", read, now).await?;
    Ok(found)
}

async fn items_read<'a>(
    database: &Database,
    person: &Person,
    path: &str,
    items: impl Iterator<Item = &'a Reference>,
    now: DateTime<Utc>,
) -> Result<(), StoreError> {
    let items: Vec<String> = items.map(|reference| format!("item={reference}")).collect();
    if items.is_empty() {
        return Ok(());
    }
    let subject = format!("{path}?{}", items.join("&"));
    let kind = AuditKind::RestrictedTextRead;
    audit::note(database, &Done::by(person, kind, &subject), now).await
}

/// The name of the account of somebody who did something; for those of the inspectorate, who judge each other's proposals,
/// and nobody else.
///
/// # Errors
/// The database fails.
pub async fn name_of(database: &Database, person: &Person, id: PersonId) -> Result<Option<String>, StoreError> {
    if !person.role.is_of_inspectorate() {
        return Ok(None);
    }
    let mut db = database.reading().await?;
    Ok(accounts::by_id(&mut db, id).await?.map(|account| account.name))
}
