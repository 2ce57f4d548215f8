//! What imports promise, each on a real database.
