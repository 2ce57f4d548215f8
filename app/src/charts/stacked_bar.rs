//! One bar of shares: segments in a fixed order of categories, each labelled directly where there is room.

use plotters::style::RGBColor;

use super::{
    drawing::{Anchor, Drawing, Lettering},
    flow::{Column, TEXT, line_height, whole_units},
    text_width::text_width,
    texture::filled,
    wrapping::wrapped_in_whole_words,
};

/// White between two segments: two dark or two light colours may come to touch when a group between them is empty.
const WHITE_GAP: i32 = 2;
/// The narrowest segment, so that one item among thousands is still seen.
const NARROWEST: i32 = 2;
/// Between a segment's edge and its words.
const PADDING: i32 = 4;
/// Plain colour above the letters of a label.
const GAP_ABOVE: i32 = 2;

/// One part of a bar.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Segment {
    /// Its colour.
    pub colour: RGBColor,
    /// The colour of text on it.
    pub ink: RGBColor,
    /// What it counts.
    pub name: &'static str,
    /// How many: segments are as long as their counts.
    pub count: u64,
    /// The share with its count, as printed: `43% (3)`.
    pub share: String,
}

/// Draws the segments that count anything, in a bar so high; gives those it had no room to label, each with its words.
pub fn draw(
    drawing: &mut Drawing,
    segments: &[Segment],
    column: Column,
    top: i32,
    height: i32,
) -> Vec<(RGBColor, String)> {
    let segments: Vec<_> = segments.iter().filter(|segment| segment.count > 0).collect();
    let counts: Vec<u64> = segments.iter().map(|segment| segment.count).collect();
    let mut left = column.left;
    let mut unlabelled = Vec::new();
    for (segment, width) in segments.iter().zip(widths(&counts, column.width)) {
        filled(drawing, [(left, top), (left + width, top + height)], segment.colour);
        match label(segment, (width, height)) {
            Some(lines) => set(drawing, &lines, (left, width), (top, height), segment),
            None => unlabelled.push((segment.colour, format!("{}: {}", segment.name, segment.share))),
        }
        left += width + WHITE_GAP;
    }
    unlabelled
}

/// The lines of a segment's label: name and share, in a bar of one line the share alone; `None` where they do not fit.
fn label(segment: &Segment, (width, height): (i32, i32)) -> Option<Vec<String>> {
    let room = f64::from(width - 2 * PADDING);
    let lines = usize::try_from(height / line_height(TEXT)).unwrap_or(0);
    let mut set = match lines {
        0 | 1 => Vec::new(),
        _ => wrapped_in_whole_words(segment.name, room, TEXT.size, TEXT.weight)?,
    };
    if set.len() >= lines || text_width(&segment.share, TEXT.size, TEXT.weight) > room {
        return None;
    }
    set.push(segment.share.clone());
    Some(set)
}

/// Sets lines in the middle of a segment, on its plain colour.
fn set(drawing: &mut Drawing, lines: &[String], (left, width): (i32, i32), (top, high): (i32, i32), segment: &Segment) {
    let middle = left + width / 2;
    let lettering = Lettering { colour: segment.ink, ..TEXT };
    let height = line_height(lettering);
    let lines_high = i32::try_from(lines.len()).map_or(high, |count| count * height);
    let (first, above) =
        (top + (high - lines_high) / 2, (height - i32::try_from(lettering.size).unwrap_or(height)) / 2);
    let widest = lines.iter().map(|line| text_width(line, TEXT.size, TEXT.weight)).fold(0.0, f64::max);
    let half = (whole_units(widest / 2.0) + PADDING).min(width / 2);
    drawing.block([(middle - half, first - GAP_ABOVE), (middle + half, first + lines_high)], segment.colour);
    lines.iter().fold(first + above, |top, line| {
        drawing.line(line, (middle, top), Anchor::Middle, lettering);
        top + height
    });
}

/// The widths of segments that, with white between them, fill the bar exactly, each in proportion to its count.
fn widths(counts: &[u64], bar: i32) -> Vec<i32> {
    let gaps = i32::try_from(counts.len().saturating_sub(1)).unwrap_or(0) * WHITE_GAP;
    let room = bar - gaps;
    let whole = counts.iter().sum::<u64>().max(1);
    let share = |count: u64| u128::from(count) * u128::from(room.unsigned_abs()) / u128::from(whole);
    let mut widths: Vec<i32> =
        counts.iter().map(|count| i32::try_from(share(*count)).unwrap_or(room).max(NARROWEST)).collect();
    // What rounding left over, or took for the narrowest, the widest segment can spare.
    let left_over = room - widths.iter().sum::<i32>();
    if let Some(widest) = widths.iter_mut().max() {
        *widest += left_over;
    }
    widths
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn segments_fill_the_bar_and_none_vanishes(counts in prop::collection::vec(1u64..100_000, 1..=4), bar in 300i32..600) {
            let widths = widths(&counts, bar);
            let gaps = i32::try_from(counts.len() - 1).unwrap() * WHITE_GAP;
            prop_assert_eq!(widths.iter().sum::<i32>() + gaps, bar);
            prop_assert!(widths.iter().all(|width| *width >= NARROWEST));
        }

        #[test]
        fn a_segment_is_as_long_as_its_share_to_within_the_narrowest(counts in prop::collection::vec(1u64..500, 1..=4)) {
            let bar = 600;
            let whole: u64 = counts.iter().sum();
            let room = u64::try_from(bar).unwrap() - 2 * (counts.len() as u64 - 1);
            for (count, width) in counts.iter().zip(widths(&counts, bar)) {
                let exact = i64::try_from(count * room / whole).unwrap();
                prop_assert!((i64::from(width) - exact).abs() <= 8, "{count} of {whole}: {width}");
            }
        }
    }
}
