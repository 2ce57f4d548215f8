//! What the browser loads: wakes the islands of the page it is on.

// Names every island, so that the linker keeps what only the page's markup refers to.
use app as _;

/// Called once by the page's script, when this module is loaded.
#[wasm_bindgen::prelude::wasm_bindgen]
pub fn hydrate() {
    leptos::mount::hydrate_islands();
}
