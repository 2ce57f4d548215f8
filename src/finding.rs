//! What a later round said of an earlier recommendation.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use crate::vocabulary::vocabulary;

vocabulary! {
    /// A finding, in our normalised words (not the inspectorate's). It closes nothing by itself, not even `closed`.
    Finding, "finding" {
        /// Inspectors saw improvement.
        Improved = "improved" => "Improved",
        /// Inspectors saw some improvement.
        PartlyImproved = "partly-improved" => "Partly improved",
        /// Inspectors are still concerned.
        StillOfConcern = "still-of-concern" => "Still of concern",
        /// Inspectors saw no progress.
        NoProgress = "no-progress" => "No progress",
        /// Inspectors said it was not fully achieved.
        NotFullyAchieved = "not-fully-achieved" => "Not fully achieved",
        /// Inspectors said they consider it closed.
        Closed = "closed" => "Closed",
    }
}

vocabulary! {
    /// The four groups in which charts show findings; the table beside a chart keeps all six words.
    FindingGroup, "group of findings" {
        /// Improved, or closed by inspectors.
        Improved = "improved" => "Improved or closed",
        /// Partly improved, or not fully achieved.
        Partly = "partly" => "Partly improved",
        /// Still of concern.
        StillOfConcern = "still-of-concern" => "Still of concern",
        /// No progress.
        NoProgress = "no-progress" => "No progress",
    }
}

impl Finding {
    /// The group it is charted in.
    pub const fn group(self) -> FindingGroup {
        match self {
            Self::Improved | Self::Closed => FindingGroup::Improved,
            Self::PartlyImproved | Self::NotFullyAchieved => FindingGroup::Partly,
            Self::StillOfConcern => FindingGroup::StillOfConcern,
            Self::NoProgress => FindingGroup::NoProgress,
        }
    }
}

impl Finding {
    /// Whether it says that what was asked for is not done.
    pub const fn is_of_concern(self) -> bool {
        matches!(self, Self::StillOfConcern | Self::NoProgress | Self::NotFullyAchieved)
    }
}

/// Who says what was found.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum FindingSource {
    /// The report at this address; empty where our sources name none.
    Published(String),
    /// Inspectors recorded it here on this day, of a round that was published before. It stands in no report.
    Inspectorate(NaiveDate),
}

/// What a source's word in a findings file says.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum FindingWord {
    /// A finding.
    Finding(Finding),
    /// `raised` or `issued`: the item itself, which its own row already tells.
    Raised,
    /// `not-confirmed`: says nothing, becomes no event.
    NotConfirmed,
}

impl std::str::FromStr for FindingWord {
    type Err = crate::vocabulary::UnknownWord;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        match crate::vocabulary::fold(text).as_str() {
            "raised" | "issued" => Ok(Self::Raised),
            "not confirmed" => Ok(Self::NotConfirmed),
            _ => text.parse().map(Self::Finding).map_err(|mut error: Self::Err| {
                error.known.extend(["raised", "issued", "not-confirmed"]);
                error
            }),
        }
    }
}

vocabulary! {
    /// Whether an item is a formal recommendation. The two are never summed unless the reader asks.
    RecordType, "record type" {
        /// A formal recommendation of a report.
        Recommendation = "recommendation" => "Recommendation",
        /// A concern named in a press release or a review's summary.
        AreaOfConcern = "area_of_concern" => "Area of concern",
    }
}

impl RecordType {
    /// Its name for `count` of them, in the middle of a sentence.
    pub const fn counted(self, count: u64) -> &'static str {
        match (self, count) {
            (Self::Recommendation, 1) => "recommendation",
            (Self::Recommendation, _) => "recommendations",
            (Self::AreaOfConcern, 1) => "area of concern",
            (Self::AreaOfConcern, _) => "areas of concern",
        }
    }

    /// Its name for several, at the start of a sentence or above a column.
    pub const fn plural(self) -> &'static str {
        match self {
            Self::Recommendation => "Recommendations",
            Self::AreaOfConcern => "Areas of concern",
        }
    }
}

vocabulary! {
    /// How we come to know an item.
    KnownFrom, "way an item is known" {
        /// From the round that raised it.
        Raised = "raised" => "The round that raised it",
        /// Only because a later round spoke of it: a biased sample, so shares leave such items out and count them beside.
        LaterRound = "later_round" => "A later round only",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn raised_and_not_confirmed_are_words_but_not_findings() {
        assert_eq!("issued".parse(), Ok(FindingWord::Raised));
        assert_eq!("not-confirmed".parse(), Ok(FindingWord::NotConfirmed));
        assert_eq!("still-of-concern".parse(), Ok(FindingWord::Finding(Finding::StillOfConcern)));
        assert!("better".parse::<FindingWord>().unwrap_err().to_string().contains("no-progress"));
    }
}
