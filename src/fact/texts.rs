//! The texts beside an event, in the order in which its form asks for them: so is it told.

use super::Fact;
use crate::update_text::UPDATE_TEXTS;

/// The fields of the texts of an update.
const UPDATE_FIELDS: [&str; UPDATE_TEXTS.len()] = {
    let mut fields = [""; UPDATE_TEXTS.len()];
    let mut at = 0;
    while at < fields.len() {
        fields[at] = UPDATE_TEXTS[at].field;
        at += 1;
    }
    fields
};

impl Fact {
    /// The fields of the texts that an event of these facts can have, in the order in which they are asked for and told.
    pub const fn texts(&self) -> &'static [&'static str] {
        match self {
            Self::Raised(_) | Self::WordingChanged {} => &["wording"],
            Self::FindingRecorded { .. } | Self::GoodPracticeRecorded { .. } => &["summary"],
            Self::SourceStatusRecorded { .. } | Self::NoteRecorded { .. } => &["note"],
            Self::UpdateRecorded { .. } => &UPDATE_FIELDS,
            Self::EvidenceAdded { .. } => &["title", "file_name", "file", "held_at"],
            Self::Returned {} => &["questions"],
            Self::ClosureProposed { .. } => &["reason", "relied_on"],
            Self::DeadlineSet { .. }
            | Self::ClosureRefused {}
            | Self::Reopened {}
            | Self::TextRedacted { .. }
            | Self::DutySet { .. }
            | Self::DutyMet { .. } => &["reason"],
            Self::Corrected { to } => to.texts(),
            Self::PositionSet { .. }
            | Self::Submitted {}
            | Self::StatusSet { .. }
            | Self::ClosureAuthorised {}
            | Self::Linked { .. }
            | Self::RoundPublished(_)
            | Self::GradeRecorded { .. }
            | Self::CaseAuditRecorded { .. }
            | Self::ForceNamed(_)
            | Self::MonitoringChanged { .. } => &[],
        }
    }

    /// Where a text stands among those of its event; what is none of them stands last.
    pub fn place_of_text(&self, field: &str) -> usize {
        let texts = self.texts();
        texts.iter().position(|text| *text == field).unwrap_or(texts.len())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::target::Target;

    #[test]
    fn an_update_is_told_as_its_form_asks_and_so_is_what_puts_it_right() {
        let update = Fact::UpdateRecorded { owner_post: None, target: Target::Kept };
        let corrected = Fact::Corrected { to: Box::new(update.clone()) };
        for fact in [update, corrected] {
            let mut fields = ["target_reason", "activity", "owner_post", "unheard_of", "outcome", "next_step"];
            fields.sort_by_key(|field| fact.place_of_text(field));
            assert_eq!(fields, ["activity", "outcome", "next_step", "owner_post", "target_reason", "unheard_of"]);
        }
    }
}
