//! The few things that react while a person types or points. A page that shows one loads the script, no other page does.

mod print_button;

pub use print_button::PrintButton;
