//! Figures, comments, rows: all through the query door in `crate::results`.

use crate::app::App;
use crate::http::auth::Staff;
use crate::http::{Failure, reply};
use crate::results::door;
use crate::results::export::{Format, export};
use axum::body::Body;
use axum::extract::rejection::QueryRejection;
use axum::extract::{Path, Query, State};
use axum::http::{StatusCode, header};
use axum::response::{IntoResponse as _, Response};
use serde::Deserialize;
use tessera_api::figures::{Comment, Results};
use tessera_api::{Page, Problem, ProblemKind};

/// Figures of a form, each with the answers it rests on.
#[utoipa::path(get, path = "/api/v1/forms/{slug}/results", tag = "results", params(("slug" = String, Path)),
    responses((status = 200, body = Results), (status = 401, body = Problem), (status = 404, body = Problem)))]
pub(super) async fn results(State(app): State<App>, _staff: Staff, Path(slug): Path<String>) -> Result<Response, Failure> {
    Ok(reply::json(StatusCode::OK, &door::results(&app, &slug).await?))
}

/// Which page.
#[derive(Debug, Deserialize, utoipa::IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub(super) struct CommentsQuery {
    /// `next` of the page before.
    cursor: Option<String>,
}

/// What people wrote. Of customers newest first; of employees from ten responses, without circumstances and shuffled.
#[utoipa::path(get, path = "/api/v1/forms/{slug}/comments", tag = "results", params(("slug" = String, Path), CommentsQuery),
    responses((status = 200, body = Page<Comment>), (status = 401, body = Problem), (status = 404, body = Problem), (status = 422, body = Problem)))]
pub(super) async fn comments(
    State(app): State<App>,
    _staff: Staff,
    Path(slug): Path<String>,
    query: Result<Query<CommentsQuery>, QueryRejection>,
) -> Result<Response, Failure> {
    let Query(query) = query.map_err(malformed)?;
    Ok(reply::json(StatusCode::OK, &door::comments(&app, &slug, query.cursor.as_deref()).await?))
}

/// What the file is to be.
#[derive(Debug, Deserialize, utoipa::IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub(super) struct ExportQuery {
    /// `csv` or `jsonl`.
    #[param(inline)]
    format: Format,
}

/// All responses as a file. Refused for employees' forms.
#[utoipa::path(get, path = "/api/v1/forms/{slug}/export", tag = "results", params(("slug" = String, Path), ExportQuery),
    responses((status = 200, content_type = "text/csv", body = String), (status = 401, body = Problem), (status = 403, body = Problem), (status = 404, body = Problem)))]
pub(super) async fn rows(
    State(app): State<App>,
    _staff: Staff,
    Path(slug): Path<String>,
    query: Result<Query<ExportQuery>, QueryRejection>,
) -> Result<Response, Failure> {
    let Query(ExportQuery { format }) = query.map_err(malformed)?;
    let file = export(&app, &slug, format).await?;
    // A slug is letters, digits and hyphens, so it needs no quoting.
    let disposition = format!("attachment; filename=\"{slug}.{}\"", format.extension());
    let headers = [(header::CONTENT_TYPE, format.media_type()), (header::CACHE_CONTROL, "no-store")];
    Ok((headers, [(header::CONTENT_DISPOSITION, disposition)], Body::from_stream(file)).into_response())
}

fn malformed(error: QueryRejection) -> Failure {
    Failure::new(ProblemKind::Malformed).param("reason", error.body_text())
}
