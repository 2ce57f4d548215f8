//! The audit: kinds of entries, and what a change of an account is.

use serde::{Deserialize, Serialize};

use crate::vocabulary::vocabulary;

vocabulary! {
    /// What was done.
    AuditKind, "kind of audit entry" {
        /// Someone signed in.
        SignedIn = "signed-in" => "Signed in",
        /// Wrong address or password, or an account that cannot be used.
        SignInRefused = "sign-in-refused" => "Sign-in refused",
        /// Too many attempts.
        SignInLimited = "sign-in-limited" => "Sign-in limited",
        /// Someone signed out.
        SignedOut = "signed-out" => "Signed out",
        /// Someone ended all sessions of an account.
        SignedOutEverywhere = "signed-out-everywhere" => "Signed out everywhere",
        /// An account was made.
        AccountAdded = "account-added" => "Account added",
        /// Its role or forces changed.
        AccountChanged = "account-changed" => "Account changed",
        /// It can no longer be used.
        AccountDisabled = "account-disabled" => "Account disabled",
        /// It can be used again.
        AccountEnabled = "account-enabled" => "Account enabled",
        /// A password was chosen.
        PasswordSet = "password-set" => "Password set",
        /// The current password that a signed-in person gave to choose a new one was wrong.
        OwnPasswordRefused = "own-password-refused" => "Own password refused",
        /// The operator cleared the failed sign-ins that are counted on an account.
        AccountUnlocked = "account-unlocked" => "Account unlocked",
        /// A one-time link that can no longer be used was tried.
        DeadLinkTried = "dead-link-tried" => "Dead link tried",
        /// A one-time link was made.
        PasswordLinkMade = "password-link-made" => "Password link made",
        /// An administrator asked for what needs a second person.
        ConfirmationAsked = "confirmation-asked" => "Confirmation asked for",
        /// The second person confirmed it.
        Confirmed = "confirmed" => "Confirmed",
        /// The second person refused it.
        ConfirmationRefused = "confirmation-refused" => "Confirmation refused",
        /// Whoever asked for it took it back.
        ConfirmationWithdrawn = "confirmation-withdrawn" => "Confirmation withdrawn",
        /// Someone tried what they may not do.
        ActionRefused = "action-refused" => "Action refused",
        /// A form that came from another site was refused.
        ForeignFormRefused = "foreign-form-refused" => "Form from another site refused",
        /// Rows left as a file.
        Exported = "exported" => "Exported",
        /// Someone read what is not for everyone.
        RestrictedTextRead = "restricted-text-read" => "Restricted text read",
        /// The owner of the database removed old entries.
        AuditPruned = "audit-pruned" => "Old entries removed",
    }
}

vocabulary! {
    /// What of an account can be changed.
    ChangedField, "field of an account" {
        /// What the person signs in with.
        Email = "email" => "Email address",
        /// Whose it is.
        Name = "name" => "Name",
        /// In which role the person acts.
        Role = "role" => "Role",
        /// For which forces.
        Forces = "forces" => "Forces",
    }
}

/// One thing that changed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Change {
    /// What.
    pub field: ChangedField,
    /// What it was: of a role its label, of forces their slugs between commas; empty where there were none.
    pub old: String,
    /// What it is now.
    pub new: String,
}
