//! The headline figures of the overview, each a link to the rows it counts.

use followup::{deadline::DeadlineState, finding::RecordType, status::Status, store::overview::Overview};
use leptos::prelude::*;

use super::standing::href;
use crate::{
    components::{FigureTile, FigureTiles, grouped},
    point::AskedPoint,
};

/// A figure that stands out, and the rows it counts.
struct Headline {
    /// What comes after "recommendations".
    after_noun: &'static str,
    /// Which items it counts.
    counts: fn(Status, DeadlineState) -> bool,
    /// The filter that picks them.
    parameter: Option<(&'static str, &'static str)>,
}

impl Headline {
    /// The figure of one record type, where it is shown.
    fn tile(&self, of: RecordType, overview: &Overview, at: AskedPoint) -> Option<AnyView> {
        let count = overview.items(of, self.counts);
        let shown = count > 0 || self.parameter.is_none();
        shown.then(|| {
            let label = format!("{}{}", of.counted(count), self.after_noun);
            view! { <FigureTile number=grouped(count) label href=href(of, self.parameter, at)/> }.into_any()
        })
    }
}

/// The headline figures of each record type, of which only those that count anything are shown, and how many there are in
/// all. A lone "0 overdue" would reassure where nothing is known: "What is late" says it with what our sources do not say.
const HEADLINES: [Headline; 6] = [
    Headline { after_noun: " in all", counts: |_, _| true, parameter: None },
    Headline {
        after_noun: " with status not recorded",
        counts: |status, _| matches!(status, Status::NotRecorded),
        parameter: Some(("status", Status::NotRecorded.slug())),
    },
    Headline {
        after_noun: " past the deadline, outcome not in our sources",
        counts: |_, deadline| matches!(deadline, DeadlineState::PassedOutcomeNotKnown),
        parameter: Some(("deadline_state", DeadlineState::PassedOutcomeNotKnown.slug())),
    },
    Headline {
        after_noun: " overdue",
        counts: |_, deadline| matches!(deadline, DeadlineState::Overdue),
        parameter: Some(("deadline_state", DeadlineState::Overdue.slug())),
    },
    Headline {
        after_noun: " said done but not verified (assurance gap)",
        counts: |status, _| matches!(status, Status::SubmittedForReview),
        parameter: Some(("gap", "yes")),
    },
    Headline {
        after_noun: " verified complete",
        counts: |status, _| matches!(status, Status::VerifiedComplete),
        parameter: Some(("status", Status::VerifiedComplete.slug())),
    },
];

/// The few figures that are read from across the room, a band for each record type.
pub(super) fn section(overview: &Overview, at: AskedPoint) -> impl IntoView + use<> {
    let bands = RecordType::ALL.iter().map(|of| {
        let tiles = HEADLINES.iter().filter_map(|figure| figure.tile(*of, overview, at)).collect_view();
        view! { <FigureTiles>{tiles}</FigureTiles> }
    });
    let bands = bands.collect_view();
    view! {
        <h2 class="govuk-heading-m">"Headline figures"</h2>
        {bands}
    }
}
