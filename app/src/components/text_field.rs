//! Text field: one line of text.

use leptos::prelude::*;

use super::form_group::{FormGroup, described_by};

/// A labelled text input.
#[component]
pub fn TextField(
    /// The parameter it sends, and its id unless `id` is given.
    #[prop(into)]
    name: String,
    /// Its label.
    #[prop(into)]
    label: String,
    /// What stands in it.
    #[prop(optional, into)]
    value: String,
    /// What helps to fill it in.
    #[prop(optional, into)]
    hint: Option<String>,
    /// What is wrong with what was filled in.
    #[prop(optional_no_strip)]
    error: Option<String>,
    /// An id of its own, where a page has two fields of one name.
    #[prop(optional, into)]
    id: Option<String>,
    /// What is typed, as HTML names it.
    #[prop(default = "text")]
    kind: &'static str,
    /// What a browser may fill in, as HTML names it.
    #[prop(optional)]
    autocomplete: Option<&'static str>,
) -> impl IntoView {
    let id = id.unwrap_or_else(|| name.clone());
    let described_by = described_by(&id, hint.is_some(), error.is_some());
    let class = if error.is_some() { "govuk-input govuk-input--error" } else { "govuk-input" };
    view! {
        <FormGroup id=id.clone() label hint error>
            <input class=class id=id name=name type=kind value=value autocomplete=autocomplete aria-describedby=described_by/>
        </FormGroup>
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::components::rendered;

    #[test]
    fn what_was_typed_comes_back_escaped_with_its_error_tied_to_it() {
        let html = rendered(|| {
            view! { <TextField name="reference" label="Reference" value="\" onfocus=\"x" error=Some("Enter a reference".to_owned())/> }
        });

        assert!(html.contains(r#"<label for="reference" class="govuk-label">Reference</label>"#), "{html}");
        assert!(html.contains(r#"aria-describedby="reference-error""#), "{html}");
        assert!(html.contains("govuk-input--error") && !html.contains(r#"" onfocus="x"#), "{html}");
    }
}
