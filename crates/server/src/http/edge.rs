//! The outermost layer: request id, cross-site check, problems in the reader's language, headers, one line of log.

use super::{ClientAddress, Failure, headers, headers::Page, limit, negotiate};
use crate::app::App;
use axum::extract::{MatchedPath, Request, State};
use axum::http::{HeaderMap, HeaderValue, StatusCode, header};
use axum::middleware::Next;
use axum::response::{IntoResponse as _, Response};
use tessera_api::ProblemKind;
use tessera_api::paths;

/// Routes whose use would tell who answered when; they leave no line in the log unless the server failed.
const QUIET: [&str; 4] = [paths::RESPONSES, "/api/v1/forms/{slug}/views", "/api/v1/forms/{slug}/live", "/s/{slug}"];

pub(crate) async fn edge(State(app): State<App>, mut request: Request, next: Next) -> Response {
    let began = std::time::Instant::now();
    let method = request.method().clone();
    let route = request.extensions().get::<MatchedPath>().map_or_else(|| "unmatched".to_owned(), |path| path.as_str().to_owned());
    let is_api = request.uri().path().starts_with("/api/");
    let page = match request.uri().path() {
        path if path.starts_with("/s/") => Page::Respondent,
        path if path.starts_with("/preview/") => Page::Frame,
        _ => Page::Other,
    };
    let user_agent = text(request.headers(), header::USER_AGENT);
    let language = negotiate(request.headers().get(header::ACCEPT_LANGUAGE).and_then(|value| value.to_str().ok()));
    let is_quiet = QUIET.contains(&route.as_str());
    // Without an id in the log there is none to give out either.
    let request_id = if is_quiet { String::new() } else { uuid::Uuid::new_v4().simple().to_string() };

    let client = app.front().client(request.extensions(), request.headers());
    request.extensions_mut().insert(ClientAddress(client));
    let counted = limit::count(&app, &request, &route);
    let left = counted.as_ref().ok().copied().flatten();
    let response = match counted {
        Err(too_many) => too_many.into_response(),
        Ok(_) if !is_own_site(&app, &request) => Failure::new(ProblemKind::Forbidden).into_response(),
        Ok(_) => next.run(request).await,
    };
    let mut response = in_words(response, is_api, language, &request_id);

    let status = response.status();
    let answer = response.headers_mut();
    if let Some(left) = left {
        left.tell(answer);
    }
    headers::add(answer, page, &user_agent, app.is_secure());
    if let Ok(id) = HeaderValue::from_str(&request_id)
        && !request_id.is_empty()
    {
        answer.insert(header::HeaderName::from_static("x-request-id"), id);
    }
    app.metrics().note(&method, &route, status.as_u16(), began.elapsed());
    let millis = u64::try_from(began.elapsed().as_millis()).unwrap_or(u64::MAX);
    if status.is_server_error() {
        tracing::error!(id = request_id, %method, route, status = status.as_u16(), millis, "request");
    } else if !is_quiet {
        tracing::info!(id = request_id, %method, route, status = status.as_u16(), millis, "request");
    }
    response
}

/// Failures of ours become problems; so do the framework's own plain refusals under `/api`.
fn in_words(mut response: Response, is_api: bool, language: &str, request_id: &str) -> Response {
    if let Some(failure) = response.extensions_mut().remove::<Failure>() {
        let mut problem = failure.render(language, request_id);
        for (name, value) in response.headers() {
            if *name == header::SET_COOKIE {
                problem.headers_mut().append(name, value.clone());
            }
        }
        return problem;
    }
    let kind = match response.status() {
        StatusCode::NOT_FOUND if is_api => ProblemKind::NotFound,
        StatusCode::METHOD_NOT_ALLOWED => ProblemKind::MethodNotAllowed,
        StatusCode::PAYLOAD_TOO_LARGE => ProblemKind::TooLarge,
        StatusCode::UNSUPPORTED_MEDIA_TYPE => ProblemKind::UnsupportedMedia,
        // Outside of the API nothing of ours is a 400: it is the framework that could not read an address.
        status if status == StatusCode::BAD_REQUEST || (status.is_client_error() && is_api) => ProblemKind::Malformed,
        StatusCode::INTERNAL_SERVER_ERROR => ProblemKind::Internal,
        _ => return response,
    };
    let mut problem = Failure::new(kind).param("reason", "URL").render(language, request_id);
    if let Some(allow) = response.headers_mut().remove(header::ALLOW) {
        problem.headers_mut().insert(header::ALLOW, allow);
    }
    problem
}

/// Whether an unsafe request comes from our own pages or from no page at all. Every browser that could be misled sends `Origin` with it.
fn is_own_site(app: &App, request: &Request) -> bool {
    let headers = request.headers();
    if request.method().is_safe() {
        return true;
    }
    if let Some(origin) = headers.get(header::ORIGIN) {
        let origin = origin.to_str().unwrap_or_default();
        return app.public_origin().is_some_and(|own| own == origin)
            || host_of(origin).is_some_and(|host| host == text(headers, header::HOST));
    }
    match headers.get("sec-fetch-site").map(|site| site.to_str().unwrap_or_default()) {
        None | Some("same-origin" | "none") => true,
        Some(_) => false,
    }
}

fn host_of(origin: &str) -> Option<&str> {
    origin.strip_prefix("http://").or_else(|| origin.strip_prefix("https://"))
}

fn text(headers: &HeaderMap, name: header::HeaderName) -> String {
    headers.get(name).and_then(|value| value.to_str().ok()).unwrap_or_default().to_owned()
}
