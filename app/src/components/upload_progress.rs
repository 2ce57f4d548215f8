//! How far an upload is: shown by a little script on top of a plain form, which works without.

use leptos::prelude::*;

/// Sends the form it stands in, and shows how much of it has left. An answer that is another page is gone to; one that is the
/// form again takes its place, with the chosen file still in it. So little that no page loads a file for it.
const SCRIPT: &str = include_str!("../../scripts/upload.js");

/// Stands inside a form with an identity, a field `file`, `data-largest` (bytes) and `data-too-large` (what is said then).
#[component]
pub fn UploadProgress() -> impl IntoView {
    view! {
        <progress class="app-upload" aria-label="Upload" hidden></progress>
        <p class="govuk-body" role="status"></p>
        <script nonce=use_nonce()>{SCRIPT}</script>
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::components::rendered;

    #[test]
    fn without_script_there_is_no_bar() {
        let html = rendered(|| view! { <UploadProgress/> });

        assert!(html.split("</progress>").next().is_some_and(|bar| bar.contains(" hidden")), "{html}");
        assert!(html.contains("loaded < total ?") && html.contains("=> {"), "{html}");
    }
}
