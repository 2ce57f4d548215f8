//! Figures for the tests of charts: real ones, and any.

use followup::{
    finding::{Finding, KnownFrom, RecordType},
    progress::{
        findings_across_rounds::{Cell, Coverage, FindingsAcrossRounds, Visit, VisitParameter},
        selection::Selection,
    },
};
use proptest::prelude::*;

use crate::charts::{Origin, Reading};

pub fn reading() -> Reading {
    let asked = followup::as_at::AsAt { as_at: "2022-05-01".parse().ok(), known_at: None };
    Reading {
        asked,
        read_at: "2026-11-23T12:00:00Z".parse().unwrap(),
        today: "2026-11-23".parse().unwrap(),
        origin: Origin::Published,
    }
}

pub fn visit(place: u32, label: &str) -> Visit {
    Visit { place, label: label.to_owned(), parameter: VisitParameter::FoundIn, value: format!("visit-{place}") }
}

pub fn cell(
    visit: &Visit,
    record_type: RecordType,
    known_from: KnownFrom,
    finding: Option<Finding>,
    items: u64,
) -> Cell {
    Cell { visit: visit.clone(), record_type, known_from, finding, items }
}

/// Kent, all that was asked of it.
pub fn kent_alone() -> Selection {
    Selection::of_force("kent".parse().unwrap())
}

/// Kent's review of 2021, as published.
pub fn kent() -> FindingsAcrossRounds {
    let visit = Visit {
        value: "post-inspection-review-2021-08-26".to_owned(),
        ..visit(2, "Post-inspection review, 26 August 2021")
    };
    let raised = |record_type, finding, items| cell(&visit, record_type, KnownFrom::Raised, finding, items);
    let cells = [
        raised(RecordType::Recommendation, Some(Finding::Improved), 1),
        raised(RecordType::Recommendation, Some(Finding::PartlyImproved), 1),
        raised(RecordType::Recommendation, Some(Finding::StillOfConcern), 3),
        raised(RecordType::Recommendation, None, 2),
        raised(RecordType::AreaOfConcern, Some(Finding::Improved), 1),
        raised(RecordType::AreaOfConcern, None, 1),
    ];
    FindingsAcrossRounds::new("Kent Police".to_owned(), kent_alone(), None, &cells)
}

/// All forces, by kind of visit, with the counts of the public data.
pub fn england_and_wales() -> FindingsAcrossRounds {
    let kind = |place, label, value: &str| Visit {
        parameter: VisitParameter::FoundBy,
        value: value.to_owned(),
        ..visit(place, label)
    };
    let review = kind(1, "Post-inspection review", "post_inspection_review");
    let again = kind(2, "Re-inspection", "re_inspection");
    let update = kind(3, "Progress update", "progress_update");
    let letter = kind(4, "Follow-up letter", "follow_up_letter");
    let (recommendation, area) = (RecordType::Recommendation, RecordType::AreaOfConcern);
    let raised = |visit, record_type, finding, items| cell(visit, record_type, KnownFrom::Raised, Some(finding), items);
    let later = |visit, items| cell(visit, area, KnownFrom::LaterRound, Some(Finding::Improved), items);
    let cells = [
        raised(&review, recommendation, Finding::Improved, 4),
        raised(&review, recommendation, Finding::PartlyImproved, 1),
        raised(&review, recommendation, Finding::StillOfConcern, 4),
        raised(&review, area, Finding::Improved, 8),
        raised(&review, area, Finding::PartlyImproved, 4),
        raised(&review, area, Finding::StillOfConcern, 9),
        raised(&review, area, Finding::NoProgress, 1),
        later(&review, 46),
        raised(&again, area, Finding::Improved, 1),
        later(&again, 10),
        raised(&update, area, Finding::Improved, 2),
        raised(&update, area, Finding::StillOfConcern, 3),
        later(&update, 4),
        cell(&letter, area, KnownFrom::Raised, None, 3),
    ];
    let coverage = Some(Coverage { with_data: 21, forces: 43 });
    FindingsAcrossRounds::new("England and Wales".to_owned(), Selection::default(), coverage, &cells)
}

/// Any figure, with names of any letters.
pub fn any_figure() -> impl Strategy<Value = FindingsAcrossRounds> {
    let any_cell = (
        0u32..4,
        prop::sample::select(RecordType::ALL),
        prop::sample::select(KnownFrom::ALL),
        prop::option::of(prop::sample::select(Finding::ALL)),
        prop_oneof![0u64..20, 0u64..30_000],
    );
    let name = "[A-Za-zŵ<>&\"' –]{0,30}|[^0-9\\p{C}]{0,12}";
    let figure = (name, prop::collection::vec(name, 4), prop::collection::vec(any_cell, 0..40));
    figure.prop_map(|(scope, labels, cells)| {
        let cells: Vec<_> = cells
            .into_iter()
            .map(|(place, record_type, known_from, finding, items)| {
                let label = labels.get(place as usize).map_or("", String::as_str);
                cell(&visit(place, label), record_type, known_from, finding, items)
            })
            .collect();
        FindingsAcrossRounds::new(scope, Selection::default(), None, &cells)
    })
}
