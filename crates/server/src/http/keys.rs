//! `Idempotency-Key`: what a repeat of a request is recognised by, and how it gets the first answer again.

use super::{Failure, reply};
use crate::app::App;
use crate::store::{Claim, FormRecord, Noted};
use axum::http::{HeaderMap, StatusCode};
use axum::response::Response;
use sha2::{Digest as _, Sha256};
use std::collections::HashSet;
use std::sync::{Arc, Mutex, PoisonError};
use tessera_api::ProblemKind;

/// Keys of responses are kept for ever, others for 72 hours.
const KEPT_MILLIS: i64 = 72 * 3_600_000;
const LONGEST_KEY: usize = 128;

/// A key and the request it came with, hashed: the table of keys must not name a request.
#[derive(Clone, Copy, Debug)]
pub(crate) struct KeyHashes {
    pub(crate) key: [u8; 32],
    pub(crate) body: [u8; 32],
}

impl KeyHashes {
    pub(super) fn from_request(headers: &HeaderMap, path: &str, body: &[u8]) -> Result<Self, Failure> {
        let key = headers.get("idempotency-key").and_then(|value| value.to_str().ok()).map(str::trim).unwrap_or_default();
        if key.is_empty() || key.len() > LONGEST_KEY {
            return Err(Failure::new(ProblemKind::KeyMissing));
        }
        Ok(Self::new(key, path, body))
    }

    pub(crate) fn new(key: &str, path: &str, body: &[u8]) -> Self {
        // With the key inside, a body's hash can only be made by who has the key.
        let body = Sha256::new().chain_update(key).chain_update([0]).chain_update(path).chain_update([0]).chain_update(body).finalize();
        Self { key: Sha256::digest(key).into(), body: body.into() }
    }

    /// The same where the answer is known before the write.
    pub(crate) fn noted(self, status: StatusCode, at: i64, answer: String) -> Noted {
        Noted { key: self.key, body: self.body, status: status.as_u16(), answer, expires_at: at + KEPT_MILLIS }
    }

    /// What the store keeps with the write: `render` makes the answer's body.
    pub(crate) fn claim(self, status: StatusCode, at: i64, render: impl FnOnce(&FormRecord) -> String + Send + 'static) -> Claim {
        Claim { key: self.key, body: self.body, status: status.as_u16(), render: Box::new(render), expires_at: at + KEPT_MILLIS }
    }
}

/// The answer to an earlier request with this key, if there was one.
pub(crate) async fn replay(app: &App, hashes: KeyHashes) -> Result<Option<Response>, Failure> {
    let Some(answered) = app.store().answered(app.workspace(), hashes.key).await? else { return Ok(None) };
    if answered.body != hashes.body {
        return Err(Failure::new(ProblemKind::KeyReused));
    }
    Ok(Some(reply::json_text(StatusCode::from_u16(answered.status).unwrap_or(StatusCode::OK), answered.answer)))
}

/// Keys of requests that are being answered right now.
#[derive(Clone, Default)]
pub(crate) struct InFlight(Arc<Mutex<HashSet<[u8; 32]>>>);

/// Holds a key until the request is answered.
pub(crate) struct InFlightGuard {
    keys: InFlight,
    key: [u8; 32],
}

impl InFlight {
    /// Takes the key, or refuses with 409 while its first request is still being answered.
    pub(crate) fn enter(&self, hashes: KeyHashes) -> Result<InFlightGuard, Failure> {
        let new = self.0.lock().unwrap_or_else(PoisonError::into_inner).insert(hashes.key);
        if new {
            Ok(InFlightGuard { keys: self.clone(), key: hashes.key })
        } else {
            Err(Failure::new(ProblemKind::InFlight).retry_after(1))
        }
    }
}

impl Drop for InFlightGuard {
    fn drop(&mut self) {
        self.keys.0.lock().unwrap_or_else(PoisonError::into_inner).remove(&self.key);
    }
}
