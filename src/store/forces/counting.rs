//! The counts of every force, in three queries however long the history is.

use std::collections::{BTreeMap, BTreeSet};

use sqlx::PgConnection;

use super::{ForceRow, LastRound, Tally};
use crate::{
    as_at::Point,
    finding::{Finding, RecordType},
    force::Force,
    grade::Grade,
    status::StatusGroup,
    store::{
        StoreError,
        parsing::{counted, parsed, parsed_if_any},
    },
    topic::Topic,
};

struct Row {
    slug: String,
    code: String,
    name: String,
    short_name: String,
    nation: String,
    region: String,
    has_findings: bool,
    rounds: i64,
    last_slug: Option<String>,
    last_kind: Option<String>,
    last_published: Option<String>,
    last_fieldwork: Option<String>,
    recommendations: i64,
    recommendations_open: i64,
    recommendations_overdue: i64,
    recommendations_gap: i64,
    recommendations_not_recorded: i64,
    areas: i64,
    areas_open: i64,
    areas_overdue: i64,
    areas_gap: i64,
    areas_not_recorded: i64,
}

/// What the last round of each force said, by the force's slug.
#[derive(Default)]
struct Said {
    grades: Vec<(Topic, Grade)>,
    found: [[u64; Finding::ALL.len()]; RecordType::ALL.len()],
}

/// All forces with all their counts.
pub(in crate::store) async fn all(db: &mut PgConnection, point: Point) -> Result<Vec<ForceRow>, StoreError> {
    let open: Vec<String> = StatusGroup::Open.statuses().map(|status| status.slug().to_owned()).collect();
    let rows = sqlx::query_as!(
        Row,
        r#"with item as (
            select force_slug, record_type, count(*) as items,
                count(*) filter (where status = any($4::text[]::status[])) as open,
                count(*) filter (where deadline_state_on($3, due_on, status, judged_submission) = 'overdue') as overdue,
                count(*) filter (where status = 'submitted-for-review') as gap,
                count(*) filter (where status = 'not-recorded') as not_recorded
            from recommendation_at($1, $2)
            group by 1, 2
        ), chain as (
            select v.force_slug, r.slug, v.kind, v.published, v.fieldwork,
                count(*) over (partition by v.force_slug) as rounds,
                row_number() over (partition by v.force_slug order by r.place desc) as from_last
            from round_at($1, $2) v
            join round r on r.force_slug = v.force_slug and r.slug = v.round_slug
        ), told_of as (
            select distinct f.force_slug
            from finding_at($1, $2) f
            join recommendation_at($1, $2) v on v.reference = f.reference
            where v.known_from = 'raised'
        )
        select f.slug as "slug!", f.code as "code!", f.name as "name!", f.short_name as "short_name!",
            f.nation::text as "nation!", f.region::text as "region!",
            told_of.force_slug is not null as "has_findings!", coalesce(chain.rounds, 0) as "rounds!",
            chain.slug as "last_slug?", chain.kind::text as last_kind,
            chain.published::text as last_published, chain.fieldwork::text as last_fieldwork,
            coalesce(a.items, 0) as "recommendations!", coalesce(a.open, 0) as "recommendations_open!",
            coalesce(a.overdue, 0) as "recommendations_overdue!", coalesce(a.gap, 0) as "recommendations_gap!",
            coalesce(a.not_recorded, 0) as "recommendations_not_recorded!",
            coalesce(b.items, 0) as "areas!", coalesce(b.open, 0) as "areas_open!",
            coalesce(b.overdue, 0) as "areas_overdue!", coalesce(b.gap, 0) as "areas_gap!",
            coalesce(b.not_recorded, 0) as "areas_not_recorded!"
        from force_at($2) f
        left join chain on chain.force_slug = f.slug and chain.from_last = 1
        left join told_of on told_of.force_slug = f.slug
        left join item a on a.force_slug = f.slug and a.record_type = 'recommendation'
        left join item b on b.force_slug = f.slug and b.record_type = 'area_of_concern'"#,
        point.valid,
        point.known,
        point.today,
        &open,
    )
    .fetch_all(&mut *db)
    .await?;
    let mut said = said_by_last_rounds(db, point).await?;
    rows.into_iter()
        .map(|row| {
            let said = said.remove(&row.slug).unwrap_or_default();
            row.parse(said)
        })
        .collect()
}

/// The forces with at least one item under a topic.
pub(super) async fn with_topic(db: &mut PgConnection, topic: Topic, point: Point) -> Result<BTreeSet<String>, StoreError> {
    let slugs = sqlx::query_scalar!(
        r#"select distinct force_slug as "slug!" from recommendation_at($1, $2) where topic = $3"#,
        point.valid,
        point.known,
        topic.slug(),
    )
    .fetch_all(db)
    .await?;
    Ok(slugs.into_iter().collect())
}

impl Row {
    fn parse(self, said: Said) -> Result<ForceRow, StoreError> {
        let number = |count: i64| counted("recommendation_version", count);
        let recommendations = Tally {
            items: number(self.recommendations)?,
            open: number(self.recommendations_open)?,
            overdue: number(self.recommendations_overdue)?,
            gap: number(self.recommendations_gap)?,
            not_recorded: number(self.recommendations_not_recorded)?,
        };
        let areas = Tally {
            items: number(self.areas)?,
            open: number(self.areas_open)?,
            overdue: number(self.areas_overdue)?,
            gap: number(self.areas_gap)?,
            not_recorded: number(self.areas_not_recorded)?,
        };
        let last_round = match (self.last_slug, self.last_kind) {
            (Some(slug), Some(kind)) => Some(LastRound {
                slug,
                kind: parsed("round_version", &kind)?,
                published: parsed_if_any("round_version", self.last_published.as_deref())?,
                fieldwork: parsed_if_any("round_version", self.last_fieldwork.as_deref())?,
                grades: said.grades,
                found: said.found,
            }),
            _ => None,
        };
        Ok(ForceRow {
            force: Force {
                slug: parsed("force_version", &self.slug)?,
                code: parsed("force_version", &self.code)?,
                name: self.name,
                short_name: self.short_name,
                nation: parsed("force_version", &self.nation)?,
                region: parsed("force_version", &self.region)?,
            },
            rounds: counted("round_version", self.rounds)?,
            tallies: [recommendations, areas],
            has_findings: self.has_findings,
            last_round,
        })
    }
}

async fn said_by_last_rounds(db: &mut PgConnection, point: Point) -> Result<BTreeMap<String, Said>, StoreError> {
    let mut said: BTreeMap<String, Said> = BTreeMap::new();
    let grades = sqlx::query!(
        r#"with chain as (
            select distinct on (v.force_slug) v.force_slug, r.slug
            from round_at($1, $2) v
            join round r on r.force_slug = v.force_slug and r.slug = v.round_slug
            order by v.force_slug, r.place desc
        )
        select g.force_slug as "force_slug!", g.topic as "topic!", g.grade::text as "grade!"
        from grade_at($1, $2) g
        join chain on chain.force_slug = g.force_slug and chain.slug = g.round_slug
        join topic on topic.slug = g.topic
        order by topic.place"#,
        point.valid,
        point.known,
    )
    .fetch_all(&mut *db)
    .await?;
    for row in grades {
        let grade = (parsed("grade_version", &row.topic)?, parsed("grade_version", &row.grade)?);
        said.entry(row.force_slug).or_default().grades.push(grade);
    }
    let found = sqlx::query!(
        r#"with chain as (
            select distinct on (v.force_slug) v.force_slug, r.slug
            from round_at($1, $2) v
            join round r on r.force_slug = v.force_slug and r.slug = v.round_slug
            order by v.force_slug, r.place desc
        )
        select f.force_slug as "force_slug!", v.record_type::text as "record_type!", f.finding::text as "finding!",
            count(*) as "items!"
        from finding_at($1, $2) f
        join chain on chain.force_slug = f.force_slug and chain.slug = f.round_slug
        join recommendation_at($1, $2) v on v.reference = f.reference
        group by 1, 2, 3"#,
        point.valid,
        point.known,
    )
    .fetch_all(db)
    .await?;
    for row in found {
        let record_type: RecordType = parsed("recommendation_version", &row.record_type)?;
        let finding: Finding = parsed("finding_version", &row.finding)?;
        let found = &mut said.entry(row.force_slug).or_default().found;
        found[record_type as usize][finding as usize] = counted("finding_version", row.items)?;
    }
    Ok(said)
}
