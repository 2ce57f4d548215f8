//! The items of one group, with how many there are.

use chrono::NaiveDate;
use followup::{account::Account, view::worklist::List};
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
    let (words, above, more) = (counted(list.total), above(&list), more(&list));
    let rows = list.total > list.above;
    let order = (list.total - list.above > 1).then(|| format!(" {}", order(group)));
    let table = rows.then(|| table(list, account, today, None, unselected));
    view! {
        <div class="app-group">
            <h2 class="govuk-heading-m" id=group.slug()>{group.label()}</h2>
            <p class="govuk-body">
                <a class="govuk-link" href=href(group, 1)>
                    {words}<span class="govuk-visually-hidden">": "{group.label()}</span>
                </a>
                "."{above}{order}{more}
            </p>
            {table}
        </div>
    }
    .into_any()
}

/// How many of a group are not listed in it, because a more urgent one above lists them.
fn above(list: &List) -> Option<String> {
    match (list.above, list.total) {
        (0, _) => None,
        (1, 1) => Some(" It is also listed above.".to_owned()),
        (above, total) if above == total => Some(" All are also listed above.".to_owned()),
        (1, _) => Some(" 1 is also listed above.".to_owned()),
        (above, _) => Some(format!(" {} are also listed above.", grouped(above))),
    }
}

/// That there are more than are shown.
fn more(list: &List) -> Option<String> {
    let shown = u64::try_from(list.items.len()).unwrap_or(list.total);
    let of_the_others = if list.above > 0 { " of the others" } else { "" };
    (shown < list.total - list.above).then(|| format!(" The first {}{of_the_others} are shown.", grouped(shown)))
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
    // A force's own people know which force it is.
    let names_force = account.forces.len() != 1;
    let force = names_force.then_some("Force");
    let select = selects.then_some("Select");
    let head = ["What it asks"].into_iter().chain(force).chain(["Status", "Deadline", "What to do"]).chain(select);
    let head = head.map(Column::new).collect();
    let reader = account.id;
    let rows = list.items.into_iter().map(|item| view! { <Row item group reader today names_force selects/> });
    let rows = rows.collect_view();
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

#[cfg(test)]
mod tests {
    use followup::worklist::Group;

    use super::*;

    #[test]
    fn a_group_says_how_many_of_its_items_stand_above_and_its_count_stays_true() {
        let of = |total, listed| {
            let list = List { group: Group::NotUpdated, total, above: listed, items: Vec::new() };
            above(&list)
        };
        assert_eq!(of(3, 0), None);
        assert_eq!(of(3, 1).as_deref(), Some(" 1 is also listed above."));
        assert_eq!(of(1200, 1100).as_deref(), Some(" 1,100 are also listed above."));
        assert_eq!(of(3, 3).as_deref(), Some(" All are also listed above."));
        assert_eq!(of(1, 1).as_deref(), Some(" It is also listed above."));
    }
}
