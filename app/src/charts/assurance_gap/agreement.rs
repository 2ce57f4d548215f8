//! Tests that drawing, table, file and sentences say the same numbers, and that a drawing holds together.

use followup::age::duration;
use followup::progress::{
    assurance_gap::{AssuranceGap, Gap, WaitBand, Waited},
    findings_across_rounds::Coverage,
    month::{Month, Period},
    selection::Selection,
};
use proptest::prelude::*;

use crate::{
    charts::{
        agreement::{LAYOUTS, holds_together, numbers, reading, shown},
        *,
    },
    components::grouped,
};

/// Kent from January 2022 on, a month for each entry: items, median and longest wait. A quarter of the items waited under 3 months, and one
/// up to 6.
pub fn figure(months: &[(u64, u64, u64)]) -> AssuranceGap {
    let first: Month = "2022-01".parse().unwrap();
    let last = first.plus(u32::try_from(months.len().max(1)).unwrap() - 1);
    let period = Period::new(first, last).unwrap();
    let days = period.days("2400-01-01".parse().unwrap());
    let gaps = days.into_iter().zip(months).map(|(day, (items, median, longest))| Gap {
        day,
        items: *items,
        waited: (*items > 0).then_some(Waited { median: *median, longest: *longest }),
        ages: [items / 4, items / 4, 0, items - items / 4 * 2],
    });
    AssuranceGap {
        scope: "Kent Police".to_owned(),
        selection: Selection::of_force("kent".parse().unwrap()),
        coverage: None,
        period,
        gaps: gaps.collect(),
        told_of: Vec::new(),
        undated: None,
    }
}

/// Years of work, with months in which nothing waited.
fn worked() -> AssuranceGap {
    let months: Vec<_> = (0..40u64).map(|month| ((month * 7 + 3) % 11, 20 + 3 * month, 90 + 9 * month)).collect();
    AssuranceGap {
        scope: "England and Wales".to_owned(),
        selection: Selection::default(),
        coverage: Some(Coverage { with_data: 23, forces: 43 }),
        undated: Some(2),
        ..figure(&months)
    }
}

fn any_figure() -> impl Strategy<Value = AssuranceGap> {
    let month = (prop_oneof![0u64..3, 0u64..30_000], 0u64..900, 0u64..3_000)
        .prop_map(|(items, median, more)| (items, median, median + more));
    prop_oneof![prop::collection::vec(month.clone(), 0..4), prop::collection::vec(month, 4..140)]
        .prop_map(|months| figure(&months))
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]

    #[test]
    fn table_and_file_hold_every_month(figure in any_figure()) {
        let (table, records) = (table(&figure, ""), figure.records());
        prop_assert_eq!((table.lines.len(), records.rows.len()), (figure.gaps.len(), figure.gaps.len()));
        for (place, gap) in figure.gaps.iter().enumerate() {
            let told: Vec<_> = table.lines[place].cells.iter().map(|cell| cell.text.clone()).collect();
            let filed: Vec<u64> = records.rows[place][3..10].iter().filter_map(|cell| cell.parse().ok()).collect();
            let waited = gap.waited.map(|waited| [waited.median, waited.longest]);
            let waits_in_file = waited.into_iter().flatten();
            let expected: Vec<_> = std::iter::once(gap.items).chain(waits_in_file).chain(gap.ages).collect();
            let waits = waited.map_or(["none waits".to_owned(), "none waits".to_owned()], |waited| waited.map(duration));
            prop_assert_eq!(&told[5..], &waits[..]);
            prop_assert_eq!(&told[0], &grouped(gap.items));
            prop_assert_eq!(&told[1..5], &gap.ages.map(grouped)[..]);
            prop_assert_eq!(&filed, &expected);
        }
    }

    #[test]
    fn sentences_and_drawing_end_with_the_last_month(figure in any_figure()) {
        let Some(last) = figure.latest().filter(|_| figure.has_any()) else { return Ok(()) };
        let said = text(&figure, reading()).description;
        let sentence = said.split(". ").find(|part| part.starts_with(&format!("On {},", followup::partial_date::in_words(last.day))));
        let sentence = sentence.unwrap_or_default();
        prop_assert_eq!(numbers(sentence).get(2).copied(), Some(last.items));
        if let Some(waited) = last.waited {
            let [median, longest] = [waited.median, waited.longest].map(|days| super::words::wait(last.day, days));
            let waits = format!("the median wait {median}, the longest {longest}");
            prop_assert!(sentence.contains(&waits), "{} is not in {}", waits, sentence);
        }
        for layout in LAYOUTS {
            let drawn = shown(&svg(&figure, reading(), layout).unwrap()).join(" ");
            let count = format!("Claimed done, not verified: {}", grouped(last.items));
            prop_assert!(drawn.contains(&count), "{} is not in {}", count, drawn);
            for (band, items) in WaitBand::ALL.iter().zip(last.ages).filter(|(_, items)| *items > 0) {
                let label = format!("{band} {}", grouped(items));
                prop_assert!(drawn.contains(&label), "{} is not in {}", label, drawn);
            }
        }
    }

    #[test]
    fn nothing_lies_outside_the_paper(figure in any_figure()) {
        holds_together(&figure);
    }
}

#[test]
fn the_same_figures_always_give_the_same_drawing() {
    for layout in LAYOUTS {
        let drawn = svg(&worked(), reading(), layout).unwrap();
        assert_eq!(drawn, svg(&worked(), reading(), layout).unwrap());
        insta::assert_snapshot!(format!("worked-{}", layout.name()), drawn);
    }
    let words = format!("{}\n{}\n{}", worked().headline(), worked().subtitle(), worked().sentences());
    insta::assert_snapshot!("worked-words", words);
}
