//! Drafts of updates: kept as they are typed, or by their button, and let go of.

use app::{error::PageError, form::Answers};
use axum::{
    extract::Request,
    http::StatusCode,
    response::{IntoResponse as _, Response},
};
use followup::{
    clock::london_time,
    person::Person,
    reference::Reference,
    service::{
        follow_up::{FollowUpError, Form},
        update_drafts,
    },
    store::update_drafts::Sitting,
    view::update_draft::Typed,
};

use super::{super::on_to, refused, stale, unsaved};
use crate::{denial::note_denial, rendering, state::AppState};

/// What of a form says how it works, and nothing of what was typed.
const UNSPOKEN: [&str; 7] = ["version", "token", "stage", "quiet", "looked_at", "sitting", "continues"];

/// Keeps what was typed. Script that asks quietly gets one line to show; the button leads back to the form.
pub(super) async fn keep(state: &AppState, by: &Person, form: &Form, request: Request, answers: Answers) -> Response {
    let typed: Typed = answers
        .given()
        .filter(|(name, _)| !UNSPOKEN.contains(name))
        .map(|(name, text)| (name.to_owned(), text.to_owned()))
        .collect();
    let now = (state.clock)();
    let sitting =
        Sitting { own: answers.value("sitting").parse().ok(), continues: answers.value("continues").parse().ok() };
    let kept = update_drafts::keep(&state.database, by, &form.reference, form.version, &typed, sitting, now).await;
    let quietly = !answers.value("quiet").is_empty();
    match kept {
        Ok(at) if quietly => format!("Draft kept on {}.", london_time(at)).into_response(),
        Ok(_) => on_to(&format!("/recommendations/{}/update", form.reference)),
        Err(error) if quietly => {
            if matches!(error, FollowUpError::NotAllowed(_)) {
                note_denial(&request);
            }
            let not_kept = "The draft was not kept".to_owned();
            let (status, words) = match error {
                FollowUpError::NotFound | FollowUpError::NotAllowed(_) => (StatusCode::NOT_FOUND, not_kept),
                FollowUpError::Store(error) => (PageError::from(error).status(), not_kept),
                FollowUpError::Invalid { message, .. } => (StatusCode::UNPROCESSABLE_ENTITY, message),
                _ => (StatusCode::UNPROCESSABLE_ENTITY, not_kept),
            };
            (status, format!("{words}.")).into_response()
        }
        Err(error) => refused(state, request, answers, error, "activity").await,
    }
}

/// Lets go of the person's draft, and goes back to the recommendation.
pub(super) async fn discard(state: &AppState, by: &Person, reference: &str, request: Request) -> Response {
    let Ok(known) = reference.parse::<Reference>() else {
        return rendering::problem(state, request, stale(reference)).await;
    };
    match update_drafts::discard(&state.database, by, &known).await {
        Ok(()) => on_to(&format!("/recommendations/{known}")),
        Err(error) => unsaved(state, request, Answers::default(), &PageError::from(error)).await,
    }
}
