//! Publishing a round that inspectors wrote down: its draft is read as the same rows that a file would hold, by the same code.
//!
//! So what a person publishes has the identity and passes the checks of what is imported. Only whose word it is differs.

use chrono::NaiveDate;
use sqlx::PgConnection;

use super::{
    case_audits, findings, grades,
    known::{self, KnownRounds, KnownStreams},
    plan::Plan,
    recommendations, rounds,
    sheet::{Fault, Sheet},
    spelling::Spelling,
};
use crate::{
    deadline::{Basis, Deadline},
    event::{Actor, StreamKind},
    partial_date::PartialDate,
    round::{Round, RoundSlug},
    round_draft::{Part, Problem, RoundDraft},
    store::{
        error::StoreError,
        events::{NewEvent, Stream},
    },
};

/// Why a draft cannot be published.
#[derive(Debug, thiserror::Error)]
pub(crate) enum PublishError {
    /// Something in it must be put right first.
    #[error("{} problems", .0.len())]
    Problems(Vec<Problem>),
    /// The store failed.
    #[error(transparent)]
    Store(#[from] StoreError),
}

/// The events of a draft under the address that it gets, and the streams that must follow without an event of their own. The
/// caller holds the lock of the record.
pub(crate) async fn plan(
    db: &mut PgConnection,
    actor: Actor,
    draft: &RoundDraft,
    slug: &RoundSlug,
    today: NaiveDate,
) -> Result<(Vec<NewEvent>, Vec<Stream>), PublishError> {
    let forces = known::forces(&mut *db).await?;
    let known = KnownRounds::read(&mut *db).await?;
    if known.get(&draft.force, slug).is_some() {
        let words = "The force has a round of this kind and publication date already";
        return Err(PublishError::Problems(vec![Problem::new(Part::Details, words)]));
    }
    let plan = Plan::new(actor, today);
    let sheet = sheet_of(Part::Details, &round_columns(), vec![round_row(draft, slug)])?;
    let rows = within(Part::Details, |faults| rounds::parse(&sheet, &forces, faults))?.rows;
    let (mut plan, also) = rounds::plan(&mut *db, plan, rows).await?;
    let known = known.and(placed(&mut *db, draft, slug).await?);
    if !draft.items.is_empty() {
        let rows = draft.items.iter().map(|(_, item)| {
            let deadline = in_source_words(&item.deadline);
            let (reference, topic) = (item.reference.to_string(), item.topic.slug().to_owned());
            let (force, source_url) = (draft.force.to_string(), draft.details.source_url.clone());
            let record_type = item.record_type.slug().to_owned();
            vec![reference, force, slug.to_string(), topic, deadline, record_type, item.wording.clone(), source_url]
        });
        let part = Part::Recommendations;
        let sheet = sheet_of(part, recommendations::COLUMNS, rows.collect())?;
        let spelling = Spelling::read(&mut *db, &sheet).await?;
        let rows = within(part, |faults| recommendations::parse(&sheet, &known, &spelling, faults))?.rows;
        plan = recommendations::plan(&mut *db, plan, rows).await?;
        within(part, |faults| faults.append(&mut plan.conflicts))?;
    }
    if !draft.findings.is_empty() {
        let rows = draft.findings.iter().map(|(reference, found)| {
            let (finding, source_url) = (found.finding.slug().to_owned(), draft.details.source_url.clone());
            vec![reference.to_string(), slug.to_string(), finding, found.summary.clone(), source_url]
        });
        let part = Part::Findings;
        let sheet = sheet_of(part, findings::COLUMNS, rows.collect())?;
        let spelling = Spelling::read(&mut *db, &sheet).await?;
        let streams = KnownStreams::read(&mut *db, StreamKind::Recommendation, &spelling.references()).await?;
        let rows = within(part, |faults| findings::parse(&sheet, &known, &streams, &spelling, faults))?.rows;
        plan = findings::plan(&mut *db, plan, &streams, rows).await?;
    }
    let none = KnownStreams::default();
    if !draft.grades.is_empty() {
        let rows = draft.grades.iter().map(|(topic, grade)| {
            vec![draft.force.to_string(), slug.to_string(), topic.slug().to_owned(), grade.slug().to_owned()]
        });
        let sheet = sheet_of(Part::Grades, grades::COLUMNS, rows.collect())?;
        let rows = within(Part::Grades, |faults| grades::parse(&sheet, &known, faults))?.rows;
        plan = grades::plan(plan, &none, rows);
    }
    if draft.case_audit.is_some() {
        let sheet = sheet_of(Part::CaseAudit, case_audits::COLUMNS, audit_rows(draft, slug))?;
        let rows = within(Part::CaseAudit, |faults| case_audits::parse(&sheet, &known, &mut Vec::new(), faults))?.rows;
        plan = case_audits::plan(plan, &none, rows);
    }
    if plan.report.changed + plan.report.unchanged > 0 {
        // What is published is new: what is on record is corrected by other means.
        let words = "A reference in this draft is in the register already. Give it another";
        return Err(PublishError::Problems(vec![Problem::new(Part::Recommendations, words)]));
    }
    Ok((plan.events, also))
}

fn round_columns() -> Vec<&'static str> {
    rounds::COLUMNS.iter().chain(rounds::OPTIONAL).copied().collect()
}

fn round_row(draft: &RoundDraft, slug: &RoundSlug) -> Vec<String> {
    let date = |date: Option<PartialDate>| date.map(PartialDate::iso).unwrap_or_default();
    let details = &draft.details;
    vec![
        draft.force.to_string(),
        slug.to_string(),
        details.kind.slug().to_owned(),
        date(details.fieldwork),
        date(details.published),
        details.source_url.clone(),
        details.scheme.slug().to_owned(),
    ]
}

fn audit_rows(draft: &RoundDraft, slug: &RoundSlug) -> Vec<Vec<String>> {
    let count = |count: Option<u32>| count.map(|count| count.to_string()).unwrap_or_default();
    let row = |audit: &crate::case_audit::CaseAudit| {
        vec![
            draft.force.to_string(),
            slug.to_string(),
            audit.cases.to_string(),
            audit.good.to_string(),
            count(audit.adequate),
            count(audit.requires_improvement),
            audit.inadequate.to_string(),
            draft.details.source_url.clone(),
        ]
    };
    draft.case_audit.iter().map(row).collect()
}

/// The round as it will be known, at the place that it was given in its force's chain.
async fn placed(db: &mut PgConnection, draft: &RoundDraft, slug: &RoundSlug) -> Result<Round, StoreError> {
    let place = sqlx::query_scalar!(
        "select place from round where force_slug = $1 and slug = $2",
        draft.force.as_str(),
        slug.as_str()
    )
    .fetch_one(db)
    .await?;
    let details = &draft.details;
    Ok(Round {
        force: draft.force.clone(),
        slug: slug.clone(),
        kind: details.kind,
        fieldwork: details.fieldwork,
        published: details.published,
        scheme: Some(details.scheme),
        place: u32::try_from(place).map_err(|_| StoreError::inconsistent("round", place))?,
    })
}

/// A deadline as a source would write it: [`Deadline::from_source`] reads the same from it.
fn in_source_words(deadline: &Deadline) -> String {
    let date = deadline.date.map(PartialDate::iso);
    match (deadline.basis, date) {
        (Basis::Immediately, _) => "immediately".to_owned(),
        (Basis::WithinThreeMonths, _) => "within three months".to_owned(),
        (Basis::WithinSixMonths, _) => "within six months".to_owned(),
        (Basis::FixedDate, Some(date)) => date,
        (Basis::SetByForce, Some(date)) => format!("set by the force: {date}"),
        (Basis::SetByForce, None) => "set by the force".to_owned(),
        (Basis::None, _) => "none".to_owned(),
        (Basis::FixedDate, None) | (Basis::NotStated, _) => String::new(),
    }
}

/// Rows as a sheet of a file.
fn sheet_of(part: Part, columns: &[&str], rows: Vec<Vec<String>>) -> Result<Sheet, PublishError> {
    let mut file = csv::Writer::from_writer(Vec::new());
    let inconsistent = |error: &dyn std::fmt::Display| StoreError::inconsistent("round_draft", error);
    file.write_record(columns).map_err(|error| inconsistent(&error))?;
    for row in rows {
        file.write_record(&row).map_err(|error| inconsistent(&error))?;
    }
    let bytes = file.into_inner().map_err(|error| inconsistent(&error))?;
    let sheet = Sheet::read(&bytes, columns, &[]).map_err(|faults| problems(part, &faults))?;
    if sheet.faults().is_empty() { Ok(sheet) } else { Err(problems(part, sheet.faults())) }
}

/// Reads something of a part; its faults become problems.
fn within<T>(part: Part, read: impl FnOnce(&mut Vec<Fault>) -> T) -> Result<T, PublishError> {
    let mut faults = Vec::new();
    let value = read(&mut faults);
    if faults.is_empty() { Ok(value) } else { Err(problems(part, &faults)) }
}

fn problems(part: Part, faults: &[Fault]) -> PublishError {
    let words = |fault: &Fault| match &fault.value {
        Some(value) if !value.is_empty() => format!("“{value}”: {}", fault.problem),
        _ => fault.problem.clone(),
    };
    PublishError::Problems(faults.iter().map(|fault| Problem::new(part, words(fault))).collect())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::deadline::SetBy;

    #[test]
    fn a_deadline_reads_the_same_when_it_went_through_the_words_of_a_source() {
        for basis in Basis::ALL {
            for date in [None, Some("2027-05-01"), Some("2027-05"), Some("2027-Q2"), Some("2027")] {
                let dated = matches!(basis, Basis::FixedDate | Basis::SetByForce);
                if !dated && date.is_some() || *basis == Basis::FixedDate && date.is_none() {
                    continue;
                }
                let date = date.map(|text| text.parse().unwrap());
                let set_by = if *basis == Basis::SetByForce { SetBy::Force } else { SetBy::Inspectorate };
                let deadline = Deadline { basis: *basis, date, from: None, as_written: None, set_by };
                assert_eq!(Deadline::from_source(&in_source_words(&deadline)).unwrap(), deadline, "{basis}");
            }
        }
    }
}
