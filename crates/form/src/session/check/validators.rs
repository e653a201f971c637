//! The six validators of the format.

use super::{email, error, error_with};
use crate::FieldError;
use crate::model::{Check, Validator};
use crate::session::Session;
use crate::text::{is_empty, plain, to_number};
use serde_json::Value;

impl Session {
    /// Runs the validators of a question over its answer.
    pub(super) fn run_validators(&self, id: u32, validators: &[Validator], errors: &mut Vec<FieldError>) {
        let value = self.value(id);
        for validator in validators {
            let Some(found) = self.violation(id, &validator.check, value) else { continue };
            let mut found = self.with_text(id, found, &validator.text);
            found.level = validator.level;
            errors.push(found);
        }
    }

    fn violation(&self, id: u32, check: &Check, value: Option<&Value>) -> Option<FieldError> {
        let given = value.filter(|value| !is_empty(value));
        match check {
            Check::Numeric { min, max } => {
                let Some(number) = to_number(given?) else { return Some(error("requirenumeric")) };
                let is_outside = min.is_some_and(|min| number < min) || max.is_some_and(|max| number > max);
                is_outside.then(|| limits("numeric", ["min", "max"], [*min, *max]))
            }
            Check::Text { min, max, digits } => {
                let text = plain(given?);
                if !digits && text.ends_with(|c: char| c.is_ascii_digit()) {
                    return Some(error("text"));
                }
                if !matches!(given?, Value::String(_) | Value::Array(_)) {
                    return None;
                }
                let length = match given? {
                    Value::Array(items) => items.len(),
                    _ => crate::text::units(&text),
                };
                let is_outside = (*min > 0 && length < *min as usize) || (*max > 0 && length > *max as usize);
                is_outside.then(|| limits("text", ["minLength", "maxLength"], [bound(*min), bound(*max)]))
            }
            Check::AnswerCount { min, max } => {
                let count = given?.as_array()?.len();
                let is_outside = (*min > 0 && count < *min as usize) || (*max > 0 && count > *max as usize);
                is_outside.then(|| limits("answercount", ["minCount", "maxCount"], [bound(*min), bound(*max)]))
            }
            Check::Regex { pattern, case_insensitive } => {
                if pattern.is_empty() {
                    return None;
                }
                // A pattern this host cannot run says nothing: such forms are not published.
                let fails = |text: &str| self.host().regex_matches(pattern, *case_insensitive, text) == Some(false);
                let value = given?;
                let parts_fail = value.as_array().is_some_and(|items| items.iter().any(|item| fails(&plain(item))));
                (parts_fail || fails(&joined(value))).then(|| error("regex"))
            }
            Check::Email => {
                let text = plain(given?);
                (!email::is_address(&text)).then(|| error("email"))
            }
            Check::Expression(formula) => {
                let formula = (*formula)?;
                (!self.is_truthy(formula, id)).then(|| error("expression"))
            }
        }
    }
}

/// A value as JavaScript turns it into text for a regular expression.
fn joined(value: &Value) -> String {
    match value {
        Value::Array(items) => items.iter().map(plain).collect::<Vec<_>>().join(","),
        other => plain(other),
    }
}

/// A limit, when there is one.
fn bound(limit: u32) -> Option<f64> {
    (limit > 0).then_some(f64::from(limit))
}

/// An error with the limits that are set.
fn limits(code: &str, names: [&str; 2], values: [Option<f64>; 2]) -> FieldError {
    let mut params = Vec::new();
    for (name, value) in names.into_iter().zip(values) {
        if let Some(value) = value {
            params.push((name.to_owned(), plain(&crate::text::number(value))));
        }
    }
    error_with(code, params)
}
