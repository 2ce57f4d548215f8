//! The address of the worklist and of its groups.

use followup::{query::Query as _, view::worklist::WorklistQuery, worklist::Group};

use crate::request::QueryParams;

/// The path of the worklist.
pub const PATH: &str = "/worklist";

/// The address of the beginning of one group.
#[must_use]
pub fn href(group: Group) -> String {
    href_of(&WorklistQuery { group: Some(group), ..WorklistQuery::default() })
}

/// The address of a part of the worklist.
#[must_use]
pub fn href_of(query: &WorklistQuery) -> String {
    let pairs = query.to_pairs().into_iter();
    pairs.fold(QueryParams::default(), |query, (name, value)| query.and(name, value)).href(PATH)
}
