//! Tests that the report says what the figure counts, and of drawings and files in general by its example.

use followup::{
    finding::{Finding, FindingGroup},
    progress::findings_across_rounds::FindingsAcrossRounds,
    share::Share,
};
use proptest::prelude::*;

use super::{
    report,
    samples::{any_figure, england_and_wales, kent, reading},
};
use crate::charts::{reading_drawings::holds_together, *};

const LAYOUTS: [Layout; 3] = [Layout::Alone, Layout::Wide, Layout::Narrow];

/// The words a drawing shows, in order.
fn shown(svg: &str) -> Vec<String> {
    svg.lines()
        .filter_map(|line| line.strip_prefix("<text ")?.split_once('>')?.1.strip_suffix("</text>"))
        .map(str::to_owned)
        .collect()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn the_file_holds_every_count_of_every_visit(figure in any_figure()) {
        let report = report(&figure);
        holds_together(&report);
        let file = csv(&report, reading(), None).unwrap();
        let mut reader = ::csv::Reader::from_reader(file.as_slice());
        let header: Vec<_> = reader.headers().unwrap().iter().map(str::to_owned).collect();
        let mut rows = figure.rows.clone();
        rows.sort_by_key(|row| row.record_type);
        for (row, record) in rows.iter().zip(reader.records()) {
            let record = record.unwrap();
            let cell = |name: &str| record[header.iter().position(|column| column == name).unwrap()].to_owned();
            for finding in Finding::ALL.iter().filter(|finding| !matches!(finding, Finding::StillOfConcern | Finding::NoProgress)) {
                prop_assert_eq!(cell(&finding.slug().replace('-', "_")), row.with(*finding).to_string());
            }
            for (name, group) in [
                ("improved_or_closed", FindingGroup::Improved),
                ("partly_improved_or_not_fully_achieved", FindingGroup::Partly),
                ("still_of_concern", FindingGroup::StillOfConcern),
                ("no_progress", FindingGroup::NoProgress),
            ] {
                prop_assert_eq!(cell(name), row.in_group(group).to_string());
                prop_assert_eq!(cell(&format!("{name}_percent")), row.share(group).map(Share::in_file).unwrap_or_default());
            }
            prop_assert_eq!(cell("with_a_finding"), row.whole().to_string());
            prop_assert_eq!(cell("no_finding_in_our_sources"), row.silent.to_string());
            prop_assert_eq!(cell("known_only_from_a_later_round"), row.left_out.to_string());
        }
    }
}

fn real() -> [(&'static str, FindingsAcrossRounds); 2] {
    [("kent", kent()), ("england-and-wales", england_and_wales())]
}

#[test]
fn the_same_figures_always_give_the_same_drawing() {
    for (name, figure) in real() {
        let report = report(&figure);
        for layout in LAYOUTS {
            let drawn = svg(&report, reading(), layout).unwrap();
            assert_eq!(drawn, svg(&report, reading(), layout).unwrap());
            insta::assert_snapshot!(format!("{name}-{}", layout.name()), drawn);
        }
    }
}

#[test]
fn every_figure_links_to_exactly_the_rows_it_counts() {
    let table = report(&kent()).table("&as_at=2022-05-01");
    let cell = |head: &str| {
        let place = table.header.iter().position(|heading| heading.text == head).unwrap() - 1;
        table.lines[0].cells[place].clone()
    };
    let bar = "/recommendations?found_in=post-inspection-review-2021-08-26&record_type=recommendation&known_from=";
    let improved = cell("Improved or closed");
    assert_eq!(improved.text, "1", "one of five has no share");
    let href = format!("{bar}raised&finding_group=improved&force=kent&as_at=2022-05-01");
    assert_eq!(improved.href, Some(href));
    let silent = format!("{bar}raised&finding=none&force=kent&as_at=2022-05-01");
    assert_eq!(cell("Not mentioned on return").href, Some(silent));
    assert_eq!(cell("No progress").href, None, "0 leads nowhere");
}

#[test]
fn the_file_begins_with_its_columns_and_each_row_says_what_it_was_read_from() {
    let file = String::from_utf8(csv(&report(&kent()), reading(), None).unwrap()).unwrap();
    insta::assert_snapshot!(file);
}

#[test]
fn font_sizes_come_out_whole_although_plotters_divides_them() {
    let svg = svg(&report(&england_and_wales()), reading(), Layout::Alone).unwrap();
    for size in svg.split("font-size=\"").skip(1).filter_map(|rest| rest.split('"').next()) {
        assert!(size.parse::<u32>().is_ok(), "{size}");
    }
}

#[test]
fn a_file_makes_sense_when_cut_out_of_the_page() {
    let words = shown(&svg(&report(&kent()), reading(), Layout::Alone).unwrap()).join(" ");
    for part in [
        "Kent Police: inspectors found 1 of 5",
        "Source: HMICFRS and other published",
        "How things stood on 1 May 2022",
        "What inspectors found on return, Kent Police",
    ] {
        assert!(words.contains(part), "{part} is not in: {words}");
    }
}

#[test]
fn the_two_drawings_of_a_page_share_no_id() {
    let page = page_svgs(&report(&kent()), reading(), "findings-across-rounds").unwrap();
    let mut ids: Vec<_> = page.split(" id=\"").skip(1).filter_map(|rest| rest.split('"').next()).collect();
    let all = ids.len();
    ids.sort_unstable();
    ids.dedup();
    assert_eq!((ids.len(), all), (4, 4));
}

#[test]
fn a_panel_without_rows_is_left_out() {
    let mut figure = kent();
    figure.rows.truncate(1);
    let words = shown(&svg(&report(&figure), reading(), Layout::Wide).unwrap());
    assert!(!words.iter().any(|line| line == "Areas of concern"), "{words:?}");
}

#[test]
fn the_picture_is_wide_enough_for_paper_and_not_blank() {
    let picture = png(&svg(&report(&kent()), reading(), Layout::Alone).unwrap()).unwrap();
    let picture = resvg::tiny_skia::Pixmap::decode_png(&picture).unwrap();
    assert_eq!(picture.width(), 1360);
    assert!(picture.pixels().iter().any(|pixel| pixel.red() < 40));
}

#[test]
fn a_file_that_is_not_public_carries_its_marking_as_text_and_in_every_row() {
    let (marking, report) = (Some("OFFICIAL-SENSITIVE <&>"), report(&kent()));
    let drawing = shown(&svg_file(&report, reading(), marking).unwrap());
    assert_eq!(drawing[0], "OFFICIAL-SENSITIVE &lt;&amp;&gt;");
    assert_eq!(drawing[1..], shown(&svg(&report, reading(), Layout::Alone).unwrap()));

    let file = String::from_utf8(csv(&report, reading(), marking).unwrap()).unwrap();
    let mut lines = file.lines();
    assert!(lines.next().unwrap().ends_with(",source,marking"), "{file}");
    assert!(lines.all(|line| line.ends_with(",OFFICIAL-SENSITIVE <&>")), "{file}");
}
