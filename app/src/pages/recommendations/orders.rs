//! The orders that a reader comes for, as links above the table. Its headers offer more.

use followup::view::register_filter::{Direction, Sort};
use leptos::prelude::*;

use super::address::Address;

/// The order of a search.
const BEST_MATCH: (&str, Sort, Direction) = ("best match", Sort::Relevance, Direction::Ascending);

const ORDERS: [(&str, Sort, Direction); 6] = [
    ("where to look first", Sort::FirstLook, Direction::Ascending),
    ("deadline", Sort::Due, Direction::Ascending),
    ("newest asked", Sort::Raised, Direction::Descending),
    ("force", Sort::Force, Direction::Ascending),
    ("topic", Sort::Topic, Direction::Ascending),
    ("reference", Sort::Reference, Direction::Ascending),
];

/// The links, with the order of now marked.
pub(super) fn orders(address: &Address) -> impl IntoView + use<> {
    let now = (address.filter().sort, address.filter().order);
    let of_search = address.filter().q.is_some().then_some(BEST_MATCH);
    let links = of_search.into_iter().chain(ORDERS).map(|(words, sort, order)| {
        let current = (now == (sort, order)).then_some("true");
        view! { <li><a class="govuk-link" href=address.ordered(sort, order) aria-current=current>{words}</a></li> }
    });
    let links = links.collect_view();
    view! {
        <nav class="app-orders app-no-print" aria-label="Order of the rows">
            <span aria-hidden="true">"Order:"</span>
            <ul class="app-orders__list">{links}</ul>
        </nav>
    }
}
