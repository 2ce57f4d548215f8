//! The footer: accessibility, sources, licence.

use leptos::prelude::*;

use crate::{components::SessionLine, request};

const LICENCE: &str = "https://www.nationalarchives.gov.uk/doc/open-government-licence/version/3/";

/// Support links and what the content may be used for.
#[component]
pub fn Footer() -> impl IntoView {
    let session = request::session_ends().map(|ends| view! { <SessionLine ends/> });
    view! {
        <footer class="govuk-footer">
            <div class="govuk-width-container">
                <div class="govuk-footer__meta">
                    <div class="govuk-footer__meta-item govuk-footer__meta-item--grow">
                        {session}
                        <h2 class="govuk-visually-hidden">"Support links"</h2>
                        <ul class="govuk-footer__inline-list">
                            <li class="govuk-footer__inline-list-item">
                                <a class="govuk-footer__link" href="/accessibility">"Accessibility statement"</a>
                            </li>
                            <li class="govuk-footer__inline-list-item">
                                <a class="govuk-footer__link" href="/about-the-data">"About the data"</a>
                            </li>
                        </ul>
                        <span class="govuk-footer__licence-description">
                            "Facts from public sources are used under the "
                            <a class="govuk-footer__link" href=LICENCE rel="license">"Open Government Licence v3.0"</a>
                            ". The wording is ours unless a page quotes a source."
                        </span>
                    </div>
                </div>
            </div>
        </footer>
    }
}
