//! One recommendation or area of concern: its row, what each round found, its history and its lineage.

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use super::register::{RegisterRow, RoundName};
use crate::{
    event::Actor,
    evidence::{EvidenceId, Piece},
    fact::{Fact, Relation},
    finding::{Finding, FindingSource},
    identity::Audience,
    partial_date::PartialDate,
    person::Reader,
    reference::Reference,
};

/// A free text beside an event.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Text {
    /// Which of its texts: `wording`, `note`, `summary` and so on.
    pub field: String,
    /// What it says, or why that cannot be read.
    pub body: Body,
}

/// What a text says.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum Body {
    /// These words.
    Words(String),
    /// It was erased.
    Erased,
    /// It is for the force and the inspectorate, or the inspectorate alone, and the reader is neither.
    Restricted,
}

/// One line of the history.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Entry {
    /// Its number within the stream: what forms carry as the version they were made from.
    pub version: i32,
    /// What it says, put right if it was.
    pub fact: Fact,
    /// Who may read its texts.
    pub audience: Audience,
    /// When it happened, put right if it was.
    pub happened: Option<PartialDate>,
    /// The texts of what it says.
    pub texts: Vec<Text>,
    /// When it was first recorded.
    pub recorded_at: DateTime<Utc>,
    /// Who brought it about.
    #[serde(with = "super::without_person")]
    pub actor: Actor,
    /// The mark of the event as it was first recorded.
    pub hash: [u8; 32],
    /// What was done to it since, oldest first.
    pub later: Vec<Later>,
}

/// Something done to an event after it was recorded.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Later {
    /// What was done.
    pub kind: LaterKind,
    /// Who may read its texts.
    pub audience: Audience,
    /// When that was recorded.
    pub recorded_at: DateTime<Utc>,
    /// By whom.
    #[serde(with = "super::without_person")]
    pub actor: Actor,
    /// The mark of the event that did it.
    pub hash: [u8; 32],
}

/// What can be done to an event that stays as it is.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum LaterKind {
    /// It was put right; this is what stood there before.
    Corrected {
        /// What it said until then.
        before: Box<Fact>,
        /// When it was held to have happened.
        happened: Option<PartialDate>,
        /// The texts it had.
        texts: Vec<Text>,
    },
    /// One of its texts was erased.
    Erased {
        /// Which.
        field: String,
        /// The posts of the two people who decided it.
        decided_by: [String; 2],
    },
}

/// A link between two items of one force.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Link {
    /// What the later one does to the earlier one.
    pub relation: Relation,
    /// The other item.
    pub other: Reference,
}

/// Where an item stands among those of other rounds.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Lineage {
    /// What it does to earlier ones.
    pub earlier: Vec<Link>,
    /// What later ones do to it.
    pub later: Vec<Link>,
}

/// What one later round said of it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Visit {
    /// The round.
    pub round: RoundName,
    /// When it was published, else when its fieldwork was; `None` where neither is known.
    pub happened: Option<PartialDate>,
    /// What it found; `None` where our sources hold nothing.
    pub finding: Option<Finding>,
    /// What the source adds, if anything.
    pub summary: Option<Text>,
    /// Whose the finding is; `None` where there is none.
    pub source: Option<FindingSource>,
}

/// All that its page shows.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct RecommendationView {
    /// How it stands.
    pub row: RegisterRow,
    /// The force's own name.
    pub force_full_name: String,
    /// Every later round of the force, in the order of its chain.
    pub visits: Vec<Visit>,
    /// Its history, newest first.
    pub history: Vec<Entry>,
    /// The names of the force's rounds, for the history.
    pub rounds: Vec<RoundName>,
    /// Its links to items of other rounds.
    pub lineage: Lineage,
    /// The version its stream has now, whatever the point: what a form is made from.
    pub version: i32,
}

impl RecommendationView {
    /// Removes the details of events that the reader may not read. More readers may see that such an event happened.
    #[must_use]
    pub fn as_read_by(mut self, reader: &Reader) -> Self {
        for entry in &mut self.history {
            if !reader.may_read(entry.audience, &self.row.force) {
                hide_details(&mut entry.fact);
                // Which texts there are tells a file from a reference.
                if entry.texts.iter().all(|text| text.body == Body::Restricted) {
                    entry.texts.truncate(1);
                }
            }
            for later in &mut entry.later {
                if let LaterKind::Corrected { before, .. } = &mut later.kind
                    && !(reader.may_read(entry.audience, &self.row.force)
                        && reader.may_read(later.audience, &self.row.force))
                {
                    hide_details(before);
                }
            }
        }
        self
    }
}

/// Keeps what the title of the line says, and that there is a piece of evidence, so that pieces can be counted.
fn hide_details(fact: &mut Fact) {
    match fact {
        Fact::UpdateRecorded { owner_post, .. } => *owner_post = None,
        Fact::EvidenceAdded { speaks_for, piece } => {
            *speaks_for = None;
            *piece = piece.map(|_| Piece { id: EvidenceId(Uuid::nil()), follows: None, file: None });
        }
        Fact::ClosureProposed { verification, pieces, .. } => {
            *verification = None;
            pieces.clear();
        }
        _ => {}
    }
}

impl Text {
    /// `body` is `None` where the database holds none, or shows none to this reader.
    pub fn new(field: impl Into<String>, body: Option<String>, may_read: bool) -> Self {
        let body = match body {
            _ if !may_read => Body::Restricted,
            Some(body) => Body::Words(body),
            None => Body::Erased,
        };
        Self { field: field.into(), body }
    }

    /// The words, if they can be read.
    pub fn words(&self) -> Option<&str> {
        match &self.body {
            Body::Words(words) => Some(words),
            Body::Erased | Body::Restricted => None,
        }
    }
}

impl Entry {
    /// Whether any words can be read in it that are not for everyone: its own, or those that stood there before.
    pub fn holds_restricted_words(&self) -> bool {
        let open =
            self.audience == Audience::Everyone && self.later.iter().all(|later| later.audience == Audience::Everyone);
        let before = self.later.iter().flat_map(|later| match &later.kind {
            LaterKind::Corrected { texts, .. } => texts.as_slice(),
            LaterKind::Erased { .. } => &[],
        });
        !open && self.texts.iter().chain(before).any(|text| text.words().is_some())
    }
}

impl RecommendationView {
    /// Whether any words can be read in it that are not for everyone.
    pub fn holds_restricted_words(&self) -> bool {
        self.history.iter().any(Entry::holds_restricted_words)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::identity::{PersonId, Role};

    #[test]
    fn json_names_a_role_and_no_account() {
        let id = PersonId(Uuid::from_u128(7));
        let later = Later {
            kind: LaterKind::Erased { field: "note".to_owned(), decided_by: ["A".to_owned(), "B".to_owned()] },
            audience: Audience::Everyone,
            recorded_at: DateTime::UNIX_EPOCH,
            actor: Actor::Person { id, role: Role::Inspector },
            hash: [0; 32],
        };
        let json = serde_json::to_string(&later).unwrap();
        assert!(json.contains(r#""actor":{"actor":"person","role":"inspector"}"#), "{json}");
        assert!(!json.contains(&id.0.to_string()), "{json}");
        assert!(serde_json::from_str::<Later>(&json).is_ok());
    }

    #[test]
    fn details_of_evidence_are_not_told_to_those_who_may_not_read_it() {
        let piece = Piece { id: EvidenceId(Uuid::from_u128(7)), follows: None, file: None };
        let mut fact = Fact::EvidenceAdded { speaks_for: "2026-01-01".parse().ok(), piece: Some(piece) };
        hide_details(&mut fact);
        let nothing = Piece { id: EvidenceId(Uuid::nil()), ..piece };
        assert_eq!(fact, Fact::EvidenceAdded { speaks_for: None, piece: Some(nothing) });
        let pieces = [piece.id].into();
        let outcome = crate::closure::Outcome::Complete;
        let verification = Some(crate::closure::Verification::Inspection);
        let mut fact = Fact::ClosureProposed { outcome, verification, superseded_by: None, pieces };
        hide_details(&mut fact);
        let shown = Fact::ClosureProposed { outcome, verification: None, superseded_by: None, pieces: [].into() };
        assert_eq!(fact, shown);
    }
}
