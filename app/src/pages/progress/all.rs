//! All measures on one page: a picture of each that has data, then a line for each that has none.

use followup::{progress::measure::Measure, view::forces::ForceName};
use leptos::prelude::*;

use super::{address::Address, choices, nothing_known, steps};
use crate::{
    chart_query::read_figure,
    charts::Reading,
    components::{BriefChart, DrawnChart, Link, LinkList, PageHeading, PrintButton},
    error::PageError,
    point::PointForm,
};

/// What is drawn, in the order of a leader's questions.
const DRAWN: [Measure; 12] = [
    Measure::Standing,
    Measure::FindingsAcrossRounds,
    Measure::ComesBack,
    Measure::CaseAudits,
    Measure::Grades,
    Measure::StatusOverTime,
    Measure::AssuranceGap,
    Measure::Deadlines,
    Measure::Pace,
    Measure::WhatRecurs,
    Measure::Visits,
    Measure::WhatIsKnown,
];
/// Charts of one force beside the others, which need a page of their own, each with the question it answers.
const BY_FORCE: [(Measure, &str); 3] = [
    (Measure::LastSaid, "What did inspectors last say of each force, and when?"),
    (Measure::ForcesAtAGlance, "How many items of each force are open?"),
    (Measure::BesideOthers, "How much was still of concern at the last visit, force by force?"),
];

/// A measure with data, or without.
pub(super) struct Brief {
    measure: Measure,
    drawn: Option<DrawnChart>,
}

/// Reads every measure that is drawn.
///
/// # Errors
/// Those of reading and drawing.
pub(super) async fn read(address: &Address, reading: Reading) -> Result<Vec<Brief>, PageError> {
    let asked = &address.asked;
    let mut measures = Vec::new();
    for measure in DRAWN {
        let figure = read_figure(measure, asked).await?;
        let brief = figure.in_brief();
        let figure = brief.as_deref().unwrap_or(figure.as_ref());
        let drawn = if figure.is_drawn() {
            let months = if measure.is_of_months() { asked.period.parameters() } else { Vec::new() };
            DrawnChart::named(measure.slug(), figure, &months, reading, asked.at)?
        } else {
            None
        };
        measures.push(Brief { measure, drawn });
    }
    Ok(measures)
}

/// The page.
pub(super) fn content(address: &Address, measures: Vec<Brief>, names: Vec<ForceName>) -> AnyView {
    let at = address.asked.at;
    let page = |measure: Measure| address.of_measure(measure).href();
    let (drawn, empty): (Vec<_>, Vec<_>) = measures.into_iter().partition(|brief| brief.drawn.is_some());
    let charts = drawn.into_iter().filter_map(|brief| {
        let (drawn, page) = (brief.drawn?, page(brief.measure));
        Some(view! { <BriefChart drawn measure=brief.measure.label() page/> })
    });
    let charts = charts.collect_view();
    let empty: Vec<_> = empty
        .into_iter()
        .map(|brief| (Link::new(brief.measure.label(), page(brief.measure)), nothing_known::in_words(brief.measure)))
        .collect();
    let empty = (!empty.is_empty()).then(|| {
        view! {
            <h2 class="govuk-heading-m" id="not-known">"Not possible yet, and why"</h2>
            <LinkList links=empty/>
        }
    });
    let by_force = BY_FORCE.map(|(measure, question)| (Link::new(measure.label(), page(measure)), question));
    view! {
        <PageHeading title="Progress"/>
        {choices::section(address, names)}
        {steps::section(address)}
        {charts}
        <h2 class="govuk-heading-m" id="by-force">"Force by force"</h2>
        <LinkList links=by_force.to_vec()/>
        {empty}
        <PointForm at/>
        <p class="govuk-body app-prose">
            "How each figure is counted: "
            <a class="govuk-link" href=at.href("/about-the-data")>"about the data"</a>"."
        </p>
        <PrintButton/>
    }
    .into_any()
}
