//! The fields by which an ending is proposed, and what takes the place of what is superseded.

use followup::{closure::NoActionReason, view::register::Found};
use leptos::prelude::*;

use super::{
    review_choices::{self, PIECES},
    review_forms::{About, Subject},
};
use crate::{
    fields::Field,
    form::{Answers, view::FormView},
};

/// All of them, about one item or about several.
pub(super) fn fields(about: About<'_>, form: FormView<'_>, answers: &Answers) -> AnyView {
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
    let reasons = form.choices("no_action_reason", reasons);
    let successor = others.map(|others| {
        let others = form.choices("superseded_by", others.iter().map(review_choices::other_item));
        (NoActionReason::Superseded.slug(), form.offering("superseded_by", others))
    });
    let why = form.show_with("no_action_reason", Some(reasons), successor.into_iter().collect());
    let why = view! { {why} {others.is_none().then(|| not_superseded(answers))} }.into_any();
    let complete = view! { {form.field("verification")} {despite_finding(subject, form, answers)} }.into_any();
    let under = vec![("complete", complete), ("no-further-action", why)];
    let pieces = subject.map(|subject| review_choices::pieces(&subject.found, answers)).unwrap_or_default();
    let relied_on = form.find("relied_on").map(|field| if pieces.is_empty() { field } else { OTHER_EVIDENCE });
    let pieces = (!pieces.is_empty()).then(|| form.offering(PIECES, pieces));
    view! {
        {form.show_with("ending", None, under)}
        {form.field("reason")}
        {pieces}
        {relied_on.map(|field| form.show(&field, None, Vec::new()))}
    }
    .into_any()
}

/// Asked where inspectors found last that it is of concern; of several items only once that is known.
fn despite_finding(subject: Option<&Subject>, form: FormView<'_>, answers: &Answers) -> Option<AnyView> {
    const FIELD: &str = "despite_finding";
    let found = subject.and_then(|subject| match &subject.found.row.found {
        Found::Finding(finding, round) if finding.is_of_concern() => Some(format!("“{finding}” ({})", round.title)),
        _ => None,
    });
    let is_asked = found.is_some() || answers.error(FIELD).is_some() || !answers.value(FIELD).is_empty();
    let field = form.find(FIELD).filter(|_| is_asked)?;
    let latest = found.map(|found| view! { <p class="govuk-body">"The latest finding: "{found}"."</p> });
    Some(view! { {latest} {form.show(&field, None, Vec::new())} }.into_any())
}

/// What is asked for where pieces of evidence can be ticked.
const OTHER_EVIDENCE: Field = Field::text("relied_on", "Other evidence relied on")
    .hint("Title and where it is kept, one piece on each line. Leave out the pieces above.");

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
                "You selected items of several forces. Only items of one force can be superseded together."
            </p>
        </div>
    }
    .into_any()
}
