//! Evidence: what is typed beside its file.

use followup::{identity::Audience, text_limits::LONGEST_EVIDENCE_TITLE};

use super::{Field, words};

/// The evidence form. Its file is no answer that can be kept.
pub const FIELDS: &[Field] = &[
    Field::line("title", "What it is")
        .with_question("What is it?")
        .hint("For example: Audit of strategy discussions.")
        .up_to(LONGEST_EVIDENCE_TITLE)
        .required("Enter what this is"),
    Field::partial_date("speaks_for", "Date or period it covers")
        .with_question("What date or period does it cover?")
        .required("Enter the date or period it covers"),
    Field::radios("audience", "Who can read it", words!(Audience))
        .with_question("Who can read it?")
        .required("Choose who can read this"),
    Field::offered_select("follows", "New version of", "No, it is new")
        .with_question("Is it a new version?")
        .hint("We keep the earlier version and show both.")
        .required("Choose the evidence that this is a new version of"),
    Field::line("held_at", "Where it is kept")
        .with_question("Or where is it kept?")
        .hint("Only if you add no file. For example, the case system and its number there."),
];
