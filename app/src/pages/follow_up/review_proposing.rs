//! The fields by which an ending is proposed, and what takes the place of what is superseded.

use followup::{
    closure::{NoActionReason, Verification},
    view::other_item::Other,
};
use leptos::prelude::*;

use super::{
    review_choices,
    review_forms::{About, ENDINGS, asking, radios, text},
};
use crate::form::Answers;

/// All of them, about one item or about several.
pub(super) fn fields(about: About<'_>, answers: &Answers) -> AnyView {
    let (subject, others) = match about {
        About::One(subject) => (Some(subject), Some(subject.others.as_slice())),
        About::Several(others) => (None, others),
    };
    // A person must give a reason; only an old source may leave it out. What takes the place of an item is of its own force, so
    // nothing takes the place of items of several.
    let offered = |reason: &&NoActionReason| match reason {
        NoActionReason::NotStated => false,
        NoActionReason::Superseded => others.is_some(),
        _ => true,
    };
    let reasons = NoActionReason::ALL.iter().filter(offered).map(|reason| (reason.slug(), reason.label()));
    let superseded = others.map(|others| (NoActionReason::Superseded.slug(), successor(others, answers)));
    let superseded = superseded.into_iter().collect();
    let ways = Verification::ALL.iter().map(|way| (way.slug(), way.label()));
    let why = asking(answers, "no_action_reason", "Why is no further action needed?", reasons, superseded);
    let why = view! { {why} {others.is_none().then(|| not_superseded(answers))} }.into_any();
    let how = radios(answers, "verification", "How was it verified?", ways);
    let under = vec![("complete", how), ("no-further-action", why)];
    let pieces = subject.and_then(|subject| review_choices::pieces(&subject.found, answers));
    let (label, hint) = if pieces.is_some() {
        (
            "Other evidence relied on",
            "What is not among the pieces above: title and where it is held, one on each line.",
        )
    } else {
        ("Evidence relied on", "Title and where it is held, one piece on each line.")
    };
    view! {
        {asking(answers, "ending", "How would it end?", ENDINGS.into_iter(), under)}
        {text(answers, "reason", "Why it can end", "The force and the inspectorate see it.")}
        {pieces}
        {text(answers, "relied_on", label, hint)}
    }
    .into_any()
}

/// What takes the place of what is superseded: chosen among the other items of the force.
fn successor(others: &[Other], answers: &Answers) -> AnyView {
    let (label, hint) = ("Which recommendation takes its place?", "Another one of the same force.");
    review_choices::others("superseded_by", label, hint, others.iter(), answers)
}

/// Why it cannot be said of items of several forces that they are superseded; where it was said all the same, this is what an
/// error leads to.
fn not_superseded(answers: &Answers) -> AnyView {
    let error = answers.error("superseded_by").map(|error| {
        view! {
            <p id="superseded_by-error" class="govuk-error-message">
                <span class="govuk-visually-hidden">"Error: "</span>
                {error}
            </p>
        }
    });
    view! {
        <div id="superseded_by">
            {error}
            <p class="govuk-body">
                "These are items of several forces. To propose that they are superseded, select items of one force: what takes their \
                place is of the same force."
            </p>
        </div>
    }
    .into_any()
}
