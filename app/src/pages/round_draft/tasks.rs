//! The task list of a draft: its parts, in any order, and how far each is.

use followup::{finding::RecordType, round_draft::Part, topic::Scheme, view::round_draft::Earlier};
use leptos::prelude::*;

use super::{
    Opened, changed_in_words,
    findings::{progress, without_href},
    href, saved, title,
};
use crate::components::{PageHeading, Task, TaskList, grouped};

/// The task list of a draft.
pub(super) fn page(opened: Opened, earlier: &[Earlier]) -> AnyView {
    let Opened { force, draft, .. } = opened;
    let here = href(&force.slug, draft.id);
    let details = match draft.details.published {
        Some(published) => format!("{}, published {published}", draft.details.kind),
        None => "Publication date missing".to_owned(),
    };
    let items = match [RecordType::Recommendation, RecordType::AreaOfConcern].map(|of| (draft.count(of), of)) {
        [(0, _), (0, _)] => "None added yet".to_owned(),
        counts => {
            let counted = counts.iter().filter(|(count, _)| *count > 0);
            let words: Vec<_> =
                counted.map(|(count, of)| format!("{} {}", grouped(*count), of.counted(*count))).collect();
            words.join(" and ")
        }
    };
    let has_findings = draft.details.kind.comes_after_another();
    let (findings, left) = match progress(earlier) {
        _ if !has_findings => ("An inspection has no earlier findings to check".to_owned(), 0),
        _ if earlier.is_empty() => ("We know of no earlier items".to_owned(), 0),
        progress => progress,
    };
    let left = (left > 0).then(|| {
        let words = if left == 1 { "1 earlier item".to_owned() } else { format!("{} earlier items", grouped(left)) };
        view! { <p class="govuk-body"><a class="govuk-link" href=without_href(&here)>{words}" without a finding"</a></p> }
    });
    let has_grades = draft.details.scheme == Scheme::Of2024;
    let grades = match (has_grades, draft.grades.len()) {
        (false, _) => "Not in the 2014 scheme".to_owned(),
        (true, 0) => "No topic graded yet".to_owned(),
        (true, count) => format!("{count} of 5 topics graded"),
    };
    let audit = match draft.case_audit {
        None => "None added".to_owned(),
        Some(audit) if audit.discrepancy().is_some() => format!("{} cases, grades do not add up", audit.cases),
        Some(audit) => format!("{} cases", audit.cases),
    };
    let task = |part: Part, status: String, open: bool| Task {
        name: part.label().to_owned(),
        href: open.then(|| format!("{here}/{}", part.slug())),
        status,
    };
    let tasks = vec![
        task(Part::Details, details, true),
        task(Part::Recommendations, items, true),
        task(Part::Findings, findings, has_findings && !earlier.is_empty()),
        task(Part::Grades, grades, has_grades),
        task(Part::CaseAudit, audit, true),
    ];
    let (check, discard) = (format!("{here}/publish"), format!("{here}/discard"));
    view! {
        <div class="govuk-grid-row">
            <div class="govuk-grid-column-two-thirds">
                {saved(&draft)}
                <PageHeading title=title(&draft) caption=format!("Draft of a round, {}", force.name)/>
                <p class="govuk-body">"This draft is not published. Only inspectors and authorisers can see it, and no figure counts it."</p>
                <p class="govuk-body app-secondary">{format!("{}.", changed_in_words(&draft.changed))}</p>
                <TaskList id="draft" tasks/>
                {left}
                <a class="govuk-button" href=check role="button">"Check and publish"</a>
                <p class="govuk-body"><a class="govuk-link" href=discard>"Discard this draft"</a></p>
            </div>
        </div>
    }
    .into_any()
}
