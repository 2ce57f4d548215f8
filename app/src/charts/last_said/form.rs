//! How each band looks: by colour, and where two could be taken for one another also by form.

use followup::counting::bands::Band;
use plotters::style::RGBColor;

use crate::charts::{
    drawing::{Dash, Stroke},
    palette::{CONCERN, EDGE, INK, PAPER, PARTLY, SETTLED, SETTLED_BEFORE},
    tile_map::TileForm,
};

/// The look of a band's tiles and of its entry in the key.
pub const fn form(band: Band) -> TileForm {
    let plain = TileForm { ground: None, edge: edge(EDGE, 1), corner: None };
    match band {
        Band::Inadequate | Band::OfConcern => filled(CONCERN, CONCERN),
        Band::RequiresImprovement => filled(PARTLY, PARTLY),
        // A corner that is turned over: something new lies on top.
        Band::NewlyRaised => TileForm { edge: edge(PARTLY, 2), corner: Some(PARTLY), ..plain },
        Band::OfConcernBefore => TileForm { edge: edge(CONCERN, 3), ..plain },
        Band::NothingOfConcern => filled(SETTLED, EDGE),
        Band::NothingOfConcernBefore => filled(SETTLED_BEFORE, EDGE),
        Band::ResultNotKnown => plain,
        Band::NoVisit => TileForm { edge: Stroke { dash: Dash::Short, ..edge(EDGE, 1) }, ..plain },
    }
}

/// The colour of words on a band's tiles.
pub const fn ink(band: Band) -> RGBColor {
    match band {
        Band::Inadequate | Band::OfConcern => PAPER,
        _ => INK,
    }
}

const fn filled(ground: RGBColor, colour: RGBColor) -> TileForm {
    TileForm { ground: Some(ground), edge: edge(colour, 1), corner: None }
}

const fn edge(colour: RGBColor, width: u32) -> Stroke {
    Stroke { colour, width, dash: Dash::Solid }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_two_bands_look_alike_but_the_two_that_call_for_a_look() {
        for (place, one) in Band::ALL.iter().enumerate() {
            for other in &Band::ALL[place + 1..] {
                let both = (*one, *other);
                assert_eq!(form(*one) == form(*other), both == (Band::Inadequate, Band::OfConcern), "{both:?}");
            }
        }
    }

    #[test]
    fn bands_four_and_five_differ_from_all_others_without_colour() {
        let shape = |band| {
            let TileForm { ground, edge, corner } = form(band);
            (ground.is_some(), edge.width, edge.dash, corner.is_some())
        };
        for band in [Band::NewlyRaised, Band::OfConcernBefore] {
            let alike = Band::ALL.iter().filter(|other| shape(**other) == shape(band)).count();
            assert_eq!(alike, 1, "{band:?}");
        }
    }
}
