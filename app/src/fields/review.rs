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
    .hint("The force sees them, and the item goes back to it.")];

/// The inspectorate's status moves.
pub const STATUS: &[Field] = &[Field::radios("status", "Status", words!(ReviewStage))
    .with_question("What should it be?")
    .required("Choose a status")];

/// What a later round found.
pub const FINDING: &[Field] = &[
    Field::offered_select("round", "Round", "Choose a round")
        .with_question("Which round found it?")
        .required("Choose a round"),
    Field::radios("finding", "Finding", words!(Finding))
        .with_question("What did it find?")
        .required("Choose what the round found"),
    Field::text("summary", "What the round says besides").hint("In our own words. It can be left empty."),
];

/// How an item is proposed to end.
pub const PROPOSAL: &[Field] = &[
    Field::radios("ending", "Ending", ENDINGS).with_question("How would it end?").required("Choose how it would end"),
    Field::radios("no_action_reason", "Why no further action", words!(NoActionReason))
        .with_question("Why is no further action needed?")
        .required("Choose why no further action is needed"),
    Field::offered_select("superseded_by", "Superseded by", "Choose a recommendation")
        .with_question("Which recommendation takes its place?")
        .hint("Another one of the same force.")
        .required("Choose the recommendation that takes its place"),
    Field::radios("verification", "How it was verified", words!(Verification)).with_question("How was it verified?"),
    Field::text("reason", "Why it can end").hint("The force and the inspectorate see it."),
    Field::checkboxes("pieces", "Evidence added here")
        .hint("Tick each piece that it rests on. Who decides on it sees them as links.")
        .required("Choose evidence that was added to this recommendation"),
    Field::text("relied_on", "Evidence relied on").hint("Title and where it is held, one piece on each line."),
];

/// How a closure can end an item.
const ENDINGS: Words = || vec![("complete", "Complete: it was done"), ("no-further-action", "No further action")];

/// Whether a proposal is authorised.
pub const DECISION: &[Field] = &[
    Field::radios("decision", "Decision", DECISIONS)
        .with_question("Your decision")
        .required("Choose whether to authorise or to refuse"),
    Field::text("reason", "Why it is refused")
        .with_question("If you refuse: why")
        .hint("The force and the inspectorate see it."),
];

/// What can be decided.
const DECISIONS: Words = || vec![("authorise", "Authorise: it ends"), ("refuse", "Refuse: it goes on")];

/// Why an item is opened again.
pub const REOPENING: &[Field] =
    &[Field::text("reason", "Why it must be opened again").hint("The force and the inspectorate see it.")];

/// The new deadline.
pub const DEADLINE: &[Field] = &[
    Field::radios("deadline", "Deadline", BASES).with_question("By when is it due?").required("Choose a deadline"),
    Field::day("date", "Date").with_question("Date, for a fixed date or one set by the force"),
    Field::text("reason", "Why the deadline moves").hint("Everyone sees it, and the first deadline stays visible."),
];

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
        .hint("Those of the same force that an earlier round raised.")
        .required("Choose the earlier recommendation"),
];

/// A note.
pub const NOTE: &[Field] = &[
    Field::text("note", "Note")
        .hint("It changes nothing of how this stands, and it cannot be changed afterwards.")
        .required("Write the note"),
    Field::radios("audience", "Who may read it", words!(Audience))
        .with_question("Who may read it?")
        .hint(
            "That there is a note, of which day and of which role, is seen by everyone unless it is for the inspectorate alone.",
        )
        .required("Choose who may read this"),
];
