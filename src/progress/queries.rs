//! What the figures of progress are asked about: a selection, and for some measures a period or a way to show it.

use chrono::NaiveDate;

use super::{
    forces_at_a_glance::By,
    month::{Month, NoMonth, Period},
    selection::Selection,
};
use crate::{
    crosswalk::Schemes,
    parameter::BadParameter,
    query::{Query, query_serde},
    query_pairs::{QueryPairs, refused},
};

/// The first month that a period may begin with: the earliest year that any date of the record may lie in.
const EARLIEST: &str = "1990-01";

const IN_RANGE: &str = "a month from January 1990 to this month";

/// The months a reader asked for by `from` and `to`, either of them left out.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct PeriodQuery {
    /// The first month.
    pub from: Option<Month>,
    /// The last month.
    pub to: Option<Month>,
}

impl PeriodQuery {
    /// Reads `from` and `to`, each a month.
    ///
    /// # Errors
    /// What is no month, what lies before 1990, and a period that runs backwards, by name.
    pub fn parse<'a>(pairs: impl IntoIterator<Item = (&'a str, &'a str)>) -> Result<Self, BadParameter> {
        let given = QueryPairs::new(pairs);
        let (from, to) = (month(&given, "from")?, month(&given, "to")?);
        if let (Some(from), Some(to)) = (from, to)
            && from > to
        {
            return Err(refused("from", &from.to_string(), format!("no later than the period’s end, {to}")));
        }
        Ok(Self { from, to })
    }

    /// The same period, refused where it begins or ends after `today`.
    ///
    /// # Errors
    /// The month that lies in the future, by name.
    pub fn until(self, today: NaiveDate) -> Result<Self, BadParameter> {
        for (name, asked) in [("from", self.from), ("to", self.to)] {
            if let Some(asked) = asked
                && asked > Month::of(today)
            {
                return Err(refused(name, &asked.to_string(), IN_RANGE));
            }
        }
        Ok(self)
    }

    /// The period asked for, of a record that begins in month `first`, looked at on `today`.
    ///
    /// # Errors
    /// A beginning after today, where no end was given.
    pub fn period(self, first: Month, today: NaiveDate) -> Result<Period, BadParameter> {
        let last = self.to.unwrap_or_else(|| Month::of(today));
        let first = self.from.unwrap_or_else(|| first.min(last));
        Period::new(first, last)
            .ok_or_else(|| refused("from", &first.to_string(), format!("no later than the period’s end, {last}")))
    }

    /// The parameters that ask for it again.
    pub fn parameters(self) -> Vec<(&'static str, String)> {
        let pairs = [("from", self.from), ("to", self.to)];
        pairs.into_iter().filter_map(|(name, month)| Some((name, month?.to_string()))).collect()
    }
}

fn month(given: &QueryPairs<'_>, name: &'static str) -> Result<Option<Month>, BadParameter> {
    let Some(text) = given.text(name, 40)? else { return Ok(None) };
    let allowed = "a month written as YYYY-MM, for example 2022-05";
    let month: Month = text.parse().map_err(|NoMonth| refused(name, &text, allowed))?;
    let earliest: Month = EARLIEST.parse().unwrap_or(month);
    if month < earliest {
        return Err(refused(name, &text, IN_RANGE));
    }
    Ok(Some(month))
}

const SELECTION: [&str; 6] = ["force", "nation", "region", "topic", "round_kind", "record_type"];

fn selection(pairs: &[(&str, &str)]) -> Result<Selection, BadParameter> {
    let given = QueryPairs::new(pairs.iter().copied());
    Ok(Selection {
        force: given.one("force")?,
        nation: given.one("nation")?,
        region: given.one("region")?,
        topic: given.one("topic")?,
        round_kind: given.one("round_kind")?,
        record_types: given.one("record_type")?,
    })
}

/// A measure of a selection.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct SelectionQuery(pub Selection);

query_serde!(SelectionQuery);

impl Query for SelectionQuery {
    const NAMES: &'static [&'static str] = &SELECTION;
    const REPEATED: &'static [&'static str] = &[];

    fn from_pairs(pairs: &[(&str, &str)]) -> Result<Self, BadParameter> {
        selection(pairs).map(Self)
    }

    fn to_pairs(&self) -> Vec<(&'static str, String)> {
        self.0.parameters()
    }
}

/// A measure of a selection over months.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct SeriesQuery {
    /// Of what.
    pub selection: Selection,
    /// Over which months.
    pub period: PeriodQuery,
}

query_serde!(SeriesQuery);

impl Query for SeriesQuery {
    const NAMES: &'static [&'static str] =
        &["force", "nation", "region", "topic", "round_kind", "record_type", "from", "to"];
    const REPEATED: &'static [&'static str] = &[];

    fn from_pairs(pairs: &[(&str, &str)]) -> Result<Self, BadParameter> {
        Ok(Self { selection: selection(pairs)?, period: PeriodQuery::parse(pairs.iter().copied())? })
    }

    fn to_pairs(&self) -> Vec<(&'static str, String)> {
        self.selection.parameters().into_iter().chain(self.period.parameters()).collect()
    }
}

/// The forces at a glance.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct GlanceQuery {
    /// Of what.
    pub selection: Selection,
    /// By which figure; [`By::USUAL`] where the reader did not say.
    pub by: Option<By>,
}

query_serde!(GlanceQuery);

impl Query for GlanceQuery {
    const NAMES: &'static [&'static str] = &["force", "nation", "region", "topic", "round_kind", "record_type", "by"];
    const REPEATED: &'static [&'static str] = &[];

    fn from_pairs(pairs: &[(&str, &str)]) -> Result<Self, BadParameter> {
        let by = QueryPairs::new(pairs.iter().copied()).one("by")?;
        Ok(Self { selection: selection(pairs)?, by })
    }

    fn to_pairs(&self) -> Vec<(&'static str, String)> {
        let by = self.by.map(|by| ("by", by.slug().to_owned()));
        self.selection.parameters().into_iter().chain(by).collect()
    }
}

/// What recurs.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RecurrenceQuery {
    /// Of what.
    pub selection: Selection,
    /// Whether the topic schemes are joined by the crosswalk.
    pub schemes: Schemes,
}

query_serde!(RecurrenceQuery);

impl Query for RecurrenceQuery {
    const NAMES: &'static [&'static str] =
        &["force", "nation", "region", "topic", "round_kind", "record_type", "schemes"];
    const REPEATED: &'static [&'static str] = &[];

    fn from_pairs(pairs: &[(&str, &str)]) -> Result<Self, BadParameter> {
        let schemes = QueryPairs::new(pairs.iter().copied()).one("schemes")?.unwrap_or(Schemes::Apart);
        Ok(Self { selection: selection(pairs)?, schemes })
    }

    fn to_pairs(&self) -> Vec<(&'static str, String)> {
        let schemes = (self.schemes != Schemes::Apart).then(|| ("schemes", self.schemes.slug().to_owned()));
        self.selection.parameters().into_iter().chain(schemes).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn today() -> NaiveDate {
        "2026-11-25".parse().unwrap()
    }

    fn asked(pairs: &[(&str, &str)]) -> Result<PeriodQuery, BadParameter> {
        PeriodQuery::parse(pairs.iter().copied()).and_then(|period| period.until(today()))
    }

    #[test]
    fn a_period_that_cannot_be_is_refused_by_the_parameter_at_fault() {
        let refused = |pairs: &[(&str, &str)]| asked(pairs).unwrap_err().name;
        assert_eq!(refused(&[("from", "2022-05"), ("to", "2021-05")]), "from");
        assert_eq!(refused(&[("to", "2026-12")]), "to");
        assert_eq!(refused(&[("from", "1989-12")]), "from");
        assert_eq!(refused(&[("from", "May 2022")]), "from");
        let backwards =
            asked(&[("from", "2022-05")]).unwrap().period(Month::of(today()), "2022-03-01".parse().unwrap());
        assert_eq!(backwards.unwrap_err().name, "from");
    }

    #[test]
    fn a_period_not_asked_for_runs_from_the_records_first_month_to_today() {
        let first: Month = "2014-03".parse().unwrap();
        let whole = asked(&[]).unwrap().period(first, today()).unwrap();
        assert_eq!(whole.in_words(), "March 2014 to November 2026");
        let early = asked(&[("to", "2013-01")]).unwrap().period(first, today()).unwrap();
        assert_eq!(early.in_words(), "January 2013");
    }

    #[test]
    fn an_unknown_word_is_refused_by_name() {
        let refused = |name, value| SelectionQuery::parse([(name, value)]).unwrap_err();
        assert_eq!(refused("region", "atlantis").name, "region");
        assert_eq!(refused("force", "K").name, "force");
        assert!(refused("record_type", "all").allowed.contains("together"));
        assert!(SelectionQuery::parse([("force", "kent"), ("measure", "?")]).is_ok());
    }

    #[test]
    fn a_measure_that_is_not_ours_is_refused_by_name() {
        let by = |value| GlanceQuery::parse([("by", value)]).map(|query| query.by);
        assert_eq!(by("gap").unwrap(), Some(By::Gap));
        assert_eq!(by("").unwrap(), None);
        let refused = by("best").unwrap_err();
        assert!(refused.name == "by" && refused.allowed.contains("overdue"), "{refused}");
    }
}
