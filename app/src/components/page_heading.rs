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
    /// What it is filed under, small and last. The title is then a sentence.
    #[prop(optional, into)]
    reference: Option<String>,
) -> impl IntoView {
    let size = if title.chars().count() > LONGEST_LARGE { "govuk-heading-m" } else { "govuk-heading-l" };
    let words = if reference.is_some() { " app-page-heading--words" } else { "" };
    let class = format!("{size} app-page-heading{words}");
    let caption = caption.map(|caption| view! { <span class="govuk-caption-l">{caption}</span> " " });
    let reference =
        reference.map(|reference| view! { " " <span class="app-page-heading__reference">{reference}</span> });
    view! { <h1 class=class>{caption} {title} {reference}</h1> }
}

/// The most letters of a title that is set large: a longer one is a paragraph, which large letters make hard to read.
const LONGEST_LARGE: usize = 120;

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
    fn a_reference_is_last_and_a_long_title_is_set_smaller() {
        let html = rendered(|| view! { <PageHeading title="Listen to children" reference="KENT-2019-02"/> });
        let long = rendered(|| view! { <PageHeading title="Listen to children. ".repeat(7)/> });

        assert!(html.starts_with(r#"<h1 class="govuk-heading-l app-page-heading app-page-heading--words">"#), "{html}");
        assert!(html.ends_with(r#"<span class="app-page-heading__reference">KENT-2019-02</span></h1>"#), "{html}");
        assert!(long.starts_with(r#"<h1 class="govuk-heading-m app-page-heading">"#), "{long}");
    }

    #[test]
    fn without_a_caption_there_is_no_empty_one() {
        let html = rendered(|| view! { <PageHeading title="Forces"/> });

        assert!(!html.contains("govuk-caption-l"), "{html}");
    }
}
