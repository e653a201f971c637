//! The limits of a text's own input: smallest, largest, step, and the e-mail address it may ask for.

use super::{email, error, error_with};
use crate::model::{Check, TextDef, Validator};
use crate::session::Session;
use crate::text::{plain, replaced, to_number};
use crate::{FieldError, InputType};
use serde_json::Value;

impl Session {
    pub(super) fn check_text(&self, id: u32, text: &TextDef, validators: &[Validator], errors: &mut Vec<FieldError>) {
        if text.mask().is_some_and(|mask| self.is_unfinished(id, mask)) {
            errors.retain(|error| error.code != "required");
            errors.push(error("patternincompleteerror"));
        }
        let Some(value) = self.value(id).filter(|value| !crate::text::is_blank(value)) else { return };
        let (min, max) = self.limits(id);
        let mut add = |code: &str, limit: String, words: &crate::model::Loc| {
            let found = error_with(code, vec![(code.to_owned(), limit.clone())]);
            let mut found = self.with_text(id, found, words);
            found.text = found.text.map(|text| replaced(&text, "{0}", &limit));
            errors.push(found);
        };
        if let Some(min) = min.filter(|min| self.is_below(id, value, min)) {
            add("min", plain(&min), &text.min_text);
        }
        if let Some(max) = max.filter(|max| self.is_below(id, max, value)) {
            add("max", plain(&max), &text.max_text);
        }
        // Steps are counted only within the limits.
        let off_step = text.step.filter(|step| text.input == InputType::Number && is_off_step(value, *step));
        if let Some(step) = off_step.filter(|_| self.is_within_limits(id)) {
            add("step", plain(&crate::text::number(step)), &text.step_text);
        }
        let has_own = validators.iter().any(|validator| matches!(validator.check, Check::Email));
        if text.input == InputType::Email && !has_own && !email::is_address(&plain(value)) {
            errors.push(error("email"));
        }
    }
}

/// Whether a number is no whole count of steps.
fn is_off_step(value: &Value, step: f64) -> bool {
    let Some(value) = to_number(value) else { return false };
    let is_exact = |number: f64, scale: f64| (number * scale).round() / scale == number;
    let mut scale = 1.0;
    while scale < 1e6 && !(is_exact(step, scale) && is_exact(value, scale)) {
        scale *= 10.0;
    }
    let (value, step) = ((value * scale).round(), (step * scale).round());
    step > 0.0 && crate::expr::remainder(value, step) != 0.0
}
