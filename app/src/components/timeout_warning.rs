//! Timeout warning: says in time that one is about to be signed out, as MOJ's component of that name does.

use chrono::{DateTime, TimeDelta, Utc};
use followup::clock::london_time;
use leptos::prelude::*;

use crate::{islands::SessionWarning, request::SessionEnds};

/// The dialogue. Without script it never opens: [`SessionLine`] says the same in the footer.
#[component]
pub fn TimeoutWarning(
    /// When the session ends.
    ends: SessionEnds,
    /// The moment the page is sent.
    now: DateTime<Utc>,
) -> impl IntoView {
    let seconds = |time: TimeDelta| u32::try_from(time.num_seconds()).unwrap_or_default();
    let (left, latest) = (seconds(ends.at - now), seconds(ends.at_the_latest - now));
    view! { <SessionWarning left latest before=seconds(ends.warned_before())/> }
}

/// When one is signed out, in words that need no script.
#[component]
pub fn SessionLine(
    /// When the session ends.
    ends: SessionEnds,
) -> impl IntoView {
    let (idle, latest) = (ends.idle_minutes, london_time(ends.at_the_latest));
    view! {
        <p class="govuk-body-s app-no-print">
            {format!("You are signed out after {idle} minutes without opening or saving anything, and on {latest}, whatever you do.")}
        </p>
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::components::rendered;

    fn at(time: &str) -> DateTime<Utc> {
        format!("2026-11-23T{time}Z").parse().unwrap()
    }

    #[test]
    fn the_warning_knows_how_long_is_left_and_how_long_at_most() {
        let ends = SessionEnds { at: at("12:29:30"), at_the_latest: at("20:00:00"), idle_minutes: 30 };
        let html = rendered(|| view! { <TimeoutWarning ends now=at("12:00:00")/> });

        let props = "{&quot;left&quot;:1770,&quot;latest&quot;:28800,&quot;before&quot;:300}";
        assert!(html.contains(props), "{html}");
    }

    #[test]
    fn both_times_are_said_without_script() {
        let ends = SessionEnds { at: at("12:29:30"), at_the_latest: at("20:00:00"), idle_minutes: 30 };
        let html = rendered(|| view! { <SessionLine ends/> });

        assert!(html.contains("after 30 minutes without") && html.contains("on 23 November 2026, 20:00"), "{html}");
    }
}
