//! Status tag: the one place that says which status has which colour, on every page.

use followup::status::Status;
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
    fn verified_complete_alone_is_green() {
        let green = Status::ALL.iter().filter(|status| colour(**status) == Some(TagColour::Green));
        assert_eq!(green.collect::<Vec<_>>(), [&Status::VerifiedComplete]);
    }
}
