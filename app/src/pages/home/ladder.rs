//! What is known: of how many forces a visit, what was asked, what was found, and so on.

use followup::{counting::coverage::Ladder, progress::measure::Measure};
use leptos::prelude::*;

use crate::{charts::what_is_known::steps, components::grouped, point::AskedPoint};

/// How wide a bar of all forces is, in units of its drawing.
const BAR: u64 = 172;

/// The section.
pub(super) fn section(ladder: Ladder, at: AskedPoint) -> impl IntoView {
    let forces = ladder.forces;
    let heading =
        format!("We know of a visit to {} of {forces} forces, and what it led to in {}", ladder.visited, ladder.found);
    let steps = steps(&ladder).into_iter().map(|(words, with, count)| {
        let wide = (count * BAR).checked_div(forces).unwrap_or(0);
        let number = if count == 0 {
            "0".into_any()
        } else {
            let href = at.href_with("/forces", &[("with", with.slug())]);
            view! { <a class="govuk-link" href=href>{grouped(count)}</a> }.into_any()
        };
        view! {
            <li class="app-ladder__step">
                <span class="app-ladder__words">{words}</span>
                <svg class="app-ladder__bar" viewBox=format!("0 0 {BAR} 14") width=BAR height="14" aria-hidden="true">
                    <rect class="app-ladder__all" width=BAR height="14"></rect>
                    <rect class="app-ladder__known" width=wide height="14"></rect>
                </svg>
                " "
                <span class="app-ladder__count">{number}</span>
            </li>
        }
    });
    let about = at.href("/about-the-data");
    let all = at.href_with("/progress", &[("measure", Measure::WhatIsKnown.slug())]);
    view! {
        <section class="app-overview__section" aria-labelledby="known">
            <h2 class="govuk-heading-m" id="known">{heading}</h2>
            <p class="govuk-body-s">
                {format!("Of {forces} forces. Where we know nothing we infer nothing. ")}
                <a class="govuk-link" href=about>"About the data"</a>
                <span class="app-no-print">" · "<a class="govuk-link" href=all>"As a chart, with table and files"</a></span>
            </p>
            <ol class="app-ladder">{steps.collect_view()}</ol>
        </section>
    }
}
