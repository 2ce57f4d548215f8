//! The national overview.

use leptos::prelude::*;

use crate::{
    page::{PageContent, page},
    request,
};

/// `/`.
#[component]
pub fn HomePage() -> impl IntoView {
    page(async {
        request::database()?.ready().await?;
        Ok(PageContent::new(
            "Overview",
            view! { <h1 class="govuk-heading-xl">"Overview"</h1> },
        ))
    })
}
