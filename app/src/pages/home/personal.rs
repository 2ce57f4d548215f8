//! What the overview says first to who signed in: what waits for them, counted by their worklist's own code, and their forces.

use followup::{
    account::Account,
    force::ForceSlug,
    identity::Role,
    status::Status,
    view::worklist::{Counts, InProgress, WaitingView},
    worklist::{Group, Section},
};
use leptos::prelude::*;

use super::{own_forces, rows::Rows};
use crate::{
    api::{forces::read_force_names, worklist::read_waiting},
    components::{FigureTile, FigureTiles, grouped},
    error::PageError,
    pages::worklist::{counted, nothing_is},
    request::{self, QueryParams},
    worklist_address::{PATH, href},
};

/// What stands before the figures of everybody; nothing for who did not sign in, and nothing in the past, since a worklist
/// is always of today.
pub(super) async fn section(rows: &Rows) -> Result<Option<AnyView>, PageError> {
    let Some(account) = request::account().filter(|_| !rows.at.asked().is_past()) else { return Ok(None) };
    let WaitingView { counts, rounds } = read_waiting().await?;
    let own = if account.forces.is_empty() {
        None
    } else {
        Some(own_forces::list(&account.forces, read_force_names().await?, rows).into_any())
    };
    Ok(content(&account, counts, &rounds, own))
}

fn content(account: &Account, counts: Option<Counts>, rounds: &[InProgress], own: Option<AnyView>) -> Option<AnyView> {
    let (heading, body) = match (counts, account.role, own) {
        (Some(counts), _, own) => ("Waiting for you", view! { {waiting(account, &counts, rounds)} {own} }.into_any()),
        (None, Role::Administrator, _) => ("For you as administrator", administration().into_any()),
        (None, _, Some(own)) => ("Your forces", own),
        (None, _, None) => return None,
    };
    Some(
        view! {
            <section aria-labelledby="own">
                <h2 class="govuk-heading-m" id="own">{heading}</h2>
                {body}
            </section>
        }
        .into_any(),
    )
}

/// Each reason with anything in it as a figure, the others in a sentence.
fn waiting(account: &Account, counts: &Counts, rounds: &[InProgress]) -> impl IntoView + use<> {
    let owed = (account.role == Role::ForceLiaisonOfficer).then(|| owed(&account.forces, counts.open));
    let own = counts.groups.iter().copied().filter(|(group, _)| group.section(account.role) == Section::Owed);
    let (full, empty): (Vec<_>, Vec<_>) = own.partition(|(_, count)| *count > 0);
    let tiles = full.into_iter().map(|(group, count)| tile(count, in_group(group), href(group)));
    let tiles: Vec<_> = owed.into_iter().chain(tiles).chain(in_progress(rounds)).collect();
    let empty: Vec<Group> = empty.into_iter().map(|(group, _)| group).collect();
    let in_all = view! {
        <p class="govuk-body">
            <a class="govuk-link" href=PATH>{counted(counts.items)}</a>
            {if counts.items == 1 { " waits for you." } else { " wait for you." }}
        </p>
    };
    let in_all = (counts.items > 0).then_some(in_all);
    let nothing = (!empty.is_empty()).then(|| format!("{} ", nothing_is(&empty)));
    let figures = (!tiles.is_empty()).then(|| view! { <FigureTiles>{tiles.collect_view()}</FigureTiles> });
    view! {
        {figures}
        {in_all}
        <p class="govuk-body">{nothing} <a class="govuk-link app-no-print" href=PATH>"Your worklist"</a></p>
    }
}

fn tile(count: u64, what: &str, href: String) -> AnyView {
    let noun = if count == 1 { "item" } else { "items" };
    view! { <FigureTile number=grouped(count) label=format!("{noun} {what}") href/> }.into_any()
}

/// What items of a group are, after their number.
const fn in_group(group: Group) -> &'static str {
    match group {
        Group::NothingRecorded => "past the deadline without an update",
        group => group.of_nothing(),
    }
}

/// What forces owe: all open items, as the register lists them.
fn owed(forces: &[ForceSlug], open: u64) -> AnyView {
    let of_forces = forces.iter().fold(QueryParams::default(), |query, force| query.and("force", force.as_str()));
    let open_statuses = Status::ALL.iter().filter(|status| !status.is_closed());
    let register = open_statuses.fold(of_forces, |query, status| query.and("status", status.slug()));
    let label = if open == 1 { "open item" } else { "open items" };
    let href = register.href("/recommendations");
    view! { <FigureTile number=grouped(open) label href/> }.into_any()
}

/// Rounds that are being written down, and on how many items they are still to find something: the sum of what the
/// worklist shows of each.
fn in_progress(rounds: &[InProgress]) -> Vec<AnyView> {
    if rounds.is_empty() {
        return Vec::new();
    }
    let address = format!("{PATH}#rounds");
    let count = rounds.len() as u64;
    let label = if count == 1 { "round in progress" } else { "rounds in progress" };
    let drafts = view! { <FigureTile number=grouped(count) label href=address.clone()/> };
    let left = to_record(rounds);
    let label = if left == 1 { "finding to add in them" } else { "findings to add in them" };
    let findings = (left > 0).then(|| view! { <FigureTile number=grouped(left) label href=address/> }.into_any());
    [drafts.into_any()].into_iter().chain(findings).collect()
}

/// On how many items rounds in progress are still to find something.
fn to_record(rounds: &[InProgress]) -> u64 {
    rounds.iter().filter(|draft| draft.details.kind.comes_after_another()).map(|draft| draft.to_record).sum()
}

fn administration() -> impl IntoView {
    view! {
        <ul class="govuk-list govuk-list--bullet">
            <li><a class="govuk-link" href="/admin/users">"Accounts"</a></li>
            <li><a class="govuk-link" href="/about-the-data#imports">"Imported files"</a></li>
        </ul>
    }
}
