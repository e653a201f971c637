//! Responses: saved page by page as whole snapshots, completed once.
//!
//! A save carries everything answered so far and a `step` that only grows, so a repeat, a loss or a reordering cannot harm: the server
//! keeps the highest step, and a completed response never changes again.

use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};

/// `POST /api/v1/responses`, with `Idempotency-Key` (a UUID the client makes for this save).
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct SaveResponse {
    /// Made by the client (UUIDv7; v4 for employees' forms, where time must not show).
    pub response_id: String,
    /// Form.
    pub form: String,
    /// Version the person answers.
    pub version: u32,
    /// Grows with each save of this response, from 1.
    pub step: u32,
    /// All answers so far.
    pub answers: Map<String, Value>,
    /// Whether the person finished.
    pub completed: bool,
    /// How it was answered.
    #[serde(default)]
    pub meta: ResponseMeta,
}

/// How a response was answered. Dropped whole for employees' forms.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct ResponseMeta {
    /// BCP 47 language of the interface.
    #[serde(default)]
    pub locale: String,
    /// `desktop`, `mobile` or `tv`.
    #[serde(default)]
    pub layout: String,
    /// Where the person met the form: `touchpoint` of the address, lower-case letters, digits, hyphens; 1 to 32.
    #[serde(default)]
    pub touchpoint: String,
    /// Name of the last question shown.
    #[serde(default)]
    pub last_shown: String,
    /// Names of the questions shown so far.
    #[serde(default)]
    pub shown: Vec<String>,
    /// Active milliseconds by question (paused while the page is hidden).
    #[serde(default)]
    pub active_millis: std::collections::BTreeMap<String, u64>,
}

/// What the server holds now.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Receipt {
    /// Of this response.
    pub response_id: String,
    /// Highest step kept.
    pub step: u32,
    /// Whether it is complete; nothing changes it any more.
    pub completed: bool,
}

/// `POST /api/v1/forms/{slug}/views`, no key: somebody was shown the form (funnel). Counted once an id.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct View {
    /// The response id this view will have, should it start.
    pub response_id: String,
    /// Version shown.
    pub version: u32,
    /// BCP 47 language of the interface.
    #[serde(default)]
    pub locale: String,
    /// `desktop`, `mobile` or `tv`.
    #[serde(default)]
    pub layout: String,
    /// Where the person met the form.
    #[serde(default)]
    pub touchpoint: String,
}

/// A response of a customers' form, as `GET /api/v1/forms/{slug}/responses` and the export as lines of JSON give it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct ResponseRow {
    /// Made by the client.
    pub response_id: String,
    /// The version of the form it answers.
    pub version: u32,
    /// Whether the person finished.
    pub completed: bool,
    /// First save, RFC 3339.
    pub started_at: String,
    /// Last save that changed it, RFC 3339.
    pub saved_at: String,
    /// Language of the interface; empty when unknown.
    pub locale: String,
    /// Layout; empty when unknown.
    pub layout: String,
    /// Where the person met the form; empty when unknown.
    pub touchpoint: String,
    /// The answers, as values.
    pub answers: Map<String, Value>,
}

/// One answer of a response, with its words.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct GivenAnswer {
    /// Name of the question.
    pub question: String,
    /// What was asked, in the form's default language.
    pub title: String,
    /// `type` in the definition.
    pub kind: String,
    /// The stored value; absent where the question was seen and left out.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub value: Option<Value>,
    /// The value in the words of the form, one for each of several choices.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub texts: Vec<String>,
    /// What was written beside it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub comment: Option<String>,
}

/// `GET /api/v1/responses/{id}`.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct ResponseDetail {
    /// Its id.
    pub response_id: String,
    /// Slug of the form.
    pub form: String,
    /// Name of the form in the portal.
    pub form_name: String,
    /// Version it answers.
    pub version: u32,
    /// Whether the person finished.
    pub completed: bool,
    /// First save, RFC 3339.
    pub started_at: String,
    /// Last save, RFC 3339.
    pub saved_at: String,
    /// BCP 47 language of the interface; empty where not known.
    pub locale: String,
    /// `desktop`, `mobile`, `tv`, or empty.
    pub layout: String,
    /// Where the person met the form; empty where not known.
    pub touchpoint: String,
    /// Active seconds in all; absent where not measured.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub seconds: Option<u64>,
    /// Every question that was answered, or seen and left out, in the order of the form.
    pub answers: Vec<GivenAnswer>,
    /// What else is stored: values the form computed, hidden ones.
    #[serde(default, skip_serializing_if = "Map::is_empty")]
    pub other: Map<String, Value>,
}
