//! Timeout warning: says in time that one is about to be signed out, as MOJ's component of that name does.

use chrono::{DateTime, TimeDelta, Utc};
use followup::clock::london_clock;
use leptos::prelude::*;

use crate::{islands::SessionWarning, request::SessionEnds};

/// The dialogue. Without script it never opens: [`SessionLine`] says the same in the footer.
#[component]
pub fn TimeoutWarning(
    /// When the session ends.
    ends: SessionEnds,
    /// The moment the page is sent.
    now: DateTime<Utc>,
    /// Whether the form on the page is kept as a draft while it is written.
    keeps_draft: bool,
) -> impl IntoView {
    let seconds = |time: TimeDelta| u32::try_from(time.num_seconds()).unwrap_or_default();
    let (left, latest) = (seconds(ends.at - now), seconds(ends.at_the_latest - now));
    view! { <SessionWarning left latest before=seconds(ends.warned_before()) keeps_draft/> }
}

/// When one is signed out, in words that need no script.
#[component]
pub fn SessionLine(
    /// When the session ends.
    ends: SessionEnds,
) -> impl IntoView {
    let (idle, latest) = (ends.idle_minutes, london_clock(ends.at_the_latest));
    view! {
        <p class="govuk-body-s app-no-print">
            {format!("You will be signed out after {idle} minutes without activity, and at {latest} at the latest.")}
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
        let html = rendered(|| view! { <TimeoutWarning ends now=at("12:00:00") keeps_draft=false/> });

        let props =
            "{&quot;left&quot;:1770,&quot;latest&quot;:28800,&quot;before&quot;:300,&quot;keeps_draft&quot;:false}";
        assert!(html.contains(props), "{html}");
    }

    #[test]
    fn both_times_are_said_without_script() {
        let ends = SessionEnds { at: at("12:29:30"), at_the_latest: at("20:00:00"), idle_minutes: 30 };
        let html = rendered(|| view! { <SessionLine ends/> });

        assert!(
            html.contains("after 30 minutes without") && html.contains("at 8:00pm on 23 November at the latest"),
            "{html}"
        );
    }
}
