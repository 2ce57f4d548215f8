//! Drafts of updates: kept while somebody of the force is still writing, and let go of.

use chrono::{DateTime, Utc};

use super::follow_up::FollowUpError;
use crate::{
    identity::Permission,
    person::{Person, Reader},
    reference::Reference,
    store::{
        database::Database,
        error::StoreError,
        recommendation,
        update_drafts::{self, Sitting},
    },
    view::update_draft::{Typed, UpdateDraft},
};

/// How much of a form can be kept as a draft, in bytes: several times what can be saved.
pub const LARGEST_DRAFT: usize = 128 * 1024;

/// The drafts of the person's force about an item, the newest first; none for those who are not of the force.
///
/// # Errors
/// The database fails.
pub async fn of_item(
    database: &Database,
    person: &Person,
    reference: &Reference,
) -> Result<Vec<UpdateDraft>, StoreError> {
    let mut db = database.snapshot_for(&Reader::SignedIn(person.clone())).await?;
    let drafts = update_drafts::of_item(&mut db, reference).await?;
    db.commit().await?;
    Ok(drafts)
}

/// Keeps what a person has typed into the update form of an item, whatever is wrong with it. Answers when it was kept.
///
/// # Errors
/// There is no such item, the person may not update it, there is too much of it, they have kept another draft in another window
/// since this form was opened, or the store fails.
pub async fn keep(
    database: &Database,
    person: &Person,
    reference: &Reference,
    version: i32,
    answers: &Typed,
    sitting: Sitting,
    now: DateTime<Utc>,
) -> Result<DateTime<Utc>, FollowUpError> {
    if answers.iter().map(|(name, text)| name.len() + text.len()).sum::<usize>() > LARGEST_DRAFT {
        let message = "This is too long to save as a draft".to_owned();
        return Err(FollowUpError::Invalid { field: "activity", message });
    }
    if version < 1 {
        return Err(FollowUpError::NotFound);
    }
    person.may_ever(Permission::Update)?;
    let mut tx = database.begin_as(person).await?;
    let force = recommendation::force_of(&mut tx, reference).await?.ok_or(FollowUpError::NotFound)?;
    person.may(Permission::Update, &force)?;
    if !update_drafts::keep(&mut tx, reference, person.id, version, answers, sitting, now).await? {
        let message = "You saved another draft in another window, so this one is not saved. Copy it before you leave, or save it as an update"
            .to_owned();
        return Err(FollowUpError::Invalid { field: "activity", message });
    }
    tx.commit().await.map_err(StoreError::from)?;
    Ok(now)
}

/// Lets go of a person's own draft about an item.
///
/// # Errors
/// The database fails.
pub async fn discard(database: &Database, person: &Person, reference: &Reference) -> Result<(), StoreError> {
    let mut tx = database.begin_as(person).await?;
    update_drafts::discard(&mut tx, reference, person.id).await?;
    Ok(tx.commit().await?)
}

#[cfg(test)]
mod tests;
