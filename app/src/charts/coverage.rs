//! Of how many forces a figure tells, in words.

use followup::progress::findings_across_rounds::Coverage;

/// `of 43 forces, 21 have data`.
pub fn in_words(coverage: Coverage) -> String {
    let have = if coverage.with_data == 1 { "has" } else { "have" };
    format!("of {} forces, {} {have} data", coverage.forces, coverage.with_data)
}

/// The columns of a file: `forces_with_data`, `forces`.
pub const COLUMNS: [&str; 2] = ["forces_with_data", "forces"];

/// What stands in them; nothing in a figure of one force.
pub fn in_file(coverage: Option<Coverage>) -> [String; 2] {
    coverage.map_or_else(Default::default, |coverage| [coverage.with_data.to_string(), coverage.forces.to_string()])
}
