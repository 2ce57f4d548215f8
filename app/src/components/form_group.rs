//! Form group: label, hint and error of one field, tied to it for those who hear the page.

use leptos::prelude::*;

/// The ids of the hint and the error, for the field's `aria-describedby`.
pub(super) fn described_by(id: &str, hint: bool, error: bool) -> Option<String> {
    match (hint, error) {
        (true, true) => Some(format!("{id}-hint {id}-error")),
        (true, false) => Some(format!("{id}-hint")),
        (false, true) => Some(format!("{id}-error")),
        (false, false) => None,
    }
}

/// The hint and the error of a field, in the order they are read out.
pub(super) fn hint_and_error(id: &str, hint: Option<String>, error: Option<String>) -> impl IntoView + use<> {
    let hint = hint.map(|hint| view! { <div id=format!("{id}-hint") class="govuk-hint">{hint}</div> });
    let error = error.map(|error| {
        view! {
            <p id=format!("{id}-error") class="govuk-error-message">
                <span class="govuk-visually-hidden">"Error: "</span>
                {error}
            </p>
        }
    });
    (hint, error)
}

/// Wraps one field. The field itself must carry `id` and what [`described_by`] gives.
#[component]
pub fn FormGroup(
    /// The field's id.
    #[prop(into)]
    id: String,
    /// The field's label.
    #[prop(into)]
    label: String,
    /// What helps to fill it in.
    hint: Option<String>,
    /// What is wrong with what was filled in.
    error: Option<String>,
    /// The field.
    children: Children,
) -> impl IntoView {
    let class = if error.is_some() { "govuk-form-group govuk-form-group--error" } else { "govuk-form-group" };
    let notes = hint_and_error(&id, hint, error);
    view! {
        <div class=class>
            <label class="govuk-label" for=id>{label}</label>
            {notes}
            {children()}
        </div>
    }
}

#[cfg(test)]
mod tests {
    use super::described_by;

    #[test]
    fn the_hint_is_read_before_the_error() {
        assert_eq!(described_by("as_at", true, true).as_deref(), Some("as_at-hint as_at-error"));
        assert_eq!(described_by("as_at", false, false), None);
    }
}
