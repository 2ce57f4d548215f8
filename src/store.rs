//! All SQL: one file for each aggregate, rows parsed like any other input.

pub mod about_the_data;
pub mod account_confirmations;
pub mod account_notices;
pub mod accounts;
pub mod assurance_gap;
pub mod audit;
pub mod bulk;
pub mod canonical;
pub mod case_audits;
pub mod change;
pub mod counting;
mod coverage;
pub mod database;
pub mod deadlines;
pub mod error;
pub mod events;
pub mod evidence;
pub mod findings_across_rounds;
pub mod force;
pub mod forces;
pub mod forces_at_a_glance;
pub mod form_receipts;
pub mod free_text;
pub mod good_practice;
pub mod grades;
pub mod known_browsers;
pub mod last_said;
pub mod loaded_files;
pub mod monitoring;
pub mod overview;
pub mod pace;
pub mod password_links;
pub mod published;
pub mod read_model;
pub mod reader;
pub mod recommendation;
pub mod record;
pub mod register;
pub mod round;
pub mod round_draft;
pub mod search;
pub mod selection;
pub mod sessions;
pub mod sign_in_attempts;
pub mod standing;
pub mod status_over_time;
pub mod unfinished_forms;
pub mod update_drafts;
pub mod what_recurs;
pub mod worklist;

mod parsing;

pub use database::Database;
pub use error::StoreError;

/// The schema, as numbered steps forward. `cargo` embeds them, so the binary can migrate by itself.
pub static MIGRATOR: sqlx::migrate::Migrator = sqlx::migrate!();

#[cfg(test)]
pub(crate) mod fixtures;
#[cfg(test)]
mod tests;
