//! Two writers on one draft, or one twice: what stands now beside what this person wrote, or what they wrote where nothing stands
//! any more.

use followup::{case_audit::CaseAudit, overtaken::Overtaken, reference::Reference, round_draft::Part};
use leptos::prelude::*;

use super::{
    Opened, case_audit, changed_for, details, finding, findings, grades, href, item,
    items::{self, Wanted},
    title, unknown,
};
use crate::{
    components::{PageHeading, SummaryList, SummaryRow},
    error::PageError,
    form::{
        Answers,
        comparison::{ComparedAnswer, answer_in_words, answered_rows, comparison, hidden_answers, questions},
        table::for_part,
    },
    pages::{follow_up::hidden, overtaken},
};

/// The heading of the page.
pub(super) const fn heading(by: Overtaken) -> &'static str {
    match by {
        Overtaken::ByThemself => "You already changed this draft",
        Overtaken::ByOthers => "Someone else changed this draft",
    }
}

/// What is said before both are shown.
fn lead(opened: &Opened, by: Overtaken) -> String {
    let last = changed_for(&opened.draft.changed, opened.person.id);
    match by {
        Overtaken::ByThemself => format!(
            "You already saved this draft after opening the form, perhaps in another window. {last}. Your new answers are not saved yet, and nothing is lost."
        ),
        Overtaken::ByOthers => format!("{last}. Your answers are not saved yet, and nothing is lost."),
    }
}

/// Nothing was overwritten: the person keeps what they wrote and looks it over on top of what stands now, or drops it.
pub(super) fn page(
    opened: &Opened,
    part: Part,
    answers: &Answers,
    by: Overtaken,
    heading: &'static str,
) -> Result<AnyView, PageError> {
    let draft = &opened.draft;
    let here = href(&draft.force, draft.id);
    let action = format!("{here}/{}", part.slug());
    let mut is = None;
    let stands = match part {
        Part::Details => Some(details::standing(&draft.details)),
        Part::CaseAudit => draft.case_audit.map(|audit: CaseAudit| case_audit::standing(Some(audit))),
        Part::Grades => Some(grades::standing(&draft.grades)),
        Part::Findings => {
            let reference = findings::wanted(answers).ok_or_else(|| unknown(opened.force.slug.as_str()))?;
            draft.findings.get(&reference).map(finding::standing)
        }
        Part::Recommendations => {
            let wanted = items::wanted(opened, answers).ok_or_else(|| unknown(opened.force.slug.as_str()))?;
            // What the same form added the first time is what its author means to change now.
            let added =
                || opened.draft.items.iter().find(|(_, of)| is_called(&of.reference, &answers.value("reference")));
            match wanted {
                Wanted::Change(_, of) | Wanted::Remove(_, of) => Some(item::standing(&of)),
                Wanted::New | Wanted::List => added().map(|(id, of)| {
                    is = Some(*id);
                    item::standing(of)
                }),
            }
        }
    };
    let compared = questions(for_part(part)).map(|field| ComparedAnswer {
        label: field.label,
        now: stands.as_ref().map_or_else(|| "Not in the draft".to_owned(), |stands| answer_in_words(field, stands)),
        written: answer_in_words(field, answers),
    });
    let instead: Vec<_> = is.map(|id| ("item", id.to_string())).into_iter().collect();
    Ok(view! {
        <PageHeading title=heading caption=format!("{}, {}", title(draft), opened.force.name)/>
        <p class="govuk-body-l">{lead(opened, by)}</p>
        {comparison(compared)}
        <form method="post" action=action>
            {hidden(draft.version)}
            {hidden_answers(answers, &instead)}
            <div class="govuk-button-group">
                <button type="submit" name="button" value="change" class="govuk-button">
                    {overtaken::keep(by)}" and check it again"
                </button>
                <a class="govuk-link" href=here>{overtaken::discard(by)}</a>
            </div>
        </form>
    }
    .into_any())
}

/// Whether a reference is this one, as a draft compares them.
fn is_called(reference: &Reference, given: &str) -> bool {
    reference.as_str().eq_ignore_ascii_case(given.trim())
}

/// What somebody wrote in the form of a part, where there is no draft any more that it could be saved in. Nothing where nothing was
/// sent.
pub(super) fn written(part: Part, answers: &Answers) -> Option<AnyView> {
    let about = match part {
        Part::Findings => {
            findings::wanted(answers).map(|reference| SummaryRow::new("Recommendation", reference.to_string()))
        }
        _ => None,
    };
    let wrote = answered_rows(for_part(part), answers);
    if wrote.is_empty() {
        return None;
    }
    let rows = about.into_iter().chain(wrote).collect();
    Some(
        view! {
            <h2 class="govuk-heading-m">{format!("What you wrote: {}", part.label().to_lowercase())}</h2>
            <SummaryList rows/>
        }
        .into_any(),
    )
}
