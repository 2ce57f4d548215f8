//! A button that opens the browser's print dialogue.

use leptos::prelude::*;

/// "Print this page". It is hidden until the script runs, because without script there is nothing it could do.
#[island]
pub fn PrintButton() -> impl IntoView {
    let can_print = RwSignal::new(false);
    Effect::new(move |_| can_print.set(true));
    // A browser that refuses to print tells the person itself.
    let print = move |_| drop(window().print());
    view! {
        <button
            type="button"
            class="govuk-button govuk-button--secondary app-no-print"
            hidden=move || !can_print.get()
            on:click=print
        >
            "Print this page"
        </button>
    }
}
