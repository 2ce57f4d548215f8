//! The rows of the table of forces: one line each. Every number is a link to exactly the rows it counts.

use followup::{
    counting::bands::BandedForce,
    deadline::DeadlineState,
    view::{
        forces::{ForceRow, Tally},
        forces_filter::{Counted, Sort},
    },
};
use leptos::prelude::*;

use super::{
    PATH,
    address::Address,
    last_said::{has_recommendations, marks, needs_bars, words},
};
use crate::{
    components::{
        CaptionSize, Column, DataTable, FoundMarksKey, GradeTiles, GradeTilesKey, RowHeader, TableCell, TableRow,
        VisitStrip, Years, grouped,
    },
    last_said_in_words::said_in,
    point::AskedPoint,
};

/// The columns that are drawn only where they say something in a row.
#[derive(Debug, Clone, Copy)]
pub(super) struct Columns {
    pub overdue: bool,
    pub not_verified: bool,
    grades: bool,
}

/// What is drawn, and how.
#[derive(Debug, Clone, Copy)]
pub(super) struct Drawn {
    pub columns: Columns,
    recommendations: bool,
    bars: bool,
    years: Years,
}

impl Drawn {
    pub(super) fn new(address: Address, rows: &[ForceRow]) -> Self {
        let Address { filter, at } = address;
        let any = |number: fn(Tally) -> u64| rows.iter().any(|row| number(row.tally(filter.counted)) > 0);
        let forces = || rows.iter().map(|row| &row.banded);
        let columns = Columns {
            overdue: any(|tally| tally.overdue),
            not_verified: any(|tally| tally.gap),
            grades: rows.iter().any(|row| row.graded.is_some()),
        };
        Self {
            columns,
            recommendations: forces().any(has_recommendations),
            bars: needs_bars(forces()),
            years: Years::new(forces().flat_map(|force| force.rounds.iter()), at.point().today),
        }
    }
}

/// The keys of its drawings, and the table in the order of its rows.
pub(super) fn table(address: Address, drawn: Drawn, rows: &[ForceRow]) -> impl IntoView + use<> {
    let sorted = |column: Column, sort: Sort| {
        let (href, direction) = address.sorted_by(sort);
        column.sorted_by(href, direction)
    };
    let numbers = |sort: Sort| sorted(Column::numeric(sort.label()), sort);
    let head = [
        Some(sorted(Column::new("Force"), Sort::Force)),
        Some(Column::new("Each item by its latest finding")),
        Some(sorted(Column::new("In words"), Sort::Latest)),
        drawn.columns.grades.then(|| Column::new("Grades")),
        Some(sorted(Column::new(drawn.years.heading()), Sort::LastRound)),
        Some(Column::new("Said in")),
        drawn.columns.overdue.then(|| numbers(Sort::Overdue)),
        drawn.columns.not_verified.then(|| numbers(Sort::Gap)),
    ];
    let head = head.into_iter().flatten().collect();
    let rows = rows.iter().map(|row| line(row, address, drawn)).collect_view();
    let grades_key = drawn.columns.grades.then(|| view! { <GradeTilesKey/> });
    view! {
        <div class="app-forces__keys"><FoundMarksKey both_kinds=drawn.recommendations/> {grades_key}</div>
        <div class="app-dense app-forces__table">
            <DataTable caption="Forces" caption_size=CaptionSize::Hidden head stacked=true>
                {rows}
            </DataTable>
        </div>
    }
    .into_any()
}

fn line(row: &ForceRow, address: Address, drawn: Drawn) -> impl IntoView + use<> {
    let (at, counted, force) = (address.at, address.filter.counted, &row.banded);
    let Drawn { columns: Columns { overdue, not_verified, grades }, bars, years, .. } = drawn;
    let tally = row.tally(counted);
    let href = at.href(&format!("{PATH}/{}", force.force.slug));
    let (name, rounds) = (force.short_name().to_owned(), force.rounds.clone());
    let (marks, words, said) = (marks(force, bars, at), words(force, at), said_in(force));
    let grades = grades.then(|| {
        let tiles = tiles(row, at);
        view! { <TableCell label="Grades">{tiles}</TableCell> }
    });
    let number = |sort: Sort, count: u64, filter: (&str, &str)| {
        let number = figure(count, items(force, counted, filter, at));
        view! { <TableCell label=sort.label() numeric=true>{number}</TableCell> }
    };
    let overdue =
        overdue.then(|| number(Sort::Overdue, tally.overdue, ("deadline_state", DeadlineState::Overdue.slug())));
    let not_verified = not_verified.then(|| number(Sort::Gap, tally.gap, ("gap", "yes")));
    view! {
        <TableRow>
            <RowHeader><a class="govuk-link" href=href>{name}</a></RowHeader>
            <TableCell label="Items">{marks}</TableCell>
            <TableCell label="In words">{words}</TableCell>
            {grades}
            <TableCell label="Visits"><VisitStrip rounds years/></TableCell>
            <TableCell label="Said in">{said}</TableCell>
            {overdue}
            {not_verified}
        </TableRow>
    }
    .into_any()
}

/// The latest grades; nothing where there are none.
fn tiles(row: &ForceRow, at: AskedPoint) -> Option<AnyView> {
    let graded = row.graded.as_ref()?;
    let href = at.href(&format!("{PATH}/{}/rounds/{}", row.force.slug, graded.round.slug)) + "#grades";
    Some(view! { <GradeTiles grades=graded.grades.clone() href/> }.into_any())
}

/// A number as a link to its rows; 0 has none.
fn figure(count: u64, href: String) -> AnyView {
    if count == 0 {
        return "–".into_any();
    }
    view! { <a class="govuk-link" href=href>{grouped(count)}</a> }.into_any()
}

/// The items of a force that a column counts.
fn items(force: &BandedForce, counted: Counted, filter: (&str, &str), at: AskedPoint) -> String {
    let record_type = match counted.record_types() {
        [only] => Some(("record_type", only.slug())),
        _ => None,
    };
    let parameters: Vec<_> =
        [("force", force.force.slug.as_str())].into_iter().chain(record_type).chain([filter]).collect();
    at.href_with("/recommendations", &parameters)
}
