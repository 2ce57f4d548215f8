//! One step for several items of a worklist: all of it or nothing.

use app::{
    error::PageError,
    form::Answers,
    form_state::FormState,
    pages::{
        follow_up::{self as forms, Offer},
        worklist::{self, OFFERS},
    },
    worklist_address,
};
use axum::{
    extract::{Request, State},
    http::StatusCode,
    response::Response,
};
use followup::{
    clock::london_day,
    not_allowed::NotAllowed,
    person::Person,
    service::follow_up::{self, FollowUpError, Form, Refused},
    view::worklist::{MOST_SELECTED, Wanted},
};
use uuid::Uuid;

use super::{
    again,
    follow_up::{sent, unsaved},
    on_to,
};
use crate::{rendering, state::AppState};

/// `POST /worklist/selected`.
pub async fn act(State(state): State<AppState>, request: Request) -> Response {
    let (by, request, mut answers) = match sent(&state, request).await {
        Ok(sent) => sent,
        Err(response) => return *response,
    };
    let offer = Offer::of(&answers.value("do")).filter(|offer| OFFERS.contains(offer));
    let token: Option<Uuid> = answers.value("token").parse().ok();
    let (said, items) = (answers.digest(), worklist::items(answers.values("item")));
    let made = token.and_then(|token| {
        let form = |item: Wanted| Some(Form { reference: item.reference, version: item.shown?, token, answers: said });
        items.into_iter().map(form).collect::<Option<Vec<_>>>()
    });
    let (Some(offer), Some(made)) = (offer, made.filter(|made| !made.is_empty() && made.len() <= MOST_SELECTED)) else {
        let error = PageError::not_found("The form that was sent", worklist_address::PATH, "Open your worklist again");
        return rendering::problem(&state, request, error).await;
    };
    if !offer.permission().is_of(by.role) {
        let reason = FollowUpError::NotAllowed(NotAllowed::NotOfRole(offer.permission(), by.role)).to_string();
        return rendering::problem(&state, request, PageError::Forbidden { reason }).await;
    }
    let Some(step) = forms::review(offer, &mut answers) else {
        return again(&state, request, answers, StatusCode::UNPROCESSABLE_ENTITY).await;
    };
    if forms::is_delicate(&answers) && answers.value("looked_at").is_empty() {
        let answers = answers.with_error("looked_at", forms::LOOKED_AT);
        return again(&state, request, answers, StatusCode::UNPROCESSABLE_ENTITY).await;
    }
    let today = london_day((state.clock)());
    let token = made.first().map(|form| form.token).unwrap_or_default();
    match follow_up::act_on_all(&state.database, &by, &made, step, today).await {
        Ok(_) => on_to(&format!("{}?form={token}", worklist_address::PATH)),
        Err(refused) => told(&state, &by, request, answers, refused).await,
    }
}

/// Which item stood in the way, and why. Nothing was done to any.
async fn told(state: &AppState, by: &Person, mut request: Request, mut answers: Answers, refused: Refused) -> Response {
    let Refused { reference, error } = refused;
    let none = "Nothing was saved for any of them";
    match error {
        FollowUpError::Invalid { field, message } => {
            answers.wrong(field, message);
            again(state, request, answers, StatusCode::UNPROCESSABLE_ENTITY).await
        }
        FollowUpError::Conflict { since, .. } => {
            let who = worklist::changed(&since, by.id, &reference);
            let words = format!("{who}. {none}: look them over again");
            request.extensions_mut().insert(FormState::Conflict(since));
            again(state, request, answers.with_error("items", words), StatusCode::CONFLICT).await
        }
        FollowUpError::Store(error) => unsaved(state, request, answers, &PageError::from(error)).await,
        error => {
            let answers = answers.with_error("items", format!("{reference}: {error}. {none}"));
            again(state, request, answers, StatusCode::UNPROCESSABLE_ENTITY).await
        }
    }
}
