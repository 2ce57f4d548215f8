//! The chain of rounds of a force, as the fold needs it: each round's place, and the day it is told on.

use std::collections::{BTreeSet, HashMap};

use chrono::NaiveDate;
use sqlx::PgConnection;

use crate::{
    event::Chain,
    force::ForceSlug,
    partial_date::PartialDate,
    round::{RoundSlug, happened},
    store::error::StoreError,
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
}

impl Chain for ForceChain {
    fn place(&self, round: &RoundSlug) -> Option<(u32, NaiveDate)> {
        self.rounds.get(round).copied()
    }
}

/// The chains of some forces as they stand now.
pub async fn of_forces(
    db: &mut PgConnection,
    forces: &BTreeSet<ForceSlug>,
) -> Result<HashMap<ForceSlug, ForceChain>, StoreError> {
    let slugs: Vec<String> = forces.iter().map(ToString::to_string).collect();
    let rows = sqlx::query!(
        r#"select r.force_slug, r.slug, r.place, v.fieldwork as "fieldwork?: String", v.published as "published?: String"
        from round r left join round_version v on v.force_slug = r.force_slug and v.round_slug = r.slug and v.latest
        where r.force_slug = any($1) order by r.force_slug, r.place"#,
        &slugs,
    )
    .fetch_all(db)
    .await?;
    let wrong = |error: &dyn std::fmt::Display| StoreError::inconsistent("round", error);
    let date = |text: Option<String>| -> Result<Option<PartialDate>, StoreError> {
        text.map(|text| text.parse().map_err(|error| wrong(&error))).transpose()
    };
    let mut chains: HashMap<ForceSlug, Vec<(RoundSlug, u32, Option<PartialDate>)>> = HashMap::new();
    for row in rows {
        let force = row.force_slug.parse().map_err(|error| wrong(&error))?;
        let slug = row.slug.parse().map_err(|error| wrong(&error))?;
        let place = u32::try_from(row.place).map_err(|error| wrong(&error))?;
        let counts_from = happened(date(row.published)?, date(row.fieldwork)?);
        chains.entry(force).or_default().push((slug, place, counts_from));
    }
    Ok(chains.into_iter().map(|(force, rounds)| (force, ForceChain::new(rounds))).collect())
}
