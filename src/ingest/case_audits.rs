//! `import case-audits`: case files by grade. A total that does not add up is kept as published, with a warning.

use std::collections::BTreeMap;

use super::{
    distinct::{Distinct, Row},
    known::{KnownRounds, KnownStreams},
    of_round,
    plan::{OnRecord, Plan, Wanted, note_gone, want_all},
    sheet::{Fault, Line, Sheet},
};
use crate::{case_audit::CaseAudit, fact::Fact};

/// The columns a file must have.
pub const COLUMNS: &[&str] =
    &["force_slug", "round", "cases", "good", "adequate", "requires_improvement", "inadequate", "source_url"];

/// The largest count of cases one audit can have and still be no slip of the pen.
const MOST_CASES: u32 = 100_000;

fn count(line: Line<'_>, column: &str, faults: &mut Vec<Fault>) -> Option<Option<u32>> {
    let code = line.code(column);
    if code.is_empty() {
        return Some(None);
    }
    let count = code.parse::<u32>().ok().filter(|count| *count <= MOST_CASES);
    let problem = || format!("write a whole number from 0 to {MOST_CASES}, or leave it blank if not published");
    line.keep(column, count.ok_or_else(problem).map(Some), faults)
}

fn stated(line: Line<'_>, column: &str, faults: &mut Vec<Fault>) -> Option<u32> {
    let count = count(line, column, faults)?;
    if count.is_none() {
        faults.push(line.fault(column, "this must not be blank"));
    }
    count
}

fn parse_line(
    line: Line<'_>,
    rounds: &KnownRounds,
    warnings: &mut Vec<String>,
    faults: &mut Vec<Fault>,
) -> Option<Wanted> {
    let round = of_round::round(line, rounds, faults);
    let cases = stated(line, "cases", faults);
    let good = stated(line, "good", faults);
    let adequate = count(line, "adequate", faults);
    let requires_improvement = count(line, "requires_improvement", faults);
    let inadequate = stated(line, "inadequate", faults);
    let source_url = line.source_url(faults);
    let (cases, good, adequate) = (cases?, good?, adequate?);
    let (requires_improvement, inadequate) = (requires_improvement?, inadequate?);
    let audit = CaseAudit { cases, good, adequate, requires_improvement, inadequate };
    if audit.discrepancy().is_some() {
        warnings.push(format!(
            "line {}: the grades add up to {}, the source says {cases} cases; kept as published and shown so",
            line.number,
            audit.graded()
        ));
    }
    let fact = Fact::CaseAuditRecorded { audit, source_url: source_url? };
    Some(of_round::wanted(round?, fact, BTreeMap::new()))
}

/// What the rows state, and a warning for each total that does not add up.
pub fn parse(
    sheet: &Sheet,
    rounds: &KnownRounds,
    warnings: &mut Vec<String>,
    faults: &mut Vec<Fault>,
) -> Distinct<Wanted> {
    let rows = sheet.parse(faults, |line, faults| parse_line(line, rounds, warnings, faults));
    let problem = |first| format!("line {first} gives other counts for this round");
    Distinct::new(rows, |wanted| wanted.stream.clone(), "round", problem, faults)
}

fn is_audit(on_record: &OnRecord) -> bool {
    matches!(on_record.fact, Fact::CaseAuditRecorded { .. })
}

/// The plan of a file. `known` has all rounds of the forces that it speaks of.
pub fn plan(mut plan: Plan, known: &KnownStreams, rows: Vec<Row<Wanted>>) -> Plan {
    let same = |_: &Wanted, on_record: &OnRecord| is_audit(on_record);
    note_gone(&mut plan, known, &rows, is_audit, same, |stream, _| stream.id.clone());
    want_all(&mut plan, known, rows, same);
    plan
}
