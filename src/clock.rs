//! The one place that asks the machine for the time and for chance, and that knows which day it is in London.

use chrono::{DateTime, Days, NaiveDate, NaiveTime, TimeZone, Utc};
use chrono_tz::Europe::London;

use crate::as_at::{AsAt, KnownAt, PointError, is_in_range, parse_as_at};

/// The present moment, in whole microseconds: what PostgreSQL keeps.
#[expect(clippy::disallowed_methods, reason = "this is the module the rule points to")]
pub fn now() -> DateTime<Utc> {
    let now = Utc::now();
    DateTime::from_timestamp_micros(now.timestamp_micros()).unwrap_or(now)
}

/// Sixteen random bytes, for a salt or an identity.
#[expect(clippy::disallowed_methods, reason = "this is the module the rule points to")]
pub fn random_bytes() -> [u8; 16] {
    rand::RngExt::random(&mut rand::rng())
}

/// The day a moment falls on in London.
pub fn london_day(moment: DateTime<Utc>) -> NaiveDate {
    moment.with_timezone(&London).date_naive()
}

/// A moment as London's clocks show it: "23 November 2026, 14:05".
pub fn london_time(moment: DateTime<Utc>) -> String {
    let moment = moment.with_timezone(&London);
    format!("{}, {}", crate::partial_date::in_words(moment.date_naive()), moment.format("%H:%M"))
}

/// The time of day alone: "14:05".
pub fn london_hour(moment: DateTime<Utc>) -> String {
    moment.with_timezone(&London).format("%H:%M").to_string()
}

/// The same as people say it of a time that is near: "2:05pm on 23 November".
pub fn london_clock(moment: DateTime<Utc>) -> String {
    moment.with_timezone(&London).format("%-I:%M%P on %-d %B").to_string()
}

/// The first moment of a day in London.
pub fn start_of_london_day(day: NaiveDate) -> Option<DateTime<Utc>> {
    // London's clocks never change at midnight.
    Some(London.from_local_datetime(&day.and_time(NaiveTime::MIN)).single()?.with_timezone(&Utc))
}

/// The last microsecond of a day in London.
pub fn end_of_london_day(day: NaiveDate) -> Option<DateTime<Utc>> {
    let midnight = day.checked_add_days(Days::new(1))?.and_time(NaiveTime::MIN);
    // London's clocks never change at midnight.
    let midnight = London.from_local_datetime(&midnight).single()?;
    Some(midnight.with_timezone(&Utc) - chrono::TimeDelta::microseconds(1))
}

/// Reads `known_at`: an RFC 3339 moment, or a day meaning its end in London.
pub fn parse_known_at(text: &str, now: DateTime<Utc>) -> Result<KnownAt, PointError> {
    let today = london_day(now);
    if text.len() == 10
        && let Ok(day) = text.parse::<NaiveDate>()
    {
        let moment = end_of_london_day(day).ok_or(PointError::Outside)?;
        return is_in_range(day, today).then_some(KnownAt { moment, day, whole_day: true }).ok_or(PointError::Outside);
    }
    // A plus sign in an address that nobody encoded arrives as a space.
    let moment = DateTime::parse_from_rfc3339(&text.replace(' ', "+")).map_err(|_| PointError::Moment)?;
    let moment = moment.with_timezone(&Utc);
    let day = london_day(moment);
    let reached = is_in_range(day, today) && moment <= now;
    reached.then_some(KnownAt { moment, day, whole_day: false }).ok_or(PointError::Outside)
}

/// Both parameters of a page, as they were typed; an empty one was not asked for.
///
/// # Errors
/// The name of the parameter that cannot be read, and why.
pub fn parse_point(
    as_at: Option<&str>,
    known_at: Option<&str>,
    now: DateTime<Utc>,
) -> Result<AsAt, (&'static str, PointError)> {
    let given = |text: Option<&str>| text.map(str::trim).filter(|text| !text.is_empty()).map(str::to_owned);
    let as_at =
        given(as_at).map(|text| parse_as_at(&text, london_day(now))).transpose().map_err(|error| ("as_at", error))?;
    let known_at =
        given(known_at).map(|text| parse_known_at(&text, now)).transpose().map_err(|error| ("known_at", error))?;
    Ok(AsAt { as_at, known_at }.at(london_day(now)))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn now() -> DateTime<Utc> {
        "2026-11-23T12:00:00Z".parse().unwrap()
    }

    #[test]
    fn view_of_today_is_the_present() {
        let asked = |as_at, known_at| parse_point(Some(as_at), known_at, now()).unwrap();
        assert_eq!(asked("2026-11-23", None), AsAt::default());
        assert_eq!(asked("2026-11-22", None).as_at, "2026-11-22".parse().ok());
        let known = asked("2026-11-23", Some("2026-11-23T11:00:00Z"));
        assert_eq!((known.as_at, known.known_at.is_some()), (None, true));
        // The present of an earlier day is the view of that day, so the view of today is a dated one.
        assert_eq!(asked("2026-11-23", Some("2026-11-20")).as_at, "2026-11-23".parse().ok());
    }

    #[test]
    fn a_day_means_its_end_in_london() {
        let summer = parse_known_at("2022-05-01", now()).unwrap();
        assert_eq!(summer.moment.to_rfc3339(), "2022-05-01T22:59:59.999999+00:00");
        let winter = parse_known_at("2022-12-01", now()).unwrap();
        assert_eq!(winter.moment.to_rfc3339(), "2022-12-01T23:59:59.999999+00:00");
    }

    #[test]
    fn a_moment_is_told_by_the_clocks_of_london() {
        assert_eq!(london_time("2026-07-01T23:30:00Z".parse().unwrap()), "2 July 2026, 00:30");
        assert_eq!(london_time(now()), "23 November 2026, 12:00");
        assert_eq!(london_clock("2026-07-01T23:30:00Z".parse().unwrap()), "12:30am on 2 July");
        assert_eq!(london_clock("2026-11-30T05:44:00Z".parse().unwrap()), "5:44am on 30 November");
    }

    #[test]
    fn a_date_that_cannot_be_or_has_not_come_is_refused() {
        let today = london_day(now());
        assert_eq!(parse_as_at("2022-02-30", today), Err(PointError::Day));
        assert_eq!(parse_as_at("01/05/2022", today), Err(PointError::Day));
        assert_eq!(parse_as_at("2026-11-24", today), Err(PointError::Outside));
        assert_eq!(parse_as_at("0001-01-01", today), Err(PointError::Outside));
        assert_eq!(parse_as_at("9999-12-31", today), Err(PointError::Outside));
        assert_eq!(parse_known_at("yesterday", now()), Err(PointError::Moment));
        assert_eq!(parse_known_at("2026-11-23T13:00:00Z", now()), Err(PointError::Outside));
    }

    #[test]
    fn an_empty_parameter_was_not_asked_for() {
        assert_eq!(parse_point(Some(""), Some(" "), now()), Ok(AsAt::default()));
        assert_eq!(parse_point(Some("x"), None, now()), Err(("as_at", PointError::Day)));
    }
}
