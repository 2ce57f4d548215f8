//! Status tag: the one place that says which status has which colour, on every page.

use followup::{source_status::SourceStatus, status::Status, view::register::as_last_published};
use leptos::prelude::*;

use super::{Tag, TagColour};

/// A status as a tag. *Status not recorded* is plain text: it says nothing about the item, so nothing stands out.
#[component]
pub fn StatusTag(
    /// The status.
    status: Status,
) -> impl IntoView {
    match colour(status) {
        Some(colour) => view! { <Tag colour text=status.label()/> }.into_any(),
        None => status.label().into_any(),
    }
}

/// A status as a tag, and below it what a source last published, where nobody has recorded a status here.
#[component]
pub fn ItemStatus(
    /// The status.
    status: Status,
    /// The last status line of a source.
    source: Option<SourceStatus>,
) -> impl IntoView {
    let published = as_last_published(status, source.as_ref());
    let published = published.map(|words| view! { <br/><span class="app-secondary">{words}</span> });
    view! { <StatusTag status/> {published} }
}

/// Grey is for what nobody is working on: not started, or ended without anybody here having verified it.
fn colour(status: Status) -> Option<TagColour> {
    match status {
        Status::NotRecorded => None,
        Status::NotStarted | Status::ClosedAccordingToSource | Status::ClosedWithoutAction => Some(TagColour::Grey),
        Status::Planned => Some(TagColour::Blue),
        Status::InProgress => Some(TagColour::Teal),
        Status::SubmittedForReview => Some(TagColour::Purple),
        Status::VerifiedComplete => Some(TagColour::Green),
        Status::NotAccepted => Some(TagColour::Orange),
    }
}

#[cfg(test)]
mod tests {
    use followup::source_status::SourceVocabulary;

    use super::*;
    use crate::components::rendered;

    #[test]
    fn every_status_is_said_in_words_and_only_the_unrecorded_one_without_a_tag() {
        for status in Status::ALL {
            let html = rendered(|| view! { <StatusTag status=*status/> });
            assert!(html.contains(status.label()), "{html}");
            assert_eq!(html.contains("govuk-tag"), *status != Status::NotRecorded, "{html}");
        }
    }

    #[test]
    fn source_line_stands_below_an_unrecorded_status_only() {
        let source = SourceStatus {
            vocabulary: SourceVocabulary::HmicfrsRegister,
            word: "awaiting-review".to_owned(),
            happened: "2018-12-14".parse().ok(),
        };
        for status in Status::ALL {
            let source = Some(source.clone());
            let html = rendered(|| view! { <ItemStatus status=*status source/> });
            let shown = html.contains("As last published: awaiting review, 14 December 2018");
            assert_eq!(shown, !status.is_known(), "{html}");
        }
    }

    #[test]
    fn verified_complete_alone_is_green() {
        let green = Status::ALL.iter().filter(|status| colour(**status) == Some(TagColour::Green));
        assert_eq!(green.collect::<Vec<_>>(), [&Status::VerifiedComplete]);
    }
}
