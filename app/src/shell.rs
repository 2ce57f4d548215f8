//! What stands around every page: the document's head, header, navigation, banners and footer.

use followup::view::accounts::Notice as AccountNotice;
use leptos::{config::LeptosOptions, prelude::*};
use leptos_meta::{HashedStylesheet, MetaTags};

use crate::{SERVICE_NAME, components::TimeoutWarning, request};

mod account_links;
mod footer;
mod navigation;
mod notices;

use account_links::AccountLinks;
use footer::Footer;
use navigation::Navigation;
use notices::Notices;

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
    /// What others did to the reader's account.
    account_notices: Vec<AccountNotice>,
    /// How many changes to authorisers wait for the reader.
    confirmations: u64,
    /// What stands in `<main>`.
    children: Children,
) -> impl IntoView {
    let navigation = view! { <Navigation path=request::path() waiting/> }.into_any();
    let account_links = view! { <AccountLinks path=request::path()/> }.into_any();
    let notice = view! { <Notice synthetic demonstration limited_to/> }.into_any();
    let marking = request::marking().map(|words| {
        view! { <section class="app-marking" aria-label="Protective marking"><p>{words}</p></section> }
    });
    let footer = view! { <Footer/> }.into_any();
    // Only the update form keeps what is typed in it.
    let path = request::path();
    let keeps_draft = path.starts_with("/recommendations/") && path.ends_with("/update");
    let warning = request::session_ends()
        .zip(request::now().ok())
        .map(|(ends, now)| view! { <TimeoutWarning ends now keeps_draft/> });
    view! {
        <a href="#main-content" class="govuk-skip-link">"Skip to main content"</a>
        {marking}
        <header class="app-bar">
            <div class="govuk-width-container app-bar__row">
                <a href="/" class="app-bar__name">{SERVICE_NAME}</a>
                {navigation}
                {account_links}
            </div>
        </header>
        {notice}
        <Notices notices=account_notices confirmations/>
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

/// What everything below must be read with, in one line: that nothing is real, that anyone can sign in, which forces are left out, and
/// whose service this is not, so that nobody takes it for the inspectorate's own.
#[component]
fn Notice(synthetic: bool, demonstration: bool, limited_to: Vec<String>) -> impl IntoView {
    let synthetic = synthetic.then(|| {
        view! { <strong>"Synthetic data:"</strong> " no figure here says anything about a real force. " }
    });
    let demonstration = demonstration.then(|| {
        view! { <strong>"Demonstration:"</strong> " anyone can sign in and enter anything. " }
    });
    let limited = (!limited_to.is_empty()).then(|| {
        let forces = limited_to.join(", ");
        view! { <strong>"Limited view:"</strong> {format!(" Your account is limited to {forces}: lists, counts and files leave every other force out. ")} }
    });
    view! {
        <section class="app-notice" aria-label="About this service">
            <div class="govuk-width-container">
                <p class="app-notice__words">
                    {synthetic}
                    {demonstration}
                    {limited}
                    "Built from public sources, not a service of HMICFRS or any force. "
                    <a class="govuk-link app-no-print" href="/about-the-data">"What the sources cover"</a>
                </p>
            </div>
        </section>
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn notice(synthetic: bool, demonstration: bool, limited_to: &[&str]) -> String {
        let limited_to = limited_to.iter().map(|force| (*force).to_owned()).collect();
        Owner::new().with(|| view! { <Notice synthetic demonstration limited_to/> }.to_html())
    }

    #[test]
    fn notice_says_what_everything_below_must_be_read_with() {
        let plain = notice(false, false, &[]);
        assert!(plain.contains("not a service of HMICFRS") && !plain.contains("<strong>"), "{plain}");
        let all = notice(true, true, &["Kent Police", "Essex Police"]);
        for words in ["Synthetic data:", "Demonstration:", "Limited view:", "limited to Kent Police, Essex Police:"] {
            assert!(all.contains(words), "{words} is missing from {all}");
        }
        assert_eq!(all.matches("<section").count(), 1, "{all}");
    }
}
