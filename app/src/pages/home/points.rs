//! The main points, each with its number in front.

use followup::view::overview::{Figures, NationalFigures};
use leptos::prelude::*;

use crate::{
    components::grouped,
    main_points::{MainPoint, Scope, main_points},
    phrase::sentence,
    point::AskedPoint,
};

/// The points, in the order of their rank.
pub(super) fn section(national: &NationalFigures, figures: &Figures, at: AskedPoint) -> impl IntoView + use<> {
    let points = main_points(national, figures, &Scope::everywhere(at)).into_iter();
    let points = points.map(|MainPoint { number, href, of, words, .. }| {
        let number = grouped(number);
        let number = match href.filter(|_| number != "0") {
            Some(href) => view! { <a class="govuk-link" href=href>{number}</a> }.into_any(),
            None => number.into_any(),
        };
        let of = of.map(|of| view! { " "<span class="app-point__of">{of}</span> });
        view! {
            <li class="app-point">
                <span class="app-point__number">{number}{of}</span>
                " "
                <span class="app-point__words">{sentence(words)}</span>
            </li>
        }
    });
    view! {
        <section aria-labelledby="points">
            <h2 class="govuk-visually-hidden" id="points">"Main points"</h2>
            <ul class="app-points">{points.collect_view()}</ul>
        </section>
    }
}
