//! What findings across rounds say in words: headline, subtitle and notes.

use followup::{
    finding::{Finding, FindingGroup},
    progress::findings_across_rounds::{FindingsAcrossRounds, Row, VisitParameter},
};

use crate::{charts::in_a_sentence, components::grouped};

/// What the figures show, in about ten words: one bar's figures, which bar, and nothing beyond.
pub fn headline(figure: &FindingsAcrossRounds) -> String {
    let scope = &figure.scope;
    let Some(row) = telling_row(figure) else {
        let some_left_out = figure.rows.iter().any(|row| row.left_out > 0);
        let of = if some_left_out { " of items known when raised" } else { "" };
        return format!("{scope}: we know of no later finding{of}");
    };
    let found = what_was_found(row);
    match row.visit.parameter {
        _ if one_visit(figure) => format!("{scope}: {found}"),
        VisitParameter::AnyVisit => format!("{scope}: on return, {found}"),
        VisitParameter::FoundIn | VisitParameter::FoundBy => {
            format!("{scope}: {found} ({})", in_a_sentence(&row.visit.label))
        }
    }
}

/// The bar the headline tells of: of the latest visit with findings, or, where visits are kinds, of all of them, the one
/// that stands on most items; recommendations before areas of concern.
fn telling_row(figure: &FindingsAcrossRounds) -> Option<&Row> {
    let with_findings = || figure.rows.iter().filter(|row| row.whole() > 0);
    let latest = with_findings().map(|row| row.visit.place).max()?;
    with_findings()
        .filter(|row| by_kind(figure) || row.visit.place == latest)
        .reduce(|best, row| if row.whole() > best.whole() { row } else { best })
}

fn what_was_found(row: &Row) -> String {
    let whole = row.whole();
    let items = row.record_type.counted(whole);
    if whole == 1 {
        let finding = Finding::ALL.iter().find(|finding| row.with(**finding) == 1);
        return format!(
            "the one {items} looked at again {}",
            finding.map_or("is not described", |finding| was(*finding))
        );
    }
    let improved = row.in_group(FindingGroup::Improved);
    let partly = row.with(Finding::PartlyImproved);
    let word = if row.with(Finding::Closed) > 0 { "improved or closed" } else { "improved" };
    let of = grouped(whole);
    match (improved, partly) {
        (0, 0) => format!("inspectors found none of {of} {items} improved"),
        (0, partly) => format!("inspectors found none of {of} {items} improved, {} partly", grouped(partly)),
        (improved, _) if improved == whole => format!("inspectors found all {of} {items} {word}"),
        (improved, _) => format!("inspectors found {} of {of} {items} {word}", grouped(improved)),
    }
}

fn was(finding: Finding) -> &'static str {
    match finding {
        Finding::Improved => "had improved",
        Finding::PartlyImproved => "had partly improved",
        Finding::StillOfConcern => "was still of concern",
        Finding::NoProgress => "had made no progress",
        Finding::NotFullyAchieved => "was not fully achieved",
        Finding::Closed => "was considered closed",
    }
}

/// Measure, area and period.
pub fn subtitle(figure: &FindingsAcrossRounds) -> String {
    let period = match (figure.rows.first(), figure.rows.last()) {
        _ if by_kind(figure) => "by kind of visit".to_owned(),
        (Some(first), Some(last)) if first.visit != last.visit => {
            format!("from {}, to {}", in_a_sentence(&first.visit.label), in_a_sentence(&last.visit.label))
        }
        (Some(only), _) => in_a_sentence(&only.visit.label),
        (None, _) => "no later visit known".to_owned(),
    };
    format!("What inspectors found on return, {}: {period}", figure.scope)
}

/// What is left out, and what is not known.
pub fn notes(figure: &FindingsAcrossRounds) -> Vec<String> {
    if figure.rows.is_empty() {
        return vec![format!("We know of no later visit to look at what was asked of {}.", figure.scope)];
    }
    let left_out = figure.rows.iter().any(|row| row.left_out > 0);
    let left_out =
        left_out.then(|| "Items are left out that are known only because inspectors named them on return.".to_owned());
    left_out.into_iter().collect()
}

/// Whether the bars are kinds of visit, each over all forces, and not the visits of one force in their order.
fn by_kind(figure: &FindingsAcrossRounds) -> bool {
    figure.rows.iter().any(|row| row.visit.parameter == VisitParameter::FoundBy)
}

fn one_visit(figure: &FindingsAcrossRounds) -> bool {
    figure.rows.windows(2).all(|pair| pair[0].visit == pair[1].visit)
}

#[cfg(test)]
mod tests {
    use followup::{
        finding::{KnownFrom, RecordType},
        progress::{findings_across_rounds::Visit, selection::Selection},
    };

    use super::*;
    use crate::charts::findings_across_rounds::samples::{cell, kent_alone, visit};

    fn found(findings: &[(Finding, u64)]) -> String {
        let visit = visit(1, "Re-inspection, 9 February 2024");
        let cells: Vec<_> = findings
            .iter()
            .map(|(finding, items)| cell(&visit, RecordType::Recommendation, KnownFrom::Raised, Some(*finding), *items))
            .collect();
        headline(&FindingsAcrossRounds::new("Kent Police".to_owned(), kent_alone(), None, &cells))
    }

    #[test]
    fn the_headline_states_the_finding_and_what_it_stands_on() {
        use Finding::{Closed, Improved, NoProgress, PartlyImproved, StillOfConcern};
        let headlines = [
            (vec![], "Kent Police: we know of no later finding"),
            (vec![(StillOfConcern, 1)], "Kent Police: the one recommendation looked at again was still of concern"),
            (vec![(StillOfConcern, 3)], "Kent Police: inspectors found none of 3 recommendations improved"),
            (
                vec![(PartlyImproved, 2), (NoProgress, 1)],
                "Kent Police: inspectors found none of 3 recommendations improved, 2 partly",
            ),
            (vec![(Improved, 4)], "Kent Police: inspectors found all 4 recommendations improved"),
            (
                vec![(Improved, 4), (Closed, 1), (NoProgress, 2)],
                "Kent Police: inspectors found 5 of 7 recommendations improved or closed",
            ),
        ];
        for (findings, expected) in headlines {
            assert_eq!(found(&findings), expected);
        }
    }

    #[test]
    fn of_one_force_the_headline_tells_of_the_latest_visit_and_names_it() {
        let (review, update) =
            (visit(1, "Post-inspection review, 24 July 2019"), visit(2, "Progress update, 24 March 2021"));
        let area =
            |visit, finding, items| cell(visit, RecordType::AreaOfConcern, KnownFrom::Raised, Some(finding), items);
        let cells = [
            area(&review, Finding::Improved, 8),
            area(&update, Finding::Improved, 1),
            area(&update, Finding::NoProgress, 2),
        ];
        let figure = FindingsAcrossRounds::new(
            "Northamptonshire Police".to_owned(),
            Selection::of_force("northamptonshire".parse().unwrap()),
            None,
            &cells,
        );

        assert_eq!(
            headline(&figure),
            "Northamptonshire Police: inspectors found 1 of 3 areas of concern improved (progress update, 24 March 2021)"
        );
    }

    #[test]
    fn what_only_a_later_round_told_of_is_not_called_silence() {
        let visit = visit(1, "Re-inspection");
        let cells = [cell(&visit, RecordType::AreaOfConcern, KnownFrom::LaterRound, Some(Finding::Improved), 5)];
        let figure = FindingsAcrossRounds::new("Kent Police".to_owned(), kent_alone(), None, &cells);

        assert_eq!(headline(&figure), "Kent Police: we know of no later finding of items known when raised");
        assert_eq!(notes(&figure), ["Items are left out that are known only because inspectors named them on return."]);
    }

    #[test]
    fn of_several_visits_any_of_them_is_told_first() {
        let any = Visit { parameter: VisitParameter::AnyVisit, ..visit(0, "Any later visit") };
        let review = Visit { parameter: VisitParameter::FoundBy, ..visit(1, "Post-inspection review") };
        let found =
            |visit, finding, items| cell(visit, RecordType::AreaOfConcern, KnownFrom::Raised, Some(finding), items);
        let cells = [
            found(&any, Finding::Improved, 41),
            found(&any, Finding::StillOfConcern, 41),
            found(&review, Finding::Improved, 36),
            found(&review, Finding::StillOfConcern, 37),
        ];
        let everywhere = "England and Wales".to_owned();
        let figure = FindingsAcrossRounds::new(everywhere, Selection::default(), None, &cells);
        assert_eq!(
            headline(&figure),
            "England and Wales: on return, inspectors found 41 of 82 areas of concern improved"
        );
    }
}
