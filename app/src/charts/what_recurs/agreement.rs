//! Tests that drawing, table, file and sentences say the same numbers.

use followup::{
    crosswalk::{Group, Schemes},
    finding::{KnownFrom, RecordType},
    progress::{
        selection::{RecordTypes, Selection},
        what_recurs::{Block, Raised, WhatRecurs},
    },
    round::RoundKind,
    topic::Topic,
};
use proptest::prelude::*;

use super::{
    report,
    words::{again, named},
};
use crate::charts::{
    Cell, Charted as _,
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
        let report = report(&figure);
        holds_together(&report);
        let (table, file) = (report.table(""), file(&report));
        let sum = |numbers: &mut dyn Iterator<Item = u64>| numbers.sum::<u64>();
        let items: u64 = figure.blocks.iter().map(Block::items).sum();
        let is_items = |cell: &&Cell| cell.href.is_some();
        let in_table = table.lines.iter().flat_map(|line| line.cells.iter()).filter(is_items);
        prop_assert_eq!(sum(&mut in_table.map(|cell| numbers(&cell.text)[0])), items);
        prop_assert_eq!(sum(&mut file.iter().map(|row| row[6].parse().unwrap())), items);
        let rows: Vec<_> = figure.blocks.iter().flat_map(|block| block.rows.iter().map(move |row| (block, row))).collect();
        prop_assert_eq!(table.lines.len(), rows.len());
        for (block, row) in rows {
            let name = format!("{}: {}", block.counted.label(), named(block, row));
            let line = table.lines.iter().find(|line| line.name == name).unwrap();
            let cell = &line.cells[line.cells.len() - 2];
            prop_assert_eq!(numbers(&cell.text), vec![again(&figure, row)]);
        }
        for layout in LAYOUTS {
            let drawn = shown(&report, layout);
            for row in figure.blocks.iter().flat_map(|block| &block.rows).filter(|row| !row.again.is_empty()) {
                prop_assert!(drawn.contains(row.heading.label().split(' ').next().unwrap()), "{drawn}");
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
            insta::assert_snapshot!(
                format!("{name}-{}", layout.name()),
                svg(&report(&figure), reading(), layout).unwrap()
            );
        }
    }
    let joined = report(&with_schemes(Schemes::Joined, kent(), &across_schemes()));
    for layout in LAYOUTS {
        insta::assert_snapshot!(format!("joined-{}", layout.name()), svg(&joined, reading(), layout).unwrap());
    }
}

#[test]
fn the_headline_says_what_recurs_or_that_nothing_is_known_to() {
    let said = |selection: Selection, rows: &[Raised]| report(&figure(selection, rows)).headline();
    assert_eq!(said(kent(), &two_rounds()), "Kent Police: 1 of 3 topics was raised again by a later round");
    assert_eq!(
        said(Selection::default(), &two_rounds()),
        "England and Wales: ‘Initial contact (2014 scheme)’ was raised again in 1 force"
    );
    assert_eq!(
        said(kent(), &two_rounds()[..1]),
        "Kent Police: no topic is known to have been raised again by a later round"
    );
    assert_eq!(said(kent(), &[]), "Kent Police: we know of nothing that was raised");
    let of_two_forces =
        [two_rounds().remove(0), raised("Essex", 0, Topic::InitialContact, RecordType::Recommendation, 1)];
    let several = report(&figure(Selection::default(), &of_two_forces));
    assert!(several.sentences().contains("No force has more than one round here"), "{}", several.sentences());
    assert!(shown(&several, LAYOUTS[1]).contains("cannot show what recurs"));
    let one = report(&figure(kent(), &two_rounds()[..1]));
    assert!(one.sentences().contains("One round cannot show what recurs."), "{}", one.sentences());
    assert!(one.subtitle().contains("one round cannot show what recurs"), "{}", one.subtitle());
}

#[test]
fn a_number_of_items_leads_to_exactly_these_items() {
    let figure = report(&figure(kent(), &two_rounds()));
    let table = figure.table("&as_at=2026-05-01");
    assert_eq!(
        table.lines[0].cells[0].href.as_deref(),
        Some(
            "/recommendations?topic=2014-initial-contact&force=kent&record_type=recommendation&raised_in=round-0&as_at=2026-05-01"
        )
    );
    assert!(
        figure.sentences().contains("raised again by Inspection, spring, then Post-inspection review, summer."),
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
    let joined = report(&with_schemes(Schemes::Joined, kent(), &across_schemes()));
    assert_eq!(joined.headline(), "Kent Police: 1 of 2 topics was raised again by a later round");
    assert!(joined.subtitle().contains("joined through our crosswalk, version 1"), "{}", joined.subtitle());
    let several = report(&with_schemes(Schemes::Joined, Selection::default(), &across_schemes()));
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
        lines[0],
        "Recommendations: Initial contact (2014 scheme) with Initial response (2024 scheme), joined through our crosswalk, \
         version 1"
    );
    assert!(lines.contains(
        &"Recommendations: Partnership working (2024 scheme), without a counterpart in our crosswalk, version 1"
    ));
    let rows = file(&joined);
    let header = joined.records().header;
    let crosswalk = header.iter().position(|name| name == "crosswalk").unwrap();
    assert_eq!(rows[0][crosswalk], Group::Joined.crosswalk());
    assert_eq!(joined.parameters().last().unwrap(), &("schemes", "joined".to_owned()));

    let apart = report(&figure(kent(), &across_schemes()));
    assert!(apart.sentences().find(named).is_none() && apart.headline().contains("no topic is known"));
    assert!(file(&apart).iter().all(|row| row[crosswalk] == "not used"));
}

#[test]
fn a_joined_number_leads_to_the_items_of_each_topic_that_it_counts() {
    let joined = report(&with_schemes(Schemes::Joined, kent(), &across_schemes()));
    assert_eq!(
        joined.table("").lines[0].cells[1].href.as_deref(),
        Some(
            "/recommendations?topic=2014-initial-contact&topic=2024-initial-response&force=kent&record_type=recommendation&raised_in=round-2"
        )
    );
}
