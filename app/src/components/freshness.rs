//! Freshness: how long ago either side last said anything of an item, beside its status.

use chrono::NaiveDate;
use followup::{age::age, store::register::Work};
use leptos::prelude::*;

/// How long ago a side last said something: `12 days ago`, `never`.
#[must_use]
pub fn last_said(day: Option<NaiveDate>, today: NaiveDate) -> String {
    match day {
        None => "never".to_owned(),
        // A month that is not over yet counts from its last day.
        Some(day) if day > today => "in a month or quarter that is not over".to_owned(),
        Some(day) => age(day, today),
    }
}

/// What the two short lines under a status mean, to stand once above the rows.
pub const FRESHNESS: &str =
    "Under each status: how long ago the force last updated the item, and how long ago inspectors last looked at it.";

/// Two short lines for a cell that holds a status.
#[component]
pub fn Freshness(
    /// Where the work on the item stands.
    work: Work,
    /// The day that is looked at.
    today: NaiveDate,
) -> impl IntoView {
    let (force, inspectors) = (last_said(work.updated_on, today), last_said(work.verified_on, today));
    view! {
        <span class="app-secondary">{format!("Force: {force}")}<br/>{format!("Inspectors: {inspectors}")}</span>
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn silence_is_said_and_not_left_out() {
        let today: NaiveDate = "2026-11-23".parse().unwrap();
        assert_eq!(last_said(None, today), "never");
        assert_eq!(last_said("2026-11-11".parse().ok(), today), "12 days ago");
        assert_eq!(last_said("2026-11-30".parse().ok(), today), "in a month or quarter that is not over");
    }
}
