//! The as-at mark: says that a page shows the past, and leads back to the present.

use leptos::prelude::*;

use super::Banner;

/// Stands on every page read with `as_at` or `known_at`, on paper too.
#[component]
pub fn AsAtMark(
    /// Which point the page shows, in the words of the record: `How things stood on 1 May 2022, by what is known today`.
    #[prop(into)]
    words: String,
    /// The same page without a date.
    #[prop(into)]
    present_href: String,
) -> impl IntoView {
    view! {
        <Banner label="Date shown">
            <strong>{format!("{words}.")}</strong>
            " "
            <a class="govuk-link app-banner__link" href=present_href>"Show the present"</a>
        </Banner>
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::components::rendered;

    #[test]
    fn it_says_which_point_is_shown_and_leads_back_to_the_present() {
        let html = rendered(|| {
            let words = "How things stood on 1 May 2022, by what is known today";
            view! { <AsAtMark words present_href="/forces?region=wales"/> }
        });

        assert!(html.contains("<strong>How things stood on 1 May 2022, by what is known today.</strong>"), "{html}");
        assert!(html.contains(r#"href="/forces?region=wales""#), "{html}");
    }
}
