//! What was last said of a force, in words: the same in the table of forces, on the overview and in the briefing.

use followup::{
    counting::bands::{Band, BandedForce},
    finding::{FindingGroup, KnownFrom, RecordType},
};

use crate::{force_in_words::month, number::grouped, point::AskedPoint};

/// How many forces are named as those to look at first.
const FIRST: usize = 10;

/// What puts a force where it is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LastSaidInWords {
    /// The words.
    pub text: String,
    /// Exactly the rows that they count; `None` where they count none.
    pub href: Option<String>,
    /// What is to be known beside it.
    pub rest: Option<String>,
}

/// The forces to look at first, of forces in the order of their bands.
pub fn first_to_look_at(forces: &[BandedForce]) -> Vec<&BandedForce> {
    forces.iter().filter(|force| force.band < Band::ResultNotKnown).take(FIRST).collect()
}

/// When it was said: `August 2021`.
pub fn said_in(force: &BandedForce) -> String {
    force.said.map_or_else(|| "date not known".to_owned(), month)
}

/// What puts the force where it is.
pub fn last_said(force: &BandedForce, at: AskedPoint) -> LastSaidInWords {
    let slug = force.force.slug.as_str();
    let (number, of) = (grouped(force.number), grouped(force.of));
    let round = force.round.as_ref().map(|round| round.slug.clone()).unwrap_or_default();
    let plain = |text: &str| LastSaidInWords { text: text.to_owned(), href: None, rest: None };
    match force.band {
        Band::Inadequate | Band::RequiresImprovement => {
            let word = if force.band == Band::Inadequate { "Inadequate" } else { "Requires improvement" };
            let href = at.href(&format!("/forces/{slug}/rounds/{round}")) + "#grades";
            LastSaidInWords { text: format!("{word} in {number} of {of} topics"), href: Some(href), rest: None }
        }
        Band::OfConcern | Band::OfConcernBefore => {
            let concern =
                [FindingGroup::StillOfConcern, FindingGroup::NoProgress].map(|group| ("finding_group", group.slug()));
            let filter: Vec<_> = [("force", slug), ("found_in", round.as_str())].into_iter().chain(concern).collect();
            // Marks count each item's latest finding, the words one visit.
            let latest: u64 = force.found.iter().map(|of| of.of_concern).sum();
            let earlier = (latest > force.number)
                .then(|| format!(", and {} that an earlier visit spoke of", grouped(latest - force.number)));
            LastSaidInWords {
                text: format!("{number} of {of} {} still of concern", noun(force)),
                href: Some(at.href_with("/recommendations", &filter)),
                rest: earlier,
            }
        }
        Band::NewlyRaised => {
            let filter = [("force", slug), ("raised_in", round.as_str()), ("known_from", KnownFrom::Raised.slug())];
            let noun = if force.number == 1 { "item" } else { "items" };
            LastSaidInWords {
                text: format!("{number} new {noun}, not looked at again yet"),
                href: Some(at.href_with("/recommendations", &filter)),
                rest: None,
            }
        }
        Band::NothingOfConcern | Band::NothingOfConcernBefore => plain("Nothing of concern in what we could read"),
        Band::ResultNotKnown => plain("Visited; result not known to us"),
        Band::NoVisit => plain("No visit known to us"),
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
