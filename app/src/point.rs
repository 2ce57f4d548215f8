//! The point of the record that a request asks for by `as_at` and `known_at`, and how it is kept in every link.

use chrono::{DateTime, NaiveDate, Utc};
use followup::{
    as_at::{AsAt, Point, PointError},
    clock::{london_day, parse_point},
};
use leptos::prelude::*;

use crate::{
    components::{AsAtForm, AsAtMark, PaperMark},
    error::PageError,
    moment::{known_at_parameter, known_or_read_at},
    request::{self, QueryParams},
};

const PARAMETERS: [&str; 2] = ["as_at", "known_at"];

/// What a reader asked to see, and the point of the record that this means today.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct AskedPoint {
    asked: AsAt,
    point: Point,
    read_at: DateTime<Utc>,
}

impl AskedPoint {
    /// Reads the request of the page being shown.
    pub fn of_request() -> Result<Self, PageError> {
        Self::parse(&request::query(), request::now()?)
    }

    /// Reads a query string; for exports, which are no pages.
    pub fn parse(query: &QueryParams, now: DateTime<Utc>) -> Result<Self, PageError> {
        let given = |name: &str| query.get(name).map(str::to_owned);
        let asked = parse_point(query.get("as_at"), query.get("known_at"), now).map_err(|(name, error)| {
            PageError::bad_parameter(name, given(name).unwrap_or_default(), allowed(&error))
        })?;
        Ok(Self::new(asked, now))
    }

    /// What was asked for, at the moment of the request.
    #[must_use]
    pub fn new(asked: AsAt, now: DateTime<Utc>) -> Self {
        Self { asked, point: asked.point(london_day(now)), read_at: now }
    }

    /// What the store reads.
    #[must_use]
    pub const fn point(self) -> Point {
        self.point
    }

    /// What was asked for: with its mark, and whether it is the past.
    #[must_use]
    pub const fn asked(self) -> AsAt {
        self.asked
    }

    /// The parameters that ask for this point again; none in the present.
    #[must_use]
    pub fn parameters(self) -> Vec<(String, String)> {
        let as_at = self.asked.as_at.map(|day| day.to_string());
        let known_at = self.asked.known_at.map(known_at_parameter);
        PARAMETERS
            .into_iter()
            .zip([as_at, known_at])
            .filter_map(|(name, value)| Some((name.to_owned(), value?)))
            .collect()
    }

    /// The parameters under which the same is to be seen tomorrow, whatever is recorded until then.
    #[must_use]
    pub fn lasting_parameters(self) -> Vec<(String, String)> {
        let as_at = self.asked.as_at.map(|day| ("as_at".to_owned(), day.to_string()));
        let known_at = ("known_at".to_owned(), known_or_read_at(self.asked, self.read_at));
        as_at.into_iter().chain([known_at]).collect()
    }

    /// The present, read at the same moment: what forms stand on.
    #[must_use]
    pub fn in_the_present(self) -> Self {
        Self { asked: AsAt::default(), ..self }
    }

    /// The dated view of a day, by what is known as here.
    #[must_use]
    pub fn on(self, day: NaiveDate) -> Self {
        let asked = AsAt { as_at: Some(day), ..self.asked };
        Self { asked, point: Point { valid: day, today: day, ..self.point }, ..self }
    }

    /// What goes behind an address that has parameters already: `&as_at=2022-05-01`, or nothing in the present.
    #[must_use]
    pub fn keep(self) -> String {
        let mut kept = String::new();
        for (name, value) in self.parameters() {
            kept.push('&');
            kept.push_str(&form_urlencoded::Serializer::new(String::new()).append_pair(&name, &value).finish());
        }
        kept
    }

    /// The address of a path at this point.
    #[must_use]
    pub fn href(self, path: &str) -> String {
        self.href_with(path, &[])
    }

    /// The address of a path with these parameters at this point.
    #[must_use]
    pub fn href_with(self, path: &str, parameters: &[(&str, &str)]) -> String {
        let query = parameters.iter().fold(QueryParams::default(), |query, (name, value)| query.and(name, *value));
        self.parameters().into_iter().fold(query, |query, (name, value)| query.and(&name, value)).href(path)
    }

    /// The part of a file's name that says at which point its figures stand: `-as-at-2022-05-01`; nothing in the present.
    #[must_use]
    pub fn in_file_name(self) -> String {
        self.parameters().into_iter().fold(String::new(), |mut name, (parameter, value)| {
            // A moment's colons are no good in a file's name.
            for part in [parameter, value.replace(':', "")] {
                name.push('-');
                name.push_str(&part.replace('_', "-"));
            }
            name
        })
    }
}

/// What completes "must be …".
pub(crate) fn allowed(error: &PointError) -> &'static str {
    match error {
        PointError::Day => "a date written as YYYY-MM-DD, for example 2022-05-01",
        PointError::Moment => "a date (2022-05-01) or a moment (2022-05-01T12:00:00Z)",
        PointError::Outside => "a date from 1 January 1990 to today",
    }
}

/// The mark of a page that shows the past, with the way back; in the present, what paper says instead. Goes before `<main>`.
#[component]
pub fn PointMark(
    /// The point shown.
    at: AskedPoint,
) -> impl IntoView {
    let present_href =
        PARAMETERS.iter().fold(request::query(), |query, name| query.without(name)).href(&request::path());
    match at.asked().mark() {
        Some(words) => view! { <AsAtMark words present_href/> }.into_any(),
        None => view! { <PaperMark today=at.point().today/> }.into_any(),
    }
}

/// The form that asks for this page at another point, everything else kept.
#[component]
pub fn PointForm(
    /// The point shown.
    at: AskedPoint,
) -> impl IntoView {
    // Another point may have fewer rows, so the page of a list is not kept.
    let dropped = |name: &str| PARAMETERS.contains(&name) || name == "page";
    let keep = request::query()
        .iter()
        .filter(|(name, value)| !dropped(name) && !value.is_empty())
        .map(|(name, value)| (name.to_owned(), value.to_owned()))
        .collect();
    let as_at = at.asked().as_at.map(|day| day.to_string());
    let known_at = at.asked().known_at.map(|known| known.day.to_string());
    let lasting = PARAMETERS.iter().fold(request::query(), |query, name| query.without(name));
    let lasting = at.lasting_parameters().into_iter().fold(lasting, |query, (name, value)| query.and(&name, value));
    let lasting = lasting.href(&request::path());
    view! { <AsAtForm action=request::path() keep nostrip:as_at=as_at nostrip:known_at=known_at lasting/> }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn now() -> DateTime<Utc> {
        "2026-11-23T12:00:00Z".parse().unwrap()
    }

    fn parsed(query: &str) -> Result<AskedPoint, PageError> {
        AskedPoint::parse(&QueryParams::parse(query), now())
    }

    #[test]
    fn a_link_keeps_the_point_as_it_was_asked_for() {
        let day = parsed("as_at=2022-05-01&known_at=2023-01-31&force=kent").unwrap();
        assert_eq!(day.keep(), "&as_at=2022-05-01&known_at=2023-01-31");
        assert_eq!(day.href("/forces"), "/forces?as_at=2022-05-01&known_at=2023-01-31");
        let moment = parsed("known_at=2023-01-31T12:00:00Z").unwrap();
        assert_eq!(moment.keep(), "&known_at=2023-01-31T12%3A00%3A00Z");
        assert_eq!(
            moment.href_with("/recommendations", &[("force", "kent")]),
            "/recommendations?force=kent&known_at=2023-01-31T12%3A00%3A00Z"
        );
        assert_eq!(parsed("").unwrap().href("/forces"), "/forces");
    }

    #[test]
    fn another_day_is_looked_at_by_what_is_known_here() {
        let day = "2026-10-31".parse().unwrap();
        for (query, expected) in [
            ("", "/forces?as_at=2026-10-31"),
            ("as_at=2026-11-01", "/forces?as_at=2026-10-31"),
            ("known_at=2026-11-20", "/forces?as_at=2026-10-31&known_at=2026-11-20"),
        ] {
            let on = parsed(query).unwrap().on(day);
            assert_eq!(on.href("/forces"), expected);
            assert_eq!(on.point(), on.asked().point(london_day(now())), "{query}");
        }
    }

    #[test]
    fn a_file_is_named_after_its_point() {
        assert_eq!(parsed("as_at=2022-05-01").unwrap().in_file_name(), "-as-at-2022-05-01");
        assert_eq!(parsed("known_at=2023-01-31T12:00:00Z").unwrap().in_file_name(), "-known-at-2023-01-31T120000Z");
        assert_eq!(parsed("").unwrap().in_file_name(), "");
    }

    #[test]
    fn a_date_that_cannot_be_read_is_named_with_what_would_fit() {
        let error = parsed("as_at=01/05/2022").unwrap_err();
        let expected =
            PageError::bad_parameter("as_at", "01/05/2022", "a date written as YYYY-MM-DD, for example 2022-05-01");
        assert_eq!(error, expected);
        assert!(parsed("known_at=yesterday").unwrap_err().to_string().starts_with("known_at is ‘yesterday’"));
        assert!(parsed("as_at=2999-01-01").unwrap_err().to_string().contains("to today"));
    }
}
