//! Filter chips: what is chosen, each a link to the page without it, for below a line of fields.

use leptos::prelude::*;

use super::Link;

/// Nothing where nothing is chosen. On paper the words alone stand there.
#[component]
pub fn FilterChips(
    /// What is chosen; each link is this page without that choice.
    selected: Vec<Link>,
    /// This page without any choice.
    #[prop(into)]
    clear_href: String,
) -> impl IntoView {
    if selected.is_empty() {
        return None;
    }
    let chips = selected.into_iter().map(|link| {
        view! {
            <li>
                <a class="app-filter__tag" href=link.href>
                    <span class="govuk-visually-hidden">"Remove this filter: "</span>
                    {link.text}
                </a>
            </li>
        }
    });
    Some(view! {
        <div class="app-filter-chips">
            <ul class="app-filter-chips__list" aria-label="Chosen filters">{chips.collect_view()}</ul>
            <a class="govuk-link app-no-print" href=clear_href>"Clear filters"</a>
        </div>
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::components::rendered;

    #[test]
    fn each_choice_can_be_removed_alone_and_all_together() {
        let html = rendered(|| {
            let selected = vec![Link::new("Region: <Wales>", "/recommendations?q=a")];
            view! { <FilterChips selected clear_href="/recommendations"/> }
        });

        assert!(html.contains(r#"href="/recommendations?q=a" class="app-filter__tag""#), "{html}");
        assert!(html.contains("Remove this filter: </span>Region: &lt;Wales&gt;</a>"), "{html}");
        assert!(
            html.contains(r#"href="/recommendations" class="govuk-link app-no-print">Clear filters</a>"#),
            "{html}"
        );
    }

    #[test]
    fn with_nothing_chosen_there_is_nothing_to_clear() {
        let html = rendered(|| view! { <FilterChips selected=vec![] clear_href="/recommendations"/> });
        assert!(!html.contains("Clear filters"), "{html}");
    }
}
