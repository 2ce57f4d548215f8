//! The address of the worklist and of its groups.

use followup::worklist::Group;

use crate::request::QueryParams;

/// The path of the worklist.
pub const PATH: &str = "/worklist";

/// The address of one page of one group; pages are counted from 1.
#[must_use]
pub fn href(group: Group, page: u32) -> String {
    let query = QueryParams::default().with("group", group.slug());
    if page > 1 { query.with("page", page.to_string()) } else { query }.href(PATH)
}
