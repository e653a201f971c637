//! The built app: pages, hashed files, icons.

use crate::app::App;
use crate::assets::Asset;
use crate::http::Failure;
use axum::extract::{Path, Request, State};
use axum::http::{HeaderMap, HeaderName, HeaderValue, Method, StatusCode, header};
use axum::response::{IntoResponse as _, Response};
use tessera_api::ProblemKind;
use tessera_api::forms::FormState;

/// The respondent's page, which names the programs that its form takes. An unknown slug gets the page as well (it says so in the person's
/// language), with status 404. Somebody midway in an older version may need other programs: the one on the page sees to that.
pub(super) async fn respond(State(app): State<App>, Path(slug): Path<String>, headers: HeaderMap) -> Result<Response, Failure> {
    let form = app.store().form(app.workspace(), &slug).await?.filter(|form| form.state != FormState::Draft);
    let name = match &form {
        Some(form) if form.state_at(app.now()) == FormState::Live && !app.published(&slug, form.version).await?.is_plain() => {
            "respond-all.html"
        }
        _ => "respond.html",
    };
    page(&app, name, if form.is_some() { StatusCode::OK } else { StatusCode::NOT_FOUND }, &headers).await
}

/// Any other address: the hub, the portal, a file; or nothing.
pub(super) async fn any(State(app): State<App>, request: Request) -> Result<Response, Failure> {
    let path = request.uri().path();
    if path.starts_with("/api/") {
        return Err(Failure::new(ProblemKind::NotFound));
    }
    if !matches!(*request.method(), Method::GET | Method::HEAD) {
        return Err(Failure::new(ProblemKind::MethodNotAllowed));
    }
    let headers = request.headers();
    if path == "/" || path == "/portal" || path.starts_with("/portal/") {
        return page(&app, if is_of_editor(path) { "editor.html" } else { "app.html" }, StatusCode::OK, headers).await;
    }
    // What the editor's previews are framed in.
    if let Some(name) = match path {
        "/preview/near" => Some("preview-near.html"),
        "/preview/tv" => Some("preview-tv.html"),
        _ => None,
    } {
        return page(&app, name, StatusCode::OK, headers).await;
    }
    let path = path.trim_start_matches('/');
    if !path.ends_with(".html")
        && let Some(asset) = app.assets().find(path).await
    {
        return Ok(send(path, &asset, StatusCode::OK, headers));
    }
    // Somebody who follows a broken link gets a page, a program that asks for a file does not.
    if text(headers, header::ACCEPT).contains("text/html") {
        return page(&app, "app.html", StatusCode::NOT_FOUND, headers).await;
    }
    Err(Failure::new(ProblemKind::NotFound))
}

/// Where surveys are written, in a program of its own. That program knows the same addresses (`src/app/router.rs`).
fn is_of_editor(path: &str) -> bool {
    let parts: Vec<&str> = path.split('/').filter(|part| !part.is_empty()).collect();
    matches!(*parts.as_slice(), ["portal", "forms", _, "edit" | "versions"])
}

async fn page(app: &App, name: &str, status: StatusCode, headers: &HeaderMap) -> Result<Response, Failure> {
    let Some(asset) = app.assets().find(name).await else {
        tracing::error!(name, "the app is not built: cargo xtask build");
        return Err(Failure::new(ProblemKind::Unavailable));
    };
    Ok(send(name, &asset, status, headers))
}

fn send(path: &str, asset: &Asset, status: StatusCode, headers: &HeaderMap) -> Response {
    let encoded = asset.encoded(&text(headers, header::ACCEPT_ENCODING));
    let is_fresh = status == StatusCode::OK
        && text(headers, header::IF_NONE_MATCH).split(',').any(|tag| tag.trim().trim_start_matches("W/") == encoded.etag);
    let mut response = if is_fresh { StatusCode::NOT_MODIFIED.into_response() } else { (status, encoded.bytes).into_response() };
    let answer = response.headers_mut();
    let mut set = |name: HeaderName, value: &str| {
        if let Ok(value) = HeaderValue::from_str(value) {
            answer.insert(name, value);
        }
    };
    set(header::CONTENT_TYPE, content_type(path));
    set(header::ETAG, &encoded.etag);
    set(header::VARY, "Accept-Encoding");
    if let Some(encoding) = encoded.encoding {
        set(header::CONTENT_ENCODING, encoding);
    }
    set(
        header::CACHE_CONTROL,
        match path {
            // The build puts a hash of the content into these names.
            _ if path.starts_with("assets/") => "public, max-age=31536000, immutable",
            _ if path.ends_with(".html") => "no-cache",
            _ => "public, max-age=3600",
        },
    );
    response
}

fn content_type(path: &str) -> &'static str {
    match path.rsplit('.').next().unwrap_or_default() {
        "html" => "text/html; charset=utf-8",
        "js" => "text/javascript; charset=utf-8",
        "css" => "text/css; charset=utf-8",
        "json" => "application/json",
        "wasm" => "application/wasm",
        "svg" => "image/svg+xml",
        "png" => "image/png",
        "ico" => "image/x-icon",
        "webmanifest" => "application/manifest+json",
        "woff2" => "font/woff2",
        "txt" => "text/plain; charset=utf-8",
        _ => "application/octet-stream",
    }
}

fn text(headers: &HeaderMap, name: HeaderName) -> String {
    headers.get(name).and_then(|value| value.to_str().ok()).unwrap_or_default().to_owned()
}
