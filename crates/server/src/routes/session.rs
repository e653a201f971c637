//! Signing in and out, one's own password.

use crate::app::App;
use crate::http::auth::{SignedIn, end_session_of, new_session, set_cookie};
use crate::http::body::Json;
use crate::http::{ClientAddress, Failure, dummy_hash, reply};
use axum::extract::State;
use axum::http::{Extensions, HeaderMap, StatusCode, header};
use axum::response::{IntoResponse as _, Response};
use std::net::IpAddr;
use tessera_api::session::{Me, NewPassword, SignIn};
use tessera_api::{Problem, ProblemKind};

/// Characters of a password, at least and at most.
const PASSWORD_LENGTH: std::ops::RangeInclusive<usize> = 12..=512;

/// Who is signed in.
#[utoipa::path(get, path = "/api/v1/session", tag = "session", security(("session" = [])), responses((status = 200, body = Me), (status = 401, body = Problem)))]
pub(super) async fn me(State(app): State<App>, signed_in: SignedIn) -> Response {
    reply::json(StatusCode::OK, &describe(&app, signed_in.user.email, signed_in.user.name))
}

/// Signs in; the session id is in the cookie of the answer.
#[utoipa::path(post, path = "/api/v1/session", tag = "session", request_body = SignIn,
    responses((status = 200, body = Me), (status = 401, body = Problem), (status = 429, body = Problem)))]
pub(super) async fn sign_in(
    State(app): State<App>,
    headers: HeaderMap,
    extensions: Extensions,
    Json(sign_in): Json<SignIn>,
) -> Result<Response, Failure> {
    let email = sign_in.email.trim().to_lowercase();
    let address = peer(&extensions);
    let now = app.now();
    app.lockout().enter(&email, address, now)?;
    let user = app.store().user_by_email(app.workspace(), &email).await?;
    let hash = user.as_ref().map_or_else(|| dummy_hash().to_owned(), |user| user.password_hash.clone());
    let fits = app.passwords().verify(sign_in.password, hash).await?;
    let Some(user) = user.filter(|_| fits) else { return Err(Failure::new(ProblemKind::WrongPassword)) };
    app.lockout().succeeded(&email, address);
    end_session_of(&app, &headers).await?;
    let (id, session) = new_session(user.id, now)?;
    app.store().begin_session(app.workspace(), session).await?;
    Ok(with_cookie(&app, &id, reply::json(StatusCode::OK, &describe(&app, user.email, user.name))))
}

/// Signs out here.
#[utoipa::path(delete, path = "/api/v1/session", tag = "session", security(("session" = [])), responses((status = 204), (status = 401, body = Problem)))]
pub(super) async fn sign_out(State(app): State<App>, signed_in: SignedIn) -> Result<Response, Failure> {
    app.store().end_session(app.workspace(), signed_in.session.id_hash, app.now()).await?;
    Ok(with_cookie(&app, "", StatusCode::NO_CONTENT.into_response()))
}

/// Signs out everywhere.
#[utoipa::path(delete, path = "/api/v1/sessions", tag = "session", security(("session" = [])), responses((status = 204), (status = 401, body = Problem)))]
pub(super) async fn sign_out_everywhere(State(app): State<App>, signed_in: SignedIn) -> Result<Response, Failure> {
    app.store().end_sessions_of(app.workspace(), signed_in.user.id, app.now()).await?;
    Ok(with_cookie(&app, "", StatusCode::NO_CONTENT.into_response()))
}

/// A new password; every other session of this person ends.
#[utoipa::path(put, path = "/api/v1/session/password", tag = "session", security(("session" = [])), request_body = NewPassword,
    responses((status = 204), (status = 401, body = Problem), (status = 422, body = Problem), (status = 429, body = Problem)))]
pub(super) async fn change_password(
    State(app): State<App>,
    signed_in: SignedIn,
    extensions: Extensions,
    Json(change): Json<NewPassword>,
) -> Result<Response, Failure> {
    let user = signed_in.user;
    let now = app.now();
    let address = peer(&extensions);
    check_new_password("new", &change.new)?;
    app.lockout().enter(&user.email, address, now)?;
    if !app.passwords().verify(change.current, user.password_hash).await? {
        return Err(Failure::new(ProblemKind::WrongPassword));
    }
    app.lockout().succeeded(&user.email, address);
    let hash = app.passwords().hash(change.new).await?;
    let (id, session) = new_session(user.id, now)?;
    app.store().set_password(app.workspace(), user.id, hash, Some(session), now).await?;
    Ok(with_cookie(&app, &id, StatusCode::NO_CONTENT.into_response()))
}

pub(super) fn check_new_password(field: &str, password: &str) -> Result<(), Failure> {
    let length = password.chars().count();
    if length < *PASSWORD_LENGTH.start() {
        return Err(Failure::field(field, "password-short"));
    }
    if length > *PASSWORD_LENGTH.end() {
        return Err(Failure::field(field, "password-long"));
    }
    Ok(())
}

fn describe(app: &App, email: String, name: String) -> Me {
    let (workspace, time_zone) = (app.workspace_name().to_owned(), app.zone().name().to_owned());
    let (operator, privacy) = (app.about().operator.clone(), app.about().privacy.clone());
    Me { email, name, workspace, time_zone, operator, privacy, address: app.public_url().map(str::to_owned) }
}

fn with_cookie(app: &App, id: &str, mut response: Response) -> Response {
    if let Some(cookie) = set_cookie(app, id) {
        response.headers_mut().append(header::SET_COOKIE, cookie);
    }
    response
}

fn peer(extensions: &Extensions) -> Option<IpAddr> {
    extensions.get::<ClientAddress>().and_then(|client| client.0)
}
