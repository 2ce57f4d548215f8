//! Page and paper say the same numbers, and the paper is two pages that can be read out: tags, language, titles, alternatives.

use followup::{
    finding::RecordType,
    progress::change::{Change, Group},
};
use proptest::{prelude::*, strategy::ValueTree as _, test_runner::TestRunner};
use typst::layout::{Abs, Frame, FrameItem, Point};

use super::{
    paper::{Imprint, Paper},
    samples::{HOSTILE, any_changes, briefing, briefing_worded, changes_of, map, reading},
    *,
};

mod odd_signs;
mod structure;

use structure::Read;

/// In points.
const SMALLEST_TYPE: f64 = 9.0;

fn imprint(marking: Option<&str>) -> Imprint {
    Imprint {
        marking: marking.map(str::to_owned),
        base: "https://followup.example".to_owned(),
        now: "2026-11-23T12:00:00Z".parse().unwrap(),
    }
}

fn paper(briefing: &Briefing, with_annex: bool, marking: Option<&str>) -> Vec<u8> {
    let imprint = imprint(marking);
    // The rules of PDF/UA-1 are enforced as it is written.
    Paper::new(briefing, Some(&map()), with_annex, reading(), &imprint).unwrap().pdf().unwrap()
}

fn some_changes(items: usize) -> Changes {
    changes_of(items).new_tree(&mut TestRunner::deterministic()).unwrap().current()
}

fn some_briefing() -> Briefing {
    briefing(&some_changes(30))
}

fn words(phrases: &[crate::phrase::Phrase]) -> String {
    phrases.iter().map(|phrase| phrase.text.as_str()).collect()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn what_moved_is_what_the_changes_hold_and_no_row_is_of_zeros(changes in any_changes()) {
        let briefing = briefing(&changes);
        let moved = briefing.first_page.iter().find(|section| section.id == "moved").unwrap();
        let rows = moved.table.as_ref().map(|table| table.rows.as_slice()).unwrap_or_default();
        for change in Change::ALL.iter().filter(|change| **change != Change::Moved) {
            let counts: Vec<_> = RecordType::ALL.iter().map(|of| changes.tally(*of).changed(*change)).collect();
            let row = rows.iter().find(|row| row.name.text == change.label());
            prop_assert_eq!(row.is_some(), counts.iter().sum::<u64>() > 0, "{}", change);
            if let Some(row) = row {
                let said: Vec<u64> = row.cells.iter().map(|cell| cell.text.parse().unwrap_or(0)).collect();
                prop_assert_eq!(said, counts);
            }
        }
        // From where to where: at most four kinds of move, and where there are more the number of all.
        let after: String = moved.after.iter().map(|line| words(line)).collect();
        for of in RecordType::ALL {
            let tally = changes.tally(*of);
            let pairs = Group::ALL.iter().flat_map(|one| Group::ALL.iter().map(move |other| (*one, *other)));
            let kinds = pairs.filter(|(one, other)| one != other && tally.cell(Some(*one), Some(*other)) > 0).count();
            let line = moved.after.iter().map(|line| words(line)).find(|line| line.starts_with(of.plural()));
            prop_assert_eq!(line.is_some(), kinds > 0, "{}", after);
            let named = line.as_deref().map_or(0, |line| line.matches(" from ").count());
            prop_assert_eq!(named, kinds.min(4));
        }
    }

    #[test]
    fn annex_names_the_forces_that_moved_and_adds_up(changes in any_changes()) {
        let annex = briefing(&changes).annex;
        for table in &annex.by_force {
            let number = |cell: &super::Cell| cell.text.parse::<u64>().unwrap_or(0);
            prop_assert!(table.rows.iter().all(|row| row.cells.iter().any(|cell| number(cell) > 0)), "a force that did not move");
            if let Some((whole, forces)) = table.rows.split_last().filter(|(row, _)| row.name.text == "All these forces") {
                for (column, cell) in whole.cells.iter().enumerate() {
                    prop_assert_eq!(forces.iter().map(|row| number(&row.cells[column])).sum::<u64>(), number(cell));
                }
            }
        }
        for list in &annex.lists {
            prop_assert!((1..=5).contains(&list.table.rows.len()));
        }
    }
}

#[test]
fn paper_says_what_the_page_says_and_links_each_number() {
    let briefing = some_briefing();
    let read = Read::of(&paper(&briefing, true, None));
    let squeezed = |text: &str| text.split_whitespace().collect::<String>();
    let text = squeezed(&read.text());
    let links = read.links();
    for section in briefing.sections() {
        assert!(text.contains(&squeezed(&section.heading)), "{}", section.heading);
        for line in section.lines.iter().chain(&section.after) {
            assert!(text.contains(&squeezed(&words(line))), "{}: {text}", words(line));
            for href in line.iter().filter_map(|phrase| phrase.href.as_ref()) {
                assert!(links.contains(&format!("https://followup.example{href}")), "{href}");
            }
        }
    }
    let annex = &briefing.annex;
    for table in annex.by_force.iter().chain(&annex.then_and_now) {
        for row in &table.rows {
            let said: String = std::iter::once(&row.name).chain(&row.cells).map(|cell| squeezed(&cell.text)).collect();
            assert!(text.contains(&said), "{said} in {text}");
        }
    }
}

#[test]
fn annex_comes_only_where_it_is_asked_for() {
    let briefing = some_briefing();
    let [with, without] = [true, false].map(|with_annex| Read::of(&paper(&briefing, with_annex, None)));
    assert!(with.text().contains("Annex: then and now") && with.pages().len() > 2);
    assert!(!without.text().contains("Annex"), "{}", without.text());
}

#[test]
fn text_of_a_source_is_set_as_words_and_never_run() {
    let text = Read::of(&paper(&some_briefing(), false, None)).text();
    let squeezed = |text: &str| text.split_whitespace().collect::<String>();
    assert!(squeezed(&text).contains(&squeezed(HOSTILE)), "{text}");
}

#[test]
fn paper_can_be_read_out() {
    let briefing = some_briefing();
    let read = Read::of(&paper(&briefing, true, Some("OFFICIAL-SENSITIVE")));
    assert!(read.is_marked() && read.shows_its_title());
    assert_eq!(read.language(), "en-GB");
    let tags = read.tags();
    let headings: Vec<_> = tags.iter().filter(|tag| tag.len() == 2 && tag.starts_with('H')).collect();
    assert_eq!(headings.iter().filter(|tag| **tag == "H1").count(), 1, "{headings:?}");
    assert_eq!(headings[0], "H1");
    // No level is skipped on the way down.
    let levels: Vec<u32> = headings.iter().map(|tag| tag[1..].parse().unwrap()).collect();
    assert!(levels.windows(2).all(|pair| pair[1] <= pair[0] + 1), "{levels:?}");
    for tag in ["Table", "TR", "TH", "TD", "Figure", "Link", "L", "LI"] {
        assert!(tags.iter().any(|found| found == tag), "no {tag} among {tags:?}");
    }
    let tables = tags.iter().filter(|tag| *tag == "Table").count();
    assert!(tags.iter().filter(|tag| *tag == "TH").count() > 2 * tables, "heads of columns and of rows");
    // The map is said in words.
    assert_eq!(read.alternatives(), [map().sentences()]);
    let text = read.text();
    assert!(text.contains("Protective marking: OFFICIAL-SENSITIVE"), "{text}");
    for page in read.pages() {
        assert!(page.contains("OFFICIAL-SENSITIVE"), "{page}");
    }
}

/// What sources may write that a paper has to hold: long, without a place to break, from right to left, in signs that no font of ours has.
fn hard_wordings() -> Vec<String> {
    vec![
        "The force should review how it records and supervises decisions about children at risk ".repeat(45),
        "w".repeat(200),
        format!("{} and {}", "w".repeat(200), "m".repeat(4_000)),
        "שלום עולם, ילדים בסיכון ".repeat(20),
        "مرحبا بالعالم ".repeat(40),
        "漢字かな交じり文 👩\u{200d}👧 🏴\u{e0067}\u{e0062}\u{e007f} \u{e001} \u{f8ff} \u{10fffd} ".repeat(12),
        "a\u{0}b\r\n\u{202e}c\u{fffe}\u{feff}e\u{301}\u{301}\u{301} ".repeat(60),
        // Word's bullet, ticks and boxes, the sign that stands for what could not be read, accents of their own, noncharacters.
        "\u{f0b7} First \u{f0a7}\u{2713} done \u{2610} not \u{2611}\u{2612}\u{25cf}\u{2022} ".repeat(20),
        "\u{fffd}\u{301}\u{300}Z\u{335}\u{489}\u{20dd} \u{fdd0}\u{ffff}\u{1fffe} \u{1}\u{b}\u{1b}\u{7f}\u{85}\u{9f} "
            .repeat(20),
        "ไทย हिन्दी 한국어 ეს Ω≈ç√∫ ﷽ 𝔘𝔫𝔦 🇬🇧 \u{1f468}\u{1f3fd} \u{2066}x\u{2069}\u{61c}\u{200f} ".repeat(20),
        String::new(),
    ]
}

#[test]
fn briefing_is_two_pages_in_letters_of_nine_points_whatever_a_source_wrote() {
    for (place, wording) in hard_wordings().into_iter().enumerate() {
        let few: &[usize] = if place == 0 { &[0, 30] } else { &[] };
        for items in few.iter().copied().chain([400]) {
            let changes =
                if items == 0 { Changes { items: Vec::new(), ..some_changes(1) } } else { some_changes(items) };
            let briefing = briefing_worded(&changes, &wording);
            let read = Read::of(&paper(&briefing, false, Some("OFFICIAL-SENSITIVE")));
            let beginning: String = wording.chars().take(30).collect();
            assert_eq!(read.pages().len(), 2, "{beginning}, {items} items");
            let smallest = read.smallest_type();
            assert!((SMALLEST_TYPE - 0.01..SMALLEST_TYPE + 0.01).contains(&smallest), "{smallest} of {beginning}");
        }
    }
}

/// Where a piece of text stands: its page, its line, and from where to where on it.
struct SetText {
    page: usize,
    line: f64,
    from: f64,
    to: f64,
    text: String,
}

fn texts(page: usize, frame: &Frame, at: Point, found: &mut Vec<SetText>) {
    for (place, item) in frame.items() {
        let at = at + *place;
        match item {
            FrameItem::Group(group) => texts(page, &group.frame, at, found),
            FrameItem::Text(text) if !text.text.trim().is_empty() => found.push(SetText {
                page,
                line: at.y.to_pt(),
                from: at.x.to_pt(),
                to: (at.x + text.width()).to_pt(),
                text: text.text.to_string(),
            }),
            _ => {}
        }
    }
}

#[test]
fn no_text_runs_over_another_or_off_the_page() {
    for wording in hard_wordings() {
        let briefing = briefing_worded(&some_changes(30), &wording);
        let document = Paper::new(&briefing, None, true, reading(), &imprint(None)).unwrap().set().unwrap();
        let mut found = Vec::new();
        for (page, set) in document.pages().iter().enumerate() {
            texts(page, &set.frame, Point::zero(), &mut found);
        }
        let right = Abs::mm(210.0 - 12.0).to_pt();
        for (place, one) in found.iter().enumerate() {
            assert!(one.to <= right + 0.5, "{} runs off page {}", one.text, one.page);
            for other in &found[place + 1..] {
                let is_beside = one.page == other.page && (one.line - other.line).abs() < 3.0;
                let overlap = one.to.min(other.to) - one.from.max(other.from);
                assert!(!is_beside || overlap < 0.5, "{} runs over {}", one.text, other.text);
            }
        }
    }
}

#[test]
fn annex_is_in_letters_of_nine_points_too() {
    let read = Read::of(&paper(&briefing(&some_changes(400)), true, None));
    let smallest = read.smallest_type();
    assert!((SMALLEST_TYPE - 0.01..SMALLEST_TYPE + 0.01).contains(&smallest), "{smallest}");
}

#[test]
fn wording_is_said_up_to_its_ninetieth_letter_at_least() {
    let wording = "The force should review how it records and supervises decisions about children at risk ".repeat(45);
    let text = Read::of(&paper(&briefing_worded(&some_changes(400), &wording), false, None)).text();
    let squeezed = |text: &str| text.split_whitespace().collect::<String>();
    let beginning = "The force should review how it records and supervises decisions about children at";
    assert!(squeezed(&text).matches(&squeezed(beginning)).count() >= 4, "{text}");
}
