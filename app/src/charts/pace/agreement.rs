//! Tests that drawing, table, file and sentences say the same numbers, and that a drawing holds together.

use followup::{
    progress::{
        pace::{Pace, PaceCount, Told},
        selection::Selection,
    },
    status::{Status, StatusGroup},
};
use proptest::prelude::*;

use super::{
    report,
    words::{TIMES, estimate},
};
use crate::{
    charts::{
        agreement::{LAYOUTS, holds_together, reading, shown},
        *,
    },
    components::grouped,
};

fn counts(followed: &[(u64, bool, u64)]) -> Vec<PaceCount> {
    let status = |verified| if verified { Status::VerifiedComplete } else { Status::InProgress };
    let count = |(days, verified, items): &(u64, bool, u64)| PaceCount {
        status: status(*verified),
        days: Some(*days),
        items: *items,
    };
    followed.iter().map(count).collect()
}

fn of(counts: &[PaceCount]) -> Pace {
    Pace {
        scope: "Kent Police".to_owned(),
        selection: Selection::of_force("kent".parse().unwrap()),
        coverage: None,
        picked: Told::new(counts),
        everywhere: None,
    }
}

/// Kent, of which so many were followed for so many days.
pub fn figure(followed: &[(u64, bool, u64)]) -> Pace {
    of(&counts(followed))
}

/// As the real data stands.
pub fn silent() -> Pace {
    of(&[PaceCount { status: Status::NotRecorded, days: Some(900), items: 7 }])
}

/// Years of work, against all forces.
pub fn worked() -> Pace {
    let kent: Vec<_> = (1..20u64).map(|month| (month * 41, month % 4 != 0, 1 + month % 3)).collect();
    let all: Vec<_> = (1..60u64).map(|month| (month * 31, month % 3 != 0, 20 + month % 9)).collect();
    let mut kent = counts(&kent);
    kent.push(PaceCount { status: Status::VerifiedComplete, days: None, items: 2 });
    kent.push(PaceCount { status: Status::NotRecorded, days: Some(700), items: 5 });
    Pace { everywhere: Some(Told::new(&counts(&all))), ..of(&kent) }
}

fn any_figure() -> impl Strategy<Value = Pace> {
    let counts = || {
        prop::collection::vec((0u64..3_000, any::<bool>(), prop_oneof![0u64..4, 0u64..3_000]), 0..40)
            .prop_map(|followed| counts(&followed))
    };
    (counts(), prop::option::of(counts()))
        .prop_map(|(picked, all)| Pace { everywhere: all.map(|all| Told::new(&all)), ..of(&picked) })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]

    #[test]
    fn table_and_sentences_tell_the_same_estimates_and_the_file_every_step(figure in any_figure()) {
        let report = report(&figure);
        let (table, said) = (report.table(""), report.sentences());
        for (days, words) in TIMES {
            let name = format!("Verified complete after {words}");
            let line = table.lines.iter().find(|line| line.name == name).unwrap();
            let told = estimate(&figure.picked.curve, days);
            prop_assert_eq!(told.as_deref().unwrap_or("not followed so long"), line.cells[0].text.as_str());
            if let Some(told) = told {
                let sentence = format!("{name}: in Kent Police {told}");
                prop_assert!(said.contains(&sentence), "{} is not in {}", sentence, said);
            }
        }
        let records = report.records();
        let steps = figure.picked.curve.steps().len() + 1;
        let all = figure.everywhere.as_ref().map_or(0, |told| told.curve.steps().len() + 1);
        prop_assert_eq!(records.rows.len(), steps + all);
        for (row, step) in records.rows[1..].iter().zip(figure.picked.curve.steps()) {
            let told = [step.days, step.at_risk, step.verified].map(|number| number.to_string());
            prop_assert_eq!(&row[2..5], told.as_slice());
        }
    }

    #[test]
    fn the_counts_are_in_table_and_sentences(figure in any_figure()) {
        let report = report(&figure);
        let (table, said) = (report.table(""), report.sentences());
        for group in StatusGroup::ALL {
            let followed = grouped(figure.picked.tally.followed[*group as usize]);
            let line = table.lines.iter().find(|line| line.name == group.label()).unwrap();
            prop_assert_eq!(&line.cells[0].text, &followed);
            let told = format!("{}: in Kent Police {followed}", group.label());
            prop_assert!(said.contains(&told), "{} is not in {}", told, said);
        }
    }

    #[test]
    fn the_drawing_ends_where_fewer_than_ten_are_followed_and_says_so(figure in any_figure()) {
        for layout in LAYOUTS {
            let words = shown(&svg(&report(&figure), reading(), layout).unwrap()).join(" ");
            match figure.picked.curve.firm_until() {
                Some(firm) => {
                    let verified = phrases::percent(1.0 - figure.picked.curve.at(firm).unwrap().share);
                    prop_assert!(words.contains(&format!("Kent Police: {verified} verified")), "{}", words);
                    prop_assert!(words.contains(&followup::age::duration(firm)), "{}", words);
                }
                None => prop_assert!(words.contains("no curve is drawn"), "{}", words),
            }
        }
    }

    #[test]
    fn nothing_lies_outside_the_paper(figure in any_figure()) {
        holds_together(&report(&figure));
    }
}

#[test]
fn the_same_figures_always_give_the_same_drawing() {
    for layout in LAYOUTS {
        let drawn = svg(&report(&worked()), reading(), layout).unwrap();
        assert_eq!(drawn, svg(&report(&worked()), reading(), layout).unwrap());
        insta::assert_snapshot!(format!("worked-{}", layout.name()), drawn);
    }
    let worked = report(&worked());
    let words = format!("{}\n{}\n{}", worked.headline(), worked.subtitle(), worked.sentences());
    insta::assert_snapshot!("worked-words", words);
}
