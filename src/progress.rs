//! The arithmetic of every figure and series: pure functions from counted rows to the value that charts, tables, files
//! and text alternatives are made from.

pub mod assurance_gap;
pub mod beside_others;
pub mod case_audits;
pub mod change;
pub mod comes_back;
pub mod deadlines;
pub mod findings_across_rounds;
pub mod forces_at_a_glance;
pub mod grades;
pub mod headlines;
pub mod last_said;
pub mod measure;
mod median;
pub mod month;
pub mod pace;
pub mod queries;
pub mod selection;
pub mod standing;
pub mod status_over_time;
pub mod steps;
pub mod visits;
pub mod what_is_known;
pub mod what_recurs;
