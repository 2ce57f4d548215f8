//! Date field: a date as people type it, shown in words.

use followup::typed_date::parse_typed_date;
use leptos::prelude::*;

use super::form_group::{FormGroup, described_by};

/// How exactly a field asks for a date.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum DatePrecision {
    /// A day.
    Day,
    /// A month.
    Month,
    /// A day, month, quarter or year.
    Any,
}

impl DatePrecision {
    /// What can be typed.
    const fn example(self) -> &'static str {
        match self {
            Self::Day => "For example, 5 March 2026.",
            Self::Month => "For example, March 2026.",
            Self::Any => "For example, 5 March 2026, March 2026 or 2026.",
        }
    }
}

/// A labelled input for a date. A text field, because the browser's own date field sends an impossible date as none.
#[component]
pub fn DateField(
    /// The parameter it sends, and its id.
    #[prop(into)]
    name: String,
    /// Its label.
    #[prop(into)]
    label: String,
    /// The date in it, as files have it or as it was typed.
    #[prop(optional, into)]
    value: Option<String>,
    /// What helps to fill it in, besides the example.
    #[prop(optional, into)]
    hint: Option<String>,
    /// What is wrong with what was filled in.
    #[prop(optional, into)]
    error: Option<String>,
    /// How exactly it asks.
    #[prop(default = DatePrecision::Day)]
    precision: DatePrecision,
) -> impl IntoView {
    let example = precision.example();
    let hint = hint.map_or_else(|| example.to_owned(), |hint| format!("{hint} {example}"));
    // What is wrong stays as it was typed.
    let in_words = |typed: String| match parse_typed_date(&typed) {
        Ok(date) if error.is_none() => date.to_string(),
        _ => typed,
    };
    let value = value.map(in_words);
    let described_by = described_by(&name, true, error.is_some());
    let class = if error.is_some() {
        "govuk-input govuk-input--width-20 govuk-input--error"
    } else {
        "govuk-input govuk-input--width-20"
    };
    view! {
        <FormGroup id=name.clone() label hint=Some(hint) error>
            <input class=class id=name.clone() name=name type="text" value=value autocomplete="off" aria-describedby=described_by/>
        </FormGroup>
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::components::rendered;

    #[test]
    fn an_error_and_an_example_are_both_tied_to_the_field() {
        let html = rendered(|| {
            view! { <DateField name="as_at" label="As at" value="30 February 2022" error="February 2022 has 28 days"/> }
        });

        assert!(html.contains(r#"aria-describedby="as_at-hint as_at-error""#), "{html}");
        assert!(html.contains(r#"type="text" value="30 February 2022""#), "{html}");
        assert!(html.contains("For example, 5 March 2026."), "{html}");
    }

    #[test]
    fn a_date_is_shown_in_words_unless_it_is_wrong() {
        for (value, shown) in
            [("2022-05-01", "1 May 2022"), ("5/3/26", "5 March 2026"), ("2022-05", "May 2022"), ("soon", "soon")]
        {
            let html = rendered(move || view! { <DateField name="x" label="X" value=value/> });
            assert!(html.contains(&format!(r#"value="{shown}""#)), "{html}");
        }
        let html = rendered(|| view! { <DateField name="x" label="X" value="2207-05-01" error="no"/> });
        assert!(html.contains(r#"value="2207-05-01""#), "{html}");
    }
}
