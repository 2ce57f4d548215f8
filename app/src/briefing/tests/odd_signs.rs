//! Whatever signs a source holds, every kind of file is made of them.

use super::*;
use crate::{
    briefing::{book, samples::map_named},
    charts::{self, Layout, png},
    workbook::{self, Format},
};

/// Signs that fonts lack, that show nothing, that turn or join others, that XML cannot hold.
const ODD_SIGNS: [&str; 24] = [
    // Bullets of Word's symbol fonts, and others of private use.
    "\u{f0b7}",
    "\u{f0a7}\u{f0fc}\u{e000}\u{f8ff}",
    "\u{f0000}\u{10fffd}",
    "✓ ☐ ☑ ☒ ✗ ● ▪ ➤ ①",
    "👮 🏴\u{e0067}\u{e0062}\u{e0065}\u{e006e}\u{e0067}\u{e007f} 👩\u{200d}👧 👍\u{1f3fd} 🇬🇧",
    "مرحبا بالعالم ﷽",
    "שלום",
    "漢字かな 한국어 ไทย हिन्दी",
    "e\u{301}\u{302}\u{303} Z\u{335}\u{489}\u{20dd}",
    // Accents of their own, with nothing below them.
    "\u{301}",
    "\u{fffd}",
    "\u{fffc}",
    "\u{0}\u{1}\u{8}\u{b}\u{c}\u{e}\u{1b}\u{1f}\u{7f}",
    "\u{80}\u{85}\u{9f}",
    "\u{2028}\u{2029}",
    "\r\n\t",
    "\u{fffe}\u{ffff}",
    "\u{fdd0}\u{1fffe}\u{10ffff}",
    "\u{feff}\u{200b}\u{2060}\u{ad}\u{3164}\u{2800}",
    "\u{202e}\u{2066}\u{2067}\u{2069}\u{202c}",
    "]]>&amp;<b>\"'",
    "_x0000_ _x000D_",
    "#panic() $x$ `raw` @ref \\ *b* _i_ // /* */",
    "ﬁ ½ ™ № ℃ ß ẞ ĳ",
];

/// The briefing of items that are worded with these signs.
fn briefing_of(signs: &str) -> Briefing {
    briefing_worded(&some_changes(12), &format!("The force should {signs}review{signs} it {signs}"))
}

#[test]
fn paper_is_set_of_any_sign() {
    for signs in ODD_SIGNS.chunks(6).map(|signs| signs.join(" ")) {
        let (map, imprint) = (map_named(&signs), imprint(Some(&signs)));
        let paper = Paper::new(&briefing_of(&signs), Some(&map), false, reading(), &imprint).unwrap().pdf();
        let pdf = paper.unwrap_or_else(|error| panic!("{signs:?}: {error}"));
        let text = Read::of(&pdf).text();
        assert!(text.contains("should"), "{signs:?}: {text}");
    }
}

#[test]
fn picture_workbook_and_csv_file_are_made_of_any_sign() {
    for sign in ODD_SIGNS {
        let (briefing, map) = (briefing_of(sign), map_named(sign));
        for layout in [Layout::Alone, Layout::Wide, Layout::Narrow, Layout::Half, Layout::Whole] {
            let drawing = charts::svg(&map, reading(), layout).unwrap();
            assert!(png(&drawing).is_ok(), "the picture of {sign:?} in {layout:?}");
        }
        let drawing = charts::svg_file(&map, reading(), Some(sign)).unwrap();
        assert!(png(&drawing).is_ok(), "the picture of {sign:?} as a file");
        assert!(!map.is_empty() && charts::csv(&map, reading(), Some(sign)).is_ok(), "the CSV file of {sign:?}");

        let imprint = workbook::Imprint {
            marking: Some(sign.to_owned()),
            limited: false,
            point: sign.to_owned(),
            reading: reading(),
            base: "https://followup.example".to_owned(),
            page: "/briefing".to_owned(),
            now: "2026-11-23T12:00:00Z".parse().unwrap(),
        };
        let book = book::workbook(&briefing, Some(&map), reading(), imprint);
        for format in Format::ALL {
            let written = format.write(&book).unwrap();
            assert!(every_part_is_xml(&written), "the {format:?} of {sign:?}");
        }
    }
}

/// Whether each part of a workbook can be read.
fn every_part_is_xml(file: &[u8]) -> bool {
    use std::io::{Cursor, Read as _};

    let mut archive = zip::ZipArchive::new(Cursor::new(file)).unwrap();
    (0..archive.len()).all(|place| {
        let mut part = archive.by_index(place).unwrap();
        let mut xml = String::new();
        part.read_to_string(&mut xml).unwrap();
        !xml.starts_with("<?xml") || resvg::usvg::roxmltree::Document::parse(&xml).is_ok()
    })
}
