//! What stands in the place of a form, where the item has ended: that it has, before anything is typed, and what can still be done.

use followup::view::recommendation::RecommendationView;
use leptos::prelude::*;

use crate::components::{InsetText, PageHeading};

/// The page of a form that is not there. Who may fill it in may record a note as well.
pub(super) fn page(found: &RecommendationView, title: &'static str) -> AnyView {
    let reference = found.row.reference.to_string();
    let page = format!("/recommendations/{reference}");
    let held = found.row.inspectorate_status.label().to_lowercase();
    let told = format!("This is closed: {held}. You cannot add updates or evidence unless an authoriser reopens it.");
    view! {
        <div class="govuk-grid-row">
            <div class="govuk-grid-column-two-thirds">
                <PageHeading title caption=reference/>
                <p class="govuk-body-l app-wording">{found.row.wording.clone()}</p>
                <InsetText>
                    <p class="govuk-body">{told}</p>
                </InsetText>
                <p class="govuk-body">
                    "You can still "<a class="govuk-link" href=format!("{page}/review?do=note")>"write a note"</a>"."
                </p>
                <p class="govuk-body"><a class="govuk-link" href=page.clone()>"Back to the recommendation"</a></p>
            </div>
        </div>
    }
    .into_any()
}
