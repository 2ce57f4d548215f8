//! Whether somebody who was writing was overtaken by others, or by themself in another window or by a form sent twice.

use serde::{Deserialize, Serialize};

use crate::identity::PersonId;

/// Who recorded what stands since a form was made.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Overtaken {
    /// All of it was recorded by whoever wrote the form.
    ByThemself,
    /// At least a part of it was recorded by somebody else, or by nobody in person.
    ByOthers,
}

impl Overtaken {
    /// Who overtook a person, by whom each thing was recorded since; `None` for what no person recorded. Where nothing is told
    /// of it, it was not themself: whoever records something is told of it.
    pub fn of(person: PersonId, by: impl IntoIterator<Item = Option<PersonId>>) -> Self {
        let mut by = by.into_iter().peekable();
        let themself = by.peek().is_some() && by.all(|by| by == Some(person));
        if themself { Self::ByThemself } else { Self::ByOthers }
    }
}

#[cfg(test)]
mod tests {
    use uuid::Uuid;

    use super::*;

    #[test]
    fn only_who_recorded_all_of_it_was_overtaken_by_themself() {
        let [ann, bea] = [1, 2].map(|number| PersonId(Uuid::from_u128(number)));
        for (by, expected) in [
            (&[Some(ann)][..], Overtaken::ByThemself),
            (&[Some(ann), Some(ann)], Overtaken::ByThemself),
            (&[Some(ann), Some(bea)], Overtaken::ByOthers),
            (&[Some(bea)], Overtaken::ByOthers),
            (&[Some(ann), None], Overtaken::ByOthers),
            (&[], Overtaken::ByOthers),
        ] {
            assert_eq!(Overtaken::of(ann, by.iter().copied()), expected, "{by:?}");
        }
    }
}
