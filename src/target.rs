//! What a force says of its own target date: nothing, a day, or that there is none any more.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

/// What an update says of the day by which the force itself means to be done.
///
/// Kept as the day (`2027-05-01`) or the word `withdrawn`. What leaves the target as it is says nothing: so updates from before a
/// target could be withdrawn read, and hash, as they were recorded.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub enum Target {
    /// The target stays as it was, if there was one.
    #[default]
    Kept,
    /// The force means to be done by this day.
    On(NaiveDate),
    /// The target that stood is given up, and no other is set.
    Withdrawn,
}

const WITHDRAWN: &str = "withdrawn";
const KEPT: &str = "kept";

/// A target that is neither a day nor a word we know.
#[derive(Debug, thiserror::Error)]
#[error("“{0}” is no target date")]
pub struct NoTarget(String);

impl Target {
    /// What leads from the target that stood to the one that is wanted: nothing said where there was none and is none.
    pub const fn between(stood: Option<NaiveDate>, wanted: Option<NaiveDate>) -> Self {
        match (stood, wanted) {
            (_, Some(day)) => Self::On(day),
            (Some(_), None) => Self::Withdrawn,
            (None, None) => Self::Kept,
        }
    }

    /// The target that stands after this was said.
    #[must_use]
    pub fn after(self, stood: Option<NaiveDate>) -> Option<NaiveDate> {
        match self {
            Self::Kept => stood,
            Self::On(day) => Some(day),
            Self::Withdrawn => None,
        }
    }

    /// Whether it says nothing.
    pub fn is_kept(&self) -> bool {
        *self == Self::Kept
    }
}

impl From<Target> for String {
    fn from(target: Target) -> Self {
        match target {
            Target::Kept => KEPT.to_owned(),
            Target::On(day) => day.to_string(),
            Target::Withdrawn => WITHDRAWN.to_owned(),
        }
    }
}

impl TryFrom<String> for Target {
    type Error = NoTarget;

    fn try_from(text: String) -> Result<Self, NoTarget> {
        match text.as_str() {
            WITHDRAWN => Ok(Self::Withdrawn),
            KEPT => Ok(Self::Kept),
            day => day.parse().map(Self::On).map_err(|_| NoTarget(text)),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_emptied_date_withdraws_a_target_and_sets_none_where_there_was_none() {
        let day = "2027-05-01".parse().ok();
        let later = "2027-08-01".parse().ok();
        for (stood, wanted) in [(None, None), (None, day), (day, None), (day, day), (day, later)] {
            assert_eq!(Target::between(stood, wanted).after(stood), wanted, "{stood:?} {wanted:?}");
        }
        assert_eq!(Target::between(day, None), Target::Withdrawn);
        assert_eq!(Target::Kept.after(day), day);
    }

    #[test]
    fn a_target_is_kept_as_its_day_or_as_the_word_that_it_is_withdrawn() {
        let day = Target::On("2027-05-01".parse().unwrap());
        assert_eq!(serde_json::to_string(&day).unwrap(), r#""2027-05-01""#);
        assert_eq!(serde_json::to_string(&Target::Withdrawn).unwrap(), r#""withdrawn""#);
        assert!(serde_json::from_str::<Target>(r#""soon""#).is_err());
    }
}
