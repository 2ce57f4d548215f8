//! Block pagination: the neighbours of a page in a series, each by its own name.

use leptos::prelude::*;

use super::{Link, pagination::icon};

/// Links to the one before and the one after; nothing where there is neither.
#[component]
pub fn BlockPagination(
    /// What the series is, for those who hear the page: `Rounds of Kent Police`.
    #[prop(into)]
    label: String,
    /// What one of the series is, after "Previous" and "Next".
    noun: &'static str,
    /// The one before.
    previous: Option<Link>,
    /// The one after.
    next: Option<Link>,
) -> impl IntoView {
    let previous = previous.map(|link| neighbour(false, noun, link));
    let next = next.map(|link| neighbour(true, noun, link));
    (previous.is_some() || next.is_some()).then(|| {
        view! {
            <nav class="govuk-pagination govuk-pagination--block app-no-print" aria-label=label>{previous} {next}</nav>
        }
    })
}

fn neighbour(forward: bool, noun: &'static str, link: Link) -> impl IntoView {
    let (class, rel, word) = if forward {
        ("govuk-pagination__next", "next", "Next")
    } else {
        ("govuk-pagination__prev", "prev", "Previous")
    };
    view! {
        <div class=class>
            <a class="govuk-link govuk-pagination__link" href=link.href rel=rel>
                {icon(forward)}
                <span class="govuk-pagination__link-title">{format!("{word} {noun}")}</span>
                <span class="govuk-visually-hidden">":"</span>
                <span class="govuk-pagination__link-label">{link.text}</span>
            </a>
        </div>
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::components::rendered;

    #[test]
    fn each_neighbour_is_named_and_a_lone_page_has_none() {
        let html = rendered(|| {
            let next = Some(Link::new("Inspection, May 2021", "/next"));
            view! { <BlockPagination label="Rounds of Kent Police" noun="round" previous=None next/> }
        });
        assert!(html.contains(r#"aria-label="Rounds of Kent Police""#), "{html}");
        assert!(html.contains("Next round") && html.contains("Inspection, May 2021"), "{html}");
        assert!(html.contains("govuk-pagination__icon--next"), "{html}");
        assert!(!html.contains("Previous"), "{html}");

        let alone = rendered(|| view! { <BlockPagination label="Rounds" noun="round" previous=None next=None/> });
        assert!(!alone.contains("<nav"), "{alone}");
    }
}
