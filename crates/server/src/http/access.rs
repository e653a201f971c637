//! Who may ask for what: whoever runs the server, somebody who signed in, or a program with an API key that has the scope.
//!
//! Invariant: a handler for anybody but respondents takes one of these, so there is none that everybody may call by oversight.

use super::Failure;
use super::auth::{SignedIn, hash, note};
use crate::app::App;
use crate::store::KeyRecord;
use axum::extract::FromRequestParts;
use axum::http::request::Parts;
use axum::http::{HeaderMap, header};
use std::marker::PhantomData;
use subtle::ConstantTimeEq as _;
use tessera_api::ProblemKind;
use tessera_api::keys::{PREFIX, Scope};
use uuid::Uuid;

/// Hexadecimal digits of a key's id, and of its secret.
pub(crate) const ID_DIGITS: usize = 16;
const SECRET_DIGITS: usize = 64;

/// Whoever runs this installation, at its own machine: set by the program's commands, never by anything in a request of others.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Operator;

impl FromRequestParts<App> for Operator {
    type Rejection = Failure;

    /// To everybody else the address does not exist.
    async fn from_request_parts(parts: &mut Parts, app: &App) -> Result<Self, Failure> {
        if is_operator(app, parts) { Ok(Self) } else { Err(Failure::new(ProblemKind::NotFound)) }
    }
}

/// What an API key needs for a route.
pub(crate) trait Needs {
    /// The scope.
    const SCOPE: Scope;
}

macro_rules! needs {
    ($($name:ident)*) => {
        $(#[derive(Debug)]
        pub(crate) enum $name {}

        impl Needs for $name {
            const SCOPE: Scope = Scope::$name;
        })*
    };
}

needs! { FormsRead FormsWrite ResponsesRead ResponsesWrite ResultsRead }

/// Somebody who signed in, the operator, or a key with the scope. A handler that takes it answers nobody else.
pub(crate) struct May<N> {
    /// The name of the person, or of the key.
    pub(crate) name: Option<String>,
    needs: PhantomData<N>,
}

impl<N: Needs> FromRequestParts<App> for May<N> {
    type Rejection = Failure;

    async fn from_request_parts(parts: &mut Parts, app: &App) -> Result<Self, Failure> {
        let name = if is_operator(app, parts) {
            None
        } else if let Some(token) = bearer(&parts.headers) {
            let key = use_key(app, token).await?;
            allow(&key, N::SCOPE)?;
            Some(key.name)
        } else {
            Some(SignedIn::from_request_parts(parts, app).await?.user.name)
        };
        Ok(Self { name, needs: PhantomData })
    }
}

/// Anybody; but who shows a key is held to its scopes, and to its being one.
pub(crate) struct Anybody<N>(PhantomData<N>);

impl<N: Needs> FromRequestParts<App> for Anybody<N> {
    type Rejection = Failure;

    async fn from_request_parts(parts: &mut Parts, app: &App) -> Result<Self, Failure> {
        if let Some(token) = bearer(&parts.headers).filter(|_| !is_operator(app, parts)) {
            allow(&use_key(app, token).await?, N::SCOPE)?;
        }
        Ok(Self(PhantomData))
    }
}

/// Who looks after the keys: somebody who signed in, or the operator. Never a key: it could give itself more than it has.
pub(crate) struct Keeper {
    /// The person, when it is one.
    pub(crate) person: Option<Uuid>,
}

impl FromRequestParts<App> for Keeper {
    type Rejection = Failure;

    async fn from_request_parts(parts: &mut Parts, app: &App) -> Result<Self, Failure> {
        if is_operator(app, parts) {
            return Ok(Self { person: None });
        }
        Ok(Self { person: Some(SignedIn::from_request_parts(parts, app).await?.user.id) })
    }
}

/// A command in this process, or one that read the token of this process in the data folder.
pub(super) fn is_operator(app: &App, parts: &Parts) -> bool {
    parts.extensions.get::<Operator>().is_some() || bearer(&parts.headers).is_some_and(|token| app.is_operator_token(token))
}

/// What an `Authorization: Bearer` header holds. Other schemes are none of ours: a proxy in front may ask for its own password.
pub(super) fn bearer(headers: &HeaderMap) -> Option<&str> {
    let (scheme, token) = headers.get(header::AUTHORIZATION)?.to_str().ok()?.split_once(' ')?;
    scheme.eq_ignore_ascii_case("bearer").then(|| token.trim())
}

/// The id inside a key that has the right shape.
pub(super) fn id_of(token: &str) -> Option<&str> {
    let (id, secret) = token.strip_prefix(PREFIX)?.split_once('_')?;
    let is_hex = |text: &str, digits: usize| text.len() == digits && text.bytes().all(|byte| byte.is_ascii_hexdigit());
    (is_hex(id, ID_DIGITS) && is_hex(secret, SECRET_DIGITS)).then_some(id)
}

/// The key of this token, which is used now; its day is written down at the first use of each day.
async fn use_key(app: &App, token: &str) -> Result<KeyRecord, Failure> {
    let unknown = || Failure::new(ProblemKind::UnknownKey);
    let id = id_of(token).ok_or_else(unknown)?;
    let key = app.store().key(app.workspace(), id).await?.ok_or_else(unknown)?;
    let today = app.today();
    let fits = bool::from(key.secret_hash.ct_eq(&hash(token)));
    if !fits || key.last_day.is_some_and(|last| last < today) {
        return Err(unknown());
    }
    if key.used_day != Some(today) {
        note(app.store().touch_key(app.workspace(), id, today).await);
    }
    app.buckets().know(token);
    Ok(key)
}

fn allow(key: &KeyRecord, scope: Scope) -> Result<(), Failure> {
    if key.scopes.contains(&scope) { Ok(()) } else { Err(Failure::new(ProblemKind::ScopeMissing).param("scope", scope.name())) }
}
