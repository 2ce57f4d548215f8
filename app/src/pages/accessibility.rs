//! The accessibility statement: what works, what is known not to, what was tested, whom to tell.

use leptos::prelude::*;

use crate::{
    page::{PageContent, page},
    request,
};

const WCAG: &str = "https://www.w3.org/TR/WCAG22/";
const REGULATIONS: &str = "https://www.legislation.gov.uk/uksi/2018/952/contents/made";
const ADVICE: &str = "https://mcmw.abilitynet.org.uk/";

/// `/accessibility`.
#[component]
pub fn AccessibilityPage() -> impl IntoView {
    page(async { Ok(PageContent::new("Accessibility statement", view! { <Statement/> })) })
}

#[component]
fn Statement() -> impl IntoView {
    let contact = request::access().contact().to_owned();
    view! {
        <div class="govuk-grid-row">
            <div class="govuk-grid-column-two-thirds">
                <h1 class="govuk-heading-xl">"Accessibility statement"</h1>
                <p class="govuk-body">"We want as many people as possible to be able to use this service. You should be able to:"</p>
                <ul class="govuk-list govuk-list--bullet">
                    <li>"zoom in up to 400% without text or tables spilling off the screen"</li>
                    <li>"use all of the service with a keyboard alone"</li>
                    <li>"use all of the service with a screen reader"</li>
                    <li>"read every chart as a table of the same figures, and download it"</li>
                    <li>"follow a chart from month to month with links or a slider, and read each point with the arrow keys"</li>
                    <li>"use every page without script, and print it"</li>
                </ul>
                <p class="govuk-body">
                    <a class="govuk-link" href=ADVICE>"AbilityNet"</a>
                    " has advice on making your device easier to use if you have a disability."
                </p>

                <h2 class="govuk-heading-l">"How accessible this service is"</h2>
                <p class="govuk-body">
                    "This service is built to meet the "
                    <a class="govuk-link" href=WCAG>"Web Content Accessibility Guidelines version 2.2"</a>
                    " at level AA, as the "
                    <a class="govuk-link" href=REGULATIONS>"accessibility regulations of 2018"</a>
                    " ask of public bodies. We know of no part that fails them. Nobody outside the project has checked it yet."
                </p>
                <p class="govuk-body">"Two things may still make it harder to use:"</p>
                <ul class="govuk-list govuk-list--bullet">
                    <li>"some tables are wider than a small screen. You can scroll them sideways by touch or keyboard"</li>
                    <li>"pages link to reports that others publish. We do not know if these are accessible"</li>
                </ul>

                <h2 class="govuk-heading-l">"How it is tested"</h2>
                <p class="govuk-body">
                    "We test every page in a browser with the axe accessibility checks after each change. We test at phone and desktop \
                    width, with and without script. Automatic checks find only some of the problems."
                </p>

                <h2 class="govuk-heading-l">"Reporting a problem"</h2>
                <p class="govuk-body">
                    "If you find another problem, or need this information in another format, tell "{contact}". If the service is run by a \
                    public body and you are not happy with the answer, contact the "
                    <a class="govuk-link" href="https://www.equalityadvisoryservice.com/">"Equality Advisory and Support Service"</a>"."
                </p>
            </div>
        </div>
    }
}
