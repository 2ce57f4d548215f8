//! The chain of rounds of a force, as the fold needs it: each round's place, and the day it is told on.

use std::collections::{BTreeSet, HashMap};

use chrono::NaiveDate;
use sqlx::PgConnection;

use crate::{
    event::Chain,
    force::ForceSlug,
    partial_date::PartialDate,
    round::{RoundSlug, happened},
    store::{
        error::StoreError,
        parsing::{counted, parsed, parsed_if_any},
    },
};

/// The rounds of one force with their places.
#[derive(Debug, Clone, Default)]
pub struct ForceChain {
    rounds: HashMap<RoundSlug, (u32, NaiveDate)>,
}

impl ForceChain {
    /// The chain of rounds given in order of place, each with the date it counts from.
    pub fn new(rounds: impl IntoIterator<Item = (RoundSlug, u32, Option<PartialDate>)>) -> Self {
        let mut day = NaiveDate::MIN;
        let rounds = rounds
            .into_iter()
            .map(|(slug, place, date)| {
                day = date.map_or(day, PartialDate::last);
                (slug, (place, day))
            })
            .collect();
        Self { rounds }
    }

    /// The chain of rounds given in order of place.
    pub fn of(rounds: &[DatedRound]) -> Self {
        Self::new(rounds.iter().map(|round| (round.slug.clone(), round.place, round.happened)))
    }
}

impl Chain for ForceChain {
    fn place(&self, round: &RoundSlug) -> Option<(u32, NaiveDate)> {
        self.rounds.get(round).copied()
    }
}

/// A round of a force as it stands now.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DatedRound {
    /// Its address within the force.
    pub slug: RoundSlug,
    /// Its place in the chain.
    pub place: u32,
    /// The date it counts from.
    pub happened: Option<PartialDate>,
    /// Where it is from; `None` while nothing of it is published.
    pub source_url: Option<String>,
}

/// The chains of some forces as they stand now.
pub async fn of_forces(
    db: &mut PgConnection,
    forces: &BTreeSet<ForceSlug>,
) -> Result<HashMap<ForceSlug, ForceChain>, StoreError> {
    let rounds = rounds_of(db, forces).await?;
    Ok(rounds.into_iter().map(|(force, rounds)| (force, ForceChain::of(&rounds))).collect())
}

/// The rounds of some forces, each force's in order of place.
pub async fn rounds_of(
    db: &mut PgConnection,
    forces: &BTreeSet<ForceSlug>,
) -> Result<HashMap<ForceSlug, Vec<DatedRound>>, StoreError> {
    let slugs: Vec<String> = forces.iter().map(ToString::to_string).collect();
    let rows = sqlx::query!(
        r#"select r.force_slug, r.slug, r.place, v.fieldwork as "fieldwork?: String", v.published as "published?: String",
            v.source_url as "source_url?"
        from round r left join round_version v on v.force_slug = r.force_slug and v.round_slug = r.slug and v.latest
        where r.force_slug = any($1) order by r.force_slug, r.place"#,
        &slugs,
    )
    .fetch_all(db)
    .await?;
    let mut rounds: HashMap<ForceSlug, Vec<DatedRound>> = HashMap::new();
    for row in rows {
        let published = parsed_if_any("round_version", row.published.as_deref())?;
        let fieldwork = parsed_if_any("round_version", row.fieldwork.as_deref())?;
        rounds.entry(parsed("round", &row.force_slug)?).or_default().push(DatedRound {
            slug: parsed("round", &row.slug)?,
            place: counted("round", row.place)?,
            happened: happened(published, fieldwork),
            source_url: row.source_url,
        });
    }
    Ok(rounds)
}
