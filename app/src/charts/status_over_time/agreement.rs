//! Tests that drawing, table, file and sentences say the same numbers, and that a drawing holds together.

use followup::{
    progress::{
        findings_across_rounds::Coverage,
        month::Period,
        selection::Selection,
        status_over_time::{Begins, StatusOverTime, Stock, Undated},
    },
    status::StatusGroup,
};
use proptest::prelude::*;

use super::table::Count;
use crate::charts::{
    agreement::{LAYOUTS, numbers, reading, shown},
    *,
};

/// Kent from January 2022 on, a month for each entry: groups, not recorded, closed according to the source.
pub fn figure(months: &[([u64; 4], u64, u64)]) -> StatusOverTime {
    let first: followup::progress::month::Month = "2022-01".parse().unwrap();
    let last = first.plus(u32::try_from(months.len().max(1)).unwrap() - 1);
    let period = Period::new(first, last).unwrap();
    let stocks = period.days("2400-01-01".parse().unwrap()).into_iter().zip(months);
    StatusOverTime {
        scope: "Kent Police".to_owned(),
        selection: Selection::of_force("kent".parse().unwrap()),
        coverage: None,
        period,
        begins: Begins::AsAsked,
        stocks: stocks
            .map(|(day, (counts, not_recorded, by_source))| Stock {
                day,
                counts: *counts,
                not_recorded: *not_recorded,
                by_source: *by_source,
            })
            .collect(),
        told_of: Vec::new(),
        undated: None,
    }
}

/// As the real data stands: nobody has recorded how anything stands.
pub fn real() -> StatusOverTime {
    figure(&[([0; 4], 5, 0), ([0; 4], 7, 0)])
}

/// Two years of work.
fn worked() -> StatusOverTime {
    let months: Vec<_> =
        (0..30u64).map(|month| ([120 - 3 * month, 5 + month % 7, 2 * month, month / 6], 40 - month, 3)).collect();
    StatusOverTime {
        scope: "England and Wales".to_owned(),
        selection: Selection::default(),
        coverage: Some(Coverage { with_data: 23, forces: 43 }),
        undated: Some(Undated { items: 4, in_another_status: 1 }),
        begins: Begins::FirstStatus,
        ..figure(&months)
    }
}

fn any_figure() -> impl Strategy<Value = StatusOverTime> {
    let count = || prop_oneof![0u64..3, 0u64..40, 0u64..30_000];
    let month = (prop::array::uniform4(count()), count(), count());
    prop_oneof![prop::collection::vec(month.clone(), 0..4), prop::collection::vec(month, 4..160)]
        .prop_map(|months| figure(&months))
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]

    #[test]
    fn table_and_file_hold_every_count_of_every_month(figure in any_figure()) {
        let (table, records) = (table(&figure, ""), figure.records());
        prop_assert_eq!((table.lines.len(), records.rows.len()), (figure.stocks.len(), figure.stocks.len()));
        for (place, stock) in figure.stocks.iter().enumerate() {
            for (column, count) in Count::all().into_iter().enumerate() {
                prop_assert_eq!(numbers(&table.lines[place].cells[column].text), [count.of(stock)]);
                prop_assert_eq!(records.rows[place][column + 3].parse::<u64>().unwrap(), count.of(stock));
            }
            prop_assert_eq!(&records.rows[place][2], &stock.day.to_string());
        }
    }

    #[test]
    fn the_sentences_hold_every_count_of_the_first_month_the_last_and_the_most(figure in any_figure()) {
        let said = text(&figure, reading()).description;
        for stock in figure.stocks.first().into_iter().chain(figure.latest()) {
            let sentence = said.split(". ").find(|part| part.starts_with(&format!("On {},", followup::partial_date::in_words(stock.day))));
            let mut told = numbers(sentence.unwrap_or_default());
            told.drain(..2);
            let mut expected = vec![stock.whole()];
            expected.extend(Count::all().into_iter().filter(|count| *count != Count::Whole).map(|count| count.of(stock)));
            prop_assert_eq!(told, expected);
        }
        for group in StatusGroup::ALL {
            let most = figure.stocks.iter().map(|stock| stock.of(*group)).max().unwrap_or(0);
            let label = format!("Most {}: {},", phrases::in_a_sentence(group.label()), crate::components::grouped(most));
            prop_assert_eq!(said.contains(&label), most > 0, "{} {}", label, said);
        }
    }

    #[test]
    fn the_drawing_ends_each_line_with_its_last_count_in_every_layout(figure in any_figure()) {
        for layout in LAYOUTS {
            let words = shown(&svg(&figure, reading(), layout).unwrap()).join(" ");
            let Some(last) = figure.latest().filter(|_| figure.has_recorded()) else { continue };
            for group in StatusGroup::ALL {
                let label = format!("{}: {}", group.label(), crate::components::grouped(last.of(*group)));
                prop_assert!(words.contains(&label), "{} is not in {}", label, words);
            }
        }
    }

    #[test]
    fn nothing_lies_outside_the_paper(figure in any_figure()) {
        agreement::holds_together(&figure);
    }
}

#[test]
fn a_chart_of_silence_has_no_line_along_nought() {
    for layout in LAYOUTS {
        let drawn = svg(&real(), reading(), layout).unwrap();
        assert!(!drawn.contains("<polyline"), "{drawn}");
        assert!(shown(&drawn).join(" ").contains("does not mean a lack of progress"), "{drawn}");
    }
}

#[test]
fn the_same_figures_always_give_the_same_drawing() {
    for layout in LAYOUTS {
        let drawn = svg(&worked(), reading(), layout).unwrap();
        assert_eq!(drawn, svg(&worked(), reading(), layout).unwrap());
        insta::assert_snapshot!(format!("worked-{}", layout.name()), drawn);
    }
    insta::assert_snapshot!(
        "worked-words",
        format!("{}\n{}\n{}", worked().headline(), worked().subtitle(), worked().sentences())
    );
}
