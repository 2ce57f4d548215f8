//! The forms as they were sent, read into a step.

use std::str::FromStr;

use followup::{act::monitoring::Step, duty::Duty, fact::Monitoring, round::RoundSlug};

use super::{Answers, reader::FormReader};
use crate::fields::{Field, monitoring as tables};

/// What can be recorded, by its word in the address.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Entry {
    /// A duty is set, or its date moves.
    SetDuty,
    /// A duty was met.
    MeetDuty,
    /// The day on which a duty was met is put right.
    CorrectMet,
    /// That a duty was met was recorded in error.
    UndoMet,
    /// The force moves to a stage of monitoring.
    ChangeStage,
}

impl Entry {
    /// All, in the order in which they are offered.
    pub const ALL: [Self; 5] = [Self::SetDuty, Self::MeetDuty, Self::CorrectMet, Self::UndoMet, Self::ChangeStage];

    /// Its word in the address.
    #[must_use]
    pub const fn slug(self) -> &'static str {
        match self {
            Self::SetDuty => "duty",
            Self::MeetDuty => "met",
            Self::CorrectMet => "met-on",
            Self::UndoMet => "not-met",
            Self::ChangeStage => "stage",
        }
    }

    /// What the link and the page say.
    #[must_use]
    pub const fn label(self) -> &'static str {
        match self {
            Self::SetDuty => "Set a duty or change its date",
            Self::MeetDuty => "Mark a duty as met",
            Self::CorrectMet => "Correct the day a duty was met",
            Self::UndoMet => "Mark a duty as not met",
            Self::ChangeStage => "Change the stage of monitoring",
        }
    }

    /// What its form asks.
    #[must_use]
    pub const fn fields(self) -> &'static [Field] {
        match self {
            Self::SetDuty => tables::DUTY,
            Self::MeetDuty => tables::DUTY_MET,
            Self::CorrectMet => tables::CORRECTION,
            Self::UndoMet => tables::NOT_MET,
            Self::ChangeStage => tables::STAGE,
        }
    }

    /// The one with this word.
    #[must_use]
    pub fn of(slug: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|entry| entry.slug() == slug)
    }

    /// The field that errors about the whole of it stand at.
    #[must_use]
    pub const fn first_field(self) -> &'static str {
        self.fields()[0].name
    }
}

/// The step that a form asks for; `None` where an answer cannot be read, which is then noted at its field.
pub fn step(entry: Entry, answers: &mut Answers) -> Option<Step> {
    let mut form = FormReader::new(entry.fields(), answers);
    match entry {
        Entry::SetDuty => {
            let (round, duty) = (form.choice::<RoundSlug>("round"), form.choice::<Duty>("duty"));
            let due = form.optional_day("due");
            Some(Step::SetDuty { round: round?, duty: duty?, due: due?, reason: form.text("reason") })
        }
        Entry::MeetDuty => {
            let (which, on) = (form.choice::<DutyOfRound>("duty"), form.day("met_on"));
            let DutyOfRound { round, duty } = which?;
            Some(Step::MeetDuty { round, duty, on: on? })
        }
        Entry::CorrectMet => {
            let (which, on) = (form.choice::<DutyOfRound>("duty"), form.day("met_on"));
            let DutyOfRound { round, duty } = which?;
            Some(Step::CorrectMet { round, duty, on: on?, reason: form.text("reason") })
        }
        Entry::UndoMet => {
            let DutyOfRound { round, duty } = form.choice("duty")?;
            Some(Step::UndoMet { round, duty, reason: form.text("reason") })
        }
        Entry::ChangeStage => {
            let (to, from) = (form.choice::<Monitoring>("stage"), form.day("from"));
            Some(Step::ChangeMonitoring { to: to?, from: from? })
        }
    }
}

/// One of the duties that are set, as its form sends it: `review-2021/action-plan`.
struct DutyOfRound {
    round: RoundSlug,
    duty: Duty,
}

impl FromStr for DutyOfRound {
    type Err = ();

    fn from_str(text: &str) -> Result<Self, ()> {
        let (round, duty) = text.split_once('/').ok_or(())?;
        Ok(Self { round: round.parse().map_err(|_| ())?, duty: duty.parse().map_err(|_| ())? })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::request::QueryParams;

    fn sent(entry: Entry, query: &str) -> (Option<Step>, Answers) {
        let mut answers = Answers::new(QueryParams::parse(query));
        (step(entry, &mut answers), answers)
    }

    #[test]
    fn what_is_not_chosen_or_no_day_is_asked_for_at_its_field() {
        for (entry, query, fields) in [
            (Entry::SetDuty, "due=soon", &["round", "duty", "due"][..]),
            (Entry::MeetDuty, "duty=action-plan", &["duty", "met_on"]),
            (Entry::CorrectMet, "duty=action-plan&met_on=2021", &["duty", "met_on"]),
            (Entry::UndoMet, "duty=action-plan", &["duty"]),
            (Entry::ChangeStage, "from=2026-02-30", &["stage", "from"]),
        ] {
            let (step, answers) = sent(entry, query);
            assert_eq!(step, None);
            for field in fields {
                assert!(answers.error(field).is_some(), "{entry:?} {field}");
            }
        }
    }

    #[test]
    fn without_a_date_a_duty_is_due_by_rule() {
        let (step, _) = sent(Entry::SetDuty, "round=review-2021&duty=action-plan&due=&reason=");
        assert!(matches!(step, Some(Step::SetDuty { due: None, .. })), "{step:?}");
    }
}
