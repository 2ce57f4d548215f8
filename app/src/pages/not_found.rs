//! What an address shows that leads nowhere.

use leptos::prelude::*;

use crate::{error::PageError, page::page};

/// Every path that is no page of ours.
#[component]
pub fn NotFoundPage() -> impl IntoView {
    page(async { Err(PageError::not_found("This address", "/", "Go to the overview")) })
}
