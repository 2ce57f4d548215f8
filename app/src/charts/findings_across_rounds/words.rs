//! What findings across rounds say in words: headline, subtitle, and every figure in sentences.

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
        return format!("{scope}: our sources hold no later finding{of}");
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
pub fn telling_row(figure: &FindingsAcrossRounds) -> Option<&Row> {
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
            "the one {items} with a finding {}",
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
    let coverage = coverage(figure).map(|sentence| format!("; {}", in_a_sentence(&sentence))).unwrap_or_default();
    let period = match (figure.rows.first(), figure.rows.last()) {
        _ if by_kind(figure) && one_visit(figure) => {
            "all rounds in our sources, by kind of later visit; one kind of visit cannot show change".to_owned()
        }
        _ if by_kind(figure) => "all rounds in our sources, by kind of later visit".to_owned(),
        (Some(first), Some(last)) if first.visit != last.visit => {
            format!("from {}, to {}", in_a_sentence(&first.visit.label), in_a_sentence(&last.visit.label))
        }
        (Some(only), _) => format!("{}; one visit cannot show change", in_a_sentence(&only.visit.label)),
        (None, _) => "no later visit in our sources".to_owned(),
    };
    format!("Items with a finding, by what inspectors found, {}: {period}{coverage}", figure.scope)
}

/// Every figure of the chart, in sentences.
pub fn text_alternative(figure: &FindingsAcrossRounds) -> String {
    let mut sentences: Vec<String> = figure.rows.iter().map(bar_in_words).collect();
    if figure.rows.is_empty() {
        sentences.push(format!("Our sources hold no later visit for {}.", figure.scope));
    } else if one_visit(figure) {
        let visit = if by_kind(figure) { "One kind of visit" } else { "One visit" };
        sentences.push(format!("{visit} cannot show change."));
    }
    sentences.extend(coverage(figure).map(|sentence| format!("{sentence}.")));
    sentences.push("Shares are of the items with a finding, rounded to whole per cent.".to_owned());
    sentences.join(" ")
}

fn bar_in_words(row: &Row) -> String {
    let whole = row.whole();
    let groups = FindingGroup::ALL.iter().map(|group| {
        let label = in_a_sentence(group.label());
        format!("{} {label}{}", grouped(row.in_group(*group)), share_and_parts(row, *group))
    });
    let found = if whole == 0 {
        format!("{}, {}", row.record_type.counted(2), in_a_sentence(&nothing_found(row)))
    } else {
        format!(
            "of {} {} with a finding, {}",
            grouped(whole),
            row.record_type.counted(whole),
            groups.collect::<Vec<_>>().join(", ")
        )
    };
    let told: Vec<_> = std::iter::once(found).chain(counted_beside(row)).collect();
    format!("{}: {}.", row.visit.label, told.join("; "))
}

fn share_and_parts(row: &Row, group: FindingGroup) -> String {
    let share = row.share(group).map(|share| share.to_string());
    let parts: Vec<_> = parts(group)
        .iter()
        .map(|finding| format!("{} {}", in_a_sentence(finding.label()), grouped(row.with(*finding))))
        .collect();
    let inside: Vec<_> = share.into_iter().chain((!parts.is_empty()).then(|| parts.join(", "))).collect();
    format!(" ({})", inside.join("; "))
}

/// The findings a group is made of, where it is more than one.
pub fn parts(group: FindingGroup) -> Vec<Finding> {
    let parts: Vec<_> = Finding::ALL.iter().copied().filter(|finding| finding.group() == group).collect();
    if parts.len() > 1 { parts } else { Vec::new() }
}

/// The items that no share of a bar counts, in words.
pub fn counted_beside(row: &Row) -> Vec<String> {
    let silent = if row.whole() > 0 { row.silent } else { 0 };
    let counts =
        [(silent, "with no finding in our sources"), (row.left_out, "left out, known only from a later round")];
    let counts = counts.iter().filter(|(count, _)| *count > 0);
    counts.map(|(count, words)| format!("{} {words}", grouped(*count))).collect()
}

/// What stands in the place of a bar without findings.
pub fn nothing_found(row: &Row) -> String {
    match row.silent {
        0 => "None known from the round that raised it".to_owned(),
        silent => format!("No finding in our sources ({})", grouped(silent)),
    }
}

/// A share with its count, as printed everywhere: `43% (3)`, `less than 1% (8)`.
pub fn share_and_count(row: &Row, group: FindingGroup) -> String {
    let count = grouped(row.in_group(group));
    row.share(group).map_or_else(|| count.clone(), |share| format!("{share} ({count})"))
}

/// Of how many forces a figure of several tells.
fn coverage(figure: &FindingsAcrossRounds) -> Option<String> {
    let coverage = figure.coverage?;
    let have = if coverage.with_data == 1 { "has" } else { "have" };
    Some(format!("Of {} forces, {} {have} data", coverage.forces, coverage.with_data))
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
        progress::{findings_across_rounds::Coverage, selection::Selection},
    };

    use super::*;
    use crate::charts::findings_across_rounds::samples::{cell, england_and_wales, kent, kent_alone, visit};

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
            (vec![], "Kent Police: our sources hold no later finding"),
            (vec![(StillOfConcern, 1)], "Kent Police: the one recommendation with a finding was still of concern"),
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
        assert!(!text_alternative(&figure).contains("cannot show change"));
    }

    #[test]
    fn one_visit_cannot_show_change_and_says_so() {
        assert!(subtitle(&kent()).ends_with("post-inspection review, 26 August 2021; one visit cannot show change"));
        assert!(text_alternative(&kent()).contains("One visit cannot show change."));
        let mut one_kind = england_and_wales();
        let first = one_kind.rows[0].visit.clone();
        one_kind.rows.retain(|row| row.visit == first);
        assert!(subtitle(&one_kind).contains("; one kind of visit cannot show change"), "{}", subtitle(&one_kind));
        assert!(text_alternative(&one_kind).contains("One kind of visit cannot show change."));
        assert!(!subtitle(&england_and_wales()).contains("cannot show change"));
    }

    #[test]
    fn figures_of_several_forces_state_their_coverage() {
        let figure =
            FindingsAcrossRounds { coverage: Some(Coverage { with_data: 21, forces: 43 }), ..england_and_wales() };
        assert!(text_alternative(&figure).contains("Of 43 forces, 21 have data."));
        assert!(subtitle(&figure).ends_with("; of 43 forces, 21 have data"));
    }

    #[test]
    fn every_count_is_in_the_sentences() {
        assert_eq!(
            bar_in_words(&kent().rows[0]),
            "Post-inspection review, 26 August 2021: of 5 recommendations with a finding, 1 improved or closed (20%; \
             improved 1, closed 0), 1 partly improved (20%; partly improved 1, not fully achieved 0), 3 still of concern \
             (60%), 0 no progress (0%); 2 with no finding in our sources."
        );
    }

    #[test]
    fn what_only_a_later_round_told_of_is_not_called_silence() {
        let visit = visit(1, "Re-inspection");
        let cells = [cell(&visit, RecordType::AreaOfConcern, KnownFrom::LaterRound, Some(Finding::Improved), 5)];
        let figure = FindingsAcrossRounds::new("Kent Police".to_owned(), kent_alone(), None, &cells);

        assert_eq!(headline(&figure), "Kent Police: our sources hold no later finding of items known when raised");
        assert_eq!(
            bar_in_words(&figure.rows[0]),
            "Re-inspection: areas of concern, none known from the round that raised it; 5 left out, known only from a later round."
        );
    }
}
