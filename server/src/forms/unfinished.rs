//! Unfinished forms: what was sent and is to be checked or put right has an address, `PAGE?unfinished=ID`, which its author can reload
//! and go back to.

use app::{form::Answers, form_state::FormState, request::QueryParams};
use axum::http::{StatusCode, Uri};
use followup::{
    clock,
    event::Actor,
    person::Person,
    store::{
        error::StoreError,
        unfinished_forms::{self, UnfinishedForm},
    },
};
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use crate::state::AppState;

/// The parameter that names an unfinished form.
const PARAMETER: &str = "unfinished";

/// A longer form is shown by the response to it. In bytes; several times what can be saved.
const MAX_KEPT: usize = 256 * 1024;

/// How the page of an unfinished form shows it.
#[derive(Serialize, Deserialize)]
struct ShownState {
    form_state: FormState,
    /// Who brought about each event of a conflict. As JSON the events themselves name no person.
    actors: Vec<Actor>,
    /// Fields and what is wrong with them.
    errors: Vec<(String, String)>,
    status: u16,
}

/// An unfinished form, ready to be shown.
pub struct ShownForm {
    /// What was typed, with its errors.
    pub answers: Answers,
    /// In which state the page shows it.
    pub form_state: FormState,
    /// The status that says the same.
    pub status: StatusCode,
}

/// What the address of a page names.
pub enum Lookup {
    /// No unfinished form.
    NotNamed,
    /// One that is not kept any more, or is not this reader's.
    Gone,
    /// This one.
    Found(Box<ShownForm>),
}

/// Keeps a form, and returns the address at which it is finished; `None` where it has to be shown at once: nobody is signed in, the
/// database is away, or there is too much of it.
pub async fn keep(
    state: &AppState,
    person: Option<Person>,
    uri: &Uri,
    answers: &Answers,
    form_state: &FormState,
    status: StatusCode,
) -> Option<String> {
    let person = person?;
    let size: usize = answers.given().map(|(name, value)| name.len() + value.len()).sum();
    if matches!(form_state, FormState::Unsaved(_)) || status.is_server_error() || size > MAX_KEPT {
        return None;
    }
    let errors = answers.errors().map(|(field, words)| (field.to_owned(), words.to_owned())).collect();
    let actors = match form_state {
        FormState::Conflict(since) => since.iter().map(|event| event.actor).collect(),
        _ => Vec::new(),
    };
    let shown = ShownState { form_state: form_state.clone(), actors, errors, status: status.as_u16() };
    let path = uri.path().to_owned();
    let given = answers.given().map(|(name, value)| (name.to_owned(), value.to_owned())).collect();
    let form = UnfinishedForm { path, answers: given, state: serde_json::to_value(shown).ok()? };
    let id = Uuid::from_bytes(clock::random_bytes());
    match unfinished_forms::keep(&state.database, &person, &form, id, (state.clock)()).await {
        Ok(()) => Some(format!("{}?{PARAMETER}={id}", form.path)),
        Err(error) => {
            tracing::warn!(%error, "an unfinished form could not be kept");
            None
        }
    }
}

/// The unfinished form that the address of a page names. It is shown to whoever sent it, and at the page it was sent to.
pub async fn find(state: &AppState, person: Option<Person>, uri: &Uri) -> Result<Lookup, StoreError> {
    let query = QueryParams::parse(uri.query().unwrap_or_default());
    let Some(given) = query.get(PARAMETER) else { return Ok(Lookup::NotNamed) };
    let (Some(person), Ok(id)) = (person, given.parse()) else { return Ok(Lookup::Gone) };
    let found = unfinished_forms::find(&state.database, &person, id, (state.clock)()).await?;
    let Some(form) = found.filter(|form| form.path == uri.path()) else { return Ok(Lookup::Gone) };
    // A form that an older version of this program has kept in another shape.
    let Ok(ShownState { mut form_state, actors, errors, status }) = serde_json::from_value(form.state) else {
        return Ok(Lookup::Gone);
    };
    if let FormState::Conflict(since) = &mut form_state {
        for (event, actor) in since.iter_mut().zip(actors) {
            event.actor = actor;
        }
    }
    let given = form.answers.into_iter().fold(QueryParams::default(), |given, (name, value)| given.and(&name, value));
    let answers = Answers::new(given).with_errors(errors);
    let status = StatusCode::from_u16(status).unwrap_or(StatusCode::OK);
    Ok(Lookup::Found(Box::new(ShownForm { answers, form_state, status })))
}
