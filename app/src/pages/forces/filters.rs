//! The filters of the table of forces: one line of selects.

use std::fmt::Display;

use followup::{
    force::Region,
    topic::Topic,
    view::forces_filter::{Counted, With},
};
use leptos::prelude::*;

use super::{PATH, address::Address};
use crate::components::{Choice, FilterLine, Link, SelectField};

/// The form. A nation has no field, because Wales is one of the regions; one that the address asks for is kept.
pub(super) fn filters(address: Address) -> impl IntoView {
    let filter = address.filter;
    let counted = Counted::ALL.iter().map(|counted| {
        // The one that is counted anyway need not stand in the address.
        let value = if *counted == Counted::Recommendations { "" } else { counted.slug() };
        Choice::new(value, counted.label(), *counted == filter.counted)
    });
    let counted: Vec<_> = counted.collect();
    let chosen = [
        ("region", filter.region.map(|region| format!("Region: {region}"))),
        ("nation", filter.nation.map(|nation| format!("Nation: {nation}"))),
        ("topic", filter.topic.map(|topic| format!("Topic: {}", topic.with_scheme()))),
        ("with", filter.with.map(|with| with.to_string())),
    ];
    let chosen = chosen.into_iter().filter_map(|(name, words)| Some(Link::new(words?, address.without(name))));
    let selected = chosen.collect();
    view! {
        <FilterLine action=PATH selected clear_href=address.without_filters() keep=address.kept_by_form()>
            <SelectField name="region" label="Region" options=one_of(Region::ALL, filter.region, Region::slug, "All regions")/>
            <SelectField name="topic" label="Topic" options=topics(filter.topic)/>
            <SelectField name="with" label="Show" options=one_of(With::ALL, filter.with, With::slug, "All forces")/>
            <SelectField name="record_type" label="Count" options=counted/>
        </FilterLine>
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
    [Choice::new("", "All topics", chosen.is_none())].into_iter().chain(each).collect()
}
