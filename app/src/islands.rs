//! The few things that react while a person types or points. A page that shows one loads the module that it is in, no other page does.
//!
//! What a page can do with a line of script (`components::PrintButton`) is no reason to load WASM.

#[cfg(feature = "ssr")]
mod modules;

#[cfg(any(feature = "ssr", feature = "charts"))]
mod explorer;
#[cfg(any(feature = "ssr", feature = "charts"))]
mod figure_on_page;
#[cfg(any(feature = "ssr", feature = "charts"))]
mod fragment;
#[cfg(any(feature = "ssr", feature = "charts"))]
mod month_slider;
#[cfg(any(feature = "ssr", feature = "charts"))]
mod moving_chart;

#[cfg(any(feature = "ssr", feature = "work"))]
mod countdown;
#[cfg(any(feature = "ssr", feature = "work"))]
mod draft_keeper;
#[cfg(any(feature = "ssr", feature = "work"))]
mod session_warning;
#[cfg(any(feature = "ssr", feature = "work"))]
mod typed_date_echo;

#[cfg(feature = "ssr")]
pub use modules::modules;

#[cfg(any(feature = "ssr", feature = "charts"))]
pub use month_slider::MonthSlider;
#[cfg(any(feature = "ssr", feature = "charts"))]
pub use moving_chart::{MovingChart, View};

#[cfg(any(feature = "ssr", feature = "work"))]
pub use draft_keeper::DraftKeeper;
#[cfg(any(feature = "ssr", feature = "work"))]
pub use session_warning::SessionWarning;
#[cfg(any(feature = "ssr", feature = "work"))]
pub use typed_date_echo::TypedDateEcho;
