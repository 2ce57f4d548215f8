//! What has waited to be verified: how many items for how long, each count a link to its rows, and the five that have waited longest.

use followup::{
    progress::{
        assurance_gap::{AssuranceGap, WaitBand},
        queries::SelectionQuery,
    },
    view::overview::WaitingClaim,
};
use leptos::prelude::*;

use crate::{
    api::progress::read_oldest_claims,
    briefing,
    chart_query::ChartQuery,
    charts::{in_a_sentence, rows_of_band},
    components::grouped,
    error::PageError,
    pages::briefing::table_of_section,
    point::AskedPoint,
};

/// What the section shows.
pub(super) struct Waiting {
    /// The id of its heading.
    id: String,
    /// How many items have waited how long, in words, with the address of the rows.
    ages: Vec<(String, &'static str, String)>,
    claims: Vec<WaitingClaim>,
}

/// Reads the claims for the chart of that id; `None` where nothing waits, or where the figure ends before the day that the page is as at.
///
/// # Errors
/// Those of reading.
pub(super) async fn read(asked: &ChartQuery, figure: &AssuranceGap, id: &str) -> Result<Option<Waiting>, PageError> {
    let Some(last) = figure.latest().filter(|last| last.items > 0 && last.day == asked.at.point().today) else {
        return Ok(None);
    };
    let claims = read_oldest_claims(SelectionQuery(asked.selection.clone()), asked.at.into()).await?;
    let bands = WaitBand::ALL.iter().zip(last.ages).filter(|(_, items)| *items > 0);
    let ages =
        bands.map(|(band, items)| (grouped(items), band.label(), rows_of_band(figure, last, *band, &asked.at.keep())));
    Ok(Some(Waiting { id: format!("{id}-oldest"), ages: ages.collect(), claims }))
}

/// The section.
pub(super) fn section(waiting: Waiting, at: AskedPoint) -> AnyView {
    let Waiting { id, ages, claims } = waiting;
    let ages = ages.into_iter().enumerate().map(|(place, (items, band, href))| {
        let words = format!("{items} for {}", in_a_sentence(band));
        view! { {(place > 0).then_some("; ")}<a class="govuk-link" href=href>{words}</a> }
    });
    let ages = ages.collect_view();
    let table = briefing::claims_table(&claims, at).map(table_of_section);
    let labelled_by = id.clone();
    view! {
        <section class="app-briefing__section" aria-labelledby=labelled_by>
            <h2 class="govuk-heading-m" id=id>"Longest waits"</h2>
            <p class="govuk-body">"Waiting: " {ages} "."</p>
            {table}
        </section>
    }
    .into_any()
}
