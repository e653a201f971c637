//! Published versions of a form: which there are, what each said, what two texts of it differ in, and what one says in which language.

use super::forms::find;
use crate::app::App;
use crate::clock::rfc3339;
use crate::definition::{DEFINITION_BYTES, difference, texts};
use crate::http::access::{FormsRead, May};
use crate::http::body::Json;
use crate::http::{Failure, LANGUAGES, reply};
use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::response::Response;
use tessera_api::forms::{Audience, CheckRequest};
use tessera_api::texts::Texts;
use tessera_api::versions::{Difference, DifferenceRequest, VersionSummary, VersionText};
use tessera_api::{Page, Problem, ProblemKind};

/// The published versions of a form, newest first.
#[utoipa::path(get, path = "/api/v1/forms/{slug}/versions", tag = "forms", security(("session" = []), ("key" = ["forms:read"])), params(("slug" = String, Path)),
    responses((status = 200, body = Page<VersionSummary>), (status = 401, body = Problem), (status = 404, body = Problem)))]
pub(super) async fn list(State(app): State<App>, _may: May<FormsRead>, Path(slug): Path<String>) -> Result<Response, Failure> {
    let form = find(&app, &slug).await?;
    let heads = app.store().versions(app.workspace(), form.id).await?;
    let items = heads.into_iter().map(|head| VersionSummary {
        version: head.version,
        published_at: rfc3339(head.published_at),
        published_by: head.published_by,
        finished: (form.audience == Audience::Customers).then_some(head.finished),
    });
    Ok(reply::json(StatusCode::OK, &Page { items: items.collect(), next: None }))
}

/// The text of one version.
#[utoipa::path(get, path = "/api/v1/forms/{slug}/versions/{version}", tag = "forms", security(("session" = []), ("key" = ["forms:read"])),
    params(("slug" = String, Path), ("version" = u32, Path)),
    responses((status = 200, body = VersionText), (status = 401, body = Problem), (status = 404, body = Problem)))]
pub(super) async fn show(
    State(app): State<App>,
    _may: May<FormsRead>,
    Path((slug, version)): Path<(String, String)>,
) -> Result<Response, Failure> {
    let missing = || Failure::new(ProblemKind::NotFound);
    // What is no number is no version either. Version 0 would be the draft, which has an address of its own.
    let number = version.parse().ok().filter(|number| *number > 0).ok_or_else(missing)?;
    let (_, found) = app.store().version(app.workspace(), &slug, Some(number)).await?.ok_or_else(missing)?;
    Ok(reply::json(StatusCode::OK, &VersionText { version: found.version, source: found.source }))
}

/// What two texts of a definition differ in. Nothing is stored.
#[utoipa::path(post, path = "/api/v1/forms/check/difference", tag = "forms", security(("session" = []), ("key" = ["forms:read"])), request_body = DifferenceRequest,
    responses((status = 200, body = Difference), (status = 401, body = Problem), (status = 413, body = Problem)))]
pub(super) async fn compare(_may: May<FormsRead>, Json(request): Json<DifferenceRequest>) -> Result<Response, Failure> {
    let comparing = tokio::task::spawn_blocking(move || difference(&request.before, &request.after)).await;
    Ok(reply::json(StatusCode::OK, &comparing.map_err(|_panicked| Failure::new(ProblemKind::Internal))?))
}

/// The texts of a definition in every language, side by side. Nothing is stored.
#[utoipa::path(post, path = "/api/v1/forms/check/texts", tag = "forms", security(("session" = []), ("key" = ["forms:read"])), request_body = CheckRequest,
    responses((status = 200, body = Texts), (status = 401, body = Problem), (status = 413, body = Problem)))]
pub(super) async fn side_by_side(_may: May<FormsRead>, Json(request): Json<CheckRequest>) -> Result<Response, Failure> {
    if request.source.len() > DEFINITION_BYTES {
        return Err(Failure::new(ProblemKind::TooLarge).param("limit", DEFINITION_BYTES >> 10));
    }
    let reading = tokio::task::spawn_blocking(move || texts(&request.source, &LANGUAGES)).await;
    Ok(reply::json(StatusCode::OK, &reading.map_err(|_panicked| Failure::new(ProblemKind::Internal))?))
}
