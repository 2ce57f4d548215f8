//! Textarea: free text of several lines, with how much of it there may be.

use leptos::prelude::*;

use super::form_group::{FormGroup, described_by};

/// A field for free text.
#[component]
pub fn TextareaField(
    /// The name in the form, and the field's identity.
    #[prop(into)]
    name: String,
    /// What to write.
    #[prop(into)]
    label: String,
    /// What was written.
    #[prop(optional, into)]
    value: String,
    /// What helps to write it.
    #[prop(into)]
    hint: String,
    /// How many lines are in sight.
    #[prop(default = 5)]
    lines: u8,
    /// The most characters.
    longest: usize,
    /// What is wrong with it.
    #[prop(optional_no_strip)]
    error: Option<String>,
) -> impl IntoView {
    let described_by = described_by(&name, true, error.is_some());
    let class = if error.is_some() { "govuk-textarea govuk-textarea--error" } else { "govuk-textarea" };
    let hint = Some(format!("{hint} Up to {longest} characters."));
    view! {
        <FormGroup id=name.clone() label hint error>
            <textarea
                class=class
                id=name.clone()
                name=name
                rows=lines.to_string()
                aria-describedby=described_by
                inner_html=within(&value)
            ></textarea>
        </FormGroup>
    }
}

/// Leptos writes what stands in a textarea as it is, so it is escaped here. A browser drops one line break at the start: this
/// one, and not the person's.
fn within(text: &str) -> String {
    format!("\n{}", text.replace('&', "&amp;").replace('<', "&lt;"))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::components::rendered;

    #[test]
    fn what_was_written_comes_back_escaped_and_as_it_was() {
        let html = rendered(|| {
            view! { <TextareaField name="activity" label="What was done" hint="Say it." longest=4000 value="a < b & c\n</textarea><script>"/> }
        });

        assert!(html.contains(">\na &lt; b &amp; c\n&lt;/textarea>&lt;script></textarea>"), "{html}");
        assert!(!html.contains("<script"), "{html}");
        assert!(html.contains("Up to 4000 characters."), "{html}");
    }
}
