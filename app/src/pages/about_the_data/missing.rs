//! What our sources do not say, counted: each count leads to its rows, or lists them where no page does.

use followup::{
    counting::coverage::Ladder,
    view::{
        about_the_data::{AboutTheDataView, ItemGaps},
        published::RoundOfForce,
    },
};
use leptos::prelude::*;

use super::heading;
use crate::{
    charts::what_is_known::steps,
    components::{CaptionSize, Column, DataTable, Details, RowHeader, TableCell, TableRow, grouped},
    point::AskedPoint,
};

pub(super) fn missing(about: &AboutTheDataView, known: &Ladder, at: AskedPoint) -> impl IntoView + use<> {
    view! {
        {heading("missing")}
        <p class="govuk-body">"We know only what is public. If we know nothing about something, we do not assume that nothing happened."</p>
        {of_forces(known, at).into_any()}
        <ul class="govuk-list govuk-list--bullet">
            {of_items(about, at).into_any()}
            {of_good_practice(about, at).into_any()}
        </ul>
        {of_rounds(about, at).into_any()}
    }
}

/// Of how many forces each thing is known, from what is known most often on.
fn of_forces(known: &Ladder, at: AskedPoint) -> impl IntoView + use<> {
    let all = known.forces;
    let rows = steps(known).into_iter().map(|(words, with, count)| {
        let forces = if count == 0 {
            format!("0 of {all}").into_any()
        } else {
            linked(count, all, "", at.href_with("/forces", &[("with", with.slug())])).into_any()
        };
        view! {
            <TableRow>
                <RowHeader><span class="govuk-!-font-weight-regular">{words}</span></RowHeader>
                <TableCell label="Forces">{forces}</TableCell>
            </TableRow>
        }
    });
    let rows = rows.collect_view();
    let head = ["What we know", "Forces"].map(Column::new).into();
    view! { <DataTable caption="What we know, by number of forces" caption_size=CaptionSize::Hidden head>{rows}</DataTable> }
}

/// Recommendations and areas of concern, each for itself.
fn of_items(about: &AboutTheDataView, at: AskedPoint) -> impl IntoView + use<> {
    let items = about.items;
    let each = |count: fn(&ItemGaps) -> u64, name: &str, value: &str| {
        let [recommendations, areas] = items.map(|gaps| {
            let parameters = [("record_type", gaps.record_type.slug()), (name, value)];
            let noun = format!(" {}", gaps.record_type.counted(gaps.items));
            linked(count(&gaps), gaps.items, &noun, at.href_with("/recommendations", &parameters))
        });
        view! { {recommendations} " and " {areas} }
    };
    view! {
        <li>
            {each(|gaps| gaps.known_only_from_later_rounds, "known_from", "later_round")}
            " are known only because inspectors named them on return. Percentages leave them out"
        </li>
        <li>
            {each(|gaps| gaps.without_stated_deadline, "basis", "not-stated")}
            " have a deadline we do not know"
        </li>
        <li>
            {each(|gaps| gaps.without_recorded_status, "status", "not-recorded")}
            " have no status that is public"
        </li>
    }
}

fn of_good_practice(about: &AboutTheDataView, at: AskedPoint) -> impl IntoView + use<> {
    let gaps = about.gaps;
    let href = at.href_with("/good-practice", &[("topic", "none")]);
    view! {
        <li>
            {linked(gaps.good_practice_without_topic, gaps.good_practice, "", href)}
            " examples of good practice have no topic in their source"
        </li>
    }
}

/// No page lists rounds by what is missing of them, so this one does.
fn of_rounds(about: &AboutTheDataView, at: AskedPoint) -> impl IntoView + use<> {
    let unpublished = &about.rounds_without_publication_date;
    let undated: Vec<_> = unpublished.iter().filter(|round| round.round.fieldwork.is_none()).cloned().collect();
    let wrong = &about.rounds_whose_audit_does_not_add_up;
    view! {
        {listed(unpublished, about.gaps.rounds, "rounds have no known date of publication", at)}
        {listed(&undated, about.gaps.rounds, "rounds have no known date at all. Only the present shows them", at)}
        {listed(
            wrong,
            about.gaps.case_audits,
            "case audits have grades that do not add up to their total. We show them as published, with a note",
            at,
        )}
    }
}

/// A count and its whole as a link to the rows it counts.
fn linked(count: u64, whole: u64, noun: &str, href: String) -> impl IntoView + use<> {
    view! { <a class="govuk-link" href=href>{format!("{} of {}{noun}", grouped(count), grouped(whole))}</a> }
}

/// A count and its whole, which open to the rounds it counts.
fn listed(rounds: &[RoundOfForce], whole: u64, words: &str, at: AskedPoint) -> AnyView {
    let summary = format!("{} of {} {words}", grouped(rounds.len() as u64), grouped(whole));
    if rounds.is_empty() {
        return view! { <p class="govuk-body">{summary}"."</p> }.into_any();
    }
    let rounds = rounds.iter().map(|RoundOfForce { force, force_name, round }| {
        let href = at.href(&format!("/forces/{force}/rounds/{}", round.slug));
        view! { <li><a class="govuk-link" href=href>{format!("{force_name}: {}", round.title())}</a></li> }
    });
    let rounds = rounds.collect_view();
    view! { <Details summary><ul class="govuk-list govuk-list--bullet">{rounds}</ul></Details> }.into_any()
}
