//! A force's items by topic: how many, how they stand and what was found of them last, each number a link to its rows.

use std::collections::BTreeMap;

use chrono::NaiveDate;
use followup::{
    finding::{Finding, RecordType},
    status::Status,
    topic::{Scheme, Topic},
    view::{force::TopicCount, register::FoundFilter},
};
use leptos::prelude::*;

use super::counts::items_href;
use crate::{
    components::{CaptionSize, Column, DataTable, Freshness, RowHeader, TableCell, TableRow, grouped},
    point::AskedPoint,
};

/// The items of one topic, added up in three ways that come to the same total.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
struct OfTopic {
    items: u64,
    by_status: BTreeMap<Status, u64>,
    by_finding: [u64; FINDINGS],
    updated_on: Option<NaiveDate>,
    verified_on: Option<NaiveDate>,
}

/// What stands under the statuses of each topic, said once above the tables.
const FRESHNESS: &str = "Under the statuses of each topic: how long ago the force last updated any of its items, and how long ago \
    inspectors last looked at any.";

/// The findings there are, and two kinds of silence.
const FINDINGS: usize = Finding::ALL.len() + 2;

/// A table for each record type and topic scheme that has items: neither is ever mixed with the other.
#[component]
pub(super) fn Topics(topics: Vec<TopicCount>, force: String, at: AskedPoint) -> impl IntoView {
    let tables: Vec<_> = RecordType::ALL
        .iter()
        .flat_map(|record_type| Scheme::ALL.iter().map(move |scheme| (*record_type, *scheme)))
        .filter_map(|(record_type, scheme)| {
            let rows = added_up(&topics, record_type, scheme);
            (!rows.is_empty()).then(|| view! { <TopicTable rows record_type scheme force=force.clone() at/> })
        })
        .collect();
    let fresh = (!tables.is_empty()).then(|| view! { <p class="govuk-body-s app-secondary">{FRESHNESS}</p> });
    let nothing = tables.is_empty().then(|| {
        view! { <p class="govuk-body">"Our sources hold no recommendation or area of concern that these rounds raised."</p> }
    });
    view! {
        <h2 class="govuk-heading-m">"Items by topic"</h2>
        {nothing}
        {fresh}
        {tables.collect_view()}
    }
}

/// The topics that have items, in the order of their scheme.
fn added_up(counts: &[TopicCount], record_type: RecordType, scheme: Scheme) -> Vec<(Topic, OfTopic)> {
    let of_topic = |topic: Topic| {
        let mut sum = OfTopic::default();
        for count in counts.iter().filter(|count| count.topic == topic && count.record_type == record_type) {
            sum.items += count.items;
            sum.updated_on = sum.updated_on.max(count.updated_on);
            sum.verified_on = sum.verified_on.max(count.verified_on);
            *sum.by_status.entry(count.status).or_default() += count.items;
            let place = FoundFilter::all().position(|finding| finding == count.finding);
            if let Some(sum) = place.and_then(|place| sum.by_finding.get_mut(place)) {
                *sum += count.items;
            }
        }
        (topic, sum)
    };
    Topic::of(scheme).map(of_topic).filter(|(_, sum)| sum.items > 0).collect()
}

#[component]
fn TopicTable(
    rows: Vec<(Topic, OfTopic)>,
    record_type: RecordType,
    scheme: Scheme,
    force: String,
    at: AskedPoint,
) -> impl IntoView {
    let (what, today) = (record_type.plural(), at.point().today);
    let head = ["Topic", what, "Status", "Latest finding"].map(Column::new).into();
    let row = |(topic, sum): (Topic, OfTopic)| {
        let href = |narrowed: &[(&str, &str)]| {
            let narrowed: Vec<_> = [("topic", topic.slug())].into_iter().chain(narrowed.iter().copied()).collect();
            items_href(&force, record_type, &narrowed, at)
        };
        let statuses =
            sum.by_status.iter().map(|(status, items)| (*items, status.label(), href(&[("status", status.slug())])));
        let statuses = lines(statuses);
        let findings = FoundFilter::all()
            .zip(sum.by_finding)
            .map(|(finding, items)| (items, finding.label(), href(&[("finding", finding.slug())])));
        let findings = lines(findings);
        let OfTopic { updated_on, verified_on, .. } = sum;
        let (all, items) = (href(&[]), grouped(sum.items));
        view! {
            <TableRow>
                <RowHeader>{topic.label()}</RowHeader>
                <TableCell label=what><a class="govuk-link" href=all>{items}</a></TableCell>
                <TableCell label="Status">{statuses}<Freshness updated_on verified_on today/></TableCell>
                <TableCell label="Latest finding">{findings}</TableCell>
            </TableRow>
        }
    };
    let rows = rows.into_iter().map(row).collect_view();
    view! {
        <DataTable caption=format!("{what}, {scheme}") caption_size=CaptionSize::Small head stacked=true>
            {rows}
        </DataTable>
    }
}

/// Each count with its word on a line of its own, leaving out what there is none of.
fn lines(counts: impl Iterator<Item = (u64, &'static str, String)>) -> AnyView {
    let lines = counts.filter(|(items, ..)| *items > 0).map(|(items, word, href)| {
        view! { <li><a class="govuk-link" href=href>{format!("{word}: {}", grouped(items))}</a></li> }
    });
    view! { <ul class="govuk-list govuk-!-margin-bottom-0">{lines.collect_view()}</ul> }.into_any()
}
