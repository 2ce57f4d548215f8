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

/// One short line for a cell that holds a status.
#[component]
pub fn Freshness(
    /// Where the work on the item stands.
    work: Work,
    /// The day that is looked at.
    today: NaiveDate,
) -> impl IntoView {
    let said = |day| last_said(day, today);
    let (force, inspectors) = (said(work.updated_on), said(work.verified_on));
    view! {
        <span class="app-secondary app-freshness">
            {format!("Force’s last update: {force}. Inspectors’ last look: {inspectors}.")}
        </span>
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
