//! The filters of the audit: one line.

use followup::{
    account::Account,
    audit::AuditKind,
    partial_date::in_words,
    view::audit::{AuditFilter, AuditQuery},
};
use leptos::prelude::*;

use super::{PATH, href_of};
use crate::components::{Choice, DateField, FilterLine, Link, SearchField, SelectField};

/// The fields, and what is chosen.
pub(super) fn filters(filter: &AuditFilter, accounts: &[Account]) -> AnyView {
    let chosen_person = accounts.iter().find(|account| filter.person == Some(account.id));
    let named = |account: &Account| format!("{} ({})", account.name, account.email);
    let mut by_name: Vec<_> = accounts.iter().collect();
    by_name.sort_by_key(|account| account.name.to_lowercase());
    let people = by_name
        .into_iter()
        .map(|account| Choice::new(account.id.0.to_string(), named(account), filter.person == Some(account.id)));
    let people = [Choice::new("", "Everyone", filter.person.is_none())].into_iter().chain(people).collect();
    let kinds = AuditKind::ALL.iter().map(|kind| Choice::new(kind.slug(), kind.label(), filter.kind == Some(*kind)));
    let kinds = [Choice::new("", "Everything", filter.kind.is_none())].into_iter().chain(kinds).collect();
    let without = |filter: AuditFilter| href_of(&AuditQuery { filter, ..AuditQuery::default() });
    let person = filter.person.map(|id| {
        let name = chosen_person.map_or_else(|| id.0.to_string(), named);
        Link::new(format!("Who: {name}"), without(AuditFilter { person: None, ..filter.clone() }))
    });
    let kind = filter
        .kind
        .map(|kind| Link::new(format!("What: {kind}"), without(AuditFilter { kind: None, ..filter.clone() })));
    let item = filter
        .item
        .as_ref()
        .map(|item| Link::new(format!("About: {item}"), without(AuditFilter { item: None, ..filter.clone() })));
    let from = filter
        .from
        .map(|day| Link::new(format!("From {}", in_words(day)), without(AuditFilter { from: None, ..filter.clone() })));
    let to = filter
        .to
        .map(|day| Link::new(format!("To {}", in_words(day)), without(AuditFilter { to: None, ..filter.clone() })));
    let selected = [person, kind, item, from, to].into_iter().flatten().collect();
    let about = filter.item.clone().unwrap_or_default();
    let [from, to] = [filter.from, filter.to].map(|day| day.map(|day| day.to_string()).unwrap_or_default());
    view! {
        <FilterLine action=PATH selected clear_href=PATH keep=Vec::new()>
            <SelectField name="person" label="Who" options=people/>
            <SelectField name="kind" label="What" options=kinds/>
            <SearchField name="item" label="About" value=about hint="A reference, force, email address or page."/>
            <DateField name="from" label="From" value=from/>
            <DateField name="to" label="To" value=to/>
        </FilterLine>
    }
    .into_any()
}
