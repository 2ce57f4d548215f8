//! The filters of the register: what is chosen, removable one by one, and the form to choose more.

use std::fmt::Display;

use followup::{
    deadline::{Basis, DeadlineState},
    finding::{FindingGroup, KnownFrom, RecordType},
    force::{Nation, Region},
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
use crate::components::{CheckboxGroup, Choice, Details, FilterPanel, Link, SearchField, SelectField};

/// What only links ask for: such a choice has no field, but is kept and can be removed.
const BY_LINK_ONLY: [&str; 8] =
    ["status_group", "finding_group", "found_in", "found_by", "raised_in", "due_from", "due_to", "moved"];

/// The panel.
pub(super) fn filters(address: &Address, found: &RegisterView) -> impl IntoView + use<> {
    let filter = address.filter().clone();
    let selected = selected(address, found);
    let by_link = filter.parameters().into_iter().filter(|(name, _)| BY_LINK_ONLY.contains(name));
    let keep = by_link.map(|(name, value)| (name.to_owned(), value)).chain(address.kept()).collect();
    let forces = found
        .forces
        .iter()
        .map(|force| Choice::new(force.slug.as_str(), force.name.as_str(), filter.force.contains(&force.slug)))
        .collect::<Vec<_>>();
    let topics = topics(&filter);
    let gap = vec![Choice::new("yes", "Said done, not verified", filter.gap)];
    view! {
        <FilterPanel action=PATH selected clear_href=address.without_filters() keep>
            <SearchField name="q" label="Search" value=filter.q.clone().unwrap_or_default() hint="Words of the wording, or a reference"/>
            <Details summary=folded("Force", filter.force.len())>
                <CheckboxGroup name="force" legend="Force" options=forces/>
            </Details>
            <SelectField name="region" label="Region" options=one_of(Region::ALL, filter.region, Region::slug, "Any region")/>
            <SelectField
                name="record_type"
                label="Record type"
                options=one_of(RecordType::ALL, filter.record_type, RecordType::slug, "Both, counted apart")
            />
            <CheckboxGroup name="status" legend="Status" options=any_of(Status::ALL, &filter.status, Status::slug)/>
            <CheckboxGroup name="gap" legend="Said done, not verified" options=gap/>
            <SelectField name="finding" label="Finding" options=findings(&filter)/>
            <CheckboxGroup
                name="deadline_state"
                legend="Deadline"
                options=any_of(DeadlineState::ALL, &filter.deadline_state, DeadlineState::slug)
            />
            <Details summary=folded("Topic", filter.topic.len())>
                <CheckboxGroup name="topic" legend="Topic" options=topics/>
            </Details>
            <MoreFilters filter/>
        </FilterPanel>
    }
}

/// What few people ask for, folded away.
#[component]
fn MoreFilters(filter: RegisterFilter) -> impl IntoView {
    let chosen = [
        filter.nation.is_some(),
        filter.round_kind.is_some(),
        filter.known_from.is_some(),
        filter.basis.is_some(),
        filter.position.is_some(),
        filter.inspectorate_status.is_some(),
    ];
    let chosen = chosen.into_iter().filter(|chosen| *chosen).count();
    view! {
        <Details summary=folded("More filters", chosen)>
            <SelectField name="nation" label="Nation" options=one_of(Nation::ALL, filter.nation, Nation::slug, "Either nation")/>
            <SelectField
                name="round_kind"
                label="Raised by"
                options=one_of(RoundKind::ALL, filter.round_kind, RoundKind::slug, "Any kind of round")
            />
            <SelectField
                name="known_from"
                label="Known from"
                options=one_of(KnownFrom::ALL, filter.known_from, KnownFrom::slug, "Any round")
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
        </Details>
    }
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

fn any_of<T: Copy + PartialEq + Display>(all: &[T], chosen: &[T], slug: fn(T) -> &'static str) -> Vec<Choice> {
    all.iter().map(|word| Choice::new(slug(*word), word.to_string(), chosen.contains(word))).collect()
}

fn topics(filter: &RegisterFilter) -> Vec<Choice> {
    let choice =
        |topic: &Topic| Choice::new(topic.slug(), topic.with_scheme().to_string(), filter.topic.contains(topic));
    Topic::ALL.iter().map(choice).collect()
}

fn findings(filter: &RegisterFilter) -> Vec<Choice> {
    let each = FoundFilter::all().map(|found| Choice::new(found.slug(), found.label(), filter.finding == Some(found)));
    [Choice::new("", "Any finding", filter.finding.is_none())].into_iter().chain(each).collect()
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
        "status" => ("Status", label::<Status>(value)),
        "status_group" => ("Status group", label::<StatusGroup>(value)),
        "finding" => (finding, value.parse::<FoundFilter>().ok().map(|found| found.label().to_owned())),
        "finding_group" => ("Finding group", label::<FindingGroup>(value)),
        "found_in" => ("Raised before", round()),
        "found_by" => ("With a later", label::<RoundKind>(value).map(|kind| kind.to_lowercase())),
        "deadline_state" => ("Deadline", label::<DeadlineState>(value)),
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
        "gap" => ("Said done, not verified", Some("yes".to_owned())),
        "q" => ("Search", None),
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
