//! Rows of the register, and the page that lists them.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use crate::{
    closure::{NoActionReason, Outcome},
    deadline::{Basis, DeadlineState, Due, SetBy},
    fact::EventKind,
    finding::{Finding, KnownFrom, RecordType},
    force::ForceSlug,
    identity::{Audience, PersonId},
    inspectorate_status::InspectorateStatus,
    partial_date::PartialDate,
    position::Position,
    progress::change::Group,
    reference::Reference,
    round::RoundSlug,
    source_status::SourceStatus,
    status::Status,
    topic::Topic,
    vocabulary::{UnknownWord, fold},
};

/// Rows on one page.
pub const PER_PAGE: u32 = 25;

/// A round as a sentence names it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct RoundName {
    /// Its address within the force.
    pub slug: RoundSlug,
    /// Its kind and date in words: `Post-inspection review, 26 August 2021`.
    pub title: String,
    /// The date from which it counts; `None` where that is not known.
    pub happened: Option<PartialDate>,
}

/// What visits found, or which kind of silence there is.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum Found {
    /// The last of them that spoke of it.
    Finding(Finding, RoundName),
    /// There was a later round, but our sources hold no finding of it.
    Silent,
    /// There was no later round.
    NoLaterRound,
}

/// The deadline of one recommendation on the day that was asked about.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct RowDeadline {
    /// On what it stands.
    pub basis: Basis,
    /// The whole deadline in words, with what the source wrote.
    pub words: String,
    /// Who set it.
    pub set_by: SetBy,
    /// How often it was moved.
    pub moves: u32,
    /// When it is due.
    pub due: Option<Due>,
    /// The day it was due at first.
    pub original: Option<NaiveDate>,
    /// How it stands.
    pub state: DeadlineState,
    /// The same in words, with its days.
    pub state_in_words: String,
}

/// Where follow-up work on one recommendation stands: who said something last, and who is to act.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Work {
    /// The last day the force told anything.
    pub updated_on: Option<NaiveDate>,
    /// The last day inspectors looked at it.
    pub verified_on: Option<NaiveDate>,
    /// The day of the last submission.
    pub submitted_on: Option<NaiveDate>,
    /// The day the force was last asked questions that no submission has answered since.
    pub returned_on: Option<NaiveDate>,
    /// By when the force itself means to be done.
    pub target_on: Option<NaiveDate>,
    /// The ending that awaits a second person.
    pub proposal: Option<Proposal>,
}

/// An ending that one person proposed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Proposal {
    /// How it would end.
    pub outcome: Outcome,
    /// Who proposes; somebody else must authorise.
    #[serde(skip, default = "super::without_person::nobody")]
    pub by: PersonId,
    /// Since when.
    pub on: Option<NaiveDate>,
}

/// What is shown of one recommendation or area of concern.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct RegisterRow {
    /// Its name.
    pub reference: Reference,
    /// Whose it is.
    pub force: ForceSlug,
    /// The force's name in tables.
    pub force_name: String,
    /// The round that raised it.
    pub round: RoundName,
    /// The heading it stands under.
    pub topic: Topic,
    /// A formal recommendation, or an area of concern.
    pub record_type: RecordType,
    /// How we know it.
    pub known_from: KnownFrom,
    /// Its wording; `None` if that was erased.
    pub wording: Option<String>,
    /// The one tag.
    pub status: Status,
    /// What the force says.
    pub position: Position,
    /// What the inspectorate holds.
    pub inspectorate_status: InspectorateStatus,
    /// Why no further action is needed, if that is so.
    pub no_action_reason: Option<NoActionReason>,
    /// The last status line of a source, as it was published.
    pub source_status: Option<SourceStatus>,
    /// The latest finding, or that of the visits the filter asks about.
    pub found: Found,
    /// Its deadline.
    pub deadline: RowDeadline,
    /// Where the work on it stands.
    pub work: Work,
    /// The last day its round can have been published.
    pub raised_on: Option<NaiveDate>,
    /// Where it is from.
    pub source_url: String,
}

impl RegisterRow {
    /// What a source last published of its status, in words, where nobody has recorded one here.
    pub fn as_last_published(&self) -> Option<String> {
        as_last_published(self.status, self.source_status.as_ref())
    }
}

/// What a source last published of a status, in words, where nobody has recorded one here.
pub fn as_last_published(status: Status, source: Option<&SourceStatus>) -> Option<String> {
    source.filter(|_| !status.is_known()).map(SourceStatus::in_words)
}

impl Found {
    /// In words.
    pub const fn label(&self) -> &'static str {
        match self {
            Self::Finding(finding, _) => finding.label(),
            Self::Silent => FoundFilter::Silent.label(),
            Self::NoLaterRound => FoundFilter::NoLaterRound.label(),
        }
    }
}

/// A force as a filter offers it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ForceName {
    /// Its address.
    pub slug: ForceSlug,
    /// Its name in tables.
    pub name: String,
}

/// One page of the register.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct RegisterView {
    /// Formal recommendations on all pages.
    pub recommendations: u64,
    /// Areas of concern on all pages.
    pub areas_of_concern: u64,
    /// What is known of all of them.
    pub summary: RegisterSummary,
    /// The rows of this page.
    pub rows: Vec<RegisterRow>,
    /// Every force that may be read about, by name.
    pub forces: Vec<ForceName>,
    /// The rounds that the filter names.
    pub rounds: Vec<RoundName>,
    /// How the words were read that were searched for, where there is something to say of it.
    pub search: SearchNote,
    /// Why rows of this page were found, where their wording does not say it.
    pub excerpts: Vec<Excerpt>,
}

/// How the words were read that were searched for.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct SearchNote {
    /// What was searched for instead, because nothing was found for what was typed.
    pub instead: Option<String>,
    /// Whether all words that were typed are in nearly every text, so that none of them was looked for.
    pub is_too_common: bool,
}

/// A part of a text in which the words stand that were searched for.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Excerpt {
    /// Of which row.
    pub reference: Reference,
    /// What the text was recorded with; of a correction, what it puts right.
    pub kind: EventKind,
    /// Which of its texts.
    pub field: String,
    /// When that happened.
    pub happened: Option<PartialDate>,
    /// Who may read it.
    pub audience: Audience,
    /// Its words, in pieces.
    pub pieces: Vec<Piece>,
}

/// Words of an excerpt.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Piece {
    /// The words, as they are written.
    pub words: String,
    /// Whether they were searched for.
    pub is_match: bool,
}

/// What is known of the items on all pages: where they stand, and how many of them each column says something of.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct RegisterSummary {
    /// Items by group of statuses, in the order of [`Group::ALL`].
    pub by_group: [u64; Group::ALL.len()],
    /// Items that are overdue.
    pub overdue: u64,
    /// Items with a due day.
    pub with_due_day: u64,
    /// Items with a finding; where the filter asks about visits, one of theirs.
    pub with_finding: u64,
    /// Items of which only a source ever published a status.
    pub with_source_status: u64,
}

impl RegisterSummary {
    /// Items in a group of statuses.
    #[must_use]
    pub const fn in_group(&self, group: Group) -> u64 {
        self.by_group[group as usize]
    }

    /// Whether a status of any item is known, be it that only a source says that it has ended.
    #[must_use]
    pub fn has_status(&self) -> bool {
        Group::ALL.iter().any(|group| *group != Group::NotRecorded && self.in_group(*group) > 0)
    }

    /// Whether people have recorded a status of at least half of the items.
    #[must_use]
    pub fn has_status_of_half(&self) -> bool {
        let all: u64 = self.by_group.iter().sum();
        let not_by_people = self.in_group(Group::NotRecorded) + self.in_group(Group::ClosedAccordingToSource);
        all > 0 && 2 * (all - not_by_people) >= all
    }
}

/// Which finding, or which kind of silence.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum FoundFilter {
    /// This finding.
    Is(Finding),
    /// Our sources hold none, though there was a later round that could have made one.
    Silent,
    /// There was no later round.
    NoLaterRound,
}

impl FoundFilter {
    /// Every value, in the order screens list them.
    pub fn all() -> impl Iterator<Item = Self> {
        Finding::ALL.iter().copied().map(Self::Is).chain([Self::Silent, Self::NoLaterRound])
    }

    /// The word in addresses.
    pub const fn slug(self) -> &'static str {
        match self {
            Self::Is(finding) => finding.slug(),
            Self::Silent => "none",
            Self::NoLaterRound => "no-later-round",
        }
    }

    /// The words on the screen.
    pub const fn label(self) -> &'static str {
        match self {
            Self::Is(finding) => finding.label(),
            Self::Silent => "Not looked at again, as far as we know",
            Self::NoLaterRound => "No later visit known",
        }
    }
}

impl std::str::FromStr for FoundFilter {
    type Err = UnknownWord;

    fn from_str(text: &str) -> Result<Self, UnknownWord> {
        let wanted = fold(text);
        Self::all().find(|found| fold(found.slug()) == wanted).ok_or_else(|| UnknownWord {
            what: "finding",
            given: text.to_owned(),
            known: Self::all().map(Self::slug).collect(),
        })
    }
}
