//! Tests that drawing, table, file and sentences say the same grades.

use followup::{
    grade::Grade,
    progress::{
        grades::{Graded, Grades},
        selection::Selection,
    },
    topic::{Scheme, Topic},
};
use proptest::prelude::*;

use super::report;
use crate::charts::{
    Charted as _, Layout, in_a_sentence,
    reading_drawings::{LAYOUTS, file, holds_together, numbers, reading, shown},
    svg,
};

fn graded(force: &str, topic: Topic, grade: Grade) -> Graded {
    Graded {
        force: force.to_lowercase(),
        force_name: force.to_owned(),
        round: "inspection-2025".to_owned(),
        round_title: "Inspection of the year".to_owned(),
        topic,
        grade,
    }
}

fn figure(selection: Selection, given: &[Graded]) -> Grades {
    let (name, forces) =
        if selection.is_of_several() { ("England and Wales", Some(43)) } else { ("Kent Police", None) };
    Grades::new(name.to_owned(), selection, forces, given)
}

/// Gloucestershire and Northamptonshire, as published.
fn published() -> Grades {
    use Grade::{Adequate, Good, Inadequate, RequiresImprovement};
    let of = |force: &str, grades: &[Grade]| -> Vec<Graded> {
        Topic::of(Scheme::Of2024).zip(grades).map(|(topic, grade)| graded(force, topic, *grade)).collect()
    };
    let gloucestershire = of("Gloucestershire", &[Inadequate, Adequate, Inadequate, RequiresImprovement, Inadequate]);
    let northamptonshire = of("Northamptonshire", &[Adequate, Good, RequiresImprovement]);
    figure(Selection::default(), &[gloucestershire, northamptonshire].concat())
}

fn any_figure() -> impl Strategy<Value = Grades> {
    let given = (
        prop::sample::select(&["Kent", "Essex", "Hampshire and Isle of Wight", "Dŵr <&>"][..]),
        prop::sample::select(Topic::ALL),
        prop::sample::select(Grade::ALL),
    );
    (prop::collection::vec(given, 0..20), prop::option::of(prop::sample::select(Topic::ALL))).prop_map(
        |(given, topic)| {
            let given: Vec<_> = given.into_iter().map(|(force, topic, grade)| graded(force, topic, grade)).collect();
            figure(Selection { topic, ..Selection::default() }, &given)
        },
    )
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn table_file_sentences_and_drawing_hold_every_grade(figure in any_figure()) {
        let report = report(&figure);
        holds_together(&report);
        let (table, file, sentences) = (report.table(""), file(&report), report.sentences());
        prop_assert_eq!((table.lines.len(), file.len()), (figure.rows.len(), figure.rows.len()));
        for (place, row) in figure.rows.iter().enumerate() {
            for (topic, grade) in row.grades.iter().enumerate() {
                let word = grade.map_or("No grade known", Grade::label);
                prop_assert_eq!(&table.lines[place].cells[1 + topic].text, word);
                prop_assert_eq!(&file[place][3 + topic], grade.map(Grade::slug).unwrap_or_default());
                if let Some(grade) = grade {
                    let said = format!("{} {}", in_a_sentence(figure.topics[topic].label()), grade.label().to_lowercase());
                    prop_assert!(sentences.split(". ").nth(place).unwrap().contains(&said), "{said} in {sentences}");
                }
            }
        }
        let drawn = shown(&report, Layout::Wide);
        for row in &figure.rows {
            prop_assert!(drawn.contains(row.force_name.split([' ', '<']).next().unwrap()), "{} in {drawn}", row.force_name);
        }
        for grade in [Grade::Outstanding, Grade::Adequate] {
            let expected = figure.rows.iter().flat_map(|row| &row.grades).filter(|given| **given == Some(grade)).count();
            // The notes count grades in small letters.
            prop_assert_eq!(drawn.matches(grade.label()).count(), expected, "{}: {}", grade, drawn);
        }
    }
}

#[test]
fn the_same_figures_always_give_the_same_drawing() {
    for layout in LAYOUTS {
        insta::assert_snapshot!(
            format!("published-{}", layout.name()),
            svg(&report(&published()), reading(), layout).unwrap()
        );
    }
}

#[test]
fn words_count_the_grades_and_say_what_is_not_known() {
    let figure = report(&published());
    assert_eq!(
        figure.headline(),
        "England and Wales: Gloucestershire is the only one of 2 graded forces with an inadequate topic"
    );
    assert!(figure.sentences().contains("Investigation in all: 1 inadequate, 1 no grade known."));
    assert_eq!(numbers(&figure.subtitle()), [2024, 43, 2]);
    let one = report(&self::figure(Selection::of_force("kent".parse().unwrap()), &[]));
    assert!(one.is_empty());
    assert_eq!(one.headline(), "Kent Police: we know of no grade of the 2024 scheme");
}

#[test]
fn a_graded_round_leads_to_its_page() {
    let table = report(&published()).table("&as_at=2026-01-01");
    assert_eq!(
        table.lines[0].cells[0].href.as_deref(),
        Some("/forces/gloucestershire/rounds/inspection-2025?as_at=2026-01-01")
    );
}
