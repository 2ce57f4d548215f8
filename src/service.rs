//! Steps: one function for each thing that is done to the record, one transaction each.

pub mod accounts;
pub mod breached_passwords;
pub mod confirmations;
pub mod demonstration;
pub mod follow_up;
pub mod form;
pub mod generate;
pub mod monitoring;
pub mod password_policy;
pub mod passwords;
pub mod reading;
pub mod rebuild;
pub mod redact;
pub mod round_drafts;
pub mod sign_in;
pub mod update_drafts;
pub mod verify;
