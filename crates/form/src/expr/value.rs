//! The values expressions compute with, borrowed from the answers wherever possible, and what they are in JSON.

use std::borrow::Cow;

use serde_json::{Map, Value as Json};

use super::date::Date;
use super::number;

/// A value. Undefined and null are told apart because a few comparisons do; to a form both mean "no value".
#[derive(Clone, Debug, PartialEq)]
pub enum Value<'a> {
    /// What a function gives that has nothing to give.
    Undefined,
    /// No value.
    Null,
    /// Yes or no.
    Bool(bool),
    /// Any number, NaN and the infinities included.
    Number(f64),
    /// Text.
    Text(Cow<'a, str>),
    /// An instant, with the clock it is read by.
    Date(Date),
    /// A list made by the expression.
    List(Vec<Value<'a>>),
    /// An array or an object of the answers. Never anything else: [`Value::from`] sees to that.
    Data(Cow<'a, Json>),
}

impl<'a> From<&'a Json> for Value<'a> {
    fn from(json: &'a Json) -> Self {
        match json {
            Json::Null => Self::Null,
            Json::Bool(b) => Self::Bool(*b),
            Json::Number(n) => Self::Number(n.as_f64().unwrap_or(f64::NAN)),
            Json::String(text) => Self::Text(Cow::Borrowed(text)),
            Json::Array(_) | Json::Object(_) => Self::Data(Cow::Borrowed(json)),
        }
    }
}

impl From<Json> for Value<'static> {
    fn from(json: Json) -> Self {
        match json {
            Json::Null => Self::Null,
            Json::Bool(b) => Self::Bool(b),
            Json::Number(n) => Self::Number(n.as_f64().unwrap_or(f64::NAN)),
            Json::String(text) => Self::Text(Cow::Owned(text)),
            Json::Array(_) | Json::Object(_) => Self::Data(Cow::Owned(json)),
        }
    }
}

impl<'a> From<&'a str> for Value<'a> {
    fn from(text: &'a str) -> Self {
        Self::Text(Cow::Borrowed(text))
    }
}

impl From<String> for Value<'_> {
    fn from(text: String) -> Self {
        Self::Text(Cow::Owned(text))
    }
}

impl Value<'_> {
    /// The value with nothing borrowed.
    #[must_use]
    pub fn into_owned(self) -> Value<'static> {
        match self {
            Self::Undefined => Value::Undefined,
            Self::Null => Value::Null,
            Self::Bool(b) => Value::Bool(b),
            Self::Number(n) => Value::Number(n),
            Self::Text(text) => Value::Text(Cow::Owned(text.into_owned())),
            Self::Date(date) => Value::Date(date),
            Self::List(items) => Value::List(items.into_iter().map(Value::into_owned).collect()),
            Self::Data(data) => Value::Data(Cow::Owned(data.into_owned())),
        }
    }

    /// The value as an answer is stored: whole numbers without a point, dates as JavaScript's `toJSON` writes them,
    /// numbers that JSON has no word for as null.
    #[must_use]
    pub fn to_json(&self) -> Json {
        match self {
            Self::Undefined | Self::Null => Json::Null,
            Self::Bool(b) => Json::Bool(*b),
            Self::Number(n) => json_number(*n),
            Self::Text(text) => Json::String(text.as_ref().into()),
            Self::Date(date) => date.iso_utc().map_or(Json::Null, Json::String),
            Self::List(items) => Json::Array(items.iter().map(Value::to_json).collect()),
            Self::Data(data) => data.as_ref().clone(),
        }
    }

    /// Whether there is no value.
    #[must_use]
    pub fn is_none(&self) -> bool {
        matches!(self, Self::Undefined | Self::Null)
    }

    /// The text, if it is one.
    #[must_use]
    pub fn as_str(&self) -> Option<&str> {
        match self {
            Self::Text(text) => Some(text),
            _ => None,
        }
    }

    /// The items, if it is a list.
    #[must_use]
    pub fn items(&self) -> Option<Items<'_>> {
        match self {
            Self::List(items) => Some(Items::Made(items)),
            Self::Data(data) => data.as_array().map(|items| Items::Stored(items)),
            _ => None,
        }
    }

    /// The members, if it is an object.
    #[must_use]
    pub fn members(&self) -> Option<&Map<String, Json>> {
        match self {
            Self::Data(data) => data.as_object(),
            _ => None,
        }
    }

    /// Emptiness as forms understand it: nothing, "", [], {} and objects of empty values; not 0, not false.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        match self {
            Self::Undefined | Self::Null => true,
            Self::Bool(_) | Self::Date(_) => false,
            Self::Number(n) => n.is_nan(),
            Self::Text(text) => text.is_empty(),
            Self::List(items) => items.is_empty(),
            Self::Data(data) => is_empty_json(data),
        }
    }

    /// JavaScript's truthiness: what `!` and `iif` go by.
    #[must_use]
    pub fn is_truthy(&self) -> bool {
        match self {
            Self::Undefined | Self::Null => false,
            Self::Bool(b) => *b,
            Self::Number(n) => *n != 0.0 && !n.is_nan(),
            Self::Text(text) => !text.is_empty(),
            Self::Date(_) | Self::List(_) | Self::Data(_) => true,
        }
    }

    /// JavaScript's `value == true`: what a condition goes by. 1, "1" and [1] are true; 2 and "yes" are not.
    #[must_use]
    pub fn is_true(&self) -> bool {
        match self {
            Self::Bool(b) => *b,
            Self::Date(_) => false,
            other => other.to_number() == 1.0,
        }
    }

    /// `Number(value)`.
    #[must_use]
    pub fn to_number(&self) -> f64 {
        match self {
            Self::Undefined => f64::NAN,
            Self::Null => 0.0,
            Self::Bool(b) => f64::from(u8::from(*b)),
            Self::Number(n) => *n,
            Self::Text(text) => number::to_number(text),
            Self::Date(date) => date.unix_millis(),
            Self::List(_) | Self::Data(_) => {
                if self.items().is_some() {
                    number::to_number(&self.to_text())
                } else {
                    f64::NAN
                }
            }
        }
    }

    /// `String(value)`.
    #[must_use]
    pub fn to_text(&self) -> Cow<'_, str> {
        match self {
            Self::Undefined => Cow::Borrowed("undefined"),
            Self::Null => Cow::Borrowed("null"),
            Self::Bool(b) => Cow::Borrowed(if *b { "true" } else { "false" }),
            Self::Number(n) => Cow::Owned(number::number_text(*n)),
            Self::Text(text) => Cow::Borrowed(text),
            Self::Date(date) => Cow::Owned(date.text()),
            Self::List(_) | Self::Data(_) => Cow::Owned(self.join(",")),
        }
    }

    /// `list.join(separator)`; an object is JavaScript's word for one.
    pub(super) fn join(&self, separator: &str) -> String {
        let Some(items) = self.items() else {
            return "[object Object]".into();
        };
        let mut out = String::new();
        for (i, item) in items.enumerate() {
            if i > 0 {
                out.push_str(separator);
            }
            match item {
                Value::Undefined | Value::Null => {}
                Value::Number(n) => out.push_str(&number::number_text(n)),
                other => out.push_str(&other.to_text()),
            }
        }
        out
    }

    /// The number it stands for where surveys look for one: in numbers, texts and lists of one.
    pub(super) fn numeric(&self) -> Option<f64> {
        match self {
            Self::Number(n) => n.is_finite().then_some(*n),
            Self::Text(text) => number::numeric_text(text),
            Self::List(_) | Self::Data(_) if self.items().is_some() => {
                let text = self.to_text();
                let whole = number::to_number(&text);
                whole.is_finite().then(|| number::parse_float(&text)).filter(|n| !n.is_nan())
            }
            _ => None,
        }
    }

    /// How many decimals a sum or product with it keeps.
    pub(super) fn decimals(&self) -> usize {
        match self {
            Self::Number(n) => number::decimals(*n),
            other if other.numeric().is_some() => number::text_decimals(&other.to_text()),
            _ => 0,
        }
    }
}

/// The items of a list, made or stored.
#[derive(Clone, Debug)]
pub enum Items<'a> {
    /// Of a list the expression made.
    Made(&'a [Value<'a>]),
    /// Of an array in the answers.
    Stored(&'a [Json]),
}

impl<'a> Iterator for Items<'a> {
    type Item = Value<'a>;

    fn next(&mut self) -> Option<Value<'a>> {
        match self {
            Self::Made(items) => {
                let (first, rest) = items.split_first()?;
                *items = rest;
                Some(first.clone())
            }
            Self::Stored(items) => {
                let (first, rest) = items.split_first()?;
                *items = rest;
                Some(Value::from(first))
            }
        }
    }

    fn size_hint(&self) -> (usize, Option<usize>) {
        let left = match self {
            Self::Made(items) => items.len(),
            Self::Stored(items) => items.len(),
        };
        (left, Some(left))
    }
}

impl ExactSizeIterator for Items<'_> {}

/// Emptiness of stored data, without making a [`Value`] of it.
#[must_use]
pub fn is_empty_json(json: &Json) -> bool {
    match json {
        Json::Null => true,
        Json::Bool(_) | Json::Number(_) => false,
        Json::String(text) => text.is_empty(),
        Json::Array(items) => items.is_empty(),
        Json::Object(members) => members.values().all(is_empty_json),
    }
}

fn json_number(number: f64) -> Json {
    // 2^53: from there on a double is not every integer.
    if number.fract() == 0.0 && number.abs() <= 9_007_199_254_740_992.0 {
        return Json::from(number as i64);
    }
    serde_json::Number::from_f64(number).map_or(Json::Null, Json::Number)
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn conditions_go_by_equality_with_true() {
        for (json, truth) in [
            (json!(1), true),
            (json!("1"), true),
            (json!([1]), true),
            (json!([[" 1.0 "]]), true),
            (json!(2), false),
            (json!("true"), false),
            (json!({"a": 1}), false),
            (json!([]), false),
            (json!(null), false),
            (json!([1, 1]), false),
        ] {
            assert_eq!(Value::from(&json).is_true(), truth, "{json}");
        }
    }

    #[test]
    fn emptiness() {
        for (json, empty) in [
            (json!(""), true),
            (json!([]), true),
            (json!({}), true),
            (json!({"a": {"b": ""}}), true),
            (json!([null]), false),
            (json!(0), false),
            (json!(false), false),
            (json!(" "), false),
        ] {
            assert_eq!(Value::from(&json).is_empty(), empty, "{json}");
        }
        assert!(Value::Number(f64::NAN).is_empty());
    }

    #[test]
    fn json_round_trip_keeps_whole_numbers_whole() {
        for json in [json!(5), json!(-2.5), json!("x"), json!([1, {"a": null}]), json!(1e300)] {
            assert_eq!(Value::from(&json).to_json(), json);
        }
        assert_eq!(Value::Number(3.0).to_json(), json!(3));
        assert_eq!(Value::Number(f64::NAN).to_json(), Json::Null);
    }

    #[test]
    fn texts_are_those_of_javascript() {
        for (json, text) in [(json!([1, [2, null], "x"]), "1,2,,x"), (json!({}), "[object Object]"), (json!(0.5), "0.5")] {
            assert_eq!(Value::from(&json).to_text(), text);
        }
    }
}
