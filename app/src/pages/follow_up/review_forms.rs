//! The fields of each review form.

use chrono::NaiveDate;
use followup::{
    clock::london_day,
    deadline::{Basis, Deadline},
    identity::PersonId,
    inspectorate_status::{InspectorateStatus, ReviewStage},
    partial_date::in_words,
    view::{other_item::Other, recommendation::RecommendationView, worklist::ProposedBy},
};
use leptos::prelude::*;

use super::{evidence::audiences, proposal, review_choices, review_proposing};
use crate::{
    components::SummaryList,
    form::{Answers, offer::Offer, view::FormView},
    request,
};

/// One item that a form is about, with what there is to choose from and to decide on.
pub struct Subject {
    /// The item.
    pub(super) found: RecommendationView,
    /// The other items of its force, where the form names one.
    pub(super) others: Vec<Other>,
    /// What stands behind its proposed ending, where the form decides on it.
    pub(super) proposed_by: Option<ProposedBy>,
    /// Who reads.
    pub(super) reader: PersonId,
}

/// What a form is about.
#[derive(Clone, Copy)]
pub enum About<'a> {
    /// One item.
    One(&'a Subject),
    /// Several that were selected, with the other items of their force; `None` where they are of several forces.
    Several(Option<&'a [Other]>),
}

/// The fields of one form.
#[must_use]
pub fn fields(about: About<'_>, offer: Offer, answers: &Answers) -> AnyView {
    let subject = match about {
        About::One(subject) => Some(subject),
        About::Several(_) => None,
    };
    let form = FormView::new(offer.fields(), answers);
    match (offer, subject) {
        (Offer::SetStatus, subject) => status(subject.map(|subject| &subject.found), form),
        (Offer::RecordFinding, Some(subject)) => finding(&subject.found, form, answers),
        (Offer::Propose, _) => review_proposing::fields(about, form, answers),
        (Offer::Link, Some(subject)) => link(subject, form),
        (Offer::MoveDeadline, Some(subject)) => deadline(&subject.found, form),
        (Offer::Note, _) => note(form, answers),
        _ => form.all(),
    }
}

fn status(found: Option<&RecommendationView>, form: FormView<'_>) -> AnyView {
    let stands = found.map(|found| found.row.inspectorate_status);
    let others = ReviewStage::ALL.iter().filter(|stage| Some(stage.held().word()) != stands);
    let now = stands.map(|stands| match stands {
        InspectorateStatus::NotRecorded => "No status yet.".to_owned(),
        stands => format!("It is now: {}.", stands.label().to_lowercase()),
    });
    let now = now.map(|now| view! { <p class="govuk-body">{now}</p> });
    let options = form.choices("status", others.map(|stage| (stage.slug(), stage.label())));
    view! { {now} {form.offering("status", options)} }.into_any()
}

/// The form says to which day each period comes, from either beginning.
fn deadline(found: &RecommendationView, form: FormView<'_>) -> AnyView {
    let today = request::now().map(london_day).ok();
    let periods = [Basis::WithinThreeMonths, Basis::WithinSixMonths];
    let from = |words: &'static str, slug: &'static str, day: Option<NaiveDate>| {
        let comes_to = |basis: Basis| {
            let deadline = Deadline { basis, from: day, ..Deadline::NOT_STATED };
            let due = deadline.due(None)?;
            Some(format!("{} is {}", basis.label().to_lowercase(), in_words(due.on)))
        };
        let days: Vec<_> = periods.into_iter().filter_map(comes_to).collect();
        let words = if days.is_empty() { words.to_owned() } else { format!("{words}: {}", days.join(", ")) };
        (slug, words)
    };
    let published = from("From publication", "publication", found.row.raised_on);
    let options = form.choices("runs_from", [published, from("From today", "today", today)]);
    view! {
        {form.field("deadline")}
        {form.offering("runs_from", options)}
        {form.field("date")}
        {form.field("reason")}
    }
    .into_any()
}

/// The form says what is on record for each round. That it is to be replaced is asked once a round is chosen that has a finding.
fn finding(found: &RecommendationView, form: FormView<'_>, answers: &Answers) -> AnyView {
    let rounds = found.visits.iter().map(|visit| {
        let on_record = visit.finding.map(|finding| format!(" (on record: {finding})")).unwrap_or_default();
        (visit.round.slug.to_string(), format!("{}{on_record}", visit.round.title))
    });
    let is_asked = answers.error("replaces").is_some() || !answers.value("replaces").is_empty();
    let replaces = is_asked.then(|| form.field("replaces"));
    let rounds = form.offering("round", form.choices("round", rounds));
    view! {
        {rounds}
        {form.field("finding")}
        {form.field("summary")}
        {replaces}
        <p class="govuk-body app-secondary">"Your finding will be shown as recorded by the inspectorate, not as words of the report."</p>
        <p class="govuk-body app-secondary">"A finding does not close a recommendation. Two people must agree to close it."</p>
    }
    .into_any()
}

/// The ending that somebody proposed, with all that stands behind it.
pub(super) fn proposed(subject: &Subject) -> Option<AnyView> {
    let row = &subject.found.row;
    let by = subject.proposed_by.as_ref();
    let rows = proposal::rows(row.work.proposal?, by, subject.reader, row.reference.as_str());
    Some(view! { <SummaryList rows/> }.into_any())
}

/// Why what is proposed does not end.
#[must_use]
pub fn refusal(answers: &Answers) -> AnyView {
    FormView::new(Offer::Decide.fields(), answers).field("reason")
}

fn note(form: FormView<'_>, answers: &Answers) -> AnyView {
    let options = request::account().map(|account| audiences(&account.person(), answers)).unwrap_or_default();
    view! { {form.field("note")} {form.offering("audience", options)} {form.field("asks")} }.into_any()
}

fn link(subject: &Subject, form: FormView<'_>) -> AnyView {
    let earlier = subject.others.iter().filter(|other| other.is_earlier);
    let earlier = form.offering("to", form.choices("to", earlier.map(review_choices::other_item)));
    view! { {form.field("relation")} {earlier} }.into_any()
}
