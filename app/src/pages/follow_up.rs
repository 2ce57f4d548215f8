//! The forms of follow-up work: what a force says it did, and what inspectors do with it.

use followup::clock;
use leptos::prelude::*;
use uuid::Uuid;

use crate::{
    components::{Breadcrumbs, Link},
    error::PageError,
    pages::recommendations::PATH,
};

mod check;
mod conflict;
mod decided;
mod drafted;
mod ended;
mod evidence;
mod latest;
pub(super) mod proposal;
mod review;
mod review_check;
mod review_choices;
mod review_forms;
mod review_proposing;
pub(super) mod told;
mod update;

pub use check::personal_data_warning;
pub(super) use check::{marked, of_kinds};
pub use evidence::EvidencePage;
pub use review::ReviewPage;
pub use review_forms::{About, fields as review_fields, refusal};
pub use update::UpdatePage;

/// The hidden fields that say which version a form stands on. Each rendering is a form of its own: it does its thing once.
pub(super) fn hidden(version: i32) -> AnyView {
    let token = Uuid::from_bytes(clock::random_bytes()).to_string();
    view! {
        <input type="hidden" name="version" value=version.to_string()/>
        <input type="hidden" name="token" value=token/>
    }
    .into_any()
}

/// An item that is not there, or has no such form for the reader.
fn unknown(given: &str) -> PageError {
    // Its page may well be open to the reader: it is the form that is not.
    PageError::not_found(format!("A form of ‘{given}’ that you can use"), PATH, "Search all recommendations")
}

/// The way back from a form of an item.
fn above(reference: &str, current: &'static str) -> AnyView {
    let items =
        vec![Link::new("Recommendations", PATH), Link::new(reference.to_owned(), format!("{PATH}/{reference}"))];
    view! { <Breadcrumbs items current/> }.into_any()
}
