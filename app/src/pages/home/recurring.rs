//! What recurs: the topics by the number of forces they came up in, each scheme for itself.

use followup::{finding::RecordType, store::overview::Recurring, topic::Scheme};
use leptos::prelude::*;

use crate::{
    components::{CaptionSize, Column, DataTable, RowHeader, TableCell, TableRow, grouped},
    point::AskedPoint,
};

pub(super) fn section(recurring: Vec<Recurring>, at: AskedPoint) -> impl IntoView {
    let schemes = Scheme::ALL.iter().filter_map(|scheme| {
        let topics: Vec<_> = recurring.iter().copied().filter(|row| row.topic.scheme() == *scheme).collect();
        (!topics.is_empty()).then(|| table(*scheme, topics, at))
    });
    let schemes = schemes.collect_view();
    let body = if recurring.is_empty() {
        view! { <p class="govuk-body">"Our sources hold no recommendation or area of concern."</p> }.into_any()
    } else {
        schemes.into_any()
    };
    view! {
        <h2 class="govuk-heading-m" id="recurring">"What recurs"</h2>
        {body}
    }
}

fn table(scheme: Scheme, topics: Vec<Recurring>, at: AskedPoint) -> impl IntoView {
    let head = vec![
        Column::new("Topic"),
        Column::numeric("Forces"),
        Column::numeric("Recommendations"),
        Column::numeric("Areas of concern"),
    ];
    let rows = topics.into_iter().map(|row| {
        let topic = ("topic", row.topic.slug());
        let items = RecordType::ALL.iter().map(|of| {
            (row.items[*of as usize], at.href_with("/recommendations", &[topic, ("record_type", of.slug())]))
        });
        let numbers =
            [(row.forces, at.href_with("/forces", &[topic]))].into_iter().chain(items).map(|(number, href)| {
                view! { <TableCell numeric=true><a class="govuk-link" href=href>{grouped(number)}</a></TableCell> }
            });
        let numbers = numbers.collect_view();
        view! {
            <TableRow>
                <RowHeader>{row.topic.label()}</RowHeader>
                {numbers}
            </TableRow>
        }
    });
    let rows = rows.collect_view();
    let caption = format!("Topics by the number of forces they came up in, {}", scheme.label());
    view! {
        <DataTable caption caption_size=CaptionSize::Small head>
            {rows}
        </DataTable>
    }
}
