//! Tests that drawing, table, file and sentences say the same numbers.

use followup::{
    finding::{KnownFrom, RecordType},
    progress::{
        selection::{RecordTypes, Selection},
        what_recurs::{Raised, WhatRecurs},
    },
    round::RoundKind,
    topic::Topic,
};
use proptest::prelude::*;

use super::words::{again, number};
use crate::charts::{
    Charted as _,
    reading_drawings::{LAYOUTS, file, holds_together, numbers, reading, shown},
    svg,
};

fn raised(force: &str, place: u32, topic: Topic, record_type: RecordType, items: u64) -> Raised {
    let kind = RoundKind::ALL[place as usize % RoundKind::ALL.len()];
    Raised {
        force: force.to_owned(),
        force_name: force.to_owned(),
        place,
        round: format!("round-{place}"),
        // No digits, so that every number of a sentence is one of the figure's.
        round_title: format!(
            "{kind}, {}",
            ["spring", "summer", "autumn", "winter", "the next year"][place as usize % 5]
        ),
        kind,
        topic,
        record_type,
        known_from: if items.is_multiple_of(3) { KnownFrom::LaterRound } else { KnownFrom::Raised },
        items,
    }
}

fn kent() -> Selection {
    Selection::of_force("kent".parse().unwrap())
}

fn figure(selection: Selection, rows: &[Raised]) -> WhatRecurs {
    let (name, forces) =
        if selection.is_of_several() { ("England and Wales", Some(43)) } else { ("Kent Police", None) };
    WhatRecurs::new(name.to_owned(), selection, forces, rows)
}

fn any_figure() -> impl Strategy<Value = WhatRecurs> {
    let rows = prop::collection::vec(
        (
            prop::sample::select(&["Kent", "Essex", "Dŵr <&>"][..]),
            0u32..5,
            prop::sample::select(Topic::ALL),
            prop::sample::select(RecordType::ALL),
            prop_oneof![0u64..20, 0u64..3_000],
        ),
        0..40,
    );
    let types = prop::option::of(prop::sample::select(RecordTypes::ALL));
    (rows, types, any::<bool>()).prop_map(|(rows, record_types, several)| {
        let rows: Vec<_> = rows
            .into_iter()
            .filter(|(force, ..)| several || *force == "Kent")
            .map(|(force, place, topic, of, items)| raised(force, place, topic, of, items))
            .collect();
        figure(Selection { record_types, ..if several { Selection::default() } else { kent() } }, &rows)
    })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]

    #[test]
    fn table_file_sentences_and_drawing_hold_every_number_of_every_cell(figure in any_figure()) {
        holds_together(&figure);
        let (table, file) = (figure.table(""), file(&figure));
        let (sentences, several) = (figure.sentences(), figure.coverage.is_some());
        let mut line = 0;
        let mut record = 0;
        for block in &figure.blocks {
            let in_all = format!("Items in all: {}", crate::components::grouped(block.items()));
            prop_assert!(sentences.contains(&in_all));
            for row in &block.rows {
                let sum: u64 = row.cells.iter().map(|cell| cell.items).sum();
                let in_table: u64 = table.lines[line]
                    .cells
                    .iter()
                    .filter(|cell| cell.href.is_some())
                    .map(|cell| numbers(&cell.text)[0])
                    .sum();
                prop_assert_eq!(in_table, sum);
                let cells = table.lines[line].cells.len();
                prop_assert_eq!(numbers(&table.lines[line].cells[cells - 2].text), vec![again(&figure, row)]);
                let in_words = super::words::text_alternative(&figure);
                let begin = in_words.find(&super::words::heading(block)).unwrap();
                let said = &in_words[begin..];
                let said = &said[said.find(&format!(" {}: ", row.topic.label())).unwrap()..];
                let said = numbers(&said[..said.find("raised again").unwrap()]);
                let expected: Vec<_> = row.cells.iter().flat_map(|cell| {
                    if several { vec![cell.forces, cell.items] } else { vec![cell.items] }
                }).collect();
                prop_assert_eq!(said, expected);
                for cell in &row.cells {
                    prop_assert_eq!(&file[record][5..9], [
                        cell.forces.to_string(), cell.items.to_string(), cell.known_later.to_string(), again(&figure, row).to_string()
                    ]);
                    record += 1;
                }
                line += 1;
            }
        }
        prop_assert_eq!((table.lines.len(), file.len()), (line, record));
        for layout in LAYOUTS {
            let mut drawn = numbers(&shown(&figure, layout));
            let cells = figure.blocks.iter().flat_map(|block| &block.rows);
            for wanted in cells.flat_map(|row| row.cells.iter().map(|cell| number(&figure, cell)).chain([again(&figure, row)])) {
                let place = drawn.iter().position(|number| *number == wanted);
                prop_assert!(place.is_some(), "{wanted} in {layout:?}");
                drawn.remove(place.unwrap());
            }
        }
    }
}

fn two_rounds() -> Vec<Raised> {
    let of = RecordType::Recommendation;
    vec![
        raised("Kent", 0, Topic::InitialContact, of, 2),
        raised("Kent", 1, Topic::InitialContact, of, 1),
        raised("Kent", 0, Topic::PoliceDetention, of, 4),
        raised("Kent", 2, Topic::Leadership, of, 3),
    ]
}

#[test]
fn the_same_figures_always_give_the_same_drawing() {
    let mut several = two_rounds();
    several.push(raised("Essex", 0, Topic::InitialContact, RecordType::Recommendation, 1));
    for (name, figure) in [("kent", figure(kent(), &two_rounds())), ("several", figure(Selection::default(), &several))]
    {
        for layout in LAYOUTS {
            insta::assert_snapshot!(format!("{name}-{}", layout.name()), svg(&figure, reading(), layout).unwrap());
        }
    }
}

#[test]
fn the_headline_says_what_recurs_or_that_nothing_is_known_to() {
    let said = |selection: Selection, rows: &[Raised]| figure(selection, rows).headline();
    assert_eq!(said(kent(), &two_rounds()), "Kent Police: 1 of 3 topics was raised again by a later round");
    assert_eq!(
        said(Selection::default(), &two_rounds()),
        "England and Wales: ‘Initial contact (2014 scheme)’ was raised again in 1 force"
    );
    assert_eq!(
        said(kent(), &two_rounds()[..1]),
        "Kent Police: no topic is known to have been raised again by a later round"
    );
    assert_eq!(said(kent(), &[]), "Kent Police: our sources hold nothing that was raised");
    let one = figure(kent(), &two_rounds()[..1]);
    assert!(one.subtitle().contains("one round cannot show what recurs"), "{}", one.subtitle());
}

#[test]
fn a_number_of_items_leads_to_exactly_these_items() {
    let figure = figure(kent(), &two_rounds());
    let table = figure.table("&as_at=2026-05-01");
    assert_eq!(
        table.lines[1].cells[0].href.as_deref(),
        Some(
            "/recommendations?force=kent&topic=2014-initial-contact&record_type=recommendation&raised_in=round-0&as_at=2026-05-01"
        )
    );
    assert!(
        figure.sentences().contains("raised again: Inspection, spring, then Post-inspection review, summer."),
        "{}",
        figure.sentences()
    );
}
