//! What is wrong with an answer, as it is shown, sent by the server and kept by a device.

use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};

/// One thing wrong with an answer, shown.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
// By way of JSON: what serde derives is made anew for each reader and each writer, and a browser has to load it.
#[serde(try_from = "Value", into = "Value")]
pub struct FieldError {
    /// Stable code, the key of the built-in message. Those of the conformance cases: `required`, `min`, `max`, `step`,
    /// `otherempty`, `requirenumeric`, `numeric`, `text`, `email`, `regex`, `expression`, `answercount`, `requireoneanswer`,
    /// `requiredinallrowserror`, `eachrowuniqueeerror`, `keyduplicationerror`, `minrowcounterror`; and those that only
    /// [`verify`](crate::verify) finds, in answers no respondent could give: `invalidinput` (param `reason`: `type`, `format`,
    /// `choice`, `characters`, `size`), `toolong`, `unknownquestion`.
    pub code: String,
    /// Values for the message, by name (`min`, `max`, `step`, `minLength`, `maxLength`, `minCount`, `maxCount`, `reason`).
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub params: Vec<(String, String)>,
    /// The author's own words, when the form has them; they go before the built-in message.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub text: Option<String>,
    /// `error` stops, `warning` and `info` only say something (survey-core `notificationType`).
    #[serde(default)]
    pub level: Level,
}

/// What is wrong, by question name or request field. A list, since every type of map is kilobytes that a browser has to load.
pub type FieldErrors = Vec<(String, Vec<FieldError>)>;

/// Whether a [`FieldError`] stops the person.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "lowercase")]
pub enum Level {
    /// Stops.
    #[default]
    Error,
    /// Does not stop.
    Warning,
    /// Does not stop.
    Info,
}

impl Level {
    fn name(self) -> &'static str {
        match self {
            Self::Error => "error",
            Self::Warning => "warning",
            Self::Info => "info",
        }
    }
}

impl FieldError {
    pub(crate) fn to_json(&self) -> Value {
        let mut fields = Map::new();
        let mut put = |name: &str, value: Value| drop(fields.insert(name.to_owned(), value));
        put("code", Value::from(self.code.as_str()));
        put("level", Value::from(self.level.name()));
        if let Some(text) = &self.text {
            put("text", Value::from(text.as_str()));
        }
        if !self.params.is_empty() {
            let pair = |(name, value): &(String, String)| Value::Array(vec![Value::from(name.as_str()), Value::from(value.as_str())]);
            put("params", Value::Array(self.params.iter().map(pair).collect()));
        }
        Value::Object(fields)
    }

    /// From JSON; `None` when there is no code. Of what is not understood the rest is kept, and a level that is not stops.
    #[must_use]
    pub fn from_json(value: &Value) -> Option<FieldError> {
        let word = |value: Option<&Value>| value.and_then(Value::as_str).map(str::to_owned);
        let mut params = Vec::new();
        for pair in crate::text::items(value.get("params")) {
            if let (Some(name), Some(value)) = (word(pair.get(0)), word(pair.get(1))) {
                params.push((name, value));
            }
        }
        let level = value.get("level").and_then(Value::as_str);
        let level = [Level::Warning, Level::Info].into_iter().find(|known| level == Some(known.name())).unwrap_or_default();
        Some(FieldError { code: word(value.get("code"))?, params, text: word(value.get("text")), level })
    }
}

impl From<FieldError> for Value {
    fn from(error: FieldError) -> Value {
        error.to_json()
    }
}

impl TryFrom<Value> for FieldError {
    type Error = &'static str;

    fn try_from(value: Value) -> Result<Self, Self::Error> {
        FieldError::from_json(&value).ok_or("not an error of a field")
    }
}
