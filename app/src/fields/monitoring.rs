//! What inspectors record of a force itself.

use followup::{duty::Duty, fact::Monitoring};

use super::{Field, words};

/// A duty is set, or its date moves.
pub const DUTY: &[Field] = &[
    Field::offered_select("round", "Round", "Choose a round")
        .with_question("After which round?")
        .required("Choose a round"),
    Field::radios("duty", "Duty", words!(Duty)).with_question("Which duty?").required("Choose a duty"),
    Field::day("due", "Due").with_question("Due on").hint("Leave this empty to use the usual date above."),
    Field::text("reason", "Reason")
        .lines(3)
        .hint("Needed if you use another date or change it. Everyone will see this."),
];

/// A duty was met.
pub const DUTY_MET: &[Field] = &[WHICH, MET_ON];

/// The day on which a duty was met is put right.
pub const CORRECTION: &[Field] = &[
    WHICH,
    MET_ON,
    Field::text("reason", "Reason").lines(3).hint("Say why the day was wrong. Everyone will see this beside the day."),
];

/// That a duty was met was recorded in error.
pub const NOT_MET: &[Field] = &[
    WHICH.with_question("Which duty was not met?"),
    Field::text("reason", "Reason").lines(3).hint("Say why this was a mistake. We keep it, but no page shows it."),
];

/// The stage of monitoring.
pub const STAGE: &[Field] = &[
    Field::radios("stage", "Stage", words!(Monitoring)).with_question("Which stage?").required("Choose a stage"),
    Field::day("from", "From").required("Enter a date, like 23 November 2026"),
];

const WHICH: Field = Field::offered_radios("duty", "Duty").with_question("Which duty?").required("Choose a duty");
const MET_ON: Field = Field::day("met_on", "Met on").required("Enter a date, like 23 November 2026");
