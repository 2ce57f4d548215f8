//! One bar of shares: segments in the order of the groups, each labelled directly where there is room.

use followup::{finding::FindingGroup, progress::findings_across_rounds::Row};
use plotters::style::RGBColor;

use super::words::share_and_count;
use crate::charts::{
    drawing::{Anchor, Drawing, Lettering},
    flow::{Column, TEXT, line_height},
    palette::{colour, text_on},
    text_width::text_width,
    wrapping::wrapped_in_whole_words,
};

/// How high a bar is: three lines of text.
pub const HEIGHT: i32 = 60;
/// White between two segments: two dark or two light colours may come to touch when a group between them is empty.
const WHITE_GAP: i32 = 2;
/// The narrowest segment, so that one item among thousands is still seen.
const NARROWEST: i32 = 2;
/// Between a segment's edge and its words.
const PADDING: i32 = 4;
/// Lines of a label above its share.
const NAME_LINES: usize = 2;

/// Draws the bar of a row that has findings; gives the segments it had no room to label, each with its words.
pub fn draw(drawing: &mut Drawing, row: &Row, column: Column, top: i32) -> Vec<(RGBColor, String)> {
    let groups: Vec<FindingGroup> =
        FindingGroup::ALL.iter().copied().filter(|group| row.in_group(*group) > 0).collect();
    let counts: Vec<u64> = groups.iter().map(|group| row.in_group(*group)).collect();
    let mut left = column.left;
    let mut unlabelled = Vec::new();
    for (group, width) in groups.iter().zip(widths(&counts, column.width)) {
        drawing.block([(left, top), (left + width, top + HEIGHT)], colour(*group));
        let share = share_and_count(row, *group);
        match label(*group, &share, width) {
            Some(lines) => set(drawing, &lines, left + width / 2, top, Lettering { colour: text_on(*group), ..TEXT }),
            None => unlabelled.push((colour(*group), format!("{}: {share}", group.label()))),
        }
        left += width + WHITE_GAP;
    }
    unlabelled
}

/// The lines of a segment's label, name and share; `None` where they do not fit.
fn label(group: FindingGroup, share: &str, width: i32) -> Option<Vec<String>> {
    let room = f64::from(width - 2 * PADDING);
    let mut lines = wrapped_in_whole_words(group.label(), room, TEXT.size, TEXT.weight)?;
    if lines.len() > NAME_LINES || text_width(share, TEXT.size, TEXT.weight) > room {
        return None;
    }
    lines.push(share.to_owned());
    Some(lines)
}

/// Sets lines in the middle of a segment.
fn set(drawing: &mut Drawing, lines: &[String], middle: i32, top: i32, lettering: Lettering) {
    let height = line_height(lettering);
    let lines_high = i32::try_from(lines.len()).map_or(HEIGHT, |count| count * height);
    let first = top + (HEIGHT - lines_high) / 2 + (height - i32::try_from(lettering.size).unwrap_or(height)) / 2;
    lines.iter().fold(first, |top, line| {
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
