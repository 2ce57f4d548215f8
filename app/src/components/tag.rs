//! Tag: one word or two of status in a colour that never changes its meaning.

use leptos::prelude::*;

/// The nine colours a tag may have.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[expect(missing_docs, reason = "the names say all there is to say")]
pub enum TagColour {
    Grey,
    Green,
    Teal,
    Blue,
    Purple,
    Magenta,
    Red,
    Orange,
    Yellow,
}

impl TagColour {
    fn class(self) -> &'static str {
        match self {
            Self::Grey => "govuk-tag govuk-tag--grey",
            Self::Green => "govuk-tag govuk-tag--green",
            Self::Teal => "govuk-tag govuk-tag--teal",
            // The component's own colour is blue: it has no class for it.
            Self::Blue => "govuk-tag",
            Self::Purple => "govuk-tag govuk-tag--purple",
            Self::Magenta => "govuk-tag govuk-tag--magenta",
            Self::Red => "govuk-tag govuk-tag--red",
            Self::Orange => "govuk-tag govuk-tag--orange",
            Self::Yellow => "govuk-tag govuk-tag--yellow",
        }
    }
}

/// A status. Never a link, and the words carry the meaning: colour only repeats it.
#[component]
pub fn Tag(
    /// Which colour; the same status has the same one on every page.
    colour: TagColour,
    /// The status in words, sentence case.
    #[prop(into)]
    text: String,
) -> impl IntoView {
    view! { <strong class=colour.class()>{text}</strong> }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::components::rendered;

    #[test]
    fn a_tag_says_its_status_in_words_and_colour() {
        let html = rendered(|| view! { <Tag colour=TagColour::Green text="Verified complete"/> });

        assert_eq!(html, r#"<strong class="govuk-tag govuk-tag--green">Verified complete</strong>"#);
    }
}
