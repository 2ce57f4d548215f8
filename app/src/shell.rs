//! What stands around every page: the document's head, header, navigation, banners and footer.

use leptos::{config::LeptosOptions, prelude::*};
use leptos_meta::{HashedStylesheet, MetaTags};

use crate::{
    SERVICE_NAME,
    components::{DemonstrationBanner, LimitedBanner, SyntheticDataBanner, TimeoutWarning},
    request,
};

mod account_links;
mod footer;
mod navigation;

use account_links::AccountLinks;
use footer::Footer;
use navigation::Navigation;

const DESCRIPTION: &str = "What inspectors of the National Child Protection Inspections recommended to each police force in England and \
                           Wales, what they found when they came back, and what is late.";

/// The HTML document of every page, with `app` in its body.
#[must_use]
pub fn shell(options: LeptosOptions, app: impl IntoView) -> impl IntoView {
    // The browser wakes islands only, so nothing outside them is marked or sent as data for it.
    if let Some(context) = Owner::current_shared_context() {
        context.set_is_hydrating(false);
    }
    view! {
        <!DOCTYPE html>
        <html lang="en-GB" class="govuk-template">
            <head>
                <meta charset="utf-8"/>
                <meta name="viewport" content="width=device-width, initial-scale=1"/>
                <meta name="theme-color" content="#ffffff"/>
                <meta name="description" content=DESCRIPTION/>
                <link rel="icon" href="/favicon.svg" type="image/svg+xml"/>
                <HashedStylesheet options=options.clone()/>
                <AutoReload options/>
                <MetaTags/>
            </head>
            <body class="govuk-template__body">
                {app}
            </body>
        </html>
    }
}

/// Header, navigation and footer around a page's own content.
#[component]
pub fn Frame(
    /// What stands between the navigation and `<main>`.
    before: Option<AnyView>,
    /// Whether the data is made up.
    synthetic: bool,
    /// Whether anyone can sign in.
    demonstration: bool,
    /// How many items wait for the person who reads.
    waiting: Option<u64>,
    /// The names of the forces that the reader is limited to.
    limited_to: Vec<String>,
    /// What stands in `<main>`.
    children: Children,
) -> impl IntoView {
    let navigation = view! { <Navigation path=request::path() waiting/> }.into_any();
    let account_links = view! { <AccountLinks path=request::path()/> }.into_any();
    let independence = view! { <IndependenceBanner/> }.into_any();
    let marking = request::marking().map(|words| {
        view! { <section class="app-marking" aria-label="Protective marking"><p>{words}</p></section> }
    });
    let footer = view! { <Footer/> }.into_any();
    let warning =
        request::session_ends().zip(request::now().ok()).map(|(ends, now)| view! { <TimeoutWarning ends now/> });
    view! {
        <a href="#main-content" class="govuk-skip-link">"Skip to main content"</a>
        {marking}
        <header class="govuk-template__header">
            <div class="govuk-generic-header">
                <div class="govuk-generic-header__container govuk-width-container">
                    <div class="govuk-generic-header__logo">
                        <a href="/" class="govuk-generic-header__homepage-link">{SERVICE_NAME}</a>
                    </div>
                    {account_links}
                </div>
            </div>
            {navigation}
        </header>
        {independence}
        {synthetic.then(|| view! { <SyntheticDataBanner/> })}
        {demonstration.then(|| view! { <DemonstrationBanner/> })}
        {(!limited_to.is_empty()).then(|| view! { <LimitedBanner forces=limited_to/> })}
        <div class="govuk-width-container">
            {before}
            <main class="govuk-main-wrapper" id="main-content" tabindex="-1">
                {children()}
            </main>
        </div>
        {footer}
        {warning}
    }
}

/// Says whose service this is not: nobody should take it for the inspectorate's own.
#[component]
fn IndependenceBanner() -> impl IntoView {
    view! {
        <section class="govuk-phase-banner govuk-width-container" aria-label="Whose service this is">
            <p class="govuk-phase-banner__content">
                <strong class="govuk-tag govuk-phase-banner__content__tag">"Independent"</strong>
                <span class="govuk-phase-banner__text">
                    "This is an independent build using public data. It is not a service of HMICFRS or of any police force. "
                    <a class="govuk-link" href="/about-the-data">"About the data"</a>
                </span>
            </p>
        </section>
    }
}
