//! How every page is shown: it loads, then stands in the frame with its title, or says in words why it cannot.

use std::future::Future;

use axum::http::{HeaderValue, header};
use followup::view::{accounts::Notice, forces::ForceName, service::ServiceView, session::SessionView};
use leptos::{prelude::*, tachys::reactive_graph::OwnedView};
use leptos_axum::ResponseOptions;
use leptos_meta::Title;

use crate::{
    api::{about::read_service, error::ApiError, session::read_session},
    components::{Alert, AlertKind},
    error::PageError,
    form::Answers,
    form_state::{FormState, UnfinishedFormGone},
    request,
    shell::Frame,
};

mod not_saved;
mod problem;

pub use not_saved::page as not_saved_page;
use problem::Problem;

/// What a page shows once it has loaded.
pub struct PageContent {
    title: String,
    before: Option<AnyView>,
    main: AnyView,
}

impl PageContent {
    /// A page's title, most particular part first ("Kent Police – Forces"), and what stands in `<main>`.
    pub fn new(title: impl Into<String>, main: impl IntoView + 'static) -> Self {
        Self { title: title.into(), before: None, main: main.into_any() }
    }

    /// What stands between the navigation and `<main>`: breadcrumbs, the mark of a past date.
    #[must_use]
    pub fn before(self, before: impl IntoView + 'static) -> Self {
        Self { before: Some(before.into_any()), ..self }
    }
}

/// Loads a page and shows it, or shows why not. Status and title are right because the server sends a page in one piece.
pub fn page<Load>(load: Load) -> impl IntoView
where
    Load: Future<Output = Result<PageContent, PageError>> + Send + 'static,
{
    // A form whose page has no words of its own for it: nothing was saved, and what was written is shown.
    let unsaved = match use_context::<FormState>() {
        Some(FormState::Unsaved(reason)) if !request::path().starts_with("/recommendations/") => {
            Some(not_saved::page(&request::path(), "Your form", &Answers::of_request(), reason))
        }
        _ => None,
    };
    let gone = use_context::<UnfinishedFormGone>().is_some();
    Suspend::new(async move {
        let (PageContent { title, before, main }, layout) =
            match if let Some(unsaved) = unsaved { Ok(unsaved) } else { load.await } {
                Ok(content) => (content, read_layout_data().await),
                // A reader who is limited to forces is led to them.
                Err(error @ PageError { error: ApiError::BeyondLimit { .. }, .. }) => {
                    let layout = read_layout_data().await;
                    (explain(error, layout.limited_to.clone()), layout)
                }
                Err(error) => (explain(error, Vec::new()), LayoutData::default()),
            };
        let LayoutData { synthetic, demonstration, waiting, limited_to, notices, confirmations } = layout;
        let limited_to = limited_to.into_iter().map(|force| force.name).collect();
        // Erased, as the parts are: a page's markup as one nested type is more than the compiler can lay out.
        let page = view! {
            <Title text=title/>
            <Frame before synthetic demonstration waiting limited_to account_notices=notices confirmations>{gone.then(form_is_gone)} {main}</Frame>
        };
        OwnedView::new(page.into_any())
    })
}

/// Says that a form is not at its address any more.
fn form_is_gone() -> AnyView {
    let text = "This form is no longer here. We keep unfinished forms for 12 hours, and only for the person who sent them. Anything you saved is kept.";
    view! { <Alert kind=AlertKind::Warning text/> }.into_any()
}

/// Data for the page layout: banners, worklist count, scope.
#[derive(Default)]
struct LayoutData {
    /// Whether the data is made up.
    synthetic: bool,
    /// Whether the database is a demonstration.
    demonstration: bool,
    /// How many items wait for the person who reads, if there is one with a worklist.
    waiting: Option<u64>,
    /// The forces that the reader is limited to; none where there is no limit.
    limited_to: Vec<ForceName>,
    /// What others did to the account of the person who reads.
    notices: Vec<Notice>,
    /// How many changes to authorisers wait for them.
    confirmations: u64,
}

/// Reads the layout data. A page that needs no database is shown without one.
async fn read_layout_data() -> LayoutData {
    let answer = async {
        let ServiceView { synthetic, demonstration } = read_service().await?;
        let SessionView { waiting, limited_to, notices, confirmations, .. } = read_session().await?;
        Ok::<_, ApiError>(LayoutData { synthetic, demonstration, waiting, limited_to, notices, confirmations })
    };
    answer.await.unwrap_or_default()
}

/// The page that stands in for one that cannot be shown, with the status that says the same. `own` are the forces that the
/// reader is limited to.
fn explain(error: PageError, own: Vec<ForceName>) -> PageContent {
    if let Some(response) = use_context::<ResponseOptions>() {
        response.set_status(error.status());
        if let Some(seconds) = error.error.retry_after() {
            response.insert_header(header::RETRY_AFTER, seconds.into());
        }
        if error.error == ApiError::SignInFirst
            && let Ok(sign_in) = HeaderValue::from_str(&request::sign_in_href())
        {
            response.insert_header(header::LOCATION, sign_in);
        }
    }
    PageContent::new(problem::title(&error), view! { <Problem error own/> })
}
