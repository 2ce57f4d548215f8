//! A month back, a month on: the same page as at the end of another month, without script.

use chrono::{Days, NaiveDate};
use followup::progress::month::Month;
use leptos::prelude::*;

use super::address::Address;

/// The last day of the month before the one a day lies in, and of the next where it has begun; if the day is within a
/// month, its own last day comes first.
fn around(day: NaiveDate, today: NaiveDate) -> (Option<NaiveDate>, Option<NaiveDate>) {
    let before = Month::of(day).first().checked_sub_days(Days::new(1));
    let own = Month::of(day).last();
    let after = if day < own { own } else { Month::of(day).plus(1).last() };
    (before, (after < today).then_some(after))
}

/// The links; the day shown stands in the mark above the page.
pub(super) fn section(address: &Address) -> impl IntoView + use<> {
    let at = address.asked.at;
    // Of what was known on a day, that day is the last that can be shown.
    let last = at.asked().known_at.map_or(address.today, |known| known.day);
    let (before, after) = around(at.asked().as_at.unwrap_or(last), last);
    let link = |href: String, rel: &'static str, words: String| {
        view! { <li><a class="govuk-link" rel=rel href=href>{words}</a></li> }
    };
    let before = before.map(|day| link(address.as_at(day).href(), "prev", format!("Back to {}", month(day))));
    let after = after.map(|day| link(address.as_at(day).href(), "next", format!("On to {}", month(day))));
    let now = if at.asked().known_at.is_some() { "Without a date" } else { "Today" };
    let now = at.asked().as_at.map(|_| link(address.in_the_present().href(), "", now.to_owned()));
    view! {
        <nav class="app-steps app-no-print" aria-label="Other dates">
            <ul class="app-steps__list">{before}{after}{now}</ul>
        </nav>
    }
}

fn month(day: NaiveDate) -> String {
    format!("the end of {}", Month::of(day).in_words())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn days(day: &str) -> (Option<String>, Option<String>) {
        let (before, after) = around(day.parse().unwrap(), "2026-11-25".parse().unwrap());
        (before.map(|day| day.to_string()), after.map(|day| day.to_string()))
    }

    #[test]
    fn one_steps_from_month_to_month_and_not_into_the_future() {
        let on = |before: &str, after: &str| (Some(before.to_owned()), Some(after.to_owned()));
        assert_eq!(days("2022-05-31"), on("2022-04-30", "2022-06-30"));
        assert_eq!(days("2022-05-12"), on("2022-04-30", "2022-05-31"));
        assert_eq!(days("2026-10-31"), (Some("2026-09-30".to_owned()), None));
        assert_eq!(days("2026-11-25"), (Some("2026-10-31".to_owned()), None));
    }
}
