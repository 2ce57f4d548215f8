//! Visits a year, and the last ones published with what they said.

use chrono::Datelike as _;
use followup::{
    counting::visits::{LastPublished, VisitsByYear},
    progress::measure::Measure,
};
use leptos::prelude::*;

use crate::{
    charts::in_a_sentence, components::grouped, force_in_words::month, point::AskedPoint, published_in_words::led_to,
};

/// The height of the highest column, in units of its drawing.
const HIGH: u64 = 80;

/// The section; nothing where no visit is known.
pub(super) fn section(visits: &VisitsByYear, at: AskedPoint) -> Option<AnyView> {
    if visits.years.is_empty() && visits.undated.visits == 0 {
        return None;
    }
    let newest = visits.last.first().map(|last| last.published);
    let heading = match newest {
        Some(newest) if newest.last() < at.point().today.with_day(1).unwrap_or_default() => {
            format!("Nothing published since {}", month(newest))
        }
        Some(_) => "Published last".to_owned(),
        None => "No report has a known date of publication".to_owned(),
    };
    let highest = visits.years.iter().map(|year| year.visits).max().unwrap_or(1).max(1);
    let columns = visits.years.iter().map(|counted| {
        let (year, visits) = (counted.year, counted.visits);
        let high = visits * HIGH / highest;
        view! {
            <li class="app-years__year">
                <span class="app-years__count">{grouped(visits)}</span>
                <svg class="app-years__bar" viewBox=format!("0 0 24 {high}") width="24" height=high aria-hidden="true">
                    <rect width="24" height=high></rect>
                </svg>
                <span class="app-years__label"><span class="app-years__century">{year / 100}</span>{format!("{:02}", year % 100)}</span>
            </li>
        }
    });
    let columns = columns.collect_view();
    let undated =
        (visits.undated.visits > 0).then(|| format!("; {} more have no date", grouped(visits.undated.visits)));
    let last = visits.last.iter().map(|last| line(last, at)).collect_view();
    let all = at.href_with("/progress", &[("measure", Measure::Visits.slug())]);
    Some(
        view! {
            <section class="app-overview__section" aria-labelledby="latest">
                <h2 class="govuk-heading-m" id="latest">{heading}</h2>
                <p class="govuk-body-s">"Visits that we know of, by year of the report"{undated}"."</p>
                <ol class="app-years">{columns}</ol>
                <ul class="govuk-list app-small-list">{last}</ul>
                <p class="govuk-body-s app-no-print"><a class="govuk-link" href=all>"Visits by year, and what they led to"</a></p>
            </section>
        }
        .into_any(),
    )
}

/// `Lincolnshire, 19 December 2025: 8 new items`.
fn line(last: &LastPublished, at: AskedPoint) -> impl IntoView + use<> {
    let href = at.href(&format!("/forces/{}/rounds/{}", last.force.slug, last.round.slug));
    let said = led_to(last);
    let name = last.force.short_name.clone();
    let rest = format!(", {}, {}: {said}.", in_a_sentence(last.round.kind.label()), last.published);
    view! { <li><a class="govuk-link" href=href>{name}</a>{rest}</li> }
}
