//! The form that asks for another briefing: two days or rounds and whom it is of, all in the address.

use std::fmt::Display;

use followup::{
    finding::RecordType,
    force::{Nation, Region},
    progress::change::Force,
    progress::selection::RecordTypes,
    round::RoundKind,
    topic::Topic,
    view::change::Ends,
};
use leptos::prelude::*;

use crate::{
    briefing::{Address, PATH},
    components::{Choice, DateField, Details, SelectField},
    request,
};

/// The form, folded away, and the links to a briefing since or until a round of its force.
pub(super) fn form(address: &Address, forces: &[Force], ends: &Ends) -> impl IntoView + use<> {
    let selection = address.asked.selection.clone();
    let scope = request::scope();
    let limited = scope.only().is_some();
    let each = forces.iter().filter(|force| scope.covers(&force.slug)).map(|force| {
        Choice::new(force.slug.as_str(), force.name.as_str(), selection.force.as_ref() == Some(&force.slug))
    });
    // Who is limited to forces must name one of them.
    let any = (!limited).then(|| Choice::new("", "Any force", selection.force.is_none()));
    let forces: Vec<_> = any.into_iter().chain(each).collect();
    let topics = one_of(Topic::ALL, selection.topic, Topic::slug, |topic| topic.with_scheme().to_string(), "Any topic");
    let types = one_of(
        RecordType::ALL,
        selection.record_types.and_then(RecordTypes::one),
        RecordType::slug,
        |record_type| record_type.plural().to_owned(),
        "Both, each for itself",
    );
    let kinds = words(RoundKind::ALL, selection.round_kind, RoundKind::slug, "Any kind of round");
    let known_at = address.parameters().into_iter().find(|(name, _)| name == "known_at").map(|(_, value)| value);
    let (from, to) = (address.period.from.to_string(), address.period.to.to_string());
    let since = (!crate::briefing::begins_with_a_round(&address.asked)).then(|| {
        let why = "Or from the day on which a round of this force was published:";
        at_rounds(why, "Since: ", &ends.since, |slug| address.since(slug))
    });
    let until = (!crate::briefing::ends_with_a_round(&address.asked)).then(|| {
        let why = "Or to the day on which a round of this force was published:";
        at_rounds(why, "Until: ", &ends.until, |slug| address.until(slug))
    });
    let elsewhere = (!limited).then(|| {
        view! {
            <SelectField name="nation" label="Nation" options=words(Nation::ALL, selection.nation, Nation::slug, "Either nation")/>
            <SelectField name="region" label="Region" options=words(Region::ALL, selection.region, Region::slug, "Any region")/>
        }
    });
    view! {
        <div class="app-no-print">
            <Details summary="Choose other dates, forces or topics">
                <form method="get" action=PATH>
                    <div class="app-briefing__fields">
                        <DateField name="from" label="From the end of" value=from/>
                        <DateField name="to" label="To the end of" value=to/>
                        <SelectField name="force" label="Force" options=forces/>
                        {elsewhere}
                        <SelectField name="topic" label="Topic" options=topics/>
                        <SelectField name="round_kind" label="Raised by" options=kinds/>
                        <SelectField name="record_type" label="Count" options=types/>
                        <DateField name="known_at" label="As our records stood on (optional)" nostrip:value=known_at/>
                    </div>
                    <button type="submit" class="govuk-button">"Show the briefing"</button>
                </form>
                {since.flatten()}
                {until.flatten()}
            </Details>
        </div>
    }
    .into_any()
}

/// Links to a briefing that begins or ends with a round; none where no round could.
fn at_rounds(
    why: &'static str,
    end: &'static str,
    rounds: &[(String, String)],
    href: impl Fn(&str) -> String,
) -> Option<AnyView> {
    let links = rounds
        .iter()
        .map(|(slug, words)| view! { <li><a class="govuk-link" href=href(slug)>{end}{words.clone()}</a></li> });
    let links = links.collect_view();
    (!rounds.is_empty()).then(|| {
        view! {
            <p class="govuk-body">{why}</p>
            <ul class="govuk-list govuk-list--bullet">{links}</ul>
        }
        .into_any()
    })
}

fn words<T: Copy + PartialEq + Display>(
    all: &[T],
    chosen: Option<T>,
    slug: fn(T) -> &'static str,
    any: &str,
) -> Vec<Choice> {
    one_of(all, chosen, slug, |word| word.to_string(), any)
}

fn one_of<T: Copy + PartialEq>(
    all: &[T],
    chosen: Option<T>,
    slug: fn(T) -> &'static str,
    label: fn(T) -> String,
    any: &str,
) -> Vec<Choice> {
    let each = all.iter().map(|word| Choice::new(slug(*word), label(*word), chosen == Some(*word)));
    [Choice::new("", any, chosen.is_none())].into_iter().chain(each).collect()
}
