//! Radios: one choice of a few, all in sight.

use leptos::prelude::*;

use super::Choice;
use super::form_group::{described_by, hint_and_error};

/// A group of radio buttons under a legend.
#[component]
pub fn RadioGroup(
    /// The name in the form; the first button's identity, so that an error leads to it.
    #[prop(into)]
    name: String,
    /// The question.
    #[prop(into)]
    legend: String,
    /// The answers.
    options: Vec<Choice>,
    /// What helps to choose.
    #[prop(optional, into)]
    hint: Option<String>,
    /// What is wrong.
    #[prop(optional_no_strip)]
    error: Option<String>,
    /// What is asked besides of whoever chooses an answer, by the answer's value. It stands right under its button, in sight
    /// whichever is chosen: nothing is asked that script alone could show.
    #[prop(optional)]
    under: Vec<(&'static str, AnyView)>,
) -> impl IntoView {
    let mut under = under;
    let class = if error.is_some() { "govuk-form-group govuk-form-group--error" } else { "govuk-form-group" };
    let described_by = described_by(&name, hint.is_some(), error.is_some());
    let notes = hint_and_error(&name, hint, error);
    let buttons = (1..)
        .zip(options)
        .map(|(place, choice)| {
            let id = if place == 1 { name.clone() } else { format!("{name}-{place}") };
            let asked =
                under.iter().position(|(value, _)| *value == choice.value).map(|place| under.swap_remove(place).1);
            let asked = asked.map(|asked| view! { <div class="govuk-radios__conditional">{asked}</div> });
            view! {
                <div class="govuk-radios__item">
                    <input
                        class="govuk-radios__input"
                        id=id.clone()
                        name=name.clone()
                        type="radio"
                        value=choice.value
                        checked=choice.selected
                    />
                    <label class="govuk-label govuk-radios__label" for=id>{choice.text}</label>
                </div>
                {asked}
            }
        })
        .collect_view();
    view! {
        <div class=class>
            <fieldset class="govuk-fieldset" aria-describedby=described_by>
                <legend class="govuk-fieldset__legend govuk-fieldset__legend--s">{legend}</legend>
                {notes}
                <div class="govuk-radios">{buttons}</div>
            </fieldset>
        </div>
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::components::rendered;

    #[test]
    fn one_answer_is_chosen_and_the_error_leads_to_the_first_button() {
        let html = rendered(|| {
            let options =
                vec![Choice::new("planned", "Planned", false), Choice::new("in-progress", "In progress", true)];
            view! { <RadioGroup name="position" legend="Position" options error=Some("Choose a position".to_owned())/> }
        });

        assert_eq!(html.matches(" checked").count(), 1, "{html}");
        assert!(html.contains(r#"id="position" "#) && html.contains(r#"for="position-2""#), "{html}");
        assert!(html.contains(r#"aria-describedby="position-error""#), "{html}");
    }

    #[test]
    fn what_is_asked_besides_stands_under_the_answer_it_belongs_to() {
        let html = rendered(|| {
            let options = vec![Choice::new("complete", "Complete", false), Choice::new("other", "Other", false)];
            let under = vec![("complete", view! { <p>"How?"</p> }.into_any())];
            view! { <RadioGroup name="ending" legend="Ending" options under/> }
        });
        let at = |words: &str| html.find(words).unwrap_or_else(|| panic!("{words}: {html}"));
        assert!(at("Complete</label>") < at(r#"<div class="govuk-radios__conditional"><p>How?</p>"#), "{html}");
        assert!(at("How?") < at("Other</label>"), "{html}");
    }
}
