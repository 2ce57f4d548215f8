//! Reading what is not for everyone: it is shown only once it is written down who read it.

use chrono::{DateTime, NaiveDate, Utc};

use crate::{
    as_at::Point,
    person::{Person, Reader},
    reference::Reference,
    store::{
        audit::{self, AuditKind, Done},
        database::Database,
        error::StoreError,
        free_text::FreeText,
        recommendation::{self, Lookup},
        register::RegisterError,
        worklist::{self, Asked, Worklist},
    },
};

#[cfg(test)]
mod tests;

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
) -> Result<Lookup, StoreError> {
    let found = recommendation::page(database, reader, reference, point).await?;
    if let (Lookup::Found(item), Some(person)) = (&found, reader.person())
        && item.holds_restricted_words()
    {
        let subject = format!("/recommendations/{reference}");
        let kind = AuditKind::RestrictedTextRead;
        audit::note(database, &Done { kind, by: Some(person), subject: Some(&subject), address: None }, now).await?;
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
    asked: Asked,
    today: NaiveDate,
    now: DateTime<Utc>,
) -> Result<Worklist, RegisterError> {
    let found = worklist::page(database, person, asked, today).await?;
    let items = found.lists.iter().flat_map(|list| &list.items);
    let read =
        items.filter(|item| item.proposed_by.as_ref().is_some_and(|by| matches!(by.relied_on, FreeText::Body(_))));
    let read: Vec<String> = read.map(|item| format!("item={}", item.row.reference)).collect();
    if !read.is_empty() {
        let subject = format!("/worklist?{}", read.join("&"));
        let kind = AuditKind::RestrictedTextRead;
        audit::note(database, &Done { kind, by: Some(person), subject: Some(&subject), address: None }, now).await?;
    }
    Ok(found)
}
