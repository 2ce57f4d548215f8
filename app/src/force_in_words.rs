//! What inspectors said last of a force, in words: the first sentence of its page and of its briefing.

use chrono::NaiveDate;
use followup::{
    age::span,
    counting::found::FoundCounts,
    finding::RecordType,
    force_news::ForceNews,
    grade::Grade,
    partial_date::{PartialDate, Precision},
    round::happened,
    topic::Topic,
    view::published::DatedRound,
};

use crate::charts::listed;

/// What inspectors said last of a force, and for how long nothing has been published since.
pub fn sentence(news: &ForceNews, force: &str, today: NaiveDate) -> String {
    let when = when(&news.round);
    let (found, raised) = (findings_in_words(&news.found), raised_in_words(&news.raised));
    let before = news.inadequate_before.as_ref().and_then(|(round, grades)| graded(force, round, grades));
    let mut parts: Vec<_> = before.into_iter().collect();
    match (graded(force, &news.round, &news.grades), found, raised) {
        (Some(graded), found, raised) => {
            parts.push(graded);
            parts.extend(found.map(|found| format!("Of earlier items, {found}")));
            parts.extend(raised.map(|raised| format!("They raised {raised}")));
        }
        (None, Some(found), raised) => {
            parts.push(format!("When inspectors last reported{when}, {found}"));
            parts.extend(raised.map(|raised| format!("They raised {raised}")));
        }
        (None, None, Some(raised)) => parts.push(format!("When inspectors last reported{when}, they raised {raised}")),
        (None, None, None) => return String::new(),
    }
    if let Some(said_on) = news.said_on.filter(|_| news.is_followed_by_silence) {
        parts.push(format!("We know of nothing published in the {} since", span(said_on, today)));
    }
    parts.join(". ") + "."
}

/// `Inspectors graded Gloucestershire inadequate in 3 of 5 topics (…) in May 2025`; `None` without grades.
fn graded(force: &str, round: &DatedRound, grades: &[(Topic, Grade)]) -> Option<String> {
    Some(format!("Inspectors graded {force} {}{}", grades_in_words(grades)?, when(round)))
}

/// ` in August 2021`; ` in a report whose date we do not know`.
fn when(round: &DatedRound) -> String {
    match happened(round.published, round.fieldwork) {
        None => " in a report whose date we do not know".to_owned(),
        Some(date) => format!(" in {}", month(date)),
    }
}

/// A date as a sentence says it: no more exactly than by its month.
pub fn month(date: PartialDate) -> String {
    match date.precision() {
        Precision::Day | Precision::Month => date.first().format("%B %Y").to_string(),
        Precision::Quarter | Precision::Year => date.to_string(),
    }
}

/// `inadequate in 3 of 5 topics (leadership, initial response, investigation)`; `good or adequate in all 5 topics`. The worst
/// grade is named with its topics.
fn grades_in_words(grades: &[(Topic, Grade)]) -> Option<String> {
    let (_, worst) = grades.first()?;
    let of = |wanted: Grade| {
        let topics = grades.iter().filter(|(_, grade)| *grade == wanted).map(|(topic, _)| topic.label().to_lowercase());
        topics.collect::<Vec<_>>()
    };
    let all = grades.len();
    let (topics, label) = (of(*worst), worst.label().to_lowercase());
    Some(match (topics.len(), all) {
        (1, 1) => format!("{label} in the 1 topic that they graded"),
        (worst, all) if worst == all => format!("{label} in all {all} topics"),
        (worst, all) => format!("{label} in {worst} of {all} topics ({})", topics.join(", ")),
    })
}

/// `3 of 5 recommendations were still of concern, 1 had partly improved and 1 had improved; the 1 area of concern had improved`.
fn findings_in_words(found: &[FoundCounts; RecordType::ALL.len()]) -> Option<String> {
    let types = RecordType::ALL.iter().zip(found).filter_map(|(of, counts)| findings_of_type(*of, *counts));
    let types: Vec<_> = types.collect();
    (!types.is_empty()).then(|| types.join("; "))
}

fn findings_of_type(of: RecordType, counts: FoundCounts) -> Option<String> {
    let all = counts.all();
    let was = |count: u64| if count == 1 { "was" } else { "were" };
    let groups = [
        (counts.of_concern, format!("{} still of concern", was(counts.of_concern))),
        (counts.partly_improved, "had partly improved".to_owned()),
        (counts.improved, "had improved".to_owned()),
        (counts.closed, format!("{} closed", was(counts.closed))),
    ];
    let mut groups = groups.into_iter().filter(|(count, _)| *count > 0);
    let (first, words) = groups.next()?;
    let noun = of.counted(all);
    let subject = match (first == all, all) {
        (true, 1) => format!("the 1 {noun}"),
        (true, _) => format!("all {all} {noun}"),
        (false, _) => format!("{first} of {all} {noun}"),
    };
    let parts: Vec<_> = std::iter::once(format!("{subject} {words}"))
        .chain(groups.map(|(count, words)| format!("{count} {words}")))
        .collect();
    Some(listed(&parts))
}

/// `8 recommendations and 2 areas of concern`.
fn raised_in_words(raised: &[u64; RecordType::ALL.len()]) -> Option<String> {
    let parts = RecordType::ALL.iter().zip(raised).filter(|(_, count)| **count > 0);
    let parts: Vec<_> = parts.map(|(of, count)| format!("{count} new {}", of.counted(*count))).collect();
    (!parts.is_empty()).then(|| listed(&parts))
}

#[cfg(test)]
mod tests {
    use followup::{round::RoundKind, topic::Scheme};

    use super::*;

    fn news(published: &str) -> ForceNews {
        ForceNews {
            round: DatedRound {
                slug: "review".to_owned(),
                kind: RoundKind::PostInspectionReview,
                published: published.parse().ok(),
                fieldwork: None,
            },
            grades: Vec::new(),
            inadequate_before: None,
            found: Default::default(),
            raised: [0; 2],
            said_on: published.parse::<PartialDate>().ok().map(PartialDate::last),
            is_followed_by_silence: false,
        }
    }

    fn today() -> NaiveDate {
        "2026-11-29".parse().unwrap()
    }

    #[test]
    fn later_report_does_not_hide_an_inadequate_grade() {
        let leadership = Topic::of(Scheme::Of2024).next().unwrap();
        let graded = DatedRound { slug: "inspection".to_owned(), ..news("2025-05-21").round };
        let review = ForceNews {
            inadequate_before: Some((graded, vec![(leadership, Grade::Inadequate)])),
            found: [FoundCounts::default(), FoundCounts { improved: 2, ..FoundCounts::default() }],
            ..news("2026-03-02")
        };
        assert_eq!(
            sentence(&review, "Kent Police", today()),
            "Inspectors graded Kent Police inadequate in the 1 topic that they graded in May 2025. When inspectors last reported in \
             March 2026, all 2 areas of concern had improved."
        );
    }

    #[test]
    fn findings_are_counted_by_kind_and_silence_is_ours() {
        let of_recommendations = FoundCounts { of_concern: 3, partly_improved: 1, improved: 1, closed: 0 };
        let of_areas = FoundCounts { improved: 1, ..FoundCounts::default() };
        let kent =
            ForceNews { found: [of_recommendations, of_areas], is_followed_by_silence: true, ..news("2021-08-26") };
        assert_eq!(
            sentence(&kent, "Kent Police", today()),
            "When inspectors last reported in August 2021, 3 of 5 recommendations were still of concern, 1 had partly improved and 1 had \
             improved; the 1 area of concern had improved. We know of nothing published in the 5 years 3 months since."
        );
    }

    #[test]
    fn an_inadequate_grade_is_in_the_first_sentence() {
        let grades = vec![
            (Topic::Leadership, Grade::Inadequate),
            (Topic::InitialResponse, Grade::Inadequate),
            (Topic::Investigation2024, Grade::Inadequate),
            (Topic::RiskAssessmentAndReferral, Grade::RequiresImprovement),
            (Topic::PartnershipWorking, Grade::Adequate),
        ];
        let gloucestershire = ForceNews { grades, raised: [0, 4], ..news("2025-05-21") };
        assert_eq!(
            sentence(&gloucestershire, "Gloucestershire Constabulary", today()),
            "Inspectors graded Gloucestershire Constabulary inadequate in 3 of 5 topics (leadership, initial response, investigation) in \
             May 2025. They raised 4 new areas of concern."
        );
    }

    #[test]
    fn what_a_report_raised_anew_is_said_beside_what_it_closed() {
        let closed = FoundCounts { closed: 3, ..FoundCounts::default() };
        let metropolitan = ForceNews { found: [FoundCounts::default(), closed], raised: [0, 3], ..news("2025-02-26") };
        assert_eq!(
            sentence(&metropolitan, "Metropolitan Police Service", today()),
            "When inspectors last reported in February 2025, all 3 areas of concern were closed. They raised 3 new areas of concern."
        );
        let undated = ForceNews { raised: [8, 0], ..news("") };
        assert_eq!(
            sentence(&undated, "Lincolnshire Police", today()),
            "When inspectors last reported in a report whose date we do not know, they raised 8 new recommendations."
        );
    }
}
