//! The story of one synthetic item: raised, worked on, looked at, sometimes sent back, closed, opened again, or never
//! spoken of.

use chrono::{DateTime, Datelike as _, NaiveDate, TimeDelta, Utc};

use super::{
    aim::{Aim, FARTHEST, Step, wander},
    batches::Batches,
    chance::Chance,
    details,
    draft::{Draft, LAST_DAY, LAST_RECORDING, Texts, at_work, in_order_of_recording, later, less_exactly},
    people::People,
    rounds::{GeneratedRound, on_record_from},
    words,
};
use crate::{
    closure::{Outcome, Verification},
    event::Actor,
    fact::{Fact, Raised},
    force::ForceSlug,
    identity::{Audience, Role},
    ingest::Kind,
    inspectorate_status::{Act, Inspectorate},
    partial_date::PartialDate,
    position::Position,
    source_status::{Meaning, SourceVocabulary},
};

/// What a story is told of.
#[derive(Debug, Clone, Copy)]
pub struct Item<'a> {
    /// Whose it is.
    pub force: &'a ForceSlug,
    /// Its number within the force, from 1.
    pub number: u32,
    /// Its name.
    pub reference: &'a str,
    /// The round that raises it.
    pub round: &'a GeneratedRound,
    /// The rounds that come later.
    pub later: &'a [GeneratedRound],
    /// Who acts.
    pub people: &'a People,
    /// How many events it has.
    pub events: usize,
}

/// A story as far as it is told.
pub(super) struct Story<'a> {
    pub(super) item: Item<'a>,
    pub(super) chance: &'a mut Chance,
    pub(super) batches: &'a mut Batches,
    drafts: Vec<Draft>,
    pub(super) position: Position,
    pub(super) inspectorate: Inspectorate,
    /// The last day anything happened on, and the last moment at which anything was recorded.
    day: Option<NaiveDate>,
    recorded_at: DateTime<Utc>,
}

/// All events of an item, in the order of recording. Exactly as many as asked for, if that is at least four.
pub fn story(item: Item<'_>, chance: &mut Chance, batches: &mut Batches) -> Vec<Draft> {
    let raised = details::raised(item, chance);
    let (_, recorded_at) = on_record_from(item.round, batches, Kind::Recommendations);
    let mut story = Story {
        item,
        chance,
        batches,
        drafts: Vec::with_capacity(item.events),
        position: Position::NotRecorded,
        inspectorate: Inspectorate::NotRecorded,
        day: None,
        recorded_at,
    };
    story.raise(&raised);
    story.find();
    let put_right = story.chance.weighted(&[(85, 0), (12, 1), (3, 2)]);
    let left = item.events.saturating_sub(story.drafts.len() + put_right);
    story.live(left);
    story.drafts = in_order_of_recording(std::mem::take(&mut story.drafts));
    for _ in 0..put_right {
        story.put_right(&raised);
    }
    in_order_of_recording(story.drafts)
}

impl Story<'_> {
    fn imported(&mut self, kind: Kind, day: NaiveDate, happened: Option<PartialDate>, fact: Fact, texts: Texts) {
        let (actor, recorded_at) = self.batches.of(kind, day);
        self.push(happened, recorded_at, actor, Audience::Everyone, fact, texts);
    }

    fn push(
        &mut self,
        happened: Option<PartialDate>,
        recorded_at: DateTime<Utc>,
        actor: Actor,
        audience: Audience,
        fact: Fact,
        texts: Texts,
    ) {
        self.drafts.push(Draft { happened, recorded_at, actor, audience, corrects: None, fact, texts });
    }

    fn raise(&mut self, raised: &Raised) {
        let wording = words::wording(self.item.number, raised.record_type, raised.topic, self.chance);
        let (day, happened) = (self.item.round.imported_on, self.item.round.happened());
        self.imported(
            Kind::Recommendations,
            day,
            happened,
            Fact::Raised(raised.clone()),
            Texts::from([("wording", wording)]),
        );
    }

    /// What later rounds say of it. Some of that comes in years later.
    fn find(&mut self) {
        let most = self.item.events / 4;
        for round in self.item.later {
            if self.drafts.len() > most || !self.chance.percent(55) {
                continue;
            }
            let late = if self.chance.percent(5) { self.chance.between(100..=900) } else { 0 };
            let day = later(round.imported_on, late).min(LAST_RECORDING).max(round.imported_on);
            let fact = details::finding(round, self.chance);
            let texts = Texts::from([("summary", words::summary(self.chance))]);
            self.imported(Kind::Findings, day, round.happened(), fact, texts);
        }
    }

    /// So many events of force and inspectorate.
    fn live(&mut self, events: usize) {
        let aim = if self.item.events < 17 {
            Aim::Silence
        } else if self.chance.percent(16) {
            details::last_word(self.chance)
        } else {
            Aim::any(self.chance)
        };
        let mut days = self.days(events).into_iter();
        let mut left = events;
        if let Aim::Word(vocabulary, _) = aim
            && self.chance.percent(25)
            && let Some(day) = days.next()
        {
            left -= 1;
            let word = details::word(vocabulary, self.chance);
            self.source_says(vocabulary, word, day, true);
        }
        for day in days {
            let step = match aim {
                Aim::Word(vocabulary, last) if left == 1 => Step::Word(vocabulary, last),
                Aim::Word(vocabulary, _) if self.chance.percent(15) => {
                    Step::Word(vocabulary, details::word(vocabulary, self.chance))
                }
                Aim::Silence | Aim::Word(..) => Step::Detail,
                _ if left <= FARTHEST => aim.next(self.position, self.inspectorate).unwrap_or(Step::Detail),
                _ => wander(self.position, self.inspectorate, self.chance),
            };
            self.take(step, day);
            left -= 1;
        }
    }

    /// The days of its events in order: silent years between them, and often two on one day.
    fn days(&mut self, events: usize) -> Vec<NaiveDate> {
        let first = self.item.round.imported_on;
        let span = (LAST_DAY - first).num_days().max(1);
        let silent = [0, 0].map(|_| first.year() + i32::try_from(self.chance.between(1..=4)).unwrap_or(1));
        let mut days: Vec<NaiveDate> = (0..events)
            .map(|_| {
                let mut day = first;
                for _ in 0..8 {
                    day = later(first, self.chance.between(0..=span));
                    if !silent.contains(&day.year()) {
                        break;
                    }
                }
                day
            })
            .collect();
        days.sort_unstable();
        for index in 1..days.len() {
            if self.chance.percent(30) {
                days[index] = days[index - 1];
            }
        }
        days
    }

    fn take(&mut self, step: Step, day: NaiveDate) {
        let item = self.item;
        let reason = |story: &mut Self| Texts::from([("reason", words::reason(story.chance))]);
        match step {
            Step::Detail => details::detail(self, day),
            Step::Word(vocabulary, word) => self.source_says(vocabulary, word, day, false),
            Step::Position(position) => {
                self.position = position;
                let actor = item.people.liaison(self.chance);
                self.acts(day, actor, Audience::Everyone, Fact::PositionSet { position }, Texts::new());
            }
            Step::Submit => {
                self.position = Position::ReadyForReview;
                let actor = item.people.liaison(self.chance);
                self.acts(day, actor, Audience::Everyone, Fact::Submitted {}, Texts::new());
            }
            Step::Return => {
                (self.position, self.inspectorate) = (Position::InProgress, Inspectorate::BeingProgressed);
                let texts = Texts::from([("questions", words::reason(self.chance))]);
                let actor = self.inspector();
                self.acts(day, actor, Audience::Force, Fact::Returned {}, texts);
            }
            Step::Propose(outcome) => {
                let by = item.people.inspector(self.chance);
                let verification = (outcome == Outcome::Complete).then(|| self.chance.pick(Verification::ALL));
                let fact = Fact::ClosureProposed { outcome, verification, superseded_by: None, pieces: [].into() };
                let texts = reason(self);
                self.judged(Act::Propose { outcome, by }, Role::Inspector, day, Audience::Force, fact, texts);
            }
            Step::Authorise => {
                let by = item.people.authoriser(self.chance);
                let fact = Fact::ClosureAuthorised {};
                self.judged(Act::Authorise { by }, Role::Authoriser, day, Audience::Everyone, fact, Texts::new());
            }
            Step::Refuse => {
                let by = item.people.authoriser(self.chance);
                let texts = reason(self);
                let fact = Fact::ClosureRefused {};
                self.judged(Act::Refuse { by }, Role::Authoriser, day, Audience::Force, fact, texts);
            }
            Step::Reopen => {
                let texts = reason(self);
                if self.position == Position::ReadyForReview {
                    self.position = Position::InProgress;
                }
                self.judged(Act::Reopen, Role::Authoriser, day, Audience::Force, Fact::Reopened {}, texts);
            }
        }
    }

    /// An act of the inspectorate, if the rules allow it; else something that changes no status.
    fn judged(&mut self, act: Act, role: Role, day: NaiveDate, audience: Audience, fact: Fact, texts: Texts) {
        let Ok(next) = self.inspectorate.then(act) else {
            return details::detail(self, day);
        };
        self.inspectorate = next;
        let id = match act {
            Act::Propose { by, .. } | Act::Refuse { by } | Act::Authorise { by } => by,
            Act::AwaitReview | Act::Progress | Act::Return | Act::Reopen => self.item.people.authoriser(self.chance),
        };
        self.acts(day, Actor::Person { id, role }, audience, fact, texts);
    }

    /// An inspector.
    pub(super) fn inspector(&mut self) -> Actor {
        Actor::Person { id: self.item.people.inspector(self.chance), role: Role::Inspector }
    }

    /// What changes a status happens on a day, after everything before it, and is recorded on that day or soon after.
    fn acts(&mut self, planned: NaiveDate, actor: Actor, audience: Audience, fact: Fact, texts: Texts) {
        let day = self.next_day(planned);
        self.record(PartialDate::day(day), actor, audience, fact, texts);
    }

    /// The same for what leaves the status as it is: often recorded in one go with what came before, sometimes dated
    /// less exactly, sometimes told years later.
    pub(super) fn tells(&mut self, planned: NaiveDate, actor: Actor, audience: Audience, fact: Fact, texts: Texts) {
        let day = self.next_day(planned);
        let exact = PartialDate::day(day);
        if self.day == Some(day) && self.chance.percent(70) {
            return self.push(Some(exact), self.recorded_at, actor, audience, fact, texts);
        }
        if self.chance.percent(4) {
            let told = later(day, self.chance.between(150..=900));
            if told <= LAST_RECORDING {
                let recorded_at = at_work(told, self.chance);
                return self.push(Some(exact), recorded_at, actor, audience, fact, texts);
            }
        }
        let rough = less_exactly(day, self.chance);
        let happened = if self.chance.percent(7) && rough.last() <= LAST_DAY { rough } else { exact };
        self.record(happened, actor, audience, fact, texts);
    }

    fn next_day(&self, planned: NaiveDate) -> NaiveDate {
        planned.max(self.recorded_at.date_naive()).min(LAST_DAY)
    }

    fn record(&mut self, happened: PartialDate, actor: Actor, audience: Audience, fact: Fact, texts: Texts) {
        let lag = if self.chance.percent(80) { 0 } else { self.chance.between(1..=10) };
        let soonest = self.recorded_at + TimeDelta::seconds(self.chance.between(30..=600));
        self.recorded_at = at_work(later(happened.last(), lag), self.chance).max(soonest);
        self.day = Some(happened.last());
        self.push(Some(happened), self.recorded_at, actor, audience, fact, texts);
    }

    /// A source's word comes in with the next quarterly import; without a date only while nothing else is known.
    fn source_says(&mut self, vocabulary: SourceVocabulary, word: &'static str, planned: NaiveDate, undated: bool) {
        let day = self.next_day(planned);
        let rough = less_exactly(day, self.chance);
        let happened = if self.chance.percent(30) && rough.last() <= LAST_DAY { rough } else { PartialDate::day(day) };
        let imported_on = next_quarter(happened.last().max(self.recorded_at.date_naive())).min(LAST_RECORDING);
        // Nobody records a position or a status in such a story, so only an ending changes how the item stands.
        self.inspectorate = match vocabulary.meaning(word).map(|mapping| mapping.meaning) {
            Ok(Meaning::Ended(outcome)) => Inspectorate::Ended { outcome, by: crate::closure::EndedBy::Source },
            _ => Inspectorate::NotRecorded,
        };
        let fact = Fact::SourceStatusRecorded {
            vocabulary,
            word: word.to_owned(),
            source_url: Some(words::source_url(&format!("statuses/{imported_on}"))),
        };
        let happened = Some(happened).filter(|_| !undated);
        self.imported(Kind::Statuses, imported_on, happened, fact, Texts::new());
        let (_, recorded_at) = self.batches.of(Kind::Statuses, imported_on);
        (self.day, self.recorded_at) = (None, recorded_at);
    }

    /// Corrects one of the facts that change no status, or how the item was raised.
    fn put_right(&mut self, raised: &Raised) {
        let corrected: Vec<usize> = self.drafts.iter().filter_map(|draft| draft.corrects).collect();
        let wrong: Vec<usize> = (0..self.drafts.len())
            .filter(|index| details::may_be_put_right(&self.drafts[*index].fact) && !corrected.contains(index))
            .collect();
        let index = self.chance.pick(&wrong);
        let wrong = self.drafts[index].clone();
        let (fact, texts) = details::put_right(&wrong, raised, self.item, self.chance);
        let day = later(wrong.recorded_at.date_naive(), self.chance.between(3..=200));
        let day = day.min(LAST_RECORDING).max(wrong.recorded_at.date_naive());
        let recorded_at = at_work(day, self.chance).max(wrong.recorded_at + TimeDelta::seconds(60));
        let actor = if matches!(wrong.actor, Actor::Import { .. }) { Actor::System } else { wrong.actor };
        self.drafts.push(Draft {
            recorded_at,
            actor,
            corrects: Some(index),
            fact: Fact::Corrected { to: Box::new(fact) },
            texts,
            ..wrong
        });
    }
}

/// The first day of the quarter after a day.
fn next_quarter(day: NaiveDate) -> NaiveDate {
    let first = day.with_day(1).and_then(|first| first.with_month((first.month0() / 3) * 3 + 1)).unwrap_or(day);
    first.checked_add_months(chrono::Months::new(3)).unwrap_or(day)
}
