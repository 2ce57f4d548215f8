//! Checking the whole of a draft before it is published, and dropping it.

use followup::{
    finding::RecordType,
    likely_personal::likely_personal,
    overtaken::Overtaken,
    round_draft::{Part, Problem, RoundDraft},
    topic::{Scheme, Topic},
    view::round_draft::Earlier,
};
use leptos::prelude::*;

use super::{Opened, changed_meanwhile, findings, framed, href, items, title};
use crate::{
    api::round_drafts::read_draft_problems,
    components::{ErrorSummary, InsetText, Link, PageHeading, SummaryList, SummaryRow, WarningText, grouped},
    error::PageError,
    fields::round_draft::PUBLISH,
    form::{Answers, personal_data, view::FormView},
    pages::{
        follow_up::{hidden, of_kinds},
        force::published::{does_not_add_up, share_and_count},
    },
};

pub(super) async fn page(
    opened: &Opened,
    answers: &Answers,
    overtaken: Option<Overtaken>,
) -> Result<AnyView, PageError> {
    let Opened { force, draft, .. } = opened;
    let here = href(&draft.force, draft.id);
    let problems = read_draft_problems(draft.force.to_string(), draft.id.to_string()).await?;
    let earlier = findings::earlier(draft).await?;
    let asked = !answers.is_empty() && overtaken.is_none();
    let links = problem_links(&problems, &here);
    let errors = match (asked, links.is_empty()) {
        (true, false) => Some(view! { <ErrorSummary errors=links.clone()/> }.into_any()),
        (true, true) if !answers.is_right() => Some(view! { <ErrorSummary errors=answers.summary()/> }.into_any()),
        _ => None,
    };
    let changed = overtaken.map(|by| {
        let changed = changed_meanwhile(opened, by);
        view! { {changed} <p class="govuk-body">"Nothing was published. Check the draft again."</p> }
    });
    let publish = if links.is_empty() {
        publish_form(draft, &here, answers)
    } else {
        let links =
            links.into_iter().map(|link| view! { <li><a class="govuk-link" href=link.href>{link.text}</a></li> });
        view! {
            <h2 class="govuk-heading-m">"To do before you publish"</h2>
            <ul class="govuk-list govuk-list--bullet">{links.collect_view()}</ul>
        }
        .into_any()
    };
    Ok(view! {
        {errors}
        {changed}
        <PageHeading title="Check and publish" caption=format!("{}, {}", title(draft), force.name)/>
        {whole(draft, &earlier)}
        {publish}
        <p class="govuk-body"><a class="govuk-link" href=here>"Back to the draft"</a></p>
    }
    .into_any())
}

fn problem_links(problems: &[Problem], here: &str) -> Vec<Link> {
    problems.iter().map(|problem| Link::new(problem.words.clone(), format!("{here}/{}", problem.part.slug()))).collect()
}

fn publish_form(draft: &RoundDraft, here: &str, answers: &Answers) -> AnyView {
    let kinds = draft.texts().flat_map(likely_personal).map(|mark| mark.kind.label());
    let delicate = personal_data::is_in_draft(draft).then(|| of_kinds(kinds.collect(), answers.error("looked_at")));
    let empty = draft.is_empty().then(|| {
        view! {
            <InsetText>"This round has no recommendations, areas of concern, findings, grades or case audit."</InsetText>
            {FormView::new(PUBLISH, answers).all()}
        }
    });
    let action = format!("{here}/publish");
    view! {
        <h2 class="govuk-heading-m">"Publish"</h2>
        <WarningText text="Everyone who can read this register will see all of this. You cannot take it back, only correct it."/>
        <form method="post" action=action novalidate>
            {hidden(draft.version)}
            {delicate}
            {empty}
            <button type="submit" class="govuk-button">"Publish this round"</button>
        </form>
    }
    .into_any()
}

/// All that would be published, part by part.
fn whole(draft: &RoundDraft, earlier: &[Earlier]) -> AnyView {
    let details = &draft.details;
    let date = |date: Option<followup::partial_date::PartialDate>, none: &'static str| {
        date.map_or_else(|| none.to_owned(), |date| date.to_string())
    };
    let source = if details.source_url.is_empty() { "Not given".to_owned() } else { details.source_url.clone() };
    let rows = vec![
        SummaryRow::new("Kind of round", details.kind.label()),
        SummaryRow::new("Fieldwork", date(details.fieldwork, "Date not known")),
        SummaryRow::new("Published", date(details.published, "Not given yet")),
        SummaryRow::new("Topic scheme", details.scheme.label()),
        SummaryRow::new("Source", source),
    ];
    let counts: Vec<_> = RecordType::ALL
        .iter()
        .map(|of| format!("{} {}", grouped(draft.count(*of)), of.counted(draft.count(*of))))
        .collect();
    let (part, counts) = (Part::Recommendations.label(), counts.join(", "));
    let items = if draft.items.is_empty() {
        view! { <p class="govuk-body">"None."</p> }.into_any()
    } else {
        let rows = draft.items.iter().map(|(_, item)| items::item_row(item, None)).collect_view();
        view! { <p class="govuk-body">{counts}"."</p> {items::table(rows.into_any(), false)} }.into_any()
    };
    view! {
        <h2 class="govuk-heading-m">{Part::Details.label()}</h2>
        <SummaryList rows/>
        <h2 class="govuk-heading-m">{part}</h2>
        {items}
        <h2 class="govuk-heading-m">{Part::Findings.label()}</h2>
        {findings::whole(draft, earlier)}
        <h2 class="govuk-heading-m">{Part::Grades.label()}</h2>
        {grades(draft)}
        <h2 class="govuk-heading-m">{Part::CaseAudit.label()}</h2>
        {case_audit(draft)}
    }
    .into_any()
}

fn grades(draft: &RoundDraft) -> AnyView {
    if draft.grades.is_empty() {
        return view! { <p class="govuk-body">"None."</p> }.into_any();
    }
    let rows = Topic::of(Scheme::Of2024).map(|topic| {
        let grade = draft.grades.get(&topic).map_or("Not graded", |grade| grade.label());
        SummaryRow::new(topic.label(), grade)
    });
    let rows = rows.collect();
    view! { <SummaryList rows/> }.into_any()
}

fn case_audit(draft: &RoundDraft) -> AnyView {
    let Some(audit) = draft.case_audit else { return view! { <p class="govuk-body">"None."</p> }.into_any() };
    let count =
        |count: Option<u32>| count.map_or_else(|| "Not used".to_owned(), |count| share_and_count(&audit, count));
    let rows = vec![
        SummaryRow::new("Cases", grouped(audit.cases.into())),
        SummaryRow::new("Good", count(Some(audit.good))),
        SummaryRow::new("Adequate", count(audit.adequate)),
        SummaryRow::new("Requires improvement", count(audit.requires_improvement)),
        SummaryRow::new("Inadequate", count(Some(audit.inadequate))),
    ];
    let note =
        does_not_add_up(&audit).map(|note| view! { <InsetText>{note}" We publish and show it as it is."</InsetText> });
    view! { <SummaryList rows/> {note} }.into_any()
}

pub(super) fn discard(opened: &Opened, overtaken: Option<Overtaken>) -> AnyView {
    let draft = &opened.draft;
    let action = format!("{}/discard", href(&draft.force, draft.id));
    let changed = overtaken.map(|by| changed_meanwhile(opened, by));
    let form = view! {
        {changed}
        <p class="govuk-body">"You will lose the draft and everything in it. Nothing in it was ever published."</p>
        <form method="post" action=action>
            {hidden(draft.version)}
            <button type="submit" class="govuk-button govuk-button--warning">"Discard this draft"</button>
        </form>
    };
    framed(opened, "Discard this draft?".to_owned(), &Answers::default(), form.into_any())
}
