//! The follow-up model of child protection inspections: the rules, the record of events, and the arithmetic of every figure.
//!
//! The modules at the top are pure: no I/O, no clock, and they compile for the browser. Everything that reads or
//! writes stands behind the feature `store`.

pub mod parsed_text;
pub mod vocabulary;

pub mod account;
pub mod age;
pub mod as_at;
pub mod audit;
pub mod case_audit;
pub mod client_network;
pub mod closure;
pub mod confirmation;
pub mod counting;
pub mod crosswalk;
pub mod deadline;
pub mod duty;
pub mod event;
pub mod evidence;
pub mod fact;
pub mod finding;
pub mod force;
pub mod force_news;
pub mod force_standing;
pub mod grade;
pub mod identity;
pub mod inspectorate_status;
pub mod invisible_signs;
pub mod likely_personal;
pub mod not_allowed;
pub mod overtaken;
pub mod parameter;
pub mod partial_date;
pub mod pending_request;
pub mod person;
pub mod position;
pub mod progress;
pub mod query;
pub mod query_pairs;
pub mod reference;
pub mod round;
pub mod round_draft;
pub mod scope;
pub mod search_query;
pub mod share;
pub mod sign_in_pace;
pub mod source_status;
pub mod standing;
pub mod status;
pub mod target;
pub mod text_limits;
pub mod topic;
pub mod typed_date;
pub mod update_text;
pub mod view;
pub mod worklist;

#[cfg(feature = "store")]
pub mod act;
#[cfg(feature = "store")]
pub mod answers_digest;
#[cfg(feature = "store")]
pub mod clock;
#[cfg(feature = "store")]
pub mod export;
#[cfg(feature = "store")]
pub mod files;
#[cfg(feature = "store")]
pub mod ingest;
#[cfg(feature = "store")]
pub mod service;
#[cfg(feature = "store")]
pub mod store;
