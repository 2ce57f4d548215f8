//! What is known: of how many forces a visit, what was asked, what was found, and so on.

use followup::{counting::coverage::Ladder, view::forces_filter::With};
use leptos::prelude::*;

use crate::{components::grouped, point::AskedPoint};

/// How wide a bar of all forces is, in units of its drawing.
const BAR: u64 = 172;

/// The section.
pub(super) fn section(ladder: Ladder, at: AskedPoint) -> impl IntoView {
    let Ladder { forces, visited, asked, found, audited, graded, told_by_people } = ladder;
    let heading = format!("We know of a visit to {visited} of {forces} forces, and what it led to in {found}");
    let steps = [
        ("A visit is known", visited, With::Rounds),
        ("What was asked is known", asked, With::Items),
        ("What inspectors found on return", found, With::LookedAt),
        ("Case files were counted", audited, With::CaseAudits),
        ("Topics were graded (since 2024)", graded, With::Grades),
        ("A force’s claim or a closure is public", told_by_people, With::Statuses),
    ];
    let steps = steps.into_iter().map(|(words, count, with)| {
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
    view! {
        <section class="app-overview__section" aria-labelledby="known">
            <h2 class="govuk-heading-m" id="known">{heading}</h2>
            <p class="govuk-body-s">
                {format!("Of {forces} forces. Where we know nothing we infer nothing. ")}
                <a class="govuk-link" href=about>"About the data"</a>
            </p>
            <ol class="app-ladder">{steps.collect_view()}</ol>
        </section>
    }
}
