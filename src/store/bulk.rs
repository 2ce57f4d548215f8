//! Filling an empty register by COPY, as the owner of the schema: what a single row pays for one by one (triggers, foreign
//! keys, indexes) is set aside and put back in the same transaction.

use std::collections::BTreeMap;

use chrono::{DateTime, Utc};
use serde::Serialize;
use sha2::{Digest as _, Sha256};
use sqlx::PgConnection;
use uuid::Uuid;

use super::{
    canonical::moment,
    error::StoreError,
    events::{Recorded, Text, actor_columns, bytea},
    read_model::{
        Recording, Row, Table,
        rows::{
            CaseAuditRow, DutyRow, FindingRow, ForceRow, GoodPracticeRow, GradeRow, MonitoringRow, RecommendationRow,
            RoundRow,
        },
        tstzrange,
    },
};
use crate::{force::ForceSlug, identity::Audience};

/// The tables that grow with history.
const LARGE: &[&str] = &[
    "event",
    "event_text",
    "restricted_text",
    "force_version",
    "monitoring_version",
    "duty_version",
    "round_version",
    "grade_version",
    "case_audit_version",
    "good_practice_version",
    "recommendation_version",
    "finding_version",
];

/// How much is handed to the database at once.
const PIECE: usize = 1 << 20;

const EVENT_COLUMNS: &str = "seq, stream_kind, stream_id, version, kind, happened, recorded_at, actor_kind, actor_person, \
    actor_role, actor_import, audience, corrects, facts, texts, prev_hash, hash";

/// The columns of [`EVENT_COLUMNS`], in that order.
#[derive(Serialize)]
struct EventColumns<'a> {
    seq: i64,
    stream_kind: &'static str,
    stream_id: &'a str,
    version: i32,
    kind: &'static str,
    happened: Option<String>,
    recorded_at: String,
    actor_kind: &'static str,
    actor_person: Option<Uuid>,
    actor_role: Option<&'static str>,
    actor_import: Option<Uuid>,
    audience: &'static str,
    corrects: Option<i64>,
    facts: String,
    texts: String,
    prev_hash: Option<String>,
    hash: String,
}

/// Rows on their way into the tables, as CSV.
#[derive(Default)]
pub struct Rows {
    // The order in which they can be written, were the foreign keys in place.
    forces: Csv,
    rounds: Csv,
    recommendations: Csv,
    import_batches: Csv,
    events: Csv,
    texts: Csv,
    restricted_texts: Csv,
    versions: BTreeMap<Table, Csv>,
}

struct Csv {
    writer: csv::Writer<Vec<u8>>,
    count: u64,
}

impl Default for Csv {
    fn default() -> Self {
        Self { writer: csv::WriterBuilder::new().has_headers(false).from_writer(Vec::new()), count: 0 }
    }
}

impl Csv {
    fn add(&mut self, row: impl Serialize) -> Result<(), StoreError> {
        self.count += 1;
        self.writer.serialize(row).map_err(|error| StoreError::inconsistent("a row to copy", error))
    }

    async fn copy(self, db: &mut PgConnection, table: &str, columns: &str) -> Result<u64, StoreError> {
        let bytes = self.writer.into_inner().map_err(|error| StoreError::inconsistent("a row to copy", error))?;
        let mut copy = db.copy_in_raw(&format!("copy {table} ({columns}) from stdin (format csv)")).await?;
        for piece in bytes.chunks(PIECE) {
            copy.send(piece).await?;
        }
        Ok(copy.finish().await?)
    }
}

impl Rows {
    /// A force.
    pub fn force(&mut self, slug: &str) -> Result<(), StoreError> {
        self.forces.add((slug,))
    }

    /// A round of a force.
    pub fn round(&mut self, force: &str, slug: &str, place: u32) -> Result<(), StoreError> {
        self.rounds.add((force, slug, place))
    }

    /// A recommendation of a force.
    pub fn recommendation(&mut self, reference: &str, force: &str) -> Result<(), StoreError> {
        self.recommendations.add((reference, force))
    }

    /// An import that never had a file.
    pub fn import_batch(&mut self, id: Uuid, kind: &str, recorded_at: DateTime<Utc>) -> Result<(), StoreError> {
        let name = format!("synthetic-{kind}-{}.csv", recorded_at.date_naive());
        let digest = bytea(&Sha256::digest(&name));
        self.import_batches.add((id, kind, name, digest, moment(recorded_at)))
    }

    /// An event.
    pub fn event(&mut self, recorded: &Recorded) -> Result<(), StoreError> {
        let (actor_kind, actor_person, actor_role, actor_import) = actor_columns(recorded.event.actor);
        self.events.add(EventColumns {
            seq: recorded.event.seq,
            stream_kind: recorded.stream.kind.slug(),
            stream_id: &recorded.stream.id,
            version: recorded.version,
            kind: recorded.kind.slug(),
            happened: recorded.event.happened.map(String::from),
            recorded_at: moment(recorded.event.recorded_at),
            actor_kind,
            actor_person,
            actor_role,
            actor_import,
            audience: recorded.audience.slug(),
            corrects: recorded.event.corrects,
            facts: recorded.facts.to_string(),
            texts: recorded.texts.to_string(),
            prev_hash: recorded.prev_hash.map(|hash| bytea(&hash)),
            hash: bytea(&recorded.hash),
        })
    }

    /// A text beside an event, which is for this audience and about this force.
    pub fn text(&mut self, text: &Text, audience: Audience, force: &ForceSlug) -> Result<(), StoreError> {
        let Text { event, field, salt, body } = text;
        match audience {
            Audience::Everyone => self.texts.add((event, field, bytea(salt), body)),
            Audience::Force | Audience::Inspectorate => {
                self.restricted_texts.add((event, field, bytea(salt), body, audience, force))
            }
        }
    }

    /// A row of the read model.
    pub fn version(&mut self, (row, since, until): &Recording) -> Result<(), StoreError> {
        let recorded = tstzrange(*since, *until);
        let rows = self.versions.entry(row.table()).or_default();
        match row {
            Row::Force(row) => rows.add((recorded, row)),
            Row::Monitoring(row) => rows.add((recorded, row)),
            Row::Duty(row) => rows.add((recorded, row)),
            Row::Round(row) => rows.add((recorded, row)),
            Row::Grade(row) => rows.add((recorded, row)),
            Row::CaseAudit(row) => rows.add((recorded, row)),
            Row::GoodPractice(row) => rows.add((recorded, row)),
            Row::Recommendation(row) => rows.add((recorded, row)),
            Row::Finding(row) => rows.add((recorded, row)),
        }
    }

    /// Writes all of them.
    pub async fn copy(self, db: &mut PgConnection) -> Result<Copied, StoreError> {
        self.forces.copy(db, "force", "slug").await?;
        self.rounds.copy(db, "round", "force_slug, slug, place").await?;
        let recommendations = self.recommendations.copy(db, "recommendation", "reference, force_slug").await?;
        let columns = "id, kind, file_name, file_sha256, recorded_at";
        self.import_batches.copy(db, "import_batch", columns).await?;
        let events = self.events.copy(db, "event", EVENT_COLUMNS).await?;
        let columns = "event, field, salt, body";
        let mut texts = self.texts.copy(db, "event_text", columns).await?;
        let columns = "event, field, salt, body, audience, force_slug";
        texts += self.restricted_texts.copy(db, "restricted_text", columns).await?;
        let mut rows = 0;
        for (table, csv) in self.versions {
            let (table, columns) = columns_of(table);
            rows += csv.copy(db, table, &format!("recorded, {}", columns.join(", "))).await?;
        }
        Ok(Copied { recommendations, events, texts, rows })
    }
}

/// How much was written.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Copied {
    /// Recommendations and areas of concern.
    pub recommendations: u64,
    /// Events, of all streams.
    pub events: u64,
    /// Texts beside events.
    pub texts: u64,
    /// Rows of the read model.
    pub rows: u64,
}

impl std::ops::AddAssign for Copied {
    fn add_assign(&mut self, more: Self) {
        self.recommendations += more.recommendations;
        self.events += more.events;
        self.texts += more.texts;
        self.rows += more.rows;
    }
}

const fn columns_of(table: Table) -> (&'static str, &'static [&'static str]) {
    match table {
        Table::Force => ("force_version", ForceRow::COLUMNS),
        Table::Monitoring => ("monitoring_version", MonitoringRow::COLUMNS),
        Table::Duty => ("duty_version", DutyRow::COLUMNS),
        Table::Round => ("round_version", RoundRow::COLUMNS),
        Table::Grade => ("grade_version", GradeRow::COLUMNS),
        Table::CaseAudit => ("case_audit_version", CaseAuditRow::COLUMNS),
        Table::GoodPractice => ("good_practice_version", GoodPracticeRow::COLUMNS),
        Table::Recommendation => ("recommendation_version", RecommendationRow::COLUMNS),
        Table::Finding => ("finding_version", FindingRow::COLUMNS),
    }
}

/// What was set aside: the statements that put it back, in their order.
#[derive(Debug)]
#[must_use = "the register is without its safeguards until they are put back"]
pub struct SetAside(Vec<String>);

/// Sets aside what the large tables check and index row by row.
///
/// The triggers guard a chain that somebody else appends to. What is loaded here brings its whole chain along, and
/// `ncpi verify` proves it; with the triggers each row would look its predecessor up. Foreign keys, exclusion constraints and
/// indexes are made anew over all rows at once, which checks the rows as well and takes a fraction of the time.
pub async fn set_aside(db: &mut PgConnection) -> Result<SetAside, StoreError> {
    let tables: Vec<String> = LARGE.iter().map(|table| (*table).to_owned()).collect();
    // Keys last: others point to them. `x` exclusion, `u` unique, `f` foreign key.
    let constraints = sqlx::query!(
        r#"select format('alter table %s drop constraint %I', conrelid::regclass, conname) as "away!",
            format('alter table %s add constraint %I %s', conrelid::regclass, conname, pg_get_constraintdef(oid)) as "back!"
        from pg_constraint
        where conrelid = any($1::text[]::regclass[]) and contype in ('f', 'x', 'u')
        order by contype = 'f' desc, conrelid::regclass::text, conname"#,
        &tables,
    )
    .fetch_all(&mut *db)
    .await?;
    let indexes = sqlx::query!(
        r#"select format('drop index %s', indexrelid::regclass) as "away!", pg_get_indexdef(indexrelid) as "back!"
        from pg_index
        where indrelid = any($1::text[]::regclass[])
            and not exists (select from pg_constraint where conindid = indexrelid and contype in ('p', 'u', 'x'))
        order by indexrelid::regclass::text"#,
        &tables,
    )
    .fetch_all(&mut *db)
    .await?;
    let mut back = Vec::new();
    for table in LARGE {
        sqlx::raw_sql(&format!("alter table {table} disable trigger user")).execute(&mut *db).await?;
        back.push(format!("alter table {table} enable trigger user"));
    }
    for constraint in constraints {
        sqlx::raw_sql(&constraint.away).execute(&mut *db).await?;
        back.push(constraint.back);
    }
    for index in indexes {
        sqlx::raw_sql(&index.away).execute(&mut *db).await?;
        back.push(index.back);
    }
    // Indexes first, then what is checked with their help.
    back.reverse();
    Ok(SetAside(back))
}

impl SetAside {
    /// Puts everything back, telling how many steps are done of how many.
    pub async fn put_back(
        self,
        db: &mut PgConnection,
        mut on_step: impl FnMut(usize, usize),
    ) -> Result<(), StoreError> {
        // For sorting; the default is meant for machines far smaller than what holds so much data.
        sqlx::raw_sql("set local maintenance_work_mem = '256MB'").execute(&mut *db).await?;
        let total = self.0.len();
        for (done, statement) in self.0.iter().enumerate() {
            on_step(done, total);
            sqlx::raw_sql(statement).execute(&mut *db).await?;
        }
        on_step(total, total);
        Ok(())
    }
}

/// Continues the numbers of events behind the last one written.
pub async fn continue_numbers(db: &mut PgConnection, last: i64) -> Result<(), StoreError> {
    sqlx::query!("select setval('event_seq', $1)", last).fetch_one(db).await?;
    Ok(())
}

/// Tells the planner what the tables hold. Outside a transaction.
pub async fn vacuum(db: &mut PgConnection) -> Result<(), StoreError> {
    let tables = LARGE.join(", ");
    sqlx::raw_sql(&format!(
        "vacuum (analyze) force, round, recommendation, import_batch, search_document, search_word, {tables}"
    ))
    .execute(db)
    .await?;
    Ok(())
}
