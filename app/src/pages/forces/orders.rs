//! The orders that a reader comes for, as links above the table. Its headers offer more.

use followup::view::{forces_filter::Sort, register_filter::Direction};
use leptos::prelude::*;

use super::{address::Address, table::Drawn};

/// The links, with the order of now marked.
pub(super) fn orders(address: Address, drawn: Drawn) -> impl IntoView + use<> {
    let orders = [
        Some(("where to look first", Sort::FirstLook, Direction::Ascending)),
        Some(("name", Sort::Force, Direction::Ascending)),
        Some(("longest since a visit", Sort::LastRound, Direction::Ascending)),
        drawn.columns.overdue.then_some(("most overdue", Sort::Overdue, Direction::Descending)),
    ];
    let links = orders.into_iter().flatten().map(|(words, sort, order)| {
        let current = (address.filter.sort, address.filter.order) == (sort, order);
        let href = address.ordered(sort, order);
        view! { <li><a class="govuk-link" href=href aria-current=current.then_some("true")>{words}</a></li> }
    });
    view! {
        <nav class="app-orders app-no-print" aria-label="Order of the forces">
            <span aria-hidden="true">"Order:"</span>
            <ul class="app-orders__list">{links.collect_view()}</ul>
        </nav>
    }
}
