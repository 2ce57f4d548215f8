//! What people see: pages, components and charts, rendered on the server; islands, which also run in the browser.

// A page's view is one type; the largest nest deeper than the default allows.
#![recursion_limit = "512"]

#[cfg(any(feature = "ssr", feature = "work"))]
pub mod api;

// What the browser has too: the islands, and what draws the charts they redraw.
#[cfg(any(feature = "ssr", feature = "charts"))]
#[cfg_attr(
    not(feature = "ssr"),
    expect(dead_code, reason = "the browser draws two measures, of which a page here shows everything")
)]
pub mod charts;
#[cfg(any(feature = "ssr", feature = "hydrate"))]
pub mod fields;
#[cfg(any(feature = "ssr", feature = "hydrate"))]
pub mod islands;
#[cfg(any(feature = "ssr", feature = "charts"))]
pub mod moment;
#[cfg(any(feature = "ssr", feature = "charts"))]
pub mod number;

// Everything below exists on the server only: the browser gets finished HTML.
#[cfg(feature = "ssr")]
pub mod audit_in_words;
#[cfg(feature = "ssr")]
pub mod briefing;
#[cfg(feature = "ssr")]
pub mod chart_query;
#[cfg(feature = "ssr")]
pub mod components;
#[cfg(feature = "ssr")]
pub mod error;
#[cfg(feature = "ssr")]
pub mod file_marks;
#[cfg(feature = "ssr")]
mod force_in_words;
#[cfg(feature = "ssr")]
pub mod form;
#[cfg(feature = "ssr")]
pub mod form_route;
#[cfg(feature = "ssr")]
pub mod form_state;
#[cfg(feature = "ssr")]
mod last_said_in_words;
#[cfg(feature = "ssr")]
mod main_points;
#[cfg(feature = "ssr")]
pub mod page;
#[cfg(feature = "ssr")]
pub mod pages;
#[cfg(feature = "ssr")]
mod phrase;
#[cfg(feature = "ssr")]
pub mod point;
#[cfg(feature = "ssr")]
mod published_in_words;
#[cfg(feature = "ssr")]
pub mod request;
#[cfg(feature = "ssr")]
pub mod router;
#[cfg(feature = "ssr")]
pub mod shell;
#[cfg(feature = "ssr")]
mod shortened_text;
#[cfg(feature = "ssr")]
pub mod spreadsheet;
#[cfg(feature = "ssr")]
pub mod start_page;
#[cfg(feature = "ssr")]
pub mod workbook;
#[cfg(feature = "ssr")]
pub mod worklist_address;

/// The name of the service, in the header, at the end of every title and in every file.
#[cfg(feature = "ssr")]
pub const SERVICE_NAME: &str = "NCPI follow-up";
