//! The moment by which something was known, as addresses and files write it.

use chrono::{DateTime, SecondsFormat, SubsecRound as _, Utc};
use followup::as_at::{AsAt, KnownAt};

/// As the reader asked for it: a day, or a moment.
#[must_use]
pub fn known_at_parameter(known: KnownAt) -> String {
    if known.whole_day { known.day.to_string() } else { written(known.moment) }
}

/// What was asked for, else the moment of the reading: with it what leaves this service says the same tomorrow.
#[must_use]
pub fn known_or_read_at(asked: AsAt, read_at: DateTime<Utc>) -> String {
    // Thousandths are enough for what people and machines record.
    asked.known_at.map_or_else(|| written(read_at.trunc_subsecs(3)), known_at_parameter)
}

fn written(moment: DateTime<Utc>) -> String {
    moment.to_rfc3339_opts(SecondsFormat::AutoSi, true)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_read_now_is_known_by_now_and_what_was_asked_for_stays() {
        let now = "2026-11-23T12:00:00.1234567Z".parse().unwrap();
        assert_eq!(known_or_read_at(AsAt::default(), now), "2026-11-23T12:00:00.123Z");
        let known = KnownAt { moment: now, day: "2026-11-20".parse().unwrap(), whole_day: true };
        assert_eq!(known_or_read_at(AsAt { as_at: None, known_at: Some(known) }, now), "2026-11-20");
    }
}
