//! Who is signed in: an opaque id in a cookie, its hash in the store.

use super::Failure;
use crate::app::App;
use crate::store::{SESSION_IDLE_MILLIS, SESSION_LIFE_MILLIS, SessionRecord, StoreResult, UserRecord};
use axum::extract::FromRequestParts;
use axum::http::request::Parts;
use axum::http::{HeaderMap, HeaderValue, header};
use sha2::{Digest as _, Sha256};
use tessera_api::ProblemKind;
use uuid::Uuid;

/// Uses within this time are not written down.
const TOUCH_MILLIS: i64 = 60_000;

/// Somebody who signed in. A handler that takes it answers nobody else.
pub(crate) struct SignedIn {
    pub(crate) user: UserRecord,
    pub(crate) session: SessionRecord,
}

impl FromRequestParts<App> for SignedIn {
    type Rejection = Failure;

    async fn from_request_parts(parts: &mut Parts, app: &App) -> Result<Self, Failure> {
        let unauthorized = || Failure::new(ProblemKind::Unauthorized);
        let id = cookie(&parts.headers, cookie_name(app)).ok_or_else(unauthorized)?;
        let id_hash = hash(id);
        let (session, user) = app.store().session(app.workspace(), id_hash).await?.ok_or_else(unauthorized)?;
        let now = app.now();
        if now - session.begun_at >= SESSION_LIFE_MILLIS || now - session.used_at >= SESSION_IDLE_MILLIS {
            note(app.store().end_session(app.workspace(), id_hash, now).await);
            return Err(unauthorized());
        }
        if now - session.used_at >= TOUCH_MILLIS {
            note(app.store().touch_session(app.workspace(), id_hash, now).await);
        }
        Ok(Self { user, session })
    }
}

/// Reads go on when nothing can be written, so these writes may fail.
pub(super) fn note(written: StoreResult<()>) {
    if let Err(error) = written {
        tracing::warn!(%error, "the use of a session or a key was not written down");
    }
}

/// Ends the session that the request's cookie names, if any: whoever signs in gets a new one, not one more.
pub(crate) async fn end_session_of(app: &App, headers: &HeaderMap) -> Result<(), Failure> {
    if let Some(id) = cookie(headers, cookie_name(app)) {
        app.store().end_session(app.workspace(), hash(id), app.now()).await?;
    }
    Ok(())
}

/// A new session and the id that goes into its cookie.
pub(crate) fn new_session(user: Uuid, now: i64) -> Result<(String, SessionRecord), Failure> {
    let id = random_token().map_err(|error| {
        tracing::error!(%error, "no random bytes");
        Failure::new(ProblemKind::Internal)
    })?;
    let session = SessionRecord { id_hash: hash(&id), user, begun_at: now, used_at: now };
    Ok((id, session))
}

/// 256 random bits in hexadecimal digits.
///
/// # Errors
/// When the machine gives no random bytes.
pub fn random_token() -> Result<String, getrandom::Error> {
    let mut bytes = [0; 32];
    getrandom::fill(&mut bytes)?;
    Ok(bytes.iter().map(|byte| format!("{byte:02x}")).collect())
}

/// The header that gives the browser its session, or (with an empty id) takes it away.
pub(crate) fn set_cookie(app: &App, id: &str) -> Option<HeaderValue> {
    let secure = if app.is_secure() { "; Secure" } else { "" };
    let age = if id.is_empty() { 0 } else { SESSION_LIFE_MILLIS / 1000 };
    HeaderValue::from_str(&format!("{}={id}; Path=/; HttpOnly; SameSite=Lax; Max-Age={age}{secure}", cookie_name(app))).ok()
}

/// Browsers take the `__Host-` prefix only over https.
fn cookie_name(app: &App) -> &'static str {
    if app.is_secure() { "__Host-tessera" } else { "tessera" }
}

fn cookie<'a>(headers: &'a HeaderMap, name: &str) -> Option<&'a str> {
    headers
        .get_all(header::COOKIE)
        .iter()
        .filter_map(|value| value.to_str().ok())
        .flat_map(|line| line.split(';'))
        .find_map(|pair| pair.trim().strip_prefix(name)?.strip_prefix('='))
}

pub(crate) fn hash(id: &str) -> [u8; 32] {
    Sha256::digest(id).into()
}
