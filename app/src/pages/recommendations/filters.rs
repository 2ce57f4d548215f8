//! The filters of the register: what is chosen, removable one by one, and the form to choose more.

use std::fmt::Display;

use followup::{
    deadline::{Basis, DeadlineState},
    finding::{FindingGroup, KnownFrom, RecordType},
    force::{ForceSlug, Nation, Region},
    inspectorate_status::InspectorateStatus,
    partial_date::PartialDate,
    position::Position,
    progress::deadlines::Moved,
    round::RoundKind,
    status::{Status, StatusGroup},
    topic::Topic,
    view::{
        register::{FoundFilter, RegisterView},
        register_filter::RegisterFilter,
    },
};
use leptos::prelude::*;

use super::{PATH, address::Address};
use crate::components::{CheckboxGroup, Choice, Details, FilterLine, Link, SearchField, SelectField};

/// What only links ask for: such a choice has no field, but is kept and can be removed.
const BY_LINK_ONLY: [&str; 10] = [
    "status_group",
    "finding_group",
    "found_in",
    "found_by",
    "raised_in",
    "due_from",
    "due_to",
    "moved",
    "claimed_from",
    "claimed_to",
];

/// One line of fields, the rarer ones folded away at its end; on a phone all of them are. What is chosen stands below.
///
/// A parameter that can be chosen more than once has a select for the first choice and boxes for the others: what is sent is both
/// together.
pub(super) fn filters(address: &Address, found: &RegisterView) -> impl IntoView + use<> {
    let filter = address.filter().clone();
    let selected = selected(address, found);
    let by_link = filter.parameters().into_iter().filter(|(name, _)| BY_LINK_ONLY.contains(name));
    let keep = by_link.map(|(name, value)| (name.to_owned(), value)).chain(address.kept()).collect();
    let forces = Several::forces(found, &filter);
    let topics = Several::new(
        Topic::ALL.iter().map(|topic| (topic.slug(), topic.with_scheme().to_string())),
        filter.topic.iter().map(|topic| topic.slug()),
    );
    let statuses = Several::new(
        Status::ALL.iter().map(|status| (status.slug(), status_words(*status).to_owned())),
        filter.status.iter().map(|status| status.slug()),
    );
    let deadlines = Several::new(
        DeadlineState::ALL.iter().map(|state| (state.slug(), deadline_words(*state).to_owned())),
        filter.deadline_state.iter().map(|state| state.slug()),
    );
    let first = |name: &'static str, label: &'static str, several: &Several, any: &'static str| {
        view! { <SelectField name id=format!("{name}-first") label options=several.first(any)/> }
    };
    let first = view! {
        {first("force", "Force", &forces, "All forces")}
        {first("topic", "Topic", &topics, "All topics")}
        <SelectField name="finding" label="Finding" options=findings(&filter)/>
        {first("status", "Status", &statuses, "Any status")}
        {first("deadline_state", "Deadline", &deadlines, "Any deadline")}
    };
    let others = view! {
        <Others name="force" what="Other forces" of=forces/>
        <Others name="topic" what="Other topics" of=topics/>
        <Others name="status" what="Other statuses" of=statuses/>
        <Others name="deadline_state" what="Other deadlines" of=deadlines/>
    };
    let more = more(&filter);
    view! {
        <FilterLine action=PATH selected clear_href=address.without_filters() keep>
            <SearchField name="q" label="Words or reference" value=filter.q.clone().unwrap_or_default()/>
            {first}
            <Details summary=folded("More", chosen_in_more(&filter))>
                <div class="app-filter-line__more">{more}</div>
                <div class="app-register__others">{others}</div>
            </Details>
        </FilterLine>
    }
}

/// The values of a parameter that can be chosen more than once, and those that are chosen, in the order of the address.
struct Several {
    values: Vec<(String, String)>,
    chosen: Vec<String>,
}

impl Several {
    fn new<'a>(values: impl Iterator<Item = (&'a str, String)>, chosen: impl Iterator<Item = &'a str>) -> Self {
        let values = values.map(|(value, words)| (value.to_owned(), words)).collect();
        Self { values, chosen: chosen.map(str::to_owned).collect() }
    }

    fn forces(found: &RegisterView, filter: &RegisterFilter) -> Self {
        Self::new(
            found.forces.iter().map(|force| (force.slug.as_str(), force.name.clone())),
            filter.force.iter().map(ForceSlug::as_str),
        )
    }

    /// All values, the first that is chosen selected.
    fn first(&self, any: &str) -> Vec<Choice> {
        let first = self.chosen.first();
        let each = self.values.iter().map(|(value, words)| Choice::new(value, words, first == Some(value)));
        [Choice::new("", any, first.is_none())].into_iter().chain(each).collect()
    }

    /// All values but the first that is chosen.
    fn others(&self) -> Vec<Choice> {
        let others = self.values.iter().filter(|(value, _)| self.chosen.first() != Some(value));
        others.map(|(value, words)| Choice::new(value, words, self.chosen.contains(value))).collect()
    }
}

/// Boxes for more values than the one that is selected.
#[component]
fn Others(name: &'static str, what: &'static str, of: Several) -> impl IntoView {
    let summary = folded(what, of.chosen.len().saturating_sub(1));
    let options = of.others();
    view! {
        <Details summary>
            <CheckboxGroup name legend=what options/>
        </Details>
    }
}

/// The fields that few people ask for.
fn more(filter: &RegisterFilter) -> impl IntoView + use<> {
    let gap = vec![Choice::new("yes", "Claimed done, not verified", filter.gap)];
    view! {
        <SelectField name="region" label="Region" options=one_of(Region::ALL, filter.region, Region::slug, "All regions")/>
        <SelectField name="nation" label="Nation" options=one_of(Nation::ALL, filter.nation, Nation::slug, "Both nations")/>
        <SelectField
            name="record_type"
            label="Record type"
            options=one_of(RecordType::ALL, filter.record_type, RecordType::slug, "Both, counted apart")
        />
        <SelectField
            name="round_kind"
            label="Raised by"
            options=one_of(RoundKind::ALL, filter.round_kind, RoundKind::slug, "Any kind of visit")
        />
        <SelectField
            name="known_from"
            label="Known from"
            options=one_of(KnownFrom::ALL, filter.known_from, KnownFrom::slug, "Any visit")
        />
        <SelectField name="basis" label="Deadline basis" options=one_of(Basis::ALL, filter.basis, Basis::slug, "Any basis")/>
        <SelectField
            name="position"
            label="Force position"
            options=one_of(Position::ALL, filter.position, Position::slug, "Any position")
        />
        <SelectField
            name="inspectorate_status"
            label="Inspectorate status"
            options=one_of(InspectorateStatus::ALL, filter.inspectorate_status, InspectorateStatus::slug, "Any status")
        />
        <CheckboxGroup name="gap" legend="Claims" options=gap/>
    }
}

/// How many choices are folded away.
fn chosen_in_more(filter: &RegisterFilter) -> usize {
    let one = [
        filter.region.is_some(),
        filter.nation.is_some(),
        filter.record_type.is_some(),
        filter.round_kind.is_some(),
        filter.known_from.is_some(),
        filter.basis.is_some(),
        filter.position.is_some(),
        filter.inspectorate_status.is_some(),
        filter.gap,
    ];
    let beyond_the_first = [filter.force.len(), filter.topic.len(), filter.status.len(), filter.deadline_state.len()];
    one.into_iter().filter(|chosen| *chosen).count()
        + beyond_the_first.into_iter().map(|chosen| chosen.saturating_sub(1)).sum::<usize>()
}

fn folded(what: &str, chosen: usize) -> String {
    if chosen == 0 { what.to_owned() } else { format!("{what} ({chosen} chosen)") }
}

fn one_of<T: Copy + PartialEq + Display>(
    all: &[T],
    chosen: Option<T>,
    slug: fn(T) -> &'static str,
    any: &str,
) -> Vec<Choice> {
    let each = all.iter().map(|word| Choice::new(slug(*word), word.to_string(), chosen == Some(*word)));
    [Choice::new("", any, chosen.is_none())].into_iter().chain(each).collect()
}

fn findings(filter: &RegisterFilter) -> Vec<Choice> {
    let each = FoundFilter::all().map(|found| Choice::new(found.slug(), found.label(), filter.finding == Some(found)));
    [Choice::new("", "Any finding", filter.finding.is_none())].into_iter().chain(each).collect()
}

const fn status_words(status: Status) -> &'static str {
    match status {
        Status::NotRecorded => "Not public",
        known => known.label(),
    }
}

const fn deadline_words(state: DeadlineState) -> &'static str {
    match state {
        DeadlineState::Undated => "No date known",
        DeadlineState::PassedOutcomeNotKnown => "Passed, not known if done",
        known => known.label(),
    }
}

/// Each choice in words, as a link to this page without it.
fn selected(address: &Address, found: &RegisterView) -> Vec<Link> {
    let filter = address.filter();
    filter
        .parameters()
        .into_iter()
        .map(|(name, value)| Link::new(in_words(name, &value, filter, found), address.without(name, &value)))
        .collect()
}

fn in_words(name: &str, value: &str, filter: &RegisterFilter, found: &RegisterView) -> String {
    let force = || found.forces.iter().find(|force| force.slug.as_str() == value).map(|force| force.name.clone());
    let round = || found.rounds.iter().find(|round| round.slug.as_str() == value).map(|round| round.title.clone());
    let finding = if filter.asks_of_visits() { "Found then" } else { "Latest finding" };
    let (what, words) = match name {
        "force" => ("Force", force()),
        "nation" => ("Nation", label::<Nation>(value)),
        "region" => ("Region", label::<Region>(value)),
        "topic" => ("Topic", value.parse::<Topic>().ok().map(|topic| topic.with_scheme().to_string())),
        "status" => ("Status", value.parse().ok().map(|status| status_words(status).to_owned())),
        "status_group" => ("Status group", label::<StatusGroup>(value)),
        "finding" => (finding, value.parse::<FoundFilter>().ok().map(|found| found.label().to_owned())),
        "finding_group" => ("Finding group", label::<FindingGroup>(value)),
        "found_in" => ("Raised before", round()),
        "found_by" => ("With a later", label::<RoundKind>(value).map(|kind| kind.to_lowercase())),
        "deadline_state" => ("Deadline", value.parse().ok().map(|state| deadline_words(state).to_owned())),
        "due_from" => ("Due on or after", day(value)),
        "due_to" => ("Due on or before", day(value)),
        "moved" => ("Deadline against the first", label::<Moved>(value)),
        "basis" => ("Deadline basis", label::<Basis>(value)),
        "raised_in" => ("Raised in", round()),
        "round_kind" => ("Raised by", label::<RoundKind>(value)),
        "record_type" => ("Record type", label::<RecordType>(value)),
        "known_from" => ("Known from", label::<KnownFrom>(value)),
        "position" => ("Force position", label::<Position>(value)),
        "inspectorate_status" => ("Inspectorate status", label::<InspectorateStatus>(value)),
        "gap" => ("Claimed done, not verified", Some("yes".to_owned())),
        "claimed_from" => ("Claimed done on or after", day(value)),
        "claimed_to" => ("Claimed done on or before", day(value)),
        "q" => ("Words", None),
        "exact" => ("Spelled as typed", Some("yes".to_owned())),
        other => (other, None),
    };
    format!("{what}: {}", words.unwrap_or_else(|| value.to_owned()))
}

fn day(value: &str) -> Option<String> {
    value.parse::<PartialDate>().ok().map(|day| day.to_string())
}

fn label<T: std::str::FromStr + Display>(slug: &str) -> Option<String> {
    slug.parse::<T>().ok().map(|word| word.to_string())
}
