//! Error summary: what is wrong with a form or an address, at the top of the page, with links to where.

use leptos::prelude::*;

use super::Link;

/// Takes the focus when the page opens, without script too.
#[component]
pub fn ErrorSummary(
    /// The heading.
    #[prop(default = "There is a problem".to_owned(), into)]
    title: String,
    /// The same words as beside the fields, each with a link to its field.
    errors: Vec<Link>,
) -> impl IntoView {
    let errors = errors.into_iter().map(|error| view! { <li><a href=error.href>{error.text}</a></li> });
    view! {
        <div class="govuk-error-summary" tabindex="-1" autofocus=true>
            <div role="alert">
                <h2 class="govuk-error-summary__title">{title}</h2>
                <div class="govuk-error-summary__body">
                    <ul class="govuk-list govuk-error-summary__list">{errors.collect_view()}</ul>
                </div>
            </div>
        </div>
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::components::rendered;

    #[test]
    fn each_error_leads_to_its_field_and_is_announced() {
        let html = rendered(|| {
            view! { <ErrorSummary errors=vec![Link::new("“as_at” must be a real date", "#as_at")]/> }
        });

        assert!(html.contains(r##"<a href="#as_at">“as_at” must be a real date</a>"##), "{html}");
        assert!(html.contains(r#"role="alert""#) && html.contains("There is a problem"), "{html}");
        assert!(html.contains(r#"tabindex="-1""#) && html.contains(" autofocus"), "{html}");
    }
}
