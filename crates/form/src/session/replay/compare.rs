//! Compares what was observed with what was recorded.

use serde_json::Value;

/// The first difference between the observations of a case and those recorded; `None` when there is none.
pub fn compare(case: &Value, seen: &[Value]) -> Option<String> {
    let empty = Vec::new();
    let expected = case.get("expect").and_then(Value::as_array).unwrap_or(&empty);
    if expected.len() != seen.len() {
        return Some(format!("expected {} observations, got {}", expected.len(), seen.len()));
    }
    let asked = case.get("observe").and_then(Value::as_array).into_iter().flatten().filter_map(Value::as_str);
    let sections: Vec<&str> = std::iter::once("errors").chain(asked).collect();
    for (at, (wanted, got)) in expected.iter().zip(seen).enumerate() {
        let named = wanted.as_object().into_iter().flat_map(|map| map.keys().map(String::as_str));
        for key in named.chain(sections.iter().copied()) {
            let (wanted, got) = (wanted.get(key), got.get(key).filter(|got| wanted.get(key).is_some() || !is_hollow(got)));
            if let Some(found) = difference(wanted, got, &format!(".{key}")) {
                let step = at
                    .checked_sub(1)
                    .and_then(|step| case.get("steps")?.get(step))
                    .map_or(String::new(), |step| format!(" (after {step})"));
                return Some(format!("observation {at}{step}: {found}"));
            }
        }
    }
    None
}

fn is_hollow(value: &Value) -> bool {
    match value {
        Value::Array(items) => items.is_empty(),
        Value::Object(map) => map.is_empty(),
        _ => false,
    }
}

/// The first difference between two values: the order of keys is free, numbers may differ by a part in 10^12.
pub fn difference(wanted: Option<&Value>, got: Option<&Value>, path: &str) -> Option<String> {
    let (wanted, got) = (wanted.unwrap_or(&Value::Null), got.unwrap_or(&Value::Null));
    match (wanted, got) {
        (Value::Number(a), Value::Number(b)) => {
            let (a, b) = (a.as_f64()?, b.as_f64()?);
            let is_near = (a - b).abs() <= 1e-12 * a.abs().max(b.abs());
            (!is_near).then(|| format!("{path}: expected {a}, got {b}"))
        }
        (Value::Array(a), Value::Array(b)) => {
            if a.len() != b.len() {
                return Some(format!("{path}: expected {wanted}, got {got}"));
            }
            let pairs = a.iter().zip(b).enumerate();
            pairs.into_iter().find_map(|(at, (a, b))| difference(Some(a), Some(b), &format!("{path}.{at}")))
        }
        (Value::Object(a), Value::Object(b)) => {
            let keys = a.keys().chain(b.keys().filter(|key| !a.contains_key(*key)));
            keys.into_iter().find_map(|key| difference(a.get(key), b.get(key), &format!("{path}.{key}")))
        }
        _ => (wanted != got).then(|| format!("{path}: expected {wanted}, got {got}")),
    }
}
