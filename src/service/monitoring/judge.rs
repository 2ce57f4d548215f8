//! Whether a step may be taken as things stand, and what is recorded of it. Pure.

use crate::act::texts::required;
use std::collections::BTreeMap;

use chrono::{Datelike as _, NaiveDate};

use super::before::Before;
use crate::{
    act::monitoring::Step,
    duty::Duty,
    event::Actor,
    fact::{Fact, Monitoring},
    identity::Audience,
    partial_date::{PartialDate, in_words},
    round::RoundSlug,
    service::follow_up::FollowUpError,
    store::events::{NewEvent, Stream},
    view::published::DatedRound,
};

type Judged<T> = Result<T, FollowUpError>;

pub(super) const NOT_SET: &str = "Choose a duty that is not met yet";
const NOT_MET: &str = "Choose a duty that is met";
pub(super) const SAME_STAGE: &str = "Choose another stage. The force is already in this one";

/// The events of a step, in their order.
///
/// # Errors
/// The first rule that forbids it, or the first answer that is missing.
pub(super) fn judge(
    before: &Before,
    stream: &Stream,
    actor: Actor,
    step: &Step,
    today: NaiveDate,
) -> Judged<Vec<NewEvent>> {
    let new = Recording { stream, actor };
    match step {
        Step::SetDuty { duty, round, due, reason } => set_duty(before, new, (*duty, round), *due, reason, today),
        Step::MeetDuty { duty, round, on } => meet_duty(before, new, (*duty, round), *on, today),
        Step::CorrectMet { duty, round, on, reason } => correct_met(before, new, (*duty, round), *on, reason, today),
        Step::UndoMet { duty, round, reason } => undo_met(before, new, (*duty, round), reason, today),
        Step::ChangeMonitoring { to, from } => change_monitoring(before, new, *to, *from, today),
    }
}

/// Whose word goes to which stream.
#[derive(Clone, Copy)]
struct Recording<'a> {
    stream: &'a Stream,
    actor: Actor,
}

impl Recording<'_> {
    /// All of it is for everyone: it stands on the force's page.
    fn event(self, happened: PartialDate, fact: Fact, reason: Option<String>) -> NewEvent {
        NewEvent {
            stream: self.stream.clone(),
            happened: Some(happened),
            actor: self.actor,
            audience: Audience::Everyone,
            corrects: None,
            fact,
            texts: reason.map(|reason| ("reason", reason)).into_iter().collect::<BTreeMap<_, _>>(),
        }
    }
}

/// A duty arises by rule with the publication of its round; another date is a decision of today, with a reason.
fn set_duty(
    before: &Before,
    new: Recording<'_>,
    (duty, slug): (Duty, &RoundSlug),
    due: Option<NaiveDate>,
    reason: &str,
    today: NaiveDate,
) -> Judged<Vec<NewEvent>> {
    let round = round(before, slug)?;
    let standing = before.duty(duty, slug);
    if let Some(met) = standing.and_then(|standing| standing.met_on) {
        let message = format!("Choose another duty. This one was met on {}", in_words(met));
        return Err(FollowUpError::invalid("duty", message));
    }
    let by_rule = round.published.and_then(|published| Some((published, duty.due_by_rule(published)?.on)));
    let Some(wanted) = due.or(by_rule.map(|(_, on)| on)) else {
        let message = "Enter the date. We do not know when this round was published";
        return Err(FollowUpError::invalid("due", message));
    };
    if let Some(published) = round.published.filter(|published| wanted < published.first()) {
        let message = format!("Enter a date from {published} on, when the round was published");
        return Err(FollowUpError::invalid("due", message));
    }
    if !(1990..2100).contains(&wanted.year()) {
        return Err(FollowUpError::invalid("due", "Enter a date from 1990 to 2099"));
    }
    if standing.is_some_and(|standing| standing.due_on == wanted) {
        return Err(FollowUpError::invalid("due", "Enter another date. It is already due on that day"));
    }
    let fact = |due, published| Fact::DutySet { duty, round: slug.clone(), due, published };
    let mut events = Vec::new();
    if let (None, Some((published, on))) = (standing, by_rule) {
        events.push(new.event(published, fact(on, Some(published)), None));
        if on == wanted {
            return Ok(events);
        }
    }
    let reason = required("reason", reason, "Enter why you use another date or change it")?;
    let published = by_rule.filter(|(_, on)| *on == wanted).map(|(published, _)| published);
    events.push(new.event(PartialDate::day(today), fact(wanted, published), Some(reason)));
    Ok(events)
}

fn meet_duty(
    before: &Before,
    new: Recording<'_>,
    (duty, slug): (Duty, &RoundSlug),
    on: NaiveDate,
    today: NaiveDate,
) -> Judged<Vec<NewEvent>> {
    let open = before.duty(duty, slug).is_some_and(|standing| standing.met.is_none());
    if !open {
        return Err(FollowUpError::invalid("duty", NOT_SET));
    }
    can_have_met(before, slug, on, today)?;
    let fact = Fact::DutyMet { duty, round: slug.clone(), in_error: false };
    Ok(vec![new.event(PartialDate::day(on), fact, None)])
}

/// Another day in the place of the one that stands: the record keeps both, and why.
fn correct_met(
    before: &Before,
    new: Recording<'_>,
    (duty, slug): (Duty, &RoundSlug),
    on: NaiveDate,
    reason: &str,
    today: NaiveDate,
) -> Judged<Vec<NewEvent>> {
    let (first, met_on) = met(before, duty, slug)?;
    can_have_met(before, slug, on, today)?;
    if met_on == Some(on) {
        return Err(FollowUpError::invalid("met_on", "Enter another date. This one is already saved"));
    }
    let reason = required("reason", reason, "Enter why the day was wrong")?;
    let fact = Fact::Corrected { to: Box::new(Fact::DutyMet { duty, round: slug.clone(), in_error: false }) };
    Ok(vec![NewEvent { corrects: Some(first), ..new.event(PartialDate::day(on), fact, Some(reason)) }])
}

/// The event that told that a duty was met, and on which day; or that none did.
fn met(before: &Before, duty: Duty, slug: &RoundSlug) -> Judged<(i64, Option<NaiveDate>)> {
    let standing = before.duty(duty, slug).and_then(|standing| Some((standing.met?, standing.met_on)));
    standing.ok_or_else(|| FollowUpError::invalid("duty", NOT_MET))
}

/// A duty after a round can have been met from the round's publication until today.
fn can_have_met(before: &Before, slug: &RoundSlug, on: NaiveDate, today: NaiveDate) -> Judged<()> {
    not_to_come("met_on", on, today)?;
    if let Some(published) = round(before, slug)?.published.filter(|published| on < published.first()) {
        let message = format!("Enter a date from {published} on, when the round was published");
        return Err(FollowUpError::invalid("met_on", message));
    }
    Ok(())
}

/// Put right, not taken back: the record keeps what was said, when, and why it was wrong.
fn undo_met(
    before: &Before,
    new: Recording<'_>,
    (duty, slug): (Duty, &RoundSlug),
    reason: &str,
    today: NaiveDate,
) -> Judged<Vec<NewEvent>> {
    let (first, met_on) = met(before, duty, slug)?;
    let reason = required("reason", reason, "Enter why this was a mistake")?;
    let fact = Fact::Corrected { to: Box::new(Fact::DutyMet { duty, round: slug.clone(), in_error: true }) };
    let happened = met_on.map(PartialDate::day);
    Ok(vec![NewEvent { corrects: Some(first), happened, ..new.event(PartialDate::day(today), fact, Some(reason)) }])
}

fn change_monitoring(
    before: &Before,
    new: Recording<'_>,
    to: Monitoring,
    from: NaiveDate,
    today: NaiveDate,
) -> Judged<Vec<NewEvent>> {
    if before.stage.is_some_and(|stands| stands.stage == to) {
        return Err(FollowUpError::invalid("stage", SAME_STAGE));
    }
    not_to_come("from", from, today)?;
    if let Some(since) = before.stage.and_then(|stands| stands.since).filter(|since| from < *since) {
        let message = format!("Enter a later date. The present stage began on {}", in_words(since));
        return Err(FollowUpError::invalid("from", message));
    }
    Ok(vec![new.event(PartialDate::day(from), Fact::MonitoringChanged { to }, None)])
}

fn round<'a>(before: &'a Before, slug: &RoundSlug) -> Judged<&'a DatedRound> {
    before.round(slug).ok_or_else(|| FollowUpError::invalid("round", "Choose a round of this force"))
}

/// What happened cannot lie in the future. The record speaks of no year before 1990.
fn not_to_come(field: &'static str, day: NaiveDate, today: NaiveDate) -> Judged<()> {
    if day > today {
        return Err(FollowUpError::invalid(field, "Enter a date that is not in the future"));
    }
    if NaiveDate::from_ymd_opt(1990, 1, 1).is_some_and(|first| day < first) {
        return Err(FollowUpError::invalid(field, "Enter a day from 1990 on"));
    }
    Ok(())
}
