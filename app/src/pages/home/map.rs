//! What was last said of each force: the map, with the way to its table and files.

use followup::{
    counting::bands::BandedForce,
    progress::{
        last_said::LastSaid,
        measure::Measure,
        selection::{EVERYWHERE, Selection},
    },
};
use leptos::prelude::*;

use crate::{
    charts::{self, Charted as _, Reading, last_said},
    error::PageError,
    point::AskedPoint,
};

/// The section. Drawn before the page begins, because drawing can fail.
pub(super) fn section(forces: &[BandedForce], reading: Reading, at: AskedPoint) -> Result<AnyView, PageError> {
    let figure = last_said::report(&LastSaid::new(EVERYWHERE.to_owned(), Selection::default(), forces.to_vec()));
    let drawing = if figure.is_empty() {
        None
    } else {
        Some(charts::page_svgs(&figure, reading, "last-said")? + &charts::sheet_svg(&figure, reading, "last-said")?)
    };
    let drawing = drawing.map(|svg| view! { <div class="app-chart__drawing" inner_html=svg></div> });
    let all = at.href_with("/progress", &[("measure", Measure::LastSaid.slug())]);
    Ok(view! {
        <section aria-labelledby="map">
            <h2 class="govuk-heading-m app-overview__news" id="map">{figure.headline()}</h2>
            {drawing}
            <p class="govuk-body-s app-no-print"><a class="govuk-link" href=all>"The map as a table, and its files"</a></p>
        </section>
    }
    .into_any())
}
