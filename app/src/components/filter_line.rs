//! Filter line: a GET form of a few selects side by side above the rows, which show what is chosen themselves.

use leptos::prelude::*;

use super::{KeptParameters, Link};

/// On a phone the fields stand below each other.
#[component]
pub fn FilterLine(
    /// The page's own path.
    #[prop(into)]
    action: String,
    /// What is chosen without a field of its own here; each link is this page without that choice.
    others: Vec<Link>,
    /// This page without any choice; `None` where nothing is chosen.
    clear_href: Option<String>,
    /// Parameters that must survive although no field is theirs, such as the order and the dates.
    keep: Vec<(String, String)>,
    /// The fields.
    children: Children,
) -> impl IntoView {
    let others = others.into_iter().map(|link| {
        view! {
            <a class="app-filter__tag" href=link.href>
                <span class="govuk-visually-hidden">"Remove this filter: "</span>
                {link.text}
            </a>
        }
    });
    let others = others.collect_view();
    let clear =
        clear_href.map(|href| view! { <a class="govuk-link app-filter-line__clear" href=href>"Clear filters"</a> });
    view! {
        <form class="app-filter-line app-no-print" method="get" action=action aria-label="Filter">
            <KeptParameters parameters=keep/>
            {children()}
            <button type="submit" class="govuk-button govuk-button--secondary">"Apply filters"</button>
            {others}
            {clear}
        </form>
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::components::rendered;

    #[test]
    fn a_choice_without_a_field_survives_and_can_be_removed() {
        let html = rendered(|| {
            let keep = vec![("nation".to_owned(), "wales".to_owned())];
            let others = vec![Link::new("Nation: Wales", "/forces")];
            view! { <FilterLine action="/forces" others clear_href=Some("/forces".to_owned()) keep>"fields"</FilterLine> }
        });

        assert!(html.contains(r#"<input type="hidden" name="nation" value="wales">"#), "{html}");
        assert!(html.contains("Remove this filter: </span>Nation: Wales</a>"), "{html}");
        assert!(html.contains("Clear filters</a>"), "{html}");
    }

    #[test]
    fn with_nothing_chosen_there_is_nothing_to_clear() {
        let html = rendered(|| {
            view! { <FilterLine action="/forces" others=vec![] clear_href=None keep=vec![]>"fields"</FilterLine> }
        });

        assert!(!html.contains("Clear filters") && html.contains(r#"<button type="submit""#), "{html}");
    }
}
