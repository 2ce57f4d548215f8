//! The worklist of a signed-in person: what waits for them, by reason, as things stand today; and what they select of it.

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};

use super::{
    event_line::EventLine, free_text::FreeText, published::DatedRound, recommendation::Entry, register::RegisterRow,
};
use crate::{
    closure::Verification,
    deadline::Due,
    duty::Duty,
    evidence::EvidenceId,
    force::ForceSlug,
    identity::Role,
    parameter::{BadParameter, first, word},
    parsed_text::FormError,
    partial_date::PartialDate,
    pending_request::PendingRequest,
    query::{Query, query_serde},
    reference::Reference,
    round_draft::{Changed, Details, DraftId},
    topic::Topic,
    worklist::Group,
};

/// How many rows of a group are shown at once.
pub const PER_PAGE: u32 = 50;

/// What a person asks to see of their worklist.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct WorklistQuery {
    /// One group alone; `None` is the beginning of each.
    pub group: Option<Group>,
    /// Which page of that group, from 1.
    pub page: u32,
    /// Items of one force alone.
    pub force: Option<ForceSlug>,
    /// Items under one topic alone.
    pub topic: Option<Topic>,
}

impl Default for WorklistQuery {
    fn default() -> Self {
        Self { group: None, page: 1, force: None, topic: None }
    }
}

query_serde!(WorklistQuery);

impl Query for WorklistQuery {
    const NAMES: &'static [&'static str] = &["group", "page", "force", "topic"];
    const REPEATED: &'static [&'static str] = &[];

    fn from_pairs(pairs: &[(&str, &str)]) -> Result<Self, BadParameter> {
        let refused = |value: &str, allowed: &str| BadParameter::new("page", value, allowed);
        let group: Option<Group> = word(pairs, "group")?;
        let slug =
            |text: &str| text.parse().map_err(|_| BadParameter::new("force", text, "the slug of a force, like kent"));
        let force: Option<ForceSlug> = first(pairs, "force").map(slug).transpose()?;
        let topic: Option<Topic> = word(pairs, "topic")?;
        let Some(text) = first(pairs, "page") else { return Ok(Self { group, page: 1, force, topic }) };
        let number: Option<u32> = text.bytes().all(|byte| byte.is_ascii_digit()).then(|| text.parse().ok()).flatten();
        match number {
            Some(page) if page == 1 || (page > 1 && group.is_some()) => Ok(Self { group, page, force, topic }),
            Some(page) if page > 1 => Err(refused(text, "left out, unless a group is chosen")),
            _ => Err(refused(text, "a whole number from 1")),
        }
    }

    fn to_pairs(&self) -> Vec<(&'static str, String)> {
        let group = self.group.map(|group| ("group", group.slug().to_owned()));
        let page = (self.page > 1).then(|| ("page", self.page.to_string()));
        let force = self.force.as_ref().map(|force| ("force", force.to_string()));
        let topic = self.topic.map(|topic| ("topic", topic.slug().to_owned()));
        group.into_iter().chain(page).chain(force).chain(topic).collect()
    }
}

impl WorklistQuery {
    /// Checks that the role has such a group.
    ///
    /// # Errors
    /// A group of another role, with those that the role has.
    pub fn of_role(self, role: Role) -> Result<Self, BadParameter> {
        let groups = Group::of(role);
        match self.group.filter(|group| !groups.contains(group)) {
            Some(other) => {
                let known: Vec<_> = groups.iter().map(|group| group.slug()).collect();
                Err(BadParameter::new("group", other.slug(), format!("one of {}", known.join(", "))))
            }
            None => Ok(self),
        }
    }
}

/// One item of a worklist.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Item {
    /// What the register shows of it.
    pub row: RegisterRow,
    /// For which reasons it waits besides the one it is listed under, the most pressing first.
    pub also: Vec<Group>,
    /// What the reader's side is asked about it.
    pub asked: Option<PendingRequest>,
    /// Who stands behind the ending that awaits a second person; told to those who may authorise it.
    pub proposed_by: Option<ProposedBy>,
}

/// The items that wait for one reason.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct List {
    /// The reason.
    pub group: Group,
    /// All that are listed for it: in its section on a whole worklist, and all that wait for it where it is asked for alone.
    pub total: u64,
    /// Those of this page.
    pub items: Vec<Item>,
    /// Duties of forces, on the first page only, the next due first; there they are counted in `total`.
    pub duties: Vec<OwedDuty>,
}

/// A duty of a force that nobody recorded as met.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct OwedDuty {
    /// Whose.
    pub force: ForceSlug,
    /// The force's short name.
    pub force_name: String,
    /// Which.
    pub duty: Duty,
    /// After which round.
    pub round: DatedRound,
    /// By when.
    pub due: Due,
}

/// An update that the reader has begun to write and not saved.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct OwnDraft {
    /// Of which item.
    pub reference: Reference,
    /// What the item asks; `None` where the text was erased.
    pub wording: Option<String>,
    /// When it was last kept.
    pub saved_at: DateTime<Utc>,
}

/// What waits for a person.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Worklist {
    /// Items and duties that the person has to do something about, each counted once: the rows of its sections.
    pub items: u64,
    /// Open items, waiting or not, among those that can ever wait for this person.
    pub open: u64,
    /// The groups that were asked for, in the order of the role's worklist, empty ones too. Of several each item is listed in one, and
    /// groups that are only reasons have their number and no items.
    pub lists: Vec<List>,
    /// Updates that the person has begun to write, the newest first.
    pub drafts: Vec<OwnDraft>,
}

/// How many items wait for a person, by reason.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Counts {
    /// Items and duties that the person has to do something about, each counted once.
    pub items: u64,
    /// Open items, waiting or not, among those that can ever wait for this person.
    pub open: u64,
    /// The groups of the role's worklist in its order, empty ones too, each with what its section lists or, of a reason, all that have it.
    pub groups: Vec<(Group, u64)>,
}

/// Behind a proposed ending. On what evidence it rests is not for everyone, so it is only read for somebody,
/// and it is audited that it was.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ProposedBy {
    /// In which role the person acted.
    pub role: Role,
    /// The name of the person's account: for those of the inspectorate alone.
    pub name: Option<String>,
    /// The item that takes its place, where it is superseded.
    pub superseded_by: Option<Reference>,
    /// How it was verified.
    pub verification: Option<Verification>,
    /// Why it can end, as far as the person may read it.
    pub reason: FreeText,
    /// The evidence it rests on in words, one piece on each line, as far as the person may read it.
    pub relied_on: FreeText,
    /// The pieces of the item's own evidence that it rests on.
    pub pieces: Vec<Relied>,
}

impl ProposedBy {
    /// Whether any words can be read in it, none of which are for everyone.
    pub fn holds_words(&self) -> bool {
        let titles = self.pieces.iter().map(|piece| &piece.title);
        [&self.reason, &self.relied_on].into_iter().chain(titles).any(|text| matches!(text, FreeText::Body(_)))
    }
}

/// A piece of evidence that a proposed ending rests on.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Relied {
    /// Which.
    pub id: EvidenceId,
    /// What it is.
    pub title: FreeText,
    /// The day or period it speaks for.
    pub speaks_for: Option<PartialDate>,
    /// Whether its file can be fetched here: it may be held elsewhere, or have been erased.
    pub held_here: bool,
}

/// An item of a selection, as its form carries it: `KENT-2019-01@5`, or without a version where it was only selected.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Wanted {
    /// Which.
    pub reference: Reference,
    /// The version at which it was shown before, if it was.
    pub shown: Option<i32>,
}

impl std::fmt::Display for Wanted {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self.shown {
            Some(version) => write!(f, "{}@{version}", self.reference),
            None => self.reference.fmt(f),
        }
    }
}

impl std::str::FromStr for Wanted {
    type Err = FormError;

    fn from_str(text: &str) -> Result<Self, FormError> {
        let form = FormError {
            what: "item",
            given: text.to_owned(),
            form: "the form of a reference, with @ and a version behind it if it was shown at one",
        };
        let (reference, shown) = match text.split_once('@') {
            Some((reference, version)) => (reference, Some(version.parse().map_err(|_| form.clone())?)),
            None => (text, None),
        };
        Ok(Self { reference: reference.parse().map_err(|_| form)?, shown })
    }
}

/// How many items can be selected at once: as many as a page of a worklist shows.
pub const MOST_SELECTED: usize = 50;

/// Items that were selected.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct SelectionView {
    /// The items, by reference.
    pub items: Vec<Selected>,
}

/// What waits for a person.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct WaitingView {
    /// How many items, by reason; `None` for a role without a worklist.
    pub counts: Option<Counts>,
    /// Rounds that are being recorded, for those who record them.
    pub rounds: Vec<InProgress>,
}

/// An item that was selected.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Selected {
    /// What the register shows of it.
    pub row: RegisterRow,
    /// The version its stream has now.
    pub version: i32,
    /// What was recorded since the version at which it was shown, as far as the person sees it, oldest first.
    pub since: Vec<EventLine>,
    /// What its force told last, what it was asked last, and its evidence: the lines of its history, newest first.
    pub told: Vec<Entry>,
    /// What stands behind its proposed ending; `None` where nothing is proposed, or not asked for.
    pub proposed: Option<ProposedBy>,
}

impl Selected {
    /// Whether any words can be read in it that are not for everyone.
    pub fn holds_restricted_words(&self) -> bool {
        self.told.iter().any(Entry::holds_restricted_words)
            || self.proposed.as_ref().is_some_and(ProposedBy::holds_words)
    }
}

/// What is judged.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum Judging {
    /// What forces told: before anything is asked, moved or proposed.
    WhatIsTold,
    /// The endings that are proposed, beside what forces told: before they are decided on.
    Endings,
}

/// A round that is being written down.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct InProgress {
    /// Which draft.
    pub id: DraftId,
    /// Of which force.
    pub force: ForceSlug,
    /// The force's short name.
    pub force_name: String,
    /// What is said of the round.
    pub details: Details,
    /// Who changed it last, and when.
    pub changed: Changed,
    /// On how many items of earlier rounds that have not ended nothing is found in it yet.
    pub to_record: u64,
}
