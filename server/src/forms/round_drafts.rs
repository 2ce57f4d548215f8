//! The forms by which inspectors write down a round, and publish it.

use app::{
    error::PageError,
    form::Answers,
    form_state::FormState,
    pages::{
        follow_up::LOOKED_AT,
        round_draft::{self as forms, Place},
    },
};
use axum::{
    extract::{Path, Request, State},
    http::StatusCode,
    response::Response,
};
use followup::{
    clock::london_day,
    force::ForceSlug,
    identity::Permission,
    person::{Person, Reader},
    round_draft::{DraftId, Part},
    service::round_drafts::{self, DraftError, Edit, Form},
    store::round_draft::{self},
    view::round_draft::Lookup,
};
use uuid::Uuid;

use super::{
    follow_up::{sent, unsaved},
    on_to, shown,
};
use crate::{denial::note_denial, rendering, state::AppState};

/// `POST /forces/{slug}/rounds/new`.
pub async fn begin(State(state): State<AppState>, Path(slug): Path<String>, request: Request) -> Response {
    let (by, request, mut answers) = match sent(&state, request).await {
        Ok(sent) => sent,
        Err(response) => return *response,
    };
    if !Permission::RecordRound.is_of(by.role) {
        let reason = "Only inspectors and authorisers can record a round".to_owned();
        return rendering::problem(&state, request, PageError::Forbidden { reason }).await;
    }
    let (Ok(force), Ok(token)) = (slug.parse::<ForceSlug>(), answers.value("token").parse::<Uuid>()) else {
        return stale(&state, request, &slug).await;
    };
    let Some(details) = forms::details_of(&mut answers) else {
        return shown(&state, request, answers, FormState::Write, StatusCode::UNPROCESSABLE_ENTITY).await;
    };
    let said = answers.digest();
    match round_drafts::begin(&state.database, &by, &force, token, &details, &said).await {
        Ok(draft) => on_to(&forms::href(&force, draft)),
        Err(error) => refused(&state, request, answers, error, &slug).await,
    }
}

/// `POST /forces/{slug}/drafts/{draft}/{part}`.
pub async fn change(
    State(state): State<AppState>,
    Path((slug, draft, part)): Path<(String, String, String)>,
    request: Request,
) -> Response {
    let (by, request, mut answers) = match sent(&state, request).await {
        Ok(sent) => sent,
        Err(response) => return *response,
    };
    if !Permission::RecordRound.is_of(by.role) {
        // To anybody else there is no draft, and so no form.
        note_denial(&request);
        return rendering::problem(&state, request, forms::unknown(&slug)).await;
    }
    let (Some(place), Ok(_)) = (Place::of(&part), draft.parse::<Uuid>()) else {
        return rendering::problem(&state, request, forms::unknown(&slug)).await;
    };
    let Some(form) = form(&slug, &draft, &part, &answers) else {
        return stale(&state, request, &slug).await;
    };
    if !answers.value("again").is_empty() {
        return shown(&state, request, answers, FormState::Write, StatusCode::OK).await;
    }
    if place == Place::Publish {
        return publish(&state, by, request, answers, form).await;
    }
    let Some(edit) = edit(place, &mut answers) else {
        return shown(&state, request, answers, FormState::Write, StatusCode::UNPROCESSABLE_ENTITY).await;
    };
    let done = round_drafts::change(&state.database, &by, &form, edit).await;
    let here = forms::href(&form.force, form.draft);
    match (done, place) {
        (Ok(_), Place::Discard) => on_to(&format!("/forces/{slug}")),
        (Ok(taken), Place::Part(Part::Recommendations)) => {
            on_to(&format!("{here}/recommendations?saved={}", taken.version))
        }
        (Ok(taken), Place::Part(Part::Findings)) => on_to(&format!("{here}/findings?saved={}", taken.version)),
        (Ok(taken), _) => on_to(&format!("{here}?saved={}", taken.version)),
        // The draft ended while this was written: the page shows what was, and where there is nothing it is as anywhere.
        (Err(DraftError::NotFound | DraftError::Published(_)), Place::Part(_))
            if answers.value("remove").is_empty() =>
        {
            shown(&state, request, answers, FormState::Write, StatusCode::CONFLICT).await
        }
        (Err(error), _) => refused(&state, request, answers, error, &slug).await,
    }
}

/// The change that a form asks for; `None` where an answer cannot be read.
fn edit(place: Place, answers: &mut Answers) -> Option<Edit> {
    match place {
        Place::Part(Part::Details) => forms::details_of(answers).map(Edit::Details),
        Place::Part(Part::Recommendations) => match answers.value("remove").parse() {
            Ok(id) => Some(Edit::RemoveItem(id)),
            Err(_) => forms::item_of(answers).map(|(id, item)| Edit::PutItem(id, item)),
        },
        Place::Part(Part::Findings) => {
            forms::finding_of(answers).map(|(reference, found)| Edit::Finding(reference, found))
        }
        Place::Part(Part::Grades) => forms::grades_of(answers).map(Edit::Grades),
        Place::Part(Part::CaseAudit) => forms::case_audit_of(answers).map(Edit::CaseAudit),
        Place::Discard => Some(Edit::Discard),
        Place::Publish => None,
    }
}

async fn publish(state: &AppState, by: Person, request: Request, answers: Answers, form: Form) -> Response {
    let slug = form.force.to_string();
    match is_delicate(state, &by, &form).await {
        Ok(true) if answers.value("looked_at").is_empty() => {
            let answers = answers.with_error("looked_at", LOOKED_AT);
            return shown(state, request, answers, FormState::Write, StatusCode::UNPROCESSABLE_ENTITY).await;
        }
        Ok(_) => {}
        Err(error) => return refused(state, request, answers, error, &slug).await,
    }
    match round_drafts::publish(&state.database, &by, &form, london_day((state.clock)())).await {
        Ok(round) => on_to(&format!("/forces/{slug}/rounds/{round}")),
        Err(error) => refused(state, request, answers, error, &slug).await,
    }
}

async fn is_delicate(state: &AppState, by: &Person, form: &Form) -> Result<bool, DraftError> {
    let reader = Reader::SignedIn(by.clone());
    let found = round_draft::page(&state.database, &reader, &form.force, form.draft).await?;
    Ok(matches!(found, Lookup::Found(draft) if forms::is_delicate(&draft)))
}

async fn refused(state: &AppState, request: Request, mut answers: Answers, error: DraftError, slug: &str) -> Response {
    match error {
        DraftError::NotFound => rendering::problem(state, request, forms::unknown(slug)).await,
        DraftError::Published(round) => on_to(&format!("/forces/{slug}/rounds/{round}")),
        DraftError::NotAllowed(_) | DraftError::FormOfAnother => {
            rendering::problem(state, request, PageError::Forbidden { reason: error.to_string() }).await
        }
        DraftError::Conflict(by) => {
            shown(state, request, answers, FormState::DraftChanged(by), StatusCode::CONFLICT).await
        }
        DraftError::Invalid { field, message } => {
            answers.wrong(field, message);
            shown(state, request, answers, FormState::Write, StatusCode::UNPROCESSABLE_ENTITY).await
        }
        DraftError::Problems(_) => {
            // The page finds them again, and says them with links to where they are put right.
            shown(state, request, answers, FormState::Write, StatusCode::UNPROCESSABLE_ENTITY).await
        }
        DraftError::Store(error) => unsaved(state, request, answers, &PageError::from(error)).await,
    }
}

async fn stale(state: &AppState, request: Request, slug: &str) -> Response {
    let error = PageError::not_found("The form that was sent", format!("/forces/{slug}"), "Show the force");
    rendering::problem(state, request, error).await
}

/// The version of the draft that a form stands on, and its token, as its answers say them. What was answered to one part is
/// another answer to another.
fn form(force: &str, draft: &str, part: &str, answers: &Answers) -> Option<Form> {
    Some(Form {
        force: force.parse().ok()?,
        draft: DraftId(draft.parse().ok()?),
        version: answers.value("version").parse().ok()?,
        token: answers.value("token").parse().ok()?,
        answers: answers.clone().starting("part", part).digest(),
    })
}
