//! The main points: at most six, by rank, each in a sentence with its number; a point without data drops out or says its silence.

use followup::{
    age::span,
    counting::{case_files::CaseFileForces, grades::GradedForce, on_return::OnReturn, topics::TopicCount},
    deadline::DeadlineState,
    finding::{FindingGroup, KnownFrom, RecordType},
    grade::Grade,
    progress::{change::Stand, headlines::Headline, measure::Measure},
    view::{
        forces_filter::With,
        overview::{Claims, Figures, NationalFigures, PassedDeadlines},
    },
};
use leptos::prelude::*;

use super::late;
use crate::{
    charts::{in_a_sentence, listed},
    components::grouped,
    pages::force::month,
    point::AskedPoint,
};

/// The most forces that are named. More are counted.
const MAX_NAMED: usize = 3;

/// One point: a number, of how many, and what it says.
struct Point {
    number: u64,
    /// The rows that the number counts; `None` where there are none.
    href: Option<String>,
    of: Option<String>,
    words: AnyView,
}

/// The points, in the order of their rank.
pub(super) fn section(national: &NationalFigures, figures: &Figures, at: AskedPoint) -> impl IntoView + use<> {
    let points = [
        grades(&national.graded, at),
        comes_back(&national.topics, at),
        on_return(&national.on_return, at),
        case_files(national.case_files, at),
        Some(deadlines(figures, &national.claims, at)),
        Some(claims(&national.claims, at)),
    ];
    let points = points.into_iter().flatten().map(|Point { number, href, of, words }| {
        let number = grouped(number);
        let number = match href.filter(|_| number != "0") {
            Some(href) => view! { <a class="govuk-link" href=href>{number}</a> }.into_any(),
            None => number.into_any(),
        };
        let of = of.map(|of| view! { " "<span class="app-point__of">{of}</span> });
        view! {
            <li class="app-point">
                <span class="app-point__number">{number}{of}</span>
                " "
                <span class="app-point__words">{words}</span>
            </li>
        }
    });
    view! {
        <section aria-labelledby="points">
            <h2 class="govuk-visually-hidden" id="points">"Main points"</h2>
            <ul class="app-points">{points.collect_view()}</ul>
        </section>
    }
}

/// Each force's latest grades: up to three forces with an inadequate topic by name, more of them counted.
fn grades(graded: &[GradedForce], at: AskedPoint) -> Option<Point> {
    let inadequate: Vec<_> = graded.iter().filter(|force| force.with(Grade::Inadequate).next().is_some()).collect();
    let (Some(first), true) = (inadequate.first(), inadequate.len() <= MAX_NAMED) else {
        return (!graded.is_empty()).then(|| {
            let words = view! { <strong>"graded forces are inadequate in a topic"</strong>"." };
            Point {
                number: inadequate.len() as u64,
                href: Some(at.href_with("/progress", &[("measure", Measure::Grades.slug())])),
                of: Some(format!("of {}", grouped(graded.len() as u64))),
                words: words.into_any(),
            }
        });
    };
    let counts = |force: &GradedForce| (force.with(Grade::Inadequate).count(), force.grades.len());
    let (number, of) = counts(first);
    let topics: Vec<_> = first.with(Grade::Inadequate).map(|topic| in_a_sentence(topic.label())).collect();
    let when = first.said.map(|said| format!(" ({})", month(said))).unwrap_or_default();
    let href =
        |force: &GradedForce| at.href(&format!("/forces/{}/rounds/{}", force.force.slug, force.round.slug)) + "#grades";
    let others = inadequate.iter().skip(1).map(|force| {
        let (number, of) = counts(force);
        view! { ", "<a class="govuk-link" href=href(force)>{force.force.short_name.clone()}</a>{format!(" in {number} of {of}")} }
    });
    let others = others.collect_view();
    let words = view! {
        <strong>{format!("{} is inadequate", first.force.short_name)}</strong>
        {format!(" in {}{when}", listed(&topics))}
        {others}
        "."
    };
    Some(Point {
        number: number as u64,
        href: Some(href(first)),
        of: Some(format!("of {of}")),
        words: words.into_any(),
    })
}

/// The topic that is still of concern in the largest share of forces looked at again.
fn comes_back(topics: &[TopicCount], at: AskedPoint) -> Option<Point> {
    let first = topics.first().filter(|count| count.is_ranked())?;
    let anew = match first.raised_anew.len() {
        0 => String::new(),
        1 => " In 1 force a later visit raised it anew.".to_owned(),
        forces => format!(" In {forces} forces a later visit raised it anew."),
    };
    let topic = in_a_sentence(first.topic.label());
    let words = view! {
        "forces looked at again: "
        <strong>{format!("{topic} still of concern")}</strong>
        "."
        {anew}
    };
    Some(Point {
        number: first.of_concern.len() as u64,
        href: Some(at.href_with("/forces", &[("with", With::StillOfConcern.slug()), ("topic", first.topic.slug())])),
        of: Some(format!("of {}", first.looked_at.len())),
        words: words.into_any(),
    })
}

/// Of what was asked, what any later visit found last: recommendations, then areas of concern.
fn on_return(counts: &[OnReturn; RecordType::ALL.len()], at: AskedPoint) -> Option<Point> {
    let mut known = RecordType::ALL.iter().map(|of| (*of, counts[*of as usize])).filter(|(_, of)| of.found.all() > 0);
    let (of, first) = known.next()?;
    let href = |of: RecordType| {
        let filter = [
            ("record_type", of.slug()),
            ("known_from", KnownFrom::Raised.slug()),
            ("finding_group", FindingGroup::Improved.slug()),
        ];
        at.href_with("/recommendations", &filter)
    };
    let rest = known.next().map(|(of, counts)| {
        let words = format!(
            "{} of {} {}",
            grouped(counts.found.improved_or_closed()),
            grouped(counts.found.all()),
            of.counted(counts.found.all())
        );
        view! { ", and "<a class="govuk-link" href=href(of)>{words}</a> }
    });
    let words = view! {
        <strong>{format!("{} had improved", of.counted(first.found.all()))}</strong>
        " when inspectors returned"
        {rest}
        "."
    };
    Some(Point {
        number: first.found.improved_or_closed(),
        href: Some(href(of)),
        of: Some(format!("of {}", grouped(first.found.all()))),
        words: words.into_any(),
    })
}

/// In how many forces more files were inadequate than good.
fn case_files(counts: CaseFileForces, at: AskedPoint) -> Option<Point> {
    let CaseFileForces { audited, more_inadequate, audited_lately, more_inadequate_lately } = counts;
    let lately = (audited_lately > 0 && audited_lately < audited)
        .then(|| format!("; {more_inadequate_lately} of {audited_lately} audited in the last 5 years"));
    (audited > 0).then(|| Point {
        number: more_inadequate,
        href: Some(at.href_with("/forces", &[("with", With::MoreInadequate.slug())])),
        of: Some(format!("of {audited}")),
        words: view! {
            "forces had "
            <strong>"more case files inadequate than good"</strong>
            {lately}
            "."
        }
        .into_any(),
    })
}

/// What is overdue where statuses tell; else what became of the deadlines that have passed.
fn deadlines(figures: &Figures, claims: &Claims, at: AskedPoint) -> Point {
    let passed = figures.passed;
    if claims.tell_of_half() {
        return overdue(figures, at);
    }
    let PassedDeadlines { known, .. } = passed;
    let all = passed.all();
    let words = match (all, known) {
        (_, 0) => "deadlines are known.".into_any(),
        (0, _) => "known deadlines have passed without a known outcome.".into_any(),
        (all, known) => {
            let subject = match (all == known, all) {
                (true, 1) => "known deadline has passed",
                (true, _) => "known deadlines have all passed",
                (false, _) => "known deadlines have passed",
            };
            view! {
                <strong>{subject}</strong>
                ". "
                {late::found_since(passed)}
            }
            .into_any()
        }
    };
    let of = (all < known).then(|| format!("of {}", grouped(known)));
    let filter = [("deadline_state", DeadlineState::PassedOutcomeNotKnown.slug()), ("sort", "due")];
    Point { number: all, href: Some(at.href_with("/recommendations", &filter)), of, words }
}

/// How many are overdue, each record type for itself, and how many by more than a year.
fn overdue(figures: &Figures, at: AskedPoint) -> Point {
    let counts = |of: RecordType| {
        let is_overdue = |stand: Stand| stand.deadline == DeadlineState::Overdue;
        (figures.headlines.shown(of, is_overdue), figures.headlines.figure(of, Headline::All).shown)
    };
    let href = |of: RecordType| {
        let filter = [("record_type", of.slug()), ("deadline_state", DeadlineState::Overdue.slug()), ("sort", "due")];
        at.href_with("/recommendations", &filter)
    };
    let (recommendations, all) = counts(RecordType::Recommendation);
    let (areas, all_areas) = counts(RecordType::AreaOfConcern);
    let rest = (all_areas > 0).then(|| {
        let words = format!("{} of {} areas of concern", grouped(areas), grouped(all_areas));
        view! { "; so are "<a class="govuk-link" href=href(RecordType::AreaOfConcern)>{words}</a> }
    });
    let by_a_year = figures.passed.overdue_by_a_year;
    let by_a_year = (by_a_year > 0).then(|| format!(". {} of these items by more than a year", grouped(by_a_year)));
    let words = view! {
        <strong>"recommendations are overdue"</strong>
        {rest}
        {by_a_year}
        "."
    };
    Point {
        number: recommendations,
        href: Some(href(RecordType::Recommendation)),
        of: Some(format!("of {}", grouped(all))),
        words: words.into_any(),
    }
}

/// What forces say is done and nobody has verified, with its age; else that nothing of the kind is public.
fn claims(claims: &Claims, at: AskedPoint) -> Point {
    let words = match (claims.waiting, claims.by_people) {
        (0, 0) => view! { <strong>"claims can be checked"</strong>": no force’s position and no closure is public." }
            .into_any(),
        (0, _) => view! { "claims of forces wait to be verified." }.into_any(),
        (waiting, _) => {
            let noun = if waiting == 1 { "item is claimed done" } else { "items are claimed done" };
            let half =
                claims.half_since.map(|since| format!(", half of them for {} or more", span(since, at.point().today)));
            view! {
                <strong>{noun}</strong>
                " and not verified"
                {half}
                "."
            }
            .into_any()
        }
    };
    let href = at.href_with("/recommendations", &[("gap", "yes")]);
    Point { number: claims.waiting, href: Some(href), of: None, words }
}
