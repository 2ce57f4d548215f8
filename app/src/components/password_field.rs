//! Password input: what is typed is hidden, and password managers know what it is for.

use leptos::prelude::*;

use super::form_group::{FormGroup, described_by};

/// What is typed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PasswordKind {
    /// The password one has.
    Current,
    /// One that is being chosen.
    New,
}

/// A field for a password. It never comes back filled in.
#[component]
pub fn PasswordField(
    /// The name in the form, and the field's identity.
    #[prop(into)]
    name: String,
    /// What to type.
    #[prop(into)]
    label: String,
    /// Which password.
    kind: PasswordKind,
    /// What helps to type it.
    #[prop(optional, into)]
    hint: Option<String>,
    /// What is wrong with it.
    #[prop(optional_no_strip)]
    error: Option<String>,
) -> impl IntoView {
    let described_by = described_by(&name, hint.is_some(), error.is_some());
    let class = if error.is_some() { "govuk-input govuk-input--error" } else { "govuk-input" };
    let class = format!("{class} govuk-!-width-two-thirds");
    let autocomplete = match kind {
        PasswordKind::Current => "current-password",
        PasswordKind::New => "new-password",
    };
    view! {
        <FormGroup id=name.clone() label hint error>
            <input
                class=class
                id=name.clone()
                name=name
                type="password"
                autocomplete=autocomplete
                autocapitalize="none"
                spellcheck="false"
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
    fn a_password_manager_is_told_which_password_it_is_and_nothing_is_filled_in() {
        let html = rendered(|| view! { <PasswordField name="new" label="New password" kind=PasswordKind::New/> });

        assert!(html.contains(r#"type="password""#) && html.contains(r#"autocomplete="new-password""#), "{html}");
        assert!(!html.contains("value="), "{html}");
    }
}
