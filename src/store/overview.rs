//! The national overview: how everything stands, what recurs, what came last, what is late.

use chrono::NaiveDate;
use sqlx::PgConnection;

use super::{
    Database, StoreError, findings_across_rounds,
    free_text::FreeText,
    parsing::{counted, parsed},
    published::{DatedRound, RoundOfForce},
};
use crate::{
    as_at::Point,
    deadline::DeadlineState,
    finding::RecordType,
    progress::{
        findings_across_rounds::FindingsAcrossRounds,
        selection::{EVERYWHERE, Selection},
    },
    status::Status,
    topic::Topic,
};

/// Rows of a list that only shows the first few.
pub const SHORT_LIST: i64 = 5;

/// How many items stand in one way.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct StandingCount {
    /// Recommendations or areas of concern.
    pub record_type: RecordType,
    /// Their status.
    pub status: Status,
    /// How their deadline stands.
    pub deadline: DeadlineState,
    /// How many.
    pub items: u64,
}

/// Of how many forces our sources tell.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Forces {
    /// All forces.
    pub all: u64,
    /// With at least one round.
    pub with_rounds: u64,
    /// With at least one recommendation or area of concern.
    pub with_items: u64,
}

/// How often a topic comes up.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Recurring {
    /// The topic.
    pub topic: Topic,
    /// In how many forces.
    pub forces: u64,
    /// Items, in the order of [`RecordType::ALL`].
    pub items: [u64; RecordType::ALL.len()],
}

/// An item past its deadline.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Late {
    /// Its reference.
    pub reference: String,
    /// The force's name in tables.
    pub force_name: String,
    /// Its wording.
    pub wording: FreeText,
    /// When it was due.
    pub due: NaiveDate,
}

/// All that the overview shows.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Overview {
    /// How all items stand.
    pub standing: Vec<StandingCount>,
    /// Of how many forces there is anything.
    pub forces: Forces,
    /// Findings by kind of round.
    pub findings: FindingsAcrossRounds,
    /// Topics, those of most forces first.
    pub recurring: Vec<Recurring>,
    /// The rounds published last.
    pub latest: Vec<RoundOfForce>,
    /// The longest overdue.
    pub late: Vec<Late>,
}

impl Overview {
    /// How many items of a record type stand in some way.
    pub fn items(&self, record_type: RecordType, stand: impl Fn(Status, DeadlineState) -> bool) -> u64 {
        self.standing
            .iter()
            .filter(|count| count.record_type == record_type && stand(count.status, count.deadline))
            .map(|count| count.items)
            .sum()
    }
}

/// The overview, in six queries.
#[tracing::instrument(skip(database), err)]
pub async fn page(database: &Database, point: Point) -> Result<Overview, StoreError> {
    let mut snapshot = database.snapshot().await?;
    let db = &mut *snapshot;
    Ok(Overview {
        standing: standing(db, point).await?,
        forces: forces(db, point).await?,
        findings: findings_across_rounds::of_all(db, &Selection::default(), EVERYWHERE.to_owned(), point).await?,
        recurring: recurring(db, point).await?,
        latest: latest(db, point).await?,
        late: late(db, point).await?,
    })
}

async fn standing(db: &mut PgConnection, point: Point) -> Result<Vec<StandingCount>, StoreError> {
    sqlx::query!(
        r#"select record_type::text as "record_type!", status::text as "status!",
            deadline_state_on($3, due_on, status, judged_submission)::text as "deadline!", count(*) as "items!"
        from recommendation_at($1, $2)
        group by 1, 2, 3"#,
        point.valid,
        point.known,
        point.today,
    )
    .fetch_all(db)
    .await?
    .into_iter()
    .map(|row| {
        Ok(StandingCount {
            record_type: parsed("recommendation_version", &row.record_type)?,
            status: parsed("recommendation_version", &row.status)?,
            deadline: parsed("recommendation_version", &row.deadline)?,
            items: counted("recommendation_version", row.items)?,
        })
    })
    .collect()
}

async fn forces(db: &mut PgConnection, point: Point) -> Result<Forces, StoreError> {
    let row = sqlx::query!(
        r#"select (select count(*) from force_at($2)) as "all!",
            (select count(distinct force_slug) from round_at($1, $2)) as "with_rounds!",
            (select count(distinct force_slug) from recommendation_at($1, $2)) as "with_items!""#,
        point.valid,
        point.known,
    )
    .fetch_one(db)
    .await?;
    Ok(Forces {
        all: counted("force_version", row.all)?,
        with_rounds: counted("round_version", row.with_rounds)?,
        with_items: counted("recommendation_version", row.with_items)?,
    })
}

async fn recurring(db: &mut PgConnection, point: Point) -> Result<Vec<Recurring>, StoreError> {
    sqlx::query!(
        r#"select v.topic as "topic!", count(distinct v.force_slug) as "forces!",
            count(*) filter (where v.record_type = 'recommendation') as "recommendations!",
            count(*) filter (where v.record_type = 'area_of_concern') as "areas!"
        from recommendation_at($1, $2) v
        join topic on topic.slug = v.topic
        group by v.topic, topic.place
        order by 2 desc, topic.place"#,
        point.valid,
        point.known,
    )
    .fetch_all(db)
    .await?
    .into_iter()
    .map(|row| {
        let items = |count: i64| counted("recommendation_version", count);
        Ok(Recurring {
            topic: parsed("recommendation_version", &row.topic)?,
            forces: items(row.forces)?,
            items: [items(row.recommendations)?, items(row.areas)?],
        })
    })
    .collect()
}

async fn latest(db: &mut PgConnection, point: Point) -> Result<Vec<RoundOfForce>, StoreError> {
    sqlx::query!(
        r#"select v.force_slug as "force_slug!", f.name as "name!", v.round_slug as "round_slug!", v.kind::text as "kind!",
            v.published::text as published, v.fieldwork::text as fieldwork
        from round_at($1, $2) v
        join force_at($2) f on f.slug = v.force_slug
        where v.published is not null
        order by partial_date_last(v.published) desc, f.name, v.round_slug
        limit $3"#,
        point.valid,
        point.known,
        SHORT_LIST,
    )
    .fetch_all(db)
    .await?
    .into_iter()
    .map(|row| {
        Ok(RoundOfForce {
            force: row.force_slug,
            force_name: row.name,
            round: DatedRound::read(row.round_slug, &row.kind, row.published.as_deref(), row.fieldwork.as_deref())?,
        })
    })
    .collect()
}

async fn late(db: &mut PgConnection, point: Point) -> Result<Vec<Late>, StoreError> {
    sqlx::query!(
        r#"with late as (
            select reference, force_slug, wording, due_on
            from recommendation_at($1, $2)
            where due_on < $3 and deadline_state_on($3, due_on, status, judged_submission) = 'overdue'
            order by due_on, reference
            limit $4
        )
        select late.reference as "reference!", f.short_name as "short_name!", late.due_on as "due!",
            jsonb_exists(e.texts, 'wording') as "kept!", t.body as "body?"
        from late
        join force_at($2) f on f.slug = late.force_slug
        join event e on e.seq = late.wording
        left join event_text t on t.event = late.wording and t.field = 'wording'
        order by late.due_on, late.reference"#,
        point.valid,
        point.known,
        point.today,
        SHORT_LIST,
    )
    .fetch_all(db)
    .await?
    .into_iter()
    .map(|row| {
        Ok(Late {
            reference: row.reference,
            force_name: row.short_name,
            wording: FreeText::read(row.kept, row.body),
            due: row.due,
        })
    })
    .collect()
}
