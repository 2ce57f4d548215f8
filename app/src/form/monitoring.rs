//! The forms as they were sent, read into a step.

use chrono::NaiveDate;
use followup::{act::monitoring::Step, duty::Duty, fact::Monitoring, round::RoundSlug};

use super::Answers;

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
            Self::SetDuty => "Set a duty, or move its date",
            Self::MeetDuty => "Record that a duty was met",
            Self::CorrectMet => "Put right the day on which a duty was met",
            Self::UndoMet => "Undo that a duty was recorded as met",
            Self::ChangeStage => "Change the stage of monitoring",
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
        match self {
            Self::SetDuty => "round",
            Self::MeetDuty | Self::CorrectMet | Self::UndoMet => "duty",
            Self::ChangeStage => "stage",
        }
    }
}

/// The step that a form asks for; `None` where an answer cannot be read, which is then noted at its field.
pub fn step(entry: Entry, answers: &mut Answers) -> Option<Step> {
    match entry {
        Entry::SetDuty => {
            let round: Option<RoundSlug> = chosen(answers, "round", "Choose a round");
            let duty: Option<Duty> = chosen(answers, "duty", "Choose a duty");
            let due = match answers.value("due").as_str() {
                "" => Some(None),
                _ => day(answers, "due").map(Some),
            };
            Some(Step::SetDuty { round: round?, duty: duty?, due: due?, reason: answers.value("reason") })
        }
        Entry::MeetDuty => {
            let which = which(answers);
            let on = day(answers, "met_on");
            let (round, duty) = which?;
            Some(Step::MeetDuty { round, duty, on: on? })
        }
        Entry::CorrectMet => {
            let which = which(answers);
            let on = day(answers, "met_on");
            let (round, duty) = which?;
            Some(Step::CorrectMet { round, duty, on: on?, reason: answers.value("reason") })
        }
        Entry::UndoMet => {
            let (round, duty) = which(answers)?;
            Some(Step::UndoMet { round, duty, reason: answers.value("reason") })
        }
        Entry::ChangeStage => {
            let to: Option<Monitoring> = chosen(answers, "stage", "Choose a stage");
            let from = day(answers, "from");
            Some(Step::ChangeMonitoring { to: to?, from: from? })
        }
    }
}

/// Which of the duties that are set: its round and what it is.
fn which(answers: &mut Answers) -> Option<(RoundSlug, Duty)> {
    let which = answers.value("duty");
    let which = which.split_once('/').and_then(|(round, duty)| Some((round.parse().ok()?, duty.parse().ok()?)));
    if which.is_none() {
        answers.wrong("duty", "Choose a duty");
    }
    which
}

fn chosen<T: std::str::FromStr>(answers: &mut Answers, field: &str, ask: &str) -> Option<T> {
    let value = answers.value(field).parse().ok();
    if value.is_none() {
        answers.wrong(field, ask);
    }
    value
}

fn day(answers: &mut Answers, field: &str) -> Option<NaiveDate> {
    chosen(answers, field, "Enter a real date, like 2026-05-01")
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
