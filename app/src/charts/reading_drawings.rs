//! What the tests of every figure read from its drawing, and hold of it whatever it shows.

use super::{Charted, Layout, Origin, Reading, drawing, svg, text};

/// Every layout.
pub const LAYOUTS: [Layout; 3] = [Layout::Alone, Layout::Wide, Layout::Narrow];

/// A reading of a past day.
pub fn reading() -> Reading {
    let asked = followup::as_at::AsAt { as_at: "2026-05-01".parse().ok(), known_at: None };
    Reading {
        asked,
        read_at: "2026-11-25T12:00:00Z".parse().unwrap(),
        today: "2026-11-25".parse().unwrap(),
        origin: Origin::Published,
    }
}

/// All whole numbers of a text, in order, thousands with their commas.
pub fn numbers(text: &str) -> Vec<u64> {
    text.replace(',', "")
        .split(|letter: char| !letter.is_ascii_digit())
        .filter_map(|digits| digits.parse().ok())
        .collect()
}

/// The words a drawing shows, in one line.
pub fn shown(figure: &dyn Charted, layout: Layout) -> String {
    let svg = svg(figure, reading(), layout).unwrap();
    let lines = svg.lines().filter_map(|line| line.strip_prefix("<text ")?.split_once('>')?.1.strip_suffix("</text>"));
    lines.collect::<Vec<_>>().join(" ")
}

/// In every layout all marks lie on the paper, and what is drawn is one document without inline styles.
pub fn holds_together(figure: &dyn Charted) {
    for layout in LAYOUTS.into_iter().chain([Layout::Half, Layout::Whole]) {
        let drawing = drawing(figure, &text(figure, reading()), layout);
        let (width, height) = drawing.size();
        let [left, top, right, bottom] = drawing.extent();
        assert!(left >= 0.0 && top >= 0.0, "{layout:?}: {left} {top}");
        assert!(right <= f64::from(width) && bottom <= f64::from(height), "{layout:?}: {right} {bottom} of {height}");
        let svg = svg(figure, reading(), layout).unwrap();
        assert!(resvg::usvg::roxmltree::Document::parse(&svg).is_ok(), "{svg}");
        assert!(!svg.contains(" style=") && !svg.contains("<style"), "{svg}");
    }
}

/// The rows of a figure's file.
pub fn file(figure: &dyn Charted) -> Vec<Vec<String>> {
    let file = super::csv(figure, reading(), None).unwrap();
    let mut reader = ::csv::Reader::from_reader(file.as_slice());
    reader.records().map(|record| record.unwrap().iter().map(str::to_owned).collect()).collect()
}
