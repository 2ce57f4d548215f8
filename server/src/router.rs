//! Which address leads where, and what every request passes on its way.

use std::collections::BTreeSet;

use any_spawner::Executor;
use axum::{
    Router,
    http::StatusCode,
    middleware::{from_fn, from_fn_with_state},
    routing::{MethodRouter, any, get},
};
use leptos_axum::{LeptosRoutes as _, generate_route_list};
use tower_http::compression::{CompressionLayer, DefaultPredicate, Predicate as _};

use crate::{
    api, assets, briefing, charts,
    compression::may_be_compressed,
    evidence, exports, forms, health,
    middleware::{
        audited, body_limit, guard, log, origin, path_syntax, reader, recorded_spelling, refusals, request_id,
        security_headers, shown_once, trailing_slash, typed_dates,
    },
    rendering, session,
    state::AppState,
};

/// The whole server: pages, exports, files, what machines ask.
pub fn router(state: &AppState) -> Router {
    let mut routes = Router::new()
        .leptos_routes_with_handler(generate_route_list(app::router::App), rendering::page)
        .merge(assets::routes());
    for (pattern, handler) in handlers().into_iter().chain(forms::handlers()) {
        routes = routes.route(pattern, handler);
    }
    let routes = routes
        .method_not_allowed_fallback(async || {
            (StatusCode::METHOD_NOT_ALLOWED, "This address cannot be used in that way.\n")
        })
        .fallback(rendering::not_found);
    with_middleware(routes, state)
}

/// What is no page and no form, by its pattern.
fn handlers() -> Vec<(&'static str, MethodRouter<AppState>)> {
    vec![
        (api::ROUTE, any(api::call)),
        ("/forces.csv", get(exports::forces::forces_csv)),
        ("/forces.xlsx", get(exports::forces::forces_workbook)),
        ("/forces.ods", get(exports::forces::forces_workbook)),
        ("/recommendations.csv", get(exports::recommendations::recommendations_csv)),
        ("/recommendations.xlsx", get(exports::recommendations::recommendations_workbook)),
        ("/recommendations.ods", get(exports::recommendations::recommendations_workbook)),
        ("/briefing.pdf", get(briefing::briefing_pdf)),
        ("/briefing.xlsx", get(briefing::briefing_workbook)),
        ("/briefing.ods", get(briefing::briefing_workbook)),
        ("/admin/audit.csv", get(exports::audit::audit_csv)),
        ("/charts/{file}", get(charts::chart)),
        ("/evidence/{id}", get(evidence::download)),
        ("/healthz", get(health::healthz)),
        ("/readyz", get(health::readyz)),
        ("/metrics", get(health::metrics)),
    ]
}

/// The pattern of every route: a test holds each of them against the table of who may use it.
pub fn patterns() -> BTreeSet<String> {
    let pages = generate_route_list(app::router::App);
    let pages = pages.iter().map(|page| page.path().to_owned());
    let others = handlers().into_iter().chain(forms::handlers()).map(|(pattern, _)| pattern.to_owned());
    pages.chain(others).chain(assets::ROUTES.map(str::to_owned)).collect()
}

/// Puts the routes behind everything a request passes, the last line first.
pub fn with_middleware(routes: Router<AppState>, state: &AppState) -> Router {
    // Pages are rendered on this runtime, those that explain a fault too. Fails where it was done before.
    let _ = Executor::init_tokio();
    routes
        .layer(from_fn_with_state(state.clone(), shown_once))
        .layer(from_fn_with_state(state.clone(), recorded_spelling))
        .layer(from_fn_with_state(state.clone(), refusals))
        .layer(from_fn_with_state(state.clone(), reader))
        .layer(from_fn(typed_dates))
        .layer(from_fn(trailing_slash))
        .layer(session::layer(state))
        .layer(from_fn_with_state(state.clone(), origin))
        .layer(from_fn_with_state(state.clone(), audited))
        .layer(from_fn(body_limit))
        .layer(from_fn_with_state(state.clone(), guard))
        .layer(CompressionLayer::new().compress_when(DefaultPredicate::new().and(may_be_compressed)))
        .layer(from_fn(path_syntax))
        .layer(from_fn(security_headers))
        .layer(from_fn(log))
        .layer(from_fn(request_id))
        .with_state(state.clone())
}
