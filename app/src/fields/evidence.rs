//! Evidence: what is typed beside its file.

use followup::{identity::Audience, text_limits::LONGEST_EVIDENCE_TITLE};

use super::{Field, words};

/// The evidence form. Its file is no answer that can be kept.
pub const FIELDS: &[Field] = &[
    Field::line("title", "What it is")
        .with_question("What is it?")
        .hint("For example: Audit of strategy discussions.")
        .up_to(LONGEST_EVIDENCE_TITLE)
        .required("Say what this is"),
    Field::partial_date("speaks_for", "Date or period it speaks for")
        .with_question("Which date or period does it speak for?")
        .hint("A day (2026-03-05), a month (2026-03), a quarter (2026-Q1) or a year (2026).")
        .required("Say which day, month, quarter or year this speaks for"),
    Field::radios("audience", "Who may read it", words!(Audience))
        .with_question("Who may read it?")
        .required("Choose who may read this"),
    Field::offered_select("follows", "New version of", "No, it is new")
        .with_question("Is it a new version?")
        .hint("The earlier version stays, and both are shown.")
        .required("Choose the evidence that this is a new version of"),
    Field::line("held_at", "Where it is held")
        .with_question("Or where is it held?")
        .hint("If you add no file. For example: the case system, and the number it has there."),
];
