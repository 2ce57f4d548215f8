//! Search field: words to look for, built from a text input because the pattern library's own has a known fault.

use leptos::prelude::*;

use super::form_group::{FormGroup, described_by};

/// A labelled search input; the form around it has the button.
#[component]
pub fn SearchField(
    /// The parameter it sends and its id.
    #[prop(into)]
    name: String,
    /// Its label.
    #[prop(into)]
    label: String,
    /// What is being searched for.
    #[prop(optional, into)]
    value: String,
    /// What may be searched for.
    #[prop(optional, into)]
    hint: Option<String>,
    /// What is wrong with what was searched for.
    #[prop(optional, into)]
    error: Option<String>,
) -> impl IntoView {
    let described_by = described_by(&name, hint.is_some(), error.is_some());
    let class = if error.is_some() { "govuk-input govuk-input--error" } else { "govuk-input" };
    view! {
        <FormGroup id=name.clone() label hint error>
            <input
                class=class
                id=name.clone()
                name=name
                type="search"
                value=value
                autocomplete="off"
                aria-describedby=described_by
            />
        </FormGroup>
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::components::rendered;

    #[test]
    fn the_words_searched_for_stay_in_the_field() {
        let html = rendered(|| {
            view! { <SearchField name="q" label="Search" value="missing & exploited" hint="Wording or reference"/> }
        });

        assert!(html.contains(r#"type="search""#) && html.contains(r#"value="missing &amp; exploited""#), "{html}");
        assert!(html.contains(r#"aria-describedby="q-hint""#), "{html}");
    }
}
