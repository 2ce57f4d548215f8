//! What was last said of a force, in marks and in words with links: the same in the table of forces and wherever else forces are rows.

use followup::{
    counting::bands::{Band, BandedForce},
    finding::RecordType,
};
use leptos::prelude::*;

use crate::{
    components::{FoundMarks, MOST_MARKS},
    last_said_in_words::{LastSaidInWords, last_said},
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

/// What puts the force where it is, each number a link to its rows.
pub(in crate::pages) fn words(force: &BandedForce, at: AskedPoint) -> AnyView {
    let LastSaidInWords { text, href, rest } = last_said(force, at);
    let words = match force.band {
        Band::Inadequate => view! { <span class="app-grade-word app-grade-word--inadequate">{text}</span> }.into_any(),
        Band::RequiresImprovement => view! { <span class="app-grade-word">{text}</span> }.into_any(),
        _ => text.into_any(),
    };
    let words = match href {
        Some(href) => view! { <a class="govuk-link" href=href>{words}</a> }.into_any(),
        None => words,
    };
    view! { {words}{rest} }.into_any()
}
