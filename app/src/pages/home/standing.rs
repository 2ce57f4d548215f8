//! Where items stand: one bar for each record type, where people have recorded a status of at least half of the items.

use followup::{
    deadline::DeadlineState,
    progress::{
        headlines::Headlines,
        measure::Measure,
        selection::{EVERYWHERE, Selection},
        standing::{Standing, StandingCount},
    },
};
use leptos::prelude::*;

use crate::{
    charts::{self, Reading, standing},
    error::PageError,
    point::AskedPoint,
};

/// The section, drawn before the page begins, because drawing can fail. `None` where people have recorded too few statuses.
pub(super) fn section(headlines: &Headlines, reading: Reading, at: AskedPoint) -> Result<Option<AnyView>, PageError> {
    let counts = headlines.alike.iter().filter_map(|alike| {
        let stand = alike.shown?;
        Some(StandingCount {
            record_type: alike.record_type,
            group: stand.group(),
            is_overdue: stand.deadline == DeadlineState::Overdue,
            items: alike.items,
        })
    });
    let figure = Standing { scope: EVERYWHERE.to_owned(), selection: Selection::default(), counts: counts.collect() };
    if !figure.tells_of_half() {
        return Ok(None);
    }
    let report = standing::report(&figure);
    let drawing = charts::page_svgs(&report, reading, Measure::Standing.slug())?;
    let headline = report.headline;
    let all = at.href_with("/progress", &[("measure", Measure::Standing.slug())]);
    Ok(Some(
        view! {
            <section class="app-overview__section" aria-labelledby="standing">
                <h2 class="govuk-heading-m" id="standing">{headline}</h2>
                <div class="app-chart__drawing" inner_html=drawing></div>
                <p class="govuk-body-s app-no-print">
                    <a class="govuk-link" href=all>"Where things stand as a table, and its files"</a>
                </p>
            </section>
        }
        .into_any(),
    ))
}
