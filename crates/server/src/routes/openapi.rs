//! `/api/openapi.json`: the routes of the API, collected together with their description so that the two cannot part.

use super::{ending, forms, hub, keys, live, qr, responses, results, session, stream, versions};
use crate::app::App;
use axum::Router;
use axum::body::Bytes;
use axum::http::{StatusCode, header};
use axum::response::{IntoResponse as _, Response};
use serde_json::{Value, json};
use utoipa::OpenApi as _;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

/// The media type of RFC 9457.
const PROBLEM: &str = "application/problem+json";

#[derive(utoipa::OpenApi)]
#[openapi(
    info(title = "Tessera", description = "Forms, responses, figures. Problems are RFC 9457 bodies; POSTs that keep something need `Idempotency-Key`."),
    components(schemas(tessera_api::Problem)),
    modifiers(&Security),
    tags(
        (name = "public", description = "For respondents; no sign-in"),
        (name = "forms", description = "For those who are signed in"),
        (name = "results", description = "Figures, comments and rows, for those who are signed in"),
        (name = "keys", description = "API keys, for those who are signed in"),
        (name = "session", description = "Signing in and out"),
    )
)]
struct Document;

/// The two ways to say who one is: a key, whose scopes limit what it may do, or the session that signing in begins (its cookie is
/// `__Host-tessera` over https).
struct Security;

impl utoipa::Modify for Security {
    fn modify(&self, document: &mut utoipa::openapi::OpenApi) {
        use utoipa::openapi::security::{ApiKey, ApiKeyValue, HttpAuthScheme, HttpBuilder, SecurityScheme};
        let components = document.components.get_or_insert_default();
        let key = HttpBuilder::new().scheme(HttpAuthScheme::Bearer).bearer_format("tsr_live_...");
        components.add_security_scheme("key", SecurityScheme::Http(key.build()));
        let cookie = ApiKeyValue::new("tessera");
        components.add_security_scheme("session", SecurityScheme::ApiKey(ApiKey::Cookie(cookie)));
    }
}

/// The API's router with its description.
pub(super) fn routes() -> (Router<App>, utoipa::openapi::OpenApi) {
    OpenApiRouter::with_openapi(Document::openapi())
        .routes(routes!(hub::hub))
        .routes(routes!(forms::list, forms::create))
        .routes(routes!(forms::check))
        .routes(routes!(forms::show, forms::delete))
        .routes(routes!(forms::edit_draft))
        .routes(routes!(forms::publish))
        .routes(routes!(forms::close))
        .routes(routes!(forms::reopen))
        .routes(routes!(versions::list))
        .routes(routes!(versions::show))
        .routes(routes!(versions::compare))
        .routes(routes!(versions::side_by_side))
        .routes(routes!(ending::set))
        .routes(routes!(qr::qr))
        .routes(routes!(results::results))
        .routes(routes!(results::comments))
        .routes(routes!(results::rows))
        .routes(routes!(results::responses))
        .routes(routes!(results::response, results::erase))
        .routes(routes!(stream::stream))
        .routes(routes!(live::live))
        .routes(routes!(live::view))
        .routes(routes!(responses::save))
        .routes(routes!(keys::list, keys::create))
        .routes(routes!(keys::revoke))
        .routes(routes!(session::me, session::sign_in, session::sign_out))
        .routes(routes!(session::change_password))
        .routes(routes!(session::sign_out_everywhere))
        .split_for_parts()
}

/// The document as it is sent: problems under their media type, and any status that a route does not name as a problem, too.
pub(super) fn complete(document: &utoipa::openapi::OpenApi) -> Value {
    let mut document = serde_json::to_value(document).unwrap_or_else(|error| {
        tracing::error!(%error, "the OpenAPI document could not be written");
        Value::Null
    });
    let problem = json!({ PROBLEM: { "schema": { "$ref": "#/components/schemas/Problem" } } });
    let operations = document.get_mut("paths").and_then(Value::as_object_mut).into_iter().flat_map(|paths| paths.values_mut());
    let operations = operations.filter_map(Value::as_object_mut).flat_map(|methods| methods.values_mut());
    for responses in operations.filter_map(|operation| operation.get_mut("responses")?.as_object_mut()) {
        for (status, response) in responses.iter_mut() {
            let status = status.parse().ok().and_then(|status| StatusCode::from_u16(status).ok()).unwrap_or_default();
            response["description"] = status.canonical_reason().unwrap_or_default().into();
            if status.is_client_error() || status.is_server_error() {
                response["content"] = problem.clone();
            }
        }
        responses.insert("default".to_owned(), json!({ "description": "Problem", "content": problem.clone() }));
    }
    document
}

pub(super) async fn answer(document: Bytes) -> Response {
    ([(header::CONTENT_TYPE, "application/json"), (header::CACHE_CONTROL, "no-cache")], document).into_response()
}
