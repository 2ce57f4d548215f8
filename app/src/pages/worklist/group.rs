//! The items of one group, with how many there are.

use chrono::NaiveDate;
use followup::{account::Account, store::worklist::List};
use leptos::prelude::*;

use super::{
    href,
    item::Row,
    words::{counted, order},
};
use crate::components::{CaptionSize, Column, DataTable, grouped};

/// A group on the whole worklist: its first items, and the way to all of them.
pub(super) fn section(list: List, account: &Account, today: NaiveDate) -> AnyView {
    let group = list.group;
    let shown = u64::try_from(list.items.len()).unwrap_or(list.total);
    let more = (shown < list.total).then(|| format!(" The first {} are shown.", grouped(shown)));
    let words = counted(list.total);
    view! {
        <section aria-labelledby=group.slug()>
            <h2 class="govuk-heading-m" id=group.slug()>{group.label()}</h2>
            <p class="govuk-body">
                <a class="govuk-link" href=href(group, 1)>
                    {words}<span class="govuk-visually-hidden">": "{group.label()}</span>
                </a>
                {(list.total > 1).then(|| format!(", {}", order(group)))}"."{more}
            </p>
            {table(list, account, today)}
        </section>
    }
    .into_any()
}

/// The items themselves.
pub(super) fn table(list: List, account: &Account, today: NaiveDate) -> AnyView {
    let group = list.group;
    let head =
        ["Reference", "Force", "Topic and wording", "Status", "Deadline", "Last update by the force", "What to do"];
    let head = head.map(Column::new).into();
    let reader = account.id;
    let rows = list.items.into_iter().map(|item| view! { <Row item group reader today/> }).collect_view();
    view! {
        <div class="app-dense">
            <DataTable caption=group.label() caption_size=CaptionSize::Hidden head stacked=true>{rows}</DataTable>
        </div>
    }
    .into_any()
}
