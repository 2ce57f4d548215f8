//! Erasing a text, on a real database.
