//! What stands in place of the national overview for somebody whose account is limited to forces.

use followup::scope::Scope;
use leptos::prelude::*;

use crate::{
    components::PageHeading,
    page::PageContent,
    point::{AskedPoint, PointMark},
};

/// The forces one may read about, and why there are no figures. `names` are slug and name of every force.
pub(super) fn content(scope: &Scope, names: Vec<(String, String)>, at: AskedPoint) -> PageContent {
    let own = names.into_iter().filter(|(slug, _)| scope.covers_slug(slug));
    let links = own.map(|(slug, name)| {
        let href = at.href(&format!("/forces/{slug}"));
        view! { <li><a class="govuk-link" href=href>{name}</a></li> }
    });
    let links = links.collect_view();
    let main = view! {
        <PageHeading title="Your forces"/>
        <ul class="govuk-list govuk-list--bullet">{links}</ul>
        <p class="govuk-body">
            <a class="govuk-link" href=at.href("/recommendations")>"All their recommendations and areas of concern"</a>
        </p>
        <p class="govuk-body">"Figures about all of England and Wales are not shown to you: your account is limited to these forces, and figures about a part would be taken for the whole."</p>
    };
    PageContent::new("Your forces", main).before(view! { <PointMark at/> })
}
