//! Every text of a definition in every language, side by side.

use serde::{Deserialize, Serialize};

/// The texts of a definition. Empty where it is no JSON.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Texts {
    /// The languages: the form's own, those of the interface, others it is written in.
    pub languages: Vec<TextLanguage>,
    /// The texts, in the order of the source.
    pub rows: Vec<TextRow>,
}

/// One language of a definition.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct TextLanguage {
    /// BCP 47.
    pub locale: String,
    /// How many texts are missing in it.
    pub missing: u32,
}

/// One text, in each of the languages and in their order.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct TextRow {
    /// The name of the question, panel or page it belongs to; empty for the form itself.
    pub element: String,
    /// The property it is, or would be: a choice that has nothing but its value gets a `text`.
    pub property: String,
    /// The texts.
    pub cells: Vec<TextCell>,
}

/// A text in one language, and where in the source it stands or belongs: what is there from `start` to `end`, in UTF-16 units, becomes `before`, the
/// text as a JSON string, `after`.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct TextCell {
    /// The text; absent where it is missing.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub text: Option<String>,
    /// Where it begins.
    pub start: u32,
    /// Where it ends.
    pub end: u32,
    /// What comes before it.
    pub before: String,
    /// What comes behind it.
    pub after: String,
}
