//! The rows of one group, with how many there are.

use chrono::NaiveDate;
use followup::{
    account::Account,
    view::worklist::{List, WorklistQuery},
    worklist::Group,
};
use leptos::prelude::*;

use super::{
    Unselected, batch, duty,
    item::Row,
    words::{counted, order},
};
use crate::{
    components::{CaptionSize, Column, DataTable, grouped},
    worklist_address::href_of,
};

/// How the rows of a worklist are shown.
pub(super) struct Shown<'a> {
    /// To whom.
    pub(super) account: &'a Account,
    /// On which day.
    pub(super) today: NaiveDate,
    /// What was asked for.
    pub(super) asked: &'a WorklistQuery,
    /// The group whose boxes are all ticked.
    pub(super) ticked: Option<Group>,
    /// The selection of which nothing could be made.
    pub(super) unselected: Option<&'a Unselected>,
}

/// A group on the whole worklist: its first rows, and the way to all of them.
pub(super) fn section(list: List, shown: &Shown<'_>) -> AnyView {
    let group = list.group;
    let (words, more) = (counted(list.total), more(&list));
    let order = (list.total > 1).then(|| format!(" {}", order(group)));
    let href = href_of(&WorklistQuery { group: Some(group), page: 1, ..shown.asked.clone() });
    view! {
        <div class="app-group">
            <h2 class="govuk-heading-m" id=group.slug()>{group.label()}</h2>
            <p class="govuk-body">
                <a class="govuk-link" href=href>
                    {words}<span class="govuk-visually-hidden">": "{group.label()}</span>
                </a>
                "."{order}{more}
            </p>
            {table(list, shown)}
        </div>
    }
    .into_any()
}

/// That there are more than are shown.
fn more(list: &List) -> Option<String> {
    let shown = u64::try_from(list.items.len() + list.duties.len()).unwrap_or(list.total);
    (shown < list.total).then(|| format!(" The first {} are shown.", grouped(shown)))
}

/// The rows themselves; items that wait for the inspectorate can be selected, to do one thing to several.
pub(super) fn table(list: List, shown: &Shown<'_>) -> AnyView {
    let (group, account, today) = (list.group, shown.account, shown.today);
    let offers = batch::offers(group, account.role);
    let selects = !offers.is_empty();
    // A force's own people know which force it is.
    let names_force = account.forces.len() != 1;
    let force = names_force.then_some("Force");
    let select = selects.then_some("Select");
    let head = select.into_iter().chain(["What it asks"]).chain(force).chain(["Status", "Deadline", "What to do"]);
    let head = head.map(Column::new).collect();
    let reader = (account.id, account.role);
    let select = selects.then(|| shown.ticked == Some(group));
    let duties = list.duties.into_iter().map(|owed| duty::row(owed, today, names_force)).collect_view();
    let rows = list.items.into_iter().map(|item| view! { <Row item group reader today names_force select/> });
    let rows = rows.collect_view();
    let table = view! {
        <div class="app-dense">
            <DataTable caption=group.label() caption_size=CaptionSize::Hidden head stacked=true>{duties} {rows}</DataTable>
        </div>
    };
    if !selects {
        return table.into_any();
    }
    let unselected = shown.unselected.filter(|unselected| unselected.group == group);
    let error = unselected.map(|unselected| unselected.words.clone());
    batch::form(group, &offers, table.into_any(), shown, error)
}
