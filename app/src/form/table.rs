//! Which table the form at a path is made from.

use followup::round_draft::Part;

use super::{Answers, monitoring::Entry, offer::Offer};
use crate::fields::{Field, account, evidence, round_draft, update};

/// The table of the form that is sent to a path with these answers; empty where no form is.
#[must_use]
pub fn for_path(path: &str, answers: &Answers) -> &'static [Field] {
    let step = answers.value("do");
    let parts: Vec<_> = path.split('/').skip(1).collect();
    match parts.as_slice() {
        ["recommendations", _, "update"] => update::FIELDS,
        ["recommendations", _, "evidence"] => evidence::FIELDS,
        ["recommendations", _, "review"] | ["worklist", "selected"] => Offer::of(&step).map_or(&[], Offer::fields),
        ["forces", _, "monitoring"] => Entry::of(&step).map_or(&[], Entry::fields),
        ["forces", _, "rounds", "new"] => round_draft::DETAILS,
        ["forces", _, "drafts", _, part] => {
            Part::ALL.iter().find(|known| known.slug() == *part).map_or(&[], |part| for_part(*part))
        }
        ["admin", "users", "new"] => account::NEW,
        ["admin", "users", _, "change"] => account::CHANGE,
        ["admin", "users", _] if step == "forces" => account::FORCES,
        _ => &[],
    }
}

/// The table of the form of one part of a draft.
#[must_use]
pub const fn for_part(part: Part) -> &'static [Field] {
    match part {
        Part::Details => round_draft::DETAILS,
        Part::CaseAudit => round_draft::CASE_AUDIT,
        Part::Grades => round_draft::GRADES,
        Part::Findings => round_draft::FINDING,
        Part::Recommendations => round_draft::ITEM,
    }
}
