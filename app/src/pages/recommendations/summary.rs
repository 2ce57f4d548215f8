//! What is said of all rows at once: how many there are, where they stand, and which columns would say nothing.

use followup::{
    deadline::DeadlineState,
    finding::RecordType,
    progress::change::Group,
    view::register::{RegisterRow, RegisterView},
};
use leptos::prelude::*;

use super::{address::Address, noun, table::Columns, words::PASSED};
use crate::components::{WorkbookLinks, grouped};

/// How wide the bar is, in units of its drawing.
const BAR: u64 = 1000;

/// The counts, what no row says, and the files.
pub(super) fn summary(address: &Address, found: &RegisterView, columns: Columns) -> impl IntoView + use<> {
    let counts = counts(address, found);
    let silences = silences(found, columns).join(" ");
    let silences = (!silences.is_empty()).then(|| view! { <p class="app-register__silences">{silences}</p> });
    let file = |kind: &str| address.query().href(&format!("/recommendations.{kind}"));
    let (csv, xlsx, ods) = (file("csv"), file("xlsx"), file("ods"));
    let standing = found.summary.has_status_of_half().then(|| standing(address, found)).flatten();
    view! {
        <div class="app-register__summary">
            <p class="app-register__counts">{counts}"."</p>
            <p class="app-register__files app-no-print">
                <a class="govuk-link" href=csv download="">"Download all (CSV)"</a>
                ", as "
                <WorkbookLinks xlsx ods of="all of these rows"/>
            </p>
        </div>
        {silences}
        {standing}
    }
}

/// How many there are; where both record types are shown, how many of each, since the two are not the same.
fn counts(address: &Address, found: &RegisterView) -> impl IntoView + use<> {
    let link = |record_type: RecordType, count: u64| {
        let href = address.with("record_type", record_type.slug());
        view! { <a class="govuk-link" href=href>{grouped(count)}" "{record_type.counted(count)}</a> }
    };
    let both = (found.recommendations > 0 && found.areas_of_concern > 0).then(|| {
        view! {
            ": "
            {link(RecordType::Recommendation, found.recommendations)}
            ", "
            {link(RecordType::AreaOfConcern, found.areas_of_concern)}
        }
    });
    let one = both.is_none().then(|| format!(" {}", noun(found)));
    view! { <strong>{grouped(found.total())}</strong> {one} {both} }
}

/// What would stand in no row of a column, and what nobody knows of rows on this page, once for all of them.
fn silences(found: &RegisterView, columns: Columns) -> Vec<&'static str> {
    let status = if found.summary.with_source_status > 0 {
        "No current status is public."
    } else {
        "Status not public for any of these."
    };
    let has_passed = |row: &RegisterRow| row.deadline.state == DeadlineState::PassedOutcomeNotKnown;
    [
        (!columns.finding).then_some("None of these is known to have been looked at again."),
        (!columns.status).then_some(status),
        (!columns.deadline).then_some("No deadline is known for any of these."),
        found.rows.iter().any(has_passed).then_some(PASSED),
    ]
    .into_iter()
    .flatten()
    .collect()
}

/// One thin bar of all items by status, and its counts, each a link to its rows. `None` where all stand the same.
fn standing(address: &Address, found: &RegisterView) -> Option<AnyView> {
    let summary = &found.summary;
    let parts: Vec<_> =
        Group::ALL.iter().map(|group| (*group, summary.in_group(*group))).filter(|(_, count)| *count > 0).collect();
    if parts.len() < 2 {
        return None;
    }
    let all = found.total();
    let mut before = 0;
    let drawn = parts.iter().map(|(group, count)| {
        let place = |items: u64| (items * BAR).checked_div(all).unwrap_or(0);
        let (left, right) = (place(before), place(before + count));
        before += count;
        view! { <rect class=format!("app-status-part app-status-part--{group}", group = group.slug()) x=left width=right - left height="10"></rect> }
    });
    let drawn = drawn.collect_view();
    let counts = parts.iter().map(|(group, count)| {
        let (name, value) = group.parameter();
        let href = address.with(name, value);
        view! {
            <li>
                <i class=format!("app-status-mark app-status-part--{}", group.slug())></i>
                <a class="govuk-link" href=href>{grouped(*count)}" "{words(*group)}</a>
            </li>
        }
    });
    let counts = counts.collect_view();
    let overdue = (summary.overdue > 0).then(|| {
        let href = address.with("deadline_state", DeadlineState::Overdue.slug());
        view! { <li>"of these "<a class="govuk-link" href=href>{grouped(summary.overdue)}" overdue"</a></li> }
    });
    Some(
        view! {
        <div class="app-register__standing">
            <svg class="app-register__bar" viewBox=format!("0 0 {BAR} 10") preserveAspectRatio="none" aria-hidden="true" focusable="false">{drawn}</svg>
            <ul class="app-register__groups" aria-label="By status">{counts} {overdue}</ul>
        </div>
    }
    .into_any())
}

const fn words(group: Group) -> &'static str {
    match group {
        Group::Open => "open",
        Group::SaidDone => "claimed done, not verified",
        Group::VerifiedComplete => "verified complete",
        Group::ClosedWithoutAction => "closed without action",
        Group::ClosedAccordingToSource => "closed, by someone else’s word",
        Group::NotRecorded => "status not public",
    }
}
