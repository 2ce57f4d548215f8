//! Inset text: words set apart from the page's own, such as an inspector's note.

use leptos::prelude::*;

/// A bar on the left marks the words as quoted or added.
#[component]
pub fn InsetText(
    /// The words.
    children: Children,
) -> impl IntoView {
    view! { <div class="govuk-inset-text">{children()}</div> }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::components::rendered;

    #[test]
    fn words_are_set_apart() {
        let html = rendered(|| view! { <InsetText>"No later round"</InsetText> });

        assert_eq!(html, r#"<div class="govuk-inset-text">No later round</div>"#);
    }
}
