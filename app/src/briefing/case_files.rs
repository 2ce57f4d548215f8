//! Case files: in how many forces more were inadequate than good, and the forces with the largest share inadequate.

use followup::{
    case_audit::CaseGrade,
    counting::case_files::{AuditedForce, CaseFileForces},
    progress::measure::Measure,
    round::happened,
};

use super::{Bar, Cell, Heading, Row, Section, Table, Whole};
use crate::{
    charts::{in_a_sentence as small, listed},
    components::grouped,
    main_points::Scope,
    phrase::Phrase,
};

/// How many forces are named.
const MOST: usize = 8;

/// The section of several forces.
pub fn of_forces(counts: CaseFileForces, audits: &[AuditedForce], scope: &Scope) -> Section {
    if audits.is_empty() {
        return none();
    }
    let heading =
        format!("More case files inadequate than good in {} of {} forces", counts.more_inadequate, counts.audited);
    let rows = audits.iter().take(MOST).map(|audited| {
        let audit = &audited.audit;
        let files = u64::from(audit.graded());
        let name = format!("{}, {}", audited.force.short_name, year(audited));
        let href = scope.at.href(&format!("/forces/{}", audited.force.slug));
        let inadequate = u64::from(audit.inadequate);
        let cells = [inadequate, u64::from(audit.good), u64::from(audit.cases)];
        let bar = Bar { part: inadequate, whole: files, is_of_concern: true };
        Row {
            name: Cell::link(name, href),
            cells: cells.map(|count| Cell::plain(grouped(count))).into(),
            bar: Some(bar),
        }
    });
    let table = Table {
        caption: "Latest audit of each force, the largest share inadequate first".to_owned(),
        header: vec![
            Heading::words("Force, year"),
            Heading::words("Inadequate"),
            Heading::numbers("Good"),
            Heading::numbers("Files"),
        ],
        rows: rows.collect(),
        is_of_wordings: false,
    };
    let count = audits.len() as u64;
    let words = format!("all {} audited forces", grouped(count));
    let whole = Some(Whole { count, words, href: scope.measure(Measure::CaseAudits) });
    Section { id: "case-files", heading, lines: Vec::new(), table: Some(table), after: Vec::new(), whole }
}

/// The section of one force.
pub fn of_force(audits: &[AuditedForce]) -> Section {
    match audits.first() {
        Some(audited) => Section::of_lines("case-files", "Case files", vec![in_a_sentence(audited)]),
        None => none(),
    }
}

fn none() -> Section {
    let words = "We know of no count of case files.";
    Section::of_lines("case-files", "Case files", vec![vec![Phrase::plain(words)]])
}

/// `Case files graded in 2016: 61 inadequate, 64 requires improvement and 10 good, of 135.`
pub fn in_a_sentence(audited: &AuditedForce) -> Vec<Phrase> {
    let grades = CaseGrade::ALL.iter().rev().filter_map(|grade| {
        let count = audited.audit.with(*grade)?;
        (count > 0).then(|| format!("{} {}", grouped(u64::from(count)), small(grade.label())))
    });
    let grades: Vec<_> = grades.collect();
    let cases = grouped(u64::from(audited.audit.cases));
    vec![Phrase::plain(format!("Case files graded in {}: {}, of {cases}.", year(audited), listed(&grades)))]
}

fn year(audited: &AuditedForce) -> String {
    let date = happened(audited.round.published, audited.round.fieldwork);
    date.map_or_else(|| "an undated report".to_owned(), |date| date.last().format("%Y").to_string())
}
