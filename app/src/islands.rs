//! The few things that react while a person types or points. A page that shows one loads the script, no other page does.
//!
//! What a page can do with a line of script (`components::PrintButton`) is no reason to load WASM.

mod explorer;
mod figure_on_page;
mod fragment;
mod month_slider;
mod moving_chart;

pub use month_slider::MonthSlider;
pub use moving_chart::{MovingChart, View};
