//! Which part of a worklist is shown: one force, one topic, and the reasons for which items wait.

use followup::{
    account::Account,
    topic::Topic,
    view::{
        forces::ForceName,
        worklist::{Worklist, WorklistQuery},
    },
    worklist::{Group, Section},
};
use leptos::prelude::*;

use crate::{
    components::{Choice, FilterLine, Link, SelectField, grouped},
    worklist_address::{PATH, href_of},
};

/// The fields, for those with items of several forces.
pub(super) fn line(asked: &WorklistQuery, account: &Account, names: &[ForceName]) -> Option<AnyView> {
    if account.forces.len() == 1 {
        return None;
    }
    let own = |name: &&ForceName| account.forces.is_empty() || account.forces.contains(&name.slug);
    let chosen = |name: &ForceName| asked.force.as_ref() == Some(&name.slug);
    let forces = names.iter().filter(own);
    let forces = forces.map(|name| Choice::new(name.slug.as_str(), name.name.as_str(), chosen(name)));
    let forces = [Choice::new("", "All forces", asked.force.is_none())].into_iter().chain(forces).collect();
    let topics = Topic::ALL
        .iter()
        .map(|topic| Choice::new(topic.slug(), topic.with_scheme().to_string(), asked.topic == Some(*topic)));
    let topics = [Choice::new("", "All topics", asked.topic.is_none())].into_iter().chain(topics).collect();
    let keep = asked.group.map(|group| ("group".to_owned(), group.slug().to_owned())).into_iter().collect();
    let first = WorklistQuery { page: 1, ..asked.clone() };
    let force = names.iter().find(|name| chosen(name)).map(|name| {
        let without = WorklistQuery { force: None, ..first.clone() };
        Link::new(format!("Force: {}", name.name), href_of(&without))
    });
    let topic = asked.topic.map(|topic| {
        let without = WorklistQuery { topic: None, ..first.clone() };
        Link::new(format!("Topic: {}", topic.with_scheme()), href_of(&without))
    });
    let selected = force.into_iter().chain(topic).collect();
    let clear_href = href_of(&WorklistQuery { group: asked.group, ..WorklistQuery::default() });
    Some(
        view! {
            <FilterLine action=PATH selected clear_href keep>
                <SelectField name="force" label="Force" options=forces/>
                <SelectField name="topic" label="Topic" options=topics/>
            </FilterLine>
        }
        .into_any(),
    )
}

/// The reasons that are no section of their own, each with a link to the items that have it.
pub(super) fn reasons(found: &Worklist, asked: &WorklistQuery, account: &Account) -> Option<AnyView> {
    let is_reason = |group: Group| group.section(account.role) == Section::Reason;
    let lists = found.lists.iter().filter(|list| is_reason(list.group) && list.total > 0);
    let links = lists.map(|list| {
        let href = href_of(&WorklistQuery { group: Some(list.group), page: 1, ..asked.clone() });
        view! { <li><a class="govuk-link" href=href>{list.group.label()}</a>" "{grouped(list.total)}</li> }
    });
    let links: Vec<_> = links.collect();
    (!links.is_empty()).then(|| {
        view! {
            <div class="app-reasons app-no-print">
                <p class="govuk-body">"Show only:"</p>
                <ul class="govuk-list">{links}</ul>
            </div>
        }
        .into_any()
    })
}
