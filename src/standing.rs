//! How a recommendation stands: the fold of its events, and the slices of time in which it stood so.

use chrono::NaiveDate;

use crate::{
    as_at::{PRESENT, counts},
    closure::{EndedBy, Outcome, TwoPeople},
    deadline::{Basis, Deadline, DeadlineState, Due, Judged},
    event::{Actor, Told},
    fact::{Fact, Raised},
    finding::Finding,
    identity::PersonId,
    inspectorate_status::Inspectorate,
    partial_date::PartialDate,
    pending_request::PendingRequest,
    position::Position,
    round::RoundSlug,
    source_status::{Meaning, SourceStatus},
    status::Status,
};

mod asks;

/// How a recommendation stands at one point of the record.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Standing {
    /// What its round asked.
    pub raised: Raised,
    /// The last day its round can have been published: from when it exists, where that is known.
    pub raised_on: Option<NaiveDate>,
    /// The event that holds its wording.
    pub wording: i64,
    /// Its deadline as it stands.
    pub deadline: Deadline,
    /// How often the deadline was moved.
    pub deadline_moves: u32,
    /// What the force says.
    pub position: Position,
    /// What the inspectorate holds.
    pub inspectorate: Inspectorate,
    /// The last status line of a source, as it was published.
    pub source_status: Option<SourceStatus>,
    /// The last finding, and the round that made it.
    pub latest_finding: Option<(RoundSlug, Finding)>,
    /// The day of the last submission.
    pub submitted_on: Option<NaiveDate>,
    /// The day the force was last asked questions that no submission has answered since.
    pub returned_on: Option<NaiveDate>,
    /// What its force is asked besides questions to a submission, until it acts.
    pub asks_force: Option<PendingRequest>,
    /// What the inspectorate is asked, until it acts.
    pub asks_inspectorate: Option<PendingRequest>,
    /// The day the ending that awaits a second person was proposed.
    pub proposed_on: Option<NaiveDate>,
    /// By when the force itself means to be done.
    pub target_on: Option<NaiveDate>,
    /// The day it ended, if it has and that is known.
    pub closed_on: Option<NaiveDate>,
    /// The last day the force told anything.
    pub updated_on: Option<NaiveDate>,
    /// The last day inspectors looked at it: a finding, a return, a proposal that says how it was verified, an ending.
    pub verified_on: Option<NaiveDate>,
}

impl Standing {
    fn new(raised: &Raised, told: &Told<'_>) -> Self {
        Self {
            raised: raised.clone(),
            raised_on: told.happened.map(PartialDate::last),
            wording: told.texts,
            deadline: raised.deadline.clone(),
            deadline_moves: 0,
            position: Position::NotRecorded,
            inspectorate: Inspectorate::NotRecorded,
            source_status: None,
            latest_finding: None,
            submitted_on: None,
            returned_on: None,
            asks_force: None,
            asks_inspectorate: None,
            proposed_on: None,
            target_on: None,
            closed_on: None,
            updated_on: None,
            verified_on: None,
        }
    }

    /// The one tag people read.
    pub const fn status(&self) -> Status {
        Status::derived(self.position, self.inspectorate)
    }

    /// When it is due, as it stands.
    pub fn due(&self) -> Option<Due> {
        self.deadline.due(self.raised.published)
    }

    /// When it was due at first.
    pub fn original_due(&self) -> Option<Due> {
        self.raised.deadline.due(self.raised.published)
    }

    /// What its deadline is judged by.
    pub fn judged(&self) -> Judged {
        let by_people = matches!(self.inspectorate, Inspectorate::Ended { by: EndedBy::People(_), .. });
        Judged {
            due: self.due().map(|due| due.on),
            status_recorded: self.status() != Status::NotRecorded,
            closed: self.status().is_closed(),
            submitted: self.submitted_on.filter(|_| by_people),
        }
    }

    /// The state of its deadline on a day.
    pub fn deadline_state(&self, day: NaiveDate) -> DeadlineState {
        DeadlineState::on(day, self.judged())
    }

    /// Takes one more event into account.
    ///
    /// Replays without judging: what was imported really happened so, and what a person did was judged then
    /// ([`Inspectorate::then`], [`Position::may_become`]). Even so no replay makes one person close a thing alone.
    fn apply(&mut self, told: &Told<'_>) {
        let day = told.happened.map(PartialDate::last);
        let person = match told.event.actor {
            Actor::Person { id, .. } => Some(id),
            Actor::Import { .. } | Actor::System => None,
        };
        match told.fact {
            Fact::WordingChanged {} => self.wording = told.texts,
            Fact::DeadlineSet { deadline } => {
                self.deadline = deadline.clone();
                self.deadline_moves += 1;
                if deadline.date.is_none() {
                    self.apply_own_target();
                }
            }
            Fact::SourceStatusRecorded { vocabulary, word, .. } => {
                let (vocabulary, word) = (*vocabulary, word.clone());
                self.apply_source_status(SourceStatus { vocabulary, word, happened: told.happened });
            }
            Fact::FindingRecorded { round, finding, .. } => {
                self.latest_finding = Some((round.clone(), *finding));
                self.verified_on = day.max(self.verified_on);
            }
            Fact::PositionSet { position } => {
                self.set_source_ending_aside();
                self.position = *position;
                self.updated_on = day.max(self.updated_on);
            }
            Fact::UpdateRecorded { target, .. } => {
                let stood = self.target_on;
                self.target_on = target.after(stood);
                if self.target_on != stood && self.deadline.basis == Basis::SetByForce {
                    self.apply_own_target();
                    self.deadline_moves += 1;
                }
                self.updated_on = day.max(self.updated_on);
            }
            // What inspectors add is no word of the force.
            Fact::EvidenceAdded { .. } if told.event.actor.is_of_inspectorate() => {}
            Fact::EvidenceAdded { .. } => self.updated_on = day.max(self.updated_on),
            Fact::Submitted {} => {
                self.set_source_ending_aside();
                self.position = Position::ReadyForReview;
                self.submitted_on = day;
                self.updated_on = day.max(self.updated_on);
            }
            Fact::Returned {} => {
                self.set_source_ending_aside();
                self.position = Position::InProgress;
                self.inspectorate = Inspectorate::BeingProgressed;
                self.returned_on = day;
                self.verified_on = day.max(self.verified_on);
            }
            Fact::StatusSet { status } => {
                self.inspectorate = status.held();
                self.closed_on = None;
            }
            Fact::ClosureProposed { outcome, verification, .. } => {
                self.set_source_ending_aside();
                let by = person.unwrap_or(PersonId(uuid::Uuid::nil()));
                self.inspectorate = Inspectorate::ClosureProposed { outcome: *outcome, by };
                self.proposed_on = day;
                if verification.is_some() {
                    self.verified_on = day.max(self.verified_on);
                }
            }
            Fact::ClosureRefused {} => {
                self.inspectorate = Inspectorate::BeingProgressed;
                self.verified_on = day.max(self.verified_on);
            }
            Fact::ClosureAuthorised {} => {
                if let (Inspectorate::ClosureProposed { outcome, by }, Some(authoriser)) = (self.inspectorate, person)
                    && let Some(people) = TwoPeople::new(by, authoriser)
                {
                    self.inspectorate = Inspectorate::Ended { outcome, by: EndedBy::People(people) };
                    self.closed_on = day;
                    self.verified_on = day.max(self.verified_on);
                }
            }
            Fact::Reopened {} => {
                self.inspectorate = Inspectorate::BeingProgressed;
                self.closed_on = None;
                if self.position == Position::ReadyForReview {
                    self.position = Position::InProgress;
                }
            }
            // A note is no update and no verification: it leaves the freshness of either side as it is.
            Fact::NoteRecorded { .. }
            | Fact::Raised(_)
            | Fact::Linked { .. }
            | Fact::Corrected { .. }
            | Fact::TextRedacted { .. }
            | Fact::RoundPublished(_)
            | Fact::GradeRecorded { .. }
            | Fact::CaseAuditRecorded { .. }
            | Fact::GoodPracticeRecorded { .. }
            | Fact::ForceNamed(_)
            | Fact::MonitoringChanged { .. }
            | Fact::DutySet { .. }
            | Fact::DutyMet { .. } => {}
        }
        self.forget_what_is_answered();
        self.apply_asks(told);
    }

    /// Where the deadline is the force's to set, its own target is the due date. While it has none the item has none either.
    fn apply_own_target(&mut self) {
        if self.deadline.basis == Basis::SetByForce {
            self.deadline.date = self.target_on.map(PartialDate::day);
        }
    }

    /// Questions stand until the force submits again or it ends; a proposal until it is authorised, refused or overtaken.
    fn forget_what_is_answered(&mut self) {
        if self.position == Position::ReadyForReview || self.outcome().is_some() {
            self.returned_on = None;
        }
        if !matches!(self.inspectorate, Inspectorate::ClosureProposed { .. }) {
            self.proposed_on = None;
        }
    }

    /// Keeps a source's line as it was published.
    ///
    /// It counts as not known: while nobody has recorded a status here, an ending is shown as the source's, and any other word
    /// changes nothing. Once people have, the line is only shown.
    fn apply_source_status(&mut self, status: SourceStatus) {
        let day = status.happened.map(PartialDate::last);
        // A word is checked when it is imported; should the mapping ever lose one, the word itself is still shown.
        let meaning = status.vocabulary.meaning(&status.word).map(|mapping| mapping.meaning).ok();
        self.source_status = Some(status);
        if self.is_recorded_here() {
            return;
        }
        match meaning {
            Some(Meaning::Ended(outcome)) => {
                self.inspectorate = Inspectorate::Ended { outcome, by: EndedBy::Source };
                self.closed_on = day;
            }
            Some(Meaning::AwaitingReview | Meaning::BeingProgressed | Meaning::Position(_)) => {
                self.set_source_ending_aside();
            }
            None => {}
        }
    }

    /// Whether people recorded a position or a status of the inspectorate here.
    const fn is_recorded_here(&self) -> bool {
        let by_source =
            matches!(self.inspectorate, Inspectorate::NotRecorded | Inspectorate::Ended { by: EndedBy::Source, .. });
        !by_source || !matches!(self.position, Position::NotRecorded)
    }

    /// An ending that only a source tells does not outlive what is recorded here after it.
    const fn set_source_ending_aside(&mut self) {
        if matches!(self.inspectorate, Inspectorate::Ended { by: EndedBy::Source, .. }) {
            self.inspectorate = Inspectorate::NotRecorded;
            self.closed_on = None;
        }
    }

    /// The outcome that awaits a second person.
    pub const fn proposed(&self) -> Option<Outcome> {
        match self.inspectorate {
            Inspectorate::ClosureProposed { outcome, .. } => Some(outcome),
            _ => None,
        }
    }

    /// The outcome and reason, if it has ended.
    pub const fn outcome(&self) -> Option<Outcome> {
        match self.inspectorate {
            Inspectorate::Ended { outcome, .. } => Some(outcome),
            _ => None,
        }
    }
}

/// How a recommendation stood in a view of `day`; `None` while it did not exist.
pub fn standing_on(told: &[Told<'_>], day: NaiveDate) -> Option<Standing> {
    let (mut standing, base) = base(told)?;
    if !counts(base.happened, day) {
        return None;
    }
    for told in told.iter().filter(|told| counts(told.happened, day)) {
        standing.apply(told);
    }
    Some(standing)
}

fn base<'t, 'a>(told: &'t [Told<'a>]) -> Option<(Standing, &'t Told<'a>)> {
    told.iter().find_map(|told| match told.fact {
        Fact::Raised(raised) => Some((Standing::new(raised, told), told)),
        _ => None,
    })
}

/// A span of days, the first included, `until` not; `None` is for ever.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Span {
    /// The first day.
    pub from: NaiveDate,
    /// The first day after it.
    pub until: Option<NaiveDate>,
}

/// The spans of days in which a recommendation stood in one way, oldest first, without gap or overlap.
///
/// One pass: told in order, dated facts count in the order of their days. The present view is the span that holds
/// [`PRESENT`]; where it differs from the last dated one it stands alone.
pub fn slices(told: &[Told<'_>]) -> Vec<(Span, Standing)> {
    let Some((mut standing, base)) = base(told) else { return Vec::new() };
    let mut days: Vec<(NaiveDate, Standing)> = Vec::new();
    if let Some(exists_from) = base.happened.map(PartialDate::last) {
        days.push((exists_from, standing.clone()));
        for event in told {
            let Some(happened) = event.happened else { continue };
            standing.apply(event);
            let day = happened.last().max(exists_from);
            match days.last_mut() {
                Some((last, stood)) if *last == day => stood.clone_from(&standing),
                Some((_, stood)) if *stood == standing => {}
                _ => days.push((day, standing.clone())),
            }
        }
    }
    if let Some(present) = standing_on(told, PRESENT)
        && days.last().is_none_or(|(_, stood)| *stood != present)
    {
        days.push((PRESENT, present));
    }
    let until: Vec<_> = days.iter().skip(1).map(|(day, _)| Some(*day)).chain([None]).collect();
    days.into_iter().zip(until).map(|((from, standing), until)| (Span { from, until }, standing)).collect()
}

#[cfg(test)]
mod tests;
