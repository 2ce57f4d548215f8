//! Who is signed in, and what the pages around signing in show.

use serde::{Deserialize, Serialize};

use super::{accounts::Notice, forces::ForceName};
use crate::{account::Account, identity::Role};

/// The session of a request.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct SessionView {
    /// In which role somebody is signed in; `None` if nobody is.
    pub role: Option<Role>,
    /// How many items wait for them; `None` for a role without a worklist.
    pub waiting: Option<u64>,
    /// The forces that they are limited to; none where there is no limit.
    pub limited_to: Vec<ForceName>,
    /// What others did to their account, until they have read it.
    pub notices: Vec<Notice>,
    /// How many changes to authorisers' accounts they could confirm.
    pub confirmations: u64,
}

/// One's own account.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct OwnAccountView {
    /// The account.
    pub account: Account,
    /// Its forces, by name.
    pub forces: Vec<ForceName>,
}

/// An account of a demonstration, which everybody may use.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct DemonstrationAccountView {
    /// What one signs in with.
    pub email: String,
    /// In which role.
    pub role: Role,
    /// The name of its force.
    pub force_name: Option<String>,
    /// Its password.
    pub password: String,
}

/// A one-time link that can be used.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct PasswordLinkView {
    /// The address of the account whose password it sets.
    pub email: String,
}
