//! Checkbox group: any number of a few, small enough for a filter.

use leptos::prelude::*;

use super::Choice;
use super::form_group::{described_by, hint_and_error};

/// Small checkboxes under one legend, all sending the same parameter.
#[component]
pub fn CheckboxGroup(
    /// The parameter each ticked box sends. The first box has it as its id, the others with a number.
    #[prop(into)]
    name: String,
    /// What the boxes are about.
    #[prop(into)]
    legend: String,
    /// The boxes.
    options: Vec<Choice>,
    /// What helps to choose.
    #[prop(optional, into)]
    hint: Option<String>,
    /// What is wrong with what was chosen.
    #[prop(optional_no_strip)]
    error: Option<String>,
) -> impl IntoView {
    let class = if error.is_some() { "govuk-form-group govuk-form-group--error" } else { "govuk-form-group" };
    let described_by = described_by(&name, hint.is_some(), error.is_some());
    let notes = hint_and_error(&name, hint, error);
    let boxes = (1..)
        .zip(options)
        .map(|(place, choice)| {
            let id = if place == 1 { name.clone() } else { format!("{name}-{place}") };
            view! {
                <div class="govuk-checkboxes__item">
                    <input
                        class="govuk-checkboxes__input"
                        id=id.clone()
                        name=name.clone()
                        type="checkbox"
                        value=choice.value
                        checked=choice.selected
                    />
                    <label class="govuk-label govuk-checkboxes__label" for=id>{choice.text}</label>
                </div>
            }
        })
        .collect_view();
    view! {
        <div class=class>
            <fieldset class="govuk-fieldset" aria-describedby=described_by>
                <legend class="govuk-fieldset__legend govuk-fieldset__legend--s">{legend}</legend>
                {notes}
                <div class="govuk-checkboxes govuk-checkboxes--small">{boxes}</div>
            </fieldset>
        </div>
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::components::rendered;

    #[test]
    fn every_box_has_its_own_label_and_keeps_its_tick() {
        let html = rendered(|| {
            let options = vec![Choice::new("improved", "Improved", false), Choice::new("closed", "Closed", true)];
            view! { <CheckboxGroup name="finding" legend="Latest finding" options/> }
        });

        assert!(html.contains(r#"for="finding" "#) && html.contains(r#"for="finding-2" "#), "{html}");
        assert_eq!(html.matches(" checked").count(), 1, "{html}");
        assert_eq!(html.matches(r#"name="finding""#).count(), 2, "{html}");
    }
}
