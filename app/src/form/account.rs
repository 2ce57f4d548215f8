//! The forms of accounts as they were sent.

use followup::{
    account::{AccountName, Email},
    force::ForceSlug,
    identity::Role,
    service::{accounts::Wanted, passwords},
};

use super::{Answers, reader::FormReader};
use crate::fields::account::NEW;

/// A new account; `None` where an answer cannot be read, which is then noted at its field.
pub fn new(answers: &mut Answers) -> Option<Wanted> {
    let mut form = FormReader::new(NEW, answers);
    let (email, name) = (form.parsed::<Email>("email"), form.parsed::<AccountName>("name"));
    let role = form.choice::<Role>("role");
    let forces = forces(answers);
    Some(Wanted { email: email?, name: name?, role: role?, forces: forces? })
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
