//! The mark of a page of the present on paper: the day it was read, which a screen need not say and a sheet must.

use chrono::NaiveDate;
use followup::partial_date::in_words;
use leptos::prelude::*;

/// Shown in print only. A page of the past has its as-at mark instead.
#[component]
pub fn PaperMark(
    /// The day the page was asked for, in London.
    today: NaiveDate,
) -> impl IntoView {
    view! {
        <p class="govuk-body app-paper-mark">
            <strong>{format!("As things stood on {}, when this page was opened.", in_words(today))}</strong>
        </p>
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::components::rendered;

    #[test]
    fn paper_says_on_which_day_it_was_read() {
        let html = rendered(|| view! { <PaperMark today=NaiveDate::from_ymd_opt(2026, 11, 25).unwrap()/> });

        assert!(html.contains("As things stood on 25 November 2026, when this page was opened."), "{html}");
    }
}
