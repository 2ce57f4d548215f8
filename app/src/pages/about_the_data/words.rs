//! What the words mean: statuses, words of other vocabularies, topics, findings. All of it from the types themselves.

use followup::{
    crosswalk,
    finding::{Finding, FindingGroup},
    inspectorate_status::Inspectorate,
    position::Position,
    source_status::MAPPINGS,
    status::{Status, StatusGroup},
    topic::{ALIASES, Scheme, Topic},
};
use leptos::prelude::*;

use super::heading;
use crate::components::{CaptionSize, Column, DataTable, RowHeader, TableCell, TableRow};

/// The table of statuses has one row for each position, computed by the rule itself.
pub(super) fn statuses() -> impl IntoView {
    let rows = Position::ALL.iter().map(|position| {
        let silent = Status::derived(*position, Inspectorate::NotRecorded).label();
        let open = Status::derived(*position, Inspectorate::BeingProgressed).label();
        view! {
            <TableRow>
                <RowHeader>{position.label()}</RowHeader>
                <TableCell label="Inspectorate: not recorded">{silent}</TableCell>
                <TableCell label="Awaiting review or being progressed">{open}</TableCell>
                <TableCell label="Closure proposed">{Status::SubmittedForReview.label()}</TableCell>
                <TableCell label="Complete">{Status::VerifiedComplete.label()}</TableCell>
                <TableCell label="No further action">{Status::ClosedWithoutAction.label()}</TableCell>
            </TableRow>
        }
    });
    let head = [
        "Force position",
        "Inspectorate: not recorded",
        "Awaiting review or being progressed",
        "Closure proposed",
        "Complete",
        "No further action",
    ];
    let groups = StatusGroup::ALL.iter().map(|group| {
        let statuses = group.statuses().map(|status| status.label().to_lowercase()).collect::<Vec<_>>().join(", ");
        let label = group.label();
        view! { <li>{label}": "{statuses}</li> }
    });
    view! {
        {heading("statuses")}
        <p class="govuk-body">"Forces give a position and inspectors give a status. Most pages show one status, which this table makes from the two. “Verified complete” always needs two people: one proposes it and another authorises it. “Closed according to the source” means that only a source says so. “Improved” does not mean closed."</p>
        <DataTable caption="Status from force position and inspectorate status" caption_size=CaptionSize::Small head=head.map(Column::new).into() stacked=true>
            {rows.collect_view()}
        </DataTable>
        <p class="govuk-body">"Charts show four groups. They count “Status not recorded” and “Closed according to the source” in words beside them."</p>
        <ul class="govuk-list govuk-list--bullet">{groups.collect_view()}</ul>
    }
}

pub(super) fn vocabularies() -> impl IntoView {
    let rows = MAPPINGS.iter().map(|mapping| {
        view! {
            <TableRow>
                <RowHeader>{mapping.word}</RowHeader>
                <TableCell label="Vocabulary">{mapping.vocabulary.label()}</TableCell>
                <TableCell label="In our words">{mapping.meaning.to_string()}</TableCell>
                <TableCell label="Note">{mapping.note}</TableCell>
            </TableRow>
        }
    });
    let head = ["Word", "Vocabulary", "In our words", "Note"].map(Column::new).into();
    view! {
        {heading("vocabularies")}
        <p class="govuk-body">"Some statuses come only from a source. We show them as last published, with their date. They count as not known, so they make an item neither open nor overdue."</p>
        <DataTable caption="Status words of our sources, and ours" caption_size=CaptionSize::Small head stacked=true>
            {rows.collect_view()}
        </DataTable>
    }
}

pub(super) fn topics() -> impl IntoView {
    let rows = Topic::ALL.iter().map(|topic| {
        let aliases =
            ALIASES.iter().filter(|(_, of)| of == topic).map(|(alias, _)| *alias).collect::<Vec<_>>().join("; ");
        let counterpart = match (topic.scheme(), topic.counterpart()) {
            (Scheme::Of2014, Some(counterpart)) => counterpart.label(),
            (Scheme::Of2014, None) => "No counterpart",
            (Scheme::Of2024, _) => "",
        };
        view! {
            <TableRow>
                <RowHeader>{topic.label()}</RowHeader>
                <TableCell label="Scheme">{topic.scheme().label()}</TableCell>
                <TableCell label="Also written">{aliases}</TableCell>
                <TableCell label="In the 2024 scheme">{counterpart}</TableCell>
            </TableRow>
        }
    });
    let head = ["Topic", "Scheme", "Also written", "In the 2024 scheme"].map(Column::new).into();
    view! {
        {heading("topics")}
        <p class="govuk-body">"Inspectors used eight topics until early 2024. They have used five graded topics since April 2024. Charts keep the two schemes apart. You can "<a class="govuk-link" href="/progress?measure=what-recurs&schemes=joined">"join them for what recurs"</a>" with this table, which is ours ("{format!("version {}", crosswalk::VERSION)}"). Topics without a counterpart are shown apart."</p>
        <DataTable caption="Topics of both schemes" caption_size=CaptionSize::Small head stacked=true>
            {rows.collect_view()}
        </DataTable>
    }
}

pub(super) fn findings() -> impl IntoView {
    let groups = FindingGroup::ALL.iter().map(|group| {
        let findings = Finding::ALL.iter().filter(|finding| finding.group() == *group);
        let findings = findings.map(|finding| finding.label().to_lowercase()).collect::<Vec<_>>().join(", ");
        view! { <li>{group.label()}": "{findings}</li> }
    });
    view! {
        {heading("findings")}
        <p class="govuk-body">"We use six words for what inspectors found on return. Charts show them in four groups:"</p>
        <ul class="govuk-list govuk-list--bullet">{groups.collect_view()}</ul>
        <p class="govuk-body">"Percentages are of the items that inspectors looked at again. We add recommendations and areas of concern together only if you ask for both. If we know of no finding, we do not count that as no progress."</p>
    }
}
