//! What a reader asks of a period: its two ends, or the round it begins with, and which items; read once from the query string.

use chrono::{DateTime, NaiveDate, Utc};

use super::{ChangeError, Round};
use crate::{
    as_at::Point,
    force::ForceSlug,
    progress::{change::Between, selection::Selection},
    round::RoundSlug,
    store::{
        clock::{PointError, parse_as_at},
        given::{Given, refused},
        parameter::BadParameter,
        selection,
    },
};

/// Where a period begins.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Start {
    /// With the end of this day.
    Day(NaiveDate),
    /// With the day on which this round of the force was published.
    Round(RoundSlug),
}

/// What a reader asks about.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Asked {
    /// Where the period begins.
    pub start: Start,
    /// The last day of the period.
    pub to: NaiveDate,
    /// Which items.
    pub selection: Selection,
    /// By what was recorded until this moment; `None` for all that is known now.
    pub known: Option<DateTime<Utc>>,
    /// The day that the reader looks from: no period goes beyond it.
    pub today: NaiveDate,
}

impl Asked {
    /// Reads the pairs of a query string, at the point of the record that the reader looks from. Without `to` the period goes
    /// until that day, without `from` it begins with the last day of the month before.
    ///
    /// # Errors
    /// The first parameter whose value cannot be understood, with what it may be; a period that runs backwards by `from`.
    pub fn parse<'a>(
        pairs: impl IntoIterator<Item = (&'a str, &'a str)> + Clone,
        point: Point,
    ) -> Result<Self, BadParameter> {
        let selection = selection::parse(pairs.clone())?;
        let given = Given::new(pairs);
        let to = day(&given, "to", point.today)?.unwrap_or(point.today);
        let from = day(&given, "from", point.today)?;
        let since: Option<RoundSlug> = given.one("since_round")?;
        let start = match (since, from) {
            (Some(round), Some(_)) => {
                return Err(refused("since_round", round.as_str(), "left out where from is given"));
            }
            (Some(round), None) if selection.force.is_none() => {
                return Err(refused("since_round", round.as_str(), "given together with force"));
            }
            (Some(round), None) => Start::Round(round),
            (None, from) => Start::Day(from.unwrap_or_else(|| Between::of_the_month(to).from)),
        };
        let asked = Self { start, to, selection, known: point.known, today: point.today };
        if let Start::Day(from) = asked.start {
            forwards("from", &from.to_string(), from, to)?;
        }
        Ok(asked)
    }

    /// The period, now that the force's rounds are known.
    pub(super) fn period(&self, rounds: &[Round]) -> Result<Between, ChangeError> {
        match &self.start {
            Start::Day(from) => Ok(forwards("from", &from.to_string(), *from, self.to)?),
            Start::Round(slug) => {
                let round = rounds.iter().find(|round| round.slug == slug.as_str());
                let day = round.and_then(|round| round.day);
                let day = day.ok_or_else(|| {
                    refused("since_round", slug.as_str(), "a round of the force with a known date of publication")
                })?;
                Ok(forwards("since_round", slug.as_str(), day, self.to)?)
            }
        }
    }

    /// What was picked, in words, given every force's address and name.
    pub(super) fn name<'a>(
        &self,
        mut forces: impl Iterator<Item = (&'a ForceSlug, &'a str)>,
    ) -> Result<String, BadParameter> {
        let Some(asked) = &self.selection.force else { return Ok(self.selection.name(None)) };
        let (_, name) = forces
            .find(|(slug, _)| *slug == asked)
            .ok_or_else(|| refused("force", asked.as_str(), "the address of a force, for example kent"))?;
        Ok(self.selection.name(Some(name)))
    }

    /// Whether some forces are left out.
    pub(super) fn is_of_some_forces(&self) -> bool {
        self.selection.force.is_some() || self.selection.nation.is_some() || self.selection.region.is_some()
    }
}

fn forwards(name: &'static str, value: &str, from: NaiveDate, to: NaiveDate) -> Result<Between, BadParameter> {
    Between::new(from, to).ok_or_else(|| refused(name, value, format!("earlier than the period’s last day, {to}")))
}

fn day(given: &Given<'_>, name: &'static str, today: NaiveDate) -> Result<Option<NaiveDate>, BadParameter> {
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

    fn asked(pairs: &[(&str, &str)]) -> Result<Asked, BadParameter> {
        let today = "2026-11-23".parse().unwrap();
        Asked::parse(pairs.iter().copied(), Point { valid: PRESENT, known: None, today })
    }

    fn days(pairs: &[(&str, &str)]) -> (String, String) {
        let asked = asked(pairs).unwrap();
        let Start::Day(from) = asked.start else { panic!("begins with a round") };
        (from.to_string(), asked.to.to_string())
    }

    #[test]
    fn a_period_not_asked_for_is_this_month_until_today() {
        let said = |from: &str, to: &str| (from.to_owned(), to.to_owned());
        assert_eq!(days(&[]), said("2026-10-31", "2026-11-23"));
        assert_eq!(days(&[("to", "2022-05-31")]), said("2022-04-30", "2022-05-31"));
        assert_eq!(days(&[("to", "2022-04-30")]), said("2022-03-31", "2022-04-30"));
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
    }
}
