//! Answers that succeed.

use axum::http::{HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use serde::Serialize;
use tessera_api::ProblemKind;

use super::Failure;

/// JSON with a status; never cached, since it is somebody's.
pub(crate) fn json<T: Serialize>(status: StatusCode, value: &T) -> Response {
    match serde_json::to_string(value) {
        Ok(text) => json_text(status, text),
        Err(error) => {
            tracing::error!(%error, "an answer could not be written");
            Failure::new(ProblemKind::Internal).into_response()
        }
    }
}

/// JSON that is written already.
pub(crate) fn json_text(status: StatusCode, text: String) -> Response {
    let mut response = (status, text).into_response();
    let headers = response.headers_mut();
    headers.insert(header::CONTENT_TYPE, HeaderValue::from_static("application/json"));
    headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
    response
}

/// The same answer with the entity tag of `revision`.
pub(crate) fn with_etag(mut response: Response, revision: u64) -> Response {
    if let Ok(tag) = HeaderValue::from_str(&etag(revision)) {
        response.headers_mut().insert(header::ETAG, tag);
    }
    response
}

/// The entity tag of a draft.
pub(crate) fn etag(revision: u64) -> String {
    format!("\"r{revision}\"")
}

/// The revision an `If-Match` header names; `None` when it is not one of ours.
pub(crate) fn revision(tag: &str) -> Option<u64> {
    tag.trim().strip_prefix("\"r")?.strip_suffix('"')?.parse().ok()
}
