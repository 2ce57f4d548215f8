//! Server functions: the typed interface between pages and data.
//!
//! Each one decodes its arguments, asks [`Access`](access::Access) what the caller may do, makes one call of the store or of a service
//! and returns a plain value. Pages and forms call them in process; the browser and other programs call them at `/api/v1/…`.

#![expect(missing_docs, reason = "the macro makes public structs of arguments, which the functions document")]

pub mod arguments;
pub mod error;
pub mod form_answers;
pub mod point;
pub mod protocol;

#[cfg(feature = "ssr")]
pub mod access;
#[cfg(feature = "ssr")]
pub mod acts;

pub mod about;
pub mod accounts;
pub mod audit;
pub mod changes;
pub mod follow_up;
pub mod forces;
pub mod good_practice;
pub mod monitoring;
pub mod overview;
pub mod progress;
pub mod recommendation;
pub mod register;
pub mod reviews;
pub mod round_drafts;
pub mod rounds;
pub mod session;
pub mod updates;
pub mod worklist;
