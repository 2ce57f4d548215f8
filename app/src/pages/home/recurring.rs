//! What recurs: the topics that later rounds raised again in most forces, each scheme and record type for itself.

use std::cmp::Reverse;

use followup::progress::{
    measure::Measure,
    selection::Selection,
    what_recurs::{Block, Row, WhatRecurs},
};
use leptos::prelude::*;

use crate::{components::grouped, point::AskedPoint, request::QueryParams};

/// How many topics are named.
const NAMED: usize = 5;
/// How many where none was raised again.
const MOST: usize = 3;

pub(super) fn section(recurs: &WhatRecurs, at: AskedPoint) -> impl IntoView + use<> {
    let again = recurs.raised_again();
    let body = if recurs.blocks.is_empty() {
        view! { <p class="govuk-body">"Our sources hold no recommendation or area of concern."</p> }.into_any()
    } else if again.is_empty() {
        let lines =
            most(recurs).into_iter().map(|(block, row, items)| raised(recurs, block, row, items, at)).collect_view();
        view! {
            <p class="govuk-body">
                "No topic is known to have been raised again by a later round of the same force. Raised most often:"
            </p>
            <ul class="govuk-list govuk-list--bullet">{lines}</ul>
        }
        .into_any()
    } else {
        let lines = again.into_iter().take(NAMED).map(|(block, row)| line(recurs, block, row, at)).collect_view();
        view! {
            <p class="govuk-body">"Raised again by a later round of the same force:"</p>
            <ul class="govuk-list govuk-list--bullet">{lines}</ul>
        }
        .into_any()
    };
    let all = href(&recurs.selection, at);
    view! {
        <section aria-labelledby="recurring">
            <h2 class="govuk-heading-m" id="recurring">"What recurs"</h2>
            {body}
            <p class="govuk-body app-no-print"><a class="govuk-link" href=all>"All topics, round by round"</a></p>
        </section>
    }
}

/// `Decision making (2014 scheme), areas of concern: in 4 forces`; the forces are named where the number leads.
fn line(recurs: &WhatRecurs, block: &Block, row: &Row, at: AskedPoint) -> impl IntoView + use<> {
    // Schemes stand apart here: a heading is one topic.
    let topic = row.heading.topics().first().copied();
    let of = Selection { topic, record_types: Some(block.counted), ..recurs.selection.clone() };
    let heading = topic.map_or_else(|| row.heading.label(), |topic| topic.with_scheme().to_string());
    let count = row.again.len() as u64;
    let forces = format!("{} {}", grouped(count), if count == 1 { "force" } else { "forces" });
    view! {
        <li>
            {format!("{heading}, {}: ", block.counted.label().to_lowercase())}
            <a class="govuk-link" href=href(&of, at)>{forces}</a>
        </li>
    }
}

/// The topics under which most items stand.
fn most(recurs: &WhatRecurs) -> Vec<(&Block, &Row, u64)> {
    let rows = recurs.blocks.iter().flat_map(|block| block.rows.iter().map(move |row| (block, row)));
    let mut rows: Vec<_> =
        rows.map(|(block, row)| (block, row, row.cells.iter().map(|cell| cell.items).sum::<u64>())).collect();
    rows.sort_by_key(|(.., items)| Reverse(*items));
    rows.truncate(MOST);
    rows
}

/// `Investigation (2014 scheme): 12 areas of concern`.
fn raised(recurs: &WhatRecurs, block: &Block, row: &Row, items: u64, at: AskedPoint) -> impl IntoView + use<> {
    let topic = row.heading.topics().first().copied();
    let of = Selection { topic, record_types: Some(block.counted), ..recurs.selection.clone() };
    let pairs = of.of_register();
    let pairs: Vec<_> = pairs.iter().map(|(name, value)| (*name, value.as_str())).collect();
    let href = at.href_with("/recommendations", &pairs);
    let words = format!("{} {}", grouped(items), block.counted.counted(items));
    let heading = topic.map_or_else(|| row.heading.label(), |topic| topic.with_scheme().to_string());
    view! { <li>{format!("{heading}: ")}<a class="govuk-link" href=href>{words}</a></li> }
}

/// The page of the measure, of what is picked, at the point shown.
fn href(selection: &Selection, at: AskedPoint) -> String {
    let pairs = [("measure", Measure::WhatRecurs.slug().to_owned())].into_iter().chain(selection.parameters());
    let query = pairs.fold(QueryParams::default(), |query, (name, value)| query.and(name, value));
    at.parameters().into_iter().fold(query, |query, (name, value)| query.and(&name, value)).href("/progress")
}
