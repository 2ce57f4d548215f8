//! The visits of inspectors to a force, first to last: what each asked for and what it spoke of.

use followup::view::{force::ChainRound, published::DatedRound};
use leptos::prelude::*;

use super::counts::{counted, found_in, items_href};
use crate::{
    components::{Strip, StripEntry, StripMark},
    point::AskedPoint,
};

/// One entry for each visit that says something item by item, the others in one line. A full mark is an inspection, a ring a visit that
/// comes back to one.
#[component]
pub(super) fn Visits(rounds: Vec<ChainRound>, force: String, at: AskedPoint) -> impl IntoView {
    let (speaking, silent): (Vec<_>, Vec<_>) =
        rounds.into_iter().partition(|round| any(&round.raised) || any(&round.found));
    let entries = speaking.into_iter().map(|round| visit(round, &force, at)).collect();
    let silent = (!silent.is_empty()).then(|| {
        let links = silent.iter().map(|round| {
            view! { <li><a class="govuk-link app-strip__silent" href=href(&force, &round.name, at)>{round.name.title()}</a></li> }
        });
        let links = links.collect_view();
        view! {
            <p class="govuk-body-s app-secondary app-strip__unread">"We could read nothing item by item about:"</p>
            <ul class="app-strip__unread-list">{links}</ul>
        }
    });
    view! {
        <h2 class="govuk-visually-hidden" id="rounds">"Visits"</h2>
        <Strip entries/>
        {silent}
    }
}

fn any(counts: &[u64]) -> bool {
    counts.iter().any(|count| *count > 0)
}

fn href(force: &str, round: &DatedRound, at: AskedPoint) -> String {
    at.href(&format!("/forces/{force}/rounds/{}", round.slug))
}

fn visit(round: ChainRound, force: &str, at: AskedPoint) -> StripEntry {
    let ChainRound { name, raised, found } = round;
    let mark = if name.kind.comes_after_another() { StripMark::Ring } else { StripMark::Full };
    let asked = any(&raised).then(|| {
        let counts = counted(&raised, |of| items_href(force, of, &[("raised_in", name.slug.as_str())], at));
        view! { "Asked for "{counts}". " }
    });
    let said = found_in(&name.slug);
    let spoke = any(&found).then(|| {
        let counts = counted(&found, |of| items_href(force, of, &said, at));
        view! { "Spoke of "{counts}"." }
    });
    let title = view! { <a class="govuk-link" href=href(force, &name, at)>{name.title()}</a> };
    StripEntry { mark, title: title.into_any(), words: view! { {asked}{spoke} }.into_any() }
}

/// What a dated view leaves out, since nobody can say whether it was there by then. Leads to the present view.
#[component]
pub(super) fn Undated(undated: Vec<DatedRound>, force: String) -> impl IntoView {
    let rounds: Vec<_> = undated
        .into_iter()
        .map(|round| {
            let href = format!("/forces/{force}/rounds/{}", round.slug);
            view! { <li><a class="govuk-link" href=href>{format!("{}, in the present view", round.title())}</a></li> }
        })
        .collect();
    (!rounds.is_empty()).then(|| {
        view! {
            <h2 class="govuk-heading-m">"Date not known"</h2>
            <p class="govuk-body">"These visits have no date, so this view leaves them out, with what they asked for and found:"</p>
            <ul class="govuk-list govuk-list--bullet">{rounds.collect_view()}</ul>
        }
    })
}
