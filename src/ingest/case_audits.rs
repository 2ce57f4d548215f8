//! `import case-audits`: case files by grade. A total that does not add up is kept as published, with a warning.

use std::collections::BTreeMap;

use super::{
    known::{KnownRounds, KnownStreams},
    of_round,
    plan::{Plan, Wanted, want_all},
    sheet::{Fault, Line, Sheet},
};
use crate::{case_audit::CaseAudit, fact::Fact};

/// The columns a file must have.
pub const COLUMNS: &[&str] =
    &["force_slug", "round", "cases", "good", "adequate", "requires_improvement", "inadequate", "source_url"];

/// The largest count of cases one audit can have and still be no slip of the pen.
const MOST_CASES: u32 = 100_000;

fn count(line: Line<'_>, column: &str, faults: &mut Vec<Fault>) -> Option<Option<u32>> {
    let result =
        match line.text(column) {
            "" => return Some(None),
            text => text.parse::<u32>().ok().filter(|count| *count <= MOST_CASES).ok_or_else(|| {
                format!("write a whole number from 0 to {MOST_CASES}, or leave it blank if not published")
            }),
        };
    line.keep(column, result.map(Some), faults)
}

fn stated(line: Line<'_>, column: &str, faults: &mut Vec<Fault>) -> Option<u32> {
    let count = count(line, column, faults)?;
    if count.is_none() {
        faults.push(line.fault(column, "this must not be blank"));
    }
    count
}

/// What the rows state, and a warning for each total that does not add up.
pub fn parse(sheet: &Sheet, rounds: &KnownRounds, warnings: &mut Vec<String>, faults: &mut Vec<Fault>) -> Vec<Wanted> {
    let mut rows: Vec<(u64, Wanted)> = Vec::new();
    for line in sheet.lines() {
        let round = of_round::round(line, rounds, faults);
        let cases = stated(line, "cases", faults);
        let good = stated(line, "good", faults);
        let adequate = count(line, "adequate", faults);
        let requires_improvement = count(line, "requires_improvement", faults);
        let inadequate = stated(line, "inadequate", faults);
        let source_url = line.source_url(faults);
        let (
            Some(round),
            Some(cases),
            Some(good),
            Some(adequate),
            Some(requires_improvement),
            Some(inadequate),
            Some(source_url),
        ) = (round, cases, good, adequate, requires_improvement, inadequate, source_url)
        else {
            continue;
        };
        let audit = CaseAudit { cases, good, adequate, requires_improvement, inadequate };
        if audit.discrepancy().is_some() {
            warnings.push(format!(
                "line {}: the grades add up to {}, the source says {cases} cases; kept as published and shown so",
                line.number,
                audit.graded()
            ));
        }
        let wanted = of_round::wanted(round, Fact::CaseAuditRecorded { audit, source_url }, BTreeMap::new());
        match rows.iter().find(|(_, row)| row.stream == wanted.stream) {
            Some((first, row)) if row.fact != wanted.fact => {
                faults.push(line.fault("round", format!("line {first} gives other counts for this round")));
            }
            Some(_) => {}
            None => rows.push((line.number, wanted)),
        }
    }
    rows.into_iter().map(|(_, wanted)| wanted).collect()
}

/// The plan of a file.
pub fn plan(mut plan: Plan, known: &KnownStreams, wanted: Vec<Wanted>) -> Plan {
    want_all(&mut plan, known, wanted, |_, on_record| matches!(on_record.fact, Fact::CaseAuditRecorded { .. }));
    plan
}
