//! The words of a point, drawn beside it: part of the drawing, so that they shrink and grow with it and need no style.

use super::{
    flow::{TEXT, line_height, whole_units},
    points::Point,
    svg::escaped,
    text_width::text_width,
    wrapping::wrapped,
};

/// Between the box and its words.
const PADDING: i32 = 8;
/// Between a point and the box.
const APART: i32 = 12;
/// From the top of a line to where its letters stand.
const BASELINE: i32 = 13;

/// A ring around the point and a box with its words, within the paper: above the point where there is room.
#[must_use]
pub fn tip(point: &Point, paper: (u32, u32)) -> String {
    let (width, height) = (i32::try_from(paper.0).unwrap_or(i32::MAX), i32::try_from(paper.1).unwrap_or(i32::MAX));
    let lines = wrapped(&point.words, f64::from(width - 2 * PADDING), TEXT.size, TEXT.weight);
    let longest = lines.iter().map(|line| whole_units(text_width(line, TEXT.size, TEXT.weight))).max().unwrap_or(0);
    let wide = longest + 2 * PADDING;
    let high = i32::try_from(lines.len()).unwrap_or(1) * line_height(TEXT) + 2 * PADDING;
    let (x, y) = point.at;
    let left = (x - wide / 2).clamp(0, (width - wide).max(0));
    let above = y - APART - high;
    let top = if above >= 0 { above } else { (y + APART).min((height - high).max(0)) };
    let words = lines.iter().zip(0..).map(|(line, number)| {
        let (x, y) = (left + PADDING, top + PADDING + number * line_height(TEXT) + BASELINE);
        let size = TEXT.size;
        format!(r#"<text class="app-chart__tip-words" x="{x}" y="{y}" font-size="{size}">{}</text>"#, escaped(line))
    });
    let words: String = words.collect();
    format!(
        r#"<circle class="app-chart__ring" cx="{x}" cy="{y}" r="7"/><rect class="app-chart__tip" x="{left}" y="{top}" width="{wide}" height="{high}" rx="2"/>{words}"#
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_words_lie_within_the_paper_wherever_the_point_lies() {
        for at in [(0, 0), (340, 0), (170, 100), (0, 220), (340, 220)] {
            let words = "25 November 2026 · Claimed done, not verified: 12,345 <b>".to_owned();
            let drawn = tip(&Point { at, words }, (340, 260));
            let number = |name: &str| -> i32 {
                let (_, rest) = drawn.split_once("<rect").unwrap().1.split_once(&format!(" {name}=\"")).unwrap();
                rest.split_once('"').unwrap().0.parse().unwrap()
            };
            let (left, top) = (number("x"), number("y"));
            assert!(left >= 0 && top >= 0, "{drawn}");
            assert!(left + number("width") <= 340 && top + number("height") <= 260, "{drawn}");
            assert!(!drawn.contains("<b>") && !drawn.contains("style="), "{drawn}");
        }
    }
}
