//! Forms: drafts, immutable versions, what a respondent gets.

use serde::{Deserialize, Serialize};
use serde_json::{Value, value::RawValue};

/// Whose answers a form takes; decides what may ever be shown (`spec` of anonymity in `docs/architecture.md`).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "lowercase")]
pub enum Audience {
    /// Customers: confidential, single answers readable by the team.
    #[default]
    Customers,
    /// Employees: anonymous; figures only, from 5 answers and in steps of 5.
    Employees,
}

/// Whether a form takes responses.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "lowercase")]
pub enum FormState {
    /// Never published.
    Draft,
    /// Takes responses.
    Live,
    /// Takes none any more.
    Closed,
}

/// A form in the portal's list.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct FormSummary {
    /// Its part of the address, unique.
    pub slug: String,
    /// Its name in the portal.
    pub name: String,
    /// Whose answers.
    pub audience: Audience,
    /// Whether it takes responses.
    pub state: FormState,
    /// Newest published version, 0 when there is none.
    pub version: u32,
    /// Finished responses over all versions; for employees' forms rounded down to a step of 5.
    pub finished: u64,
    /// When the draft was last changed, RFC 3339.
    pub changed_at: String,
    /// When it takes its last response; absent while it has no end.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub ends: Option<Ending>,
}

/// When a form takes its last response, in the time zone of the workspace.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Ending {
    /// From this instant on it takes none, RFC 3339.
    pub at: String,
    /// The last day, `YYYY-MM-DD`.
    pub day: String,
    /// When on that day, `HH:MM`; absent when the day counts whole.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub time: Option<String>,
    /// Whether that has passed by the server's clock.
    pub is_over: bool,
}

/// `PUT /api/v1/forms/{slug}/ending`: what is absent is taken away.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct NewEnding {
    /// The last day, `YYYY-MM-DD` in the time zone of the workspace.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub day: Option<String>,
    /// When on that day, `HH:MM`; the day counts whole without it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub time: Option<String>,
    /// What the form's page says once it takes no more responses: one text, or one a language (`{"en": ..., "pl": ...}`).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub closing: Option<Value>,
}

/// A form with its draft, as its owner sees it. Sent with an `ETag`.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct FormDetail {
    /// The summary.
    #[serde(flatten)]
    pub summary: FormSummary,
    /// Listed on the public front page.
    pub listed: bool,
    /// What its page says once it takes no more responses, a text for each language; absent for the usual words.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub closing: Option<Value>,
    /// The time zone whose days and times an end is given in, by its IANA name.
    pub time_zone: String,
    /// The languages the draft is written in, its own first.
    pub locales: Vec<String>,
    /// What a link to it may give along (`answer.{name}={value}`), questions first.
    pub given: Vec<LinkField>,
    /// The draft's text, exactly as its author wrote it; it need not be JSON yet.
    pub source: String,
    /// The draft as it would be published, authored HTML sanitised; `null` while its text cannot be read.
    pub draft: Value,
    /// Remarks about the draft.
    pub diagnostics: Vec<tessera_form::Diagnostic>,
}

/// What a link may give along: an answer to begin with, or a hidden field.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct LinkField {
    /// Its name.
    pub name: String,
    /// What the question asks, in the form's own language; a hidden field has only its name.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub title: Option<String>,
    /// Whether it takes several values, one after the other.
    #[serde(default)]
    pub several: bool,
    /// The values it can have; empty where it takes any.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub choices: Vec<LinkChoice>,
}

/// A value that a link may give along.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct LinkChoice {
    /// As it stands in the link.
    pub value: String,
    /// Its words, in the form's own language.
    pub text: String,
}

/// `POST /api/v1/forms`, with either `definition` or `source`.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct NewForm {
    /// Lower-case letters, digits, hyphens; 1 to 64.
    pub slug: String,
    /// Name in the portal; the definition's title when absent.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub name: Option<String>,
    /// Whose answers. Fixed for ever.
    #[serde(default)]
    pub audience: Audience,
    /// Listed on the public front page.
    #[serde(default)]
    pub listed: bool,
    /// The definition, SurveyJS JSON. Kept as it stands in the request.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "openapi", schema(value_type = Option<Object>))]
    pub definition: Option<Box<RawValue>>,
    /// The definition as a text, which need not be JSON yet.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub source: Option<String>,
    /// Publish at once; refused when the definition has errors.
    #[serde(default)]
    pub publish: bool,
}

/// `PUT /api/v1/forms/{slug}/draft`, with either `definition` or `source`.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct DraftEdit {
    /// Name in the portal.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub name: Option<String>,
    /// The definition. Kept as it stands in the request.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "openapi", schema(value_type = Option<Object>))]
    pub definition: Option<Box<RawValue>>,
    /// The definition as a text, which need not be JSON yet.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub source: Option<String>,
}

/// `POST /api/v1/forms/check`: the definition as text, so that broken JSON gets a place too.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct CheckRequest {
    /// The text of the file.
    pub source: String,
}

/// A diagnostic with its place in the text.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct PlacedDiagnostic {
    /// The remark.
    #[serde(flatten)]
    pub diagnostic: tessera_form::Diagnostic,
    /// Line in the source, from 1.
    pub line: u32,
    /// Column in the line, from 1, in characters.
    pub column: u32,
    /// Where what it is about begins in the source, in UTF-16 units.
    pub start: u32,
    /// Where that ends.
    pub end: u32,
    /// A change of the text that puts it right, where there is one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub fix: Option<Fix>,
}

/// A change of a text: what stands from `start` to `end`, in UTF-16 units, becomes `text`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Fix {
    /// Where it begins.
    pub start: u32,
    /// Where it ends.
    pub end: u32,
    /// What comes there.
    pub text: String,
}

/// What `check` found.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct CheckReport {
    /// Remarks, in the order of the text.
    pub diagnostics: Vec<PlacedDiagnostic>,
    /// The definition as it would be published, authored HTML sanitised; absent when the text is not JSON.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub definition: Option<Value>,
    /// The title in the form's own language.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub title: Option<String>,
    /// Whether it can be published.
    pub publishable: bool,
}

/// What a respondent's page gets.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct LiveForm {
    /// Part of the address.
    pub slug: String,
    /// Version of the definition below.
    pub version: u32,
    /// Whether it takes responses. A closed form comes without a definition.
    pub state: FormState,
    /// Whose answers; the page says in one sentence what that means.
    pub audience: Audience,
    /// Who asks.
    pub workspace: String,
    /// Who runs the surveys, where the name above does not say it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub operator: Option<String>,
    /// Where it is written how personal data is treated: `https:`, `http:` or `mailto:`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub privacy: Option<String>,
    /// What to say once it takes no more responses, a text for each language; absent for the usual words.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub closing: Option<Value>,
    /// The sanitised definition.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub definition: Option<Value>,
}

/// A form on the public front page.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct FormTeaser {
    /// Part of the address.
    pub slug: String,
    /// The definition's title: one text, or one a language (`{"default": ..., "pl": ...}`).
    pub title: Value,
    /// The definition's description, likewise.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub description: Option<Value>,
    /// Questions on the longest path.
    pub questions: u32,
    /// Languages it is written in.
    pub locales: Vec<String>,
}
