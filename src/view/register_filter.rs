//! What a reader asks of the register: filters, order and page, parsed once from the query string.

use chrono::NaiveDate;

use crate::{
    deadline::{Basis, DeadlineState},
    finding::{Finding, FindingGroup, KnownFrom, RecordType},
    force::{ForceSlug, Nation, Region},
    inspectorate_status::InspectorateStatus,
    invisible_signs::{is_ignorable, shows_nothing},
    parameter::BadParameter,
    position::Position,
    progress::deadlines::Moved,
    query::{Query, query_serde},
    query_pairs::{QueryPairs, refused},
    round::{RoundKind, RoundSlug},
    scope::Scope,
    status::{Status, StatusGroup},
    topic::Topic,
    view::register::FoundFilter,
    vocabulary::vocabulary,
};

#[cfg(test)]
mod tests;

/// The longest text that can be searched for.
pub const LONGEST_TEXT: usize = 200;

vocabulary! {
    /// By what the rows are ordered. The reference always comes last, so that every order is total.
    Sort, "order" {
        /// What is searched for: the item whose reference was typed, those whose wording has the words, then those with them elsewhere;
        /// within each where to look first. Without a search it is where to look first.
        Relevance = "relevance" => "Best match",
        /// What is still of concern or overdue, then what partly improved, what is claimed and not verified, what is past its
        /// deadline, what nobody has looked at again, what improved, and what is closed; within each the newest fact first.
        FirstLook = "first-look" => "Where to look first",
        /// By reference alone.
        Reference = "reference" => "Reference",
        /// By the force's name.
        Force = "force" => "Force",
        /// By topic, in the order of the schemes.
        Topic = "topic" => "Topic",
        /// By status.
        Status = "status" => "Status",
        /// By due day; no day comes last.
        Due = "due" => "Deadline",
        /// By finding; none comes last.
        Finding = "finding" => "Finding",
        /// By the day it was raised; no day comes last.
        Raised = "raised" => "Raised",
    }
}

vocabulary! {
    /// Which way.
    Direction, "direction" {
        /// Smallest, earliest first.
        Ascending = "asc" => "Ascending",
        /// Largest, latest first.
        Descending = "desc" => "Descending",
    }
}

/// What a reader asks of the register. The fields are named after their parameters, which are a contract with every link.
#[derive(Debug, Clone, PartialEq, Eq)]
#[expect(missing_docs, reason = "each field is the parameter of its name, read as its type says")]
pub struct RegisterFilter {
    pub force: Vec<ForceSlug>,
    pub nation: Option<Nation>,
    pub region: Option<Region>,
    pub topic: Vec<Topic>,
    pub status: Vec<Status>,
    pub status_group: Option<StatusGroup>,
    /// The latest finding; with `found_in` or `found_by` the finding of that visit.
    pub finding: Option<FoundFilter>,
    /// Any of these groups; all four ask for any finding at all.
    pub finding_group: Vec<FindingGroup>,
    /// What this round of the force could have spoken of: whatever earlier rounds raised.
    pub found_in: Option<RoundSlug>,
    /// The same for all rounds of a kind: for each item the last of them that spoke of it counts.
    pub found_by: Option<RoundKind>,
    pub deadline_state: Vec<DeadlineState>,
    /// Due on this day or later.
    pub due_from: Option<NaiveDate>,
    /// Due on this day or earlier.
    pub due_to: Option<NaiveDate>,
    /// How its deadline stands to the first that was given.
    pub moved: Option<Moved>,
    pub basis: Option<Basis>,
    pub raised_in: Option<RoundSlug>,
    /// The kind of the round that raised it.
    pub round_kind: Option<RoundKind>,
    pub record_type: Option<RecordType>,
    pub known_from: Option<KnownFrom>,
    pub position: Option<Position>,
    pub inspectorate_status: Option<InspectorateStatus>,
    /// Only the assurance gap: said to be done, not verified.
    pub gap: bool,
    /// Claimed done without a break since this day or later.
    pub claimed_from: Option<NaiveDate>,
    /// Claimed done without a break since this day or earlier.
    pub claimed_to: Option<NaiveDate>,
    /// Words, phrases or a reference, looked for in every text of an item that the reader may read.
    pub q: Option<String>,
    /// Whether words are looked for as they were typed only, also where there are none such and others are near.
    pub exact: bool,
    pub sort: Sort,
    pub order: Direction,
    /// From 1.
    pub page: u32,
    /// No parameter: about which forces the reader may read. Nothing about another is found, counted or offered.
    pub within: Scope,
}

impl Default for RegisterFilter {
    /// Everything, the first to look at first, first page.
    fn default() -> Self {
        Self {
            force: Vec::new(),
            nation: None,
            region: None,
            topic: Vec::new(),
            status: Vec::new(),
            status_group: None,
            finding: None,
            finding_group: Vec::new(),
            found_in: None,
            found_by: None,
            deadline_state: Vec::new(),
            due_from: None,
            due_to: None,
            moved: None,
            basis: None,
            raised_in: None,
            round_kind: None,
            record_type: None,
            known_from: None,
            position: None,
            inspectorate_status: None,
            gap: false,
            claimed_from: None,
            claimed_to: None,
            q: None,
            exact: false,
            sort: Sort::FirstLook,
            order: Direction::Ascending,
            page: 1,
            within: Scope::EveryForce,
        }
    }
}

query_serde!(RegisterFilter);

impl Query for RegisterFilter {
    const NAMES: &'static [&'static str] = &[
        "force",
        "nation",
        "region",
        "topic",
        "status",
        "status_group",
        "finding",
        "finding_group",
        "found_in",
        "found_by",
        "deadline_state",
        "due_from",
        "due_to",
        "moved",
        "basis",
        "raised_in",
        "round_kind",
        "record_type",
        "known_from",
        "position",
        "inspectorate_status",
        "gap",
        "claimed_from",
        "claimed_to",
        "q",
        "exact",
        "sort",
        "order",
        "page",
    ];
    const REPEATED: &'static [&'static str] = &["force", "topic", "status", "finding_group", "deadline_state"];

    fn from_pairs(pairs: &[(&str, &str)]) -> Result<Self, BadParameter> {
        let given = QueryPairs::new(pairs.iter().copied());
        let order = given.one("order")?;
        let q = given
            .text("q", LONGEST_TEXT)?
            .map(|text| text.replace(is_ignorable, ""))
            .filter(|text| !shows_nothing(text));
        // A direction alone is that of the references, by which rows stood before there was an order by where to look first.
        let usual_sort = if order.is_some() { Sort::Reference } else { usual_sort(q.is_some()) };
        let filter = Self {
            force: given.many("force")?,
            nation: given.one("nation")?,
            region: given.one("region")?,
            topic: given.many("topic")?,
            status: given.many("status")?,
            status_group: given.one("status_group")?,
            finding: given.one("finding")?,
            finding_group: given.many("finding_group")?,
            found_in: given.one("found_in")?,
            found_by: given.one("found_by")?,
            deadline_state: given.many("deadline_state")?,
            due_from: given.day("due_from")?,
            due_to: given.day("due_to")?,
            moved: given.one("moved")?,
            basis: given.one("basis")?,
            raised_in: given.one("raised_in")?,
            round_kind: given.one("round_kind")?,
            record_type: given.one("record_type")?,
            known_from: given.one("known_from")?,
            position: given.one("position")?,
            inspectorate_status: given.one("inspectorate_status")?,
            gap: given.yes("gap")?,
            claimed_from: given.day("claimed_from")?,
            claimed_to: given.day("claimed_to")?,
            q,
            exact: given.yes("exact")?,
            sort: given.one("sort")?.unwrap_or(usual_sort),
            order: order.unwrap_or(Direction::Ascending),
            page: given.page("page")?,
            within: Scope::EveryForce,
        };
        for (first, from, last, to) in [
            ("due_from", filter.due_from, "due_to", filter.due_to),
            ("claimed_from", filter.claimed_from, "claimed_to", filter.claimed_to),
        ] {
            if let (Some(from), Some(to)) = (from, to)
                && from > to
            {
                return Err(refused(first, &from.to_string(), format!("no later than {last}, {to}")));
            }
        }
        // A round's slug is a name within its force: without the force it names nothing.
        for (name, round) in [("found_in", &filter.found_in), ("raised_in", &filter.raised_in)] {
            if let (Some(round), true) = (round, filter.force.is_empty()) {
                return Err(refused(name, round.as_str(), "given together with force"));
            }
        }
        Ok(filter)
    }

    fn to_pairs(&self) -> Vec<(&'static str, String)> {
        let page = (self.page > 1).then(|| ("page", self.page.to_string()));
        self.parameters().into_iter().chain(self.ordering()).chain(page).collect()
    }
}

/// The order of the rows where none is asked for.
const fn usual_sort(is_search: bool) -> Sort {
    if is_search { Sort::Relevance } else { Sort::FirstLook }
}

impl RegisterFilter {
    /// The same filter for somebody who may read about these forces.
    #[must_use]
    pub fn within(self, within: Scope) -> Self {
        Self { within, ..self }
    }

    /// The forces that are asked about and may be read about; `None` for all of them.
    pub fn forces(&self) -> Option<Vec<String>> {
        let slugs = |forces: &[ForceSlug]| forces.iter().map(|force| force.as_str().to_owned()).collect();
        match (self.force.as_slice(), self.within.only()) {
            ([], None) => None,
            ([], Some(within)) => Some(slugs(within)),
            (asked, _) => {
                let asked: Vec<_> = asked.iter().filter(|force| self.within.covers(force)).cloned().collect();
                Some(slugs(&asked))
            }
        }
    }

    /// The filters as pairs for an address, in a fixed order; order and page are not among them.
    pub fn parameters(&self) -> Vec<(&'static str, String)> {
        let mut pairs = Vec::new();
        let mut add = |name, value: &str| pairs.push((name, value.to_owned()));
        self.force.iter().for_each(|value| add("force", value.as_str()));
        self.nation.iter().for_each(|value| add("nation", value.slug()));
        self.region.iter().for_each(|value| add("region", value.slug()));
        self.topic.iter().for_each(|value| add("topic", value.slug()));
        self.status.iter().for_each(|value| add("status", value.slug()));
        self.status_group.iter().for_each(|value| add("status_group", value.slug()));
        self.finding.iter().for_each(|value| add("finding", value.slug()));
        self.finding_group.iter().for_each(|value| add("finding_group", value.slug()));
        self.found_in.iter().for_each(|value| add("found_in", value.as_str()));
        self.found_by.iter().for_each(|value| add("found_by", value.slug()));
        self.deadline_state.iter().for_each(|value| add("deadline_state", value.slug()));
        self.due_from.iter().for_each(|value| add("due_from", &value.to_string()));
        self.due_to.iter().for_each(|value| add("due_to", &value.to_string()));
        self.moved.iter().for_each(|value| add("moved", value.slug()));
        self.basis.iter().for_each(|value| add("basis", value.slug()));
        self.raised_in.iter().for_each(|value| add("raised_in", value.as_str()));
        self.round_kind.iter().for_each(|value| add("round_kind", value.slug()));
        self.record_type.iter().for_each(|value| add("record_type", value.slug()));
        self.known_from.iter().for_each(|value| add("known_from", value.slug()));
        self.position.iter().for_each(|value| add("position", value.slug()));
        self.inspectorate_status.iter().for_each(|value| add("inspectorate_status", value.slug()));
        self.gap.then_some("yes").iter().for_each(|value| add("gap", value));
        self.claimed_from.iter().for_each(|value| add("claimed_from", &value.to_string()));
        self.claimed_to.iter().for_each(|value| add("claimed_to", &value.to_string()));
        self.q.iter().for_each(|value| add("q", value));
        self.exact.then_some("yes").iter().for_each(|value| add("exact", value));
        pairs
    }

    /// Sort order and direction as pairs for an address; nothing where they are as they would be anyway.
    pub fn ordering(&self) -> Vec<(&'static str, String)> {
        let is_usual = self.sort == usual_sort(self.q.is_some()) && self.order == Direction::Ascending;
        let sort = (!is_usual).then_some(("sort", self.sort.slug()));
        let order = (self.order != Direction::Ascending).then_some(("order", self.order.slug()));
        sort.into_iter().chain(order).map(|(name, value)| (name, value.to_owned())).collect()
    }

    /// Whether the findings are asked about of particular visits and not just the latest.
    pub const fn asks_of_visits(&self) -> bool {
        self.found_in.is_some() || self.found_by.is_some()
    }

    /// The statuses that every filter on status allows; `None` where there is no such filter.
    pub fn statuses(&self) -> Option<Vec<String>> {
        let asked = !self.status.is_empty() || self.status_group.is_some() || self.gap;
        asked.then(|| {
            let allowed = |status: &Status| {
                (self.status.is_empty() || self.status.contains(status))
                    && self.status_group.is_none_or(|group| status.group() == Some(group))
                    && (!self.gap || status.group() == Some(StatusGroup::SaidDone))
            };
            Status::ALL.iter().copied().filter(allowed).map(|status| status.slug().to_owned()).collect()
        })
    }

    /// The findings that every filter on findings allows; `None` where there is no such filter.
    pub fn findings(&self) -> Option<Vec<String>> {
        let asked = match self.finding {
            Some(FoundFilter::Is(finding)) => Some(finding),
            _ => None,
        };
        (asked.is_some() || !self.finding_group.is_empty()).then(|| {
            let allowed = |finding: &Finding| {
                asked.is_none_or(|asked| asked == *finding)
                    && (self.finding_group.is_empty() || self.finding_group.contains(&finding.group()))
            };
            Finding::ALL.iter().copied().filter(allowed).map(|finding| finding.slug().to_owned()).collect()
        })
    }

    /// Which kind of silence is asked for, if any.
    pub fn silence(&self) -> Option<&'static str> {
        self.finding.filter(|finding| !matches!(finding, FoundFilter::Is(_))).map(FoundFilter::slug)
    }
}
