//! Filter line: a GET form of fields side by side above the rows they filter, with what is chosen below it.

use leptos::prelude::*;

use super::{FilterChips, KeptParameters, Link};

/// On a phone the fields are folded away, so that whoever follows a link to filtered rows sees the rows.
#[component]
pub fn FilterLine(
    /// The page's own path.
    #[prop(into)]
    action: String,
    /// What is chosen; each link is this page without that choice.
    selected: Vec<Link>,
    /// This page without any choice.
    #[prop(into)]
    clear_href: String,
    /// Parameters that must survive although no field is theirs, such as the order and the dates.
    keep: Vec<(String, String)>,
    /// The fields.
    children: Children,
) -> impl IntoView {
    let summary = match selected.len() {
        0 => "Choose filters".to_owned(),
        chosen => format!("Choose filters ({chosen} chosen)"),
    };
    view! {
        <details class="govuk-details app-filter__fold app-no-print">
            <summary class="govuk-details__summary">
                <span class="govuk-details__summary-text">{summary}</span>
            </summary>
            <div class="govuk-details__text">
                <form class="app-filter-line" method="get" action=action aria-label="Filter">
                    <KeptParameters parameters=keep/>
                    {children()}
                    <button type="submit" class="govuk-button govuk-button--secondary">"Apply filters"</button>
                </form>
            </div>
        </details>
        <FilterChips selected clear_href/>
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::components::rendered;

    #[test]
    fn parameters_without_a_field_survive_and_choices_can_be_removed() {
        let html = rendered(|| {
            let keep = vec![("nation".to_owned(), "wales".to_owned())];
            let selected = vec![Link::new("Nation: Wales", "/forces")];
            view! { <FilterLine action="/forces" selected clear_href="/forces" keep>"fields"</FilterLine> }
        });

        assert!(html.contains(r#"<input type="hidden" name="nation" value="wales">"#), "{html}");
        assert!(html.contains("Choose filters (1 chosen)"), "{html}");
        assert!(html.contains("Remove this filter: </span>Nation: Wales</a>"), "{html}");
        assert!(html.contains("Clear filters</a>"), "{html}");
    }

    #[test]
    fn with_nothing_chosen_there_is_nothing_to_clear() {
        let html = rendered(|| {
            view! { <FilterLine action="/forces" selected=vec![] clear_href="/forces" keep=vec![]>"fields"</FilterLine> }
        });

        assert!(!html.contains("Clear filters") && html.contains(r#"<button type="submit""#), "{html}");
    }
}
