//! The filters of the table of forces: what is chosen, removable one by one, and the form to choose more.

use std::fmt::Display;

use followup::{
    force::{Nation, Region},
    topic::Topic,
    view::forces_filter::{Counted, With},
};
use leptos::prelude::*;

use super::{PATH, address::Address};
use crate::components::{Choice, FilterPanel, Link, SelectField};

/// The panel.
pub(super) fn filters(address: Address) -> impl IntoView {
    let filter = address.filter;
    let counted = Counted::ALL.iter().map(|counted| {
        // The one that is counted anyway need not stand in the address.
        let value = if *counted == Counted::Recommendations { "" } else { counted.slug() };
        Choice::new(value, counted.label(), *counted == filter.counted)
    });
    let counted: Vec<_> = counted.collect();
    view! {
        <FilterPanel action=PATH selected=selected(address) clear_href=address.without_filters() keep=address.kept_by_form()>
            <SelectField name="nation" label="Nation" options=one_of(Nation::ALL, filter.nation, Nation::slug, "Either nation")/>
            <SelectField name="region" label="Region" options=one_of(Region::ALL, filter.region, Region::slug, "Any region")/>
            <SelectField name="with" label="Our sources hold" options=one_of(With::ALL, filter.with, With::slug, "Anything or nothing")/>
            <SelectField name="topic" label="With an item on" options=topics(filter.topic)/>
            <SelectField
                name="record_type"
                label="Columns by status count"
                options=counted
            />
        </FilterPanel>
    }
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

fn topics(chosen: Option<Topic>) -> Vec<Choice> {
    let each = Topic::ALL
        .iter()
        .map(|topic| Choice::new(topic.slug(), topic.with_scheme().to_string(), chosen == Some(*topic)));
    [Choice::new("", "Any topic", chosen.is_none())].into_iter().chain(each).collect()
}

/// Each choice in words, as a link to this page without it.
fn selected(address: Address) -> Vec<Link> {
    let filter = address.filter;
    let counted =
        (filter.counted != Counted::Recommendations).then(|| format!("Columns by status count: {}", filter.counted));
    let chosen = [
        ("nation", filter.nation.map(|nation| format!("Nation: {nation}"))),
        ("region", filter.region.map(|region| format!("Region: {region}"))),
        ("with", filter.with.map(|with| format!("Our sources hold: {}", with.label().to_lowercase()))),
        ("topic", filter.topic.map(|topic| format!("With an item on: {}", topic.with_scheme()))),
        ("record_type", counted),
    ];
    chosen.into_iter().filter_map(|(name, words)| Some(Link::new(words?, address.without(name)))).collect()
}
