//! The fields of each review form.

use followup::{
    closure::{NoActionReason, Verification},
    deadline::Basis,
    fact::Relation,
    finding::Finding,
    identity::PersonId,
    inspectorate_status::{InspectorateStatus, ReviewStage},
    text_limits::LONGEST_TEXT,
    view::{other_item::Other, recommendation::RecommendationView, worklist::ProposedBy},
};
use leptos::prelude::*;

use super::{evidence::audiences, proposal, review_choices, review_proposing};
use crate::{
    components::{Choice, DateField, RadioGroup, SelectField, SummaryList, TextareaField},
    form::{Answers, offer::Offer},
    request,
};

/// What each form asks for, by field and label: for setting what was written beside what stands.
pub(super) const fn names(offer: Offer) -> &'static [(&'static str, &'static str)] {
    match offer {
        Offer::Return => &[("questions", "Questions")],
        Offer::SetStatus => &[("status", "Status")],
        Offer::RecordFinding => {
            &[("round", "Round"), ("finding", "Finding"), ("summary", "What the round says besides")]
        }
        Offer::Propose => &[
            ("ending", "Ending"),
            ("no_action_reason", "Why no further action"),
            ("superseded_by", "Superseded by"),
            ("verification", "How it was verified"),
            ("reason", "Why it can end"),
            (review_choices::PIECES, "Evidence added here"),
            ("relied_on", "Evidence relied on"),
        ],
        Offer::Decide => &[("decision", "Decision"), ("reason", "Why it is refused")],
        Offer::Reopen => &[("reason", "Why it must be opened again")],
        Offer::MoveDeadline => &[("deadline", "Deadline"), ("date", "Date"), ("reason", "Why the deadline moves")],
        Offer::Link => &[("relation", "Relation"), ("to", "Earlier recommendation")],
        Offer::Note => &[("note", "Note"), ("audience", "Who may read it")],
    }
}

/// What was written in a field, in the words of the form where it is a choice.
pub(super) fn in_words(found: &RecommendationView, field: &str, value: &str) -> String {
    fn label<T: std::str::FromStr + std::fmt::Display>(value: &str) -> Option<String> {
        value.parse::<T>().ok().map(|word| word.to_string())
    }
    let said = match field {
        "status" => value.parse::<ReviewStage>().ok().map(|stage| stage.label().to_owned()),
        "round" => {
            found.visits.iter().find(|visit| visit.round.slug.as_str() == value).map(|visit| visit.round.title.clone())
        }
        "finding" => label::<Finding>(value),
        "ending" => ENDINGS.iter().find(|(slug, _)| *slug == value).map(|(_, words)| (*words).to_owned()),
        "no_action_reason" => label::<NoActionReason>(value),
        "verification" => label::<Verification>(value),
        "decision" => DECISIONS.iter().find(|(slug, _)| *slug == value).map(|(_, words)| (*words).to_owned()),
        "deadline" => label::<Basis>(value),
        "date" => value.parse().ok().map(followup::partial_date::in_words),
        "relation" => label::<Relation>(value),
        _ => None,
    };
    said.unwrap_or_else(|| value.to_owned())
}

/// How a closure can end the item, by the words of the form.
pub(super) const ENDINGS: [(&str, &str); 2] =
    [("complete", "Complete: it was done"), ("no-further-action", "No further action")];
/// What can be decided on it.
const DECISIONS: [(&str, &str); 2] = [("authorise", "Authorise: it ends"), ("refuse", "Refuse: it goes on")];

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
    let found = subject.map(|subject| &subject.found);
    match offer {
        Offer::Return => {
            text(answers, "questions", "Questions to the force", "The force sees them, and the item goes back to it.")
        }
        Offer::SetStatus => status(found, answers),
        Offer::RecordFinding => found.map_or_else(|| ().into_any(), |found| finding(found, answers)),
        Offer::Propose => review_proposing::fields(about, answers),
        Offer::Decide => decide(answers),
        Offer::Reopen => {
            text(answers, "reason", "Why it must be opened again", "The force and the inspectorate see it.")
        }
        Offer::MoveDeadline => deadline(answers),
        Offer::Link => link(subject, answers),
        Offer::Note => note(answers),
    }
}

pub(super) fn text(answers: &Answers, name: &'static str, label: &'static str, hint: &'static str) -> AnyView {
    let (value, error) = (answers.value(name), answers.error(name));
    view! { <TextareaField name label value hint longest=LONGEST_TEXT error/> }.into_any()
}

pub(super) fn radios(
    answers: &Answers,
    name: &'static str,
    legend: &'static str,
    words: impl Iterator<Item = (&'static str, &'static str)>,
) -> AnyView {
    asking(answers, name, legend, words, Vec::new())
}

/// Radios of which some ask for more, which then stands under them.
pub(super) fn asking(
    answers: &Answers,
    name: &'static str,
    legend: &'static str,
    words: impl Iterator<Item = (&'static str, &'static str)>,
    under: Vec<(&'static str, AnyView)>,
) -> AnyView {
    let chosen = answers.value(name);
    let options = words.map(|(slug, label)| Choice::new(slug, label, slug == chosen)).collect();
    view! { <RadioGroup name legend options error=answers.error(name) under/> }.into_any()
}

fn status(found: Option<&RecommendationView>, answers: &Answers) -> AnyView {
    let stands = found.map(|found| found.row.inspectorate_status);
    let others = ReviewStage::ALL.iter().filter(|stage| Some(stage.held().word()) != stands);
    let now = stands.map(|stands| match stands {
        InspectorateStatus::NotRecorded => "Nothing is recorded yet.".to_owned(),
        stands => format!("It is now: {}.", stands.label().to_lowercase()),
    });
    let now = now.map(|now| view! { <p class="govuk-body">{now}</p> });
    view! {
        {now}
        {radios(answers, "status", "What should it be?", others.map(|stage| (stage.slug(), stage.label())))}
    }
    .into_any()
}

fn finding(found: &RecommendationView, answers: &Answers) -> AnyView {
    let chosen = answers.value("round");
    let rounds = found.visits.iter().map(|visit| {
        let slug = visit.round.slug.to_string();
        let is_chosen = slug == chosen;
        Choice::new(slug, visit.round.title.clone(), is_chosen)
    });
    let options = [Choice::new("", "Choose a round", false)].into_iter().chain(rounds).collect();
    let findings = Finding::ALL.iter().map(|finding| (finding.slug(), finding.label()));
    view! {
        <SelectField name="round" label="Which round found it?" options error=answers.error("round")/>
        {radios(answers, "finding", "What did it find?", findings)}
        {text(answers, "summary", "What the round says besides", "In our own words. It can be left empty.")}
        <p class="govuk-body app-secondary">"A finding closes nothing by itself, whatever its word."</p>
    }
    .into_any()
}

fn decide(answers: &Answers) -> AnyView {
    view! {
        {radios(answers, "decision", "Your decision", DECISIONS.into_iter())}
        {refusal(answers)}
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
    text(answers, "reason", "If you refuse: why", "The force and the inspectorate see it.")
}

fn deadline(answers: &Answers) -> AnyView {
    let bases = Basis::ALL.iter().filter(|basis| **basis != Basis::NotStated);
    view! {
        {radios(answers, "deadline", "By when is it due?", bases.map(|basis| (basis.slug(), basis.label())))}
        <DateField
            name="date"
            label="Date, for a fixed date or one set by the force"
            nostrip:value=Some(answers.value("date"))
            nostrip:error=answers.error("date")
        />
        {text(answers, "reason", "Why the deadline moves", "Everyone sees it, and the first deadline stays visible.")}
    }
    .into_any()
}

fn note(answers: &Answers) -> AnyView {
    let options = request::account().map(|account| audiences(&account.person(), answers)).unwrap_or_default();
    view! {
        {text(answers, "note", "Note", "It changes nothing of how this stands, and it cannot be changed afterwards.")}
        <RadioGroup
            name="audience"
            legend="Who may read it?"
            hint="That there is a note, of which day and of which role, is seen by everyone unless it is for the inspectorate alone."
            options
            error=answers.error("audience")
        />
    }
    .into_any()
}

fn link(subject: Option<&Subject>, answers: &Answers) -> AnyView {
    let earlier = subject.into_iter().flat_map(|subject| &subject.others).filter(|other| other.is_earlier);
    let hint = "Those of the same force that an earlier round raised.";
    let relations = Relation::ALL.iter().map(|word| (word.slug(), word.label()));
    view! {
        {radios(answers, "relation", "How do they relate? This one …", relations)}
        {review_choices::others("to", "Earlier recommendation", hint, earlier, answers)}
    }
    .into_any()
}
