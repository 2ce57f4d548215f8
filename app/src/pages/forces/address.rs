//! Addresses of the table of forces: this page with one thing changed, everything else kept.

use followup::view::{
    forces_filter::{ForcesFilter, Sort, With},
    register_filter::Direction,
};

use super::PATH;
use crate::{components::SortDirection, point::AskedPoint, request::QueryParams};

/// What the page is asked for now. Parameters that are not its own are in none of its addresses.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Address {
    pub filter: ForcesFilter,
    pub at: AskedPoint,
}

impl Address {
    /// Which forces, counted and sorted how, at which point.
    pub(super) fn query(self) -> QueryParams {
        let query = self
            .filter
            .parameters()
            .into_iter()
            .fold(QueryParams::default(), |query, (name, value)| query.and(name, value));
        self.kept().into_iter().fold(query, |query, (name, value)| query.and(&name, value))
    }

    /// All but the filters.
    fn kept(self) -> Vec<(String, String)> {
        let ordering = self.filter.ordering().into_iter().map(|(name, value)| (name.to_owned(), value.to_owned()));
        ordering.chain(self.at.parameters()).collect()
    }

    /// What the filter form sends along: nation, order and point. What is counted is one of its own fields.
    pub(super) fn kept_by_form(self) -> Vec<(String, String)> {
        let nation = self.filter.nation.map(|nation| ("nation".to_owned(), nation.slug().to_owned()));
        nation.into_iter().chain(self.kept().into_iter().filter(|(name, _)| name != "record_type")).collect()
    }

    pub(super) fn without(self, name: &str) -> String {
        self.query().without(name).href(PATH)
    }

    /// All forces, in the same order at the same point. What is counted is no filter.
    pub(super) fn without_filters(self) -> String {
        self.kept().into_iter().fold(QueryParams::default(), |query, (name, value)| query.and(&name, value)).href(PATH)
    }

    /// This page, its rows narrowed to the forces that hold something.
    pub(super) fn with(self, with: With) -> String {
        Self { filter: ForcesFilter { with: Some(with), ..self.filter }, ..self }.href()
    }

    /// The same rows in another order.
    pub(super) fn ordered(self, sort: Sort, order: Direction) -> String {
        Self { filter: ForcesFilter { sort, order, ..self.filter }, ..self }.href()
    }

    fn href(self) -> String {
        self.query().href(PATH)
    }

    /// How the rows are sorted by this column now, and the address of the order that its header leads to: words from A
    /// and the best first, numbers and dates from the largest.
    pub(super) fn sorted_by(self, sort: Sort) -> (String, SortDirection) {
        let ascending_first = matches!(sort, Sort::Force | Sort::Region | Sort::Latest);
        let now = match (self.filter.sort == sort, self.filter.order) {
            (false, _) => SortDirection::Unsorted,
            (true, Direction::Ascending) => SortDirection::Ascending,
            (true, Direction::Descending) => SortDirection::Descending,
        };
        let ascending = match now {
            SortDirection::Unsorted => ascending_first,
            SortDirection::Ascending => false,
            SortDirection::Descending => true,
        };
        let order = if ascending { Direction::Ascending } else { Direction::Descending };
        (self.ordered(sort, order), now)
    }
}

#[cfg(test)]
mod tests {
    use followup::query::Query as _;

    use super::*;

    fn address(query: &str) -> Address {
        let query = QueryParams::parse(query);
        let filter = ForcesFilter::parse(query.iter()).unwrap();
        Address { filter, at: AskedPoint::parse(&query, "2026-11-23T12:00:00Z".parse().unwrap()).unwrap() }
    }

    #[test]
    fn every_address_keeps_filters_order_and_point_and_drops_what_is_not_ours() {
        let address = address("utm=x&region=wales&record_type=both&sort=gap&order=desc&as_at=2022-05-01");
        assert_eq!(
            address.query().href(PATH),
            "/forces?region=wales&record_type=both&sort=gap&order=desc&as_at=2022-05-01"
        );
        assert_eq!(address.without("region"), "/forces?record_type=both&sort=gap&order=desc&as_at=2022-05-01");
        assert_eq!(address.without_filters(), address.without("region"));
        assert_eq!(
            address.with(With::Grades),
            "/forces?region=wales&with=grades&record_type=both&sort=gap&order=desc&as_at=2022-05-01"
        );
        assert_eq!(
            address.ordered(Sort::FirstLook, Direction::Ascending),
            "/forces?region=wales&record_type=both&as_at=2022-05-01"
        );
        assert!(address.kept_by_form().iter().all(|(name, _)| name != "record_type"));
    }

    #[test]
    fn a_nation_is_kept_by_the_form_that_has_no_field_for_it() {
        assert_eq!(address("nation=wales&region=wales").kept_by_form(), [("nation".to_owned(), "wales".to_owned())]);
    }

    #[test]
    fn numbers_are_sorted_from_the_largest_first_and_words_from_a() {
        assert_eq!(
            address("").sorted_by(Sort::Open),
            ("/forces?sort=open&order=desc".to_owned(), SortDirection::Unsorted)
        );
        assert_eq!(
            address("sort=open&order=desc").sorted_by(Sort::Open),
            ("/forces?sort=open".to_owned(), SortDirection::Descending)
        );
        assert_eq!(address("").sorted_by(Sort::Region), ("/forces?sort=region".to_owned(), SortDirection::Unsorted));
        assert_eq!(
            address("sort=force").sorted_by(Sort::Force),
            ("/forces?sort=force&order=desc".to_owned(), SortDirection::Ascending)
        );
    }
}
