//! Warning text: something with consequences that a person must know before going on.

use leptos::prelude::*;

/// The exclamation mark is drawn; "Warning" is what is read out.
#[component]
pub fn WarningText(
    /// The warning.
    #[prop(into)]
    text: String,
) -> impl IntoView {
    view! {
        <div class="govuk-warning-text">
            <span class="govuk-warning-text__icon" aria-hidden="true">"!"</span>
            <strong class="govuk-warning-text__text">
                <span class="govuk-visually-hidden">"Warning: "</span>
                {text}
            </strong>
        </div>
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::components::rendered;

    #[test]
    fn the_mark_is_hidden_and_the_word_is_read_out() {
        let html = rendered(|| view! { <WarningText text="Do not name a child"/> });

        assert!(html.contains(r#"<span class="govuk-warning-text__icon" aria-hidden="true">!</span>"#), "{html}");
        assert!(html.contains(r#"<span class="govuk-visually-hidden">Warning: </span>Do not name a child"#), "{html}");
    }
}
