//! Status words of other vocabularies, kept as written, and the one table that maps them to ours.

use serde::{Deserialize, Serialize};

use crate::{
    closure::{NoActionReason, Outcome},
    partial_date::PartialDate,
    position::Position,
    vocabulary::{UnknownWord, fold, vocabulary},
};

vocabulary! {
    /// Where a status word comes from.
    SourceVocabulary, "vocabulary" {
        /// The inspectorate's old public register, about 2013 to early 2019.
        HmicfrsRegister = "hmicfrs-register" => "HMICFRS public register (2013 to 2019)",
        /// The inspectorate's cause-of-concern tracker, as third parties copied it.
        CocTracker = "coc-tracker" => "Cause-of-concern tracker",
        /// Red, amber, green in forces' reports to their police authority.
        Rag = "rag" => "Red, amber, green of forces’ own reports",
    }
}

/// A status line of a source, as it was published.
///
/// It is shown and counts as not known: only what people record here makes an item open, overdue or said to be done.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct SourceStatus {
    /// Where the word comes from.
    pub vocabulary: SourceVocabulary,
    /// The word as the source writes it.
    pub word: String,
    /// When the source says it became so.
    pub happened: Option<PartialDate>,
}

impl SourceStatus {
    /// The word and its date: `awaiting review, 14 December 2018`.
    pub fn word_and_date(&self) -> String {
        let word = self.word.replace('-', " ").to_lowercase();
        self.happened.map_or_else(|| format!("{word}, date not known"), |date| format!("{word}, {date}"))
    }

    /// As a sentence: `As last published: awaiting review, 14 December 2018`.
    pub fn in_words(&self) -> String {
        format!("As last published: {}", self.word_and_date())
    }
}

/// What a mapped word says in our words.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Meaning {
    /// The inspectorate is to look.
    AwaitingReview,
    /// It is being worked on, to the inspectorate's knowledge.
    BeingProgressed,
    /// The source says it has ended.
    Ended(Outcome),
    /// The force's own word.
    Position(Position),
}

/// One line of the mapping.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Mapping {
    /// The vocabulary.
    pub vocabulary: SourceVocabulary,
    /// The word as the source writes it.
    pub word: &'static str,
    /// What it becomes.
    pub meaning: Meaning,
    /// Why, where that is not plain.
    pub note: &'static str,
}

const fn line(vocabulary: SourceVocabulary, word: &'static str, meaning: Meaning, note: &'static str) -> Mapping {
    Mapping { vocabulary, word, meaning, note }
}

/// The whole mapping, shown at `/about-the-data`. A word that is not here is refused.
pub const MAPPINGS: &[Mapping] = {
    use SourceVocabulary::{CocTracker, HmicfrsRegister, Rag};
    &[
        line(
            HmicfrsRegister,
            "awaiting-review",
            Meaning::AwaitingReview,
            "The inspectorate is to look; it does not say that the force has submitted anything",
        ),
        line(HmicfrsRegister, "will-be-progressed", Meaning::BeingProgressed, ""),
        line(HmicfrsRegister, "being-progressed", Meaning::BeingProgressed, ""),
        line(
            HmicfrsRegister,
            "complete",
            Meaning::Ended(Outcome::Complete),
            "Reads “Closed according to the source”, never “Verified complete”",
        ),
        line(
            HmicfrsRegister,
            "no-further-action-needed",
            Meaning::Ended(Outcome::NoFurtherAction(NoActionReason::NotStated)),
            "The register gives no reason in a form we can keep",
        ),
        line(
            CocTracker,
            "Completed",
            Meaning::Ended(Outcome::Complete),
            "Reads “Closed according to the source”, never “Verified complete”",
        ),
        line(CocTracker, "Superseded", Meaning::Ended(Outcome::NoFurtherAction(NoActionReason::Superseded)), ""),
        line(
            Rag,
            "red",
            Meaning::Position(Position::NotStarted),
            "The force reports it off track; this is the least that red can mean",
        ),
        line(Rag, "amber", Meaning::Position(Position::InProgress), "The force’s own word"),
        line(
            Rag,
            "green",
            Meaning::Position(Position::ReadyForReview),
            "The force says done; no inspector is known to have verified it",
        ),
    ]
};

impl SourceVocabulary {
    /// What a word of this vocabulary means.
    ///
    /// # Errors
    /// A word that is not mapped, with the known ones.
    pub fn meaning(self, word: &str) -> Result<&'static Mapping, UnknownWord> {
        let wanted = fold(word);
        self.mappings().find(|mapping| fold(mapping.word) == wanted).ok_or_else(|| UnknownWord {
            what: "status word of this vocabulary",
            given: word.to_owned(),
            known: self.mappings().map(|mapping| mapping.word).collect(),
        })
    }

    /// Its part of the mapping.
    pub fn mappings(self) -> impl Iterator<Item = &'static Mapping> {
        MAPPINGS.iter().filter(move |mapping| mapping.vocabulary == self)
    }
}

impl std::fmt::Display for Meaning {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::AwaitingReview => f.write_str("Inspectorate status: Awaiting review"),
            Self::BeingProgressed => f.write_str("Inspectorate status: Being progressed"),
            Self::Ended(Outcome::Complete) => f.write_str("Inspectorate status: Complete, by the source"),
            Self::Ended(Outcome::NoFurtherAction(reason)) => {
                write!(f, "Inspectorate status: No further action ({})", reason.label().to_lowercase())
            }
            Self::Position(position) => write!(f, "Force position: {position}"),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_word_that_is_not_mapped_is_refused_with_the_known_ones() {
        let error = SourceVocabulary::CocTracker.meaning("Done").unwrap_err().to_string();
        assert!(error.contains("Completed, Superseded"), "{error}");
    }

    #[test]
    fn a_source_line_is_shown_as_published_with_its_date() {
        let line = |word: &str, happened: Option<&str>| {
            let happened = happened.map(|date| date.parse().unwrap());
            SourceStatus { vocabulary: SourceVocabulary::HmicfrsRegister, word: word.to_owned(), happened }.in_words()
        };
        let dated = line("awaiting-review", Some("2018-12-14"));
        assert_eq!(dated, "As last published: awaiting review, 14 December 2018");
        assert_eq!(line("complete", None), "As last published: complete, date not known");
    }

    #[test]
    fn the_registers_awaiting_review_is_the_inspectorates_not_the_forces_word() {
        let mapping = SourceVocabulary::HmicfrsRegister.meaning("awaiting-review").unwrap();
        assert_eq!(mapping.meaning, Meaning::AwaitingReview);
    }

    #[test]
    fn every_vocabulary_has_words_and_no_word_twice() {
        for vocabulary in SourceVocabulary::ALL {
            let words: Vec<_> = vocabulary.mappings().map(|mapping| fold(mapping.word)).collect();
            let mut unique = words.clone();
            unique.sort();
            unique.dedup();
            assert!(!words.is_empty() && unique.len() == words.len(), "{vocabulary}");
        }
    }
}
