//! What was last said of each force: the band it is in, with the count that puts it there and the date it was said.

use serde::{Deserialize, Serialize};

use crate::{
    counting::bands::{Band, BandedForce, Lately, lately},
    progress::{findings_across_rounds::Coverage, selection::Selection},
};

/// The figure: chart, table, CSV, headline and text alternative are all made from this value.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct LastSaid {
    /// Of whom, in words.
    pub scope: String,
    /// What was picked. Always says of which items: both kinds together unless the reader asked for one.
    pub selection: Selection,
    /// The forces that were picked, band by band, the most pressing first.
    pub forces: Vec<BandedForce>,
}

/// What the count of a force is of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Unit {
    /// Topics with a grade.
    Topics,
    /// Items.
    Items,
}

impl LastSaid {
    /// The figure of forces in the order of [`crate::counting::bands::in_order`].
    #[must_use]
    pub fn new(scope: String, selection: Selection, forces: Vec<BandedForce>) -> Self {
        Self { scope, selection: selection.both_unless_asked(), forces }
    }

    /// The bands that occur, the most pressing first, each with its forces.
    pub fn bands(&self) -> impl Iterator<Item = (Band, &[BandedForce])> {
        let bands = self.forces.chunk_by(|one, other| one.band == other.band);
        bands.filter_map(|forces| Some((forces.first()?.band, forces)))
    }

    /// How many forces were reported on in the last five years, and in how many something was wrong.
    #[must_use]
    pub fn lately(&self) -> Lately {
        lately(&self.forces)
    }

    /// Of how many of the forces anything was said that we could read.
    #[must_use]
    pub fn coverage(&self) -> Coverage {
        Coverage::new(self.forces.iter().filter(|force| number(force).is_some()).count(), self.forces.len())
    }
}

/// The count of a force; `None` where nothing was said that we could read.
#[must_use]
pub const fn number(force: &BandedForce) -> Option<u64> {
    match force.band {
        Band::ResultNotKnown | Band::NoVisit => None,
        _ => Some(force.number),
    }
}

/// Of how many its count is a part; `None` where it is not a part of anything.
#[must_use]
pub const fn whole(force: &BandedForce) -> Option<u64> {
    match force.band {
        Band::Inadequate | Band::OfConcern | Band::RequiresImprovement | Band::OfConcernBefore => Some(force.of),
        // New items are all that was raised, and of the others the round named is not always the one that found something.
        _ => None,
    }
}

/// What the count of a force in a band is of.
#[must_use]
pub const fn unit(band: Band) -> Unit {
    match band {
        Band::Inadequate | Band::RequiresImprovement => Unit::Topics,
        _ => Unit::Items,
    }
}
