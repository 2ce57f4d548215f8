//! The WASM module of forms and sessions.

// Names the islands, so that the linker keeps what only the page's markup refers to.
use app as _;

/// Called once by `app/scripts/islands.js`, when this module is loaded.
#[wasm_bindgen::prelude::wasm_bindgen]
pub fn hydrate() {
    leptos::mount::hydrate_islands();
}
