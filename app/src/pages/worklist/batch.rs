//! Selecting several items of a group, and choosing what to do with them.

use followup::{identity::Role, query::Query as _, worklist::Group};
use leptos::prelude::*;

use super::{OFFERS, SELECTED_PATH, group::Shown};
use crate::{
    components::{Choice, SelectField, TableCell},
    form::offer::Offer,
    request::QueryParams,
    worklist_address::PATH,
};

/// What somebody of a role can do to several items of a group at once.
pub(super) fn offers(group: Group, role: Role) -> Vec<Offer> {
    let fits = |offer: &Offer| match group {
        Group::Submitted => *offer != Offer::Decide,
        Group::Proposed => *offer == Offer::Decide,
        _ => false,
    };
    OFFERS.into_iter().filter(|offer| offer.permission().is_of(role)).filter(fits).collect()
}

/// The table of a group as a form: what is selected there goes on to a page that lists it once more. The form says which page
/// of the group it stands on, so that the same rows are shown again where nothing was selected.
pub(super) fn form(
    group: Group,
    offers: &[Offer],
    table: AnyView,
    shown: &Shown<'_>,
    error: Option<String>,
) -> AnyView {
    let place =
        shown.asked.to_pairs().into_iter().map(|(name, value)| view! { <input type="hidden" name=name value=value/> });
    let place = place.collect_view();
    let all = shown.ticked == Some(group);
    let every =
        shown.asked.to_pairs().into_iter().fold(QueryParams::default(), |query, (name, value)| query.and(name, value));
    let every = if all { every } else { every.and("select", group.slug()) };
    let every = format!("{}#{}", every.href(PATH), group.slug());
    let words = if all { "Select none on this page" } else { "Select all on this page" };
    let every = view! {
        <p class="govuk-body app-no-print">
            <a class="govuk-link" href=every>{words}<span class="govuk-visually-hidden">": "{group.label()}</span></a>
        </p>
    };
    let error = error.map(|error| {
        view! {
            <p class="govuk-error-message"><span class="govuk-visually-hidden">"Error: "</span>{error}</p>
        }
    });
    let (choice, words) = if let [only] = offers {
        (view! { <input type="hidden" name="do" value=only.slug()/> }.into_any(), only.label())
    } else {
        let id = format!("do-{}", group.slug());
        let options = offers.iter().map(|offer| Choice::new(offer.slug(), offer.label(), false)).collect();
        (view! { <SelectField name="do" id label="With the selected items" options/> }.into_any(), "Continue")
    };
    view! {
        <form method="get" action=SELECTED_PATH>
            {place}
            {error}
            {every}
            {table}
            <div class="app-no-print">
                {choice}
                <button type="submit" class="govuk-button govuk-button--secondary">{words}" for the selected items"</button>
            </div>
        </form>
    }
    .into_any()
}

/// The identity of the box that selects an item in a group.
pub(super) fn id(reference: &str, group: Group) -> String {
    format!("{}-{reference}", group.slug())
}

/// The box that selects an item. It is named by the item, and told apart where an item stands in two groups.
pub(super) fn checkbox(reference: &str, group: Group, ticked: bool) -> AnyView {
    let id = id(reference, group);
    let reference = reference.to_owned();
    view! {
        <TableCell label="Select">
            <div class="govuk-checkboxes govuk-checkboxes--small">
                <div class="govuk-checkboxes__item">
                    <input class="govuk-checkboxes__input" type="checkbox" id=id.clone() name="item" value=reference.clone() checked=ticked/>
                    <label class="govuk-label govuk-checkboxes__label" for=id>
                        <span class="govuk-visually-hidden">"Select "{reference}</span>
                    </label>
                </div>
            </div>
        </TableCell>
    }
    .into_any()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_waits_for_the_inspectorate_is_done_in_batches_and_only_by_those_who_may() {
        assert_eq!(offers(Group::Submitted, Role::Inspector), [Offer::Return, Offer::SetStatus, Offer::Propose]);
        assert_eq!(offers(Group::Proposed, Role::Authoriser), [Offer::Decide]);
        assert_eq!(offers(Group::Proposed, Role::Inspector), []);
        assert_eq!(offers(Group::Overdue, Role::ForceLiaisonOfficer), []);
    }
}
