//! What a reader of survey definitions has to say about one: where, what is wrong, what was probably meant.

use serde::{Deserialize, Serialize};

/// How much a [`Diagnostic`] matters.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "lowercase")]
pub enum Severity {
    /// Worth knowing; nothing is lost.
    Info,
    /// The form works, but something in it is ignored or was probably meant otherwise.
    Warning,
    /// The form cannot be published.
    Error,
}

/// One remark about a survey definition.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Diagnostic {
    /// How much it matters.
    pub severity: Severity,
    /// Stable name of the kind of remark (`unknown-property`, `expression-syntax`, ...), one of [`Code`](crate::Code)'s.
    pub code: String,
    /// RFC 6901 JSON pointer to the place in the definition.
    pub pointer: String,
    /// The remark in English, with names filled in.
    pub message: String,
    /// Named parts of the message (`name`, `type`, `near`, ...), for messages in other languages.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub params: Vec<(String, String)>,
    /// What was probably meant, ready to be put in the place of the offending name or value.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub suggestion: Option<String>,
}
