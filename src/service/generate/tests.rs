//! What is generated, on a real database: as much as asked for, always the same, by the rules, and never beside real data.
