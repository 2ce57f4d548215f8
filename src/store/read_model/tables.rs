//! The tables of the read model: rows in, rows out. One JSON parameter carries many rows in a single statement, and
//! PostgreSQL itself turns its members into columns.

use std::collections::{BTreeSet, HashMap};

use chrono::{DateTime, Utc};
use serde::de::DeserializeOwned;
use serde_json::Value;
use sqlx::PgConnection;

use super::{
    Recording,
    rows::{Row, Table},
    tstzrange,
};
use crate::{
    event::StreamKind,
    store::{error::StoreError, events::Stream},
};

mod of_force;
mod of_recommendation;
mod of_round;

/// A row as it stands in its table: its stream, its columns as JSON, its recorded time.
struct Stored {
    stream_id: String,
    row: Value,
    since: DateTime<Utc>,
    until: Option<DateTime<Utc>>,
}

impl Stored {
    fn parse<R: DeserializeOwned>(
        self,
        table: &'static str,
        wrap: fn(R) -> Row,
    ) -> Result<(String, Recording), StoreError> {
        let row = serde_json::from_value(self.row).map_err(|error| StoreError::inconsistent(table, error))?;
        Ok((self.stream_id, (wrap(row), self.since, self.until)))
    }
}

/// All rows of some streams with their recorded time; with `open_only` those that stand now.
pub async fn recordings(
    db: &mut PgConnection,
    kind: StreamKind,
    ids: &[String],
    open_only: bool,
) -> Result<Vec<(String, Recording)>, StoreError> {
    match kind {
        StreamKind::Force => of_force::recordings(db, ids, open_only).await,
        StreamKind::Round => of_round::recordings(db, ids, open_only).await,
        StreamKind::Recommendation => of_recommendation::recordings(db, ids, open_only).await,
    }
}

/// The rows of some streams that stand now.
pub async fn open_rows(
    db: &mut PgConnection,
    kind: StreamKind,
    ids: &[String],
) -> Result<HashMap<String, BTreeSet<Row>>, StoreError> {
    let mut open: HashMap<String, BTreeSet<Row>> = HashMap::new();
    for (stream, (row, ..)) in recordings(db, kind, ids, true).await? {
        open.entry(stream).or_default().insert(row);
    }
    Ok(open)
}

fn columns(row: &Row) -> Result<Value, StoreError> {
    serde_json::to_value(row).map_err(|error| StoreError::inconsistent("read model", error))
}

/// The columns of a row and, as PostgreSQL writes a range of moments, its recorded time.
fn recorded((row, since, until): &Recording) -> Result<Value, StoreError> {
    let mut columns = columns(row)?;
    columns["recorded"] = Value::String(tstzrange(*since, *until));
    Ok(columns)
}

fn by_table(
    rows: impl IntoIterator<Item = Result<(Table, Value), StoreError>>,
) -> Result<HashMap<Table, Value>, StoreError> {
    let mut tables: HashMap<Table, Vec<Value>> = HashMap::new();
    for row in rows {
        let (table, columns) = row?;
        tables.entry(table).or_default().push(columns);
    }
    Ok(tables.into_iter().map(|(table, rows)| (table, Value::Array(rows))).collect())
}

/// Ends the recorded time of rows that no longer hold.
pub async fn close(db: &mut PgConnection, rows: &[Row], at: DateTime<Utc>) -> Result<(), StoreError> {
    for (table, rows) in by_table(rows.iter().map(|row| Ok((row.table(), columns(row)?))))? {
        match table {
            Table::Force | Table::Monitoring | Table::Duty => of_force::close(&mut *db, table, rows, at).await?,
            Table::Round | Table::Grade | Table::CaseAudit | Table::GoodPractice => {
                of_round::close(&mut *db, table, rows, at).await?;
            }
            Table::Recommendation => of_recommendation::close(&mut *db, rows, at).await?,
            Table::Finding => of_recommendation::close_findings(&mut *db, rows, at).await?,
        }
    }
    Ok(())
}

/// Adds rows with their recorded time.
pub async fn insert(db: &mut PgConnection, rows: &[Recording]) -> Result<(), StoreError> {
    for (table, rows) in by_table(rows.iter().map(|row| Ok((row.0.table(), recorded(row)?))))? {
        match table {
            Table::Force | Table::Monitoring | Table::Duty => of_force::insert(&mut *db, table, rows).await?,
            Table::Round | Table::Grade | Table::CaseAudit | Table::GoodPractice => {
                of_round::insert(&mut *db, table, rows).await?;
            }
            Table::Recommendation => of_recommendation::insert(&mut *db, rows).await?,
            Table::Finding => of_recommendation::insert_findings(&mut *db, rows).await?,
        }
    }
    Ok(())
}

/// Takes away all rows of one stream, whatever their recorded time: the right of the schema's owner alone.
pub async fn delete(db: &mut PgConnection, stream: &Stream) -> Result<(), StoreError> {
    match stream.kind {
        StreamKind::Force => of_force::delete(db, &stream.id).await,
        StreamKind::Round => of_round::delete(db, &stream.id).await,
        StreamKind::Recommendation => of_recommendation::delete(db, &stream.id).await,
    }
}
