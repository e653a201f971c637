//! Published versions of a form, and what two texts of it differ in.

use serde::{Deserialize, Serialize};

/// A published version in the list of a form's versions.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct VersionSummary {
    /// From 1.
    pub version: u32,
    /// When it was published, RFC 3339.
    pub published_at: String,
    /// The name of the person or the API key that published it, where there is one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub published_by: Option<String>,
    /// Finished responses to it. Of employees' forms it is not known: their answers are counted without a version.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub finished: Option<u64>,
}

/// A published version with its text.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct VersionText {
    /// From 1.
    pub version: u32,
    /// The text it was made of, exactly as its author wrote it.
    pub source: String,
}

/// `POST /api/v1/forms/check/difference`: two texts of a definition.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct DifferenceRequest {
    /// The older one.
    pub before: String,
    /// The newer one.
    pub after: String,
}

/// What two texts differ in: what it means, and line by line.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Difference {
    /// What became of questions, panels and pages, in the order of the newer text, what is gone last. Empty where one of the texts is no JSON.
    pub elements: Vec<ElementChange>,
    /// Properties of the form as a whole that differ.
    pub settings: Vec<String>,
    /// Lines that differ, with some around them.
    pub hunks: Vec<Hunk>,
}

/// What became of something.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
// The figures have a `Change` as well, and the document has one name for each.
#[cfg_attr(feature = "openapi", schema(as = HowChanged))]
#[serde(rename_all = "lowercase")]
pub enum Change {
    /// It is as it was.
    Same,
    /// Only the newer text has it.
    Added,
    /// Only the older text has it.
    Removed,
    /// Some of its properties differ.
    Changed,
    /// It is as it was, in another place.
    Moved,
}

/// What became of a question, a panel or a page.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct ElementChange {
    /// Its name.
    pub name: String,
    /// Its type; `page` for a page.
    pub kind: String,
    /// Its title in the form's own language, where it has one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub title: Option<String>,
    /// What became of it; never `same`.
    pub change: Change,
    /// The properties that differ.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub properties: Vec<String>,
}

/// A run of lines around a change.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Hunk {
    /// Number of its first line in the older text, from 1.
    pub before: u32,
    /// Number of its first line in the newer text.
    pub after: u32,
    /// Its lines.
    pub lines: Vec<HunkLine>,
}

/// One line: `same`, `added` or `removed`.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct HunkLine {
    /// What became of it.
    pub change: Change,
    /// Its text.
    pub text: String,
}
