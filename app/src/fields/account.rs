//! Accounts and their passwords.

use followup::identity::Role;

use super::{Field, words};

/// A new account.
pub const NEW: &[Field] = &[
    Field::email("email", "Email address").hint("The person signs in with it."),
    Field::code("name", "Name").hint(
        "Seen by administrators and the person, by inspectors and authorisers on what the person proposes, and by colleagues of \
         the same force on drafts. Others see the role only.",
    ),
    Field::radios("role", "Role", words!(Role)).required("Choose a role"),
    Field::checkboxes("forces", "Forces").hint(
        "For force liaison officers, the forces they speak for. For senior leaders, leave empty unless they should see some forces \
         only. Not for other roles.",
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

const NEW_ONE: Field = Field::password("new", "New password", true)
    .hint("At least 12 characters. Three random words make a good one. Any characters are allowed, none are required.");
const REPEATED: Field = Field::password("repeated", "New password again", true);
