//! Accounts and their passwords.

use followup::identity::Role;

use super::{Field, words};

/// A new account.
pub const NEW: &[Field] = &[
    Field::email("email", "Email address").hint("The person will sign in with this."),
    Field::code("name", "Name").hint(
        "Shown to administrators, to people who decide on this person’s proposals, and on drafts in their force. Everyone else sees only the role.",
    ),
    Field::radios("role", "Role", words!(Role)).required("Choose a role"),
    Field::checkboxes("forces", "Forces").hint(
        "Only for force liaison officers and senior leaders. A senior leader without forces can see all forces.",
    ),
];

/// An account changes.
pub const CHANGE: &[Field] = &[
    Field::email("email", "Email address").hint("The person signs in with this."),
    Field::code("name", "Name"),
    Field::radios("role", "Role", words!(Role)).required("Choose a role"),
    Field::checkboxes("forces", "Forces").hint(
        "Only for force liaison officers and senior leaders; with another role they are left out. A senior leader without forces can see all forces.",
    ),
];

/// The forces of an account; `every_force` lifts the limit of a senior leader.
pub const FORCES: &[Field] = &[
    Field::tick("every_force", "Every force", "This person may see every force"),
    Field::checkboxes("forces", "Forces").with_question("Forces of this account"),
];

/// Signing in.
pub const SIGN_IN: &[Field] = &[Field::email("email", "Email address"), Field::password("password", "Password", false)];

/// A password that is chosen by a one-time link.
pub const NEW_PASSWORD: &[Field] = &[NEW_ONE, REPEATED];

/// One's own password changes.
pub const PASSWORD: &[Field] = &[Field::password("current", "Current password", false), NEW_ONE, REPEATED];

const NEW_ONE: Field =
    Field::password("new", "New password", true).hint("At least 12 characters. Three random words work well.");
const REPEATED: Field = Field::password("repeated", "New password again", true);
