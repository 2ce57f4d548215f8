//! What figures are asked about: a selection and a period, read from a query string and refused by name.

use chrono::NaiveDate;

use super::{
    Database, StoreError,
    given::{Given, refused},
    parameter::BadParameter,
};
use crate::{
    as_at::Point,
    crosswalk::Heading,
    progress::{
        month::{Month, NoMonth, Period},
        selection::Selection,
    },
};

/// The first month that a period may begin with: the earliest year that any date of the record may lie in.
const EARLIEST: &str = "1990-01";

/// What a query string picks. Names that are not ours are left alone.
///
/// # Errors
/// The first parameter whose value cannot be understood, with what it may be.
pub fn parse<'a>(pairs: impl IntoIterator<Item = (&'a str, &'a str)>) -> Result<Selection, BadParameter> {
    let given = Given::new(pairs);
    Ok(Selection {
        force: given.one("force")?,
        nation: given.one("nation")?,
        region: given.one("region")?,
        topic: given.one("topic")?,
        round_kind: given.one("round_kind")?,
        record_types: given.one("record_type")?,
    })
}

/// The months a reader asked for by `from` and `to`, either of them left out.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct AskedPeriod {
    /// The first month.
    pub from: Option<Month>,
    /// The last month.
    pub to: Option<Month>,
}

impl AskedPeriod {
    /// Reads `from` and `to`, each a month.
    ///
    /// # Errors
    /// What is no month, what lies before 1990 or after `today`, and a period that runs backwards, by name.
    pub fn parse<'a>(
        pairs: impl IntoIterator<Item = (&'a str, &'a str)>,
        today: NaiveDate,
    ) -> Result<Self, BadParameter> {
        let given = Given::new(pairs);
        let (from, to) = (month(&given, "from", today)?, month(&given, "to", today)?);
        if let (Some(from), Some(to)) = (from, to)
            && from > to
        {
            return Err(refused("from", &from.to_string(), format!("no later than the period’s end, {to}")));
        }
        Ok(Self { from, to })
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

fn month(given: &Given<'_>, name: &'static str, today: NaiveDate) -> Result<Option<Month>, BadParameter> {
    let Some(text) = given.text(name, 40)? else { return Ok(None) };
    let allowed = "a month written as YYYY-MM, for example 2022-05";
    let month: Month = text.parse().map_err(|NoMonth| refused(name, &text, allowed))?;
    let earliest: Month = EARLIEST.parse().unwrap_or(month);
    if month < earliest || month > Month::of(today) {
        return Err(refused(name, &text, "a month from January 1990 to this month"));
    }
    Ok(Some(month))
}

/// How what is picked is headed, at a point of the record; `None` where there is no force of that name.
#[tracing::instrument(skip(database), err)]
pub async fn name(database: &Database, selection: &Selection, point: Point) -> Result<Option<String>, StoreError> {
    name_of(database, selection, selection.topic.map(Heading::One), point).await
}

/// The same, of what the picked topic is counted under.
pub(super) async fn name_of(
    database: &Database,
    selection: &Selection,
    heading: Option<Heading>,
    point: Point,
) -> Result<Option<String>, StoreError> {
    let Some(force) = &selection.force else { return Ok(Some(selection.name_of(None, heading))) };
    let mut snapshot = database.snapshot().await?;
    let name =
        sqlx::query_scalar!(r#"select name as "name!" from force_at($1) where slug = $2"#, point.known, force.as_str())
            .fetch_optional(&mut *snapshot)
            .await?;
    Ok(name.map(|name| selection.name_of(Some(&name), heading)))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn today() -> NaiveDate {
        "2026-11-25".parse().unwrap()
    }

    fn asked(pairs: &[(&str, &str)]) -> Result<AskedPeriod, BadParameter> {
        AskedPeriod::parse(pairs.iter().copied(), today())
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
        let refused = |name, value| parse([(name, value)]).unwrap_err();
        assert_eq!(refused("region", "atlantis").name, "region");
        assert_eq!(refused("force", "K").name, "force");
        assert!(refused("record_type", "all").allowed.contains("together"));
        assert!(parse([("force", "kent"), ("measure", "?")]).is_ok());
    }
}
