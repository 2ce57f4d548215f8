//! Freshness: how long ago either side last said anything of an item, beside its status.

use chrono::NaiveDate;
use followup::{
    age::{age, age_before},
    clock::london_day,
};
use leptos::prelude::*;

use crate::{point::AskedPoint, request};

/// What stands where a side has said nothing that is on record: that it never did is more than anybody knows.
pub const SILENCE: &str = "nothing recorded";

/// How long ago a side last said something: `12 days ago`, `nothing recorded`; on a page about a day that has passed how long before
/// it, `12 days before`, unless the page shows again what was shown on that day.
#[must_use]
pub fn last_said(day: Option<NaiveDate>, today: NaiveDate) -> String {
    last_said_of(day, today, has_passed(today))
}

/// Whether the page is about a day that has passed: a page that shows again what was shown on its day is not.
#[must_use]
pub fn has_passed(today: NaiveDate) -> bool {
    let shown_again = AskedPoint::of_request().is_ok_and(|at| at.asked().known_at.is_some());
    !shown_again && request::now().is_ok_and(|now| today < london_day(now))
}

/// The same where it is known whether the day that is told of has passed.
#[must_use]
pub fn last_said_of(day: Option<NaiveDate>, of: NaiveDate, has_passed: bool) -> String {
    match day {
        None => SILENCE.to_owned(),
        // A month that is not over yet counts from its last day.
        Some(day) if day > of => "in a month or quarter that is not over".to_owned(),
        Some(day) if has_passed => age_before(day, of),
        Some(day) => age(day, of),
    }
}

/// What the two short lines under a status mean, to stand once above the rows.
pub const FRESHNESS: &str =
    "Under each status: how long ago the force last updated the item, and how long ago inspectors last looked at it.";

/// The same in a sentence, without its full stop, for where one item is spoken of.
#[must_use]
pub fn freshness_in_words(updated_on: Option<NaiveDate>, verified_on: Option<NaiveDate>, today: NaiveDate) -> String {
    let force = match updated_on {
        None => "No update by the force is on record".to_owned(),
        day => format!("The force last updated it {}", last_said(day, today)),
    };
    let inspectors = match verified_on {
        None => "no finding, return or decision by inspectors is on record".to_owned(),
        day => format!("inspectors last looked at it {}", last_said(day, today)),
    };
    format!("{force}; {inspectors}")
}

fn lines(updated_on: Option<NaiveDate>, verified_on: Option<NaiveDate>, today: NaiveDate) -> (String, String) {
    let force = match updated_on {
        None => "no update recorded".to_owned(),
        day => last_said(day, today),
    };
    (format!("Force: {force}"), format!("Inspectors: {}", last_said(verified_on, today)))
}

/// Two short lines for a cell that holds a status.
#[component]
pub fn Freshness(
    /// The last day the force told anything.
    updated_on: Option<NaiveDate>,
    /// The last day inspectors looked at it.
    verified_on: Option<NaiveDate>,
    /// The day that is looked at.
    today: NaiveDate,
) -> impl IntoView {
    let (force, inspectors) = lines(updated_on, verified_on, today);
    view! { <span class="app-secondary">{force}<br/>{inspectors}</span> }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn silence_is_said_and_not_left_out() {
        let today: NaiveDate = "2026-11-23".parse().unwrap();
        assert_eq!(last_said(None, today), "nothing recorded");
        let words = freshness_in_words(None, "2026-11-11".parse().ok(), today);
        assert_eq!(words, "No update by the force is on record; inspectors last looked at it 12 days ago");
        let words = freshness_in_words(Some(today), None, today);
        assert_eq!(words, "The force last updated it today; no finding, return or decision by inspectors is on record");
        assert_eq!(last_said("2026-11-11".parse().ok(), today), "12 days ago");
        assert_eq!(last_said_of("2026-11-11".parse().ok(), today, true), "12 days before");
        assert_eq!(last_said_of(Some(today), today, true), "that day", "a day that has passed is not today");
        assert_eq!(last_said("2026-11-30".parse().ok(), today), "in a month or quarter that is not over");
    }
}
