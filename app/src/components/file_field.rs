//! File upload: one file of the reader's own.

use leptos::prelude::*;

use super::form_group::{FormGroup, described_by};

/// A labelled file input. A browser never fills it in again: whoever is told of an error chooses the file once more.
#[component]
pub fn FileField(
    /// The name in the form, and the field's identity.
    #[prop(into)]
    name: String,
    /// What to choose.
    #[prop(into)]
    label: String,
    /// What helps to choose it.
    #[prop(into)]
    hint: String,
    /// The endings that the browser offers first. What comes is told from its content.
    #[prop(into)]
    accept: String,
    /// What is wrong with it.
    #[prop(optional_no_strip)]
    error: Option<String>,
) -> impl IntoView {
    let described_by = described_by(&name, true, error.is_some());
    let class = if error.is_some() { "govuk-file-upload govuk-file-upload--error" } else { "govuk-file-upload" };
    view! {
        <FormGroup id=name.clone() label hint=Some(hint) error>
            <input class=class id=name.clone() name=name type="file" accept=accept aria-describedby=described_by/>
        </FormGroup>
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::components::rendered;

    #[test]
    fn what_is_wrong_with_a_file_stands_at_its_field() {
        let html = rendered(|| {
            let error = Some("The file is empty".to_owned());
            view! { <FileField name="file" label="File" hint="Up to 25 MB." accept=".pdf" error/> }
        });

        assert!(html.contains(r#"aria-describedby="file-hint file-error""#), "{html}");
        assert!(html.contains("govuk-file-upload--error") && html.contains("The file is empty"), "{html}");
        assert!(html.contains(r#"type="file""#) && html.contains(r#"accept=".pdf""#), "{html}");
    }
}
