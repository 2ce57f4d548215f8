//! Date field: one day, by the browser's own date input, which is a text input where there is none.

use leptos::prelude::*;

use super::form_group::{FormGroup, described_by};

/// A labelled date input.
#[component]
pub fn DateField(
    /// The parameter it sends, and its id.
    #[prop(into)]
    name: String,
    /// Its label.
    #[prop(into)]
    label: String,
    /// The day in it, `YYYY-MM-DD`.
    #[prop(optional, into)]
    value: Option<String>,
    /// What helps to fill it in.
    #[prop(optional, into)]
    hint: Option<String>,
    /// What is wrong with what was filled in.
    #[prop(optional, into)]
    error: Option<String>,
) -> impl IntoView {
    let described_by = described_by(&name, hint.is_some(), error.is_some());
    let class = if error.is_some() {
        "govuk-input govuk-input--width-10 govuk-input--error"
    } else {
        "govuk-input govuk-input--width-10"
    };
    view! {
        <FormGroup id=name.clone() label hint error>
            <input class=class id=name.clone() name=name type="date" value=value aria-describedby=described_by/>
        </FormGroup>
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::components::rendered;

    #[test]
    fn an_error_and_a_hint_are_both_tied_to_the_field() {
        let html = rendered(|| {
            view! { <DateField name="as_at" label="As at" hint="For example, 2022-05-01" error="Enter a real date"/> }
        });

        assert!(html.contains(r#"aria-describedby="as_at-hint as_at-error""#), "{html}");
        assert!(html.contains(r#"type="date""#) && !html.contains("value="), "{html}");
    }
}
