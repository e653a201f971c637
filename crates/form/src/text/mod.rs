//! Texts: values as people read them, names between braces, numbers, the words that are built in.
//!
//! Invariant: nothing here knows a session; what is piped in is always text, never markup.

mod digits;
mod lent;
pub(crate) mod mask;
mod numbering;
mod search;
mod units;

pub(crate) use digits::{digits, push_padded};
#[cfg(not(feature = "native"))]
pub(crate) use lent::lent;
pub use lent::{Lent, json, lend, lower_case};
pub(crate) use lent::{Lower, read_json};
pub(crate) use numbering::numbered;
pub use search::has_part;
pub(crate) use search::{place_among, replaced, words};
pub use units::units;
pub(crate) use units::{substring, unit_order};

use serde_json::{Number, Value};
use std::ops::Range;

/// What a boolean question shows for yes when its author gave no words.
pub(crate) const YES: &str = "Yes";
/// What a boolean question shows for no when its author gave no words.
pub(crate) const NO: &str = "No";

/// A number as an answer is stored: whole ones without a point.
pub(crate) fn number(value: f64) -> Value {
    if value.fract() == 0.0 && value.abs() < 9_007_199_254_740_992.0 {
        return Value::from(value as i64);
    }
    Number::from_f64(value).map_or(Value::Null, Value::Number)
}

/// The same answer in the one way it is stored: whole numbers without a point, keys sorted.
pub(crate) fn normal(mut value: Value) -> Value {
    normalize(&mut value);
    value
}

fn normalize(value: &mut Value) {
    match value {
        Value::Number(written) => {
            if let Some(float) = written.as_f64().filter(|_| written.is_f64()) {
                *value = number(float);
            }
        }
        Value::Array(items) => items.iter_mut().for_each(normalize),
        Value::Object(map) => {
            map.values_mut().for_each(normalize);
            map.sort_keys();
        }
        _ => {}
    }
}

/// The items of a list; none of what is no list.
pub(crate) fn items(value: Option<&Value>) -> &[Value] {
    match value {
        Some(Value::Array(items)) => items,
        _ => &[],
    }
}

/// The number a value is or, being a text, is written as.
pub(crate) fn to_number(value: &Value) -> Option<f64> {
    match value {
        Value::Number(number) => number.as_f64(),
        Value::String(text) => crate::expr::numeric_text(text),
        _ => None,
    }
}

/// A value as plain text, when nothing better is known about it.
pub(crate) fn plain(value: &Value) -> String {
    match value {
        Value::Null => String::new(),
        Value::String(text) => text.clone(),
        Value::Array(items) => items.iter().map(plain).collect::<Vec<_>>().join(", "),
        Value::Number(number) => number.as_f64().map_or_else(String::new, crate::expr::number_text),
        other => json(other),
    }
}

/// How much a value weighs: the bytes of its texts, and one for everything else in it.
pub(crate) fn weight(value: &Value) -> usize {
    match value {
        Value::String(text) => text.len(),
        Value::Array(items) => items.iter().map(weight).fold(1, usize::saturating_add),
        Value::Object(map) => map.iter().map(|(key, value)| key.len() + weight(value)).fold(1, usize::saturating_add),
        _ => 1,
    }
}

/// Emptiness as forms understand it: nothing, "", [], {} and objects of empty values; not 0, not false.
pub(crate) fn is_empty(value: &Value) -> bool {
    crate::expr::is_empty_json(value)
}

/// Emptiness of an answer: blanks are no answer either.
pub(crate) fn is_blank(value: &Value) -> bool {
    match value {
        Value::String(text) => text.trim().is_empty(),
        other => is_empty(other),
    }
}

/// Whether two values are one answer to a list: case counts, `5` and `"5"` are the same.
pub(crate) fn is_same_choice(a: &Value, b: &Value) -> bool {
    if a == b {
        return true;
    }
    match (a, b) {
        (Value::Array(_) | Value::Object(_), _) | (_, Value::Array(_) | Value::Object(_)) => false,
        (Value::Bool(yes), Value::String(text)) | (Value::String(text), Value::Bool(yes)) => {
            text.eq_ignore_ascii_case(if *yes { "true" } else { "false" })
        }
        (Value::String(_), Value::String(_)) => false,
        _ => matches!((to_number(a), to_number(b)), (Some(a), Some(b)) if a == b),
    }
}

/// The names between braces: where each stands (braces included) and what it is.
pub(crate) fn braces(text: &str) -> impl Iterator<Item = (Range<usize>, &str)> {
    let mut open = None;
    text.char_indices().filter_map(move |(at, c)| match c {
        '{' => {
            open = Some(at);
            None
        }
        '}' => {
            let start = open.take()?;
            let name = text.get(start + 1..at)?.trim();
            (!name.is_empty() && !name.contains(':')).then_some((start..at + 1, name))
        }
        _ => None,
    })
}

/// `text` with each name between braces replaced by what `value` has for it; those it has nothing for stay.
pub(crate) fn pipe(text: &str, mut value: impl FnMut(&str) -> Option<String>) -> String {
    let mut result = String::with_capacity(text.len());
    let mut from = 0;
    for (range, name) in braces(text) {
        let Some(words) = value(name) else { continue };
        result.push_str(text.get(from..range.start).unwrap_or_default());
        result.push_str(&words);
        from = range.end;
    }
    result.push_str(text.get(from..).unwrap_or_default());
    result
}

/// A text made safe to stand in markup.
pub(crate) fn escape_html(text: &str) -> String {
    let mut result = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '&' => result.push_str("&amp;"),
            '<' => result.push_str("&lt;"),
            '>' => result.push_str("&gt;"),
            '"' => result.push_str("&quot;"),
            '\'' => result.push_str("&#39;"),
            other => result.push(other),
        }
    }
    result
}

/// A text made safe to stand in an address.
pub(crate) fn escape_url(text: &str) -> String {
    let mut result = String::with_capacity(text.len());
    for byte in text.bytes() {
        if byte.is_ascii_alphanumeric() || b"-_.!~*'()".contains(&byte) {
            result.push(char::from(byte));
        } else {
            const HEX: &[u8; 16] = b"0123456789ABCDEF";
            let digit = |half: u8| HEX.get(usize::from(half)).copied().map(char::from).unwrap_or_default();
            result.extend(['%', digit(byte >> 4), digit(byte & 15)]);
        }
    }
    result
}

#[cfg(test)]
mod tests {
    use super::{braces, is_same_choice, pipe};
    use serde_json::json;

    #[test]
    fn names_between_braces_are_found() {
        let check = |text: &str, expected: &[&str]| {
            assert_eq!(braces(text).map(|(_, name)| name).collect::<Vec<_>>(), expected, "{text}");
        };
        check("Dear { name }, {", &["name"]);
        check("{{a}}", &["a"]);
        check("{a:1} {} }{", &[]);
    }

    #[test]
    fn unknown_names_stay() {
        let value = |name: &str| (name == "a").then(|| "x".to_owned());
        assert_eq!(pipe("{a} {b} {a}!", value), "x {b} x!");
    }

    #[test]
    fn choices_are_the_same_by_value() {
        assert!(is_same_choice(&json!(1), &json!("1")));
        assert!(is_same_choice(&json!(true), &json!("true")));
        assert!(!is_same_choice(&json!("a"), &json!("A")));
        assert!(!is_same_choice(&json!(1), &json!(null)));
    }
}
