//! Replays recorded expression cases: what survey-core made of an expression over given answers, and what our engine makes of it.

use super::{NOW, Outcome, Recorded, same};
use serde_json::{Value as Json, json};
use std::sync::Arc;
use tessera_form::expr::{Date, Expression, JsonScope, Scope, Value};
use tessera_form::replay;

/// Replays one case.
pub(super) fn replay(case: &Json, _source: &str) -> Outcome {
    let (value, condition) = if case.get("survey").is_some() {
        // Display values, rows and panels are known to a session only.
        replay::within(case, Arc::new(Recorded), |scope| evaluate(case, scope))
    } else {
        evaluate(case, &JsonScope::new(&case["values"], NOW))
    };
    let (expected, expected_condition) = (&case["expect"], case["cond"] == json!(true));
    if same(&value, expected) && condition == expected_condition {
        return Outcome::passed(case);
    }
    Outcome::failed(case, &format!("{}: expected {expected} ({expected_condition}), got {value} ({condition})", case["expr"]))
}

/// The value in the cases' own notation, and what it means as a condition.
fn evaluate(case: &Json, scope: &dyn Scope) -> (Json, bool) {
    match Expression::parse(case["expr"].as_str().unwrap_or_default()) {
        Ok(expression) => (encoded(&expression.evaluate(scope)), expression.is_true(scope)),
        Err(_) => (json!({"$error": "syntax"}), false),
    }
}

fn encoded(value: &Value<'_>) -> Json {
    match value {
        Value::Number(n) if n.is_nan() => json!({"$num": "NaN"}),
        Value::Number(n) if n.is_infinite() => json!({"$num": if *n > 0.0 { "Infinity" } else { "-Infinity" }}),
        Value::Date(date) => json!({"$date": date_text(date)}),
        Value::List(items) => items.iter().map(encoded).collect(),
        other => other.to_json(),
    }
}

fn date_text(date: &Date) -> String {
    match (date.iso_date_time(), date.fields()) {
        (Some(minutes), Some(fields)) => format!("{minutes}:{:02}", fields.second),
        _ => "Invalid".into(),
    }
}
