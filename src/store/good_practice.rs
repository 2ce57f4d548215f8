//! What rounds singled out as effective, for others to learn from.

use sqlx::PgConnection;

use super::{
    Database, StoreError,
    free_text::FreeText,
    parameter::{BadParameter, first, word},
    parsing::{counted, parsed_if_any},
    published::DatedRound,
};
use crate::{
    as_at::Point,
    force::{ForceSlug, Region},
    scope::Scope,
    topic::Topic,
};

/// Rows on one page.
pub const PER_PAGE: u32 = 50;

/// The value of `topic` that asks for what no source put under a topic.
const NO_TOPIC: &str = "none";

/// Under which topic.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum AskedTopic {
    /// Under this one.
    Topic(Topic),
    /// The source names none.
    NotNamed,
}

/// What the reader asked for.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct GoodPracticeFilter {
    /// Under one topic.
    pub topic: Option<AskedTopic>,
    /// Of one force.
    pub force: Option<ForceSlug>,
    /// Of one region.
    pub region: Option<Region>,
    /// Which page, from 1.
    pub page: u32,
    /// No parameter: about which forces the reader may read.
    pub within: Scope,
}

/// One thing singled out.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct GoodPractice {
    /// The force's slug.
    pub force: String,
    /// Its name in tables.
    pub force_name: String,
    /// The round.
    pub round: DatedRound,
    /// The topic, where the source names one.
    pub topic: Option<Topic>,
    /// What it was.
    pub summary: FreeText,
    /// Where it is from.
    pub source_url: String,
}

/// One page of them, and what there is to choose from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct GoodPracticePage {
    /// By topic, force and round.
    pub rows: Vec<GoodPractice>,
    /// How many the filter matches.
    pub total: u64,
    /// Slug and short name of every force that may be read about.
    pub forces: Vec<(String, String)>,
}

impl AskedTopic {
    /// The value in an address.
    pub const fn slug(self) -> &'static str {
        match self {
            Self::Topic(topic) => topic.slug(),
            Self::NotNamed => NO_TOPIC,
        }
    }
}

impl GoodPracticeFilter {
    /// Reads a query string; names that are none of ours are passed over.
    pub fn parse(pairs: &[(&str, &str)]) -> Result<Self, BadParameter> {
        let topic = match first(pairs, "topic") {
            Some(NO_TOPIC) => Some(AskedTopic::NotNamed),
            _ => word(pairs, "topic")?.map(AskedTopic::Topic),
        };
        let page = match first(pairs, "page") {
            None => 1,
            Some(value) => value.parse().ok().filter(|page| *page >= 1).ok_or_else(|| BadParameter {
                name: "page",
                value: value.to_owned(),
                allowed: "a number from 1".to_owned(),
            })?,
        };
        let force = first(pairs, "force").map(|value| value.parse().map_err(|_| no_such_force(value))).transpose()?;
        Ok(Self { topic, force, region: word(pairs, "region")?, page, within: Scope::EveryForce })
    }

    /// The same filter for somebody who may read about these forces.
    #[must_use]
    pub fn within(self, within: Scope) -> Self {
        Self { within, ..self }
    }

    /// The same filter, refused where it names a force that is not there or a page beyond the last.
    pub fn check(&self, found: &GoodPracticePage) -> Result<(), BadParameter> {
        if let Some(force) = &self.force
            && !found.forces.iter().any(|(slug, _)| slug == force.as_str())
        {
            return Err(no_such_force(force.as_str()));
        }
        let pages = found.total.div_ceil(u64::from(PER_PAGE)).max(1);
        if u64::from(self.page) > pages {
            let allowed =
                if pages == 1 { "1: there is one page".to_owned() } else { format!("a number from 1 to {pages}") };
            return Err(BadParameter { name: "page", value: self.page.to_string(), allowed });
        }
        Ok(())
    }
}

fn no_such_force(value: &str) -> BadParameter {
    BadParameter {
        name: "force",
        value: value.to_owned(),
        allowed: "the address of a force, for example kent".to_owned(),
    }
}

/// The page a filter asks for.
#[tracing::instrument(skip(database), err)]
pub async fn page(
    database: &Database,
    filter: &GoodPracticeFilter,
    point: Point,
) -> Result<GoodPracticePage, StoreError> {
    let mut snapshot = database.snapshot().await?;
    let forces = sqlx::query!(
        r#"select slug as "slug!", short_name as "short_name!" from force_at($1) order by short_name"#,
        point.known
    )
    .fetch_all(&mut *snapshot)
    .await?
    .into_iter()
    .map(|row| (row.slug, row.short_name))
    .filter(|(slug, _)| filter.within.covers_slug(slug))
    .collect();
    let (rows, total) = read(&mut snapshot, filter, None, point).await?;
    Ok(GoodPracticePage { rows, total, forces })
}

/// All that one round of a force, or the whole force, is told of.
pub(super) async fn of(
    db: &mut PgConnection,
    force: &ForceSlug,
    round: Option<&str>,
    point: Point,
) -> Result<Vec<GoodPractice>, StoreError> {
    let filter = GoodPracticeFilter { force: Some(force.clone()), ..GoodPracticeFilter::default() };
    Ok(read(db, &filter, round, point).await?.0)
}

/// Page 0 is all of them.
async fn read(
    db: &mut PgConnection,
    filter: &GoodPracticeFilter,
    round: Option<&str>,
    point: Point,
) -> Result<(Vec<GoodPractice>, u64), StoreError> {
    let limit = (filter.page > 0).then_some(i64::from(PER_PAGE));
    let offset = i64::from(filter.page.saturating_sub(1)) * i64::from(PER_PAGE);
    let asked = filter.force.as_ref().map(std::slice::from_ref).or(filter.within.only());
    let forces = asked.map(|forces| forces.iter().map(|force| force.as_str().to_owned()).collect::<Vec<_>>());
    // The total comes from a query of its own: beyond the last page no row would carry it.
    let total = sqlx::query_scalar!(
        r#"select count(*) as "total!"
        from good_practice_at($1, $2) g
        join force_at($2) f on f.slug = g.force_slug
        where ($3::text is null or g.topic is not distinct from nullif($3::text, 'none'))
            and ($4::text[] is null or g.force_slug = any($4))
            and ($5::text is null or f.region = $5::text::region)
            and ($6::text is null or g.round_slug = $6)"#,
        point.valid,
        point.known,
        filter.topic.map(AskedTopic::slug),
        forces.as_deref(),
        filter.region.map(Region::slug),
        round,
    )
    .fetch_one(&mut *db)
    .await?;
    let rows = sqlx::query!(
        r#"select g.force_slug as "force_slug!", f.short_name as "short_name!", g.round_slug as "round_slug!",
            v.kind::text as "kind!", v.published::text as published, v.fieldwork::text as fieldwork,
            g.topic as "topic?", jsonb_exists(e.texts, 'summary') as "kept!", t.body as "body?",
            g.source_url as "source_url!"
        from good_practice_at($1, $2) g
        join force_at($2) f on f.slug = g.force_slug
        join round_at($1, $2) v on v.force_slug = g.force_slug and v.round_slug = g.round_slug
        join round r on r.force_slug = g.force_slug and r.slug = g.round_slug
        left join topic on topic.slug = g.topic
        join event e on e.seq = g.texts
        left join event_text t on t.event = g.texts and t.field = 'summary'
        where ($3::text is null or g.topic is not distinct from nullif($3::text, 'none'))
            and ($4::text[] is null or g.force_slug = any($4))
            and ($5::text is null or f.region = $5::text::region)
            and ($6::text is null or g.round_slug = $6)
        order by topic.scheme desc nulls last, topic.place nulls last, f.short_name, r.place, g.event
        limit $7 offset $8"#,
        point.valid,
        point.known,
        filter.topic.map(AskedTopic::slug),
        forces.as_deref(),
        filter.region.map(Region::slug),
        round,
        limit,
        offset,
    )
    .fetch_all(db)
    .await?
    .into_iter()
    .map(|row| {
        Ok(GoodPractice {
            force: row.force_slug,
            force_name: row.short_name,
            round: DatedRound::read(row.round_slug, &row.kind, row.published.as_deref(), row.fieldwork.as_deref())?,
            topic: parsed_if_any("good_practice_version", row.topic.as_deref())?,
            summary: FreeText::read(row.kept, row.body),
            source_url: row.source_url,
        })
    })
    .collect::<Result<Vec<_>, StoreError>>()?;
    Ok((rows, counted("good_practice_version", total)?))
}
