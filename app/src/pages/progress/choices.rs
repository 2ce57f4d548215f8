//! The form of a page of progress: of whom, of which months, beside what.

use std::fmt::Display;

use followup::{
    crosswalk::{self, Schemes},
    force::{Nation, Region},
    progress::{forces_at_a_glance::By, measure::Measure, selection::RecordTypes},
    round::RoundKind,
    topic::Topic,
    view::forces::ForceName,
};
use leptos::prelude::*;

use super::{PATH, address::Address};
use crate::components::{CheckboxGroup, Choice, DateField, DatePrecision, Details, FilterLine, Link, SelectField};

/// The names of the form's fields, with what their choice is called where it can be taken away.
const FIELDS: [(&str, &str); 17] = [
    ("force", "Force"),
    ("nation", "Nation"),
    ("region", "Region"),
    ("topic", "Topic"),
    ("round_kind", "Raised by"),
    ("record_type", "Record type"),
    ("by", "Each force by"),
    ("schemes", "Topic schemes"),
    ("from", "From"),
    ("to", "To"),
    ("with_everywhere", "Beside England and Wales"),
    ("with_force", "Beside force"),
    ("with_nation", "Beside nation"),
    ("with_region", "Beside region"),
    ("with_topic", "Beside topic"),
    ("with_round_kind", "Beside those raised by"),
    ("with_as_at", "Beside the day"),
];

/// The line of fields that every measure has, with the others folded away: of all measures no second choice can be made.
pub(super) fn section(address: &Address, names: Vec<ForceName>) -> impl IntoView + use<> {
    let cleared = FIELDS.iter().fold(address.clone(), |address, (name, _)| address.without(name)).href();
    let selected = selected(address, &names);
    let given = |name: &str| address.given(name).unwrap_or_default().to_owned();
    let forces = |name: &str, any: &str| {
        let chosen = given(name);
        let each = names
            .iter()
            .map(|force| Choice::new(force.slug.as_str(), force.name.as_str(), force.slug.as_str() == chosen));
        [Choice::new("", any, chosen.is_empty())].into_iter().chain(each).collect::<Vec<_>>()
    };
    let beside = selected_beside(address);
    let regions = |name: &str, any: &str| words(Region::ALL, Region::slug, &given(name), any);
    let second = [
        view! { <CheckboxGroup name="with_everywhere" legend="Beside" options=vec![Choice::new("yes", "England and Wales", given("with_everywhere") == "yes")]/> }.into_any(),
        view! { <SelectField name="with_force" label="Beside force" options=forces("with_force", "No force")/> }.into_any(),
        view! { <SelectField name="with_region" label="Beside region" options=regions("with_region", "No region")/> }.into_any(),
        view! { <SelectField name="with_nation" label="Beside nation" options=words(Nation::ALL, Nation::slug, &given("with_nation"), "No nation")/> }.into_any(),
        view! { <SelectField name="with_topic" label="Beside topic" options=topics(&given("with_topic"))/> }.into_any(),
        view! { <SelectField name="with_round_kind" label="Beside those raised by" options=words(RoundKind::ALL, RoundKind::slug, &given("with_round_kind"), "Any kind of round")/> }.into_any(),
        view! { <DateField name="with_as_at" label="Beside the same as at" value=given("with_as_at")/> }.into_any(),
    ];
    let nations = words(Nation::ALL, Nation::slug, &given("nation"), "Either nation");
    let kinds = words(RoundKind::ALL, RoundKind::slug, &given("round_kind"), "Any kind of round");
    let types = words(RecordTypes::ALL, RecordTypes::slug, &given("record_type"), "Recommendations (usual)");
    let month = |name: &'static str, label: &str| {
        view! { <DateField name label=label.to_owned() value=given(name) precision=DatePrecision::Month/> }
    };
    // Only the map of the forces asks what to show of each.
    let by = (address.measure == Measure::ForcesAtAGlance && !address.is_of_all).then(|| {
        let chosen = given("by").parse().unwrap_or(By::USUAL);
        let options = By::ALL.iter().map(|by| Choice::new(by.slug(), by.label(), *by == chosen)).collect();
        view! { <SelectField name="by" label="Each force by" options/> }
    });
    // Only what recurs counts topics of both schemes.
    let schemes = (address.measure == Measure::WhatRecurs && !address.is_of_all).then(|| {
        let chosen = given("schemes").parse().unwrap_or(Schemes::Apart);
        let options = Schemes::ALL.iter().map(|how| {
            let words = match how {
                Schemes::Apart => how.label().to_owned(),
                Schemes::Joined => format!("Joined ({})", crosswalk::name()),
            };
            Choice::new(how.slug(), words, *how == chosen)
        });
        view! { <SelectField name="schemes" label="Topic schemes" options=options.collect()/> }
    });
    let months = address.measure.is_of_months() && !address.is_of_all;
    let months = months.then(|| view! { {month("from", "From month")} {month("to", "To month")} });
    let beside_fields = (!address.is_of_all).then(|| {
        view! {
            <p class="govuk-heading-s app-filter-line__part">"Compare with a second choice"</p>
            {second.into_iter().collect_view()}
        }
    });
    let folded = ["nation", "round_kind", "from", "to"].iter().filter(|name| address.given(name).is_some()).count();
    let summary = match (address.is_of_all, folded + beside) {
        (true, 0) => "More choices".to_owned(),
        (false, 0) => "More choices, and compare".to_owned(),
        (true, chosen) => format!("More choices ({chosen} made)"),
        (false, chosen) => format!("More choices, and compare ({chosen} made)"),
    };
    let (all_forces, all_regions) = (forces("force", "All forces"), regions("region", "All regions"));
    let all_topics = topics(&given("topic"));
    let keep = address.kept_by_form();
    view! {
        <FilterLine action=PATH selected clear_href=cleared keep>
            <SelectField name="force" label="Force" options=all_forces/>
            <SelectField name="region" label="Region" options=all_regions/>
            <SelectField name="topic" label="Topic" options=all_topics/>
            <SelectField name="record_type" label="Count" options=types/>
            {by}
            {schemes}
            <Details summary open={beside > 0}>
                <div class="app-filter-line__more">
                    <SelectField name="nation" label="Nation" options=nations/>
                    <SelectField name="round_kind" label="Raised by" options=kinds/>
                    {months}
                    {beside_fields}
                </div>
            </Details>
        </FilterLine>
    }
}

fn selected_beside(address: &Address) -> usize {
    FIELDS.iter().filter(|(name, _)| name.starts_with("with_") && address.given(name).is_some()).count()
}

/// Each choice in words, as a link to this page without it.
fn selected(address: &Address, names: &[ForceName]) -> Vec<Link> {
    let chosen = FIELDS.iter().filter_map(|(name, what)| {
        let value = address.given(name)?;
        let words = match name.trim_start_matches("with_") {
            "force" => names.iter().find(|force| force.slug.as_str() == value).map(|force| force.name.clone()),
            "nation" => label::<Nation>(value),
            "region" => label::<Region>(value),
            "topic" => value.parse::<Topic>().ok().map(|topic| topic.with_scheme().to_string()),
            "round_kind" => label::<RoundKind>(value),
            "record_type" => label::<RecordTypes>(value),
            "by" => label::<By>(value),
            "schemes" => label::<Schemes>(value),
            _ => None,
        };
        let text = if *name == "with_everywhere" {
            (*what).to_owned()
        } else {
            format!("{what}: {}", words.unwrap_or_else(|| value.to_owned()))
        };
        // A form sends its empty fields along: these choose nothing.
        (!value.is_empty()).then(|| Link::new(text, address.without(name).href()))
    });
    chosen.collect()
}

fn label<T: std::str::FromStr + Display>(slug: &str) -> Option<String> {
    slug.parse::<T>().ok().map(|word| word.to_string())
}

fn words<T: Copy + Display>(all: &[T], slug: fn(T) -> &'static str, chosen: &str, any: &str) -> Vec<Choice> {
    let each = all.iter().map(|word| Choice::new(slug(*word), word.to_string(), slug(*word) == chosen));
    [Choice::new("", any, chosen.is_empty())].into_iter().chain(each).collect()
}

fn topics(chosen: &str) -> Vec<Choice> {
    let each = Topic::ALL
        .iter()
        .map(|topic| Choice::new(topic.slug(), topic.with_scheme().to_string(), topic.slug() == chosen));
    [Choice::new("", "Any topic", chosen.is_empty())].into_iter().chain(each).collect()
}
