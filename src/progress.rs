//! The arithmetic of every figure and series: pure functions from counted rows to the value that charts, tables, files
//! and text alternatives are made from.

pub mod change;
pub mod findings_across_rounds;
pub mod measure;
pub mod month;
pub mod selection;
