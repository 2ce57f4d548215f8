//! The rows of the register: what was asked first and in full, its reference last and small.

use std::collections::{BTreeMap, BTreeSet};

use chrono::NaiveDate;
use followup::{
    finding::RecordType,
    force_news::LedgerGroup,
    reference::Reference,
    status::Status,
    view::{
        register::{Excerpt, Found, RegisterRow, RegisterView},
        register_filter::Sort,
    },
};
use leptos::prelude::*;

use super::{address::Address, excerpt::excerpt, words};
use crate::{
    components::{CaptionSize, Column, DataTable, FindingMark, RowHeader, StatusTag, TableCell, TableRow, last_said},
    point::AskedPoint,
};

/// What a cell says whose text was erased.
pub(crate) const ERASED: &str = "Text erased";

/// Which columns say something of any item, on whichever page it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Columns {
    pub finding: bool,
    pub status: bool,
    pub deadline: bool,
}

impl Columns {
    pub(super) fn new(found: &RegisterView) -> Self {
        let summary = &found.summary;
        Self { finding: summary.with_finding > 0, status: summary.has_status(), deadline: summary.with_due_day > 0 }
    }
}

/// How the rows of one page are written.
#[derive(Debug, Clone, Copy)]
struct Drawn {
    columns: Columns,
    at: AskedPoint,
    /// Whether both record types are in sight, so that an area of concern says that it is one.
    both_types: bool,
    /// Whether topics of both schemes are in sight.
    both_schemes: bool,
}

/// One page of rows. The header of each column but the first, which holds words of their own, sorts by it.
pub(super) fn table(address: &Address, found: RegisterView, columns: Columns) -> impl IntoView + use<> {
    let finding = if address.filter().asks_of_visits() { "Found at that visit" } else { "Inspectors last found" };
    let column = |text: &str, sort: Sort, class| {
        let (href, direction) = address.sorted_by(sort);
        Column::new(text).sorted_by(href, direction).sized(class)
    };
    let head = [
        Some(Column::new("What was asked").sized("app-register__asked")),
        Some(column("Force", Sort::Force, "app-register__force")),
        columns.finding.then(|| column(finding, Sort::Finding, "app-register__found")),
        columns.status.then(|| column("Status", Sort::Status, "app-register__status")),
        columns.deadline.then(|| column("Deadline", Sort::Due, "app-register__deadline")),
    ];
    let head = head.into_iter().flatten().collect();
    let drawn = Drawn {
        columns,
        at: address.at(),
        both_types: found.recommendations > 0 && found.areas_of_concern > 0,
        both_schemes: found.rows.iter().map(|row| row.topic.scheme()).collect::<BTreeSet<_>>().len() > 1,
    };
    let mut excerpts: BTreeMap<Reference, Vec<Excerpt>> = BTreeMap::new();
    for excerpt in found.excerpts {
        excerpts.entry(excerpt.reference.clone()).or_default().push(excerpt);
    }
    let rows = found.rows.into_iter().map(|row| {
        let excerpts = excerpts.remove(&row.reference).unwrap_or_default();
        line(row, excerpts, drawn)
    });
    let rows = rows.collect_view();
    view! {
        <div class="app-dense app-register">
            <DataTable caption="Recommendations and areas of concern" caption_size=CaptionSize::Hidden head stacked=true>
                {rows}
            </DataTable>
        </div>
    }
}

fn line(row: RegisterRow, excerpts: Vec<Excerpt>, drawn: Drawn) -> AnyView {
    let Drawn { columns, at, .. } = drawn;
    let today = at.point().today;
    let href = at.href(&format!("/recommendations/{}", row.reference));
    let force = at.href(&format!("/forces/{}", row.force));
    let about = about(&row, drawn);
    let finding = columns.finding.then(|| finding(&row));
    let status = columns.status.then(|| status(&row, today));
    let deadline = columns.deadline.then(|| deadline(&row, today));
    let wording = row.wording.unwrap_or_else(|| ERASED.to_owned());
    let excerpts = excerpts.into_iter().map(excerpt).collect_view();
    view! {
        <TableRow>
            <RowHeader short=row.reference.to_string()>
                <a class="govuk-link govuk-link--no-underline app-register__wording" dir="auto" href=href>{wording}</a>
                <p class="app-register__about">{about}</p>
                {excerpts}
            </RowHeader>
            <TableCell label="Force"><a class="govuk-link govuk-link--no-underline" href=force>{row.force_name}</a></TableCell>
            {finding}
            {status}
            {deadline}
        </TableRow>
    }
    .into_any()
}

/// Topic and reference: `Initial contact · BEDS-2017-01x`; that it is an area of concern and the topic's scheme only where rows differ
/// in them.
fn about(row: &RegisterRow, drawn: Drawn) -> AnyView {
    let is_concern = drawn.both_types && row.record_type == RecordType::AreaOfConcern;
    let of = is_concern.then_some(" · area of concern");
    let topic = row.topic.label();
    // The year alone tells schemes apart; a screen reader adds what it is the year of.
    let scheme = drawn.both_schemes.then(|| {
        let year = row.topic.scheme().slug();
        view! { " ("{year}<span class="govuk-visually-hidden">" scheme"</span>")" }
    });
    let published = (!drawn.columns.status).then(|| row.as_last_published()).flatten();
    let published = published.map(|words| view! { " · "<span>{words}</span> });
    view! { {topic} {scheme} {of} " · " {breakable(&row.reference)} {published} }.into_any()
}

/// A reference that may be broken after each of its hyphens.
fn breakable(reference: &Reference) -> AnyView {
    let parts: Vec<_> = reference.as_str().split_inclusive('-').map(str::to_owned).collect();
    let parts = parts.into_iter().map(|part| view! { {part}<wbr/> }).collect_view();
    view! { <span class="app-register__reference">{parts}</span> }.into_any()
}

fn finding(row: &RegisterRow) -> AnyView {
    let (latest, class) = match &row.found {
        Found::Finding(finding, _) => (Some(*finding), "app-register__finding"),
        Found::Silent | Found::NoLaterRound => (None, "app-register__finding app-secondary"),
    };
    let (group, words) = (LedgerGroup::for_latest(latest), words::finding_in_words(row));
    view! {
        <TableCell label="Inspectors last found">
            <span class=class><FindingMark group/><span>{words}</span></span>
        </TableCell>
    }
    .into_any()
}

/// The status, and how long ago either side last said anything, where it has: that of inspectors only where their finding does not say it.
fn status(row: &RegisterRow, today: NaiveDate) -> AnyView {
    let age = |who: &str, day: Option<NaiveDate>| {
        let words = day.map(|day| format!("{who}: {}", last_said(Some(day), today)));
        words.map(|words| view! { <span class="app-register__small">{words}</span> })
    };
    let (force, inspectors) = (age("Force", row.work.updated_on), age("Inspectors", words::looked_since(row)));
    let status = match row.status {
        Status::NotRecorded => view! { <span class="app-secondary">"Not public"</span> }.into_any(),
        status => view! { <StatusTag status/> }.into_any(),
    };
    let published = row.as_last_published();
    let published = published.map(|words| view! { <span class="app-register__small">{words}</span> });
    view! { <TableCell label="Status">{status}{published}{force}{inspectors}</TableCell> }.into_any()
}

fn deadline(row: &RegisterRow, today: NaiveDate) -> AnyView {
    let cell = words::deadline(row, today).map(|(words, small)| {
        let small = small.map(|small| view! { <span class="app-register__small">{small}</span> });
        view! { {words}{small} }
    });
    view! { <TableCell label="Deadline">{cell}</TableCell> }.into_any()
}
