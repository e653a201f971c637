//! The addresses: one file an area, all of them described for OpenAPI where they are handled.

mod docs;
mod ending;
mod files;
mod forms;
mod health;
mod hub;
mod keys;
mod live;
mod openapi;
mod operator;
mod qr;
mod responses;
mod results;
mod session;
mod stream;
mod versions;

pub(crate) use forms::{is_slug, prepare as prepare_form};
pub(crate) use operator::{BACKUP, NewUser, USERS, is_scratch};

use crate::app::App;
use crate::http::metrics::write;
use crate::http::{Failure, edge};
use axum::Router;
use axum::body::Bytes;
use axum::extract::State;
use axum::http::header::CONTENT_TYPE;
use axum::middleware::from_fn_with_state;
use axum::response::{IntoResponse as _, Response};
use axum::routing::{get, post};
use std::sync::Arc;
use tessera_api::{ProblemKind, paths};
use tower_http::catch_panic::CatchPanicLayer;

/// Everything this server answers.
pub fn router(app: App) -> Router {
    let (api, document) = openapi::routes();
    let document = openapi::complete(&document);
    let text = Bytes::from(document.to_string());
    let document = Arc::new(document);
    api.route(paths::OPENAPI, get(move || openapi::answer(text.clone())))
        .route("/api", get(move |app, headers| docs::page(app, headers, Arc::clone(&document))))
        .route("/api/page.css", get(docs::style))
        .route(operator::USERS, post(operator::add_user))
        .route(operator::BACKUP, get(operator::backup))
        .route("/livez", get(health::livez))
        .route("/readyz", get(health::readyz))
        .route("/s/{slug}", get(files::respond))
        .fallback(files::any)
        .layer(CatchPanicLayer::custom(|_panic| panicked()))
        .layer(from_fn_with_state(app.clone(), edge))
        .with_state(app)
}

/// What is told to whoever watches the server, at an address of its own that nobody else reaches.
pub fn metrics(app: App) -> Router {
    let text = async |State(app): State<App>| ([(CONTENT_TYPE, "text/plain; version=0.0.4; charset=utf-8")], write(&app));
    Router::new().route("/metrics", get(text)).with_state(app)
}

/// A bug of ours; the panic hook has written where.
fn panicked() -> Response {
    Failure::new(ProblemKind::Internal).into_response()
}
