//! The real router on a real database: statuses, headers, and what happens when something is away.
#![expect(clippy::unwrap_used, clippy::panic, reason = "a test stops where it cannot go on")]

mod about_the_data;
mod audit;
mod briefing;
mod charts;
mod doors;
mod evidence;
mod files;
mod follow_up;
mod force;
mod forces;
mod good_practice;
mod headers;
mod limits;
mod marking;
mod markup;
mod monitoring;
mod operations;
mod outage;
mod overview;
mod progress;
mod real_data;
mod recommendation;
mod register;
mod replay;
mod round_drafts;
mod round_findings;
mod sign_in;
mod statements;
mod statuses;
mod support;
mod time_out;
mod timeline;
mod users;
mod workbooks;
mod worklist;
