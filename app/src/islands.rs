//! The few things that react while a person types or points. A page that shows one loads the script, no other page does.
//!
//! None does yet: what a page can do with a line of script (`components::PrintButton`) is no reason to load WASM.
