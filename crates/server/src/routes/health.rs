//! Whether the process lives, and whether it can take requests.

use crate::app::App;
use crate::http::Failure;
use axum::extract::State;
use axum::http::{StatusCode, header};
use axum::response::{IntoResponse as _, Response};
use tessera_api::ProblemKind;

pub(super) async fn livez() -> Response {
    (StatusCode::OK, [(header::CACHE_CONTROL, "no-store")], "ok\n").into_response()
}

/// Ready means: not going down, and a write reached the disk just now.
pub(super) async fn readyz(State(app): State<App>) -> Result<Response, Failure> {
    if app.is_draining() {
        return Err(Failure::new(ProblemKind::Unavailable));
    }
    app.store().ready().await?;
    Ok(livez().await)
}
