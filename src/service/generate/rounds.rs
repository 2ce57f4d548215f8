//! The rounds of a synthetic force: a chain with gaps, less exact dates and now and then a round without any date.

use chrono::{DateTime, Datelike as _, NaiveDate, Utc};

use super::{
    batches::Batches,
    chance::Chance,
    draft::{Draft, FIRST_DAY, LAST_DAY, Texts, later, less_exactly},
    words,
};
use crate::{
    case_audit::CaseAudit,
    event::Actor,
    fact::{Fact, RoundPublished},
    force::ForceSlug,
    grade::Grade,
    identity::Audience,
    ingest::Kind,
    partial_date::PartialDate,
    round::{RoundKind, RoundSlug, happened},
    store::error::StoreError,
    topic::{Scheme, Topic},
};

/// A round and its events.
#[derive(Debug, Clone)]
pub struct GeneratedRound {
    /// Its address within the force.
    pub slug: RoundSlug,
    /// Its place in the chain, from 1.
    pub place: u32,
    /// What was published of it.
    pub facts: RoundPublished,
    /// The day on which all of it was imported.
    pub imported_on: NaiveDate,
    /// Its events, in the order of recording.
    pub events: Vec<Draft>,
}

impl GeneratedRound {
    /// The date from which it counts.
    pub fn happened(&self) -> Option<PartialDate> {
        happened(self.facts.published, self.facts.fieldwork)
    }

    /// How many recommendations it raises, beside other rounds.
    pub const fn weight(&self) -> u32 {
        match self.facts.kind {
            RoundKind::Inspection => 10,
            RoundKind::ReInspection => 8,
            RoundKind::PostInspectionReview | RoundKind::ProgressUpdate => 1,
            RoundKind::FollowUpLetter => 0,
        }
    }

    /// A topic of its scheme.
    pub fn topic(&self, chance: &mut Chance) -> Topic {
        let scheme = self.facts.scheme.unwrap_or(Scheme::Of2024);
        let topics: Vec<Topic> = Topic::of(scheme).collect();
        chance.pick(&topics)
    }
}

/// The chain of a force. It begins with an inspection; the last round is at least half a year old.
pub fn chain(force: &ForceSlug, chance: &mut Chance, batches: &mut Batches) -> Result<Vec<GeneratedRound>, StoreError> {
    let mut rounds: Vec<GeneratedRound> = Vec::new();
    let mut day = later(FIRST_DAY, chance.between(0..=900));
    let mut kind = RoundKind::Inspection;
    let undated_after = chance.percent(25).then(|| chance.between(1..=2));
    while day < later(LAST_DAY, 0) - chrono::Days::new(180) {
        let round = dated(force, place(&rounds), kind, day, chance, batches)?;
        day = round.imported_on;
        rounds.push(round);
        if undated_after == i64::try_from(rounds.len()).ok() {
            rounds.push(undated(force, place(&rounds), day, chance, batches)?);
        }
        let months;
        (kind, months) = match kind {
            RoundKind::Inspection | RoundKind::ReInspection => chance.weighted(&[
                (75, (RoundKind::PostInspectionReview, 12)),
                (15, (RoundKind::ReInspection, 18)),
                (10, (RoundKind::FollowUpLetter, 9)),
            ]),
            _ => chance.weighted(&[(30, (RoundKind::ProgressUpdate, 10)), (70, (RoundKind::Inspection, 26))]),
        };
        day = later(day, months * 30 + chance.between(-60..=120));
    }
    Ok(rounds)
}

fn place(rounds: &[GeneratedRound]) -> u32 {
    u32::try_from(rounds.len() + 1).unwrap_or(u32::MAX)
}

fn slug(kind: RoundKind, date: Option<PartialDate>) -> Result<RoundSlug, StoreError> {
    let date = date.map_or_else(|| "undated".to_owned(), |date| date.iso().to_lowercase());
    let slug = format!("{}-{date}", kind.slug().replace('_', "-"));
    slug.parse().map_err(|error| StoreError::inconsistent("round", error))
}

fn dated(
    force: &ForceSlug,
    place: u32,
    kind: RoundKind,
    day: NaiveDate,
    chance: &mut Chance,
    batches: &mut Batches,
) -> Result<GeneratedRound, StoreError> {
    let exact = PartialDate::day(day);
    let rough = less_exactly(day, chance);
    let published = if chance.percent(75) || rough.last() > LAST_DAY { exact } else { rough };
    let fieldwork = (day - chrono::Days::new(chance.between(60..=200).unsigned_abs())).format("%Y-%m").to_string();
    let fieldwork: Option<PartialDate> = fieldwork.parse().ok().filter(|_| chance.percent(70));
    // Now and then only the fieldwork is known.
    let published = if fieldwork.is_some() && chance.percent(4) { None } else { Some(published) };
    let scheme =
        if day < NaiveDate::from_ymd_opt(2024, 4, 16).unwrap_or(day) { Scheme::Of2014 } else { Scheme::Of2024 };
    let slug = slug(kind, happened(published, fieldwork))?;
    let source_url = words::source_url(&format!("{force}/{slug}"));
    let facts = RoundPublished { kind, fieldwork, published, scheme: Some(scheme), source_url };
    let last = published.map_or(day, PartialDate::last).max(day);
    let imported_on = later(last, chance.between(1..=12));
    let events = events(&facts, imported_on, chance, batches);
    Ok(GeneratedRound { slug, place, facts, imported_on, events })
}

fn undated(
    force: &ForceSlug,
    place: u32,
    after: NaiveDate,
    chance: &mut Chance,
    batches: &mut Batches,
) -> Result<GeneratedRound, StoreError> {
    let kind = RoundKind::ProgressUpdate;
    let slug = slug(kind, None)?;
    let source_url = words::source_url(&format!("{force}/{slug}"));
    let facts = RoundPublished { kind, fieldwork: None, published: None, scheme: Some(Scheme::Of2014), source_url };
    let imported_on = later(after, chance.between(20..=90));
    let events = events(&facts, imported_on, chance, batches);
    Ok(GeneratedRound { slug, place, facts, imported_on, events })
}

fn events(facts: &RoundPublished, day: NaiveDate, chance: &mut Chance, batches: &mut Batches) -> Vec<Draft> {
    let happened = happened(facts.published, facts.fieldwork);
    let mut imported = |kind: Kind, fact: Fact, texts: Texts| {
        let (actor, recorded_at) = batches.of(kind, day);
        Draft { happened, recorded_at, actor, audience: Audience::Everyone, corrects: None, fact, texts }
    };
    let full = matches!(facts.kind, RoundKind::Inspection | RoundKind::ReInspection);
    let mut events = vec![imported(Kind::Rounds, Fact::RoundPublished(facts.clone()), Texts::new())];
    if full || chance.percent(30) {
        for _ in 0..chance.between(0..=4) {
            let topics: Vec<Topic> = Topic::of(facts.scheme.unwrap_or(Scheme::Of2024)).collect();
            let topic = chance.percent(70).then(|| chance.pick(&topics));
            let fact = Fact::GoodPracticeRecorded { topic, source_url: facts.source_url.clone() };
            events.push(imported(Kind::GoodPractice, fact, Texts::from([("summary", words::summary(chance))])));
        }
    }
    if full && chance.percent(80) {
        let audit = case_audit(happened.map_or(day, PartialDate::first), chance);
        let fact = Fact::CaseAuditRecorded { audit, source_url: facts.source_url.clone() };
        events.push(imported(Kind::CaseAudits, fact, Texts::new()));
    }
    if full && facts.scheme == Some(Scheme::Of2024) {
        for topic in Topic::of(Scheme::Of2024) {
            events.push(imported(Kind::Grades, Fact::GradeRecorded { topic, grade: grade(chance) }, Texts::new()));
        }
        if chance.percent(20) {
            events.extend(grade_put_right(&events, chance));
        }
    }
    events
}

fn grade(chance: &mut Chance) -> Grade {
    chance.weighted(&[
        (2, Grade::Outstanding),
        (20, Grade::Good),
        (28, Grade::Adequate),
        (35, Grade::RequiresImprovement),
        (15, Grade::Inadequate),
    ])
}

/// The last grade, corrected by the system some weeks later.
fn grade_put_right(events: &[Draft], chance: &mut Chance) -> Option<Draft> {
    let (index, wrong) = events.iter().enumerate().next_back()?;
    let Fact::GradeRecorded { topic, .. } = wrong.fact else { return None };
    Some(Draft {
        recorded_at: wrong.recorded_at + chrono::TimeDelta::days(chance.between(10..=60)),
        actor: Actor::System,
        corrects: Some(index),
        fact: Fact::Corrected { to: Box::new(Fact::GradeRecorded { topic, grade: grade(chance) }) },
        ..wrong.clone()
    })
}

/// Until 2015 with four grades; one in ten does not add up, as in the sources.
fn case_audit(day: NaiveDate, chance: &mut Chance) -> CaseAudit {
    let mut some = |most: i64| u32::try_from(chance.between(2..=most)).unwrap_or_default();
    let (good, requires_improvement, inadequate) = (some(30), some(30), some(40));
    let adequate = (day.year() < 2016).then(|| some(12));
    let cases = good + requires_improvement + inadequate + adequate.unwrap_or_default();
    let cases = if chance.percent(10) { cases - 1 } else { cases };
    CaseAudit { cases, good, adequate, requires_improvement: Some(requires_improvement), inadequate }
}

/// The moment from which everything of a round's import is on record.
pub fn on_record_from(round: &GeneratedRound, batches: &mut Batches, kind: Kind) -> (Actor, DateTime<Utc>) {
    batches.of(kind, round.imported_on)
}
