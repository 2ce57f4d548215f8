//! Selection: of which forces, topics and rounds a figure tells, named by the parameters of the register.

use serde::{Deserialize, Serialize};

use super::measure::Measure;
use crate::{
    crosswalk::Heading,
    finding::RecordType,
    force::{ForceSlug, Nation, Region},
    round::RoundKind,
    topic::Topic,
    vocabulary::vocabulary,
};

/// How a figure of all forces is headed.
pub const EVERYWHERE: &str = "England and Wales";

vocabulary! {
    /// Which items a figure counts. They are never added up unless a reader asks for it.
    RecordTypes, "record type" {
        /// Formal recommendations.
        Recommendations = "recommendation" => "Recommendations",
        /// Areas of concern.
        AreasOfConcern = "area_of_concern" => "Areas of concern",
        /// Both, added up because a reader asked for it.
        Together = "together" => "Recommendations and areas of concern together",
    }
}

impl RecordTypes {
    /// The one record type; `None` where both are counted together.
    pub const fn one(self) -> Option<RecordType> {
        match self {
            Self::Recommendations => Some(RecordType::Recommendation),
            Self::AreasOfConcern => Some(RecordType::AreaOfConcern),
            Self::Together => None,
        }
    }

    /// What they are called for `count` of them, in the middle of a sentence.
    pub const fn counted(self, count: u64) -> &'static str {
        match (self, count) {
            (Self::Recommendations, count) => RecordType::Recommendation.counted(count),
            (Self::AreasOfConcern, count) => RecordType::AreaOfConcern.counted(count),
            (Self::Together, 1) => "recommendation or area of concern",
            (Self::Together, _) => "recommendations and areas of concern",
        }
    }
}

/// What a reader picked. Everything is picked where nothing is named.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Selection {
    /// One force.
    pub force: Option<ForceSlug>,
    /// The forces of a nation.
    pub nation: Option<Nation>,
    /// The forces of a region.
    pub region: Option<Region>,
    /// What stands under a topic, as its round wrote it: no crosswalk.
    pub topic: Option<Topic>,
    /// What rounds of a kind raised.
    pub round_kind: Option<RoundKind>,
    /// Which items; `None` where the reader did not say, so that each measure keeps to its own default.
    pub record_types: Option<RecordTypes>,
}

impl Selection {
    /// One force, all that was asked of it.
    pub fn of_force(force: ForceSlug) -> Self {
        Self { force: Some(force), ..Self::default() }
    }

    /// The forces that it picks, whatever else it picks.
    #[must_use]
    pub fn place(&self) -> Self {
        Self { force: self.force.clone(), nation: self.nation, region: self.region, ..Self::default() }
    }

    /// Which items a figure counts that cannot show both apart: recommendations unless the reader asked.
    pub fn counted(&self) -> RecordTypes {
        self.record_types.unwrap_or(RecordTypes::Recommendations)
    }

    /// The same, both kinds of item together unless the reader asked for one.
    #[must_use]
    pub fn both_unless_asked(self) -> Self {
        Self { record_types: Some(self.record_types.unwrap_or(RecordTypes::Together)), ..self }
    }

    /// The parameters that pick this, in a fixed order: of a page of progress, of a chart, of the briefing.
    pub fn parameters(&self) -> Vec<(&'static str, String)> {
        let mut pairs = self.of_register_without_type();
        pairs.extend(self.record_types.map(|types| ("record_type", types.slug().to_owned())));
        pairs
    }

    /// The parameters by which the register lists exactly the items that [`Selection::counted`] names.
    pub fn of_register(&self) -> Vec<(&'static str, String)> {
        let mut pairs = self.of_register_without_type();
        pairs.extend(self.counted().one().map(|one| ("record_type", one.slug().to_owned())));
        pairs
    }

    /// The same, whatever the record type.
    pub fn of_register_without_type(&self) -> Vec<(&'static str, String)> {
        let pairs = [
            ("force", self.force.as_ref().map(ToString::to_string)),
            ("nation", self.nation.map(|nation| nation.slug().to_owned())),
            ("region", self.region.map(|region| region.slug().to_owned())),
            ("topic", self.topic.map(|topic| topic.slug().to_owned())),
            ("round_kind", self.round_kind.map(|kind| kind.slug().to_owned())),
        ];
        pairs.into_iter().filter_map(|(name, value)| Some((name, value?))).collect()
    }

    /// What is picked, in words, as a headline begins: `England and Wales`, `Kent Police: Investigation (2014 scheme)`.
    /// `force` is the name of the force, where one is picked.
    pub fn name(&self, force: Option<&str>) -> String {
        self.name_of(force, self.topic.map(Heading::One))
    }

    /// The same, of what the picked topic is counted under.
    pub fn name_of(&self, force: Option<&str>, heading: Option<Heading>) -> String {
        let whom = match (force, self.region, self.nation) {
            (Some(force), _, _) => force,
            (None, Some(region), _) => region.label(),
            (None, None, Some(nation)) => nation.label(),
            (None, None, None) => EVERYWHERE,
        };
        let topic = heading.map(|heading| heading.to_string());
        let kind = self.round_kind.map(|kind| format!("raised by {}", raised_by(kind)));
        let of: Vec<_> = topic.into_iter().chain(kind).collect();
        if of.is_empty() { whom.to_owned() } else { format!("{whom}, {}", of.join(", ")) }
    }

    /// Whether it picks from several forces, so that a figure states how many of them it tells of.
    pub const fn is_of_several(&self) -> bool {
        self.force.is_none()
    }

    /// The same of one measure, as an address: `/progress?measure=…`.
    pub fn href(&self, measure: Measure) -> String {
        let mut href = format!("/progress?measure={}", measure.slug());
        for (name, value) in self.parameters() {
            href.extend(["&", name, "=", &value]);
        }
        href
    }
}

/// Rounds of a kind, in the middle of a sentence.
const fn raised_by(kind: RoundKind) -> &'static str {
    match kind {
        RoundKind::Inspection => "inspections",
        RoundKind::PostInspectionReview => "post-inspection reviews",
        RoundKind::ReInspection => "re-inspections",
        RoundKind::ProgressUpdate => "progress updates",
        RoundKind::FollowUpLetter => "follow-up letters",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_picked_is_said_in_words() {
        let region = Selection { region: Some(Region::SouthEast), ..Selection::default() };
        assert_eq!(Selection::default().name(None), "England and Wales");
        assert_eq!(region.name(None), "South East");
        let narrow = Selection {
            topic: Some(Topic::DecisionMaking),
            round_kind: Some(RoundKind::ReInspection),
            ..Selection::of_force("kent".parse().unwrap())
        };
        assert_eq!(
            narrow.name(Some("Kent Police")),
            "Kent Police, Decision making (2014 scheme), raised by re-inspections"
        );
    }

    #[test]
    fn recommendations_and_areas_of_concern_are_added_up_only_where_a_reader_asks() {
        let asked = |record_types| Selection { record_types, ..Selection::default() };
        let of_register = |record_types| asked(record_types).of_register();
        let only = |slug: &str| vec![("record_type", slug.to_owned())];
        assert_eq!(of_register(None), only("recommendation"));
        assert_eq!(of_register(Some(RecordTypes::AreasOfConcern)), only("area_of_concern"));
        assert_eq!(of_register(Some(RecordTypes::Together)), []);
        assert_eq!(asked(Some(RecordTypes::Together)).parameters(), only("together"));
    }
}
