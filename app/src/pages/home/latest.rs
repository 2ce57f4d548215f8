//! The rounds published last.

use followup::view::published::RoundOfForce;
use leptos::prelude::*;

use crate::point::AskedPoint;

pub(super) fn section(latest: Vec<RoundOfForce>, at: AskedPoint) -> impl IntoView {
    let body = if latest.is_empty() {
        view! { <p class="govuk-body">"Our sources hold no round with a known date of publication."</p> }.into_any()
    } else {
        let lines = latest.into_iter().map(|round| line(round, at)).collect_view();
        view! { <ul class="govuk-list govuk-list--bullet">{lines}</ul> }.into_any()
    };
    view! {
        <section aria-labelledby="latest">
            <h2 class="govuk-heading-m" id="latest">"Published last"</h2>
            {body}
        </section>
    }
}

/// `Kent Police: Re-inspection, 22 August 2025`.
fn line(RoundOfForce { force, force_name, round }: RoundOfForce, at: AskedPoint) -> impl IntoView {
    let force = format!("/forces/{force}");
    let href = at.href(&format!("{force}/rounds/{}", round.slug));
    let published = round.published.map(|date| format!(", {date}"));
    view! {
        <li>
            <a class="govuk-link" href=at.href(&force)>{force_name}</a>
            ": "
            <a class="govuk-link" href=href>{round.kind.label()}{published}</a>
        </li>
    }
}
