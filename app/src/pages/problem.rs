//! What stands in place of a page that cannot be shown: what is wrong, and the way on.

use leptos::prelude::*;

use crate::{error::PageError, request};

/// The title, and the heading, of the page that explains an error.
#[must_use]
pub fn title(error: &PageError) -> &'static str {
    match error {
        PageError::NotFound { .. } => "Page not found",
        PageError::BadParameter { .. } => "There is a problem",
        PageError::SignInFirst => "Sign in first",
        PageError::Forbidden { .. } => "You cannot do this",
        PageError::ForeignForm => "This form was not accepted",
        PageError::Unavailable => "Sorry, the service is unavailable",
        PageError::Internal => "Sorry, there is a problem with the service",
    }
}

/// The explanation. GOV.UK's error pages apologise only where it is our fault.
#[component]
pub fn Problem(
    /// What stands in the way.
    error: PageError,
) -> impl IntoView {
    let title = title(&error);
    let heading = view! { <h1 class="govuk-heading-l">{title}</h1> };
    let explanation = match error {
        PageError::NotFound { what, way_on_href, way_on_text } => view! {
            {heading}
            <p class="govuk-body">{what}" was not found."</p>
            <p class="govuk-body">"If you typed the web address, check it is correct. If you pasted it, check you copied all of it."</p>
            <p class="govuk-body"><a class="govuk-link" href=way_on_href>{way_on_text}</a></p>
        }
        .into_any(),
        PageError::BadParameter { name, value, allowed } => {
            let without = request::query().without(&name).href(&request::path());
            view! {
                <div class="govuk-error-summary">
                    <div role="alert">
                        <h1 class="govuk-error-summary__title">{title}</h1>
                        <div class="govuk-error-summary__body">
                            <p>"The address says " <code>{name.clone()}"="{value}</code> ", but "<code>{name.clone()}</code>" must be "{allowed}"."</p>
                            <ul class="govuk-list govuk-error-summary__list">
                                <li><a href=without>"Show this page without "{name}</a></li>
                            </ul>
                        </div>
                    </div>
                </div>
            }
            .into_any()
        }
        PageError::SignInFirst => view! {
            {heading}
            <p class="govuk-body"><a class="govuk-link" href=sign_in_href()>"Sign in"</a>" to see this page."</p>
        }
        .into_any(),
        PageError::Forbidden { reason } => view! {
            {heading}
            <p class="govuk-body">{reason}"."</p>
            <p class="govuk-body">"Nothing was changed. If you think you should be able to do this, ask the administrator of this service."</p>
            <p class="govuk-body"><a class="govuk-link" href="/">"Go to the overview"</a></p>
        }
        .into_any(),
        PageError::ForeignForm => view! {
            {heading}
            <p class="govuk-body">"It did not come from a page of this service, so nothing was changed. Open the page here and send the form again."</p>
            <p class="govuk-body"><a class="govuk-link" href="/">"Go to the overview"</a></p>
        }
        .into_any(),
        PageError::Unavailable => view! {
            {heading}
            <p class="govuk-body">"You will be able to use the service shortly. Try again in a minute: nothing you were told was saved is lost."</p>
            <p class="govuk-body"><a class="govuk-link" href="">"Try this page again"</a></p>
        }
        .into_any(),
        PageError::Internal => view! {
            {heading}
            <p class="govuk-body">"Try again later. The fault has been recorded."</p>
            <p class="govuk-body"><a class="govuk-link" href="/">"Go to the overview"</a></p>
        }
        .into_any(),
    };
    view! {
        <div class="govuk-grid-row">
            <div class="govuk-grid-column-two-thirds">{explanation}</div>
        </div>
    }
}

/// The sign-in page, with the way back to the page being asked for.
#[must_use]
pub fn sign_in_href() -> String {
    let here = request::query().href(&request::path());
    if here == "/" {
        "/sign-in".to_owned()
    } else {
        request::QueryParams::default().with("next", here).href("/sign-in")
    }
}

#[cfg(test)]
mod tests {
    use axum::http::Request;

    use super::*;

    fn shown_at(address: &str, error: PageError) -> String {
        Owner::new().with(|| {
            provide_context(Request::get(address).body(()).unwrap().into_parts().0);
            view! { <Problem error/> }.to_html()
        })
    }

    #[test]
    fn a_bad_parameter_is_named_with_its_value_what_is_allowed_and_the_way_back() {
        let error = PageError::bad_parameter("as_at", "<b>soon</b>", "a date such as 2022-05-01");

        let html = shown_at("/forces?sort=open&as_at=%3Cb%3Esoon&region=wales", error);

        assert!(html.contains("as_at"), "{html}");
        assert!(html.contains("&lt;b&gt;soon&lt;/b&gt;") && !html.contains("<b>"), "{html}");
        assert!(html.contains("a date such as 2022-05-01"), "{html}");
        assert!(html.contains(r#"href="/forces?sort=open&amp;region=wales""#), "{html}");
    }

    #[test]
    fn what_was_not_found_is_named_with_a_way_on() {
        let error = PageError::not_found("A force with the address ‘kemt’", "/forces", "All forces");

        let html = shown_at("/forces/kemt", error);

        assert!(html.contains("A force with the address ‘kemt’"), "{html}");
        assert!(html.contains(r#"href="/forces""#), "{html}");
    }
}
