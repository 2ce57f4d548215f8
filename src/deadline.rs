//! Deadlines: on what basis something is due, when that is, who set it, and how it stands on a day.

use chrono::{Months, NaiveDate, TimeDelta};
use serde::{Deserialize, Serialize};

use crate::{
    age::span,
    partial_date::{PartialDate, Precision, in_words},
    vocabulary::vocabulary,
};

vocabulary! {
    /// On what a deadline stands.
    Basis, "deadline basis" {
        /// Due on publication.
        Immediately = "immediately" => "Immediately",
        /// Three months from publication.
        WithinThreeMonths = "within-three-months" => "Within three months",
        /// Six months from publication.
        WithinSixMonths = "within-six-months" => "Within six months",
        /// A date in the calendar.
        FixedDate = "fixed-date" => "By a fixed date",
        /// The force is to set it.
        SetByForce = "set-by-force" => "Set by the force",
        /// The report sets none.
        None = "none" => "None",
        /// Our sources do not say: not the same as none.
        NotStated = "not-stated" => "Not stated in our sources",
    }
}

vocabulary! {
    /// Who set a deadline.
    SetBy, "setter of a deadline" {
        /// The inspectorate; only it may move the date.
        Inspectorate = "inspectorate" => "The inspectorate",
        /// The force.
        Force = "force" => "The force",
    }
}

/// A deadline as it was given.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Deadline {
    /// Its (first) basis.
    pub basis: Basis,
    /// The date, for a basis that has one of its own.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub date: Option<PartialDate>,
    /// The day from which a period runs, where it is not that of publication.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub from: Option<NaiveDate>,
    /// The source's own words, where the basis does not say all of them.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub as_written: Option<String>,
    /// Who set it.
    pub set_by: SetBy,
}

/// When something is due.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Due {
    /// The last day on which it is in time.
    pub on: NaiveDate,
    /// Whether the day is the latest it can be, because publication or the date itself is not known to the day.
    pub at_the_latest: bool,
}

impl std::fmt::Display for Due {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&in_words(self.on))?;
        if self.at_the_latest { f.write_str(" at the latest") } else { Ok(()) }
    }
}

/// A deadline text none of whose parts we recognise at its start.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error(
    "\"{0}\" is not a deadline; write immediately, within three months, within six months, a date (2017-09), \
     set by the force, none, or leave it blank if the source does not say"
)]
pub struct DeadlineError(pub String);

/// The words a deadline begins with, hyphens read as spaces.
const BASES: &[(&str, Basis)] = &[
    ("immediately", Basis::Immediately),
    ("immediate", Basis::Immediately),
    ("with immediate effect", Basis::Immediately),
    ("within three months", Basis::WithinThreeMonths),
    ("within 3 months", Basis::WithinThreeMonths),
    ("within six months", Basis::WithinSixMonths),
    ("within 6 months", Basis::WithinSixMonths),
    ("not stated", Basis::NotStated),
    ("none", Basis::None),
    ("no deadline", Basis::None),
    ("set by the force", Basis::SetByForce),
    ("set by force", Basis::SetByForce),
];

/// Whether a text begins with these words, and not with a longer one that begins like them.
fn begins_with(text: &str, words: &str) -> bool {
    text.strip_prefix(words).is_some_and(|rest| !rest.starts_with(char::is_alphanumeric))
}

/// A date as files write it, or in words: `31 March 2022`, `March 2022`.
fn written_date(text: &str) -> Option<PartialDate> {
    let text = text.trim();
    let day = || NaiveDate::parse_from_str(text, "%d %B %Y").ok().map(|day| day.to_string());
    let month = || {
        let first = NaiveDate::parse_from_str(&format!("1 {text}"), "%d %B %Y").ok()?;
        Some(first.format("%Y-%m").to_string())
    };
    text.parse().ok().or_else(|| day().or_else(month)?.parse().ok())
}

/// A day as a file says it.
fn written_day(text: &str) -> Option<NaiveDate> {
    written_date(text).filter(|date| date.precision() == Precision::Day).map(PartialDate::first)
}

impl Deadline {
    /// What a source says nothing about.
    pub const NOT_STATED: Self =
        Self { basis: Basis::NotStated, date: None, from: None, as_written: None, set_by: SetBy::Inspectorate };

    /// Reads a source's words. The words it begins with give the basis; where there are more (`immediately; transfer
    /// finished by 2017-09`, `within three months of publication`) the whole is kept as text.
    pub fn from_source(text: &str) -> Result<Self, DeadlineError> {
        let text = text.trim();
        if text.is_empty() {
            return Ok(Self::NOT_STATED);
        }
        let plain = text.to_lowercase().replace(['-', '_'], " ");
        for (words, basis) in BASES {
            if begins_with(&plain, words) {
                let date = match basis {
                    Basis::SetByForce => text.split_once(": ").and_then(|(_, date)| written_date(date)),
                    _ => None,
                };
                let from = match basis {
                    Basis::WithinThreeMonths | Basis::WithinSixMonths => {
                        text.get(words.len()..).and_then(|rest| rest.strip_prefix(" from ")).and_then(written_day)
                    }
                    _ => None,
                };
                let set_by = if *basis == Basis::SetByForce { SetBy::Force } else { SetBy::Inspectorate };
                let is_whole = plain.len() == words.len() || date.is_some() || from.is_some();
                return Ok(Self {
                    basis: *basis,
                    date,
                    from,
                    as_written: (!is_whole).then(|| text.to_owned()),
                    set_by,
                });
            }
        }
        let first = text.split([';', ',']).next().unwrap_or_default().trim();
        let by = first.get(..3).filter(|by| by.eq_ignore_ascii_case("by ")).map_or(first, |_| first[3..].trim());
        let date = written_date(by).ok_or_else(|| DeadlineError(text.to_owned()))?;
        let as_written = (first != text).then(|| text.to_owned());
        Ok(Self { basis: Basis::FixedDate, date: Some(date), from: None, as_written, set_by: SetBy::Inspectorate })
    }

    /// As a source would write it, so that [`Deadline::from_source`] reads the same again.
    #[must_use]
    pub fn in_source_words(&self) -> String {
        if let Some(as_written) = &self.as_written {
            return as_written.clone();
        }
        let date = self.date.map(PartialDate::iso);
        match (self.basis, date) {
            (Basis::NotStated, _) => String::new(),
            (Basis::FixedDate, Some(date)) => date,
            (Basis::SetByForce, Some(date)) => format!("set by the force: {date}"),
            (basis, _) => match self.from {
                Some(from) => format!("{} from {}", basis.label().to_lowercase(), in_words(from)),
                None => basis.label().to_lowercase(),
            },
        }
    }

    /// When it is due, given when the round that set it was published.
    ///
    /// A period runs from the last day publication can have been on; a month too short for the day ends on its last.
    /// That it runs from publication is the natural reading, not confirmed by a source.
    pub fn due(&self, published: Option<PartialDate>) -> Option<Due> {
        let months = match self.basis {
            Basis::Immediately => 0,
            Basis::WithinThreeMonths => 3,
            Basis::WithinSixMonths => 6,
            Basis::FixedDate | Basis::SetByForce => {
                return self
                    .date
                    .map(|date| Due { on: date.last(), at_the_latest: date.precision() != Precision::Day });
            }
            Basis::None | Basis::NotStated => return None,
        };
        let published = self.from.map(PartialDate::day).or(published)?;
        let on = published.last().checked_add_months(Months::new(months))?;
        Some(Due { on, at_the_latest: published.precision() != Precision::Day })
    }

    /// In words: the basis, the date if it has one, or the source's own text if that says more.
    pub fn in_words(&self) -> String {
        match (&self.as_written, self.date) {
            (Some(text), _) => format!("{} (as written: “{text}”)", self.basis),
            (None, Some(date)) if self.basis == Basis::FixedDate => format!("By {date}"),
            (None, Some(date)) => format!("{}: {date}", self.basis),
            (None, None) => match self.from {
                Some(from) => format!("{} from {}", self.basis, in_words(from)),
                None => self.basis.label().to_owned(),
            },
        }
    }
}

vocabulary! {
    /// How a deadline stands on a day. Every item is in exactly one of these.
    DeadlineState, "deadline state" {
        /// Past its day, open, and its status is recorded.
        Overdue = "overdue" => "Overdue",
        /// Due today or within 30 days.
        DueWithin30Days = "due-within-30-days" => "Due within 30 days",
        /// Due later.
        NotDue = "not-due" => "Not due yet",
        /// Not closed, with no date to be late by: a queue of its own, whether or not a status is recorded.
        Undated = "undated" => "Undated",
        /// Past its day, and nobody has recorded how it stood.
        PassedOutcomeNotKnown = "passed-outcome-not-known" => "Deadline passed, outcome not known",
        /// Submitted by its day, and that submission was authorised.
        ClosedInTime = "closed-in-time" => "Closed in time",
        /// Submitted after its day, and that submission was authorised.
        ClosedLate = "closed-late" => "Closed late",
        /// Closed, but no submission or no date to judge by.
        ClosedTimingNotKnown = "closed-timing-not-known" => "Closed, timing not known",
    }
}

/// How many days before its day a deadline counts as near.
pub const NEAR_DAYS: i64 = 30;

/// What a deadline's state is judged by.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Judged {
    /// Its due day, if it has one.
    pub due: Option<NaiveDate>,
    /// Whether people recorded its status. A status that only a source tells counts as not known.
    pub status_recorded: bool,
    /// Whether it has ended.
    pub closed: bool,
    /// The day of the submission that was later authorised, if that is how it ended.
    pub submitted: Option<NaiveDate>,
}

impl DeadlineState {
    /// The state on `day`. `deadline_state` in the database says the same; a test compares the two.
    pub fn on(day: NaiveDate, judged: Judged) -> Self {
        match (judged.closed, judged.due) {
            (true, Some(due)) => match judged.submitted {
                Some(submitted) if submitted <= due => Self::ClosedInTime,
                Some(_) => Self::ClosedLate,
                None => Self::ClosedTimingNotKnown,
            },
            (true, None) => Self::ClosedTimingNotKnown,
            (false, None) => Self::Undated,
            (false, Some(due)) if due < day && judged.status_recorded => Self::Overdue,
            (false, Some(due)) if due < day => Self::PassedOutcomeNotKnown,
            (false, Some(due)) if due - day <= TimeDelta::days(NEAR_DAYS) => Self::DueWithin30Days,
            (false, Some(_)) => Self::NotDue,
        }
    }

    /// The state in words, with how long it is: `Overdue by 7 years 2 months (due 24 September 2019)`. The span leaves out what is
    /// less than a month, so the day itself stands beside it.
    pub fn in_words(self, due: Option<NaiveDate>, day: NaiveDate) -> String {
        match (self, due) {
            (Self::Overdue, Some(due)) => format!("Overdue by {} (due {})", span(due, day), in_words(due)),
            (Self::DueWithin30Days, Some(due)) if due == day => "Due today".to_owned(),
            (Self::DueWithin30Days, Some(due)) => format!("Due in {}", span(day, due)),
            (Self::NotDue, Some(due)) => format!("Due on {}", in_words(due)),
            (Self::PassedOutcomeNotKnown, Some(due)) => {
                format!("Was due {}. We do not know if it was done", in_words(due))
            }
            _ => self.label().to_owned(),
        }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    fn due(words: &str, published: &str) -> Due {
        Deadline::from_source(words).unwrap().due(Some(published.parse().unwrap())).unwrap()
    }

    #[test]
    fn a_period_ends_on_the_last_day_of_a_month_that_is_too_short() {
        assert_eq!(due("within three months", "2022-11-30").on, day("2023-02-28"));
        assert_eq!(due("within six months", "2023-08-31").on, day("2024-02-29"));
        assert_eq!(due("immediately", "2022-08-05"), Due { on: day("2022-08-05"), at_the_latest: false });
    }

    #[test]
    fn from_a_month_the_period_runs_from_its_last_day_at_the_latest() {
        let due = due("within three months", "2019-09");
        assert_eq!(due, Due { on: day("2019-12-30"), at_the_latest: true });
        assert_eq!(due.to_string(), "30 December 2019 at the latest");
    }

    #[test]
    fn what_a_source_wrote_can_be_written_again_and_reads_the_same() {
        for text in [
            "",
            "not stated",
            "None",
            "immediately",
            "within 3 months",
            "within three months of publication",
            "2017-09",
            "by 31 March 2022",
            "2017-Q3",
            "set by the force",
            "set by the force: March 2022",
            "immediately; transfer finished by 2017-09",
            "by 2017-09; review later",
        ] {
            let Ok(deadline) = Deadline::from_source(text) else { continue };
            assert_eq!(Deadline::from_source(&deadline.in_source_words()), Ok(deadline), "{text}");
        }
    }

    #[test]
    fn a_compound_deadline_keeps_its_text_and_its_first_basis() {
        let text = "immediately; transfer finished by 2017-09";
        let deadline = Deadline::from_source(text).unwrap();
        assert_eq!((deadline.basis, deadline.as_written.as_deref()), (Basis::Immediately, Some(text)));
        let dated = Deadline::from_source("by 2017-09; review later").unwrap();
        assert_eq!((dated.basis, dated.date), (Basis::FixedDate, Some("2017-09".parse().unwrap())));
        let longer = Deadline::from_source("Within three months of publication").unwrap();
        assert_eq!(longer.basis, Basis::WithinThreeMonths);
        assert_eq!(longer.as_written.as_deref(), Some("Within three months of publication"));
    }

    #[test]
    fn a_date_may_be_written_in_words() {
        for (text, date) in [("by 31 March 2022", "2022-03-31"), ("March 2022", "2022-03"), ("By 2022-Q1", "2022-Q1")] {
            let deadline = Deadline::from_source(text).unwrap();
            assert_eq!((deadline.basis, deadline.date), (Basis::FixedDate, Some(date.parse().unwrap())), "{text}");
        }
        let own = Deadline::from_source("set by the force: 2022-03").unwrap();
        assert_eq!((own.set_by, own.date), (SetBy::Force, Some("2022-03".parse().unwrap())));
        for text in ["nonetheless", "immediatelyish", "by and by", "by", "32 March 2022", "within two weeks"] {
            assert!(Deadline::from_source(text).is_err(), "{text}");
        }
    }

    #[test]
    fn a_blank_deadline_is_not_stated_and_never_none() {
        assert_eq!(Deadline::from_source(" ").unwrap().basis, Basis::NotStated);
        assert_eq!(Deadline::from_source("none").unwrap().basis, Basis::None);
        assert!(Deadline::from_source("soon").unwrap_err().to_string().contains("within three months"));
    }

    #[test]
    fn a_deadline_that_passed_in_silence_is_not_overdue() {
        let silent = Judged { due: Some(day("2019-09-30")), status_recorded: false, closed: false, submitted: None };
        assert_eq!(DeadlineState::on(day("2026-11-23"), silent), DeadlineState::PassedOutcomeNotKnown);
        let spoken = Judged { status_recorded: true, ..silent };
        assert_eq!(DeadlineState::on(day("2026-11-23"), spoken), DeadlineState::Overdue);
        assert_eq!(
            DeadlineState::Overdue.in_words(silent.due, day("2019-10-01")),
            "Overdue by 1 day (due 30 September 2019)"
        );
    }

    #[test]
    fn what_is_long_overdue_says_so_in_years_and_months_beside_the_day() {
        let due = Some(day("2019-09-24"));
        let overdue = DeadlineState::Overdue.in_words(due, day("2026-11-23"));
        assert_eq!(overdue, "Overdue by 7 years 1 month (due 24 September 2019)");
        assert_eq!(DeadlineState::DueWithin30Days.in_words(due, day("2019-08-25")), "Due in 30 days");
        assert_eq!(DeadlineState::DueWithin30Days.in_words(due, day("2019-09-24")), "Due today");
    }

    #[test]
    fn in_time_is_judged_by_the_submission_that_was_authorised() {
        let judged = |submitted: &str| Judged {
            due: Some(day("2022-11-05")),
            status_recorded: true,
            closed: true,
            submitted: Some(day(submitted)),
        };
        assert_eq!(DeadlineState::on(day("2024-01-01"), judged("2022-11-05")), DeadlineState::ClosedInTime);
        assert_eq!(DeadlineState::on(day("2024-01-01"), judged("2022-11-06")), DeadlineState::ClosedLate);
    }

    proptest! {
        #[test]
        fn a_deadline_never_ends_before_publication_and_at_most_its_months_after(
            year in 2014i32..2090, month in 1u32..13, of_month in 1u32..29, months in prop::sample::select(vec![
                ("immediately", 0u32), ("within three months", 3), ("within six months", 6)])
        ) {
            let published = NaiveDate::from_ymd_opt(year, month, of_month).unwrap();
            let due = Deadline::from_source(months.0).unwrap().due(Some(PartialDate::day(published))).unwrap().on;
            prop_assert!(due >= published);
            prop_assert_eq!(due, published + Months::new(months.1));
        }

        #[test]
        fn as_days_pass_an_open_deadline_only_moves_towards_overdue(offset in -400i64..400, recorded: bool) {
            let due = day("2022-06-30");
            let judged = Judged { due: Some(due), status_recorded: recorded, closed: false, submitted: None };
            let rank = |state| match state {
                DeadlineState::NotDue => 0,
                DeadlineState::DueWithin30Days => 1,
                DeadlineState::Overdue | DeadlineState::PassedOutcomeNotKnown => 2,
                _ => panic!("an open, dated item is in one of these"),
            };
            let today = due + TimeDelta::days(offset);
            let tomorrow = today + TimeDelta::days(1);
            prop_assert!(rank(DeadlineState::on(today, judged)) <= rank(DeadlineState::on(tomorrow, judged)));
        }
    }
}
