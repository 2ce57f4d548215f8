//! The items of one group, with how many there are.

use chrono::NaiveDate;
use followup::{account::Account, store::worklist::List};
use leptos::prelude::*;

use super::{
    Unselected, batch, href,
    item::Row,
    words::{counted, order},
};
use crate::components::{CaptionSize, Column, DataTable, grouped};

/// A group on the whole worklist: its first items, and the way to all of them.
pub(super) fn section(list: List, account: &Account, today: NaiveDate, unselected: Option<&Unselected>) -> AnyView {
    let group = list.group;
    let shown = u64::try_from(list.items.len()).unwrap_or(list.total);
    let more = (shown < list.total).then(|| format!(" The first {} are shown.", grouped(shown)));
    let words = counted(list.total);
    view! {
        <div class="app-group">
            <h2 class="govuk-heading-m" id=group.slug()>{group.label()}</h2>
            <p class="govuk-body">
                <a class="govuk-link" href=href(group, 1)>
                    {words}<span class="govuk-visually-hidden">": "{group.label()}</span>
                </a>
                {(list.total > 1).then(|| format!(", {}", order(group)))}"."{more}
            </p>
            {table(list, account, today, None, unselected)}
        </div>
    }
    .into_any()
}

/// The items themselves; those that wait for the inspectorate can be selected, to do one thing to several. `alone` is the
/// page of the group where it is shown alone.
pub(super) fn table(
    list: List,
    account: &Account,
    today: NaiveDate,
    alone: Option<u32>,
    unselected: Option<&Unselected>,
) -> AnyView {
    let group = list.group;
    let offers = batch::offers(group, account.role);
    let selects = !offers.is_empty();
    let head = ["Reference", "Force", "Topic and wording", "Status", "Deadline", "What to do"];
    let select = selects.then(|| Column::new("Select"));
    let head = select.into_iter().chain(head.map(Column::new)).collect();
    let reader = account.id;
    let rows = list.items.into_iter().map(|item| view! { <Row item group reader today selects/> }).collect_view();
    let table = view! {
        <div class="app-dense">
            <DataTable caption=group.label() caption_size=CaptionSize::Hidden head stacked=true>{rows}</DataTable>
        </div>
    };
    if !selects {
        return table.into_any();
    }
    let error = unselected.filter(|unselected| unselected.group == group).map(|unselected| unselected.words.clone());
    batch::form(group, &offers, table.into_any(), alone, error)
}
