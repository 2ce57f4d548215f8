//! Banner: a line across the page that changes how everything below it must be read.

use leptos::prelude::*;

/// A line across the page, a landmark of its own so that it can be jumped to.
#[component]
pub fn Banner(
    /// What the landmark is called.
    #[prop(into)]
    label: String,
    /// The words.
    children: Children,
) -> impl IntoView {
    view! {
        <section class="app-banner" aria-label=label>
            <div class="govuk-width-container">
                <p class="app-banner__text">{children()}</p>
            </div>
        </section>
    }
}
