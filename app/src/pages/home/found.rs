//! What inspectors found when they came back: the headline of the measure, and the figures it tells of.

use followup::progress::{findings_across_rounds::FindingsAcrossRounds, measure::Measure};
use leptos::prelude::*;

use crate::{
    charts::{self, Charted as _, Standing, telling_row},
    components::{CaptionSize, Column, DataTable, EmptyState, Link, RowHeader, TableCell, TableRow, grouped},
    point::AskedPoint,
};

/// The section, or why there is nothing to tell of.
pub(super) fn section(figure: &FindingsAcrossRounds, at: AskedPoint) -> impl IntoView + use<> {
    let Some(telling) = telling_row(figure) else {
        return view! {
            <EmptyState
                heading="No findings to compare"
                body="Our sources hold no later round that found anything of what an earlier round of the same force raised."
                way_on=Link::new("All forces", at.href("/forces"))
            />
        }
        .into_any();
    };
    // The visit that the headline tells of, both record types; all visits stand on the measure's own page.
    let rows = figure.rows.iter().filter(|row| row.visit == telling.visit).cloned().collect();
    let told = FindingsAcrossRounds { rows, ..figure.clone() };
    let all = at.href_with("/progress", &[("measure", Measure::FindingsAcrossRounds.slug())]);
    let forces = figure.coverage.map(|coverage| {
        let count = u64::from(coverage.with_data);
        let words = if count == 1 { "force has" } else { "forces have" };
        let href = at.href_with("/forces", &[("with", "findings")]);
        view! { "; "<a class="govuk-link" href=href>{format!("{} {words} a finding", grouped(count))}</a>" in it" }
    });
    view! {
        <section aria-labelledby="found">
            <h2 class="govuk-heading-m" id="found">{figure.headline()}</h2>
            {table(&told, at).into_any()}
            <p class="govuk-body app-no-print">
                <a class="govuk-link" href=all>"All later visits as a chart"</a>
                {forces}
                "."
            </p>
        </section>
    }
    .into_any()
}

/// The figures of one kind of visit, a column for each record type, the parts of groups left to the measure's page.
fn table(told: &FindingsAcrossRounds, at: AskedPoint) -> impl IntoView + use<> {
    let columns = told.rows.iter().map(|row| Column::numeric(row.record_type.plural()));
    let head = [Column::new("Finding")].into_iter().chain(columns).collect();
    let visit = told.rows.first().map(|row| row.visit.label.clone()).unwrap_or_default();
    let lines = charts::table(told, &at.keep()).lines.into_iter().filter(|line| line.standing != Standing::Part);
    let lines = lines.map(|line| {
        let cells = line.cells.into_iter().map(|cell| {
            let figure = match cell.href {
                Some(href) => view! { <a class="govuk-link app-nowrap" href=href>{cell.text}</a> }.into_any(),
                None => cell.text.into_any(),
            };
            view! { <TableCell numeric=true>{figure}</TableCell> }
        });
        let cells = cells.collect_view();
        view! { <TableRow><RowHeader>{line.name}</RowHeader>{cells}</TableRow> }
    });
    let lines = lines.collect_view();
    let caption = format!("{visit}: what was found");
    view! {
        <div class="app-dense">
            <DataTable caption caption_size=CaptionSize::Small head>
                {lines}
            </DataTable>
        </div>
    }
}
