//! What rounds singled out as effective.

use serde::{Deserialize, Serialize};

use super::{free_text::FreeText, published::DatedRound};
use crate::{
    force::{ForceSlug, Region},
    parameter::{BadParameter, first, word},
    query::{Query, query_serde},
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
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
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
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct GoodPracticeView {
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

query_serde!(GoodPracticeFilter);

impl Query for GoodPracticeFilter {
    const NAMES: &'static [&'static str] = &["topic", "force", "region", "page"];
    const REPEATED: &'static [&'static str] = &[];

    fn from_pairs(pairs: &[(&str, &str)]) -> Result<Self, BadParameter> {
        let topic = match first(pairs, "topic") {
            Some(NO_TOPIC) => Some(AskedTopic::NotNamed),
            _ => word(pairs, "topic")?.map(AskedTopic::Topic),
        };
        let page = match first(pairs, "page") {
            None => 1,
            Some(value) => value
                .parse()
                .ok()
                .filter(|page| *page >= 1)
                .ok_or_else(|| BadParameter::new("page", value, "a number from 1"))?,
        };
        let force = first(pairs, "force").map(|value| value.parse().map_err(|_| no_such_force(value))).transpose()?;
        Ok(Self { topic, force, region: word(pairs, "region")?, page, within: Scope::EveryForce })
    }

    fn to_pairs(&self) -> Vec<(&'static str, String)> {
        let topic = self.topic.map(|topic| ("topic", topic.slug().to_owned()));
        let force = self.force.as_ref().map(|force| ("force", force.to_string()));
        let region = self.region.map(|region| ("region", region.slug().to_owned()));
        let page = (self.page > 1).then(|| ("page", self.page.to_string()));
        [topic, force, region, page].into_iter().flatten().collect()
    }
}

impl GoodPracticeFilter {
    /// The same filter for somebody who may read about these forces.
    #[must_use]
    pub fn within(self, within: Scope) -> Self {
        Self { within, ..self }
    }

    /// The same filter, refused where it names a force that is not there or a page beyond the last.
    pub fn check(&self, found: &GoodPracticeView) -> Result<(), BadParameter> {
        if let Some(force) = &self.force
            && !found.forces.iter().any(|(slug, _)| slug == force.as_str())
        {
            return Err(no_such_force(force.as_str()));
        }
        let pages = found.total.div_ceil(u64::from(PER_PAGE)).max(1);
        if u64::from(self.page) > pages {
            let allowed =
                if pages == 1 { "1: there is one page".to_owned() } else { format!("a number from 1 to {pages}") };
            return Err(BadParameter::new("page", self.page.to_string(), allowed));
        }
        Ok(())
    }
}

fn no_such_force(value: &str) -> BadParameter {
    BadParameter::new("force", value, "the address of a force, for example kent")
}
