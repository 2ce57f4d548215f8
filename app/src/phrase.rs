//! Sentences as plain values, before they become a page or a paper: words, some of them links.

use leptos::prelude::*;
use serde::Serialize;

/// Words, and where they lead.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Phrase {
    /// The words.
    pub text: String,
    /// Where they lead, as an address of ours.
    pub href: Option<String>,
    /// Whether they are what the sentence is about.
    pub is_strong: bool,
}

impl Phrase {
    /// Words that lead nowhere.
    pub fn plain(text: impl Into<String>) -> Self {
        Self { text: text.into(), href: None, is_strong: false }
    }

    /// A link.
    pub fn link(text: impl Into<String>, href: impl Into<String>) -> Self {
        Self { href: Some(href.into()), ..Self::plain(text) }
    }

    /// Words that lead nowhere, in bold.
    pub fn strong(text: impl Into<String>) -> Self {
        Self { is_strong: true, ..Self::plain(text) }
    }
}

/// A sentence on a page.
pub fn sentence(phrases: Vec<Phrase>) -> AnyView {
    phrases.into_iter().map(phrase).collect_view().into_any()
}

/// One phrase on a page.
pub fn phrase(Phrase { text, href, is_strong }: Phrase) -> AnyView {
    let words = match href {
        Some(href) => view! { <a class="govuk-link" href=href>{text}</a> }.into_any(),
        None => text.into_any(),
    };
    if is_strong { view! { <strong>{words}</strong> }.into_any() } else { words }
}
