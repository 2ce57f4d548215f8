//! Tests that the report says what the figure counts.

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

use super::report;
use crate::charts::{
    Charted as _, Layout,
    reading_drawings::{LAYOUTS, file, holds_together, reading, shown},
    svg,
};

fn row(force: &str, name: &str, round: &str, audit: CaseAudit) -> Row {
    Row {
        force: force.to_owned(),
        force_name: name.to_owned(),
        round: round.to_lowercase().replace([',', ' '], "-"),
        round_title: round.to_owned(),
        year: round.rsplit(' ').next().and_then(|year| year.parse().ok()),
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

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn the_file_holds_every_count_of_every_audit(figure in any_figure()) {
        let report = report(&figure);
        holds_together(&report);
        let file = file(&report);
        for (place, row) in figure.rows.iter().enumerate() {
            for (grade_place, grade) in CaseGrade::ALL.iter().enumerate() {
                let count = row.audit.with(*grade).map(|count| count.to_string()).unwrap_or_default();
                prop_assert_eq!(&file[place][3 + grade_place], &count);
                prop_assert_eq!(&file[place][10 + grade_place], &row.share(*grade).map(Share::in_file).unwrap_or_default());
            }
            prop_assert_eq!(&file[place][7], &row.audit.graded().to_string());
            prop_assert_eq!(&file[place][8], &row.audit.cases.to_string());
            // A spreadsheet must not take what begins with a minus for a formula.
            let difference = file[place][9].trim_start_matches('\'');
            prop_assert_eq!(difference, row.audit.discrepancy().unwrap_or(0).to_string());
        }
    }
}

#[test]
fn the_same_figures_always_give_the_same_drawing() {
    for (name, figure) in [("warwickshire", warwickshire()), ("two-forces", two_forces())] {
        for layout in LAYOUTS {
            insta::assert_snapshot!(
                format!("{name}-{}", layout.name()),
                svg(&report(&figure), reading(), layout).unwrap()
            );
        }
    }
}

#[test]
fn a_total_that_does_not_add_up_is_marked_everywhere() {
    let report = report(&two_forces());
    let marked = "West Yorkshire: the source says 33 case files and grades 34.";
    assert!(shown(&report, Layout::Alone).contains(marked), "{}", shown(&report, Layout::Alone));
    assert!(report.sentences().contains(marked));
    assert_eq!(report.table("").lines[1].cells[7].text, "No");
    assert_eq!(file(&report)[1][9], "1");
}

#[test]
fn the_headline_tells_of_the_latest_audit_or_counts_forces() {
    assert_eq!(
        report(&warwickshire()).headline(),
        "Warwickshire Police: 10 of 34 case files inadequate (Post-inspection review, 6 June 2023)"
    );
    // Warwickshire 10 inadequate and 9 good, West Yorkshire the same.
    let two = report(&two_forces());
    assert_eq!(two.headline(), "England and Wales: more case files inadequate than good in 2 of 2 forces audited");
    assert!(two.subtitle().ends_with("; of 43 forces, 2 have data"));
    assert!(two.sentences().contains("Of 68 case files together 18 were good and 20 inadequate."));
    let mut none = warwickshire();
    none.rows.clear();
    assert_eq!(report(&none).headline(), "Warwickshire Police: we know of no case audit");
    assert!(report(&none).is_empty());
}

#[test]
fn an_audit_leads_to_the_page_of_its_round() {
    let table = report(&warwickshire()).table("&as_at=2023-01-01");
    assert_eq!(
        table.lines[0].cells[0].href.as_deref(),
        Some("/forces/warwickshire/rounds/inspection--5-august-2022?as_at=2023-01-01")
    );
}
