//! Two people on one draft: what stands now beside what this person wrote.

use followup::{
    case_audit::CaseAudit,
    deadline::Basis,
    finding::{Finding, RecordType},
    grade::Grade,
    round::RoundKind,
    round_draft::Part,
    topic::{Scheme, Topic},
};
use leptos::prelude::*;

use super::{
    Opened, case_audit, changed_in_words, details, finding, findings, grades, href, item,
    items::{self, Wanted},
    title, unknown,
};
use crate::{
    components::{CaptionSize, Column, DataTable, PageHeading, RowHeader, TableCell, TableRow},
    error::PageError,
    form::Answers,
    pages::follow_up::hidden,
};

/// Nothing was overwritten: the person keeps what they wrote and looks it over on top of what stands now, or drops it.
pub(super) fn page(opened: &Opened, part: Part, answers: &Answers) -> Result<AnyView, PageError> {
    let draft = &opened.draft;
    let here = href(&draft.force, draft.id);
    let action = format!("{here}/{}", part.slug());
    let (fields, stands) = match part {
        Part::Details => (names(&details::FIELDS), Some(details::standing(&draft.details))),
        Part::CaseAudit => {
            (names(&case_audit::FIELDS), draft.case_audit.map(|audit: CaseAudit| case_audit::standing(Some(audit))))
        }
        Part::Grades => {
            let fields = Topic::of(Scheme::Of2024).map(|topic| (grades::field(topic), topic.label().to_owned()));
            (fields.collect(), Some(grades::standing(&draft.grades)))
        }
        Part::Findings => {
            let reference = findings::wanted(answers).ok_or_else(|| unknown(opened.force.slug.as_str()))?;
            (names(&finding::FIELDS), draft.findings.get(&reference).map(finding::standing))
        }
        Part::Recommendations => {
            let wanted = items::wanted(opened, answers).ok_or_else(|| unknown(opened.force.slug.as_str()))?;
            let stands = match wanted {
                Wanted::Change(_, of) | Wanted::Remove(_, of) => Some(item::standing(&of)),
                Wanted::New | Wanted::List => None,
            };
            (names(&item::FIELDS), stands)
        }
    };
    let head = ["Answer", "As it stands now", "What you wrote"].map(Column::new).into();
    let rows = fields.into_iter().map(|(field, label)| {
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
        .map(|(name, value)| view! { <input type="hidden" name=name.to_owned() value=value.to_owned()/> })
        .collect_view();
    Ok(view! {
        <PageHeading title="Somebody else changed this draft" caption=format!("{}, {}", title(draft), opened.force.name)/>
        <p class="govuk-body-l">
            {format!("{}. Nothing of yours is saved yet, and nothing is lost.", changed_in_words(&draft.changed))}
        </p>
        <DataTable caption="What stands now beside what you wrote" caption_size=CaptionSize::Small head stacked=true>{rows}</DataTable>
        <form method="post" action=action>
            {hidden(draft.version)}
            {kept}
            <div class="govuk-button-group">
                <button type="submit" name="again" value="yes" class="govuk-button">"Keep mine, and look it over again"</button>
                <a class="govuk-link" href=here>"Discard mine"</a>
            </div>
        </form>
    }
    .into_any())
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
