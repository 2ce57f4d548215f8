//! Details: more words for those who want them, folded away without script.

use leptos::prelude::*;

/// A summary that opens what it summarises.
#[component]
pub fn Details(
    /// The words that open it.
    #[prop(into)]
    summary: String,
    /// Whether it starts open.
    #[prop(optional)]
    open: bool,
    /// What is folded away.
    children: Children,
) -> impl IntoView {
    view! {
        <details class="govuk-details" open=open>
            <summary class="govuk-details__summary">
                <span class="govuk-details__summary-text">{summary}</span>
            </summary>
            <div class="govuk-details__text">{children()}</div>
        </details>
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::components::rendered;

    #[test]
    fn it_starts_closed_unless_told_otherwise() {
        let closed = rendered(|| view! { <Details summary="Original wording">"As published"</Details> });
        let open = rendered(|| view! { <Details summary="Original wording" open=true>"As published"</Details> });

        assert!(closed.starts_with(r#"<details class="govuk-details">"#), "{closed}");
        assert!(open.starts_with("<details open"), "{open}");
    }
}
