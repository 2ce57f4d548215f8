//! Accounts as administrators see them, with what waits for a second person, and the notices to an account's owner.

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};

use super::audit::{AuditEntry, NamedAccount};
use crate::{
    account::Account,
    audit::{AuditKind, Change},
    confirmation::{ConfirmationAnswer, ConfirmationId, ConfirmationKind},
    identity::PersonId,
};

/// What waits for a second person, or waited.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Confirmation {
    /// Which.
    pub id: ConfirmationId,
    /// What is to be done.
    pub kind: ConfirmationKind,
    /// The account: of a new one the id, name and address that it will have.
    pub account: NamedAccount,
    /// Who asked for it; nobody where the console did.
    pub asked_by: Option<NamedAccount>,
    /// When.
    pub asked_at: DateTime<Utc>,
    /// What became of it; nothing while it waits.
    pub answer: Option<ConfirmationAnswer>,
    /// Who answered; nobody where the console did.
    pub answered_by: Option<NamedAccount>,
    /// When.
    pub answered_at: Option<DateTime<Utc>>,
}

/// An account on its page.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct AccountView {
    /// The account.
    pub account: Account,
    /// What was done to it, newest first.
    pub history: Vec<AuditEntry>,
    /// What waits for a second person.
    pub waiting: Vec<Confirmation>,
    /// Whether the person who asks may make a one-time link now: of an authoriser one that was confirmed.
    pub link_allowed: bool,
}

/// What the form of a new account led to.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum AccountAdded {
    /// The account is there.
    Added(PersonId),
    /// It waits for a second person.
    Waits(ConfirmationId),
}

/// What a press of the button for a one-time link led to.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum LinkMade {
    /// The secret part of its address.
    Made(String),
    /// It waits for a second person.
    Waits(ConfirmationId),
}

/// What a change of an account leads to.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct AccountChange {
    /// What changes at once.
    pub changes: Vec<Change>,
    /// Whether the role waits for a second person.
    pub role_waits: bool,
}

/// What somebody else did to one's own account.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Notice {
    /// When.
    pub at: DateTime<Utc>,
    /// What.
    pub kind: AuditKind,
    /// What changed by it.
    pub changes: Vec<Change>,
}
