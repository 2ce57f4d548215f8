//! What was last said of a force, in marks and in words: the same in the table of forces and wherever else forces are rows.

use followup::{
    counting::bands::{Band, BandedForce},
    finding::{FindingGroup, KnownFrom, RecordType},
};
use leptos::prelude::*;

use crate::{
    components::{FoundMarks, MOST_MARKS, grouped},
    pages::force::month,
    point::AskedPoint,
};

/// Whether a chart of these rows draws bars: one of them has more items than marks can show.
pub(in crate::pages) fn needs_bars<'a>(mut forces: impl Iterator<Item = &'a BandedForce>) -> bool {
    forces.any(|force| items(force) > MOST_MARKS)
}

/// Whether one of the force's marks is a recommendation, which the key of the marks then tells apart.
pub(in crate::pages) fn has_recommendations(force: &BandedForce) -> bool {
    let of = RecordType::Recommendation as usize;
    force.found[of].all() + force.not_looked_at[of] > 0
}

fn items(force: &BandedForce) -> u64 {
    force.found.iter().map(|of| of.all()).chain(force.not_looked_at).sum()
}

/// Each item of the force by its latest finding. The number beside a bar leads to all of them.
pub(in crate::pages) fn marks(force: &BandedForce, bars: bool, at: AskedPoint) -> AnyView {
    let (found, not_looked_at) = (force.found, force.not_looked_at);
    let all_href = at.href_with("/recommendations", &[("force", force.force.slug.as_str())]);
    view! { <FoundMarks found not_looked_at bars all_href/> }.into_any()
}

/// When it was said: `August 2021`.
pub(in crate::pages) fn said_in(force: &BandedForce) -> String {
    force.said.map_or_else(|| "date not known".to_owned(), month)
}

/// What puts the force where it is, each number a link to its rows.
pub(in crate::pages) fn words(force: &BandedForce, at: AskedPoint) -> AnyView {
    let slug = force.force.slug.as_str();
    let of_round = |round: &str| at.href(&format!("/forces/{slug}/rounds/{round}"));
    let (number, of) = (grouped(force.number), grouped(force.of));
    let round = force.round.as_ref().map(|round| round.slug.clone()).unwrap_or_default();
    match force.band {
        Band::Inadequate | Band::RequiresImprovement => {
            let (class, word) = if force.band == Band::Inadequate {
                ("app-grade-word app-grade-word--inadequate", "Inadequate")
            } else {
                ("app-grade-word", "Requires improvement")
            };
            let href = of_round(&round) + "#grades";
            let words = format!("{word} in {number} of {of} topics");
            view! { <a class="govuk-link" href=href><span class=class>{words}</span></a> }.into_any()
        }
        Band::OfConcern | Band::OfConcernBefore => {
            let concern =
                [FindingGroup::StillOfConcern, FindingGroup::NoProgress].map(|group| ("finding_group", group.slug()));
            let filter: Vec<_> = [("force", slug), ("found_in", round.as_str())].into_iter().chain(concern).collect();
            let href = at.href_with("/recommendations", &filter);
            let words = format!("{number} of {of} {} still of concern", noun(force));
            // The marks count each item's latest finding, the words one visit.
            let latest: u64 = force.found.iter().map(|of| of.of_concern).sum();
            let earlier = (latest > force.number)
                .then(|| format!(", and {} that an earlier visit spoke of", grouped(latest - force.number)));
            view! { <a class="govuk-link" href=href>{words}</a>{earlier} }.into_any()
        }
        Band::NewlyRaised => {
            let filter = [("force", slug), ("raised_in", round.as_str()), ("known_from", KnownFrom::Raised.slug())];
            let words =
                format!("{number} new {}, not looked at again yet", if force.number == 1 { "item" } else { "items" });
            view! { <a class="govuk-link" href=at.href_with("/recommendations", &filter)>{words}</a> }.into_any()
        }
        Band::NothingOfConcern | Band::NothingOfConcernBefore => "Nothing of concern in what we could read".into_any(),
        Band::ResultNotKnown => "Visited; result not known to us".into_any(),
        Band::NoVisit => "No visit known to us".into_any(),
    }
}

/// What the items of the last visit with findings are: one kind by its name, both together as items.
fn noun(force: &BandedForce) -> &'static str {
    let with: Vec<_> = RecordType::ALL.iter().filter(|of| force.last_found[**of as usize].all() > 0).collect();
    match with.as_slice() {
        [RecordType::Recommendation] => "recommendations",
        [RecordType::AreaOfConcern] => "areas",
        _ => "items",
    }
}
