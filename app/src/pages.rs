//! The pages, one file each: a page reads, matches, shows.

#![expect(clippy::needless_pass_by_value, reason = "a component owns what it is given")]

pub mod about_the_data;
pub mod accessibility;
pub mod account;
pub mod audit;
pub mod briefing;
pub mod confirmations;
mod due_date;
pub mod follow_up;
pub mod force;
pub mod forces;
pub mod good_practice;
pub mod home;
pub mod monitoring;
pub mod not_found;
mod overtaken;
pub mod password;
pub mod progress;
pub mod recommendation;
pub mod recommendations;
pub mod round;
pub mod round_draft;
pub mod sign_in;
pub mod users;
pub mod worklist;
