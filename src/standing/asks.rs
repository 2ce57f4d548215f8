//! Who is asked something about an item, as its events add up.

use super::Standing;
use crate::{
    event::{Actor, Told},
    fact::Fact,
    identity::Role,
    partial_date::PartialDate,
    pending_request::{PendingRequest, RequestKind, Whom},
    position::Position,
};

impl Standing {
    /// Takes into account what a person asks, and that whoever acts has answered what they were asked before.
    pub(super) fn apply_asks(&mut self, told: &Told<'_>) {
        let (Actor::Person { role, .. }, Some(on)) = (told.event.actor, told.happened.map(PartialDate::last)) else {
            return;
        };
        let of_inspectorate = role.is_of_inspectorate();
        if of_inspectorate {
            self.asks_inspectorate = None;
        } else if role == Role::ForceLiaisonOfficer {
            self.asks_force = None;
        }
        let asked = |what| Some(PendingRequest { what, on });
        match told.fact {
            Fact::PositionSet { position } => {
                let refuses = *position == Position::NotAccepted;
                // Another position takes the refusal back.
                self.asks_inspectorate = match self.asks_inspectorate {
                    _ if refuses => asked(RequestKind::NotAccepted),
                    Some(PendingRequest { what: RequestKind::NotAccepted, .. }) => None,
                    other => other,
                };
            }
            Fact::ClosureRefused {} => {
                (self.asks_force, self.asks_inspectorate) =
                    (asked(RequestKind::ClosureRefused), asked(RequestKind::ClosureRefused));
            }
            Fact::Reopened {} => self.asks_force = asked(RequestKind::Reopened),
            Fact::NoteRecorded { asks: Some(whom) } => {
                if of_inspectorate && *whom == Whom::OtherSide {
                    self.asks_force = asked(RequestKind::Note);
                } else {
                    self.asks_inspectorate = asked(RequestKind::Note);
                }
            }
            _ => {}
        }
        if self.outcome().is_some() {
            (self.asks_force, self.asks_inspectorate) = (None, None);
        }
    }
}
