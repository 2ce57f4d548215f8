//! Tests that drawing, table, file and sentences say the same numbers.

use followup::{
    case_audit::{CaseAudit, CaseGrade},
    progress::{
        case_audits::{CaseAudits, Row},
        findings_across_rounds::Coverage,
        selection::Selection,
    },
    share::Share,
};
use proptest::prelude::*;

use crate::charts::{
    Charted as _, Layout,
    reading_drawings::{LAYOUTS, file, holds_together, numbers, reading, shown},
    svg,
};

fn row(force: &str, name: &str, round: &str, audit: CaseAudit) -> Row {
    Row {
        force: force.to_owned(),
        force_name: name.to_owned(),
        round: round.to_lowercase().replace([',', ' '], "-"),
        round_title: round.to_owned(),
        audit,
    }
}

const INSPECTION: CaseAudit =
    CaseAudit { cases: 74, good: 23, adequate: None, requires_improvement: Some(23), inadequate: 28 };
const REVIEW: CaseAudit =
    CaseAudit { cases: 34, good: 9, adequate: None, requires_improvement: Some(15), inadequate: 10 };
const WEST_YORKSHIRE: CaseAudit =
    CaseAudit { cases: 33, good: 9, adequate: Some(8), requires_improvement: Some(7), inadequate: 10 };

/// Warwickshire's two audits, as published.
fn warwickshire() -> CaseAudits {
    CaseAudits {
        scope: "Warwickshire Police".to_owned(),
        selection: Selection::of_force("warwickshire".parse().unwrap()),
        coverage: None,
        rows: vec![
            row("warwickshire", "Warwickshire", "Inspection, 5 August 2022", INSPECTION),
            row("warwickshire", "Warwickshire", "Post-inspection review, 6 June 2023", REVIEW),
        ],
    }
}

/// Two forces, one of which does not add up.
fn two_forces() -> CaseAudits {
    CaseAudits {
        scope: "England and Wales".to_owned(),
        selection: Selection::default(),
        coverage: Some(Coverage { with_data: 2, forces: 43 }),
        rows: vec![
            row("warwickshire", "Warwickshire", "Post-inspection review, 6 June 2023", REVIEW),
            row("west-yorkshire", "West Yorkshire", "Inspection, 13 January 2015", WEST_YORKSHIRE),
        ],
    }
}

fn any_figure() -> impl Strategy<Value = CaseAudits> {
    let count = || prop_oneof![0u32..20, 0u32..30_000];
    let audit = (count(), count(), prop::option::of(count()), prop::option::of(count()), count()).prop_map(
        |(cases, good, adequate, requires_improvement, inadequate)| CaseAudit {
            cases,
            good,
            adequate,
            requires_improvement,
            inadequate,
        },
    );
    let rows = prop::collection::vec(("[A-Za-zŵ<>&\"' –]{0,30}", audit), 0..6);
    (rows, any::<bool>()).prop_map(|(rows, several)| CaseAudits {
        scope: "England & Wales".to_owned(),
        selection: Selection::default(),
        coverage: several.then_some(Coverage { with_data: 2, forces: 43 }),
        rows: rows.into_iter().map(|(name, audit)| row("kent", &name, "A round", audit)).collect(),
    })
}

/// The number that a share is said with.
fn number(share: Share) -> u64 {
    numbers(&share.to_string())[0]
}

/// The numbers of an audit as they are said: each grade's share and count, then what they stand on.
fn said(row: &Row) -> Vec<u64> {
    let mut said = Vec::new();
    for grade in CaseGrade::ALL {
        if let Some(count) = row.audit.with(*grade) {
            said.extend(row.share(*grade).map(number));
            said.push(u64::from(count));
        }
    }
    said.push(u64::from(row.audit.graded()));
    said.extend(row.audit.discrepancy().map(|_| u64::from(row.audit.cases)));
    said
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn table_file_and_sentences_hold_every_count_of_every_audit(figure in any_figure()) {
        let table = figure.table("");
        let file = file(&figure);
        let sentences = numbers(&figure.sentences());
        let expected: Vec<_> = figure.rows.iter().flat_map(said).collect();
        prop_assert_eq!(&sentences[..expected.len()], expected.as_slice());
        for (place, row) in figure.rows.iter().enumerate() {
            for (grade_place, grade) in CaseGrade::ALL.iter().enumerate() {
                let count = row.audit.with(*grade);
                prop_assert_eq!(numbers(&table.lines[place].cells[1 + grade_place].text).last().copied(), count.map(u64::from));
                prop_assert_eq!(&file[place][3 + grade_place], &count.map(|count| count.to_string()).unwrap_or_default());
                prop_assert_eq!(&file[place][10 + grade_place], &row.share(*grade).map(Share::in_file).unwrap_or_default());
            }
            prop_assert_eq!(numbers(&table.lines[place].cells[5].text), vec![u64::from(row.audit.graded())]);
            prop_assert_eq!(&file[place][8], &row.audit.cases.to_string());
            prop_assert_eq!(&table.lines[place].cells[7].text == "No", row.audit.discrepancy().is_some());
        }
    }

    #[test]
    fn the_drawing_shows_every_share_and_count_and_holds_together_in_every_layout(figure in any_figure()) {
        holds_together(&figure);
        for layout in LAYOUTS {
            let mut drawn = numbers(&shown(&figure, layout));
            for wanted in figure.rows.iter().flat_map(|row| {
                CaseGrade::ALL.iter().filter_map(|grade| row.audit.with(*grade)).filter(|count| *count > 0)
            }) {
                let place = drawn.iter().position(|number| *number == u64::from(wanted));
                prop_assert!(place.is_some(), "{wanted} in {layout:?}");
                drawn.remove(place.unwrap());
            }
        }
    }
}

#[test]
fn the_same_figures_always_give_the_same_drawing() {
    for (name, figure) in [("warwickshire", warwickshire()), ("two-forces", two_forces())] {
        for layout in LAYOUTS {
            insta::assert_snapshot!(format!("{name}-{}", layout.name()), svg(&figure, reading(), layout).unwrap());
        }
    }
}

#[test]
fn a_total_that_does_not_add_up_is_marked_everywhere() {
    let figure = two_forces();
    let marked = "34 graded case files, but the source says 33: it does not add up";
    assert!(shown(&figure, Layout::Alone).contains(marked), "{}", shown(&figure, Layout::Alone));
    assert!(figure.sentences().contains(marked));
    assert_eq!(figure.table("").lines[1].cells[7].text, "No");
    assert_eq!(file(&figure)[1][9], "1");
}

#[test]
fn the_headline_tells_of_the_latest_audit_or_says_that_it_adds_them_up() {
    assert_eq!(
        warwickshire().headline(),
        "Warwickshire Police: 9 of 34 case files graded good (Post-inspection review, 6 June 2023)"
    );
    // 9 of Warwickshire's 34 and 9 of West Yorkshire's 34.
    assert_eq!(
        two_forces().headline(),
        "England and Wales: 18 of 68 case files graded good in the latest audits of 2 forces"
    );
    assert!(two_forces().subtitle().ends_with("; one of each cannot show change; of 43 forces, 2 have data"));
    assert!(two_forces().sentences().contains("The latest audit of each force alone cannot show change."));
    let mut one = warwickshire();
    one.rows.truncate(1);
    assert!(one.subtitle().ends_with("one audit cannot show change"), "{}", one.subtitle());
    assert!(one.sentences().contains("One audit cannot show change."));
    one.rows.clear();
    assert_eq!(one.headline(), "Warwickshire Police: our sources hold no case audit");
    assert!(one.is_empty());
}

#[test]
fn an_audit_leads_to_the_page_of_its_round() {
    let table = warwickshire().table("&as_at=2023-01-01");
    assert_eq!(
        table.lines[0].cells[0].href.as_deref(),
        Some("/forces/warwickshire/rounds/inspection--5-august-2022?as_at=2023-01-01")
    );
}
