//! What a row holds, as the types of the record: rows are parsed like any other input.

use std::{fmt::Display, str::FromStr};

use chrono::{DateTime, Utc};

use super::error::StoreError;
use crate::{clock::london_day, finding::FindingSource, source_status::SourceStatus};

/// A word, slug or date of a table as its type.
pub(super) fn parsed<T>(table: &'static str, text: &str) -> Result<T, StoreError>
where
    T: FromStr<Err: Display>,
{
    text.parse().map_err(|error| StoreError::inconsistent(table, error))
}

/// The same for a column that may be empty.
pub(super) fn parsed_if_any<T>(table: &'static str, text: Option<&str>) -> Result<Option<T>, StoreError>
where
    T: FromStr<Err: Display>,
{
    text.map(|text| parsed(table, text)).transpose()
}

/// A count, which is never negative.
pub(super) fn counted<T>(table: &'static str, count: impl TryInto<T> + Copy + Display) -> Result<T, StoreError> {
    count.try_into().map_err(|_| StoreError::inconsistent(table, count))
}

/// The last status line of a source from the columns of `recommendation_version`; `None` where there is none.
pub(super) fn source_status(
    vocabulary: Option<&str>,
    word: Option<String>,
    happened: Option<&str>,
) -> Result<Option<SourceStatus>, StoreError> {
    const TABLE: &str = "recommendation_version";
    let (Some(vocabulary), Some(word)) = (vocabulary, word) else { return Ok(None) };
    Ok(Some(SourceStatus { vocabulary: parsed(TABLE, vocabulary)?, word, happened: parsed_if_any(TABLE, happened)? }))
}

/// Whose a finding is, from its row and the event that it was first told by.
pub(super) fn finding_source(source_url: Option<String>, recorded_at: Option<DateTime<Utc>>) -> Option<FindingSource> {
    match source_url {
        Some(url) => Some(FindingSource::Published(url)),
        None => recorded_at.map(london_day).map(FindingSource::Inspectorate),
    }
}
