//! One way to ask: headers, bodies, problems.

use super::{
    ClientError,
    fetch::{Answer, Request},
    json,
    limit::Limit,
    wire,
};
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

impl Client {
    /// A client whose refusals come in a language, given by its BCP 47 tag.
    #[must_use]
    pub fn new(language: impl Into<&'static str>) -> Self {
        Self { language: language.into() }
    }

    /// `GET`, read as JSON.
    ///
    /// # Errors
    /// Whatever [`ClientError`] says.
    pub async fn get<T: DeserializeOwned>(self, path: &str) -> Result<T, ClientError> {
        read(&self.ask("GET", path, &[], None).await?).await
    }

    /// `GET` of something that can be edited.
    ///
    /// # Errors
    /// Whatever [`ClientError`] says.
    pub async fn get_tagged<T: DeserializeOwned>(self, path: &str) -> Result<Tagged<T>, ClientError> {
        let response = self.ask("GET", path, &[], None).await?;
        tagged(&response).await
    }

    /// `POST` with the key that makes a repeat harmless.
    ///
    /// # Errors
    /// Whatever [`ClientError`] says.
    pub async fn post<B: Serialize, T: DeserializeOwned>(self, path: &str, key: &str, body: &B) -> Result<T, ClientError> {
        read(&self.ask("POST", path, &[("Idempotency-Key", key)], Some(written(body)?)).await?).await
    }

    /// `GET` of a text.
    pub(super) async fn get_text(self, path: &str) -> Result<String, ClientError> {
        let response = self.ask("GET", path, &[], None).await?;
        response.text().await.ok_or(ClientError::Offline)
    }

    /// One request, its body JSON.
    pub(super) async fn ask(
        self,
        method: &'static str,
        path: &str,
        headers: &[(&str, &str)],
        body: Option<String>,
    ) -> Result<Answer, ClientError> {
        let request = self.request(method, headers, body.as_deref());
        // Ends with this call, after the head of the answer came: a body on its way is not cut off.
        let limit = Limit::start();
        if let Some(limit) = &limit {
            request.signal(&limit.signal());
        }
        let answer = request.send(path).await.ok_or(ClientError::Offline)?;
        if answer.ok() { Ok(answer) } else { Err(refusal(&answer).await) }
    }

    pub(super) fn request(self, method: &'static str, headers: &[(&str, &str)], body: Option<&str>) -> Request {
        let request = Request::new(method);
        request.header("Accept-Language", self.language);
        for (name, value) in headers {
            request.header(name, value);
        }
        if let Some(body) = body {
            request.json(body);
        }
        request
    }
}

pub(super) fn written<B: Serialize>(body: &B) -> Result<String, ClientError> {
    serde_json::to_string(body).map_err(|_unserializable| ClientError::Strange(0))
}

pub(super) async fn read_value(response: &Answer) -> Result<Value, ClientError> {
    let text = response.text().await.ok_or(ClientError::Offline)?;
    json::parse(&text).ok_or_else(|| ClientError::Strange(response.status()))
}

pub(super) async fn read<T: DeserializeOwned>(response: &Answer) -> Result<T, ClientError> {
    let status = response.status();
    let text = response.text().await.ok_or(ClientError::Offline)?;
    // A success without a body stands for `()`.
    let text = if text.is_empty() { "null" } else { text.as_str() };
    serde_json::from_str(text).map_err(|_unread| ClientError::Strange(status))
}

pub(super) async fn tagged<T: DeserializeOwned>(response: &Answer) -> Result<Tagged<T>, ClientError> {
    let tag = response.header("ETag").ok_or_else(|| ClientError::Strange(response.status()))?;
    Ok(Tagged { body: read(response).await?, tag })
}

async fn refusal(response: &Answer) -> ClientError {
    let status = response.status();
    let retry_after = response.header("Retry-After").and_then(|seconds| seconds.parse().ok());
    match response.text().await.and_then(|text| wire::problem(&json::parse(&text)?)) {
        Some(problem) => ClientError::Problem { problem: Box::new(problem), retry_after },
        // A gateway answers for a server that is away.
        None if matches!(status, 502..=504) => ClientError::Offline,
        None => ClientError::Strange(status),
    }
}
