//! The dated duties of a force after a round: by when they are due by rule, and how they stand on a day.

use chrono::{Days, NaiveDate};

use crate::{
    age::span,
    deadline::Due,
    partial_date::{PartialDate, Precision, in_words},
    vocabulary::vocabulary,
};

vocabulary! {
    /// A dated duty of a force after publication.
    Duty, "duty" {
        /// The force's action plan, within six weeks.
        ActionPlan = "action-plan" => "Action plan",
        /// The local policing body's published response, within 56 days.
        CommissionerResponse = "commissioner-response" => "Commissioner’s response",
    }
}

impl Duty {
    /// How many days after publication it is due by rule.
    pub const fn days(self) -> u64 {
        match self {
            Self::ActionPlan => 42,
            Self::CommissionerResponse => 56,
        }
    }

    /// When it is due by rule. From a publication that is not known to the day the days run from its last possible day.
    pub fn due_by_rule(self, published: PartialDate) -> Option<Due> {
        let on = published.last().checked_add_days(Days::new(self.days()))?;
        Some(Due { on, at_the_latest: published.precision() != Precision::Day })
    }
}

vocabulary! {
    /// How a duty stands on a day.
    DutyState, "state of a duty" {
        /// Not met yet, and its day has not passed.
        Due = "due" => "Due",
        /// Its day has passed and nobody recorded that it was met.
        Late = "late" => "Late",
        /// Met on its day or before.
        MetInTime = "met-in-time" => "Met in time",
        /// Met after its day.
        MetLate = "met-late" => "Met late",
    }
}

impl DutyState {
    /// The state on `day` of a duty that is due on a day and was met on another, if it was.
    pub fn on(day: NaiveDate, due: NaiveDate, met: Option<NaiveDate>) -> Self {
        match met {
            Some(met) if met <= due => Self::MetInTime,
            Some(_) => Self::MetLate,
            None if due < day => Self::Late,
            None => Self::Due,
        }
    }

    /// The state in words, with how long it is.
    pub fn in_words(day: NaiveDate, due: NaiveDate, met: Option<NaiveDate>) -> String {
        match (Self::on(day, due, met), met) {
            (Self::MetInTime, Some(met)) => format!("Met on {}, in time", in_words(met)),
            (Self::MetLate, Some(met)) => format!("Met on {}, {} late", in_words(met), span(due, met)),
            (Self::Late, _) => format!("Late by {}: not recorded as met", span(due, day)),
            _ if due == day => "Due today".to_owned(),
            _ => format!("Due in {}", span(day, due)),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    #[test]
    fn an_action_plan_is_due_after_six_weeks_and_a_commissioners_response_after_56_days() {
        let published = "2021-08-26".parse().unwrap();
        assert_eq!(Duty::ActionPlan.due_by_rule(published), Some(Due { on: day("2021-10-07"), at_the_latest: false }));
        assert_eq!(Duty::CommissionerResponse.due_by_rule(published).map(|due| due.on), Some(day("2021-10-21")));
    }

    #[test]
    fn from_a_month_the_days_run_from_its_last_day_at_the_latest() {
        let due = Duty::ActionPlan.due_by_rule("2019-09".parse().unwrap()).unwrap();
        assert_eq!(due.to_string(), "11 November 2019 at the latest");
    }

    #[test]
    fn a_duty_is_in_time_on_its_last_day_and_late_on_the_next() {
        let due = day("2021-10-07");
        for (today, met, state, words) in [
            ("2021-10-07", None, DutyState::Due, "Due today"),
            ("2021-10-05", None, DutyState::Due, "Due in 2 days"),
            ("2021-10-08", None, DutyState::Late, "Late by 1 day: not recorded as met"),
            ("2026-11-23", None, DutyState::Late, "Late by 5 years 1 month: not recorded as met"),
            ("2021-11-01", Some("2021-10-07"), DutyState::MetInTime, "Met on 7 October 2021, in time"),
            ("2021-11-01", Some("2021-10-10"), DutyState::MetLate, "Met on 10 October 2021, 3 days late"),
            ("2023-11-01", Some("2022-10-07"), DutyState::MetLate, "Met on 7 October 2022, 12 months late"),
        ] {
            let met = met.map(day);
            assert_eq!(DutyState::on(day(today), due, met), state, "{today}");
            assert_eq!(DutyState::in_words(day(today), due, met), words);
        }
    }
}
