//! What a respondent's page asks for before anything is answered: the form, and to be counted as shown.

use crate::app::App;
use crate::clock::DAY_MILLIS;
use crate::http::body::Json;
use crate::http::{Failure, reply};
use crate::routes::ending::closing_of;
use crate::routes::responses::{response_id, segment_of};
use crate::store::{Segment, ViewRecord};
use axum::extract::{Path, Query, State};
use axum::http::StatusCode;
use axum::response::Response;
use serde::Deserialize;
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
    responses((status = 200, body = LiveForm), (status = 404, body = tessera_api::Problem), (status = 409, body = tessera_api::Problem)))]
pub(super) async fn live(
    State(app): State<App>,
    Path(slug): Path<String>,
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
        definition: (state == FormState::Live).then(|| (*published.definition).clone()),
    };
    Ok(reply::json(StatusCode::OK, &live))
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
