//! One item of a worklist: what it asks, how it stands, for which other reasons it waits, how long ago either side last spoke, and
//! what to do.

use chrono::NaiveDate;
use followup::{
    age::age,
    identity::{PersonId, Role},
    partial_date::in_words,
    view::worklist::Item,
    worklist::Group,
};
use leptos::prelude::*;

use super::{
    batch,
    to_do::{ToDo, to_do},
};
use crate::{
    components::{Freshness, ItemStatus, RowHeader, TableCell, TableRow, Tag, TagColour},
    pages::{follow_up::proposal::relied_on, recommendations::ERASED},
};

/// A row.
#[component]
pub(super) fn Row(
    /// The item.
    item: Item,
    /// The group it is listed in.
    group: Group,
    /// Who reads, in which role.
    reader: (PersonId, Role),
    /// Today.
    today: NaiveDate,
    /// Whether its force is named: nobody of one force needs to be told.
    names_force: bool,
    /// Whether it is selected; `None` where it cannot be.
    select: Option<bool>,
) -> impl IntoView {
    let ToDo { note, action, href } = to_do(&item, group, reader, today);
    let Item { row, also, proposed_by, .. } = item;
    let reference = row.reference.to_string();
    let of_reference = format!(" {reference}");
    let item = format!("/recommendations/{reference}");
    let note = note.map(|note| view! { <span class="app-secondary">{note}</span> <br/> });
    let relied_on = proposed_by.map(|by| {
        let pieces = relied_on(&by, &reference);
        view! { <span class="app-secondary">"Evidence relied on:"</span> <ul class="govuk-list app-cell-list app-secondary">{pieces}</ul> }
    });
    let select = select.map(|ticked| batch::checkbox(&reference, group, ticked));
    let (force, force_name) = (format!("/forces/{}", row.force), row.force_name);
    let force = names_force
        .then(|| view! { <TableCell label="Force"><a class="govuk-link" href=force>{force_name}</a></TableCell> });
    view! {
        <TableRow>
            {select}
            <RowHeader>
                <span class="govuk-!-font-weight-regular">{row.wording.unwrap_or_else(|| ERASED.to_owned())}</span>
                <br/>
                <span class="app-secondary govuk-!-font-weight-regular">
                    {row.topic.label()}" · "<a class="govuk-link" href=item>{reference}</a>" · "{row.record_type.label()}
                </span>
                {other_reasons(&also)}
            </RowHeader>
            {force}
            <TableCell label="Status">
                <ItemStatus status=row.status source=row.source_status/>
                <br/>
                <Freshness updated_on=row.work.updated_on verified_on=row.work.verified_on today/>
            </TableCell>
            <TableCell label="Deadline">{row.deadline.state_in_words}</TableCell>
            <TableCell label="What to do">
                {note}
                {relied_on}
                <a class="govuk-link" href=href>{action}<span class="govuk-visually-hidden">{of_reference}</span></a>
            </TableCell>
        </TableRow>
    }
}

/// For which other reasons an item waits, so that nobody takes it for several items.
fn other_reasons(also: &[Group]) -> Option<AnyView> {
    let tags = also.iter().map(|group| view! { " "<Tag colour=TagColour::Grey text=group.label()/> });
    let tags: Vec<_> = tags.collect();
    (!tags.is_empty()).then(|| view! { <br/><span class="govuk-!-font-weight-regular">{tags}</span> }.into_any())
}

/// A day and how long ago it was: `12 March 2026, 3 months ago`.
pub(super) fn since(day: NaiveDate, today: NaiveDate) -> String {
    format!("{}, {}", in_words(day), age(day, today))
}
