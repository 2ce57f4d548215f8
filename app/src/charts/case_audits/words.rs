//! What case audits say in words: headline, subtitle and notes.

use followup::{case_audit::CaseGrade, progress::case_audits::CaseAudits};

use crate::components::grouped;

/// What the figures show: of one force its latest audit, of several in how many forces more case files were inadequate than good.
pub fn headline(figure: &CaseAudits) -> String {
    let scope = &figure.scope;
    let forces = grouped(figure.rows.len() as u64);
    match (figure.coverage.is_some(), figure.rows.last()) {
        (_, None) => format!("{scope}: we know of no case audit"),
        (true, Some(_)) if figure.rows.len() == 1 => {
            let more = if figure.more_inadequate_than_good() == 1 { "more" } else { "no more" };
            format!("{scope}: {more} case files inadequate than good in the 1 force audited")
        }
        (true, Some(_)) => {
            let more = grouped(figure.more_inadequate_than_good() as u64);
            format!("{scope}: more case files inadequate than good in {more} of {forces} forces audited")
        }
        (false, Some(row)) => {
            let (inadequate, graded) = (u64::from(row.audit.inadequate), u64::from(row.audit.graded()));
            let files = if graded == 1 { "file" } else { "files" };
            let (inadequate, graded) = (grouped(inadequate), grouped(graded));
            format!("{scope}: {inadequate} of {graded} case {files} inadequate ({})", row.round_title)
        }
    }
}

/// Measure, area, which audits, and what was asked that no audit can tell.
pub fn subtitle(figure: &CaseAudits) -> String {
    let which = match (figure.coverage, figure.rows.as_slice()) {
        (_, []) => "no audit known".to_owned(),
        (Some(_), _) => "latest audit of each force, the largest share inadequate first".to_owned(),
        (None, [only]) => only.round_title.clone(),
        (None, [first, .., last]) => format!("from {} to {}", first.round_title, last.round_title),
    };
    let kind = figure.selection.round_kind.map(|kind| format!("; only rounds of the kind ‘{kind}’"));
    let topic = figure.selection.topic.map(|_| "; audits are not published by topic".to_owned());
    let more: String = [kind, topic].into_iter().flatten().collect();
    format!("Case files by grade, {}: {which}{more}", figure.scope)
}

/// All files together, and whose source does not add up.
pub fn notes(figure: &CaseAudits) -> Vec<String> {
    if figure.rows.is_empty() {
        return vec![format!("We know of no case audit of {}.", figure.scope)];
    }
    let together = (figure.coverage.is_some() && figure.rows.len() > 1).then(|| {
        let count = |grade| grouped(figure.with(grade));
        format!(
            "Of {} case files together {} were good and {} inadequate.",
            grouped(figure.graded()),
            count(CaseGrade::Good),
            count(CaseGrade::Inadequate)
        )
    });
    let odd = figure.rows.iter().filter(|row| row.audit.discrepancy().is_some()).map(|row| {
        let name = if figure.coverage.is_some() { &row.force_name } else { &row.round_title };
        format!(
            "{name}: the source says {} case files and grades {}.",
            grouped(u64::from(row.audit.cases)),
            grouped(u64::from(row.audit.graded()))
        )
    });
    together.into_iter().chain(odd).collect()
}
