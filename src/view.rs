//! What read functions return: plain values, computed from the record, which pages, files and other programs show.
//!
//! Numbers count items unless their documentation says otherwise; days are days in London.

pub mod about_the_data;
pub mod force;
pub mod forces;
pub mod forces_filter;
pub mod free_text;
pub mod good_practice;
pub mod monitoring;
pub mod published;
pub mod recommendation;
pub mod register;
pub mod register_filter;
pub mod round;
mod without_person;
