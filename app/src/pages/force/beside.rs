//! The force beside the others: a dot for each by what was still of concern at its last visit.

use followup::{
    force::ForceSlug,
    progress::{measure::Measure, queries::SelectionQuery, selection::Selection},
};
use leptos::prelude::*;

use crate::{
    api::{about::read_service, progress::read_beside_others},
    charts::{self, Reading, beside_others},
    error::PageError,
    pages::progress,
    point::AskedPoint,
    request,
};

/// The part of the page, drawn before the page begins, because drawing can fail. `None` where nothing is known of the force, or of no
/// other one.
pub(super) async fn part(force: &ForceSlug, at: AskedPoint) -> Result<Option<AnyView>, PageError> {
    let figure = read_beside_others(SelectionQuery(Selection::of_force(force.clone())), at.into()).await?;
    // Asked for whatever was found: a page sends the same statements however much there is to show.
    let reading = Reading::new(at.asked(), request::now()?, read_service().await?.synthetic);
    if figure.picked().is_none() || figure.forces.len() < 2 {
        return Ok(None);
    }
    let measure = Measure::BesideOthers.slug();
    let drawing = charts::page_svgs(&beside_others::report(&figure), reading, measure)?;
    let all = at.href_with(progress::PATH, &[("measure", measure), ("force", force.as_str())]);
    let known = format!(
        "Items still of concern at the last visit that found anything, {} of {} forces. Each dot is a force.",
        figure.coverage.with_data, figure.coverage.forces
    );
    Ok(Some(
        view! {
            <h2 class="govuk-heading-s" id="beside">"Beside other forces"</h2>
            <p class="govuk-body-s">{known}</p>
            <div class="app-chart__drawing" inner_html=drawing></div>
            <p class="govuk-body app-no-print"><a class="govuk-link" href=all>"Compare forces"</a></p>
        }
        .into_any(),
    ))
}
