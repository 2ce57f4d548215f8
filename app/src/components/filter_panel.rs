//! Filter panel: a GET form whose answers all stand in the address, with what is chosen shown and removable.

use leptos::prelude::*;

use super::{KeptParameters, Link};

/// Goes first in an element of class `app-filter-layout`; the rows follow in a second child. On a small screen
/// the fields are folded away, so that whoever follows a link to filtered rows sees the rows: what is chosen stands above.
#[component]
pub fn FilterPanel(
    /// The page's own path.
    #[prop(into)]
    action: String,
    /// What is chosen; each link is this page without that choice.
    selected: Vec<Link>,
    /// This page without any choice.
    #[prop(into)]
    clear_href: String,
    /// Parameters that are not filters and must survive, such as the sort order and the dates.
    keep: Vec<(String, String)>,
    /// The fields.
    children: Children,
) -> impl IntoView {
    let selected = (!selected.is_empty()).then(|| view! { <Selected selected clear_href/> });
    view! {
        <section class="app-filter" aria-labelledby="filter-heading">
            <h2 class="govuk-heading-m app-filter__heading" id="filter-heading">"Filter"</h2>
            {selected}
            <details class="govuk-details app-filter__fold">
                <summary class="govuk-details__summary">
                    <span class="govuk-details__summary-text">"Choose filters"</span>
                </summary>
                <div class="govuk-details__text">
                    <form method="get" action=action>
                        <KeptParameters parameters=keep/>
                        {children()}
                        <button type="submit" class="govuk-button">"Apply filters"</button>
                    </form>
                </div>
            </details>
        </section>
    }
}

/// What is chosen, each with its way out, and the way out of all of them.
#[component]
fn Selected(selected: Vec<Link>, clear_href: String) -> impl IntoView {
    let selected = selected.into_iter().map(|link| {
        view! {
            <li>
                <a class="app-filter__tag" href=link.href>
                    <span class="govuk-visually-hidden">"Remove this filter: "</span>
                    {link.text}
                </a>
            </li>
        }
    });
    view! {
        <div class="app-filter__selected">
            <h3 class="govuk-heading-s">"Selected filters"</h3>
            <ul class="app-filter__tags">{selected.collect_view()}</ul>
            <a class="govuk-link" href=clear_href>"Clear filters"</a>
        </div>
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::components::rendered;

    #[test]
    fn each_chosen_filter_can_be_removed_alone_and_all_together() {
        let html = rendered(|| {
            let keep = vec![("sort".to_owned(), "-late".to_owned())];
            let selected = vec![Link::new("Region: Wales", "/forces?sort=-late")];
            view! { <FilterPanel action="/forces" selected clear_href="/forces?sort=-late" keep>"fields"</FilterPanel> }
        });

        assert!(html.contains("Remove this filter: </span>Region: Wales</a>"), "{html}");
        assert!(html.contains("Clear filters</a>"), "{html}");
        assert!(html.contains(r#"<input type="hidden" name="sort" value="-late">"#), "{html}");
    }

    #[test]
    fn with_nothing_chosen_there_is_nothing_to_clear() {
        let html = rendered(|| {
            view! { <FilterPanel action="/forces" selected=vec![] clear_href="/forces" keep=vec![]>"fields"</FilterPanel> }
        });

        assert!(!html.contains("Clear filters"), "{html}");
        assert!(html.contains(r#"<button type="submit" class="govuk-button">Apply filters</button>"#), "{html}");
    }
}
