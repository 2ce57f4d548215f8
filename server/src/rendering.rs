//! Turns the app into a finished page: in one piece, and with script only where an island needs it.

use std::{pin::Pin, sync::Arc};

use app::{
    api::error::{ApiError, Sought},
    error::PageError,
    form::Answers,
    form_state::{FormState, UnfinishedFormGone},
    islands::modules,
    pages::users::NewLink,
    request::{DenialFlag, LargestFile, NotIdentified, Now, ReadOnlyAsOf, SessionControl, SessionEnds},
    router::App,
    shell::shell,
};
use axum::{
    body::Body,
    extract::{Request, State},
    http::{Method, StatusCode, header, request::Parts},
    response::{IntoResponse as _, Response},
};
use followup::{account::Account, identity::Role, person::Reader, service::reading::Sent, store::database::Database};
use futures_util::{Stream, StreamExt as _, stream};
use leptos::{
    config::LeptosOptions,
    context::{provide_context, use_context},
    nonce::{Nonce, use_nonce},
    prelude::*,
};
use leptos_axum::ResponseOptions;

use crate::{
    api, assets,
    client_address::client,
    forms::{
        self,
        unfinished::{self, Lookup},
    },
    middleware::{Wasm, content_security_policy},
    session::RequestSession,
    state::AppState,
};

type Pieces = Pin<Box<dyn Stream<Item = String> + Send>>;

/// What a page is shown with besides its request.
#[derive(Clone)]
enum With {
    Nothing,
    Problem(PageError),
    Answers(Answers),
}

/// Answers with the page at the request's path; where its address names an unfinished form, with that.
pub async fn page(State(state): State<AppState>, mut request: Request) -> Response {
    match unfinished::find(&state, forms::person(&request), request.uri()).await {
        Ok(Lookup::NotNamed) => {}
        Ok(Lookup::Gone) => {
            request.extensions_mut().insert(UnfinishedFormGone);
        }
        Ok(Lookup::Found(form)) => {
            request.extensions_mut().insert(form.form_state);
            return forms::rerender(&state, request, form.answers, form.status).await;
        }
        Err(error) => return problem(&state, request, error.into()).await,
    }
    render(&state, request, With::Nothing).await
}

/// The page of a form that was sent, with what was typed into it.
pub async fn with_answers(state: &AppState, request: Request, answers: Answers) -> Response {
    render(state, request, With::Answers(answers)).await
}

/// Answers what no route matched. The application's own router takes no part: it reads addresses in its own way, and could find
/// a page where the server found none.
pub async fn not_found(State(state): State<AppState>, request: Request) -> Response {
    if api::is_api(&request) {
        return api::problem(&ApiError::not_found(Sought::Function, "A function at this address"));
    }
    if !matches!(*request.method(), Method::GET | Method::HEAD) {
        return (StatusCode::NOT_FOUND, "There is nothing at this address that could be sent to.\n").into_response();
    }
    let error = PageError::not_found("This address", "/", "Go to the overview");
    problem(&state, request, error).await
}

/// The same request once more, for a page that explains: the first one is gone with its handler.
pub fn without_body(request: &Request) -> Request {
    let mut copy = Request::new(Body::empty());
    *copy.method_mut() = request.method().clone();
    *copy.uri_mut() = request.uri().clone();
    *copy.extensions_mut() = request.extensions().clone();
    copy
}

/// Says why a request could not be answered: a page to people, problem details to programs.
pub async fn problem(state: &AppState, request: Request, error: PageError) -> Response {
    if api::is_api(&request) {
        return api::problem(&error.into());
    }
    render(state, request, With::Problem(error)).await
}

async fn render(state: &AppState, request: Request, with: With) -> Response<Body> {
    let options = state.options.clone();
    let state = state.clone();
    let context = move || {
        provide(&state);
        match with.clone() {
            With::Nothing => {}
            With::Problem(error) => provide_context(error),
            With::Answers(answers) => provide_context(answers),
        }
    };
    leptos_axum::handle_response_inner(
        context,
        move || shell(options, App),
        request,
        |app, _, _| Box::pin(in_one_piece(app)),
    )
    .await
}

/// The database as this reader reads it: whoever may write, from where it is written.
pub fn database_for(state: &AppState, reader: &Reader) -> Database {
    match reader.person().map(|person| person.role) {
        None | Some(Role::SeniorLeader) => state.database.clone(),
        Some(_) => state.database.read_by_its_writers(),
    }
}

/// What a page may ask of its request: see `app::request`.
pub fn provide(state: &AppState) {
    let now = (state.clock)();
    if let Some(parts) = use_context::<Parts>() {
        // Leptos has provided a nonce of its own: the one in the header counts.
        if let Some(nonce) = parts.extensions.get::<Nonce>() {
            provide_context(nonce.clone());
        }
        if let Some(account) = parts.extensions.get::<Account>() {
            provide_context(account.clone());
        }
        if let Some(nobody) = parts.extensions.get::<NotIdentified>() {
            provide_context(*nobody);
        }
        if let Some(ends) = parts.extensions.get::<SessionEnds>() {
            provide_context(*ends);
        }
        if let Some(flag) = parts.extensions.get::<DenialFlag>() {
            provide_context(flag.clone());
        }
        if let Some(stage) = parts.extensions.get::<FormState>() {
            provide_context(stage.clone());
        }
        if let Some(gone) = parts.extensions.get::<UnfinishedFormGone>() {
            provide_context(*gone);
        }
        if let Some(link) = parts.extensions.get::<NewLink>() {
            provide_context(link.clone());
        }
        if let Some(session) = RequestSession::for_request(&parts, now) {
            provide_context::<Arc<dyn SessionControl>>(Arc::new(session));
        }
        provide_context(if parts.method == Method::HEAD { Sent::Head } else { Sent::Whole });
        provide_context(client(&parts.headers, &parts.extensions, state.sessions.behind_proxy));
    }
    provide_context(state.access.clone());
    provide_context(LargestFile(state.files.largest()));
    provide_context(Arc::clone(&state.password_policy));
    provide_context(state.options.clone());
    let reader = use_context::<Account>().map_or(Reader::Anyone, |account| Reader::SignedIn(account.person()));
    provide_context(database_for(state, &reader));
    if let Some(as_of) = state.database.read_only_as_of() {
        provide_context(ReadOnlyAsOf(as_of));
    }
    provide_context(Now(now));
}

/// The whole page, so that status and title are known before the first byte leaves. Leptos would add its script and the data of its
/// resources to every page: a page without an island gets no script, and no island has a resource.
fn in_one_piece(app: impl IntoView + 'static) -> impl Future<Output = Pieces> + Send {
    let owner = Owner::current();
    let options = use_context::<LeptosOptions>();
    let html = app.to_html_stream_in_order();
    async move {
        let mut html = html.collect::<String>().await;
        let modules = modules(&html);
        if let (false, Some(owner), Some(options)) = (modules.is_empty(), owner, options) {
            owner.with(allow_wasm);
            insert_before(&mut html, "</head>", &loader(&options, &modules));
        }
        Box::pin(stream::once(async move { html })) as Pieces
    }
}

/// The script that loads modules of WASM and wakes their islands.
fn loader(options: &LeptosOptions, modules: &[&str]) -> String {
    let hashes = assets::hashes(options);
    let address = |kind: &str| assets::address(options, &hashes, kind);
    let pairs = modules.iter().flat_map(|name| ["js", "wasm"].map(|kind| address(&format!("{name}.{kind}"))));
    let pairs = pairs.collect::<Vec<_>>().join(" ");
    format!("<script defer src=\"{}\" data-modules=\"{pairs}\"></script>", address("islands.js"))
}

/// Lets this page's script run WASM, which no other page may.
fn allow_wasm() {
    let (Some(nonce), Some(response)) = (use_nonce(), use_context::<ResponseOptions>()) else { return };
    if let Ok(policy) = content_security_policy(&nonce, Wasm::Allowed) {
        response.insert_header(header::CONTENT_SECURITY_POLICY, policy);
    }
}

fn insert_before(html: &mut String, tag: &str, addition: &str) {
    if let Some(place) = html.find(tag) {
        html.insert_str(place, addition);
    }
}

#[cfg(test)]
mod tests {
    use app::islands::DraftKeeper;
    use axum::http::HeaderValue;
    use http_body_util::BodyExt as _;

    use super::*;

    async fn rendered(app: fn() -> AnyView) -> String {
        answered(app).await.1
    }

    /// What the page may do, and the page.
    async fn answered(app: fn() -> AnyView) -> (Option<HeaderValue>, String) {
        let _ = any_spawner::Executor::init_tokio();
        let context = || {
            provide_context(Nonce::from_value("n0nce"));
            provide_context(LeptosOptions::builder().output_name("ncpi").build());
        };
        let page = move || view! { <html><head><title>"A page"</title></head><body>{app()}</body></html> };
        let request = Request::new(Body::empty());
        let response =
            leptos_axum::handle_response_inner(context, page, request, |app, _, _| Box::pin(in_one_piece(app))).await;
        let policy = response.headers().get(header::CONTENT_SECURITY_POLICY).cloned();
        let body = response.into_body().collect().await.unwrap().to_bytes();
        (policy, String::from_utf8(body.to_vec()).unwrap())
    }

    #[tokio::test]
    async fn page_with_an_island_loads_its_module_and_no_other() {
        let html = rendered(|| view! { <DraftKeeper reference="KENT-2019-03".to_owned()/> }.into_any()).await;

        let loader = r#"<script defer src="/pkg/ncpi.islands.js" data-modules="/pkg/ncpi.work.js /pkg/ncpi.work.wasm"></script></head>"#;
        assert!(html.contains("<leptos-island") && html.contains(loader), "{html}");
        assert_eq!(html.matches("<script").count(), 1, "{html}");
    }

    #[tokio::test]
    async fn only_a_page_with_an_island_may_run_wasm() {
        let (policy, _) = answered(|| view! { <DraftKeeper reference="KENT-2019-03".to_owned()/> }.into_any()).await;
        let policy = policy.unwrap();
        assert!(policy.to_str().unwrap().contains("script-src 'nonce-n0nce' 'self' 'wasm-unsafe-eval';"), "{policy:?}");
        // The middleware puts the policy of every other page.
        assert_eq!(answered(|| view! { <p>"Nothing moves."</p> }.into_any()).await.0, None);
        let refused = content_security_policy(&Nonce::from_value("n0nce"), Wasm::Refused).unwrap();
        assert!(refused.to_str().unwrap().contains("script-src 'nonce-n0nce';"), "{refused:?}");
    }

    #[tokio::test]
    async fn a_page_without_an_island_is_sent_as_it_is() {
        let html = rendered(|| view! { <p>"Nothing moves."</p> }.into_any()).await;

        assert!(!html.contains("<script") && !html.contains("preload"), "{html}");
    }
}
