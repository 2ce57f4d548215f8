//! The forms about one item: an update is checked before it is saved, a review is one step.

use axum::http::StatusCode;
use followup::view::saved::Saved;

use super::{FormPage, FormRequest, FormRoute, Outcome, not_ours};
use crate::{
    api::{error::ApiError, form_answers::UpdateAnswers, reviews, updates},
    error::PageError,
    form::{Answers, offer::Offer},
    form_state::FormState,
};

/// `POST /recommendations/{reference}/update`.
pub(super) const UPDATE: FormRoute = FormRoute {
    page: page("/recommendations/{reference}/update", |_| "position"),
    press: |form| Box::pin(update(form)),
};

/// `POST /recommendations/{reference}/review`.
pub(super) const REVIEW: FormRoute =
    FormRoute { page: page("/recommendations/{reference}/review", |_| "do"), press: |form| Box::pin(review(form)) };

/// The form of evidence.
pub const EVIDENCE: FormPage = page("/recommendations/{reference}/evidence", |_| "title");

const fn page(route: &'static str, error_field: fn(&Answers) -> &'static str) -> FormPage {
    FormPage {
        route,
        keeps_text: true,
        error_field,
        not_found: no_form,
        way_back: |form| (format!("/recommendations/{}", form.parameter("reference")), "Open the recommendation again"),
    }
}

/// There is no item that such a form could be about.
pub(super) fn no_form(_: &FormRequest) -> PageError {
    PageError::not_found("A form at this address", "/recommendations", "Search all recommendations")
}

async fn update(form: &mut FormRequest) -> Result<Outcome, ApiError> {
    let (reference, button) = (form.parameter("reference"), form.button());
    if button == "discard" {
        updates::discard_update_draft(reference.clone()).await?;
        return Ok(Outcome::GoTo(format!("/recommendations/{reference}")));
    }
    let (envelope, fields) = (form.envelope()?, form.fields::<UpdateAnswers>());
    match button.as_str() {
        "draft" => {
            let [sitting, continues] = ["sitting", "continues"].map(|name| Some(form.answers.value(name)));
            // While it is typed, the form's island calls the same function.
            updates::keep_update_draft(reference.clone(), envelope.version, sitting, continues, fields).await?;
            Ok(Outcome::GoTo(format!("/recommendations/{reference}/update")))
        }
        "change" => Ok(Outcome::show(FormState::Write)),
        "merge" => Ok(Outcome::show(FormState::Merge)),
        "save" => match updates::record_update(reference, envelope, fields).await {
            // Nothing is wrong but that nobody has said that they looked at what may identify a person.
            Err(ApiError::Invalid { fields }) if fields.iter().all(|error| error.is_at("looked_at")) => {
                form.note(fields, "looked_at");
                let (envelope, fields) = (form.envelope()?, form.fields::<UpdateAnswers>());
                let effect = updates::check_update(form.parameter("reference"), envelope, fields).await?;
                Ok(Outcome::Show(FormState::Check(effect), StatusCode::UNPROCESSABLE_ENTITY))
            }
            saved => saved.map(|saved| saved_page(&saved)),
        },
        _ => {
            let effect = updates::check_update(reference, envelope, fields).await?;
            Ok(Outcome::show(FormState::Check(effect)))
        }
    }
}

async fn review(form: &FormRequest) -> Result<Outcome, ApiError> {
    let (reference, envelope) = (form.parameter("reference"), form.envelope()?);
    let offer = Offer::of(&form.answers.value("do")).ok_or_else(|| not_ours("do"))?;
    match form.button().as_str() {
        "change" => return Ok(Outcome::show(FormState::Write)),
        "save" => {}
        _ if offer.is_checked(&form.answers) => {
            let effect = reviews::check(offer, &reference, &envelope, form.answers.clone()).await?;
            return Ok(Outcome::show(FormState::Check(effect)));
        }
        _ => {}
    }
    let saved = match offer {
        Offer::Return => reviews::return_submission(reference, envelope, form.fields()).await,
        Offer::SetStatus => reviews::set_review_status(reference, envelope, form.fields()).await,
        Offer::RecordFinding => reviews::record_finding(reference, envelope, form.fields()).await,
        Offer::Propose => reviews::propose_closure(reference, envelope, form.fields()).await,
        Offer::Decide => reviews::decide_on_closure(reference, envelope, form.fields()).await,
        Offer::Reopen => reviews::reopen(reference, envelope, form.fields()).await,
        Offer::MoveDeadline => reviews::move_deadline(reference, envelope, form.fields()).await,
        Offer::Link => reviews::link_items(reference, envelope, form.fields()).await,
        Offer::Note => reviews::record_note(reference, envelope, form.fields()).await,
    };
    Ok(saved_page(&saved?))
}

/// The page to look at next, which says what was saved.
fn saved_page(saved: &Saved) -> Outcome {
    Outcome::GoTo(format!("/recommendations/{}?saved={}", saved.reference, saved.version))
}
