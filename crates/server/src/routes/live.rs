//! What a respondent's page asks for before anything is answered: the form, and to be counted as shown.

use crate::app::App;
use crate::clock::DAY_MILLIS;
use crate::definition::Published;
use crate::http::Failure;
use crate::http::body::Json;
use crate::routes::ending::closing_of;
use crate::routes::qr::hex;
use crate::routes::responses::{response_id, segment_of};
use crate::store::{Segment, ViewRecord};
use axum::body::{Body, Bytes};
use axum::extract::{Path, Query, State};
use axum::http::{HeaderMap, StatusCode, header};
use axum::response::{IntoResponse as _, Response};
use futures_util::stream;
use serde::Deserialize;
use sha2::{Digest as _, Sha256};
use std::convert::Infallible;
use tessera_api::ProblemKind;
use tessera_api::forms::{Audience, FormState, LiveForm};
use tessera_api::responses::View;

/// Which version; the newest when absent.
#[derive(Debug, Deserialize, utoipa::IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub(super) struct LiveQuery {
    /// The version somebody is midway in.
    version: Option<u32>,
}

/// The published form as a respondent gets it.
#[utoipa::path(get, path = "/api/v1/forms/{slug}/live", tag = "public", params(("slug" = String, Path), LiveQuery),
    responses((status = 200, body = LiveForm, headers(("ETag" = String))), (status = 304), (status = 404, body = tessera_api::Problem), (status = 409, body = tessera_api::Problem)))]
pub(super) async fn live(
    State(app): State<App>,
    Path(slug): Path<String>,
    headers: HeaderMap,
    query: Result<Query<LiveQuery>, axum::extract::rejection::QueryRejection>,
) -> Result<Response, Failure> {
    let Query(query) = query.map_err(|error| Failure::new(ProblemKind::Malformed).param("reason", error.body_text()))?;
    let form = app.store().form(app.workspace(), &slug).await?.filter(|form| form.state != FormState::Draft);
    let form = form.ok_or_else(|| Failure::new(ProblemKind::NotFound))?;
    let version = query.version.unwrap_or(form.version);
    let published = app.published(&slug, version).await?;
    let state = form.state_at(app.now());
    let live = LiveForm {
        slug,
        version,
        state,
        audience: form.audience,
        workspace: app.workspace_name().to_owned(),
        operator: app.about().operator.clone(),
        privacy: app.about().privacy.clone(),
        closing: closing_of(&form),
        definition: None,
    };
    answer(&headers, &live, (state == FormState::Live).then_some(&*published))
}

/// The form with its definition put in as it is printed already: many ask for one, and it may be megabytes. Whoever has it is told so.
fn answer(headers: &HeaderMap, live: &LiveForm, published: Option<&Published>) -> Result<Response, Failure> {
    let head = serde_json::to_string(live).map_err(|error| {
        tracing::error!(%error, "an answer could not be written");
        Failure::new(ProblemKind::Internal)
    })?;
    let digest = Sha256::new().chain_update(&head).chain_update(published.map(|form| form.digest).unwrap_or_default()).finalize();
    let tag = format!("\"{}\"", hex(&digest));
    let about = [(header::ETAG, tag.clone()), (header::CACHE_CONTROL, "private, no-cache".to_owned())];
    let known = headers.get(header::IF_NONE_MATCH).and_then(|tags| tags.to_str().ok()).unwrap_or_default();
    if known.split(',').any(|known| known.trim().trim_start_matches("W/") == tag) {
        return Ok((StatusCode::NOT_MODIFIED, about).into_response());
    }
    let parts = match (published, head.strip_suffix('}')) {
        (Some(published), Some(open)) => {
            vec![Bytes::from([open, ",\"definition\":"].concat()), published.text.clone(), Bytes::from_static(b"}")]
        }
        _ => vec![Bytes::from(head)],
    };
    let length = parts.iter().map(Bytes::len).sum::<usize>().to_string();
    let body = Body::from_stream(stream::iter(parts.into_iter().map(Ok::<_, Infallible>)));
    let json = [(header::CONTENT_TYPE, "application/json".to_owned()), (header::CONTENT_LENGTH, length)];
    Ok((about, json, body).into_response())
}

/// Somebody was shown the form; counted once a response id.
#[utoipa::path(post, path = "/api/v1/forms/{slug}/views", tag = "public", params(("slug" = String, Path)), request_body = View,
    responses((status = 204), (status = 404, body = tessera_api::Problem), (status = 410, body = tessera_api::Problem)))]
pub(super) async fn view(State(app): State<App>, Path(slug): Path<String>, Json(view): Json<View>) -> Result<StatusCode, Failure> {
    let form = app.published(&slug, view.version).await?;
    let id = response_id(&view.response_id, form.audience)?;
    let day = app.today();
    let (at, segment) = match form.audience {
        Audience::Customers => (app.now(), segment_of(&form, view.layout, &view.locale, view.touchpoint)),
        Audience::Employees => (day * DAY_MILLIS, Segment::default()),
    };
    app.store().record_view(app.workspace(), ViewRecord { form, id, segment, at, day, now: app.now() }).await?;
    Ok(StatusCode::NO_CONTENT)
}
