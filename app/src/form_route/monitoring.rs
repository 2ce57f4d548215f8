//! The form of what inspectors record of a force itself.

use super::{FormPage, FormRequest, FormRoute, Outcome, not_ours};
use crate::{
    api::{error::ApiError, monitoring},
    error::PageError,
    form::monitoring::Entry,
    form_state::FormState,
};

/// `POST /forces/{slug}/monitoring`: what the hidden field says.
pub(super) const RECORD: FormRoute = FormRoute {
    page: FormPage {
        route: "/forces/{slug}/monitoring",
        keeps_text: true,
        error_field: |answers| Entry::of(&answers.value("do")).map_or("do", Entry::first_field),
        not_found: |_| PageError::not_found("A force at this address", "/forces", "Show all forces"),
        way_back: |form| (format!("/forces/{}/monitoring", form.parameter("slug")), "Open the form again"),
    },
    press: |form| Box::pin(record(form)),
};

async fn record(form: &FormRequest) -> Result<Outcome, ApiError> {
    let (force, envelope) = (form.parameter("slug"), form.envelope()?);
    let entry = Entry::of(&form.answers.value("do")).ok_or_else(|| not_ours("do"))?;
    if form.button() == "change" {
        return Ok(Outcome::show(FormState::Write));
    }
    let page = format!("/forces/{force}/monitoring");
    let version = match entry {
        Entry::SetDuty => monitoring::set_duty(force, envelope, form.fields()).await,
        Entry::MeetDuty => monitoring::meet_duty(force, envelope, form.fields()).await,
        Entry::CorrectMet => monitoring::correct_duty_day(force, envelope, form.fields()).await,
        Entry::UndoMet => monitoring::undo_duty_met(force, envelope, form.fields()).await,
        Entry::ChangeStage => monitoring::change_stage(force, envelope, form.fields()).await,
    };
    Ok(Outcome::GoTo(format!("{page}?saved={}", version?)))
}
