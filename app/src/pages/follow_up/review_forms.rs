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

/// Every field of these forms, for comparing what was written with what stands.
pub(super) const FIELDS: [(&str, &str); 9] = [
    ("questions", "Questions"),
    ("status", "Status"),
    ("finding", "Finding"),
    ("ending", "Ending"),
    ("decision", "Decision"),
    ("reason", "Reason"),
    ("relied_on", "Evidence relied on"),
    ("deadline", "Deadline"),
    ("note", "Note"),
];

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
    let endings = [("complete", "Complete: it was done"), ("no-further-action", "No further action")];
    // A person must give a reason; only an old source may leave it out.
    let reasons = NoActionReason::ALL.iter().filter(|reason| **reason != NoActionReason::NotStated);
    let ways = Verification::ALL.iter().map(|way| (way.slug(), way.label()));
    view! {
        {radios(answers, "ending", "How would it end?", endings.into_iter())}
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
    let decisions = [("authorise", "Authorise: it ends"), ("refuse", "Refuse: it goes on")];
    view! {
        {proposal}
        {radios(answers, "decision", "Your decision", decisions.into_iter())}
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
