//! A round: one inspection event of one force, and its place in the force's chain of rounds.

use serde::{Deserialize, Serialize};

use crate::{
    force::ForceSlug,
    parsed_text::{is_slug, parsed_text},
    partial_date::PartialDate,
    topic::Scheme,
    vocabulary::vocabulary,
};

parsed_text! {
    /// The address of a round within its force.
    RoundSlug, "round", "small letters, digits and single hyphens, for example inspection-2019-09", is_slug
}

vocabulary! {
    /// What kind of visit, or letter, a round was.
    RoundKind, "kind of round" {
        /// A full inspection.
        Inspection = "inspection" => "Inspection",
        /// A smaller look at each earlier recommendation, about a year later.
        PostInspectionReview = "post_inspection_review" => "Post-inspection review",
        /// A second full inspection, where concern was serious.
        ReInspection = "re_inspection" => "Re-inspection",
        /// A third visit, or one of a series ordered after an inspection.
        ProgressUpdate = "progress_update" => "Progress update",
        /// A letter that carries follow-up.
        FollowUpLetter = "follow_up_letter" => "Follow-up letter",
    }
}

impl RoundKind {
    /// Whether it comes back to what an earlier round raised, so that it has findings on earlier items.
    pub const fn comes_after_another(self) -> bool {
        match self {
            Self::Inspection => false,
            Self::PostInspectionReview | Self::ReInspection | Self::ProgressUpdate | Self::FollowUpLetter => true,
        }
    }
}

/// What is known of a round.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Round {
    /// Whose.
    pub force: ForceSlug,
    /// Its address within the force.
    pub slug: RoundSlug,
    /// What kind of round.
    pub kind: RoundKind,
    /// When fieldwork began.
    pub fieldwork: Option<PartialDate>,
    /// When its report was first published.
    pub published: Option<PartialDate>,
    /// The topic scheme its report is written in, where known. A fact of the round, not of its date.
    pub scheme: Option<Scheme>,
    /// Its place in the force's chain, from 1.
    pub place: u32,
}

impl Round {
    /// The date from which it and all it raised exist: its publication, else its fieldwork.
    ///
    /// `None` where neither is known: such a round stands in the present view only.
    pub fn happened(&self) -> Option<PartialDate> {
        happened(self.published, self.fieldwork)
    }

    /// How a sentence calls it: `post-inspection review, 26 August 2021`.
    pub fn title(&self) -> String {
        title(self.kind, self.published, self.fieldwork)
    }
}

/// The date from which a round counts: publication, else fieldwork.
pub fn happened(published: Option<PartialDate>, fieldwork: Option<PartialDate>) -> Option<PartialDate> {
    published.or(fieldwork)
}

/// A round in words, with the date it is known by.
pub fn title(kind: RoundKind, published: Option<PartialDate>, fieldwork: Option<PartialDate>) -> String {
    match (published, fieldwork) {
        (Some(published), _) => format!("{kind}, {published}"),
        (None, Some(fieldwork)) => format!("{kind}, fieldwork {fieldwork}"),
        (None, None) => format!("{kind}, date not known"),
    }
}

/// Where a new round goes in a chain that is already in order.
///
/// `chain` holds the dates of the rounds there are; `after` is the place (index) of the round that the file names just
/// before it, if any. A dated round goes before the first round with a later date, so that rounds without a date stay
/// behind the round they follow. An undated one goes behind the one it follows in the file, else to the end.
pub fn place_in_chain(chain: &[Option<PartialDate>], date: Option<PartialDate>, after: Option<usize>) -> usize {
    match date {
        Some(date) => chain.iter().position(|other| other.is_some_and(|other| other > date)).unwrap_or(chain.len()),
        None => after.map_or(chain.len(), |index| (index + 1).min(chain.len())),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn date(text: &str) -> Option<PartialDate> {
        text.parse().ok()
    }

    #[test]
    fn a_round_without_any_date_stays_behind_the_round_it_follows() {
        let chain = [date("2019-02"), None];
        assert_eq!(place_in_chain(&chain, None, Some(1)), 2);
        assert_eq!(place_in_chain(&chain, date("2024-02-09"), Some(1)), 2);
        assert_eq!(place_in_chain(&chain, date("2016-11"), None), 0);
        assert_eq!(place_in_chain(&[date("2016-11"), date("2024-02-09")], None, Some(0)), 1);
        assert_eq!(place_in_chain(&[], None, None), 0);
    }

    #[test]
    fn rounds_of_one_day_keep_the_order_of_the_file() {
        assert_eq!(place_in_chain(&[date("2024-12-13")], date("2024-12-13"), Some(0)), 1);
    }
}
