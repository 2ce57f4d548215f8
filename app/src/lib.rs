//! What people see: pages, components and charts, rendered on the server; islands, which also run in the browser.

// A page's view is one type; the largest nest deeper than the default allows.
#![recursion_limit = "512"]

pub mod islands;

// Everything below exists on the server only: the browser gets finished HTML.
#[cfg(feature = "ssr")]
pub mod briefing;
#[cfg(feature = "ssr")]
pub mod charts;
#[cfg(feature = "ssr")]
pub mod components;
#[cfg(feature = "ssr")]
pub mod error;
#[cfg(feature = "ssr")]
pub mod file_marks;
#[cfg(feature = "ssr")]
pub mod form;
#[cfg(feature = "ssr")]
pub mod page;
#[cfg(feature = "ssr")]
pub mod pages;
#[cfg(feature = "ssr")]
pub mod point;
#[cfg(feature = "ssr")]
pub mod request;
#[cfg(feature = "ssr")]
pub mod router;
#[cfg(feature = "ssr")]
pub mod shell;
#[cfg(feature = "ssr")]
pub mod spreadsheet;
#[cfg(feature = "ssr")]
pub mod workbook;
