//! Link list: links, each with a sentence that says more.

use leptos::prelude::*;

use super::Link;

/// The list.
#[component]
pub fn LinkList(
    /// The links with their sentences.
    links: Vec<(Link, &'static str)>,
) -> impl IntoView {
    let items = links.into_iter().map(|(link, sentence)| {
        view! {
            <div class="app-link-list__item">
                <dt><a class="govuk-link" href=link.href>{link.text}</a></dt>
                <dd>{sentence}</dd>
            </div>
        }
    });
    view! { <dl class="govuk-body app-link-list">{items.collect_view()}</dl> }
}
