//! How a force itself stands, besides its recommendations: its stage of monitoring and its duties, the fold of its events.

use std::collections::BTreeMap;

use chrono::NaiveDate;

use crate::{
    as_at::PRESENT,
    duty::Duty,
    event::Told,
    fact::{Fact, Monitoring},
    partial_date::PartialDate,
    round::RoundSlug,
    standing::Span,
};

/// The stage of monitoring that a force is in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Stage {
    /// Which.
    pub stage: Monitoring,
    /// Since when, if that is known.
    pub since: Option<NaiveDate>,
}

/// A duty as it stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DutyStanding {
    /// By when.
    pub due_on: NaiveDate,
    /// By when it was due at first.
    pub first_due_on: NaiveDate,
    /// The publication that the date is reckoned from by rule; `None` where a person set the date.
    pub published: Option<PartialDate>,
    /// The event that set the date.
    pub texts: i64,
    /// When it was met, if it was.
    pub met_on: Option<NaiveDate>,
    /// The event that first told that it was met.
    pub met: Option<i64>,
}

/// The stages of a force one after the other. Of two changes on one day the later stands.
pub fn stages(told: &[Told<'_>]) -> Vec<(Span, Stage)> {
    let mut starts = Vec::new();
    for told in told {
        let Fact::MonitoringChanged { to } = told.fact else { continue };
        start(&mut starts, since(told), Stage { stage: *to, since: told.happened.map(PartialDate::last) });
    }
    spans(starts)
}

/// Which duty: after which round.
pub type DutyOf = (Duty, RoundSlug);

/// Each duty of a force, as it stood one after the other. A duty stands from when it was set.
pub fn duties(told: &[Told<'_>]) -> BTreeMap<DutyOf, Vec<(Span, DutyStanding)>> {
    let mut all: BTreeMap<DutyOf, OfDuty> = BTreeMap::new();
    for told in told {
        match told.fact {
            Fact::DutySet { duty, round, due, published } => {
                let of = all.entry((*duty, round.clone())).or_default();
                let before = of.starts.last().map(|(_, standing)| standing);
                let standing = DutyStanding {
                    due_on: *due,
                    first_due_on: before.map_or(*due, |before| before.first_due_on),
                    published: *published,
                    texts: told.texts,
                    met_on: of.met.and_then(|(_, on)| on),
                    met: of.met.map(|(event, _)| event),
                };
                start(&mut of.starts, since(told), standing);
            }
            Fact::DutyMet { duty, round, in_error: false } => {
                let of = all.entry((*duty, round.clone())).or_default();
                of.met = Some((told.event.seq, told.happened.map(PartialDate::last)));
                if let Some((_, before)) = of.starts.last() {
                    let (met_on, met) = (told.happened.map(PartialDate::last), Some(told.event.seq));
                    let standing = DutyStanding { met_on, met, ..before.clone() };
                    start(&mut of.starts, since(told), standing);
                }
            }
            // What was recorded in error says nothing, at whatever point it is looked at.
            _ => {}
        }
    }
    all.into_iter().map(|(of, OfDuty { starts, .. })| (of, spans(starts))).collect()
}

/// What was told of one duty so far. It may be told as met before it is told as set.
#[derive(Default)]
struct OfDuty {
    starts: Vec<(NaiveDate, DutyStanding)>,
    met: Option<(i64, Option<NaiveDate>)>,
}

/// From when a fact stands: its last possible day, or the present view only.
fn since(told: &Told<'_>) -> NaiveDate {
    told.happened.map_or(PRESENT, PartialDate::last)
}

/// Begins a new span; whatever began no earlier is gone with it.
fn start<T>(starts: &mut Vec<(NaiveDate, T)>, from: NaiveDate, value: T) {
    while starts.last().is_some_and(|(before, _)| *before >= from) {
        starts.pop();
    }
    starts.push((from, value));
}

fn spans<T>(starts: Vec<(NaiveDate, T)>) -> Vec<(Span, T)> {
    let ends: Vec<Option<NaiveDate>> = starts.iter().skip(1).map(|(from, _)| Some(*from)).chain([None]).collect();
    starts.into_iter().zip(ends).map(|((from, value), until)| (Span { from, until }, value)).collect()
}

#[cfg(test)]
mod tests {
    use chrono::DateTime;

    use super::*;
    use crate::event::{Actor, Chain, Event, told};

    /// Nothing told of a force is ordered by its rounds.
    struct NoRounds;

    impl Chain for NoRounds {
        fn place(&self, _: &RoundSlug) -> Option<(u32, NaiveDate)> {
            None
        }
    }

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    fn event(seq: i64, happened: &str, corrects: Option<i64>, fact: Fact) -> Event {
        let recorded_at = DateTime::UNIX_EPOCH;
        Event { seq, happened: happened.parse().ok(), recorded_at, actor: Actor::System, corrects, fact }
    }

    fn round() -> RoundSlug {
        "inspection-2021".parse().unwrap()
    }

    fn set(due: &str, published: Option<&str>) -> Fact {
        let published = published.map(|text| text.parse().unwrap());
        Fact::DutySet { duty: Duty::ActionPlan, round: round(), due: day(due), published }
    }

    fn met() -> Fact {
        Fact::DutyMet { duty: Duty::ActionPlan, round: round(), in_error: false }
    }

    fn of_action_plan(events: &[Event]) -> Vec<(Span, DutyStanding)> {
        duties(&told(events, &NoRounds)).remove(&(Duty::ActionPlan, round())).unwrap_or_default()
    }

    #[test]
    fn the_first_date_of_a_duty_stays_visible_when_it_moves() {
        let events = [
            event(1, "2021-08-26", None, set("2021-10-07", Some("2021-08-26"))),
            event(2, "2021-09-20", None, set("2021-11-01", None)),
            event(3, "2021-10-30", None, met()),
        ];
        let slices = of_action_plan(&events);
        let dates: Vec<_> =
            slices.iter().map(|(span, of)| (span.from, of.due_on, of.first_due_on, of.met_on)).collect();
        let first = day("2021-10-07");
        assert_eq!(
            dates,
            [
                (day("2021-08-26"), first, first, None),
                (day("2021-09-20"), day("2021-11-01"), first, None),
                (day("2021-10-30"), day("2021-11-01"), first, Some(day("2021-10-30"))),
            ]
        );
        assert_eq!(slices[1].1.published, None);
    }

    #[test]
    fn a_duty_that_was_met_before_it_was_set_is_met_from_then_on() {
        let events = [event(1, "2026-11-25", None, set("2021-10-07", None)), event(2, "2021-10-01", None, met())];
        let slices = of_action_plan(&events);
        assert_eq!(slices.len(), 1);
        assert_eq!((slices[0].0.from, slices[0].1.met_on), (day("2026-11-25"), Some(day("2021-10-01"))));
    }

    #[test]
    fn a_corrected_day_takes_the_place_of_the_wrong_one() {
        let events = [
            event(1, "2021-08-26", None, set("2021-10-07", Some("2021-08-26"))),
            event(2, "2021-10-30", None, met()),
            event(3, "2021-10-03", Some(2), Fact::Corrected { to: Box::new(met()) }),
        ];
        let slices = of_action_plan(&events);
        let last = &slices[1].1;
        assert_eq!((slices.len(), last.met_on, last.met), (2, Some(day("2021-10-03")), Some(2)));
    }

    #[test]
    fn a_duty_that_was_met_in_error_was_never_met_and_can_be_met_again() {
        let in_error = Fact::DutyMet { duty: Duty::ActionPlan, round: round(), in_error: true };
        let mut events = vec![
            event(1, "2021-08-26", None, set("2021-10-07", Some("2021-08-26"))),
            event(2, "2021-10-01", None, met()),
            event(3, "2021-10-01", Some(2), Fact::Corrected { to: Box::new(in_error) }),
        ];
        let slices = of_action_plan(&events);
        assert_eq!((slices.len(), slices[0].1.met_on, slices[0].1.met), (1, None, None));
        events.push(event(4, "2021-10-03", None, met()));
        let last = of_action_plan(&events).pop().unwrap().1;
        assert_eq!((last.met_on, last.met), (Some(day("2021-10-03")), Some(4)));
    }

    #[test]
    fn of_two_stages_on_one_day_the_later_stands_and_spans_have_no_gap() {
        let change = |seq, happened, to| event(seq, happened, None, Fact::MonitoringChanged { to });
        let events = [
            change(1, "2022-01-01", Monitoring::Engage),
            change(2, "2023-01-01", Monitoring::Scan),
            change(3, "2023-01-01", Monitoring::Engage),
        ];
        let spans: Vec<_> =
            stages(&told(&events, &NoRounds)).into_iter().map(|(span, of)| (span.from, span.until, of.stage)).collect();
        assert_eq!(
            spans,
            [
                (day("2022-01-01"), Some(day("2023-01-01")), Monitoring::Engage),
                (day("2023-01-01"), None, Monitoring::Engage),
            ]
        );
    }
}
