//! What a force says it did: recorded, checked first, or kept as a draft.

use followup::view::saved::Saved;
use leptos::prelude::*;

use super::{
    error::ApiError,
    form_answers::{Envelope, UpdateAnswers},
    protocol::Write,
};

/// Records what a force says it did about an item, and submits the item if its position says so.
#[server(prefix = "/api/v1", endpoint = "recommendation/update", protocol = Write)]
pub async fn record_update(reference: String, envelope: Envelope, answers: UpdateAnswers) -> Result<Saved, ApiError> {
    use followup::service::follow_up;

    let act = on_server::read(&reference, &envelope, &answers)?;
    super::acts::check_personal_data(crate::fields::update::FIELDS, &act.answers)?;
    Ok(follow_up::act(&act.access.database, &act.person, &act.form, act.step, act.today).await?)
}

/// Judges an update as [`record_update`] would, and records nothing. Returns what it would change for readers, in words.
#[server(prefix = "/api/v1", endpoint = "recommendation/update/check", protocol = Write)]
pub async fn check_update(
    reference: String,
    envelope: Envelope,
    answers: UpdateAnswers,
) -> Result<Vec<String>, ApiError> {
    use followup::service::follow_up;

    let act = on_server::read(&reference, &envelope, &answers)?;
    let (reads, today) = (act.step.reads(), act.today);
    let effect = follow_up::check(&act.access.database, &act.person, &act.form, act.step, today).await?;
    Ok(crate::effect_in_words::effect_in_words(&effect, reads, today))
}

/// Keeps what somebody has begun to write, and returns when it was kept, in words. `sitting` is the opening of the form, `continues` the
/// one that kept the draft before: a draft from another window is not overwritten.
#[server(prefix = "/api/v1", endpoint = "recommendation/update/draft", protocol = Write)]
pub async fn keep_update_draft(
    reference: String,
    version: i32,
    sitting: Option<String>,
    continues: Option<String>,
    answers: UpdateAnswers,
) -> Result<String, ApiError> {
    use followup::{
        clock::london_time, identity::Permission, query::Query as _, service::update_drafts,
        store::update_drafts::Sitting,
    };

    use super::access::{Access, parse_reference};

    let (access, person) = Access::with_permission(Permission::Update)?;
    let reference = parse_reference(&reference)?;
    let typed = answers.to_pairs().into_iter().filter(|(name, _)| *name != "looked_at");
    let typed = typed.map(|(name, text)| (name.to_owned(), text)).collect();
    let opening = |given: Option<String>| given.and_then(|id| id.parse().ok());
    let sitting = Sitting { own: opening(sitting), continues: opening(continues) };
    let kept = update_drafts::keep(&access.database, &person, &reference, version, &typed, sitting, access.now).await?;
    Ok(london_time(kept))
}

/// Discards the person's own draft about an item.
#[server(prefix = "/api/v1", endpoint = "recommendation/update/draft/discard", protocol = Write)]
pub async fn discard_update_draft(reference: String) -> Result<(), ApiError> {
    use followup::{identity::Permission, service::update_drafts};

    use super::access::{Access, parse_reference};

    let (access, person) = Access::with_permission(Permission::Update)?;
    let reference = parse_reference(&reference)?;
    Ok(update_drafts::discard(&access.database, &person, &reference).await?)
}

#[cfg(feature = "ssr")]
mod on_server {
    use followup::identity::Permission;

    use crate::{
        api::{
            acts::{ItemAct, answers_of, invalid},
            error::ApiError,
            form_answers::{Envelope, UpdateAnswers},
        },
        form::update,
    };

    pub(super) fn read(reference: &str, envelope: &Envelope, fields: &UpdateAnswers) -> Result<ItemAct, ApiError> {
        let mut answers = answers_of(fields);
        let item = ItemAct::permit(Permission::Update)?;
        let step = update::update(&mut answers).ok_or_else(|| invalid(&answers))?;
        item.with(reference, envelope, answers, step)
    }
}
