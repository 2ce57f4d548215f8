//! Timeout warning: a dialogue that says in time that one is about to be signed out, as MOJ's component of that name does.

use chrono::{DateTime, Utc};
use followup::clock::london_time;
use leptos::prelude::*;

use crate::request::SessionEnds;

/// Reckons from the moment the page arrived, so that a wrong clock does no harm. Tabs tell each other when a session goes on. What
/// cannot be extended is said once. When time is up the page goes away: nobody else should read it.
const SCRIPT: &str = include_str!("../../scripts/session.js");

const MORE: &str = "What you have not saved is lost then.";
const FINAL: &str =
    "You have been signed in for as long as this service allows: save what you are doing, and sign in again.";

/// The dialogue. Without script it never opens: [`SessionLine`] says the same in the footer.
#[component]
pub fn TimeoutWarning(
    /// When the session ends.
    ends: SessionEnds,
    /// The moment the page is sent.
    now: DateTime<Utc>,
) -> impl IntoView {
    let seconds = |until: DateTime<Utc>| (until - now).num_seconds().max(0).to_string();
    let warned = ends.warned_before().num_seconds().to_string();
    view! {
        <dialog
            class="app-timeout"
            aria-labelledby="timeout-heading"
            aria-describedby="timeout-words"
            data-left=seconds(ends.at)
            data-latest=seconds(ends.at_the_latest)
            data-before=warned
            data-more=MORE
            data-final=FINAL
        >
            <h2 class="govuk-heading-m" id="timeout-heading">"You are about to be signed out"</h2>
            <p class="govuk-body" id="timeout-words" data-words="" aria-live="polite"></p>
            <div class="app-timeout__buttons">
                <button type="button" class="govuk-button" data-stay="" autofocus>"Stay signed in"</button>
                <form method="post" action="/sign-out">
                    <button type="submit" class="govuk-button govuk-button--secondary">"Sign out"</button>
                </form>
            </div>
        </dialog>
        <script nonce=use_nonce()>{SCRIPT}</script>
    }
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

        for attribute in [r#"data-left="1770""#, r#"data-latest="28800""#, r#"data-before="300""#] {
            assert!(html.contains(attribute), "{attribute}: {html}");
        }
        assert!(!html.contains("<dialog open") && !html.contains(" open>"), "{html}");
        assert!(html.contains("(left <= 0) return over()") && !html.contains("&lt;"), "{html}");
    }

    #[test]
    fn both_times_are_said_without_script() {
        let ends = SessionEnds { at: at("12:29:30"), at_the_latest: at("20:00:00"), idle_minutes: 30 };
        let html = rendered(|| view! { <SessionLine ends/> });

        assert!(html.contains("after 30 minutes without") && html.contains("on 23 November 2026, 20:00"), "{html}");
    }
}
