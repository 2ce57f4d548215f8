//! What case audits say in words: headline, subtitle, and every figure in sentences.

use followup::{
    case_audit::CaseGrade,
    progress::case_audits::{CaseAudits, Row},
};

use crate::{
    charts::{coverage, in_a_sentence},
    components::grouped,
};

/// What the figures show: of one force its latest audit, of several all of their latest together.
pub fn headline(figure: &CaseAudits) -> String {
    let scope = &figure.scope;
    match (figure.coverage.is_some(), figure.rows.last()) {
        (_, None) => format!("{scope}: our sources hold no case audit"),
        (true, Some(_)) => format!(
            "{scope}: {} graded good in the latest audits of {}",
            of_files(figure.with(CaseGrade::Good), figure.graded()),
            forces(figure.rows.len())
        ),
        (false, Some(row)) => format!(
            "{scope}: {} graded good ({})",
            of_files(u64::from(row.audit.good), u64::from(row.audit.graded())),
            row.round_title
        ),
    }
}

fn forces(count: usize) -> String {
    if count == 1 { "1 force".to_owned() } else { format!("{count} forces") }
}

fn of_files(good: u64, graded: u64) -> String {
    format!("{} of {} case {}", grouped(good), grouped(graded), if graded == 1 { "file" } else { "files" })
}

/// Measure, area, which audits, and what was asked that no audit can tell.
pub fn subtitle(figure: &CaseAudits) -> String {
    let which = match (figure.coverage, figure.rows.as_slice()) {
        (_, []) => "no audit in our sources".to_owned(),
        (Some(_), _) => "latest audit of each force, by name; one of each cannot show change".to_owned(),
        (None, [only]) => format!("{}; one audit cannot show change", only.round_title),
        (None, [first, .., last]) => format!("from {} to {}", first.round_title, last.round_title),
    };
    let kind = figure.selection.round_kind.map(|kind| format!("; only rounds of the kind ‘{kind}’"));
    let topic = figure.selection.topic.map(|_| "; audits are not published by topic".to_owned());
    let of = figure.coverage.map(|coverage| format!("; {}", coverage::in_words(coverage)));
    let more: String = [kind, topic, of].into_iter().flatten().collect();
    format!("Case files by grade, {}: {which}{more}", figure.scope)
}

/// Every figure of the chart, in sentences.
pub fn text_alternative(figure: &CaseAudits) -> String {
    let mut sentences: Vec<String> = figure.rows.iter().map(|row| audit_in_words(figure, row)).collect();
    match (figure.coverage, figure.rows.len()) {
        (_, 0) => sentences.push(format!("Our sources hold no case audit for {}.", figure.scope)),
        (None, 1) => sentences.push("One audit cannot show change.".to_owned()),
        (Some(_), _) => sentences.push("The latest audit of each force alone cannot show change.".to_owned()),
        _ => {}
    }
    sentences.extend(figure.coverage.map(|coverage| format!("O{}.", &coverage::in_words(coverage)[1..])));
    sentences.push("Shares are of the graded case files, rounded to whole per cent.".to_owned());
    sentences.join(" ")
}

fn audit_in_words(figure: &CaseAudits, row: &Row) -> String {
    let grades: Vec<_> = CaseGrade::ALL
        .iter()
        .map(|grade| format!("{} {}", in_a_sentence(grade.label()), share_and_count(row, *grade)))
        .collect();
    format!("{}: {}; {}.", named(figure, row).join(", "), grades.join(", "), beside(row))
}

/// What names an audit: the round, and before it the force where there are several.
pub fn named(figure: &CaseAudits, row: &Row) -> Vec<String> {
    let force = figure.coverage.is_some().then(|| row.force_name.clone());
    force.into_iter().chain([row.round_title.clone()]).collect()
}

/// What an audit's shares stand on, and by how much the source does not add up.
pub fn beside(row: &Row) -> String {
    let graded = u64::from(row.audit.graded());
    let files = if graded == 1 { "file" } else { "files" };
    match row.audit.discrepancy() {
        None => format!("{} graded case {files}", grouped(graded)),
        Some(_) => format!(
            "{} graded case {files}, but the source says {}: it does not add up",
            grouped(graded),
            grouped(u64::from(row.audit.cases))
        ),
    }
}

/// A share with its count, as printed everywhere: `31% (23)`; in words where the round did not use the grade.
pub fn share_and_count(row: &Row, grade: CaseGrade) -> String {
    let Some(count) = row.audit.with(grade) else { return "not used".to_owned() };
    let count = grouped(u64::from(count));
    row.share(grade).map_or_else(|| count.clone(), |share| format!("{share} ({count})"))
}
