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

/// The same in sentences for where one item is spoken of. `has_finding`: inspectors found something, even if the day is not known.
#[must_use]
pub fn freshness_in_words(
    updated_on: Option<NaiveDate>,
    verified_on: Option<NaiveDate>,
    has_finding: bool,
    today: NaiveDate,
) -> String {
    let inspectors = match (verified_on, has_finding) {
        (None, true) => Some("Inspectors looked, date not known.".to_owned()),
        (None, false) => None,
        (day, _) => Some(format!("Inspectors last looked at it {}.", last_said(day, today))),
    };
    let force = updated_on.map(|day| format!("The force last updated it {}.", last_said(Some(day), today)));
    match (force, inspectors) {
        (None, None) => "No update from the force, and nothing from inspectors, yet.".to_owned(),
        (None, Some(inspectors)) => format!("No update from the force yet. {inspectors}"),
        (Some(force), None) => format!("{force} Nothing from inspectors yet."),
        (Some(force), Some(inspectors)) => format!("{force} {inspectors}"),
    }
}

/// One line for each side of which the day is known.
fn lines(updated_on: Option<NaiveDate>, verified_on: Option<NaiveDate>, today: NaiveDate) -> Vec<String> {
    let line = |who: &str, day: Option<NaiveDate>| day.map(|day| format!("{who} {}", last_said(Some(day), today)));
    [line("Force updated", updated_on), line("Inspectors looked", verified_on)].into_iter().flatten().collect()
}

/// Short lines for a cell that holds a status: nothing of a side of which no day is known.
#[component]
pub fn Freshness(
    /// The last day the force told anything.
    updated_on: Option<NaiveDate>,
    /// The last day inspectors looked at it.
    verified_on: Option<NaiveDate>,
    /// The day that is looked at.
    today: NaiveDate,
) -> impl IntoView {
    let lines = lines(updated_on, verified_on, today);
    let lines = lines.into_iter().enumerate().map(|(at, line)| view! { {(at > 0).then(|| view! { <br/> })} {line} });
    let lines: Vec<_> = lines.collect();
    (!lines.is_empty()).then(|| view! { <span class="app-secondary">{lines}</span> })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn silence_is_said_and_not_left_out() {
        let today: NaiveDate = "2026-11-23".parse().unwrap();
        assert_eq!(last_said(None, today), "nothing recorded");
        let words = freshness_in_words(None, "2026-11-11".parse().ok(), true, today);
        assert_eq!(words, "No update from the force yet. Inspectors last looked at it 12 days ago.");
        let words = freshness_in_words(Some(today), None, false, today);
        assert_eq!(words, "The force last updated it today. Nothing from inspectors yet.");
        let words = freshness_in_words(None, None, false, today);
        assert_eq!(words, "No update from the force, and nothing from inspectors, yet.");
        let words = freshness_in_words(None, None, true, today);
        assert_eq!(words, "No update from the force yet. Inspectors looked, date not known.");
        assert!(lines(None, None, today).is_empty());
        assert_eq!(last_said("2026-11-11".parse().ok(), today), "12 days ago");
        assert_eq!(last_said_of("2026-11-11".parse().ok(), today, true), "12 days before");
        assert_eq!(last_said_of(Some(today), today, true), "that day", "a day that has passed is not today");
        assert_eq!(last_said("2026-11-30".parse().ok(), today), "in a month or quarter that is not over");
    }
}
