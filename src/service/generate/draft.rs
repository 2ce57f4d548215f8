//! An event of synthetic data before it has its number, and the days and hours at which such events fall.

use std::collections::BTreeMap;

use chrono::{DateTime, Days, NaiveDate, NaiveTime, TimeDelta, Utc};

use super::chance::Chance;
use crate::{event::Actor, fact::Fact, identity::Audience, partial_date::PartialDate};

/// The first day on which anything happens: the programme's first year.
pub const FIRST_DAY: NaiveDate = day(2014, 6, 2);

/// The last one. Fixed, so that what is generated does not depend on the day it is generated on.
pub const LAST_DAY: NaiveDate = day(2026, 6, 30);

/// The last day on which anything is recorded.
pub const LAST_RECORDING: NaiveDate = day(2026, 7, 31);

const fn day(year: i32, month: u32, day: u32) -> NaiveDate {
    match NaiveDate::from_ymd_opt(year, month, day) {
        Some(day) => day,
        None => NaiveDate::MAX,
    }
}

/// The texts beside an event, by field.
pub type Texts = BTreeMap<&'static str, String>;

/// An event of one stream.
#[derive(Debug, Clone)]
pub struct Draft {
    /// When it happened.
    pub happened: Option<PartialDate>,
    /// When it was recorded.
    pub recorded_at: DateTime<Utc>,
    /// Who brought it about.
    pub actor: Actor,
    /// Who may read it.
    pub audience: Audience,
    /// The place within the stream of the event that it puts right.
    pub corrects: Option<usize>,
    /// What it says.
    pub fact: Fact,
    /// The texts beside it.
    pub texts: Texts,
}

/// A moment of a working day.
pub fn at_work(day: NaiveDate, chance: &mut Chance) -> DateTime<Utc> {
    let since_nine =
        TimeDelta::seconds(chance.between(0..=8 * 3600)) + TimeDelta::microseconds(chance.between(0..=999_999));
    day.and_time(NaiveTime::MIN).and_utc() + TimeDelta::hours(9) + since_nine
}

/// The day so many days later.
pub fn later(day: NaiveDate, days: i64) -> NaiveDate {
    day.checked_add_days(Days::new(days.unsigned_abs())).unwrap_or(day)
}

/// A day as a source gives it that knows no more than month, quarter or year.
pub fn less_exactly(day: NaiveDate, chance: &mut Chance) -> PartialDate {
    let form = chance.weighted(&[(70, "%Y-%m"), (20, "%Y-Q%q"), (10, "%Y")]);
    day.format(form).to_string().parse().unwrap_or(PartialDate::day(day))
}

/// Brings the events of a stream into the order in which they were recorded; corrections go on naming the same events.
pub fn in_order_of_recording(drafts: Vec<Draft>) -> Vec<Draft> {
    let mut order: Vec<usize> = (0..drafts.len()).collect();
    order.sort_by_key(|index| drafts[*index].recorded_at);
    let mut place = vec![0; drafts.len()];
    for (now, before) in order.iter().enumerate() {
        place[*before] = now;
    }
    let mut placed: Vec<(usize, Draft)> = drafts
        .into_iter()
        .enumerate()
        .map(|(before, draft)| (place[before], Draft { corrects: draft.corrects.map(|index| place[index]), ..draft }))
        .collect();
    placed.sort_by_key(|(place, _)| *place);
    placed.into_iter().map(|(_, draft)| draft).collect()
}
