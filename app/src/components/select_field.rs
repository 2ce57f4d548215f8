//! Select field: one of many.

use leptos::prelude::*;

use super::Choice;
use super::form_group::{FormGroup, described_by};

/// A labelled select. An empty value as first choice reads as "any".
#[component]
pub fn SelectField(
    /// The parameter it sends, and its id.
    #[prop(into)]
    name: String,
    /// Its id, where the same parameter stands on a page twice; else it is the name.
    #[prop(optional, into)]
    id: Option<String>,
    /// Its label.
    #[prop(into)]
    label: String,
    /// What may be chosen.
    options: Vec<Choice>,
    /// What helps to choose.
    #[prop(optional, into)]
    hint: Option<String>,
    /// What is wrong with what was chosen.
    #[prop(optional_no_strip)]
    error: Option<String>,
) -> impl IntoView {
    let id = id.unwrap_or_else(|| name.clone());
    let described_by = described_by(&id, hint.is_some(), error.is_some());
    let class = if error.is_some() { "govuk-select govuk-select--error" } else { "govuk-select" };
    let options = options
        .into_iter()
        .map(|choice| view! { <option value=choice.value selected=choice.selected>{choice.text}</option> })
        .collect_view();
    view! {
        <FormGroup id=id.clone() label hint error>
            <select class=class id=id name=name aria-describedby=described_by>
                {options}
            </select>
        </FormGroup>
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::components::rendered;

    #[test]
    fn only_the_chosen_option_is_selected() {
        let html = rendered(|| {
            let options = vec![Choice::new("", "All regions", false), Choice::new("Wales", "Wales", true)];
            view! { <SelectField name="region" label="Region" options/> }
        });

        assert_eq!(html.matches("selected").count(), 1, "{html}");
        assert!(html.contains(r#"<option value="Wales" selected>Wales</option>"#), "{html}");
        assert!(html.contains(r#"<option value="">All regions</option>"#), "{html}");
    }
}
