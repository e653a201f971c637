//! `GET /api/v1/hub`: what the public front page shows.

use crate::app::App;
use crate::http::{Failure, reply};
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::Response;
use tessera_api::Hub;

/// Who runs this installation, and the forms that may be tried.
#[utoipa::path(get, path = "/api/v1/hub", tag = "public", responses((status = 200, body = Hub)))]
pub(super) async fn hub(State(app): State<App>) -> Result<Response, Failure> {
    let mut forms = Vec::new();
    for (form, version) in app.store().listed_forms(app.workspace(), app.now()).await? {
        forms.push(app.published(&form.slug, version.version).await?.teaser());
    }
    Ok(reply::json(StatusCode::OK, &Hub { workspace: app.workspace_name().to_owned(), forms }))
}
