//! `/api/v1/keys`: API keys, made, listed and revoked by people (and commands), never by keys.

use crate::app::App;
use crate::clock::{DAY_MILLIS, date, day_from_text, rfc3339};
use crate::http::access::{ID_DIGITS, Keeper};
use crate::http::auth::hash;
use crate::http::body::Keyed;
use crate::http::{Failure, keys as idempotency, random_token, reply};
use crate::store::KeyRecord;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::response::Response;
use tessera_api::keys::{ApiKey, MadeApiKey, NewApiKey, PREFIX, Scope};
use tessera_api::{Page, Problem, ProblemKind};

/// Keys of a workspace, at most: a list that one can look through.
const MOST: u32 = 200;
const LONGEST_NAME: usize = 100;

/// All keys, newest first, without their secrets.
#[utoipa::path(get, path = "/api/v1/keys", tag = "keys", security(("session" = [])), responses((status = 200, body = Page<ApiKey>), (status = 401, body = Problem)))]
pub(super) async fn list(State(app): State<App>, _keeper: Keeper) -> Result<Response, Failure> {
    let items = app.store().keys(app.workspace()).await?.iter().map(shown).collect();
    Ok(reply::json(StatusCode::OK, &Page::<ApiKey> { items, next: None }))
}

/// A new key. The answer has its secret, this once.
#[utoipa::path(post, path = "/api/v1/keys", tag = "keys", security(("session" = [])), request_body = NewApiKey, params(("Idempotency-Key" = String, Header, min_length = 1, max_length = 128)),
    responses((status = 201, body = MadeApiKey), (status = 401, body = Problem), (status = 409, body = Problem), (status = 422, body = Problem)))]
pub(super) async fn create(
    State(app): State<App>,
    keeper: Keeper,
    Keyed { value: new, hashes, .. }: Keyed<NewApiKey>,
) -> Result<Response, Failure> {
    let _guard = app.in_flight().enter(hashes)?;
    if let Some(answer) = idempotency::replay(&app, hashes).await? {
        return Ok(answer);
    }
    let (key, secret) = make(&app, new, &keeper)?;
    let mut made = MadeApiKey { key: shown(&key), secret: None };
    // What is kept for a repeat is kept as it is, so the secret is not among it.
    let noted = hashes.noted(StatusCode::CREATED, app.now(), serde_json::to_string(&made).unwrap_or_default());
    app.store().create_key(app.workspace(), key, MOST, noted).await?;
    made.secret = Some(secret);
    Ok(reply::json(StatusCode::CREATED, &made))
}

/// The key counts no more, from the next request on.
#[utoipa::path(delete, path = "/api/v1/keys/{id}", tag = "keys", security(("session" = [])), params(("id" = String, Path)),
    responses((status = 204), (status = 401, body = Problem), (status = 404, body = Problem)))]
pub(super) async fn revoke(State(app): State<App>, _keeper: Keeper, Path(id): Path<String>) -> Result<StatusCode, Failure> {
    app.store().revoke_key(app.workspace(), &id, app.now()).await?;
    Ok(StatusCode::NO_CONTENT)
}

fn make(app: &App, new: NewApiKey, keeper: &Keeper) -> Result<(KeyRecord, String), Failure> {
    let name = new.name.trim().to_owned();
    if name.is_empty() || name.chars().count() > LONGEST_NAME || name.contains(char::is_control) {
        return Err(Failure::field("name", "key-name"));
    }
    let scopes: Vec<Scope> = Scope::ALL.into_iter().filter(|scope| new.scopes.contains(scope)).collect();
    if scopes.is_empty() {
        return Err(Failure::field("scopes", "scopes-none"));
    }
    let last_day = match new.last_day {
        None => None,
        Some(text) => {
            let day = day_from_text(&text).filter(|day| *day >= app.today());
            Some(day.ok_or_else(|| Failure::field("last_day", "last-day"))?)
        }
    };
    let random = || {
        random_token().map_err(|error| {
            tracing::error!(%error, "no random bytes");
            Failure::new(ProblemKind::Internal)
        })
    };
    let id: String = random()?.chars().take(ID_DIGITS).collect();
    let secret = format!("{PREFIX}{id}_{}", random()?);
    let (secret_hash, created_at) = (hash(&secret), app.now());
    Ok((KeyRecord { id, name, scopes, secret_hash, person: keeper.person, created_at, last_day, used_day: None }, secret))
}

fn shown(key: &KeyRecord) -> ApiKey {
    let day = |day: i64| date(day.saturating_mul(DAY_MILLIS));
    ApiKey {
        id: key.id.clone(),
        prefix: format!("{PREFIX}{}", key.id),
        name: key.name.clone(),
        scopes: key.scopes.clone(),
        created_at: rfc3339(key.created_at),
        last_day: key.last_day.map(day),
        used_on: key.used_day.map(day),
    }
}
