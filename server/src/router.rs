//! Which address leads where, and what every request passes on its way.

use any_spawner::Executor;
use axum::{
    Router,
    http::StatusCode,
    middleware::{from_fn, from_fn_with_state},
    routing::{any, get},
};
use leptos_axum::{LeptosRoutes as _, generate_route_list};
use tower_http::compression::{CompressionLayer, DefaultPredicate, Predicate as _};

use crate::{
    api, assets, briefing, charts,
    compression::may_be_compressed,
    evidence, exports, forms, health,
    middleware::{
        body_limit, guard, limits, log, origin, path_syntax, reader, refusals, request_id, security_headers,
        shown_once, trailing_slash,
    },
    rendering, session,
    state::AppState,
};

/// The whole server: pages, exports, files, what machines ask.
pub fn router(state: &AppState) -> Router {
    let pages = generate_route_list(app::router::App);
    let routes = Router::new()
        .leptos_routes_with_handler(pages, rendering::page)
        .merge(forms::routes())
        .merge(assets::routes())
        .route(api::ROUTE, any(api::call))
        .route("/forces.csv", get(exports::forces::forces_csv))
        .route("/forces.xlsx", get(exports::forces::forces_workbook))
        .route("/forces.ods", get(exports::forces::forces_workbook))
        .route("/recommendations.csv", get(exports::recommendations::recommendations_csv))
        .route("/recommendations.xlsx", get(exports::recommendations::recommendations_workbook))
        .route("/recommendations.ods", get(exports::recommendations::recommendations_workbook))
        .route("/briefing.pdf", get(briefing::briefing_pdf))
        .route("/briefing.xlsx", get(briefing::briefing_workbook))
        .route("/briefing.ods", get(briefing::briefing_workbook))
        .route("/charts/{file}", get(charts::chart))
        .route("/evidence/{id}", get(evidence::download))
        .route("/healthz", get(health::healthz))
        .route("/readyz", get(health::readyz))
        .route("/metrics", get(health::metrics))
        .method_not_allowed_fallback(async || {
            (StatusCode::METHOD_NOT_ALLOWED, "This address cannot be used in that way.\n")
        })
        .fallback(rendering::not_found);
    with_middleware(routes, state)
}

/// Puts the routes behind everything a request passes, the last line first.
pub fn with_middleware(routes: Router<AppState>, state: &AppState) -> Router {
    // Pages are rendered on this runtime, those that explain a fault too. Fails where it was done before.
    let _ = Executor::init_tokio();
    routes
        .layer(from_fn_with_state(state.clone(), shown_once))
        .layer(from_fn_with_state(state.clone(), limits))
        .layer(from_fn_with_state(state.clone(), refusals))
        .layer(from_fn_with_state(state.clone(), reader))
        .layer(from_fn(trailing_slash))
        .layer(session::layer(state))
        .layer(from_fn_with_state(state.clone(), origin))
        .layer(from_fn(body_limit))
        .layer(from_fn_with_state(state.clone(), guard))
        .layer(CompressionLayer::new().compress_when(DefaultPredicate::new().and(may_be_compressed)))
        .layer(from_fn(path_syntax))
        .layer(from_fn(security_headers))
        .layer(from_fn(log))
        .layer(from_fn(request_id))
        .with_state(state.clone())
}
