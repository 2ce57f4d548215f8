//! What read functions return: plain values, computed from the record, which pages, files and other programs show.
//!
//! Numbers count items unless their documentation says otherwise; days are days in London.

pub mod about_the_data;
pub mod accounts;
pub mod audit;
pub mod change;
pub mod event_line;
pub mod follow_up;
pub mod force;
pub mod forces;
pub mod forces_filter;
pub mod free_text;
pub mod good_practice;
pub mod monitoring;
pub mod other_item;
pub mod overview;
pub mod published;
pub mod recommendation;
pub mod register;
pub mod register_filter;
pub mod round;
pub mod round_draft;
pub mod saved;
pub mod service;
pub mod session;
pub mod update_draft;
mod without_person;
pub mod worklist;

pub(crate) use without_person::nobody;
