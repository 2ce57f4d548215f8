//! The form of what inspectors record of a force itself.

use app::{
    api::{
        error::ApiError,
        form_answers::Envelope,
        monitoring::{change_stage, correct_duty_day, meet_duty, set_duty, undo_duty_met},
    },
    error::PageError,
    form::{Answers, monitoring::Entry},
    form_state::FormState,
};
use axum::{
    extract::{Path, Request, State},
    http::StatusCode,
    response::Response,
};

use super::{
    follow_up::fields,
    on_to,
    outcome::{self, Refusals, envelope},
    sent, shown,
};
use crate::{function_context::FunctionContext, rendering, state::AppState};

/// `POST /forces/{slug}/monitoring`: what the hidden field says.
pub async fn record(State(state): State<AppState>, Path(slug): Path<String>, request: Request) -> Response {
    let (request, answers) = match sent(&state, request).await {
        Ok(sent) => sent,
        Err(response) => return *response,
    };
    let (Some(envelope), Some(entry)) = (envelope(&answers), Entry::of(&answers.value("do"))) else {
        let way_on = format!("/forces/{slug}/monitoring");
        let error = PageError::not_found("The form that was sent", way_on, "Open the form again");
        return rendering::problem(&state, request, error).await;
    };
    if answers.value("button") == "change" {
        return shown(&state, request, answers, FormState::Write, StatusCode::OK).await;
    }
    let context = FunctionContext::new(&state, &request);
    match context.run(act(entry, slug.clone(), envelope, &answers)).await {
        Ok(version) => on_to(&format!("/forces/{slug}/monitoring?saved={version}")),
        Err(error) => {
            let not_found = PageError::not_found("A force at this address", "/forces", "Show all forces");
            let refusals = Refusals { of_form: entry.first_field(), not_found };
            outcome::refused(&state, request, answers, error, refusals).await
        }
    }
}

/// Calls the function of a step.
async fn act(entry: Entry, force: String, envelope: Envelope, answers: &Answers) -> Result<i32, ApiError> {
    match entry {
        Entry::SetDuty => set_duty(force, envelope, fields(answers)).await,
        Entry::MeetDuty => meet_duty(force, envelope, fields(answers)).await,
        Entry::CorrectMet => correct_duty_day(force, envelope, fields(answers)).await,
        Entry::UndoMet => undo_duty_met(force, envelope, fields(answers)).await,
        Entry::ChangeStage => change_stage(force, envelope, fields(answers)).await,
    }
}
