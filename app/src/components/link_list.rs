//! Link list: a line for each link, with a sentence behind it.

use leptos::prelude::*;

use super::Link;

/// The list.
#[component]
pub fn LinkList(
    /// The links with their sentences.
    links: Vec<(Link, &'static str)>,
) -> impl IntoView {
    let items = links.into_iter().map(|(link, sentence)| {
        view! { <li><a class="govuk-link" href=link.href>{link.text}</a> ": " {sentence}</li> }
    });
    view! { <ul class="govuk-list app-link-list">{items.collect_view()}</ul> }
}
