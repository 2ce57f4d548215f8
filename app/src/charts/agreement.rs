//! What the tests of every chart need: to read back what a drawing, a table or a sentence says.

use crate::charts::{Charted, Layout, Origin, Reading, drawing, svg, text};

/// Every layout.
pub const LAYOUTS: [Layout; 3] = [Layout::Alone, Layout::Wide, Layout::Narrow];

/// A reading of the present.
pub fn reading() -> Reading {
    let asked = followup::as_at::AsAt::default();
    Reading {
        asked,
        read_at: "2026-11-23T12:00:00Z".parse().unwrap(),
        today: "2026-11-23".parse().unwrap(),
        origin: Origin::Published,
    }
}

/// All whole numbers of a text, in order, thousands with their commas.
pub fn numbers(text: &str) -> Vec<u64> {
    let text: String = text
        .char_indices()
        .filter(|(place, letter)| {
            let after = text[place + letter.len_utf8()..].chars().next();
            let between = *letter == ',' && after.is_some_and(|after| after.is_ascii_digit());
            !between
        })
        .map(|(_, letter)| letter)
        .collect();
    text.split(|letter: char| !letter.is_ascii_digit()).filter_map(|digits| digits.parse().ok()).collect()
}

/// The words a drawing shows, in order.
pub fn shown(svg: &str) -> Vec<String> {
    svg.lines()
        .filter_map(|line| line.strip_prefix("<text ")?.split_once('>')?.1.strip_suffix("</text>"))
        .map(str::to_owned)
        .collect()
}

/// In every layout nothing lies outside the paper, and the drawing is markup without inline styles.
pub fn holds_together(figure: &dyn Charted) {
    for layout in LAYOUTS.into_iter().chain([Layout::Half, Layout::Whole]) {
        let drawn = drawing(figure, &text(figure, reading()), layout);
        let (width, height) = drawn.size();
        let [left, top, right, bottom] = drawn.extent();
        assert!(left >= 0.0 && top >= 0.0, "{left} {top} {layout:?}");
        assert!(right <= f64::from(width) && bottom <= f64::from(height), "{right} {bottom} of {height} {layout:?}");
        let svg = svg(figure, reading(), layout).unwrap();
        assert!(resvg::usvg::roxmltree::Document::parse(&svg).is_ok(), "{svg}");
        assert!(!svg.contains(" style=") && !svg.contains("<style"), "{svg}");
    }
}
