//! What a force says it did.

use followup::{identity::Audience, position::Position, text_limits::LONGEST_POST};

use super::{Field, words};

/// The update form.
pub const FIELDS: &[Field] = &[
    Field::radios("position", "Position of the force", words!(Position)).with_question("Where does the force stand?"),
    Field::text("activity", "What was done").hint("The work itself: what, since when, by which team."),
    Field::text("outcome", "What changed for children as a result")
        .hint("Not the activity again, but its effect. If nothing has changed yet, say so."),
    Field::text("next_step", "Next step").hint("If there is one."),
    Field::line("owner_post", "Post that owns it")
        .hint("A post, not a person’s name: for example, head of public protection.")
        .up_to(LONGEST_POST),
    Field::day("target", "The force’s own target date").hint(
        "Leave it empty if there is none: that withdraws a date given before. It does not move the inspectorate’s deadline.",
    ),
    Field::text("target_reason", "Why that date moves or is withdrawn")
        .hint("Needed if the date differs from the one given before, or if you withdraw it."),
    Field::radios("audience", "Who may read this", AUDIENCES)
        .with_question("Who may read these texts?")
        .hint("Position and dates are for everyone either way.")
        .required("Choose who may read this"),
];

/// For whom a force writes.
const AUDIENCES: super::Words = || {
    vec![
        (Audience::Force.slug(), "Our force and the inspectorate"),
        (Audience::Everyone.slug(), "Everyone who reads this register"),
    ]
};
