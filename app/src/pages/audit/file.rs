//! The audit as a file: every entry that the filter picks, in columns that spreadsheets read.

use chrono::SecondsFormat;
use followup::view::audit::AuditEntry;

use crate::{
    audit_in_words::{change, what},
    file_marks::for_file_name,
    request::Access,
    spreadsheet,
};

const COLUMNS: [&str; 14] = [
    "at",
    "kind",
    "what",
    "person_name",
    "person_email",
    "role",
    "subject",
    "account_email",
    "changes",
    "attempts",
    "last_at",
    "address",
    "request_id",
    "marking",
];

/// What the file is called: `audit-OFFICIAL-SENSITIVE.csv`.
#[must_use]
pub fn name(access: &Access) -> String {
    let marking = access.marking().map(|marking| format!("-{}", for_file_name(marking)));
    format!("audit{}.csv", marking.unwrap_or_default())
}

/// Its first line.
pub fn header() -> Result<Vec<u8>, csv::Error> {
    spreadsheet::lines([COLUMNS.map(str::to_owned)])
}

/// The lines of some entries.
pub fn lines(entries: &[AuditEntry], access: &Access) -> Result<Vec<u8>, csv::Error> {
    let marking = access.marking().unwrap_or_default();
    spreadsheet::lines(entries.iter().map(|entry| line(entry, marking)))
}

fn line(entry: &AuditEntry, marking: &str) -> [String; COLUMNS.len()] {
    let moment = |at: chrono::DateTime<chrono::Utc>| at.to_rfc3339_opts(SecondsFormat::AutoSi, true);
    let (person_name, person_email) =
        entry.person.as_ref().map(|person| (person.name.clone(), person.email.clone())).unwrap_or_default();
    [
        moment(entry.at),
        entry.kind.slug().to_owned(),
        what(entry),
        person_name,
        person_email,
        entry.role.map(|role| role.slug().to_owned()).unwrap_or_default(),
        entry.subject.clone().unwrap_or_default(),
        entry.account.as_ref().map(|account| account.email.clone()).unwrap_or_default(),
        entry.changes.iter().map(change).collect::<Vec<_>>().join("; "),
        entry.attempts.map(|attempts| attempts.count.to_string()).unwrap_or_default(),
        entry.attempts.map(|attempts| moment(attempts.last_at)).unwrap_or_default(),
        entry.address.clone().unwrap_or_default(),
        entry.request_id.clone().unwrap_or_default(),
        marking.to_owned(),
    ]
}
