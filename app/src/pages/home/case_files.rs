//! Case files: in how many forces more were inadequate than good, and the latest audit of each force, the worst first.

use followup::{
    case_audit::CaseGrade,
    counting::case_files::{AuditedForce, CaseFileForces},
    round::happened,
    view::forces_filter::With,
};
use leptos::prelude::*;

use crate::{
    components::{CaptionSize, Column, DataTable, RowHeader, TableCell, TableRow, grouped},
    point::AskedPoint,
};

/// The most forces that are named. The chart has all of them.
const MAX_FORCES: usize = 16;

/// How wide a bar is, in units of its drawing.
const BAR: u64 = 200;

/// The section; nothing where no audit is known.
pub(super) fn section(counts: CaseFileForces, audits: &[AuditedForce], at: AskedPoint) -> Option<AnyView> {
    if audits.is_empty() {
        return None;
    }
    let heading =
        format!("More case files inadequate than good in {} of {} forces", counts.more_inadequate, counts.audited);
    let adequate = audits.iter().any(|audited| audited.audit.adequate.is_some());
    let grades: Vec<_> =
        CaseGrade::ALL.iter().rev().copied().filter(|grade| adequate || *grade != CaseGrade::Adequate).collect();
    let head = [Column::new("Force"), Column::new("Share")]
        .into_iter()
        .chain(grades.iter().map(|grade| Column::numeric(grade.label())))
        .chain([Column::numeric("Files")])
        .collect();
    let rows = audits.iter().take(MAX_FORCES).map(|audited| row(audited, &grades, at)).collect_view();
    let href = |with: With| at.href_with("/forces", &[("with", with.slug())]);
    let all = at.href_with("/progress", &[("measure", "case-audits")]);
    let as_chart = if audits.len() > MAX_FORCES { "All of them as a chart" } else { "As a chart" };
    Some(
        view! {
            <section class="app-overview__section" aria-labelledby="case-files">
                <h2 class="govuk-heading-m" id="case-files">{heading}</h2>
                <p class="govuk-body-s">
                    "Latest audit of each force. Forces with more inadequate than good: "
                    <a class="govuk-link" href=href(With::MoreInadequate)>{grouped(counts.more_inadequate)}</a>
                    " of "
                    <a class="govuk-link" href=href(With::CaseAudits)>{grouped(counts.audited)}</a>
                    ". The largest share inadequate first; audits over 5 years old in grey. "
                    <a class="govuk-link" href=all>{as_chart}</a>
                </p>
                <div class="app-dense app-rows-few">
                    <DataTable caption="Case files by grade" caption_size=CaptionSize::Hidden head>
                        {rows}
                    </DataTable>
                </div>
            </section>
        }
        .into_any(),
    )
}

fn row(audited: &AuditedForce, grades: &[CaseGrade], at: AskedPoint) -> impl IntoView + use<> {
    let AuditedForce { force, round, audit, is_recent } = audited;
    let year = happened(round.published, round.fieldwork)
        .map_or_else(|| "undated".to_owned(), |date| date.last().format("%Y").to_string());
    let class = if *is_recent { "" } else { "app-secondary" };
    let counts: Vec<_> = grades.iter().map(|grade| (*grade, audit.with(*grade))).collect();
    let all = u64::from(audit.graded());
    let mut before = 0;
    let parts = counts.iter().filter_map(|(grade, count)| {
        let count = u64::from((*count)?);
        let place = |files: u64| (files * BAR).checked_div(all).unwrap_or(0);
        let (left, right) = (place(before), place(before + count));
        before += count;
        let class = format!("app-part app-part--{}", grade.slug());
        (count > 0).then(|| view! { <rect class=class x=left y="1" width=right - left height="12"></rect> })
    });
    let parts = parts.collect_view();
    // Published totals: there are no rows of ours behind them.
    let cells = counts.iter().map(|(_, count)| {
        let figure = count.map_or_else(|| "–".to_owned(), |count| grouped(u64::from(count)));
        view! { <TableCell numeric=true>{figure}</TableCell> }
    });
    let cells = cells.collect_view();
    let (name, of_force) = (force.short_name.clone(), at.href(&format!("/forces/{}", force.slug)));
    let cases = grouped(u64::from(audit.cases));
    view! {
        <TableRow>
            <RowHeader>
                <a class="govuk-link" href=of_force>{name}</a>
                " "
                <span class=class>{year}</span>
            </RowHeader>
            <TableCell>
                <svg class="app-marks__bar" viewBox=format!("0 0 {BAR} 14") width=BAR height="14" aria-hidden="true">{parts}</svg>
            </TableCell>
            {cells}
            <TableCell numeric=true>{cases}</TableCell>
        </TableRow>
    }
    .into_any()
}
