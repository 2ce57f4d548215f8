//! The heading of a page with the words above it that say what kind of thing it is about.

use leptos::prelude::*;

/// The page's one `h1`. The caption is part of it, so that it is read out together.
#[component]
pub fn PageHeading(
    /// What the page is about.
    #[prop(into)]
    title: String,
    /// What kind of thing that is, such as "Force" or a reference.
    #[prop(optional, into)]
    caption: Option<String>,
) -> impl IntoView {
    let caption = caption.map(|caption| view! { <span class="govuk-caption-l">{caption}</span> " " });
    view! { <h1 class="govuk-heading-l app-page-heading">{caption} {title}</h1> }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::components::rendered;

    #[test]
    fn what_a_source_wrote_cannot_become_markup() {
        let html = rendered(|| view! { <PageHeading caption="Recommendation" title="<script>alert(1)</script>"/> });

        assert!(html.contains("&lt;script&gt;"), "{html}");
        assert!(!html.contains("<script>"), "{html}");
        assert!(html.contains(r#"<span class="govuk-caption-l">Recommendation</span>"#), "{html}");
    }

    #[test]
    fn without_a_caption_there_is_no_empty_one() {
        let html = rendered(|| view! { <PageHeading title="Forces"/> });

        assert!(!html.contains("govuk-caption-l"), "{html}");
    }
}
