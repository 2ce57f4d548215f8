//! A button that opens the browser's print dialogue, for pages that are taken into meetings on paper.

use leptos::prelude::*;

/// Shows the button before it and lets it print. So little that no page loads a file for it; the nonce lets it run.
const SCRIPT: &str = include_str!("../../scripts/print.js");

/// "Print this page". It is hidden until the script runs, because without script there is nothing it could do.
#[component]
pub fn PrintButton() -> impl IntoView {
    view! {
        <div class="app-no-print">
            <button type="button" class="govuk-button govuk-button--secondary" hidden>
                "Print this page"
            </button>
            <script nonce=use_nonce()>{SCRIPT}</script>
        </div>
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::components::rendered;

    #[test]
    fn without_script_there_is_no_button_to_press() {
        let html = rendered(|| view! { <PrintButton/> });

        assert!(html.split("</button>").next().is_some_and(|button| button.contains(" hidden")), "{html}");
        assert!(html.contains("const button = document.currentScript.previousElementSibling;"), "{html}");
        assert!(html.contains("() => window.print()") && !html.contains("&gt;"), "{html}");
    }
}
