//! Sub navigation: the pages or parts of one thing, with the one being read marked.

use leptos::prelude::*;

/// One entry.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SubNavigationItem {
    /// What it is called.
    pub text: String,
    /// Where it is.
    pub href: String,
    /// Whether it is the one being read.
    pub current: bool,
}

/// Links to the pages of one thing.
#[component]
pub fn SubNavigation(
    /// Whose pages these are, for those who hear the page.
    #[prop(into)]
    label: String,
    /// The pages.
    items: Vec<SubNavigationItem>,
) -> impl IntoView {
    let items = items.into_iter().map(|item| {
        view! {
            <li>
                <a class="app-sub-navigation__link" href=item.href aria-current=item.current.then_some("page")>
                    {item.text}
                </a>
            </li>
        }
    });
    view! {
        <nav class="app-sub-navigation" aria-label=label>
            <ul class="app-sub-navigation__list">{items.collect_view()}</ul>
        </nav>
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::components::rendered;

    #[test]
    fn only_the_page_being_read_is_marked() {
        let html = rendered(|| {
            let item =
                |text: &str, current| SubNavigationItem { text: text.into(), href: "/forces/kent".into(), current };
            view! { <SubNavigation label="Kent" items=vec![item("Rounds", true), item("Grades", false)]/> }
        });

        assert_eq!(html.matches(r#"aria-current="page""#).count(), 1, "{html}");
        assert!(html.contains(r#"aria-label="Kent""#), "{html}");
    }
}
