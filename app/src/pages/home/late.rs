//! What is late: how many, the longest overdue, and what falls due next; or in words that nothing is known to be late.

use followup::{
    deadline::DeadlineState,
    finding::RecordType,
    partial_date::in_words,
    view::overview::{Figures, Late},
};
use leptos::prelude::*;

use super::rows::Rows;
use crate::{charts::in_a_sentence, components::grouped, main_points::found_since};

pub(super) fn section(figures: &Figures, rows: &Rows) -> impl IntoView + use<> {
    let overdue = match counts(figures, DeadlineState::Overdue, rows) {
        None => nothing(figures, rows).into_any(),
        Some(counts) => longest(counts, &figures.late, rows).into_any(),
    };
    let next = next(figures, rows);
    view! {
        <section aria-labelledby="late">
            <h2 class="govuk-heading-m" id="late">"What is late"</h2>
            {overdue}
            {next}
        </section>
    }
}

/// An empty list is not good news by itself: it may only mean that nobody has published how things stand.
fn nothing(figures: &Figures, rows: &Rows) -> impl IntoView + use<> {
    let rest = match counts(figures, DeadlineState::PassedOutcomeNotKnown, rows) {
        None => "No deadline has passed without a known outcome either.".into_any(),
        Some(silent) => view! {
            "That is not good news by itself: the deadline has passed of "
            {silent}
            ". "
            {found_since(figures.passed)}
        }
        .into_any(),
    };
    view! { <p class="govuk-body app-prose">"Nothing is recorded as overdue. "{rest}</p> }
}

fn longest(counts: AnyView, late: &[Late], rows: &Rows) -> impl IntoView + use<> {
    let (at, today) = (rows.at, rows.at.point().today);
    let line = |Late { reference, force_name, due }: Late| {
        let href = at.href(&format!("/recommendations/{reference}"));
        let state = DeadlineState::Overdue.in_words(Some(due), today);
        view! {
            <li>
                <a class="govuk-link app-nowrap" href=href>{reference}</a>
                {format!(", {force_name}: {}", in_a_sentence(&state))}
            </li>
        }
    };
    let lines = late.iter().cloned().map(line).collect_view();
    view! {
        <p class="govuk-body">"Past the deadline: "{counts}". The longest overdue:"</p>
        <ul class="govuk-list govuk-list--bullet">{lines}</ul>
    }
}

/// What falls due next, with how many that were at the month's end.
pub(super) fn next(figures: &Figures, rows: &Rows) -> Option<AnyView> {
    let wanted = DeadlineState::DueWithin30Days;
    let filter = [("deadline_state", wanted.slug()), ("sort", "due")];
    let due = RecordType::ALL.iter().filter_map(|of| {
        let now = figures.headlines.shown(*of, |stand| stand.deadline == wanted);
        let then = figures.headlines.stood(*of, |stand| stand.deadline == wanted);
        (now > 0 || then.is_some_and(|then| then > 0)).then(|| {
            let then = rows.period.zip(then).map(|(period, then)| {
                let href = rows.register_on(period.from, *of, &filter);
                let hidden = format!(" {} due within 30 days on {}", of.counted(then), in_words(period.from));
                view! {
                    " ("
                    <a class="govuk-link" href=href>{grouped(then)}<span class="govuk-visually-hidden">{hidden}</span></a>
                    {format!(" on {})", in_words(period.from))}
                }
            });
            view! { <a class="govuk-link" href=rows.register(*of, &filter)>{grouped(now)}" "{of.counted(now)}</a> {then} }
        })
    });
    let due: Vec<_> = due.enumerate().map(|(place, due)| view! { {(place > 0).then_some(" and ")} {due} }).collect();
    (!due.is_empty()).then(|| view! { <p class="govuk-body">"Due within 30 days: "{due}"."</p> }.into_any())
}

/// How many items stand in one way, each record type for itself; `None` where there is none.
fn counts(figures: &Figures, wanted: DeadlineState, rows: &Rows) -> Option<AnyView> {
    let counts = RecordType::ALL.iter().map(|of| (*of, figures.headlines.shown(*of, |stand| stand.deadline == wanted)));
    let counts: Vec<_> = counts.filter(|(_, count)| *count > 0).collect();
    let links = counts.iter().enumerate().map(|(place, (of, count))| {
        let href = rows.register(*of, &[("deadline_state", wanted.slug()), ("sort", "due")]);
        view! {
            {(place > 0).then_some(" and ")}
            <a class="govuk-link" href=href>{grouped(*count)}" "{of.counted(*count)}</a>
        }
    });
    let links = links.collect_view();
    (!counts.is_empty()).then(|| links.into_any())
}
