//! The forms of accounts as they were sent.

use followup::{
    account::{AccountName, Assignment, Email},
    force::ForceSlug,
    identity::Role,
    service::{accounts::Wanted, passwords},
    store::accounts::AccountDetails,
};

use super::{Answers, reader::FormReader};
use crate::fields::account::{CHANGE, NEW};

/// A new account; `None` where an answer cannot be read, which is then noted at its field.
pub fn new(answers: &mut Answers) -> Option<Wanted> {
    let mut form = FormReader::new(NEW, answers);
    let (email, name) = (form.parsed::<Email>("email"), form.parsed::<AccountName>("name"));
    let role = form.choice::<Role>("role");
    let forces = forces(answers);
    Some(Wanted { email: email?, name: name?, role: role?, forces: forces? })
}

/// A changed account; `None` where an answer cannot be read, which is then noted at its field. Forces are left out where the role has none.
pub fn change(answers: &mut Answers) -> Option<AccountDetails> {
    let mut form = FormReader::new(CHANGE, answers);
    let (email, name) = (form.parsed::<Email>("email"), form.parsed::<AccountName>("name"));
    let role = form.choice::<Role>("role");
    let forces = forces(answers);
    match Assignment::without_idle_forces(role?, forces?) {
        Ok(assignment) => Some(AccountDetails { email: email?, name: name?, assignment }),
        Err(error) => {
            answers.wrong("forces", error.to_string());
            None
        }
    }
}

/// The forces that were ticked; `None` where one cannot be read or every force was asked for as well.
pub fn forces(answers: &mut Answers) -> Option<Vec<ForceSlug>> {
    let forces: Result<Vec<ForceSlug>, _> = answers.values("forces").map(str::parse).collect();
    let Ok(forces) = forces else {
        answers.wrong("forces", "Choose forces from the list");
        return None;
    };
    if !answers.value("every_force").is_empty() && !forces.is_empty() {
        answers.wrong("forces", "Choose some forces, or every force, not both");
        return None;
    }
    Some(forces)
}

/// The new password, if it was typed the same twice.
pub fn new_password(answers: &mut Answers) -> Option<String> {
    let new = answers.value("new");
    if passwords::are_same(&new, &answers.value("repeated")) {
        return Some(new);
    }
    answers.wrong("repeated", "The two new passwords are not the same");
    None
}
