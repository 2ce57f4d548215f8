//! Alert: one short message, in words, an icon and a colour, that stays until the page is left.

use leptos::prelude::*;

/// What sort of message it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum AlertKind {
    /// Something to know.
    Information,
    /// Something was done.
    Success,
    /// Something may go wrong.
    Warning,
    /// Something went wrong.
    Error,
}

impl AlertKind {
    /// Class, the word read out before the message, and the lines of the icon.
    fn parts(self) -> (&'static str, &'static str, &'static str) {
        match self {
            Self::Information => {
                ("app-alert", "Information", "M12 2a10 10 0 1 0 0 20 10 10 0 1 0 0-20M12 11v6M12 6.5v1")
            }
            Self::Success => ("app-alert app-alert--success", "Success", "M3 13l6 6L21 6"),
            Self::Warning => ("app-alert app-alert--warning", "Warning", "M12 3 1.5 21h21zM12 10v5M12 17v1.5"),
            Self::Error => {
                ("app-alert app-alert--error", "Error", "M12 2a10 10 0 1 0 0 20 10 10 0 1 0 0-20M8 8l8 8M16 8l-8 8")
            }
        }
    }
}

/// A message of fewer than three sentences.
#[component]
pub fn Alert(
    /// What sort of message.
    kind: AlertKind,
    /// The message.
    #[prop(into)]
    text: String,
) -> impl IntoView {
    let (class, word, icon) = kind.parts();
    let label = format!("{word}: {text}");
    view! {
        <div class=class role="region" aria-label=label>
            <svg class="app-alert__icon" viewBox="0 0 24 24" aria-hidden="true" focusable="false">
                <path d=icon></path>
            </svg>
            <div class="app-alert__text">
                <span class="govuk-visually-hidden">{format!("{word}: ")}</span>
                {text}
            </div>
        </div>
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::components::rendered;

    #[test]
    fn the_kind_is_said_in_words_and_not_by_colour_alone() {
        let html = rendered(|| view! { <Alert kind=AlertKind::Error text="The file is empty"/> });

        assert!(html.contains(r#"aria-label="Error: The file is empty""#), "{html}");
        assert!(html.contains(r#"<span class="govuk-visually-hidden">Error: </span>"#), "{html}");
        assert!(html.contains("app-alert--error"), "{html}");
    }
}
