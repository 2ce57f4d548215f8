//! The notes of a workbook: what is to be known to read its tables right.

use super::{Missing, Workbook};

/// What stands of these tables, then of every workbook.
pub(super) fn of(workbook: &Workbook) -> Vec<String> {
    let mut notes = workbook.notes.clone();
    notes.extend([
        format!(
            "{} means not available: our sources do not hold it, or it cannot be worked out from what they hold for that row.",
            Missing::NotAvailable.shorthand()
        ),
        format!("{} means not applicable: there is nothing it could be of.", Missing::NotApplicable.shorthand()),
        "No cell of a table is blank, and nothing is told by colour alone.".to_owned(),
        "A date that is known to the day is a date. One that is known to the month, the quarter or the year only is text, as \
         it is known: 2019-09, 2019-Q3, 2019."
            .to_owned(),
        if workbook.counted_together {
            "Recommendations and areas of concern are not the same. They are counted together where a row says together, \
             because that was asked for."
        } else {
            "Recommendations and areas of concern are counted apart, because they are not the same."
        }
        .to_owned(),
        "Where nobody has recorded a status an item is neither open nor overdue, whatever a source last published of it.".to_owned(),
        "A share is in whole per cent. <1 means that there are some, but less than one in a hundred; >99 that nearly all are."
            .to_owned(),
        "The wording of recommendations and findings is ours, shortened from the source; the references are ours too."
            .to_owned(),
    ]);
    if workbook.tables.iter().any(|table| table.columns.iter().any(|column| column.in_csv.as_deref() == Some("as_at")))
    {
        notes.push(
            "The columns As at and Known at say at which point of the record a row stands, so that it keeps it wherever it is \
             copied to. As at goes by the date things happened. Known at leaves out what this service has recorded since. \
             Where both are [z], it is the day on which the workbook was made."
                .to_owned(),
        );
    }
    if let Some(marking) = &workbook.imprint.marking {
        notes.push(format!(
            "Not everything here is public. It is marked {marking}: on the cover, on each sheet, in the file’s name and on \
             each printed page."
        ));
    }
    notes
}

/// What was picked, in a sentence for the cover; `none` says what there is where nothing was.
#[must_use]
pub fn chosen<Name: AsRef<str>, Value: AsRef<str>>(parameters: &[(Name, Value)], none: &str) -> String {
    // In which order they stand is seen in the rows.
    let picked = parameters.iter().filter(|(name, _)| !["sort", "order"].contains(&name.as_ref()));
    let picked = picked.map(|(name, value)| {
        let name = match name.as_ref() {
            "q" => "words searched for".to_owned(),
            name => name.replace('_', " "),
        };
        format!("{name} {}", value.as_ref())
    });
    let picked: Vec<_> = picked.collect();
    if picked.is_empty() { none.to_owned() } else { format!("Rows were chosen by: {}.", picked.join("; ")) }
}
