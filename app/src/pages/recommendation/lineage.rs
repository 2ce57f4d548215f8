//! The lineage of an item: what earlier rounds had asked before it, and what later rounds made of it.

use followup::view::recommendation::{Lineage, Link};
use leptos::prelude::*;

use crate::{pages::recommendations::PATH, point::AskedPoint};

/// The section, if anything is linked.
pub(super) fn section(lineage: Lineage, at: AskedPoint) -> Option<AnyView> {
    let Lineage { earlier, later } = lineage;
    if earlier.is_empty() && later.is_empty() {
        return None;
    }
    let link = |other: String| {
        let href = at.href(&format!("{PATH}/{other}"));
        view! { <a class="govuk-link" href=href>{other}</a> }
    };
    let of_earlier = move |Link { relation, other }| {
        view! { <li>"This one "{relation.label().to_lowercase()}" "{link(other.to_string())}"."</li> }
    };
    let of_later = move |Link { relation, other }| {
        view! { <li>{link(other.to_string())}" "{relation.label().to_lowercase()}" this one."</li> }
    };
    let earlier = earlier.into_iter().map(of_earlier).collect_view();
    let later = later.into_iter().map(of_later).collect_view();
    Some(
        view! {
            <h2 class="govuk-heading-m">"Raised before and after"</h2>
            <ul class="govuk-list govuk-list--bullet">{earlier}{later}</ul>
        }
        .into_any(),
    )
}
