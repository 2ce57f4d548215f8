//! Addresses of the register: this page with one thing changed, everything else kept.

use followup::view::register_filter::{Direction, RegisterFilter, Sort};

use super::PATH;
use crate::{components::SortDirection, point::AskedPoint, request::QueryParams};

/// What the page is asked for now. Parameters that are not the register's are in none of its addresses.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Address {
    filter: RegisterFilter,
    at: AskedPoint,
}

impl Address {
    pub(super) fn new(filter: RegisterFilter, at: AskedPoint) -> Self {
        Self { filter, at }
    }

    pub(super) fn filter(&self) -> &RegisterFilter {
        &self.filter
    }

    pub(super) fn at(&self) -> AskedPoint {
        self.at
    }

    /// Filters, order and point, on the first page.
    pub(super) fn query(&self) -> QueryParams {
        let query = self
            .filter
            .parameters()
            .into_iter()
            .fold(QueryParams::default(), |query, (name, value)| query.and(name, value));
        self.kept().into_iter().fold(query, |query, (name, value)| query.and(&name, value))
    }

    /// What the filter form sends along: order and point.
    pub(super) fn kept(&self) -> Vec<(String, String)> {
        let ordering = self.filter.ordering().into_iter().map(|(name, value)| (name.to_owned(), value));
        ordering.chain(self.at.parameters()).collect()
    }

    /// With one filter set, in place of what it was.
    pub(super) fn with(&self, name: &str, value: &str) -> String {
        self.query().with(name, value).href(PATH)
    }

    /// Without one choice. A round is named within its force, so it goes when the last force goes; so does the spelling of a search with it.
    pub(super) fn without(&self, name: &str, value: &str) -> String {
        let mut query = self.query().without_pair(name, value);
        if query.get("force").is_none() {
            query = query.without("found_in").without("raised_in");
        }
        if query.get("q").is_none() {
            query = query.without("exact");
        }
        query.href(PATH)
    }

    pub(super) fn without_filters(&self) -> String {
        self.kept().into_iter().fold(QueryParams::default(), |query, (name, value)| query.and(&name, value)).href(PATH)
    }

    pub(super) fn page(&self, number: u32) -> String {
        self.query().and("page", number.to_string()).href(PATH)
    }

    /// The same rows in another order, on the first page.
    pub(super) fn ordered(&self, sort: Sort, order: Direction) -> String {
        let filter = RegisterFilter { sort, order, ..self.filter.clone() };
        Self::new(filter, self.at).query().href(PATH)
    }

    /// How the rows are ordered by this column now, and the address of the order that its header leads to.
    pub(super) fn sorted_by(&self, sort: Sort) -> (String, SortDirection) {
        let now = match (self.filter.sort == sort, self.filter.order) {
            (false, _) => SortDirection::Unsorted,
            (true, Direction::Ascending) => SortDirection::Ascending,
            (true, Direction::Descending) => SortDirection::Descending,
        };
        let order = if now == SortDirection::Ascending { Direction::Descending } else { Direction::Ascending };
        (self.ordered(sort, order), now)
    }
}

#[cfg(test)]
mod tests {
    use followup::query::Query as _;

    use super::*;

    fn address(query: &str) -> Address {
        let query = QueryParams::parse(query);
        let filter = RegisterFilter::parse(query.iter()).unwrap();
        Address::new(filter, AskedPoint::parse(&query, "2026-11-23T12:00:00Z".parse().unwrap()).unwrap())
    }

    #[test]
    fn every_address_keeps_filters_order_and_point_and_drops_what_is_not_ours() {
        let address = address("utm=x&force=kent&q=missing+%26+found&sort=due&order=desc&page=3&as_at=2022-05-01");
        let kept = "force=kent&q=missing+%26+found&sort=due&order=desc&as_at=2022-05-01";
        assert_eq!(address.query().href(PATH), format!("{PATH}?{kept}"));
        assert_eq!(address.page(2), format!("{PATH}?{kept}&page=2"));
        assert_eq!(address.without_filters(), format!("{PATH}?sort=due&order=desc&as_at=2022-05-01"));
    }

    #[test]
    fn a_column_sorts_ascending_first_and_turns_when_asked_again() {
        assert_eq!(address("").sorted_by(Sort::Due), (format!("{PATH}?sort=due"), SortDirection::Unsorted));
        assert_eq!(
            address("sort=due").sorted_by(Sort::Due),
            (format!("{PATH}?sort=due&order=desc"), SortDirection::Ascending)
        );
        assert_eq!(
            address("sort=due&order=desc").sorted_by(Sort::Due),
            (format!("{PATH}?sort=due"), SortDirection::Descending)
        );
        assert_eq!(
            address("sort=reference").sorted_by(Sort::Reference),
            (format!("{PATH}?sort=reference&order=desc"), SortDirection::Ascending)
        );
    }

    #[test]
    fn the_usual_order_needs_no_parameter_and_a_direction_alone_is_that_of_the_references() {
        assert_eq!(
            address("sort=due&force=kent").ordered(Sort::FirstLook, Direction::Ascending),
            format!("{PATH}?force=kent")
        );
        assert_eq!(address("order=desc").page(2), format!("{PATH}?sort=reference&order=desc&page=2"));
    }

    #[test]
    fn a_round_goes_with_its_last_force() {
        let address = address("force=kent&force=gwent&found_in=inspection-2019&status=planned");
        assert_eq!(
            address.without("force", "gwent"),
            format!("{PATH}?force=kent&status=planned&found_in=inspection-2019")
        );
        let one = self::address("force=kent&found_in=inspection-2019&status=planned");
        assert_eq!(one.without("force", "kent"), format!("{PATH}?status=planned"));
    }
}
