//! What a check finds, on a real database whose record was tampered with.
