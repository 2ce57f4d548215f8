//! What a chart was read from and when: the marks that every chart carries, so that it makes sense when cut out.

use chrono::{DateTime, NaiveDate, Utc};
use followup::{as_at::AsAt, partial_date::in_words};
use serde::{Deserialize, Serialize};

use crate::moment::known_or_read_at;

/// Where the figures come from.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
pub enum Origin {
    /// What was published about real forces.
    #[default]
    Published,
    /// Made up for demonstrations and load tests.
    Synthetic,
}

/// One reading of the record.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Reading {
    /// What the reader asked for.
    pub asked: AsAt,
    /// The moment of the reading.
    pub read_at: DateTime<Utc>,
    /// Its day, in London.
    pub today: NaiveDate,
    /// Where the figures come from.
    pub origin: Origin,
}

impl Reading {
    /// A reading made at a moment, of a database that holds synthetic data or what was published.
    #[cfg(feature = "ssr")]
    pub fn new(asked: AsAt, now: DateTime<Utc>, synthetic: bool) -> Self {
        let origin = if synthetic { Origin::Synthetic } else { Origin::Published };
        Self { asked, read_at: now, today: followup::clock::london_day(now), origin }
    }

    /// The same reading of a dated view.
    #[must_use]
    pub fn on(self, day: NaiveDate) -> Self {
        Self { asked: AsAt { as_at: Some(day), ..self.asked }, ..self }
    }

    /// Where the figures are from, as printed after `Source:`.
    pub fn source(self) -> &'static str {
        match self.origin {
            Origin::Published => "HMICFRS and other published sources, as listed under About the data",
            Origin::Synthetic => "synthetic data made for demonstrations and tests; it tells of no real force",
        }
    }

    /// The date the figures stand at, as printed.
    ///
    /// The day of the reading is named wherever a later reading could give other figures.
    pub fn as_at(self) -> String {
        let today = in_words(self.today);
        match self.asked.mark() {
            None => format!("How things stand on {today}, by what is recorded"),
            Some(mark) if self.asked.known_at.is_some() => mark,
            Some(mark) => format!("{mark} ({today})"),
        }
    }

    /// The columns that say the same in a file: `as_at`, `known_at`, `read_on`, `source`.
    pub fn columns(self) -> [(&'static str, String); 4] {
        let known_at = known_or_read_at(self.asked, self.read_at);
        [
            ("as_at", self.asked.as_at.map(|day| day.to_string()).unwrap_or_default()),
            ("known_at", known_at),
            ("read_on", self.today.to_string()),
            ("source", self.source().to_owned()),
        ]
    }
}

#[cfg(test)]
mod tests {
    use followup::as_at::KnownAt;

    use super::*;

    fn reading(as_at: Option<&str>, known_at: Option<&str>) -> Reading {
        let known_at = known_at.map(|day| KnownAt {
            moment: format!("{day}T23:59:59Z").parse().unwrap(),
            day: day.parse().unwrap(),
            whole_day: true,
        });
        Reading {
            asked: AsAt { as_at: as_at.map(|day| day.parse().unwrap()), known_at },
            read_at: "2026-11-23T12:00:00Z".parse().unwrap(),
            today: "2026-11-23".parse().unwrap(),
            origin: Origin::Published,
        }
    }

    #[test]
    fn a_chart_always_carries_a_date() {
        assert_eq!(reading(None, None).as_at(), "How things stand on 23 November 2026, by what is recorded");
        assert_eq!(
            reading(Some("2022-05-01"), None).as_at(),
            "How things stood on 1 May 2022, by what is known today (23 November 2026)"
        );
    }

    #[test]
    fn a_chart_of_what_was_known_is_the_same_on_every_later_day() {
        assert_eq!(reading(None, Some("2026-03-01")).as_at(), "As our records stood on 1 March 2026");
    }

    #[test]
    fn a_file_of_the_present_says_by_what_it_was_known() {
        let columns = reading(None, None).columns();
        let expected = [("as_at", String::new()), ("known_at", "2026-11-23T12:00:00Z".to_owned())];
        assert_eq!(columns[..2], expected);
    }

    #[test]
    fn a_file_says_what_was_asked_in_columns() {
        let columns = reading(Some("2022-05-01"), Some("2026-03-01")).columns();
        assert_eq!(columns[..2], [("as_at", "2022-05-01".to_owned()), ("known_at", "2026-03-01".to_owned())]);
    }
}
