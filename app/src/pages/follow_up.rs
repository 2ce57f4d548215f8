//! The forms of follow-up work: what a force says it did, and what inspectors do with it.

use followup::{
    identity::Permission,
    person::Person,
    reference::Reference,
    service::{
        follow_up::{FollowUpError, Form},
        reading,
    },
    store::{clock, recommendation::Lookup},
    view::recommendation::RecommendationView,
};
use leptos::prelude::*;
use uuid::Uuid;

use crate::{
    components::{Breadcrumbs, Link},
    error::PageError,
    form::Answers,
    pages::recommendations::PATH,
    point::AskedPoint,
    request,
};

mod check;
mod conflict;
mod drafted;
mod ended;
mod evidence;
mod evidence_answers;
mod latest;
mod offered;
pub(super) mod proposal;
mod review;
mod review_answers;
mod review_choices;
mod review_forms;
mod review_proposing;
pub(super) mod told;
mod update;
mod update_answers;

pub use check::{LOOKED_AT, is_delicate, personal_data};
pub(super) use check::{marked, of_kinds};
pub use evidence::EvidencePage;
pub use evidence_answers::{FileSent, Typed, evidence, is_delicate_evidence};
pub use offered::{Offer, offered};
pub use review::ReviewPage;
pub use review_answers::review;
pub use review_forms::{About, fields as review_fields, refusal};
pub use update::UpdatePage;
pub use update_answers::update;

/// The version of the item that a form stands on, and its token, as its answers say them.
#[must_use]
pub fn form(reference: &str, answers: &Answers) -> Option<Form> {
    Some(Form {
        reference: reference.parse().ok()?,
        version: answers.value("version").parse().ok()?,
        token: answers.value("token").parse().ok()?,
        answers: answers.digest(),
    })
}

/// Where an error of a step stands on the page: at its field, or at `otherwise` where it is about the step itself. `None`
/// where there is no page to show it on.
pub fn note(answers: &mut Answers, error: &FollowUpError, otherwise: &str) -> Option<()> {
    match error {
        FollowUpError::Invalid { field, message } => answers.wrong(field, message.clone()),
        FollowUpError::NotAllowed(_) => answers.wrong(otherwise, error.to_string()),
        _ => return None,
    }
    Some(())
}

/// The hidden fields that say which version a form stands on. Each rendering is a form of its own: it does its thing once.
pub(super) fn hidden(version: i32) -> AnyView {
    let token = Uuid::from_bytes(clock::random_bytes()).to_string();
    view! {
        <input type="hidden" name="version" value=version.to_string()/>
        <input type="hidden" name="token" value=token/>
    }
    .into_any()
}

/// An item as it stands, for somebody who may do one of these things to it.
async fn item(given: &str, actions: &[Permission]) -> Result<(Person, RecommendationView), PageError> {
    let person = request::signed_in()?.person();
    let unknown =
        || PageError::not_found(format!("A recommendation called ‘{given}’"), PATH, "Search all recommendations");
    if !actions.iter().any(|action| action.is_of(person.role)) {
        let what = actions.first().map_or("do this", |action| action.label());
        let reason = format!("A person signed in as {} cannot {what}", person.role.label().to_lowercase());
        return Err(PageError::Forbidden { reason });
    }
    let reference: Reference = given.parse().map_err(|_| unknown())?;
    let point = AskedPoint::of_request()?.in_the_present().point();
    let (database, now) = (request::database()?, request::now()?);
    let found = reading::recommendation(&database, &request::reader(), &reference, point, now).await?;
    let Lookup::Found(found) = found else { return Err(unknown()) };
    // To a liaison officer another force's form is not there at all.
    if actions.iter().all(|action| person.may(*action, &found.row.force).is_err()) {
        request::note_denial();
        return Err(unknown());
    }
    Ok((person, *found))
}

/// The way back from a form of an item.
fn above(reference: &str, current: &'static str) -> AnyView {
    let items =
        vec![Link::new("Recommendations", PATH), Link::new(reference.to_owned(), format!("{PATH}/{reference}"))];
    view! { <Breadcrumbs items current/> }.into_any()
}
