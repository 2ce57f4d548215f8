//! What a force says it did.

use followup::{identity::Audience, position::Position, text_limits::LONGEST_POST};

use super::{Field, words};

/// The update form.
pub const FIELDS: &[Field] = &[
    Field::radios("position", "Force position", words!(Position)).with_question("How far has the force got?")
        .required("Choose how far the force has got"),
    Field::text("activity", "What was done").hint("Say what the work is, when it started and which team does it."),
    Field::text("outcome", "What changed for children as a result")
        .hint("Describe the effect on children. If nothing has changed yet, say so."),
    Field::text("next_step", "Next step").with_question("Next step (optional)"),
    Field::line("owner_post", "Post that owns it")
        .hint("Enter a post, not a name. For example, head of public protection.")
        .up_to(LONGEST_POST),
    Field::day("target", "The force’s own target date").hint(
        "Optional. This does not change the inspectorate’s deadline. If you clear an earlier date we show it as withdrawn.",
    ),
    Field::text("target_reason", "Why the target date changes")
        .hint("Only needed if you change or clear an earlier date."),
    Field::radios("audience", "Who can read this", AUDIENCES)
        .with_question("Who can read this?")
        .hint("Everyone can see your position and target date, whatever you choose here.")
        .required("Choose who can read this"),
];

/// For whom a force writes.
const AUDIENCES: super::Words = || {
    vec![
        (Audience::Force.slug(), "Our force and the inspectorate"),
        (Audience::Everyone.slug(), "Everyone who can read this register"),
    ]
};
