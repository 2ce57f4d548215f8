//! The changes to a draft: what each must say, and making it.

use crate::act::texts::{optional, required};
use crate::text_limits::LONGEST_WORKING_TITLE;
use std::collections::BTreeMap;

use sqlx::PgConnection;
use uuid::Uuid;

use super::error::DraftError;
use crate::{
    case_audit::CaseAudit,
    deadline::{Basis, SetBy},
    grade::Grade,
    ingest::sheet::is_source_url,
    person::Person,
    reference::Reference,
    round::RoundKind,
    round_draft::{Details, DraftFinding, DraftItem, RoundDraft},
    store::round_draft as store,
    topic::{Scheme, Topic},
};

/// The largest count of cases one audit can have and still be no slip of the pen, as in imports.
const MOST_CASES: u32 = 100_000;

/// One change.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Edit {
    /// What is said of the round itself.
    Details(Details),
    /// An item is added, or the one with this identity changed.
    PutItem(Option<Uuid>, DraftItem),
    /// An item is taken out.
    RemoveItem(Uuid),
    /// What it found of an earlier item, or that it says nothing of it.
    Finding(Reference, Option<DraftFinding>),
    /// The grades: these, and no others.
    Grades(BTreeMap<Topic, Grade>),
    /// The case audit, or that there is none.
    CaseAudit(Option<CaseAudit>),
    /// The whole draft is dropped.
    Discard,
}

/// Judges a change and makes it; returns the version that the draft has then.
pub(super) async fn apply(
    db: &mut PgConnection,
    person: &Person,
    draft: &RoundDraft,
    edit: Edit,
) -> Result<i32, DraftError> {
    match edit {
        Edit::Details(wanted) => {
            let wanted = details(&wanted)?;
            keeps_its_topics(draft, wanted.scheme)?;
            keeps_its_findings(draft, wanted.kind)?;
            store::set_details(&mut *db, draft.id, &wanted).await?;
        }
        Edit::PutItem(id, wanted) => {
            let wanted = item(draft, id, wanted)?;
            if !store::taken(&mut *db, std::slice::from_ref(&wanted.reference)).await?.is_empty() {
                return Err(DraftError::invalid("reference", "This reference is already used"));
            }
            let id = id.unwrap_or_else(|| Uuid::from_bytes(crate::clock::random_bytes()));
            store::put_item(&mut *db, draft.id, draft.details.scheme, id, &wanted).await?;
        }
        Edit::RemoveItem(id) => {
            the_item(draft, id)?;
            store::remove_item(&mut *db, draft.id, id).await?;
        }
        Edit::Finding(reference, wanted) => {
            // What is not earlier than this draft has no form in it.
            let earlier = store::earlier_references(&mut *db, draft.id).await?;
            let recorded = earlier.iter().filter_map(|earlier| earlier.parse::<Reference>().ok());
            let recorded = recorded.chain(draft.findings.keys().cloned());
            let reference = one_whatever_case(reference, recorded);
            if !earlier.contains(reference.as_str()) && !draft.findings.contains_key(&reference) {
                return Err(DraftError::NotFound);
            }
            match wanted {
                Some(DraftFinding { finding, summary }) if earlier.contains(reference.as_str()) => {
                    let summary = optional("summary", &summary)?.unwrap_or_default();
                    store::put_finding(&mut *db, draft.id, &reference, &DraftFinding { finding, summary }).await?;
                }
                Some(_) => {
                    let message = "This round is not later than the one that raised this. Choose no finding";
                    return Err(DraftError::invalid("finding", message));
                }
                None => store::remove_finding(&mut *db, draft.id, &reference).await?,
            }
        }
        Edit::Grades(wanted) => {
            if !wanted.is_empty() && draft.details.scheme != Scheme::Of2024 {
                return Err(DraftError::invalid("grades", "Only rounds of the 2024 scheme grade their topics"));
            }
            if wanted.keys().any(|topic| topic.scheme() != Scheme::Of2024) {
                return Err(DraftError::invalid("grades", "Choose topics of the 2024 scheme"));
            }
            store::set_grades(&mut *db, draft.id, &wanted).await?;
        }
        Edit::CaseAudit(wanted) => {
            if let Some(wanted) = wanted {
                counts(&wanted)?;
            }
            store::set_case_audit(&mut *db, draft.id, wanted).await?;
        }
        Edit::Discard => {
            store::delete(db, draft.id).await?;
            return Ok(draft.version + 1);
        }
    }
    Ok(store::touch(db, draft.id, person).await?)
}

/// A reference in the spelling it has among these, if it is one of them.
fn one_whatever_case(reference: Reference, among: impl Iterator<Item = Reference>) -> Reference {
    let same: Vec<_> = among.filter(|other| other.key() == reference.key()).collect();
    let first = same.first().cloned();
    if same.contains(&reference) { reference } else { first.unwrap_or(reference) }
}

/// The details as they are kept.
pub(super) fn details(wanted: &Details) -> Result<Details, DraftError> {
    let working_title = wanted.working_title.split_whitespace().collect::<Vec<_>>().join(" ");
    let working_title = optional("working_title", &working_title)?.unwrap_or_default();
    if working_title.chars().count() > LONGEST_WORKING_TITLE {
        return Err(DraftError::invalid("working_title", format!("Use at most {LONGEST_WORKING_TITLE} characters")));
    }
    let source_url = optional("source_url", &wanted.source_url)?.unwrap_or_default();
    if !is_source_url(&source_url) {
        let message = "Enter an address that starts with https:// or http://, or leave this empty";
        return Err(DraftError::invalid("source_url", message));
    }
    let wanted = Details { working_title, source_url, ..wanted.clone() };
    if wanted.is_published_before_fieldwork() {
        return Err(DraftError::invalid("published", "This is before fieldwork began"));
    }
    Ok(wanted)
}

/// The scheme is a fact of the round, and its topics are of that scheme.
fn keeps_its_topics(draft: &RoundDraft, scheme: Scheme) -> Result<(), DraftError> {
    if draft.details.scheme == scheme || draft.items.is_empty() && draft.grades.is_empty() {
        return Ok(());
    }
    let message = "Some items use topics of the other scheme. Remove them first";
    Err(DraftError::invalid("scheme", message))
}

/// A kind of round that comes after no other has no findings on earlier items.
fn keeps_its_findings(draft: &RoundDraft, kind: RoundKind) -> Result<(), DraftError> {
    if kind.comes_after_another() || draft.findings.is_empty() {
        return Ok(());
    }
    let message = "An inspection cannot have findings on earlier items. Remove them first";
    Err(DraftError::invalid("kind", message))
}

fn the_item(draft: &RoundDraft, id: Uuid) -> Result<(), DraftError> {
    let is_there = draft.items.iter().any(|(known, _)| *known == id);
    is_there.then_some(()).ok_or(DraftError::NotFound)
}

/// An item as it is kept.
fn item(draft: &RoundDraft, id: Option<Uuid>, wanted: DraftItem) -> Result<DraftItem, DraftError> {
    if let Some(id) = id {
        the_item(draft, id)?;
    }
    let same = |other: &DraftItem| other.reference.key() == wanted.reference.key();
    if draft.items.iter().any(|(known, other)| Some(*known) != id && same(other)) {
        return Err(DraftError::invalid("reference", "Another item in this draft has this reference"));
    }
    if wanted.topic.scheme() != draft.details.scheme {
        return Err(DraftError::invalid("topic", "Choose a topic of the scheme of this round"));
    }
    let wording = required("wording", &wanted.wording, "Enter what the round asks of the force")?;
    let mut deadline = wanted.deadline;
    if deadline.basis == Basis::FixedDate && deadline.date.is_none() {
        return Err(DraftError::invalid("date", "Enter the date it is due"));
    }
    let has_a_date = matches!(deadline.basis, Basis::FixedDate | Basis::SetByForce);
    if deadline.date.is_some() && !has_a_date {
        let message = "Clear the date, or choose a fixed date or one set by the force";
        return Err(DraftError::invalid("date", message));
    }
    if let (Some(date), Some(published)) = (deadline.date, draft.details.published)
        && date.last() < published.last()
    {
        return Err(DraftError::invalid(
            "date",
            format!("Enter a date from {published} on, when the round is published"),
        ));
    }
    deadline.from = None;
    deadline.set_by = if deadline.basis == Basis::SetByForce { SetBy::Force } else { SetBy::Inspectorate };
    deadline.as_written = None;
    Ok(DraftItem { deadline, wording, ..wanted })
}

fn counts(audit: &CaseAudit) -> Result<(), DraftError> {
    let CaseAudit { cases, good, adequate, requires_improvement, inadequate } = *audit;
    for (field, count) in [
        ("cases", Some(cases)),
        ("good", Some(good)),
        ("adequate", adequate),
        ("requires_improvement", requires_improvement),
        ("inadequate", Some(inadequate)),
    ] {
        if count.is_some_and(|count| count > MOST_CASES) {
            return Err(DraftError::invalid(field, format!("Enter a whole number from 0 to {MOST_CASES}")));
        }
    }
    Ok(())
}
