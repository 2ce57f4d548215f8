//! A proposed ending in words, for whoever judges it: how it would end, who proposes it, why, and on what evidence.

use followup::{
    closure::{Outcome, Verification},
    event::Actor,
    fact::Fact,
    identity::{PersonId, Role},
    partial_date::in_words,
    view::{
        free_text::FreeText,
        recommendation::{Body, Entry, RecommendationView},
        register::Proposal,
        worklist::{ProposedBy, Relied},
    },
};
use leptos::prelude::*;

use crate::components::SummaryRow;

/// Who proposes, after "by": the reader themselves, or somebody by name where the reader may know it, with the role.
pub(in crate::pages) fn proposer(proposal: Proposal, by: Option<&ProposedBy>, reader: PersonId) -> String {
    if proposal.by == reader {
        return "you".to_owned();
    }
    match by {
        None => "somebody else".to_owned(),
        Some(ProposedBy { name: Some(name), role, .. }) => format!("{name} ({})", role.label().to_lowercase()),
        Some(ProposedBy { role: Role::Authoriser, .. }) => "an authoriser".to_owned(),
        Some(_) => "an inspector".to_owned(),
    }
}

/// How it would end, with its reason and what takes its place.
pub(in crate::pages) fn ending(proposal: Proposal, by: Option<&ProposedBy>) -> String {
    proposal.outcome.in_words(by.and_then(|by| by.superseded_by.as_ref()))
}

/// How it was verified; nothing where nothing was done that could be.
pub(in crate::pages) fn verified(proposal: Proposal, by: Option<&ProposedBy>) -> Option<&'static str> {
    (proposal.outcome == Outcome::Complete)
        .then(|| by.and_then(|by| by.verification).map_or("Not said", Verification::label))
}

/// The evidence, as the rows of a list: what is named in words, then the pieces, each with a way to it.
pub(in crate::pages) fn relied_on(by: &ProposedBy, reference: &str) -> AnyView {
    let named = by.relied_on.words().into_iter().flat_map(str::lines).filter(|line| !line.trim().is_empty());
    let named = named.map(|line| view! { <li>{line.to_owned()}</li> }).collect_view();
    let pieces = by.pieces.iter().map(|relied| piece(relied, reference)).collect_view();
    view! { {named}{pieces} }.into_any()
}

fn piece(relied: &Relied, reference: &str) -> AnyView {
    let title = relied.title.words().unwrap_or("Evidence that you cannot read").to_owned();
    let speaks_for = relied.speaks_for.map(|date| format!(", {date}"));
    let link = if relied.held_here {
        let href = format!("/evidence/{}", relied.id);
        view! { <a class="govuk-link" href=href download>{title}</a> }.into_any()
    } else {
        let href = format!("/recommendations/{reference}#evidence");
        view! { <a class="govuk-link" href=href>{title}</a> }.into_any()
    };
    view! { <li>{link}{speaks_for}</li> }.into_any()
}

/// What stands behind the ending that is proposed now, as the history of an item tells it to its reader.
pub(super) fn behind(found: &RecommendationView, name: Option<String>) -> Option<ProposedBy> {
    let (entry, fact) = found.history.iter().find_map(|entry| match &entry.fact {
        fact @ Fact::ClosureProposed { .. } => Some((entry, fact)),
        _ => None,
    })?;
    let Fact::ClosureProposed { superseded_by, verification, pieces, .. } = fact else { return None };
    let Actor::Person { role, .. } = entry.actor else { return None };
    let relied = found.history.iter().filter_map(|entry| match &entry.fact {
        Fact::EvidenceAdded { speaks_for, piece: Some(piece) } if pieces.contains(&piece.id) => Some(Relied {
            id: piece.id,
            title: text(entry, "title"),
            speaks_for: *speaks_for,
            held_here: matches!(text(entry, "file"), FreeText::Body(_)),
        }),
        _ => None,
    });
    Some(ProposedBy {
        role,
        name,
        superseded_by: superseded_by.clone(),
        verification: *verification,
        reason: text(entry, "reason"),
        relied_on: text(entry, "relied_on"),
        pieces: relied.collect(),
    })
}

fn text(entry: &Entry, field: &str) -> FreeText {
    match entry.texts.iter().find(|text| text.field == field).map(|text| &text.body) {
        Some(Body::Words(words)) => FreeText::Body(words.clone()),
        Some(Body::Erased) => FreeText::Erased,
        Some(Body::Restricted) | None => FreeText::None,
    }
}

/// All of it, for whoever decides on it.
pub(in crate::pages) fn rows(
    proposal: Proposal,
    by: Option<&ProposedBy>,
    reader: PersonId,
    reference: &str,
) -> Vec<SummaryRow> {
    let since = proposal.on.map_or_else(|| "Date not known".to_owned(), in_words);
    let mut rows = vec![
        SummaryRow::new("Proposed closure", ending(proposal, by)),
        SummaryRow::new("Proposed by", proposer(proposal, by, reader)),
        SummaryRow::new("Proposed on", since),
    ];
    if let Some(verified) = verified(proposal, by) {
        rows.push(SummaryRow::new("How it was verified", verified));
    }
    if let Some(by) = by {
        let reason = by.reason.words().unwrap_or("Not given").to_owned();
        rows.push(SummaryRow::new("Reason", view! { <span class="app-said">{reason}</span> }));
        let relied_on = relied_on(by, reference);
        rows.push(SummaryRow::new("Evidence relied on", view! { <ul class="govuk-list">{relied_on}</ul> }));
    }
    rows
}

#[cfg(test)]
mod tests {
    use followup::closure::NoActionReason;
    use uuid::Uuid;

    use super::*;

    fn behind(name: Option<&str>) -> ProposedBy {
        ProposedBy {
            role: Role::Inspector,
            name: name.map(str::to_owned),
            superseded_by: "KENT-2021-01".parse().ok(),
            verification: Some(Verification::DeskReview),
            reason: FreeText::None,
            relied_on: FreeText::None,
            pieces: Vec::new(),
        }
    }

    fn proposal(outcome: Outcome) -> Proposal {
        Proposal { outcome, by: PersonId(Uuid::from_u128(1)), on: None }
    }

    #[test]
    fn who_proposes_is_named_to_those_who_may_know_it_and_is_you_to_themselves() {
        let (one, other) = (PersonId(Uuid::from_u128(1)), PersonId(Uuid::from_u128(2)));
        let proposal = proposal(Outcome::Complete);
        assert_eq!(proposer(proposal, Some(&behind(Some("Ivy Jones"))), other), "Ivy Jones (inspector)");
        assert_eq!(proposer(proposal, Some(&behind(None)), other), "an inspector");
        assert_eq!(proposer(proposal, None, other), "somebody else");
        assert_eq!(proposer(proposal, Some(&behind(Some("Ivy Jones"))), one), "you");
    }

    #[test]
    fn only_what_is_complete_was_verified() {
        let superseded = proposal(Outcome::NoFurtherAction(NoActionReason::Superseded));
        assert_eq!(verified(proposal(Outcome::Complete), Some(&behind(None))), Some("Desk review"));
        assert_eq!(verified(superseded, Some(&behind(None))), None);
        assert_eq!(ending(superseded, Some(&behind(None))), "No further action, superseded by KENT-2021-01");
    }
}
