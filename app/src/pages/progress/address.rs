//! The address of a page of progress: a measure, what is asked of it, and what it is compared with.

use chrono::{DateTime, NaiveDate, Utc};
use followup::{
    clock::london_day,
    progress::{
        measure::Measure,
        month::Month,
        queries::{PeriodQuery, SelectionQuery},
        selection::Selection,
    },
    query::Query as _,
};

use super::PATH;
use crate::{api::error::ApiError, chart_query::ChartQuery, error::PageError, point::AskedPoint, request::QueryParams};

/// What begins the parameters of the second choice: `with_force`, `with_as_at`.
const SECOND: &str = "with_";
/// The parameter that names the second choice's own day.
const SECOND_DAY: &str = "with_as_at";
/// The parameters that name whom the second choice is of.
const OF_WHOM: [&str; 5] = ["with_force", "with_nation", "with_region", "with_topic", "with_round_kind"];

/// What a reader asked of the page.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Address {
    pub measure: Measure,
    /// Whether all measures are asked for: the address names none, and no second choice.
    pub is_of_all: bool,
    pub asked: ChartQuery,
    /// The second choice, where there is one.
    pub compared: Option<ChartQuery>,
    /// The day of the request, in London.
    pub today: NaiveDate,
    /// Every parameter as given, so that a link changes what it means to change and nothing else.
    query: QueryParams,
}

impl Address {
    /// Reads the query string.
    ///
    /// # Errors
    /// The first parameter that cannot be understood, by its name.
    pub fn parse(query: &QueryParams, now: DateTime<Utc>) -> Result<Self, PageError> {
        let measure = match query.get("measure") {
            None => Measure::FindingsAcrossRounds,
            Some(given) => {
                let known: Vec<_> = Measure::ALL.iter().map(|measure| measure.slug()).collect();
                let found = Measure::ALL.iter().copied().find(|measure| measure.slug() == given);
                found
                    .ok_or_else(|| PageError::bad_parameter("measure", given, format!("one of {}", known.join(", "))))?
            }
        };
        let asked = ChartQuery::parse(query, now)?;
        let compared = compared(query, &asked, now)?;
        let is_of_all = query.get("measure").is_none() && compared.is_none();
        Ok(Self { measure, is_of_all, asked, compared, today: london_day(now), query: query.clone() })
    }

    /// The address itself.
    pub fn href(&self) -> String {
        self.query.href(PATH)
    }

    /// The same of another measure.
    pub fn of_measure(&self, measure: Measure) -> Self {
        self.with("measure", measure.slug())
    }

    /// The same of all measures: without the second choice, and without what only one measure asks.
    pub fn of_all(&self) -> Self {
        ["measure", "by", "schemes", "from", "to"].iter().fold(self.alone(), |address, name| address.without(name))
    }

    /// The same as at another day; months that come after it are asked for no more.
    pub fn as_at(&self, day: NaiveDate) -> Self {
        let period = self.asked.period;
        let later =
            [("from", period.from), ("to", period.to)].into_iter().filter(|(_, month)| *month > Some(Month::of(day)));
        later.fold(self.clone(), |address, (name, _)| address.without(name)).with("as_at", &day.to_string())
    }

    /// The address of the same as at a day that is to follow, of the second choice alone where that has a day of its own.
    pub fn up_to_a_day(&self, second: bool) -> String {
        let name = if second && self.given(SECOND_DAY).is_some() { SECOND_DAY } else { "as_at" };
        let href = self.with("measure", self.measure.slug()).without("to").without(name).href();
        format!("{href}&{name}=")
    }

    /// The same in the present.
    pub fn in_the_present(&self) -> Self {
        self.without("as_at")
    }

    /// The first choice alone.
    pub fn alone(&self) -> Self {
        let names: Vec<_> = self.query.iter().map(|(name, _)| name.to_owned()).collect();
        let second = names.iter().filter(|name| name.starts_with(SECOND));
        second.fold(self.clone(), |address, name| address.without(name))
    }

    /// With this value under a name.
    pub fn with(&self, name: &str, value: &str) -> Self {
        Self { query: self.query.clone().with(name, value), ..self.clone() }
    }

    /// Without any value under a name.
    pub fn without(&self, name: &str) -> Self {
        Self { query: self.query.clone().without(name), ..self.clone() }
    }

    /// The value under a name, where one is given.
    pub fn given(&self, name: &str) -> Option<&str> {
        self.query.get(name)
    }

    /// The parameters that the form of choices has no field for.
    pub fn kept_by_form(&self) -> Vec<(String, String)> {
        let kept = self
            .query
            .iter()
            .filter(|(name, value)| ["measure", "as_at", "known_at"].contains(name) && !value.is_empty());
        kept.map(|(name, value)| (name.to_owned(), value.to_owned())).collect()
    }
}

/// A refusal of the second choice, by the name that its parameter has in the address: what both choices share has its own.
pub(super) fn of_second(error: PageError) -> PageError {
    match error {
        PageError { error: ApiError::BadArgument { name, value, allowed }, .. } => {
            let second = format!("{SECOND}{name}");
            let is_its_own = second == SECOND_DAY || OF_WHOM.contains(&second.as_str());
            PageError::bad_parameter(if is_its_own { second } else { name }, value, allowed)
        }
        other => other,
    }
}

/// The months of a series as at another day: those after it are asked for no more, since no file and no page has them.
fn until(period: PeriodQuery, day: NaiveDate) -> Result<PeriodQuery, PageError> {
    let last = Month::of(day);
    if let Some(from) = period.from.filter(|from| *from > last) {
        let allowed = format!("a day from {} on, the first day of the months asked for", from.first());
        return Err(PageError::bad_parameter(SECOND_DAY, day.to_string(), allowed));
    }
    Ok(PeriodQuery { to: period.to.filter(|to| *to <= last), ..period })
}

/// The second choice: of whom by itself, or of the same on another day; of the same record type and, as far as they had come
/// by its day, of the same months.
fn compared(query: &QueryParams, first: &ChartQuery, now: DateTime<Utc>) -> Result<Option<ChartQuery>, PageError> {
    let everywhere = match query.get("with_everywhere") {
        None => false,
        Some("yes") => true,
        Some(other) => return Err(PageError::bad_parameter("with_everywhere", other, "yes, or left out")),
    };
    let named: Vec<_> = query.iter().filter(|(name, value)| OF_WHOM.contains(name) && !value.is_empty()).collect();
    let day = query.get(SECOND_DAY);
    if !everywhere && named.is_empty() && day.is_none() {
        return Ok(None);
    }
    let selection = if everywhere || !named.is_empty() {
        // Its parameters are those of the first choice, under names of their own.
        let pairs = named.iter().filter_map(|(name, value)| Some((name.strip_prefix(SECOND)?, *value)));
        let SelectionQuery(of) = SelectionQuery::parse(pairs).map_err(|refused| of_second(refused.into()))?;
        Selection { record_types: first.selection.record_types, ..of }
    } else {
        first.selection.clone()
    };
    let at = match day {
        None => first.at,
        Some(day) => {
            let query = first.at.parameters().into_iter().filter(|(name, _)| name != "as_at");
            let query = query.fold(QueryParams::default(), |query, (name, value)| query.and(&name, value));
            AskedPoint::parse(&query.and("as_at", day), now).map_err(of_second)?
        }
    };
    let period = if day.is_some() { until(first.period, at.point().today)? } else { first.period };
    Ok(Some(ChartQuery { selection, period, at, ..first.clone() }))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parsed(query: &str) -> Result<Address, PageError> {
        Address::parse(&QueryParams::parse(query), "2026-11-25T12:00:00Z".parse().unwrap())
    }

    fn refused(query: &str) -> String {
        match parsed(query).unwrap_err().error {
            ApiError::BadArgument { name, .. } => name,
            other => panic!("{query}: {other}"),
        }
    }

    #[test]
    fn what_cannot_be_understood_is_named() {
        assert_eq!(refused("measure=speed"), "measure");
        assert_eq!(refused("from=2022-05&to=2021-05"), "from");
        assert_eq!(refused("to=2999-01"), "to");
        assert_eq!(refused("as_at=2999-01-01"), "as_at");
        assert_eq!(refused("with_region=atlantis"), "with_region");
        assert_eq!(refused("with_as_at=tomorrow"), "with_as_at");
        assert_eq!(refused("with_everywhere=no"), "with_everywhere");
        assert_eq!(refused("from=2022-05&with_as_at=2022-04-30"), "with_as_at");
        assert_eq!(refused("from=2022-05&to=2022-06&with_force=kent&with_as_at=2022-04-30"), "with_as_at");
    }

    #[test]
    fn an_address_without_a_measure_is_of_all_of_them() {
        assert!(parsed("force=kent&as_at=2022-05-01").unwrap().is_of_all);
        assert!(!parsed("measure=pace&force=kent").unwrap().is_of_all);
        assert!(!parsed("force=kent&with_force=essex").unwrap().is_of_all);
        let pace = parsed("measure=pace&force=kent&from=2020-01&with_force=essex&as_at=2022-05-01").unwrap();
        assert_eq!(pace.of_all().href(), "/progress?force=kent&as_at=2022-05-01");
    }

    #[test]
    fn a_second_choice_is_of_other_people_or_of_another_day() {
        assert_eq!(parsed("force=kent&with_force=").unwrap().compared, None);
        let essex = parsed("force=kent&record_type=together&with_force=essex").unwrap().compared.unwrap();
        assert_eq!(essex.href("/x"), "/x?force=essex&record_type=together");
        let everywhere = parsed("force=kent&with_everywhere=yes").unwrap().compared.unwrap();
        assert_eq!(everywhere.selection, Selection::default());
        let then = parsed("force=kent&known_at=2026-11-01&with_as_at=2020-01-01").unwrap().compared.unwrap();
        assert_eq!(then.href("/x"), "/x?force=kent&as_at=2020-01-01&known_at=2026-11-01");
    }

    #[test]
    fn what_both_choices_share_is_refused_by_its_one_name() {
        let named = |name: &str| match of_second(PageError::bad_parameter(name, "x", "another")).error {
            ApiError::BadArgument { name, .. } => name,
            other => panic!("{other}"),
        };
        assert_eq!(["force", "as_at"].map(named), ["with_force", "with_as_at"]);
        assert_eq!(["from", "to", "record_type"].map(named), ["from", "to", "record_type"]);
    }

    #[test]
    fn as_at_another_day_no_month_after_it_is_asked_for() {
        let second = |query: &str| parsed(query).unwrap().compared.unwrap().href("/x");
        assert_eq!(second("from=2021-01&to=2022-05&with_as_at=2022-04-30"), "/x?from=2021-01&as_at=2022-04-30");
        assert_eq!(
            second("from=2021-01&to=2022-05&with_as_at=2022-05-01"),
            "/x?from=2021-01&to=2022-05&as_at=2022-05-01"
        );
        assert_eq!(second("to=2022-05&with_force=kent"), "/x?force=kent&to=2022-05");
    }

    #[test]
    fn a_link_changes_one_thing_and_keeps_the_rest() {
        let address = parsed("force=kent&with_force=essex&as_at=2022-05-01").unwrap();
        assert_eq!(address.alone().href(), "/progress?force=kent&as_at=2022-05-01");
        assert_eq!(address.in_the_present().href(), "/progress?force=kent&with_force=essex");
        assert_eq!(
            address.as_at("2022-06-30".parse().unwrap()).href(),
            "/progress?force=kent&with_force=essex&as_at=2022-06-30"
        );
        let months = parsed("from=2021-01&to=2022-05").unwrap();
        assert_eq!(
            months.as_at("2022-05-31".parse().unwrap()).href(),
            "/progress?from=2021-01&to=2022-05&as_at=2022-05-31"
        );
        assert_eq!(months.as_at("2022-04-30".parse().unwrap()).href(), "/progress?from=2021-01&as_at=2022-04-30");
        assert_eq!(months.as_at("2020-12-31".parse().unwrap()).href(), "/progress?as_at=2020-12-31");
    }

    #[test]
    fn where_a_day_is_to_follow_the_choice_it_is_of_is_named() {
        let gap = "measure=assurance-gap";
        let on = |query: &str, second| parsed(query).unwrap().up_to_a_day(second);
        assert_eq!(
            on(&format!("{gap}&as_at=2022-05-31&to=2022-04&known_at=2026-11-01"), false),
            "/progress?measure=assurance-gap&known_at=2026-11-01&as_at="
        );
        let dates = format!("{gap}&with_as_at=2020-01-31");
        assert_eq!(on(&dates, false), "/progress?measure=assurance-gap&with_as_at=2020-01-31&as_at=");
        assert_eq!(on(&dates, true), "/progress?measure=assurance-gap&with_as_at=");
    }
}
