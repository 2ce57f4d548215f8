//! What a reader asks of a period: its two ends, each a day or a round, and which items.

use chrono::{DateTime, NaiveDate, Utc};
use serde::{Deserialize, Serialize};

use super::Between;
use crate::{
    as_at::{Point, PointError, parse_as_at},
    force::ForceSlug,
    parameter::BadParameter,
    progress::{queries::SelectionQuery, selection::Selection},
    query::{Query, query_serde},
    query_pairs::{QueryPairs, refused},
    round::RoundSlug,
};

/// The parameters of a period and of whose change is asked for, as they were typed: whether its days are in the past depends on the day of
/// the request.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct ChangeQuery {
    /// Of whom and what.
    pub selection: Selection,
    /// Each parameter of the period that is not empty, in the order of [`PERIOD`].
    period: Vec<(&'static str, String)>,
}

query_serde!(ChangeQuery);

impl ChangeQuery {
    /// What changed between two days.
    #[must_use]
    pub fn between(period: Between, selection: Selection) -> Self {
        let period = vec![("from", period.from.to_string()), ("to", period.to.to_string())];
        Self { selection, period }
    }
}

/// The parameters of the period.
const PERIOD: [&str; 4] = ["from", "to", "since_round", "until_round"];

impl Query for ChangeQuery {
    const NAMES: &'static [&'static str] = &[
        "force",
        "nation",
        "region",
        "topic",
        "round_kind",
        "record_type",
        "from",
        "to",
        "since_round",
        "until_round",
    ];
    const REPEATED: &'static [&'static str] = &[];

    fn from_pairs(pairs: &[(&str, &str)]) -> Result<Self, BadParameter> {
        let SelectionQuery(selection) = SelectionQuery::parse(pairs.iter().copied())?;
        let given = QueryPairs::new(pairs.iter().copied());
        let mut period = Vec::new();
        for name in PERIOD {
            period.extend(given.text(name, 60)?.map(|value| (name, value)));
        }
        Ok(Self { selection, period })
    }

    fn to_pairs(&self) -> Vec<(&'static str, String)> {
        self.selection.parameters().into_iter().chain(self.period.iter().cloned()).collect()
    }
}

/// Where a period begins.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum Start {
    /// With the end of this day.
    Day(NaiveDate),
    /// With the day on which this round of the force was published.
    Round(RoundSlug),
}

/// Where a period ends.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum Finish {
    /// With this day.
    Day(NaiveDate),
    /// With the day on which this round of the force was published.
    Round(RoundSlug),
}

/// What a reader asks about.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ChangeRequest {
    /// Where the period begins.
    pub start: Start,
    /// Where the period ends.
    pub end: Finish,
    /// Which items.
    pub selection: Selection,
    /// By what was recorded until this moment; `None` for all that is known now.
    pub known: Option<DateTime<Utc>>,
    /// The day that the reader looks from: no period goes beyond it.
    pub today: NaiveDate,
}

impl ChangeRequest {
    /// Reads the query, at the point of the record that the reader looks from. Without an end the period goes until that day, without a
    /// beginning it begins with the quarter in which it ends.
    ///
    /// # Errors
    /// The first parameter whose value cannot be understood, with what it may be; a period that runs backwards by `from`.
    pub fn new(query: &ChangeQuery, point: Point) -> Result<Self, BadParameter> {
        let selection = query.selection.clone();
        let given = QueryPairs::new(query.period.iter().map(|(name, value)| (*name, value.as_str())));
        let (from, to) = (day(&given, "from", point.today)?, day(&given, "to", point.today)?);
        let since = round(&given, ("since_round", "from"), from, &selection)?;
        let until = round(&given, ("until_round", "to"), to, &selection)?;
        let end = until.map_or_else(|| Finish::Day(to.unwrap_or(point.today)), Finish::Round);
        let start = match (since, from, &end) {
            (Some(round), _, _) => Start::Round(round),
            (None, Some(from), _) => Start::Day(from),
            (None, None, Finish::Day(to)) => Start::Day(Between::of_the_quarter(*to).from),
            // On what day the round was published is not known before its force is read.
            (None, None, Finish::Round(round)) => {
                return Err(refused("until_round", round.as_str(), "given together with from or since_round"));
            }
        };
        if let (Start::Day(from), Finish::Day(to)) = (&start, &end) {
            forwards("from", &from.to_string(), *from, *to)?;
        }
        Ok(Self { start, end, selection, known: point.known, today: point.today })
    }

    /// The period, given the day on which a round of the force was published.
    ///
    /// # Errors
    /// A round whose day is not known, and a period that runs backwards, by the parameter's name.
    pub fn period(&self, day_of: impl Fn(&RoundSlug) -> Option<NaiveDate>) -> Result<Between, BadParameter> {
        let published = |name, slug: &RoundSlug| {
            day_of(slug)
                .ok_or_else(|| refused(name, slug.as_str(), "a round of the force with a known date of publication"))
        };
        let to = match &self.end {
            Finish::Day(to) => *to,
            Finish::Round(slug) => {
                let day = published("until_round", slug)?;
                if day > self.today {
                    return Err(refused("until_round", slug.as_str(), format!("published by {}", self.today)));
                }
                day
            }
        };
        match &self.start {
            Start::Day(from) => forwards("from", &from.to_string(), *from, to),
            Start::Round(slug) => forwards("since_round", slug.as_str(), published("since_round", slug)?, to),
        }
    }

    /// What was picked, in words, given every force's address and name.
    ///
    /// # Errors
    /// A force that is not among them, by the parameter's name.
    pub fn name<'a>(&self, mut forces: impl Iterator<Item = (&'a ForceSlug, &'a str)>) -> Result<String, BadParameter> {
        let Some(asked) = &self.selection.force else { return Ok(self.selection.name(None)) };
        let (_, name) = forces
            .find(|(slug, _)| *slug == asked)
            .ok_or_else(|| refused("force", asked.as_str(), "the address of a force, for example kent"))?;
        Ok(self.selection.name(Some(name)))
    }

    /// Whether some forces are left out.
    #[must_use]
    pub fn is_of_some_forces(&self) -> bool {
        self.selection.force.is_some() || self.selection.nation.is_some() || self.selection.region.is_some()
    }
}

fn forwards(name: &'static str, value: &str, from: NaiveDate, to: NaiveDate) -> Result<Between, BadParameter> {
    Between::new(from, to).ok_or_else(|| refused(name, value, format!("earlier than the period’s last day, {to}")))
}

/// The round at one end of a period, if that is how the end is given: in place of a day, and of one force.
fn round(
    given: &QueryPairs<'_>,
    (name, in_place_of): (&'static str, &'static str),
    day: Option<NaiveDate>,
    selection: &Selection,
) -> Result<Option<RoundSlug>, BadParameter> {
    let Some(round) = given.one::<RoundSlug>(name)? else { return Ok(None) };
    if day.is_some() {
        return Err(refused(name, round.as_str(), format!("left out where {in_place_of} is given")));
    }
    if selection.force.is_none() {
        return Err(refused(name, round.as_str(), "given together with force"));
    }
    Ok(Some(round))
}

fn day(given: &QueryPairs<'_>, name: &'static str, today: NaiveDate) -> Result<Option<NaiveDate>, BadParameter> {
    let Some(text) = given.text(name, 40)? else { return Ok(None) };
    let day = parse_as_at(&text, today).map_err(|error| {
        let allowed = match error {
            PointError::Outside => format!("a date from 1990-01-01 to {today}"),
            PointError::Day | PointError::Moment => "a date written as YYYY-MM-DD, for example 2022-05-01".to_owned(),
        };
        refused(name, &text, allowed)
    })?;
    Ok(Some(day))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::as_at::PRESENT;

    fn asked(pairs: &[(&str, &str)]) -> Result<ChangeRequest, BadParameter> {
        let today = "2026-11-23".parse().unwrap();
        ChangeQuery::from_pairs(pairs)
            .and_then(|query| ChangeRequest::new(&query, Point { valid: PRESENT, known: None, today }))
    }

    fn days(pairs: &[(&str, &str)]) -> (String, String) {
        let asked = asked(pairs).unwrap();
        let (Start::Day(from), Finish::Day(to)) = (asked.start, asked.end) else { panic!("a round at an end") };
        (from.to_string(), to.to_string())
    }

    #[test]
    fn a_period_not_asked_for_is_this_quarter_until_today() {
        let said = |from: &str, to: &str| (from.to_owned(), to.to_owned());
        assert_eq!(days(&[]), said("2026-09-30", "2026-11-23"));
        assert_eq!(days(&[("to", "2022-05-31")]), said("2022-03-31", "2022-05-31"));
        assert_eq!(days(&[("to", "2022-01-01")]), said("2021-12-31", "2022-01-01"));
        assert_eq!(days(&[("from", "2020-01-01"), ("to", "")]), said("2020-01-01", "2026-11-23"));
    }

    #[test]
    fn what_cannot_be_a_period_is_refused_by_the_parameter_at_fault() {
        let refused = |pairs: &[(&str, &str)]| asked(pairs).unwrap_err().name;
        assert_eq!(refused(&[("from", "2022-05-02"), ("to", "2022-05-01")]), "from");
        assert_eq!(refused(&[("from", "2022-05-01"), ("to", "2022-05-01")]), "from");
        assert_eq!(refused(&[("to", "2026-11-24")]), "to");
        assert_eq!(refused(&[("from", "last month")]), "from");
        assert_eq!(refused(&[("from", "2022-02-30")]), "from");
        assert_eq!(refused(&[("region", "atlantis")]), "region");
        assert_eq!(refused(&[("since_round", "inspection-2019")]), "since_round");
        let both = [("force", "kent"), ("since_round", "inspection-2019"), ("from", "2020-01-01")];
        assert_eq!(refused(&both), "since_round");
        let until = ("until_round", "review-2021");
        assert_eq!(refused(&[("from", "2020-01-01"), until]), "until_round");
        assert_eq!(refused(&[("force", "kent"), ("from", "2020-01-01"), ("to", "2022-01-01"), until]), "until_round");
        assert_eq!(refused(&[("force", "kent"), until]), "until_round");
    }
}
