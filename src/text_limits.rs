//! How long texts of forms may be, in characters.

/// A text that somebody writes.
pub const LONGEST_TEXT: usize = 4000;

/// The name of a post.
pub const LONGEST_POST: usize = 200;

/// The title of a piece of evidence.
pub const LONGEST_EVIDENCE_TITLE: usize = 200;

/// The working title of a draft.
pub const LONGEST_WORKING_TITLE: usize = 100;
