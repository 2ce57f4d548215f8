//! Case audits as a table for the page and as rows for a file: a line for each audit.

use followup::{
    case_audit::CaseGrade,
    progress::case_audits::{CaseAudits, Row},
    share::Share,
};

use super::words::share_and_count;
use crate::{
    charts::{Cell, Heading, Line, Records, Standing, Table, coverage, round_page::href},
    components::grouped,
};

/// The table of a figure. An audit counts case files, which are no rows of the register: its round has a link, where the
/// same counts stand with their source. `keep` are the parameters every address keeps, each begun with `&`.
pub fn table(figure: &CaseAudits, keep: &str) -> Table {
    let of_several = figure.coverage.is_some();
    let mut header = vec![Heading::words(if of_several { "Force" } else { "Audit" }), Heading::words("Round")];
    header.extend(CaseGrade::ALL.iter().map(|grade| Heading::figures(grade.label())));
    header.extend([Heading::figures("Graded"), Heading::figures("Total in the source"), Heading::words("Adds up")]);
    let lines = figure.rows.iter().enumerate().map(|(place, row)| Line {
        name: if of_several { row.force_name.clone() } else { format!("Audit {}", place + 1) },
        standing: Standing::Own,
        cells: cells(row, keep),
    });
    Table { header, lines: lines.collect() }
}

fn cells(row: &Row, keep: &str) -> Vec<Cell> {
    let plain = |text: String| Cell { text, href: None };
    let round = Cell { text: row.round_title.clone(), href: Some(href(&row.force, &row.round, keep)) };
    let grades = CaseGrade::ALL.iter().map(|grade| plain(share_and_count(row, *grade)));
    let adds_up = if row.audit.discrepancy().is_none() { "Yes" } else { "No" };
    let whole = [
        plain(grouped(u64::from(row.audit.graded()))),
        plain(grouped(u64::from(row.audit.cases))),
        plain(adds_up.to_owned()),
    ];
    std::iter::once(round).chain(grades).chain(whole).collect()
}

/// The rows of a file: one for each audit.
pub fn records(figure: &CaseAudits) -> Records {
    let slugs: Vec<_> = CaseGrade::ALL.iter().map(|grade| grade.slug().replace('-', "_")).collect();
    let mut header: Vec<String> = ["scope", "force", "round"].map(str::to_owned).to_vec();
    header.extend(slugs.iter().cloned());
    header.extend(["graded", "total_in_the_source", "difference"].map(str::to_owned));
    header.extend(slugs.iter().map(|slug| format!("{slug}_percent")));
    header.extend(coverage::COLUMNS.map(str::to_owned));
    let rows = figure.rows.iter().map(|row| {
        let mut cells = vec![figure.scope.clone(), row.force_name.clone(), row.round_title.clone()];
        let count = |grade: &CaseGrade| row.audit.with(*grade).map(|count| count.to_string()).unwrap_or_default();
        cells.extend(CaseGrade::ALL.iter().map(count));
        cells.push(row.audit.graded().to_string());
        cells.push(row.audit.cases.to_string());
        cells.push(row.audit.discrepancy().unwrap_or(0).to_string());
        cells.extend(CaseGrade::ALL.iter().map(|grade| row.share(*grade).map(Share::in_file).unwrap_or_default()));
        cells.extend(coverage::in_file(figure.coverage));
        cells
    });
    Records { header, rows: rows.collect() }
}
