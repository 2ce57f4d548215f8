//! What runs: the commands of the binary `ncpi`, and the web server as a router that tests can call.

pub mod commands;
pub mod config;
#[doc(hidden)]
pub mod fuzzing;
pub mod public_url;
pub mod state;

mod api;
mod assets;
mod base;
mod briefing;
mod charts;
mod client_address;
pub mod clock_check;
mod compression;
mod connections;
mod deadline;
mod denial;
mod etag;
mod evidence;
mod exports;
mod forms;
mod function_context;
mod health;
mod logging;
mod matched_route;
mod metrics;
mod middleware;
mod rendering;
mod route_access;
mod router;
mod secrets;
mod security_txt;
mod session;
mod turns;
mod uploads;

pub use charts::Pictures;
pub use router::{operations_router, patterns, router, with_middleware};
pub use security_txt::SecurityContact;
pub use turns::Turns;
