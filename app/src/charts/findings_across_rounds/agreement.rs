//! Tests that drawing, picture, table, file and sentences say the same numbers, and that a drawing holds together.

use followup::{finding::FindingGroup, progress::findings_across_rounds::FindingsAcrossRounds, share::Share};
use proptest::prelude::*;

use super::{
    samples::{any_figure, england_and_wales, kent, reading},
    table::Count,
    words,
};
use crate::charts::*;

const LAYOUTS: [Layout; 3] = [Layout::Alone, Layout::Wide, Layout::Narrow];

/// All whole numbers of a text, in order, thousands with their commas.
fn numbers(text: &str) -> Vec<u64> {
    text.replace(',', "")
        .split(|letter: char| !letter.is_ascii_digit())
        .filter_map(|digits| digits.parse().ok())
        .collect()
}

/// The words a drawing shows, in order.
fn shown(svg: &str) -> Vec<String> {
    svg.lines()
        .filter_map(|line| line.strip_prefix("<text ")?.split_once('>')?.1.strip_suffix("</text>"))
        .map(str::to_owned)
        .collect()
}

/// Everything of the form `43% (3)` in a text.
fn shares(text: &str) -> Vec<(u64, u64)> {
    let mut found: Vec<_> = text
        .match_indices("% (")
        .filter_map(|(place, _)| {
            let before = text[..place].rsplit(|letter: char| !letter.is_ascii_digit()).next()?;
            let after = text[place + 3..].split(')').next()?;
            Some((before.parse().ok()?, after.replace(',', "").parse().ok()?))
        })
        .collect();
    found.sort_unstable();
    found
}

/// The number that a share is said with, in words or in a file.
fn number(share: Share) -> u64 {
    numbers(&share.to_string())[0]
}

fn count_in_group(row: &followup::progress::findings_across_rounds::Row, group: FindingGroup) -> Option<(u64, u64)> {
    let count = row.in_group(group);
    row.share(group).filter(|_| count > 0).map(|share| (number(share), count))
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn the_table_and_the_file_hold_every_count_of_every_bar(figure in any_figure()) {
        let table = table(&figure, "");
        let file = csv(&figure, reading(), None).unwrap();
        let mut reader = ::csv::Reader::from_reader(file.as_slice());
        let first_count = 3;
        for (bar, record) in reader.records().enumerate() {
            let record = record.unwrap();
            let row = &figure.rows[bar];
            for (line, count) in Count::all().into_iter().enumerate() {
                let expected = count.of(row);
                prop_assert_eq!(record[first_count + line].parse::<u64>().unwrap(), expected);
                prop_assert_eq!(numbers(&table.lines[line].cells[bar].text).last().copied(), Some(expected));
            }
            for (place, group) in FindingGroup::ALL.iter().enumerate() {
                let share = row.share(*group);
                let in_file = share.map(Share::in_file).unwrap_or_default();
                prop_assert_eq!(&record[first_count + Count::all().len() + place], in_file.as_str());
                let line = Count::all().iter().position(|count| *count == Count::Group(*group)).unwrap();
                prop_assert_eq!(numbers(&table.lines[line].cells[bar].text).len(), if share.is_some() { 2 } else { 1 });
            }
        }
        prop_assert_eq!(table.header.len(), figure.rows.len() + 1);
    }

    #[test]
    fn the_sentences_hold_every_count_of_every_bar(figure in any_figure()) {
        let mut expected = Vec::new();
        for row in &figure.rows {
            if row.whole() > 0 {
                expected.push(row.whole());
                for group in FindingGroup::ALL {
                    expected.push(row.in_group(*group));
                    expected.extend(row.share(*group).map(number));
                    expected.extend(words::parts(*group).iter().map(|finding| row.with(*finding)));
                }
            }
            expected.extend([row.silent, row.left_out].into_iter().filter(|count| *count > 0));
        }
        prop_assert_eq!(numbers(&text(&figure, reading()).description), expected);
    }

    #[test]
    fn the_drawing_shows_every_share_and_count_in_every_layout(figure in any_figure()) {
        let mut expected: Vec<_> =
            figure.rows.iter().flat_map(|row| FindingGroup::ALL.iter().filter_map(|group| count_in_group(row, *group))).collect();
        expected.sort_unstable();
        for layout in LAYOUTS {
            let words = shown(&svg(&figure, reading(), layout).unwrap()).join(" ");
            prop_assert_eq!(shares(&words), expected.clone(), "{:?}", layout);
            for row in figure.rows.iter().filter(|row| row.silent > 0) {
                let silent = crate::components::grouped(row.silent);
                let found = [format!("{silent} with no"), format!("our sources ({silent})")].iter().any(|silent| words.contains(silent));
                prop_assert!(found, "{silent} in {words}");
            }
        }
    }

    #[test]
    fn nothing_lies_outside_the_paper(figure in any_figure()) {
        for layout in LAYOUTS {
            let drawing = drawing(&figure, &text(&figure, reading()), layout);
            let (width, height) = drawing.size();
            let [left, top, right, bottom] = drawing.extent();
            prop_assert!(left >= 0.0 && top >= 0.0, "{left} {top}");
            prop_assert!(right <= f64::from(width) && bottom <= f64::from(height), "{right} {bottom} of {height}");
        }
    }

    #[test]
    fn names_never_become_markup(figure in any_figure()) {
        let svg = svg(&figure, reading(), Layout::Alone).unwrap();
        prop_assert!(resvg::usvg::roxmltree::Document::parse(&svg).is_ok(), "{svg}");
        prop_assert!(!svg.contains(" style=") && !svg.contains("<style"), "{svg}");
    }
}

fn real() -> [(&'static str, FindingsAcrossRounds); 2] {
    [("kent", kent()), ("england-and-wales", england_and_wales())]
}

#[test]
fn the_same_figures_always_give_the_same_drawing() {
    for (name, figure) in real() {
        for layout in LAYOUTS {
            let drawn = svg(&figure, reading(), layout).unwrap();
            assert_eq!(drawn, svg(&figure, reading(), layout).unwrap());
            insta::assert_snapshot!(format!("{name}-{}", layout.name()), drawn);
        }
    }
}

#[test]
fn font_sizes_come_out_whole_although_plotters_divides_them() {
    let svg = svg(&england_and_wales(), reading(), Layout::Alone).unwrap();
    for size in svg.split("font-size=\"").skip(1).filter_map(|rest| rest.split('"').next()) {
        assert!(size.parse::<u32>().is_ok(), "{size}");
    }
}

#[test]
fn a_file_makes_sense_when_cut_out_of_the_page() {
    let words = shown(&svg(&kent(), reading(), Layout::Alone).unwrap()).join(" ");
    for part in [
        "Kent Police: inspectors found 1 of 5",
        "Source: HMICFRS and other published",
        "How things stood on 1 May 2022",
        "one visit cannot show change",
    ] {
        assert!(words.contains(part), "{part} is not in: {words}");
    }
}

#[test]
fn the_two_drawings_of_a_page_share_no_id() {
    let page = page_svgs(&kent(), reading(), "findings-across-rounds").unwrap();
    let mut ids: Vec<_> = page.split(" id=\"").skip(1).filter_map(|rest| rest.split('"').next()).collect();
    let all = ids.len();
    ids.sort_unstable();
    ids.dedup();
    assert_eq!((ids.len(), all), (4, 4));
}

#[test]
fn a_visit_without_findings_is_words_not_an_empty_bar() {
    let words = shown(&svg(&england_and_wales(), reading(), Layout::Wide).unwrap());
    assert!(words.iter().any(|line| line == "No finding in our sources (3)"), "{words:?}");
}

#[test]
fn a_panel_without_rows_is_left_out() {
    let mut figure = kent();
    figure.rows.truncate(1);
    let words = shown(&svg(&figure, reading(), Layout::Wide).unwrap());
    assert!(!words.iter().any(|line| line == "Areas of concern"), "{words:?}");
}

#[test]
fn the_picture_is_wide_enough_for_paper_and_not_blank() {
    let picture = png(&svg(&kent(), reading(), Layout::Alone).unwrap()).unwrap();
    let picture = resvg::tiny_skia::Pixmap::decode_png(&picture).unwrap();
    assert_eq!(picture.width(), 1360);
    assert!(picture.pixels().iter().any(|pixel| pixel.red() < 40));
}

#[test]
fn a_file_that_is_not_public_carries_its_marking_as_text_and_in_every_row() {
    let marking = Some("OFFICIAL-SENSITIVE <&>");
    let drawing = shown(&svg_file(&kent(), reading(), marking).unwrap());
    assert_eq!(drawing[0], "OFFICIAL-SENSITIVE &lt;&amp;&gt;");
    assert_eq!(drawing[1..], shown(&svg(&kent(), reading(), Layout::Alone).unwrap()));

    let file = String::from_utf8(csv(&kent(), reading(), marking).unwrap()).unwrap();
    let mut lines = file.lines();
    assert!(lines.next().unwrap().ends_with(",source,marking"), "{file}");
    assert!(lines.all(|line| line.ends_with(",OFFICIAL-SENSITIVE <&>")), "{file}");
}
