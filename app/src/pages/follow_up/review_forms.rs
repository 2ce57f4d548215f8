//! The fields of each review form.

use followup::{
    closure::{NoActionReason, Outcome, Verification},
    deadline::Basis,
    fact::Relation,
    finding::Finding,
    inspectorate_status::{InspectorateStatus, ReviewStage},
    service::follow_up::LONGEST_TEXT,
    store::recommendation::Recommendation,
};
use leptos::prelude::*;

use super::{Offer, evidence::audiences};
use crate::{
    components::{Choice, DateField, RadioGroup, SelectField, SummaryList, SummaryRow, TextField, TextareaField},
    form::Answers,
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
pub(super) fn in_words(found: &Recommendation, field: &str, value: &str) -> String {
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
const ENDINGS: [(&str, &str); 2] = [("complete", "Complete: it was done"), ("no-further-action", "No further action")];
/// What can be decided on it.
const DECISIONS: [(&str, &str); 2] = [("authorise", "Authorise: it ends"), ("refuse", "Refuse: it goes on")];

/// The fields of one form, about one item or about several that were selected.
#[must_use]
pub fn fields(found: Option<&Recommendation>, offer: Offer, answers: &Answers) -> AnyView {
    match offer {
        Offer::Return => {
            text(answers, "questions", "Questions to the force", "The force sees them, and the item goes back to it.")
        }
        Offer::SetStatus => status(found, answers),
        Offer::RecordFinding => found.map_or_else(|| ().into_any(), |found| finding(found, answers)),
        Offer::Propose => propose(answers),
        Offer::Decide => decide(found, answers),
        Offer::Reopen => {
            text(answers, "reason", "Why it must be opened again", "The force and the inspectorate see it.")
        }
        Offer::MoveDeadline => deadline(answers),
        Offer::Link => link(answers),
        Offer::Note => note(answers),
    }
}

fn text(answers: &Answers, name: &'static str, label: &'static str, hint: &'static str) -> AnyView {
    let (value, error) = (answers.value(name), answers.error(name));
    view! { <TextareaField name label value hint longest=LONGEST_TEXT error/> }.into_any()
}

fn radios(
    answers: &Answers,
    name: &'static str,
    legend: &'static str,
    words: impl Iterator<Item = (&'static str, &'static str)>,
) -> AnyView {
    let chosen = answers.value(name);
    let options = words.map(|(slug, label)| Choice::new(slug, label, slug == chosen)).collect();
    view! { <RadioGroup name legend options error=answers.error(name)/> }.into_any()
}

fn status(found: Option<&Recommendation>, answers: &Answers) -> AnyView {
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

fn finding(found: &Recommendation, answers: &Answers) -> AnyView {
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

fn propose(answers: &Answers) -> AnyView {
    // A person must give a reason; only an old source may leave it out.
    let reasons = NoActionReason::ALL.iter().filter(|reason| **reason != NoActionReason::NotStated);
    let ways = Verification::ALL.iter().map(|way| (way.slug(), way.label()));
    view! {
        {radios(answers, "ending", "How would it end?", ENDINGS.into_iter())}
        {radios(answers, "no_action_reason", "If no further action: why?", reasons.map(|reason| (reason.slug(), reason.label())))}
        <TextField
            name="superseded_by"
            label="If superseded: the reference that takes its place"
            value=answers.value("superseded_by")
            error=answers.error("superseded_by")
        />
        {radios(answers, "verification", "If complete: how was it verified?", ways)}
        {text(answers, "reason", "Why it can end", "The force and the inspectorate see it.")}
        {text(answers, "relied_on", "Evidence relied on", "Title and where it is held, one piece on each line.")}
    }
    .into_any()
}

fn decide(found: Option<&Recommendation>, answers: &Answers) -> AnyView {
    let proposed = found.and_then(|found| found.row.work.proposal.map(|proposal| (found, proposal)));
    let proposal = proposed.map(|(found, proposal)| {
        let ending = match proposal.outcome {
            Outcome::Complete => "Complete".to_owned(),
            Outcome::NoFurtherAction(reason) => format!("No further action: {}", reason.label().to_lowercase()),
        };
        let since = proposal.on.map_or_else(|| "Date not known".to_owned(), followup::partial_date::in_words);
        let rows = vec![
            SummaryRow::new("Proposed ending", ending),
            SummaryRow::new("Proposed on", since),
            SummaryRow::new("How it was verified", super::latest::verification(found)),
            SummaryRow::new("Reason", super::latest::proposal(found, "reason")),
            SummaryRow::new("Evidence relied on", super::latest::proposal(found, "relied_on")),
        ];
        view! { <SummaryList rows/> }
    });
    view! {
        {proposal}
        {radios(answers, "decision", "Your decision", DECISIONS.into_iter())}
        {text(answers, "reason", "If you refuse: why", "The force and the inspectorate see it.")}
    }
    .into_any()
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

fn link(answers: &Answers) -> AnyView {
    view! {
        {radios(answers, "relation", "How do they relate? This one …", Relation::ALL.iter().map(|word| (word.slug(), word.label())))}
        <TextField
            name="to"
            label="Reference of the earlier recommendation"
            hint="Of the same force, raised by an earlier round."
            value=answers.value("to")
            error=answers.error("to")
        />
    }
    .into_any()
}
