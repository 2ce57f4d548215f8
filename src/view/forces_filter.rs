//! Which forces, in which order: the query string of the table of forces and of its file.

use crate::{
    finding::RecordType,
    force::{Nation, Region},
    parameter::{BadParameter, word},
    query::{Query, query_serde},
    topic::Topic,
    view::register_filter::Direction,
    vocabulary::vocabulary,
};

vocabulary! {
    /// What our sources must hold of a force.
    With, "kind of data" {
        /// At least one round.
        Rounds = "rounds" => "At least one round",
        /// At least one recommendation or area of concern.
        Items = "items" => "At least one recommendation or area of concern",
        /// At least one finding of an item known from the round that raised it: what charts can show.
        Findings = "findings" => "At least one finding that charts show",
        /// At least one finding, also of an item that is known only from the round of the finding. Under a topic: of an item of it
        /// that is known from the round that raised it.
        LookedAt = "looked-at-again" => "Looked at again by inspectors",
        /// The latest finding of an item is of concern. Items known only from a later round are left out.
        StillOfConcern = "still-of-concern" => "Still of concern on return",
        /// The last visit that found anything found something of concern, in whichever topic.
        ConcernAtLastVisit = "concern-at-last-visit" => "Something still of concern when last looked at",
        /// More than one round raised the same topic, both schemes joined by our crosswalk.
        RaisedAnew = "raised-anew" => "A topic raised anew",
        /// At least one audit of case files.
        CaseAudits = "case-audits" => "Case files counted",
        /// The latest audit found more case files inadequate than good.
        MoreInadequate = "more-inadequate" => "More case files inadequate than good",
        /// At least one grade.
        Grades = "grades" => "Topics graded",
        /// At least one status that people recorded.
        Statuses = "statuses" => "A claim or decision",
        /// No recommendation and no area of concern.
        NoItems = "no-items" => "No recommendation or area of concern",
        /// No round.
        NoRounds = "no-rounds" => "No round",
    }
}

vocabulary! {
    /// What the columns of statuses and deadlines count: the two record types are summed only where the reader asks.
    Counted, "record type" {
        /// Formal recommendations.
        Recommendations = "recommendation" => "Recommendations",
        /// Areas of concern.
        AreasOfConcern = "area_of_concern" => "Areas of concern",
        /// The sum of the two.
        Both = "both" => "Both together",
    }
}

vocabulary! {
    /// What the table is sorted by.
    Sort, "order" {
        /// Where to look first, an order by what was last said.
        FirstLook = "first-look" => "Where to look first",
        /// By the name in tables.
        Force = "force" => "Force",
        /// By region.
        Region = "region" => "Region",
        /// By the number of rounds.
        Rounds = "rounds" => "Rounds",
        /// By the number of recommendations.
        Recommendations = "recommendations" => "Recommendations",
        /// By the number of areas of concern.
        AreasOfConcern = "areas-of-concern" => "Areas of concern",
        /// By the number open.
        Open = "open" => "Open",
        /// By the number overdue.
        Overdue = "overdue" => "Overdue",
        /// By the number that the force says is done and inspectors have not verified.
        Gap = "gap" => "Not verified",
        /// By the number whose status is not recorded.
        NotRecorded = "not-recorded" => "Status not recorded",
        /// By what the last round graded or found, best first.
        Latest = "latest" => "Latest grades or findings",
        /// By the date of the last round.
        LastRound = "last-round" => "Last round",
    }
}

/// What the reader asked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ForcesFilter {
    /// Of one nation.
    pub nation: Option<Nation>,
    /// Of one region.
    pub region: Option<Region>,
    /// With some data.
    pub with: Option<With>,
    /// With at least one recommendation or area of concern under this topic.
    pub topic: Option<Topic>,
    /// What is counted.
    pub counted: Counted,
    /// Sorted by.
    pub sort: Sort,
    /// And how.
    pub order: Direction,
}

impl Default for ForcesFilter {
    fn default() -> Self {
        Self {
            nation: None,
            region: None,
            with: None,
            topic: None,
            counted: Counted::Recommendations,
            sort: Sort::FirstLook,
            order: Direction::Ascending,
        }
    }
}

query_serde!(ForcesFilter);

impl Query for ForcesFilter {
    const NAMES: &'static [&'static str] = &["nation", "region", "with", "topic", "record_type", "sort", "order"];
    const REPEATED: &'static [&'static str] = &[];

    fn from_pairs(pairs: &[(&str, &str)]) -> Result<Self, BadParameter> {
        let unset = Self::default();
        let order = word(pairs, "order")?;
        // Links of before there was another order than by name give a direction alone.
        let sort = if order.is_some() { Sort::Force } else { unset.sort };
        Ok(Self {
            nation: word(pairs, "nation")?,
            region: word(pairs, "region")?,
            with: word(pairs, "with")?,
            topic: word(pairs, "topic")?,
            counted: word(pairs, "record_type")?.unwrap_or(unset.counted),
            sort: word(pairs, "sort")?.unwrap_or(sort),
            order: order.unwrap_or(unset.order),
        })
    }

    fn to_pairs(&self) -> Vec<(&'static str, String)> {
        self.parameters().into_iter().chain(self.ordering()).map(|(name, value)| (name, value.to_owned())).collect()
    }
}

impl ForcesFilter {
    /// Which forces, as pairs for an address, in a fixed order.
    pub fn parameters(&self) -> Vec<(&'static str, &'static str)> {
        let pairs = [
            ("nation", self.nation.map(Nation::slug)),
            ("region", self.region.map(Region::slug)),
            ("with", self.with.map(With::slug)),
            ("topic", self.topic.map(Topic::slug)),
        ];
        pairs.into_iter().filter_map(|(name, value)| Some((name, value?))).collect()
    }

    /// What is counted and how it is sorted, as pairs for an address; nothing where they are as they would be anyway.
    pub fn ordering(&self) -> Vec<(&'static str, &'static str)> {
        let unset = Self::default();
        let pairs = [
            ("record_type", (self.counted != unset.counted).then_some(self.counted.slug())),
            // Never a direction alone, which is read as one by name.
            ("sort", ((self.sort, self.order) != (unset.sort, unset.order)).then_some(self.sort.slug())),
            ("order", (self.order != unset.order).then_some(self.order.slug())),
        ];
        pairs.into_iter().filter_map(|(name, value)| Some((name, value?))).collect()
    }
}

impl Counted {
    /// The record types it sums.
    pub const fn record_types(self) -> &'static [RecordType] {
        match self {
            Self::Recommendations => &[RecordType::Recommendation],
            Self::AreasOfConcern => &[RecordType::AreaOfConcern],
            Self::Both => RecordType::ALL,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn recommendations_and_areas_of_concern_are_summed_only_when_asked() {
        assert_eq!(ForcesFilter::from_pairs(&[]).unwrap().counted.record_types(), [RecordType::Recommendation]);
        let both = ForcesFilter::from_pairs(&[("record_type", "both")]).unwrap();
        assert_eq!(both.counted.record_types(), RecordType::ALL);
    }

    #[test]
    fn a_bad_value_is_named_with_what_would_fit() {
        for name in ["nation", "region", "with", "topic", "record_type", "sort", "order"] {
            let error = ForcesFilter::from_pairs(&[(name, "x")]).unwrap_err();
            assert_eq!((error.name.as_str(), error.value.as_str()), (name, "x"));
            assert!(error.allowed.starts_with("one of "), "{error}");
        }
        assert_eq!(ForcesFilter::from_pairs(&[("region", ""), ("colour", "red")]), Ok(ForcesFilter::default()));
    }

    #[test]
    fn a_direction_alone_is_still_one_by_name() {
        let filter = ForcesFilter::from_pairs(&[("order", "desc")]).unwrap();
        assert_eq!((filter.sort, filter.order), (Sort::Force, Direction::Descending));
        assert_eq!(filter.ordering(), [("sort", "force"), ("order", "desc")]);
        let reversed = ForcesFilter { sort: Sort::FirstLook, ..filter };
        assert_eq!(reversed.ordering(), [("sort", "first-look"), ("order", "desc")]);
        assert_eq!(ForcesFilter::from_pairs(&reversed.ordering()), Ok(reversed));
    }

    #[test]
    fn an_address_made_of_a_filter_asks_for_the_same_again() {
        let pairs = [
            ("nation", "wales"),
            ("with", "items"),
            ("topic", "2014-police-detention"),
            ("record_type", "both"),
            ("sort", "open"),
            ("order", "desc"),
        ];
        let filter = ForcesFilter::from_pairs(&pairs).unwrap();
        let again: Vec<_> = filter.parameters().into_iter().chain(filter.ordering()).collect();
        assert_eq!(again, pairs);
        assert!(ForcesFilter::default().parameters().is_empty() && ForcesFilter::default().ordering().is_empty());
    }
}
