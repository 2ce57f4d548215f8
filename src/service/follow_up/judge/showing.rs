//! What either side shows: a piece of evidence, what it speaks for, and who may read it.

use crate::act::texts::{required, title};
use chrono::NaiveDate;

use super::{
    super::{before::Before, draft::Draft, error::FollowUpError},
    Judged,
};
use crate::{
    act::follow_up::{Held, NewEvidence, Step},
    evidence::Piece,
    fact::Fact,
    identity::{Audience, Role},
    partial_date::PartialDate,
    pending_request::Whom,
};

pub(super) fn add(before: &Before, evidence: &NewEvidence, today: NaiveDate) -> Judged<Draft> {
    before.standing.inspectorate.still_open()?;
    let title = title("title", &evidence.title, "Enter what this is")?;
    let speaks_for = speaks_for(evidence.speaks_for, today)?;
    if evidence.follows.is_some_and(|follows| !before.evidence.contains(&follows)) {
        return Err(FollowUpError::invalid("follows", "Choose the evidence that this is a new version of"));
    }
    let file = match &evidence.held {
        Held::File(received) => Some(received.facts()),
        Held::Elsewhere(_) => None,
    };
    let piece = Some(Piece { id: evidence.id, follows: evidence.follows, file });
    let fact = Fact::EvidenceAdded { speaks_for: Some(speaks_for), piece };
    let draft = Draft::today(today, evidence.audience, fact).with("title", title);
    Ok(match &evidence.held {
        Held::File(received) => {
            draft.with("file_name", received.name().as_str().to_owned()).with("file", received.sha256().to_owned())
        }
        Held::Elsewhere(place) => {
            draft.with("held_at", required("held_at", place, "Choose a file, or enter where this is kept")?)
        }
    })
}

/// A note changes nothing of how an item stands, so what has ended may be noted on as well.
pub(super) fn note(note: &str, audience: Audience, asks: bool, today: NaiveDate) -> Judged<Draft> {
    let note = required("note", note, "Enter the note")?;
    // A note that the force cannot read asks colleagues.
    let whom = if audience == Audience::Inspectorate { Whom::Colleagues } else { Whom::OtherSide };
    let asks = asks.then_some(whom);
    Ok(Draft::today(today, audience, Fact::NoteRecorded { asks }).with("note", note))
}

/// A force adds nothing that it cannot read itself.
pub(in super::super) fn is_read_by_its_author(by: Role, step: &Step) -> Judged<()> {
    let audience = match step {
        Step::AddEvidence(evidence) => Some(evidence.audience),
        Step::RecordNote { audience, .. } => Some(*audience),
        _ => None,
    };
    match audience {
        Some(Audience::Inspectorate) if by == Role::ForceLiaisonOfficer => {
            let message = "Choose who can read this: the force and the inspectorate, or everyone";
            Err(FollowUpError::invalid("audience", message))
        }
        _ => Ok(()),
    }
}

/// A period that is not over may be spoken for; one that has not begun cannot.
fn speaks_for(given: Option<PartialDate>, today: NaiveDate) -> Judged<PartialDate> {
    let invalid = |message| Err(FollowUpError::invalid("speaks_for", message));
    match given {
        None => invalid("Enter the date or period it covers"),
        Some(date) if date.first() > today => invalid("Enter a date or period that has begun"),
        Some(date) => Ok(date),
    }
}
