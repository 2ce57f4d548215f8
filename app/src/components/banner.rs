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

/// Says on every page of a database filled by `ncpi generate` that nothing in it is real.
#[component]
pub fn SyntheticDataBanner() -> impl IntoView {
    view! {
        <Banner label="About this data">
            <strong>"Synthetic data."</strong>
            " Generated for testing: no figure here says anything about a real force."
        </Banner>
    }
}

/// Says on every page of a database with demonstration accounts that anyone may have entered anything.
#[component]
pub fn DemonstrationBanner() -> impl IntoView {
    view! {
        <Banner label="About this service">
            <strong>"Demonstration."</strong>
            " Anyone can sign in here. What has been entered through these pages says nothing about a real force."
        </Banner>
    }
}

/// Says on every page that the reader is shown some forces only, so that nobody takes a count for that of all.
#[component]
pub fn LimitedBanner(
    /// Their names.
    forces: Vec<String>,
) -> impl IntoView {
    view! {
        <Banner label="What you are shown">
            <strong>"Limited view."</strong>
            {format!(" Your account is limited to {}: lists, counts and files leave every other force out.", forces.join(", "))}
        </Banner>
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::components::rendered;

    #[test]
    fn synthetic_data_says_so_in_a_landmark() {
        let html = rendered(|| view! { <SyntheticDataBanner/> });

        assert!(html.contains(r#"<section aria-label="About this data" class="app-banner">"#), "{html}");
        assert!(html.contains("<strong>Synthetic data.</strong>"), "{html}");
    }
}
