//! The rows of the table of forces. Every number is a link to exactly the rows it counts.

use followup::{
    deadline::DeadlineState,
    finding::RecordType,
    status::{Status, StatusGroup},
    view::{
        forces::{ForceRow, LastWord},
        forces_filter::{Counted, Sort},
    },
};
use leptos::prelude::*;

use super::{PATH, address::Address};
use crate::{
    components::{CaptionSize, Column, DataTable, RowHeader, TableCell, TableRow, grouped},
    point::AskedPoint,
};

/// The table, in the order of its rows.
pub(super) fn table(address: Address, rows: Vec<ForceRow>) -> impl IntoView {
    let sorted = |column: Column, sort: Sort| {
        let (href, direction) = address.sorted_by(sort);
        column.sorted_by(href, direction)
    };
    let words = |text: &str, sort| sorted(Column::new(text), sort);
    let numbers = |sort: Sort| sorted(Column::numeric(sort.label()), sort);
    let head = vec![
        words("Force", Sort::Force),
        words("Region", Sort::Region),
        numbers(Sort::Rounds),
        numbers(Sort::Recommendations),
        numbers(Sort::AreasOfConcern),
        numbers(Sort::Open),
        numbers(Sort::Overdue),
        numbers(Sort::Gap),
        numbers(Sort::NotRecorded),
        words("Latest grades or findings", Sort::Latest),
        words("Last round", Sort::LastRound),
    ];
    let (counted, at) = (address.filter.counted, address.at);
    view! {
        <div class="app-short-cells">
            <DataTable caption="Forces" caption_size=CaptionSize::Hidden head stacked=true>
                {rows.into_iter().map(|row| view! { <Row row counted at/> }).collect_view()}
            </DataTable>
        </div>
    }
}

#[component]
fn Row(row: ForceRow, counted: Counted, at: AskedPoint) -> impl IntoView {
    let slug = row.force.slug.as_str();
    let page = format!("{PATH}/{slug}");
    let href = at.href(&page);
    let tally = row.tally(counted);
    let of_type = |of: RecordType| at.href_with("/recommendations", &[("force", slug), ("record_type", of.slug())]);
    let of_force = |name: &str, value: &str| items(at, slug, counted, &[(name, value)]);
    let numbers = [
        (Sort::Rounds, row.rounds, format!("{href}#rounds")),
        (Sort::Recommendations, row.tally(Counted::Recommendations).items, of_type(RecordType::Recommendation)),
        (Sort::AreasOfConcern, row.tally(Counted::AreasOfConcern).items, of_type(RecordType::AreaOfConcern)),
        (Sort::Open, tally.open, of_force("status_group", StatusGroup::Open.slug())),
        (Sort::Overdue, tally.overdue, of_force("deadline_state", DeadlineState::Overdue.slug())),
        (Sort::Gap, tally.gap, of_force("gap", "yes")),
        (Sort::NotRecorded, tally.not_recorded, of_force("status", Status::NotRecorded.slug())),
    ];
    let numbers = numbers.map(|(column, number, href)| {
        view! {
            <TableCell label=column.label() numeric=true><a class="govuk-link" href=href>{grouped(number)}</a></TableCell>
        }
    });
    let elsewhere = row.last_word.as_ref().filter(|word| row.last_round.as_ref() != Some(&word.round));
    let elsewhere = elsewhere.map(|word| view! { <span class="app-secondary">{word.round.title()}</span> });
    let latest = match &row.last_word {
        Some(word) => latest(word, slug, at),
        None => none("No grade or finding in our sources").into_any(),
    };
    let last = match row.last_round {
        Some(last) => {
            let href = at.href(&format!("{page}/rounds/{}", last.slug));
            view! { <a class="govuk-link" href=href>{last.title()}</a> }.into_any()
        }
        None => none("No round in our sources").into_any(),
    };
    view! {
        <TableRow>
            <RowHeader><a class="govuk-link" href=href>{row.force.short_name}</a></RowHeader>
            <TableCell label="Region">{row.force.region.label()}</TableCell>
            {numbers.into_iter().collect_view()}
            <TableCell label="Latest grades or findings">{latest}{elsewhere}</TableCell>
            <TableCell label="Last round">{last}</TableCell>
        </TableRow>
    }
    .into_any()
}

/// What was graded last, else found of earlier items, the record types apart, each count a link to them.
fn latest(last: &LastWord, slug: &str, at: AskedPoint) -> AnyView {
    let grades_href = at.href(&format!("{PATH}/{slug}/rounds/{}", last.round.slug)) + "#grades";
    let graded: Vec<_> =
        last.graded().map(|(grade, topics)| (grade.label(), topics as u64, grades_href.clone())).collect();
    if !graded.is_empty() {
        return list("Topics", graded);
    }
    let lists = [("Recommendations", Counted::Recommendations), ("Areas of concern", Counted::AreasOfConcern)].map(
        |(name, counted)| {
            let found = last.found(counted).map(|(finding, found)| {
                (
                    finding.label(),
                    found,
                    items(at, slug, counted, &[("found_in", &last.round.slug), ("finding", finding.slug())]),
                )
            });
            (name, found.collect::<Vec<_>>())
        },
    );
    lists
        .into_iter()
        .filter(|(_, found)| !found.is_empty())
        .map(|(name, found)| list(name, found))
        .collect_view()
        .into_any()
}

fn list(name: &'static str, counts: Vec<(&'static str, u64, String)>) -> AnyView {
    let counts = counts.into_iter().map(|(label, count, href)| {
        view! { <li><a class="govuk-link" href=href>{format!("{label}: {}", grouped(count))}</a></li> }
    });
    view! {
        <span class="app-secondary">{name}</span>
        <ul class="govuk-list app-cell-list">{counts.collect_view()}</ul>
    }
    .into_any()
}

fn none(words: &'static str) -> impl IntoView {
    view! { <span class="app-secondary">{words}</span> }
}

/// The items of a force that a column counts.
fn items(at: AskedPoint, slug: &str, counted: Counted, also: &[(&str, &str)]) -> String {
    let record_type = match counted.record_types() {
        [only] => Some(("record_type", only.slug())),
        _ => None,
    };
    let parameters: Vec<_> = [("force", slug)].into_iter().chain(record_type).chain(also.iter().copied()).collect();
    at.href_with("/recommendations", &parameters)
}
