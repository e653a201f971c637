//! One way to ask: headers, bodies, problems.

use super::{ClientError, json, limit::Limit, wire};
use gloo_net::http::{Headers, Method, RequestBuilder, Response};
use serde::{Serialize, de::DeserializeOwned};
use serde_json::Value;

/// Asks the server on behalf of somebody who reads this language.
#[derive(Clone, Copy, Debug)]
pub struct Client {
    language: &'static str,
}

/// An answer with the `ETag` it came with.
#[derive(Clone, Debug, PartialEq)]
pub struct Tagged<T> {
    /// The answer.
    pub body: T,
    /// What an edit of it has to send back as `If-Match`.
    pub tag: String,
}

/// A request body as it goes out.
pub(super) enum Body {
    None,
    Json(String),
}

impl Client {
    /// A client whose refusals come in a language, given by its BCP 47 tag.
    #[must_use]
    pub fn new(language: impl Into<&'static str>) -> Self {
        Self { language: language.into() }
    }

    /// The language of whoever asks, as a tag.
    pub(super) fn language(self) -> &'static str {
        self.language
    }

    /// `GET`, read as JSON.
    ///
    /// # Errors
    /// Whatever [`ClientError`] says.
    pub async fn get<T: DeserializeOwned>(self, path: &str) -> Result<T, ClientError> {
        read(&self.ask(Method::GET, path, &[], Body::None).await?).await
    }

    /// `GET` of something that can be edited.
    ///
    /// # Errors
    /// Whatever [`ClientError`] says.
    pub async fn get_tagged<T: DeserializeOwned>(self, path: &str) -> Result<Tagged<T>, ClientError> {
        let response = self.ask(Method::GET, path, &[], Body::None).await?;
        tagged(&response).await
    }

    /// `POST` with the key that makes a repeat harmless.
    ///
    /// # Errors
    /// Whatever [`ClientError`] says.
    pub async fn post<B: Serialize, T: DeserializeOwned>(self, path: &str, key: &str, body: &B) -> Result<T, ClientError> {
        read(&self.ask(Method::POST, path, &[("Idempotency-Key", key)], written(body)?).await?).await
    }

    /// `GET` of a text.
    pub(super) async fn get_text(self, path: &str) -> Result<String, ClientError> {
        let response = self.ask(Method::GET, path, &[], Body::None).await?;
        response.text().await.map_err(|_cut| ClientError::Offline)
    }

    pub(super) async fn ask(self, method: Method, path: &str, headers: &[(&str, &str)], body: Body) -> Result<Response, ClientError> {
        let all = Headers::new();
        all.set("Accept-Language", self.language);
        for (name, value) in headers {
            all.set(name, value);
        }
        // Ends with this call, after the head of the answer came: a body on its way is not cut off.
        let limit = Limit::start();
        let signal = limit.as_ref().map(Limit::signal);
        let request = RequestBuilder::new(path).method(method).abort_signal(signal.as_ref());
        let request = match body {
            Body::None => request.headers(all).build(),
            Body::Json(text) => {
                all.set("Content-Type", "application/json");
                request.headers(all).body(text)
            }
        };
        // Building fails only for a method or header no browser knows; sending fails when no answer comes.
        let response = request.map_err(|_unknown| ClientError::Strange(0))?.send().await.map_err(|_lost| ClientError::Offline)?;
        if response.ok() { Ok(response) } else { Err(refusal(&response).await) }
    }
}

pub(super) fn written<B: Serialize>(body: &B) -> Result<Body, ClientError> {
    serde_json::to_string(body).map(Body::Json).map_err(|_unserializable| ClientError::Strange(0))
}

pub(super) async fn read_value(response: &Response) -> Result<Value, ClientError> {
    let text = response.text().await.map_err(|_cut| ClientError::Offline)?;
    json::parse(&text).ok_or_else(|| ClientError::Strange(response.status()))
}

pub(super) async fn read<T: DeserializeOwned>(response: &Response) -> Result<T, ClientError> {
    let status = response.status();
    let text = response.text().await.map_err(|_cut| ClientError::Offline)?;
    // A success without a body stands for `()`.
    let text = if text.is_empty() { "null" } else { text.as_str() };
    serde_json::from_str(text).map_err(|_unread| ClientError::Strange(status))
}

pub(super) async fn tagged<T: DeserializeOwned>(response: &Response) -> Result<Tagged<T>, ClientError> {
    let tag = response.headers().get("ETag").ok_or_else(|| ClientError::Strange(response.status()))?;
    Ok(Tagged { body: read(response).await?, tag })
}

async fn refusal(response: &Response) -> ClientError {
    let status = response.status();
    let retry_after = response.headers().get("Retry-After").and_then(|seconds| seconds.parse().ok());
    match response.text().await.ok().and_then(|text| wire::problem(&json::parse(&text)?)) {
        Some(problem) => ClientError::Problem { problem: Box::new(problem), retry_after },
        // A gateway answers for a server that is away.
        None if matches!(status, 502..=504) => ClientError::Offline,
        None => ClientError::Strange(status),
    }
}
