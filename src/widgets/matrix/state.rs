//! The answer of a matrix: its rows' answers by their keys.

use serde_json::{Map, Value};

/// `answer` with the row of this key answered by `value`, or not at all. Answers of rows that are not shown stay; an answer without any row
/// is none.
#[must_use]
pub fn with_row(answer: Option<&Value>, key: &str, value: Option<Value>) -> Option<Value> {
    let mut rows: Map<String, Value> = answer.and_then(Value::as_object).cloned().unwrap_or_default();
    match value {
        Some(value) => drop(rows.insert(key.to_owned(), value)),
        None => drop(rows.remove(key)),
    }
    (!rows.is_empty()).then_some(Value::Object(rows))
}

#[cfg(test)]
mod tests {
    use super::with_row;
    use serde_json::json;

    #[test]
    fn rows_are_answered_one_by_one_and_taken_back() {
        let one = with_row(None, "a", Some(json!(1)));
        assert_eq!(one, Some(json!({"a": 1})));
        let two = with_row(one.as_ref(), "b", Some(json!(2)));
        assert_eq!(two, Some(json!({"a": 1, "b": 2})));
        assert_eq!(with_row(two.as_ref(), "a", Some(json!(3))), Some(json!({"a": 3, "b": 2})));
        assert_eq!(with_row(two.as_ref(), "a", None), Some(json!({"b": 2})));
        assert_eq!(with_row(one.as_ref(), "a", None), None);
        assert_eq!(with_row(None, "a", None), None);
    }

    #[test]
    fn the_order_of_answering_leaves_no_trace() {
        let first = with_row(with_row(None, "b", Some(json!(2))).as_ref(), "a", Some(json!(1)));
        let last = with_row(with_row(None, "a", Some(json!(1))).as_ref(), "b", Some(json!(2)));
        assert_eq!(first.map(|rows| rows.to_string()), last.map(|rows| rows.to_string()));
    }
}
