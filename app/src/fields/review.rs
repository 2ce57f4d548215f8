//! What inspectors do with an item, and notes about it.

use followup::{
    closure::{NoActionReason, Verification},
    deadline::Basis,
    fact::Relation,
    finding::Finding,
    identity::Audience,
    inspectorate_status::ReviewStage,
};

use super::{Field, Words, words};

/// A submission is sent back with questions.
pub const RETURN: &[Field] = &[Field::text("questions", "Questions")
    .with_question("Questions to the force")
    .hint("The force will see your questions. The item goes back to the force.")];

/// The inspectorate's status moves.
pub const STATUS: &[Field] = &[Field::radios("status", "Status", words!(ReviewStage))
    .with_question("What should the status be?")
    .required("Choose a status")];

/// What a later round found.
pub const FINDING: &[Field] = &[
    Field::offered_select("round", "Round", "Choose a round")
        .with_question("Which round found it?")
        .required("Choose a round"),
    Field::radios("finding", "Finding", words!(Finding))
        .with_question("What did it find?")
        .required("Choose what the round found"),
    Field::text("summary", "Anything else the round says").hint("Optional. Use your own words."),
    Field::tick("replaces", "A finding on record", "Show mine in place of the finding on record for this round")
        .hint("The finding on record stays in the history."),
];

/// How an item is proposed to end.
pub const PROPOSAL: &[Field] = &[
    Field::radios("ending", "Closure", ENDINGS)
        .with_question("How should it close?")
        .required("Choose how it should close"),
    Field::radios("no_action_reason", "Why no further action", words!(NoActionReason))
        .with_question("Why is no further action needed?")
        .required("Choose why no further action is needed"),
    Field::offered_select("superseded_by", "Superseded by", "Choose a recommendation")
        .with_question("Which recommendation takes its place?")
        .hint("Choose one of the same force.")
        .required("Choose the recommendation that takes its place"),
    Field::radios("verification", "How it was verified", words!(Verification)).with_question("How was it verified?"),
    Field::tick("despite_finding", "Latest finding", "I have read the latest finding. This is complete all the same"),
    Field::text("reason", "Why it can close").hint("The force and the inspectorate will see this."),
    Field::checkboxes("pieces", "Evidence added here")
        .hint("Tick each piece you rely on. The authoriser will see it as a link.")
        .required("Choose evidence that was added to this recommendation"),
    Field::text("relied_on", "Evidence relied on").hint("Title and where it is kept, one piece on each line."),
];

/// How a closure can end an item.
const ENDINGS: Words = || vec![("complete", "Complete: it was done"), ("no-further-action", "No further action")];

/// Whether a proposal is authorised.
pub const DECISION: &[Field] = &[
    Field::radios("decision", "Decision", DECISIONS)
        .with_question("Your decision")
        .required("Choose whether to authorise or refuse"),
    Field::text("reason", "Why it is refused")
        .with_question("Reason, if you refuse")
        .hint("The force and the inspectorate will see this."),
];

/// What can be decided.
const DECISIONS: Words = || vec![("authorise", "Authorise: close it"), ("refuse", "Refuse: keep it open")];

/// Why an item is opened again.
pub const REOPENING: &[Field] =
    &[Field::text("reason", "Why it must be reopened").hint("The force and the inspectorate will see this.")];

/// The new deadline.
pub const DEADLINE: &[Field] = &[
    Field::radios("deadline", "Deadline", BASES).with_question("When is it due?").required("Choose a deadline"),
    Field::radios("runs_from", "From when", FROM)
        .with_question("From when does a period of months run?")
        .required("Choose from when the months run"),
    Field::day("date", "Date").with_question("Date, if it is fixed or set by the force"),
    Field::text("reason", "Why the deadline changes").hint("Everyone will see this, and the first deadline."),
];

/// From when a period can run.
const FROM: Words = || vec![("publication", "Publication"), ("today", "Today")];

/// What an inspector can say of a deadline: that nothing is stated is for sources.
const BASES: Words = || {
    let bases = Basis::ALL.iter().filter(|basis| **basis != Basis::NotStated);
    bases.map(|basis| (basis.slug(), basis.label())).collect()
};

/// The earlier item.
pub const LINK: &[Field] = &[
    Field::radios("relation", "Relation", words!(Relation))
        .with_question("How do they relate? This one …")
        .required("Choose how the two relate"),
    Field::offered_select("to", "Earlier recommendation", "Choose a recommendation")
        .hint("Choose one that an earlier round raised for the same force.")
        .required("Choose the earlier recommendation"),
];

/// A note.
pub const NOTE: &[Field] = &[
    Field::text("note", "Note")
        .hint("A note does not change the status. You cannot change it after saving.")
        .required("Enter the note"),
    Field::radios("audience", "Who can read it", words!(Audience))
        .with_question("Who can read it?")
        .hint("Everyone can see the date of a note and your role. Only a note for the inspectorate is hidden.")
        .required("Choose who can read this"),
    Field::tick("asks", "Answer", "This note asks for an answer")
        .hint("It stays on the worklist of whoever must answer until they do something about this item."),
];
