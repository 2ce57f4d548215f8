//! What rounds published beside recommendations: case audits, grades, good practice. Of a force, or of one of its rounds.

use followup::{
    case_audit::CaseAudit,
    view::{
        good_practice::GoodPractice,
        published::{DatedRound, RoundAudit, RoundGrade},
    },
};
use leptos::prelude::*;

use crate::{
    components::{CaptionSize, Column, DataTable, RowHeader, TableCell, TableRow, grouped},
    point::AskedPoint,
};

/// Case audits: a row for each round, every grade as share and count.
#[component]
pub fn CaseAudits(audits: Vec<RoundAudit>, force: String, at: AskedPoint) -> impl IntoView {
    let content = if audits.is_empty() {
        nothing("We know of no case audit.")
    } else {
        // Only the first rounds used this grade: elsewhere its column would say nothing.
        let adequate = audits.iter().any(|round| round.audit.adequate.is_some());
        let head = ["Round", "Cases", "Good"]
            .into_iter()
            .chain(adequate.then_some("Adequate"))
            .chain(["Requires improvement", "Inadequate"])
            .map(Column::numeric)
            .chain([Column::new("Source")]);
        let mut head: Vec<_> = head.collect();
        head[0] = Column::new("Round");
        let notes: Vec<_> = audits.iter().filter_map(|round| does_not_add_up(&round.audit)).collect();
        let notes = notes.into_iter().map(|note| view! { <p class="govuk-body">{note}</p> }).collect_view();
        let rows =
            audits.into_iter().map(|round| view! { <AuditRow round force=force.clone() adequate at/> }).collect_view();
        view! {
            <DataTable caption="Case files by grade, share and count" caption_size=CaptionSize::Hidden head>{rows}</DataTable>
            {notes}
        }
        .into_any()
    };
    view! { <h2 class="govuk-heading-m">"Case audits"</h2> {content} }
}

#[component]
fn AuditRow(round: RoundAudit, force: String, adequate: bool, at: AskedPoint) -> impl IntoView {
    let RoundAudit { round, audit, source_url } = round;
    let link = round_link(&round, &force, at);
    let cell = |count: Option<u32>| {
        let text = count.map_or_else(|| "Not used".to_owned(), |count| share_and_count(&audit, count));
        view! { <TableCell numeric=true>{text}</TableCell> }
    };
    let (good, inadequate) = (cell(Some(audit.good)), cell(Some(audit.inadequate)));
    let adequate = adequate.then(|| cell(audit.adequate));
    let requires_improvement = cell(audit.requires_improvement);
    let about = format!(" of the case audit, {}", round.title());
    view! {
        <TableRow>
            <RowHeader>{link}</RowHeader>
            <TableCell numeric=true>{grouped(audit.cases.into())}</TableCell>
            {good}
            {adequate}
            {requires_improvement}
            {inadequate}
            <TableCell>{source(source_url, about)}</TableCell>
        </TableRow>
    }
}

pub fn share_and_count(audit: &CaseAudit, count: u32) -> String {
    let number = grouped(count.into());
    audit.share(count).map_or_else(|| number.clone(), |share| format!("{share} ({number})"))
}

/// What the reader should know where a source contradicts itself.
pub fn does_not_add_up(audit: &CaseAudit) -> Option<String> {
    let difference = audit.discrepancy()?;
    let direction = if difference > 0 { "more" } else { "fewer" };
    Some(format!(
        "The figures do not add up in the source: it names {} cases, but its grades come to {}, which is {} {direction}. \
         The shares are of the {} graded.",
        audit.cases,
        audit.graded(),
        difference.unsigned_abs(),
        audit.graded(),
    ))
}

/// Grades: a row for each round and topic. Only the 2024 scheme has them.
#[component]
pub fn Grades(grades: Vec<RoundGrade>, force: String, at: AskedPoint) -> impl IntoView {
    let content = if grades.is_empty() {
        nothing("We know of no grade. Only rounds under the 2024 scheme grade their topics.")
    } else {
        let head = ["Topic", "Grade", "Round"].map(Column::new).into();
        let rows = grades.into_iter().map(|grade| {
            let round = round_link(&grade.round, &force, at);
            view! {
                <TableRow>
                    <RowHeader>{grade.topic.with_scheme().to_string()}</RowHeader>
                    <TableCell label="Grade">{grade.grade.label()}</TableCell>
                    <TableCell label="Round">{round}</TableCell>
                </TableRow>
            }
        });
        let rows = rows.collect_view();
        view! { <DataTable caption="Grades by topic" caption_size=CaptionSize::Hidden head stacked=true>{rows}</DataTable> }.into_any()
    };
    view! { <h2 class="govuk-heading-m" id="grades">"Grades"</h2> {content} }
}

/// What rounds singled out as effective.
#[component]
pub fn GoodPracticeList(good_practice: Vec<GoodPractice>, force: String, at: AskedPoint) -> impl IntoView {
    let content = if good_practice.is_empty() {
        nothing("We know of none. There may have been some.")
    } else {
        let head = ["What it was", "Topic", "Round", "Source"].map(Column::new).into();
        let rows = good_practice.into_iter().map(|practice| {
            let topic = practice
                .topic
                .map_or_else(|| "No topic named in the source".to_owned(), |topic| topic.with_scheme().to_string());
            let summary = practice.summary.words().unwrap_or_default().to_owned();
            let about = format!(" of: {summary}");
            let round = round_link(&practice.round, &force, at);
            view! {
                <TableRow>
                    <RowHeader><span class="govuk-!-font-weight-regular">{summary}</span></RowHeader>
                    <TableCell label="Topic">{topic}</TableCell>
                    <TableCell label="Round">{round}</TableCell>
                    <TableCell label="Source">{source(practice.source_url, about)}</TableCell>
                </TableRow>
            }
        });
        let rows = rows.collect_view();
        view! { <DataTable caption="Good practice" caption_size=CaptionSize::Hidden head stacked=true>{rows}</DataTable> }.into_any()
    };
    let all = at.href("/good-practice");
    view! {
        <h2 class="govuk-heading-m">"Good practice"</h2>
        {content}
        <p class="govuk-body"><a class="govuk-link" href=all>"Good practice of all forces"</a></p>
    }
}

fn nothing(words: &'static str) -> AnyView {
    view! { <p class="govuk-body">{words}</p> }.into_any()
}

pub fn round_link(round: &DatedRound, force: &str, at: AskedPoint) -> impl IntoView + use<> {
    let href = at.href(&format!("/forces/{force}/rounds/{}", round.slug));
    view! { <a class="govuk-link" href=href>{round.title()}</a> }
}

/// A source as a short link where it is an address, else as it is written. `about` is read out after the word.
fn source(url: String, about: String) -> AnyView {
    if ["https://", "http://"].iter().any(|scheme| url.starts_with(scheme)) {
        view! {
            <a class="govuk-link" href=url rel="noreferrer">"Source"<span class="govuk-visually-hidden">{about}</span></a>
        }
        .into_any()
    } else if url.is_empty() {
        "Not given".into_any()
    } else {
        url.into_any()
    }
}
