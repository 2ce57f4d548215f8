//! What the imports of a round's own facts share: finding the round, and stating a fact of it.

use std::collections::BTreeMap;

use super::{
    known::{KnownRounds, round_stream},
    plan::Wanted,
    sheet::{Fault, Line, Sheet},
};
use crate::{fact::Fact, force::ForceSlug, round::Round, round::RoundSlug};

/// The round a line names by force and address.
pub fn round<'r>(line: Line<'_>, rounds: &'r KnownRounds, faults: &mut Vec<Fault>) -> Option<&'r Round> {
    let force = line.parse::<ForceSlug>("force_slug", faults);
    let slug = line.parse::<RoundSlug>("round", faults);
    let (force, slug) = (force?, slug?);
    let round = rounds.get(&force, &slug);
    if round.is_none() {
        faults.push(line.fault("round", rounds.expected(&force)));
    }
    round
}

/// A fact of a round, dated as the round is.
pub fn wanted(round: &Round, fact: Fact, texts: BTreeMap<&'static str, String>) -> Wanted {
    Wanted { stream: round_stream(&round.force, &round.slug), happened: round.happened(), fact, texts }
}

/// All rounds of the forces that a file speaks of, so that what is on record of them can be read first.
pub fn streams(sheet: &Sheet, rounds: &KnownRounds) -> Vec<String> {
    let forces = sheet.values("force_slug").into_iter().filter_map(|force| force.parse::<ForceSlug>().ok());
    let ids = forces.map(|force| {
        let of_force = rounds.of(&force).iter();
        of_force.map(|round| round_stream(&round.force, &round.slug).id).collect::<Vec<_>>()
    });
    ids.flatten().collect()
}
