//! Finds what is likely personal data in a free text, so that a form can ask before it saves.
//!
//! A warning, never a gate: the person answers it. It is therefore meant to be quiet on ordinary police prose (ranks, forces,
//! organisations, code names of operations) rather than to find everything.

use std::ops::Range;

use crate::vocabulary::vocabulary;

mod addresses;
mod births;
mod chunks;
mod contact;
mod dates;
mod given_names;
mod identity_numbers;
mod known_words;
mod names;
mod references;
mod single_names;
mod surroundings;
mod words;

#[cfg(test)]
mod tests;

vocabulary! {
    /// What a marked passage is likely to be.
    Kind, "kind of personal data" {
        /// Of a child or of anyone else: posts own actions, not people.
        Name = "name" => "name",
        /// With a word that says so, or with an age; a bare date is none.
        DateOfBirth = "date-of-birth" => "date of birth",
        /// The number of a crime, an incident or an occurrence.
        CrimeNumber = "crime-number" => "crime or incident number",
        /// The number of a custody record.
        CustodyNumber = "custody-number" => "custody number",
        /// A telephone number that may be a person's: freephone and other public numbers are none.
        Telephone = "telephone" => "telephone number",
        /// An email address.
        Email = "email" => "email address",
        /// A house and its street, a flat, or a postcode.
        Address = "address" => "address or postcode",
        /// A National Insurance number.
        NationalInsurance = "national-insurance" => "National Insurance number",
        /// An NHS number.
        Nhs = "nhs" => "NHS number",
    }
}

/// A passage that is likely personal data.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Mark {
    /// Where it stands in the text, in bytes, on the boundaries of characters.
    pub range: Range<usize>,
    /// What it is likely to be.
    pub kind: Kind,
}

/// What is likely personal data in a text: in the order of the text, nothing twice, nothing overlapping.
///
/// Source of the rule: a child's name and case details never belong in this record (rule 6 of the domain). The forms of numbers
/// are documented where each is looked for. Nothing is looked up, kept or sent anywhere.
pub fn likely_personal(text: &str) -> Vec<Mark> {
    let chunks = chunks::chunks(text);
    let words = words::words(text);
    // What has the stricter form comes first: it decides what two overlapping passages are together.
    let found = [
        (Kind::Email, contact::email_addresses(text)),
        (Kind::NationalInsurance, identity_numbers::national_insurance(text)),
        (Kind::Nhs, identity_numbers::nhs(&chunks)),
        (Kind::Telephone, contact::telephone_numbers(text)),
        (Kind::DateOfBirth, births::dates_of_birth(&chunks)),
        (Kind::CustodyNumber, references::custody_numbers(&chunks)),
        (Kind::CrimeNumber, references::crime_numbers(&chunks)),
        (Kind::Address, addresses::addresses(&chunks)),
        (Kind::Name, names::names(&words)),
        (Kind::Name, single_names::single_names(&words)),
    ];
    let marks = found
        .into_iter()
        .enumerate()
        .flat_map(|(rank, (kind, ranges))| ranges.into_iter().map(move |range| (rank, Mark { range, kind })));
    joined(marks.collect())
}

/// Overlapping passages made one, of the kind that was looked for first.
fn joined(mut marks: Vec<(usize, Mark)>) -> Vec<Mark> {
    marks.sort_by_key(|(rank, mark)| (mark.range.start, *rank));
    let mut joined: Vec<(usize, Mark)> = Vec::new();
    for (rank, mark) in marks {
        match joined.last_mut() {
            Some((known, last)) if mark.range.start < last.range.end => {
                last.range.end = last.range.end.max(mark.range.end);
                if rank < *known {
                    (*known, last.kind) = (rank, mark.kind);
                }
            }
            _ => joined.push((rank, mark)),
        }
    }
    joined.into_iter().map(|(_, mark)| mark).collect()
}
