//! What stands in place of the national overview for somebody whose account is limited to forces: theirs, and no others'.

use followup::{
    force::ForceSlug,
    view::{forces::ForceName, overview::Figures},
};
use leptos::prelude::*;

use super::{headlines, late, latest, moved, own_forces, rows::Rows};
use crate::{
    components::{PageHeading, PrintButton},
    point::{AskedPoint, PointForm},
};

/// Figures of these forces, with the way to each.
pub(super) fn content(forces: &[ForceSlug], names: Vec<ForceName>, figures: Figures, at: AskedPoint) -> AnyView {
    let rows = Rows::new(Some(forces), at, figures.headlines.period);
    let own = own_forces::list(forces, names, &rows).into_any();
    let standing = headlines::section(&figures.headlines, &rows).into_any();
    let moved = moved::section(&figures.headlines, figures.latest.first(), &rows);
    let late = late::section(&figures, &rows).into_any();
    let latest = latest::section(figures.latest, at).into_any();
    view! {
        <div class="app-overview">
            <PageHeading title="Your forces"/>
            {own}
            <PointForm at/>
            {standing}
            <div class="app-overview__parts">{moved} {late} {latest}</div>
            <p class="govuk-body">
                <a class="govuk-link" href=at.href("/recommendations")>"All their recommendations and areas of concern"</a>
            </p>
            <p class="govuk-body">"Figures about all of England and Wales are not shown to you: your account is limited to these forces, and figures about a part would be taken for the whole."</p>
            <PrintButton/>
        </div>
    }
    .into_any()
}
