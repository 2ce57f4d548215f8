//! Where to look first: ten forces by what was last said of them, with one mark for each item, and when inspectors came.

use followup::counting::bands::{Band, BandedForce};
use leptos::prelude::*;

use crate::{
    charts::listed,
    components::{
        CaptionSize, Column, DataTable, FoundMarksKey, RowHeader, TableCell, TableRow, VisitStrip, Years, grouped,
    },
    last_said_in_words::{first_to_look_at, said_in},
    pages::forces::last_said::{has_recommendations, marks, needs_bars, words},
    point::AskedPoint,
};

/// The section; nothing where no visit is known.
pub(super) fn section(forces: &[BandedForce], at: AskedPoint) -> Option<AnyView> {
    let shown = first_to_look_at(forces);
    let first = shown.first()?;
    let years = Years::new(forces.iter().flat_map(|force| force.rounds.iter()), at.point().today);
    let names: Vec<_> = shown.iter().take(3).map(|force| force.short_name().to_owned()).collect();
    let heading = match first.band {
        Band::Inadequate | Band::OfConcern => format!("Look first at {}", listed(&names)),
        _ => "Where to look first".to_owned(),
    };
    let bars = needs_bars(shown.iter().copied());
    let rows = shown.iter().map(|force| row(force, years, bars, at)).collect_view();
    let head = vec![
        Column::new("Force"),
        Column::new("Each item by its latest finding"),
        Column::new("In words"),
        Column::new("Said in"),
        Column::new(years.heading()),
    ];
    let all = at.href("/forces");
    let by_name = at.href_with("/forces", &[("sort", "force")]);
    Some(
        view! {
            <section class="app-overview__section" aria-labelledby="first">
                <h2 class="govuk-heading-m" id="first">{heading}</h2>
                <p class="govuk-body-s">
                    "Graded inadequate first, then something of concern in the last 5 years. Within each the larger number, then the \
                     newer report. "
                    "See all "
                    <a class="govuk-link" href=all>{format!("{} forces in this order", grouped(forces.len() as u64))}</a>
                    " or "
                    <a class="govuk-link" href=by_name>{format!("{} forces by name", grouped(forces.len() as u64))}</a>
                    "."
                </p>
                <FoundMarksKey both_kinds=shown.iter().any(|force| has_recommendations(force))/>
                <div class="app-dense app-forces__table">
                    <DataTable caption="Where to look first" caption_size=CaptionSize::Hidden head stacked=true>
                        {rows}
                    </DataTable>
                </div>
            </section>
        }
        .into_any(),
    )
}

fn row(force: &BandedForce, years: Years, bars: bool, at: AskedPoint) -> impl IntoView + use<> {
    let href = at.href(&format!("/forces/{}", force.force.slug));
    let (name, rounds) = (force.short_name().to_owned(), force.rounds.clone());
    let (marks, words, said) = (marks(force, bars, at), words(force, at), said_in(force));
    view! {
        <TableRow>
            <RowHeader><a class="govuk-link" href=href>{name}</a></RowHeader>
            <TableCell label="Items">{marks}</TableCell>
            <TableCell label="In words">{words}</TableCell>
            <TableCell label="Said in">{said}</TableCell>
            <TableCell label="Visits"><VisitStrip rounds years/></TableCell>
        </TableRow>
    }
    .into_any()
}
