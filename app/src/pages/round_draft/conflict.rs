//! Two writers on one draft, or one twice: what stands now beside what this person wrote, or what they wrote where nothing stands
//! any more.

use followup::{
    case_audit::CaseAudit,
    deadline::Basis,
    finding::{Finding, RecordType},
    grade::Grade,
    overtaken::Overtaken,
    reference::Reference,
    round::RoundKind,
    round_draft::Part,
    topic::{Scheme, Topic},
};
use leptos::prelude::*;

use super::{
    Opened, case_audit, changed_for, details, finding, findings, grades, href, item,
    items::{self, Wanted},
    title, unknown,
};
use crate::{
    components::{
        CaptionSize, Column, DataTable, PageHeading, RowHeader, SummaryList, SummaryRow, TableCell, TableRow,
    },
    error::PageError,
    form::{Answers, round_draft::grade_field},
    pages::{follow_up::hidden, overtaken},
};

/// The heading of the page.
pub(super) const fn heading(by: Overtaken) -> &'static str {
    match by {
        Overtaken::ByThemself => "You changed this draft already",
        Overtaken::ByOthers => "Somebody else changed this draft",
    }
}

/// What is said before both are shown.
fn lead(opened: &Opened, by: Overtaken) -> String {
    let last = changed_for(&opened.draft.changed, opened.person.id);
    match by {
        Overtaken::ByThemself => format!(
            "You saved this draft yourself after you opened the form: it may have been sent twice, or been open in two windows. \
             {last}. What you wrote this time is not saved yet, and nothing is lost."
        ),
        Overtaken::ByOthers => format!("{last}. What you wrote is not saved yet, and nothing is lost."),
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
    let head = ["Answer", "As it stands now", "What you wrote"].map(Column::new).into();
    let rows = fields(part).into_iter().map(|(field, label)| {
        let now =
            stands.as_ref().map_or_else(|| "Not in the draft".to_owned(), |stands| in_words(&stands.value(&field)));
        let wrote = in_words(&answers.value(&field));
        view! {
            <TableRow>
                <RowHeader>{label}</RowHeader>
                <TableCell label="As it stands now"><span class="app-said">{now}</span></TableCell>
                <TableCell label="What you wrote"><span class="app-said">{wrote}</span></TableCell>
            </TableRow>
        }
    });
    let rows = rows.collect_view();
    let kept = answers
        .given()
        .filter(|(name, _)| !matches!(*name, "version" | "token" | "again"))
        .map(|(name, value)| match is {
            Some(id) if name == "item" => (name, id.to_string()),
            _ => (name, value.to_owned()),
        })
        .map(|(name, value)| view! { <input type="hidden" name=name.to_owned() value=value/> })
        .collect_view();
    Ok(view! {
        <PageHeading title=heading caption=format!("{}, {}", title(draft), opened.force.name)/>
        <p class="govuk-body-l">{lead(opened, by)}</p>
        <DataTable caption="What stands now beside what you wrote" caption_size=CaptionSize::Small head stacked=true>{rows}</DataTable>
        <form method="post" action=action>
            {hidden(draft.version)}
            {kept}
            <div class="govuk-button-group">
                <button type="submit" name="again" value="yes" class="govuk-button">
                    {overtaken::keep(by)}", and look it over again"
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

/// The fields of a part's form, each with how the screen calls it.
fn fields(part: Part) -> Vec<(String, String)> {
    match part {
        Part::Details => names(&details::FIELDS),
        Part::CaseAudit => names(&case_audit::FIELDS),
        Part::Grades => Topic::of(Scheme::Of2024).map(|topic| (grade_field(topic), topic.label().to_owned())).collect(),
        Part::Findings => names(&finding::FIELDS),
        Part::Recommendations => names(&item::FIELDS),
    }
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
    let wrote = fields(part).into_iter().filter_map(|(field, label)| {
        let value = answers.value(&field);
        let words = view! { <span class="app-said">{in_words(&value)}</span> };
        (!value.trim().is_empty()).then(|| SummaryRow::new(label, words))
    });
    let wrote: Vec<_> = wrote.collect();
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

fn names(fields: &[(&str, &str)]) -> Vec<(String, String)> {
    fields.iter().map(|(field, label)| ((*field).to_owned(), (*label).to_owned())).collect()
}

/// What a field holds, as the screen says it: no two lists of words share a word.
fn in_words(value: &str) -> String {
    macro_rules! label {
        ($($words:ty),+) => { None$(.or_else(|| <$words>::ALL.iter().find(|of| of.slug() == value).map(|of| of.label())))+ };
    }
    let known: Option<&str> = label!(RoundKind, RecordType, Topic, Basis, Scheme, Grade, Finding);
    match known {
        Some(label) => label.to_owned(),
        None if value.trim().is_empty() => "Nothing".to_owned(),
        None => value.to_owned(),
    }
}
