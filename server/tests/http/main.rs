//! The real router on a real database: statuses, headers, and what happens when something is away.
#![expect(clippy::unwrap_used, clippy::panic, reason = "a test stops where it cannot go on")]

mod about_the_data;
mod charts;
mod files;
mod force;
mod forces;
mod good_practice;
mod headers;
mod monitoring;
mod operations;
mod outage;
mod overview;
mod real_data;
mod recommendation;
mod register;
mod round_drafts;
mod sign_in;
mod statuses;
mod support;
mod users;
mod worklist;
