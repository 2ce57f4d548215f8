//! Breadcrumbs: where a page stands, as links to what is above it.

use leptos::prelude::*;

use super::Link;

/// The way down to this page. `current` is the page itself and no link.
#[component]
pub fn Breadcrumbs(
    /// The pages above, outermost first.
    items: Vec<Link>,
    /// This page.
    #[prop(optional, into)]
    current: Option<String>,
) -> impl IntoView {
    let above = items.into_iter().map(|item| {
        view! {
            <li class="govuk-breadcrumbs__list-item">
                <a class="govuk-breadcrumbs__link" href=item.href>{item.text}</a>
            </li>
        }
    });
    let current = current.map(|text| {
        view! { <li class="govuk-breadcrumbs__list-item" aria-current="page">{text}</li> }
    });
    view! {
        <nav class="govuk-breadcrumbs" aria-label="Breadcrumb">
            <ol class="govuk-breadcrumbs__list">{above.collect_view()} {current}</ol>
        </nav>
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::components::rendered;

    #[test]
    fn only_the_page_itself_is_current_and_it_is_no_link() {
        let html = rendered(|| {
            view! { <Breadcrumbs items=vec![Link::new("Forces", "/forces")] current="Kent"/> }
        });

        assert!(html.contains(r#"<a href="/forces" class="govuk-breadcrumbs__link">Forces</a>"#), "{html}");
        assert!(html.contains(r#"aria-current="page" class="govuk-breadcrumbs__list-item">Kent</li>"#), "{html}");
        assert_eq!(html.matches("<a ").count(), 1);
    }
}
