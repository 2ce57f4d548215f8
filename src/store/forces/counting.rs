//! The counts of every force, in two queries beside those of what is known, however long the history is.

use std::collections::{BTreeMap, BTreeSet};

use sqlx::PgConnection;

use crate::{
    as_at::Point,
    counting::{
        Known,
        bands::{self, BandedForce},
        grades::{GradedForce, graded},
    },
    finding::{Finding, RecordType},
    force::{Force, ForceSlug},
    status::StatusGroup,
    store::{
        StoreError,
        parsing::{counted, parsed},
    },
    topic::Topic,
    view::{
        forces::{ForceRow, LastWord, Tally},
        published::DatedRound,
    },
};

struct Row {
    slug: String,
    code: String,
    name: String,
    short_name: String,
    nation: String,
    region: String,
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

/// All forces with all their counts, in the order of where to look first. What is known is of the same point and transaction.
pub(super) async fn all(db: &mut PgConnection, known: &Known, point: Point) -> Result<Vec<ForceRow>, StoreError> {
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
        )
        select f.slug as "slug!", f.code as "code!", f.name as "name!", f.short_name as "short_name!",
            f.nation::text as "nation!", f.region::text as "region!",
            coalesce(chain.rounds, 0) as "rounds!",
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
        left join item a on a.force_slug = f.slug and a.record_type = 'recommendation'
        left join item b on b.force_slug = f.slug and b.record_type = 'area_of_concern'"#,
        point.valid,
        point.known,
        point.today,
        &open,
    )
    .fetch_all(&mut *db)
    .await?;
    let mut rows: BTreeMap<_, _> = rows.into_iter().map(|row| (row.slug.clone(), row)).collect();
    let mut last_words = last_words(db, point).await?;
    let graded = graded(known).into_iter().map(|graded| (graded.force.slug.clone(), graded));
    let mut graded: BTreeMap<ForceSlug, GradedForce> = graded.collect();
    let in_order = bands::in_order(known).into_iter().filter_map(|banded| {
        let slug = &banded.force.slug;
        let row = rows.remove(slug.as_str())?;
        let (last_word, graded) = (last_words.remove(slug.as_str()), graded.remove(slug));
        Some(row.parse(last_word, banded, graded))
    });
    in_order.collect()
}

/// The forces with at least one item under a topic.
pub(super) async fn with_topic(
    db: &mut PgConnection,
    topic: Topic,
    point: Point,
) -> Result<BTreeSet<String>, StoreError> {
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
    fn parse(
        self,
        last_word: Option<LastWord>,
        banded: BandedForce,
        graded: Option<GradedForce>,
    ) -> Result<ForceRow, StoreError> {
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
            (Some(slug), Some(kind)) => {
                Some(DatedRound::read(slug, &kind, self.last_published.as_deref(), self.last_fieldwork.as_deref())?)
            }
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
            last_round,
            last_word,
            banded,
            graded,
        })
    }
}

/// What the last round of each force that graded or found anything said, by the force's slug.
async fn last_words(db: &mut PgConnection, point: Point) -> Result<BTreeMap<String, LastWord>, StoreError> {
    let rows = sqlx::query!(
        r#"with told as (
            select g.force_slug, g.round_slug, g.topic, g.grade, null::record_type as record_type, null::finding as finding
            from grade_at($1, $2) g
            union all
            select f.force_slug, f.round_slug, null, null, v.record_type, f.finding
            from finding_at($1, $2) f
            join recommendation_at($1, $2) v on v.reference = f.reference
        ), last as (
            select distinct on (v.force_slug) v.force_slug, r.slug, v.kind, v.published, v.fieldwork
            from round_at($1, $2) v
            join round r on r.force_slug = v.force_slug and r.slug = v.round_slug
            where exists (select from told where told.force_slug = r.force_slug and told.round_slug = r.slug)
            order by v.force_slug, r.place desc
        )
        select last.force_slug as "force_slug!", last.slug as "round_slug!", last.kind::text as "kind!",
            last.published::text as published, last.fieldwork::text as fieldwork, told.topic, told.grade::text as grade,
            told.record_type::text as record_type, told.finding::text as finding, count(*) as "items!"
        from last
        join told on told.force_slug = last.force_slug and told.round_slug = last.slug
        left join topic on topic.slug = told.topic
        group by 1, 2, 3, 4, 5, 6, 7, 8, 9, topic.place
        order by topic.place"#,
        point.valid,
        point.known,
    )
    .fetch_all(db)
    .await?;
    let mut words: BTreeMap<String, LastWord> = BTreeMap::new();
    for row in rows {
        let round = DatedRound::read(row.round_slug, &row.kind, row.published.as_deref(), row.fieldwork.as_deref())?;
        let word = words.entry(row.force_slug).or_insert_with(|| LastWord {
            round,
            grades: Vec::new(),
            found: [[0; Finding::ALL.len()]; RecordType::ALL.len()],
        });
        if let (Some(topic), Some(grade)) = (&row.topic, &row.grade) {
            word.grades.push((parsed("grade_version", topic)?, parsed("grade_version", grade)?));
        }
        if let (Some(record_type), Some(finding)) = (&row.record_type, &row.finding) {
            let record_type: RecordType = parsed("recommendation_version", record_type)?;
            let finding: Finding = parsed("finding_version", finding)?;
            word.found[record_type as usize][finding as usize] = counted("finding_version", row.items)?;
        }
    }
    Ok(words)
}
