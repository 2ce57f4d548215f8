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
        view! { <li>{group.label()}": "{statuses}</li> }
    });
    view! {
        {heading("statuses")}
        <p class="govuk-body">"What the force says (force position) and what the inspectorate holds (inspectorate status) are kept apart. The one status shown on most pages follows from the two by this table and by nothing else. “Verified complete” always has two people behind it, one who proposed and another who authorised; what only a source calls ended reads “Closed according to the source”. A finding of “improved” closes nothing."</p>
        <DataTable caption="The status that follows" caption_size=CaptionSize::Small head=head.map(Column::new).into() stacked=true>
            {rows.collect_view()}
        </DataTable>
        <p class="govuk-body">"Charts show four groups. “Status not recorded” and “Closed according to the source” are counted beside them, in words."</p>
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
        <p class="govuk-body">"A status that only a source tells is shown as it was last published, with its date, and counts as not known: it makes an item neither open nor overdue nor said to be done, until a person records something here. What has ended by such a word reads “Closed according to the source”. A word that is not in this table is refused when a file is imported."</p>
        <DataTable caption="Words of other vocabularies, and ours" caption_size=CaptionSize::Small head stacked=true>
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
        <p class="govuk-body">"Inspectors used eight headings along the child’s journey until early 2024, and five graded topics since the criteria of April 2024. Which scheme a round uses is a fact of the round. No chart mixes the two but through this crosswalk, which is ours ("{format!("version {}", crosswalk::VERSION)}"), and only where you ask for it: "<a class="govuk-link" href="/progress?measure=what-recurs&schemes=joined">"what recurs, with the schemes joined"</a>". Topics without a counterpart are left out of the join and shown apart."</p>
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
        <p class="govuk-body">"What a later round said of an earlier item is reduced to six words of ours, charted in four groups:"</p>
        <ul class="govuk-list govuk-list--bullet">{groups.collect_view()}</ul>
        <p class="govuk-body">"Shares stand on the items that have a finding. Formal recommendations and areas of concern are never added up unless you ask for both. Where our sources hold no finding the register says “Not looked at again, as far as we know”, or “No later visit known” where there was none; neither counts as no progress."</p>
    }
}
