//! What a round raised: each item with how it stands and what was found of it last.

use followup::{
    finding::{KnownFrom, RecordType},
    topic::Topic,
    view::{register::FoundFilter, round::RaisedItem},
};
use leptos::prelude::*;

use crate::{
    components::{CaptionSize, Column, DataTable, Freshness, ItemStatus, RowHeader, TableCell, TableRow},
    pages::force::{counted, items_href},
    point::AskedPoint,
};

/// How many of either record type, and a row for each item.
#[component]
pub(super) fn Raised(raised: Vec<RaisedItem>, force: String, round: String, at: AskedPoint) -> impl IntoView {
    let content = if raised.is_empty() {
        let words = "We know of nothing that this round raised. It may have raised items that are not public.";
        view! { <p class="govuk-body">{words}</p> }.into_any()
    } else {
        let counts = of_each_type(raised.iter().map(|item| item.record_type));
        let counts = counted(&counts, |record_type| items_href(&force, record_type, &[("raised_in", &round)], at));
        let head = ["Reference", "Topic and wording", "Status", "Latest finding"].map(Column::new).into();
        let rows = raised.into_iter().map(|item| view! { <ItemRow item at/> }).collect_view();
        view! {
            <p class="govuk-body">"We know of "{counts}" that it raised."</p>
            <DataTable caption="What it raised" caption_size=CaptionSize::Hidden head stacked=true>{rows}</DataTable>
        }
        .into_any()
    };
    view! { <h2 class="govuk-heading-m">"What it raised"</h2> {content} }
}

#[component]
fn ItemRow(item: RaisedItem, at: AskedPoint) -> impl IntoView {
    let name = named(&item.reference, item.record_type, item.known_from, at);
    let asked = asked(item.topic, item.wording.words());
    let (status, source, finding) = (item.status, item.source_status, item.finding.label());
    let silent = (!matches!(item.finding, FoundFilter::Is(_))).then_some("app-secondary");
    view! {
        <TableRow>
            {name}
            <TableCell label="Topic and wording">{asked}</TableCell>
            <TableCell label="Status">
                <ItemStatus status source/>
                <br/>
                <Freshness updated_on=item.updated_on verified_on=item.verified_on today=at.point().today/>
            </TableCell>
            <TableCell label="Latest finding"><span class=silent>{finding}</span></TableCell>
        </TableRow>
    }
}

/// How many there are of either record type.
pub(super) fn of_each_type(items: impl Iterator<Item = RecordType>) -> [u64; RecordType::ALL.len()] {
    let mut counts = [0; RecordType::ALL.len()];
    for record_type in items {
        counts[record_type as usize] += 1;
    }
    counts
}

/// The cell that names an item: its reference, what it is, and whether only a later round told of it.
pub(super) fn named(
    reference: &str,
    record_type: RecordType,
    known_from: KnownFrom,
    at: AskedPoint,
) -> impl IntoView + use<> {
    let href = at.href(&format!("/recommendations/{reference}"));
    let reference = reference.to_owned();
    let later = (known_from == KnownFrom::LaterRound).then_some(", known only because inspectors named it on return");
    view! {
        <RowHeader>
            <a class="govuk-link app-nowrap" href=href>{reference}</a>
            <br/>
            <span class="app-secondary govuk-!-font-weight-regular">{record_type.label()}{later}</span>
        </RowHeader>
    }
}

/// What an item asks, under which topic.
pub(super) fn asked(topic: Topic, wording: Option<&str>) -> impl IntoView + use<> {
    let wording = wording.unwrap_or_default().to_owned();
    view! {
        <span class="app-secondary">{topic.with_scheme().to_string()}</span>
        <br/>
        {wording}
    }
}
