//! The rounds published last.

use followup::store::published::RoundOfForce;
use leptos::prelude::*;

use crate::{
    components::{CaptionSize, Column, DataTable, RowHeader, TableCell, TableRow},
    point::AskedPoint,
};

pub(super) fn section(latest: Vec<RoundOfForce>, at: AskedPoint) -> impl IntoView {
    let body = if latest.is_empty() {
        view! { <p class="govuk-body">"Our sources hold no round with a known date of publication."</p> }.into_any()
    } else {
        table(latest, at).into_any()
    };
    view! {
        <h2 class="govuk-heading-m" id="latest">"Published last"</h2>
        {body}
    }
}

fn table(latest: Vec<RoundOfForce>, at: AskedPoint) -> impl IntoView {
    let head = vec![Column::new("Force"), Column::new("Round"), Column::new("Published")];
    let rows = latest.into_iter().map(|RoundOfForce { force, force_name, round }| {
        let force = format!("/forces/{force}");
        let href = at.href(&format!("{force}/rounds/{}", round.slug));
        view! {
            <TableRow>
                <RowHeader><a class="govuk-link" href=at.href(&force)>{force_name}</a></RowHeader>
                <TableCell label="Round"><a class="govuk-link" href=href>{round.kind.label()}</a></TableCell>
                <TableCell label="Published">{round.published.map(|date| date.to_string())}</TableCell>
            </TableRow>
        }
    });
    let rows = rows.collect_view();
    view! {
        <DataTable caption="The rounds published last, by date of publication" caption_size=CaptionSize::Hidden head stacked=true>
            {rows}
        </DataTable>
    }
}
