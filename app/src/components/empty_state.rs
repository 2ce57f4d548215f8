//! Empty state: what is not here, why, and the way on.

use leptos::prelude::*;

use super::Link;

/// Says that there is nothing, so that nobody takes a gap in the data for good news.
#[component]
pub fn EmptyState(
    /// What is not here.
    #[prop(into)]
    heading: String,
    /// Why, and what that does and does not mean.
    #[prop(into)]
    body: String,
    /// Where to go instead.
    #[prop(optional, into)]
    way_on: Option<Link>,
) -> impl IntoView {
    let way_on = way_on.map(|link| {
        view! { <p class="govuk-body"><a class="govuk-link" href=link.href>{link.text}</a></p> }
    });
    view! {
        <div class="app-empty-state">
            <h2 class="govuk-heading-m">{heading}</h2>
            <p class="govuk-body">{body}</p>
            {way_on}
        </div>
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::components::rendered;

    #[test]
    fn there_is_always_a_reason_and_here_a_way_on() {
        let html = rendered(|| {
            view! {
                <EmptyState
                    heading="No recommendations match these filters"
                    body="Try fewer filters."
                    way_on=Link::new("Clear filters", "/recommendations")
                />
            }
        });

        assert!(html.contains("<p class=\"govuk-body\">Try fewer filters.</p>"), "{html}");
        assert!(html.contains(r#"<a href="/recommendations" class="govuk-link">Clear filters</a>"#), "{html}");
    }
}
