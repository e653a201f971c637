//! Reads the validators of a question.

use super::builder::Builder;
use super::place::Place;
use crate::Level;
use crate::model::{Check, Role, Validator};
use crate::text::{Lower, place_among};
use serde_json::Value;

/// Every type of validator there is.
pub(super) const KINDS: &str = "numeric text answercount regex email expression";

/// Reads `validators` of the question in `slot`.
pub(super) fn read_validators(builder: &mut Builder, place: &Place<'_>, slot: u32) -> Vec<Validator> {
    let mut validators = Vec::new();
    for one in place.places("validators", "surveyvalidator") {
        let kind = one.text("type").unwrap_or_default().lower();
        let kind = kind.strip_suffix("validator").unwrap_or(&kind);
        if place_among(KINDS, kind).is_none() {
            builder.remarks.unknown_type(&one, "validator of type", kind, KINDS);
            continue;
        }
        builder.remarks.check_names_as(&one, &[kind, "validator"].concat(), &[]);
        let check = match kind {
            "numeric" => Check::Numeric { min: one.number("minValue"), max: one.number("maxValue") },
            "text" => Check::Text {
                min: one.count("minLength").unwrap_or(0),
                max: one.count("maxLength").unwrap_or(0),
                digits: one.flag("allowDigits", true),
            },
            "answercount" => Check::AnswerCount { min: one.count("minCount").unwrap_or(0), max: one.count("maxCount").unwrap_or(0) },
            "regex" => read_regex(builder, &one),
            "email" => Check::Email,
            _ => Check::Expression(builder.formula(&one, "expression", Some(slot), Role::OnDemand)),
        };
        let level = match one.which("notificationType", "warning info") {
            Some(0) => Level::Warning,
            Some(_) => Level::Info,
            _ => Level::Error,
        };
        validators.push(Validator { check, text: builder.loc(&one, "text"), level });
    }
    validators
}

fn read_regex(builder: &mut Builder, place: &Place<'_>) -> Check {
    let pattern = place.get("regex").and_then(Value::as_str).unwrap_or_default().to_owned();
    let case_insensitive = place.flag("caseInsensitive", false);
    builder.remarks.pattern(place, &pattern, case_insensitive);
    Check::Regex { pattern, case_insensitive }
}
