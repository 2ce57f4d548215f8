//! The arithmetic of every figure and series: pure functions from counted rows to the value that charts, tables, files
//! and text alternatives are made from.

pub mod assurance_gap;
pub mod deadlines;
pub mod findings_across_rounds;
pub mod measure;
mod median;
pub mod month;
pub mod pace;
pub mod selection;
pub mod status_over_time;
