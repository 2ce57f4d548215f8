//! An item at both ends as its columns are read, parsed like any other input.

use chrono::NaiveDate;

use super::super::{
    StoreError,
    parsing::{parsed, parsed_if_any},
};
use crate::progress::change::{End, Item};

const TABLE: &str = "recommendation_version";

/// The columns, enums as text.
pub(super) struct Row {
    pub(super) reference: String,
    pub(super) force_slug: String,
    pub(super) topic: String,
    pub(super) record_type: String,
    pub(super) original_due_on: Option<NaiveDate>,
    pub(super) status_before: Option<String>,
    pub(super) due_before: Option<NaiveDate>,
    pub(super) deadline_before: Option<String>,
    pub(super) status_after: Option<String>,
    pub(super) due_after: Option<NaiveDate>,
    pub(super) deadline_after: Option<String>,
    pub(super) fell_due: bool,
    pub(super) closed_on: Option<NaiveDate>,
    pub(super) reopened_on: Option<NaiveDate>,
    pub(super) said_done_on: Option<NaiveDate>,
}

impl TryFrom<Row> for Item {
    type Error = StoreError;

    fn try_from(row: Row) -> Result<Self, StoreError> {
        Ok(Self {
            reference: parsed(TABLE, &row.reference)?,
            force: parsed(TABLE, &row.force_slug)?,
            topic: parsed(TABLE, &row.topic)?,
            record_type: parsed(TABLE, &row.record_type)?,
            original_due: row.original_due_on,
            before: end(row.status_before.as_deref(), row.due_before, row.deadline_before.as_deref())?,
            after: end(row.status_after.as_deref(), row.due_after, row.deadline_after.as_deref())?,
            fell_due: row.fell_due,
            closed_on: row.closed_on,
            reopened_on: row.reopened_on,
            said_done_on: row.said_done_on,
            found: Vec::new(),
        })
    }
}

fn end(status: Option<&str>, due: Option<NaiveDate>, deadline: Option<&str>) -> Result<Option<End>, StoreError> {
    let status = parsed_if_any(TABLE, status)?;
    let deadline = parsed_if_any(TABLE, deadline)?;
    Ok(status.zip(deadline).map(|(status, deadline)| End { status, due, deadline }))
}
