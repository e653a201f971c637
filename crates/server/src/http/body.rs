//! Request bodies, read strictly: JSON only, uncompressed, no larger and no stranger than the route allows.

use super::{Failure, field_error, keys::KeyHashes};
use crate::app::App;
use crate::definition::scan::{self, Fault, Limits, ScanError};
use crate::definition::{DEFINITION_BYTES, DEFINITION_KEYS, DEPTH};
use crate::routes::NewUser;
use axum::body::{Bytes, to_bytes};
use axum::extract::{FromRequest, Request};
use axum::http::{HeaderMap, header};
use serde::de::DeserializeOwned;
use std::time::Duration;
use tessera_api::ProblemKind;
use tessera_api::forms::{CheckRequest, DraftEdit, NewEnding, NewForm};
use tessera_api::keys::NewApiKey;
use tessera_api::responses::{SaveResponse, View};
use tessera_api::session::{NewPassword, SignIn};
use tessera_api::versions::DifferenceRequest;

/// A body that takes longer than this to arrive holds a place for nothing.
const PATIENCE: Duration = Duration::from_secs(60);

/// A definition inside a string, where quotes and line ends are escaped.
const ESCAPED_BYTES: usize = 2 * DEFINITION_BYTES;

/// How large a request's body may be.
pub(crate) trait Payload: DeserializeOwned {
    /// Bytes.
    const BYTES: usize = 1 << 20;
    /// Object keys in all.
    const KEYS: usize = 20_000;
}

impl Payload for SaveResponse {}
impl Payload for NewApiKey {
    const BYTES: usize = 16 << 10;
}
impl Payload for NewEnding {}
impl Payload for View {}
impl Payload for NewUser {}
impl Payload for SignIn {
    const BYTES: usize = 16 << 10;
}
impl Payload for NewPassword {
    const BYTES: usize = 16 << 10;
}
impl Payload for NewForm {
    const BYTES: usize = ESCAPED_BYTES;
    const KEYS: usize = DEFINITION_KEYS;
}
impl Payload for DraftEdit {
    const BYTES: usize = ESCAPED_BYTES;
    const KEYS: usize = DEFINITION_KEYS;
}
impl Payload for DifferenceRequest {
    const BYTES: usize = 2 * ESCAPED_BYTES;
}
impl Payload for CheckRequest {
    const BYTES: usize = ESCAPED_BYTES;
}

/// A JSON body.
pub(crate) struct Json<T>(pub(crate) T);

/// A JSON body that came with an `Idempotency-Key`.
pub(crate) struct Keyed<T> {
    pub(crate) value: T,
    pub(crate) hashes: KeyHashes,
    /// How many bytes it was.
    pub(crate) size: usize,
}

/// A POST without a body that came with an `Idempotency-Key`.
pub(crate) struct KeyedEmpty(pub(crate) KeyHashes);

impl<T: Payload> FromRequest<App> for Json<T> {
    type Rejection = Failure;

    async fn from_request(request: Request, _app: &App) -> Result<Self, Failure> {
        let (value, _bytes) = read(request).await?;
        Ok(Self(value))
    }
}

impl<T: Payload> FromRequest<App> for Keyed<T> {
    type Rejection = Failure;

    async fn from_request(request: Request, _app: &App) -> Result<Self, Failure> {
        let path = request.uri().path().to_owned();
        let headers = request.headers().clone();
        let (value, bytes) = read(request).await?;
        let hashes = KeyHashes::from_request(&headers, &path, &bytes)?;
        Ok(Self { value, hashes, size: bytes.len() })
    }
}

impl FromRequest<App> for KeyedEmpty {
    type Rejection = Failure;

    async fn from_request(request: Request, _app: &App) -> Result<Self, Failure> {
        KeyHashes::from_request(request.headers(), request.uri().path(), &[]).map(Self)
    }
}

async fn read<T: Payload>(request: Request) -> Result<(T, Bytes), Failure> {
    require_plain_json(request.headers())?;
    let too_large = || Failure::new(ProblemKind::TooLarge).param("limit", T::BYTES >> 10);
    let announced = request.headers().get(header::CONTENT_LENGTH).and_then(|length| length.to_str().ok()?.parse::<usize>().ok());
    if announced.is_some_and(|length| length > T::BYTES) {
        return Err(too_large());
    }
    let reading = tokio::time::timeout(PATIENCE, to_bytes(request.into_body(), T::BYTES)).await;
    let bytes = reading.map_err(|_late| malformed(&"timeout"))?.map_err(|_over| too_large())?;
    let value = parse(&bytes, Limits { depth: DEPTH, keys: T::KEYS, repeats: false })?;
    Ok((value, bytes))
}

fn require_plain_json(headers: &HeaderMap) -> Result<(), Failure> {
    let text = |name| headers.get(name).map(|value: &axum::http::HeaderValue| value.to_str().unwrap_or("?").trim().to_ascii_lowercase());
    let content_type = text(header::CONTENT_TYPE).unwrap_or_default();
    let mut parts = content_type.split(';').map(str::trim);
    let is_json =
        parts.next() == Some("application/json") && parts.all(|part| part.is_empty() || part.trim_matches('"') == "charset=utf-8");
    let is_plain = text(header::CONTENT_ENCODING).is_none_or(|encoding| encoding == "identity");
    if is_json && is_plain { Ok(()) } else { Err(Failure::new(ProblemKind::UnsupportedMedia)) }
}

fn parse<T: DeserializeOwned>(bytes: &[u8], limits: Limits) -> Result<T, Failure> {
    let text = std::str::from_utf8(bytes).map_err(|error| malformed(&error))?;
    scan::scan(text, limits, &mut |_, _| ()).map_err(|error| refuse(text, error))?;
    serde_json::from_str(text).map_err(|error| malformed(&error))
}

fn malformed(reason: &dyn std::fmt::Display) -> Failure {
    Failure::new(ProblemKind::Malformed).param("reason", reason)
}

fn refuse(text: &str, error: ScanError) -> Failure {
    let (line, column) = scan::line_and_column(text, error.offset);
    if error.fault == Fault::Syntax {
        return malformed(&format!("{line}:{column}"));
    }
    Failure::new(ProblemKind::InvalidField).errors([(error.pointer, vec![field_error(error.fault.code().name())])])
}
