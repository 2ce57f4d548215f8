//! One step for several items of a worklist: all of it or nothing.

use app::{
    api::{error::ApiError, reviews},
    error::PageError,
    form::{Answers, offer::Offer},
    form_state::FormState,
    pages::worklist::{self, OFFERS},
    worklist_address,
};
use axum::{
    extract::{Request, State},
    http::StatusCode,
    response::Response,
};
use followup::view::{
    saved::Saved,
    worklist::{MOST_SELECTED, Wanted},
};

use super::{
    account,
    follow_up::{fields, refused},
    on_to, sent, shown,
};
use crate::{function_context::FunctionContext, rendering, state::AppState};

/// `POST /worklist/selected`.
pub async fn act(State(state): State<AppState>, request: Request) -> Response {
    let (request, answers) = match sent(&state, request).await {
        Ok(sent) => sent,
        Err(response) => return *response,
    };
    let offer = Offer::of(&answers.value("do")).filter(|offer| OFFERS.contains(offer));
    let token = answers.value("token");
    let items = worklist::items(answers.values("item"));
    let is_ours = token.parse::<uuid::Uuid>().is_ok()
        && (1..=MOST_SELECTED).contains(&items.len())
        && items.iter().all(|item| item.shown.is_some());
    let Some(offer) = offer.filter(|_| is_ours) else {
        let error = PageError::not_found("The form that was sent", worklist_address::PATH, "Open your worklist again");
        return rendering::problem(&state, request, error).await;
    };
    let context = FunctionContext::new(&state, &request);
    let items = items.iter().map(Wanted::to_string).collect();
    match context.run(act_on_all(offer, items, token.clone(), &answers)).await {
        Ok(_) => on_to(&format!("{}?form={token}", worklist_address::PATH)),
        Err(ApiError::Conflict { item: Some(item), since }) => {
            let words = match (account(&request), item.parse()) {
                (Some(account), Ok(reference)) => worklist::changed(&since, account.id, &reference),
                _ => format!("{item} was changed"),
            };
            let words = format!("{words}. Nothing was saved for any of them: look them over again");
            let answers = answers.with_error("items", words);
            shown(&state, request, answers, FormState::Conflict(since), StatusCode::CONFLICT).await
        }
        Err(error) => refused(&state, request, answers, error, "items").await,
    }
}

/// Calls the function of a step.
async fn act_on_all(
    offer: Offer,
    items: Vec<String>,
    token: String,
    answers: &Answers,
) -> Result<Vec<Saved>, ApiError> {
    match offer {
        Offer::SetStatus => reviews::set_status_of_selected(items, token, fields(answers)).await,
        Offer::Propose => reviews::propose_closure_of_selected(items, token, fields(answers)).await,
        Offer::Decide => reviews::decide_on_selected(items, token, fields(answers)).await,
        // The others are not offered for several items.
        _ => reviews::return_selected(items, token, fields(answers)).await,
    }
}
