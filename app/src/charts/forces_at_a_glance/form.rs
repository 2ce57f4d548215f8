//! How each level looks: the darker, the worse, and each in a form of its own.

use followup::progress::forces_at_a_glance::Level;
use plotters::style::RGBColor;

use crate::charts::{
    drawing::{Dash, Stroke},
    palette::{CONCERN, EDGE, INK, PAPER, PARTLY, SETTLED},
    tile_map::TileForm,
};

/// The look of a level's tiles and of its entry in the key.
pub const fn form(level: Level) -> TileForm {
    match level {
        Level::Worst => tile(Some(CONCERN), CONCERN, 1, Dash::Solid),
        Level::Middle => tile(Some(PARTLY), PARTLY, 1, Dash::Solid),
        Level::Least => tile(None, PARTLY, 2, Dash::Solid),
        Level::Zero => tile(Some(SETTLED), EDGE, 1, Dash::Solid),
        Level::TooFew => tile(None, EDGE, 1, Dash::Solid),
        Level::Unknown => tile(None, EDGE, 1, Dash::Short),
    }
}

/// The colour of words on a level's tiles.
pub const fn ink(level: Level) -> RGBColor {
    if matches!(level, Level::Worst) { PAPER } else { INK }
}

const fn tile(ground: Option<RGBColor>, colour: RGBColor, width: u32, dash: Dash) -> TileForm {
    TileForm { ground, edge: Stroke { colour, width, dash }, corner: None }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_two_levels_look_alike() {
        let all = [Level::Worst, Level::Middle, Level::Least, Level::Zero, Level::TooFew, Level::Unknown];
        for (place, one) in all.iter().enumerate() {
            assert!(all[place + 1..].iter().all(|other| form(*one) != form(*other)), "{one:?}");
        }
    }
}
