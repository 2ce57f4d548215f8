//! Steps: one function for each thing that is done to the record, one transaction each.

pub mod follow_up;
pub mod generate;
pub mod record;
pub mod redact;
pub mod verify;
