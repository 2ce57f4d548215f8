//! Tests that drawing, table, file and sentences say the same numbers.

use followup::{
    crosswalk::{Group, Schemes},
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
    with_schemes(Schemes::Apart, selection, rows)
}

fn with_schemes(schemes: Schemes, selection: Selection, rows: &[Raised]) -> WhatRecurs {
    let (name, forces) =
        if selection.is_of_several() { ("England and Wales", Some(43)) } else { ("Kent Police", None) };
    WhatRecurs::new(name.to_owned(), selection, schemes, forces, rows)
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
    (rows, types, any::<bool>(), prop::sample::select(Schemes::ALL)).prop_map(
        |(rows, record_types, several, schemes)| {
            let rows: Vec<_> = rows
                .into_iter()
                .filter(|(force, ..)| several || *force == "Kent")
                .map(|(force, place, topic, of, items)| raised(force, place, topic, of, items))
                .collect();
            let picked = Selection { record_types, ..if several { Selection::default() } else { kent() } };
            with_schemes(schemes, picked, &rows)
        },
    )
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
                let label = format!(" {}: ", row.heading.label());
                let said = &said[said.find(&label).unwrap() + label.len()..];
                let said = numbers(&said[..said.find("raised again").unwrap()]);
                let expected: Vec<_> = row.cells.iter().flat_map(|cell| {
                    if several { vec![cell.forces, cell.items] } else { vec![cell.items] }
                }).collect();
                prop_assert_eq!(said, expected);
                for cell in &row.cells {
                    prop_assert_eq!(&file[record][5..9], [
                        cell.forces.to_string(), cell.items.to_string(), cell.known_later.to_string(), again(&figure, row).to_string()
                    ]);
                    let topics: Vec<_> = row.heading.topics().iter().map(|topic| topic.slug()).collect();
                    prop_assert_eq!(&file[record][10..12], [topics.join(" "), block.group.crosswalk()]);
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
    let joined = with_schemes(Schemes::Joined, kent(), &across_schemes());
    for layout in LAYOUTS {
        insta::assert_snapshot!(format!("joined-{}", layout.name()), svg(&joined, reading(), layout).unwrap());
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
    let of_two_forces =
        [two_rounds().remove(0), raised("Essex", 0, Topic::InitialContact, RecordType::Recommendation, 1)];
    let several = figure(Selection::default(), &of_two_forces);
    assert!(several.sentences().contains("No force has more than one round here"), "{}", several.sentences());
    assert!(shown(&several, LAYOUTS[1]).contains("cannot show what recurs"));
    let one = figure(kent(), &two_rounds()[..1]);
    assert!(one.sentences().contains("One round cannot show what recurs."), "{}", one.sentences());
    assert!(one.subtitle().contains("one round cannot show what recurs"), "{}", one.subtitle());
}

#[test]
fn a_number_of_items_leads_to_exactly_these_items() {
    let figure = figure(kent(), &two_rounds());
    let table = figure.table("&as_at=2026-05-01");
    assert_eq!(
        table.lines[1].cells[0].href.as_deref(),
        Some(
            "/recommendations?topic=2014-initial-contact&force=kent&record_type=recommendation&raised_in=round-0&as_at=2026-05-01"
        )
    );
    assert!(
        figure.sentences().contains("raised again: Inspection, spring, then Post-inspection review, summer."),
        "{}",
        figure.sentences()
    );
}

/// Raised in 2014's words, then in those of 2024; and one topic that has no counterpart.
fn across_schemes() -> Vec<Raised> {
    let of = RecordType::Recommendation;
    vec![
        raised("Kent", 0, Topic::InitialContact, of, 2),
        raised("Kent", 2, Topic::InitialResponse, of, 1),
        raised("Kent", 2, Topic::PartnershipWorking, of, 4),
    ]
}

#[test]
fn where_schemes_are_joined_everything_names_the_crosswalk_and_what_it_leaves_out() {
    let joined = with_schemes(Schemes::Joined, kent(), &across_schemes());
    assert_eq!(joined.headline(), "Kent Police: 1 of 2 topics was raised again by a later round");
    assert!(joined.subtitle().contains("joined through our crosswalk, version 1"), "{}", joined.subtitle());
    let several = with_schemes(Schemes::Joined, Selection::default(), &across_schemes());
    assert_eq!(
        several.headline(),
        "England and Wales: ‘Initial contact (2014 scheme) with Initial response (2024 scheme)’ was raised again in 1 force"
    );
    let named = "our crosswalk, version 1";
    let left_out = "left out of the join and shown apart: Decision making (2014 scheme); Trusted adult (2014 scheme); \
                    Managing those posing a risk to children (2014 scheme); Police detention (2014 scheme); Partnership \
                    working (2024 scheme).";
    assert!(joined.sentences().contains(left_out), "{}", joined.sentences());
    for layout in LAYOUTS {
        let drawn = shown(&joined, layout);
        assert!(drawn.contains(named) && drawn.contains(left_out), "{drawn}");
    }
    let table = joined.table("");
    let lines: Vec<_> = table.lines.iter().map(|line| line.name.as_str()).collect();
    assert_eq!(
        lines[1],
        "Recommendations: Initial contact (2014 scheme) with Initial response (2024 scheme), joined through our crosswalk, \
         version 1"
    );
    assert_eq!(
        lines[4],
        "Recommendations: Partnership working (2024 scheme), without a counterpart in our crosswalk, version 1"
    );
    let rows = file(&joined);
    let header = joined.records().header;
    let crosswalk = header.iter().position(|name| name == "crosswalk").unwrap();
    assert_eq!(rows[0][crosswalk], Group::Joined.crosswalk());
    assert_eq!(joined.parameters().last().unwrap(), &("schemes", "joined".to_owned()));

    let apart = figure(kent(), &across_schemes());
    assert!(apart.sentences().find(named).is_none() && apart.headline().contains("no topic is known"));
    assert!(file(&apart).iter().all(|row| row[crosswalk] == "not used"));
}

#[test]
fn a_joined_number_leads_to_the_items_of_each_topic_that_it_counts() {
    let joined = with_schemes(Schemes::Joined, kent(), &across_schemes());
    assert_eq!(
        joined.table("").lines[1].cells[1].href.as_deref(),
        Some(
            "/recommendations?topic=2014-initial-contact&topic=2024-initial-response&force=kent&record_type=recommendation&raised_in=round-2"
        )
    );
}
